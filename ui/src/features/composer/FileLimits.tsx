import type { ChatView } from "../../api/bindings";
import { channelName } from "../../shared/channelName";
import { size } from "../../shared/numbers";
import { useWords } from "../../words/words";
import { kindNames } from "./files";

/** What the channel takes, said while files are being put in and before anything is sent. */
export function FileLimits({ chat: { limits, row } }: { chat: ChatView }) {
  const words = useWords();
  const kinds = limits.file_types.length > 0 ? kindNames(limits.file_types) : words.t("files-any-kind");
  return (
    <p className="hint" data-testid="file-limits">
      {words.t("files-limits", { channel: channelName(words, row.channel), kinds, limit: size(words, limits.file_bytes) })}
    </p>
  );
}
