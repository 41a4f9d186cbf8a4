import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { ChatId, ChatView, UploadId } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { key } from "../../api/keys";
import { amendChat } from "../../api/queries";
import { channelName } from "../../shared/channelName";
import { hearers } from "../../shared/hearers";
import { size } from "../../shared/numbers";
import { harmless } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";
import { base64Of, type FileFault, faultOf, kindNames, MOST_FILES } from "./files";

/** Files on their way into a chat, and what was refused there. */
interface Taking {
  coming: readonly File[];
  refused: readonly string[];
}

const NOTHING: Taking = { coming: [], refused: [] };

/**
 * By chat and outside the components, as the texts are: who comes back before a file is here must not send without it,
 * and hears there that it was refused.
 */
const takings = new Map<ChatId, Taking>();
const { tell, subscribe } = hearers();

const takingOf = (chat: ChatId): Taking => takings.get(chat) ?? NOTHING;

function setTaking(chat: ChatId, change: (now: Taking) => Partial<Taking>): void {
  const now = takingOf(chat);
  const next = { ...now, ...change(now) };
  if (next.coming.length === 0 && next.refused.length === 0) takings.delete(chat);
  else takings.set(chat, next);
  tell();
}

/** What a further file would leave with: what lies with the core, and what is on its way there. */
function waitingIn({ row, uploads }: ChatView): { files: number; bytes: number } {
  const { coming } = takingOf(row.chat);
  const bytes = uploads.reduce((sum, each) => sum + each.bytes, 0) + coming.reduce((sum, each) => sum + each.size, 0);
  return { files: uploads.length + coming.length, bytes };
}

const forgive = (chat: ChatId) => setTaking(chat, () => ({ refused: [] }));

/** Whether a file is on its way, or was refused where the owner has not read it: only this window knows. */
export const isTaking = (): boolean => takings.size > 0;

export function forgetTakings(): void {
  takings.clear();
  tell();
}

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

/** The files of the next reply. They lie with the core, so they outlive the window; only what is on its way or refused lives here. */
export function useUploads(chat: ChatView) {
  const words = useWords();
  const client = useQueryClient();
  const add = useOperation("upload_add");
  const remove = useOperation("upload_remove");
  const id = chat.row.chat;
  const { coming, refused } = useSyncExternalStore(subscribe, () => takingOf(id));
  const refuse = (sentence: string) => setTaking(id, (now) => ({ refused: [...now.refused, sentence] }));
  // What was refused was read by who leaves; what is refused after that waits for him.
  useEffect(() => () => forgive(id), [id]);

  const take = async (files: readonly File[]) => {
    forgive(id);
    for (const file of files) {
      const waiting = waitingIn(client.getQueryData<ChatView>(key("chat_get", { chat: id })) ?? chat);
      const name = harmless(file.name);
      const fault = faultOf(file, waiting, chat.limits);
      if (fault) {
        refuse(faultWords(words, fault, name, chat));
        continue;
      }
      setTaking(id, (now) => ({ coming: [...now.coming, file] }));
      try {
        const came = await add.mutateAsync({ chat: id, name: file.name, base64: await base64Of(file) });
        // It is on its way until it is shown: a reply that leaves between would leave it behind.
        await amendChat(client, id, (now) => (now.uploads.some((each) => each.upload === came.upload) ? now : { ...now, uploads: [...now.uploads, came] }));
      } catch (thrown) {
        const { code } = Refusal.from(thrown);
        // The core has looked inside: a file may be called a picture without being one.
        refuse(code === "file_kind" ? faultWords(words, "kind", name, chat) : `${name}: ${words.error(code)}`);
      }
      setTaking(id, (now) => ({ coming: now.coming.filter((each) => each !== file) }));
    }
  };

  const rename = useOperation("upload_rename");
  const called = (upload: UploadId, name: string) => rename.mutate({ upload, name }, { onError: (refusal) => refuse(words.error(refusal.code)) });
  const drop = (upload: UploadId) => remove.mutate({ upload }, { onError: (refusal) => refuse(words.error(refusal.code)) });
  return { files: chat.uploads, coming: coming.length, refused, take, drop, rename: called, forgive: () => forgive(id) };
}
