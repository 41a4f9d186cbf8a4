import { useState } from "react";
import type { ChatView, UploadId } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { channelName } from "../../shared/channelName";
import { size } from "../../shared/numbers";
import { harmless } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";
import { base64Of, type FileFault, faultOf, kindNames, MOST_FILES } from "./files";

function faultWords(words: Words, fault: FileFault, name: string, { limits, row }: ChatView): string {
  const channel = channelName(words, row.channel);
  switch (fault) {
    case "none-taken":
      return words.t("file-refused-none-taken", { channel });
    case "empty":
      return words.t("file-refused-empty", { name });
    case "kind":
      return words.t("file-refused-kind", { name, channel, kinds: kindNames(limits.file_types) });
    case "large":
      return words.t("file-refused-large", { name, channel, limit: size(words, limits.file_bytes) });
    case "sum":
      return words.t("file-refused-sum", { name, channel, limit: size(words, Math.max(limits.files_bytes, limits.file_bytes)) });
    case "many":
      return words.t("file-refused-many", { name, limit: MOST_FILES });
  }
}

/** The files of the next reply. They lie with the core, so they outlive the window; only refusals live here. */
export function useUploads(chat: ChatView) {
  const words = useWords();
  const add = useOperation("upload_add");
  const remove = useOperation("upload_remove");
  const [coming, setComing] = useState(0);
  const [refused, setRefused] = useState<string[]>([]);
  const refuse = (sentence: string) => setRefused((before) => [...before, sentence]);

  const take = async (files: readonly File[]) => {
    setRefused([]);
    const waiting = { files: chat.uploads.length, bytes: chat.uploads.reduce((sum, each) => sum + each.bytes, 0) };
    for (const file of files) {
      const name = harmless(file.name);
      const fault = faultOf(file, waiting, chat.limits);
      if (fault) {
        refuse(faultWords(words, fault, name, chat));
        continue;
      }
      waiting.files += 1;
      waiting.bytes += file.size;
      setComing((n) => n + 1);
      try {
        await add.mutateAsync({ chat: chat.row.chat, name: file.name, base64: await base64Of(file) });
      } catch (thrown) {
        waiting.files -= 1;
        waiting.bytes -= file.size;
        const { code } = Refusal.from(thrown);
        // The core has looked inside: a file may be called a picture without being one.
        refuse(code === "file_kind" ? faultWords(words, "kind", name, chat) : `${name}: ${words.error(code)}`);
      }
      setComing((n) => n - 1);
    }
  };

  const rename = useOperation("upload_rename");
  const called = (upload: UploadId, name: string) => rename.mutate({ upload, name }, { onError: (refusal) => refuse(words.error(refusal.code)) });
  const drop = (upload: UploadId) => remove.mutate({ upload }, { onError: (refusal) => refuse(words.error(refusal.code)) });
  return { files: chat.uploads, coming, refused, take, drop, rename: called, forgive: () => setRefused([]) };
}
