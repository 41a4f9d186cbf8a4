import { CircleOff } from "lucide-react";
import type { ChannelKind, ChatView } from "../../api/bindings";
import { channelName } from "../../shared/channelName";
import { full } from "../../shared/time";
import { useWords, type Words } from "../../words/words";

/** Over a chat whose messages its marketplace refuses: who refused, what is kept, and what can be done. */
export function RefusedStrip({ view }: { view: ChatView }) {
  const words = useWords();
  const { t } = words;
  const refused = view.history_refused;
  if (!refused) return null;
  return (
    <div className="refused-strip" role="status" data-testid="refused-strip">
      <CircleOff size={16} aria-hidden="true" />
      <span>
        {whoRefused(words, view.row.channel, refused.status, full(words, refused.since_ms))} {t(view.messages > 0 ? "refused-kept" : "refused-nothing")}{" "}
        {t("refused-do")}
      </span>
    </div>
  );
}

function whoRefused(words: Words, kind: ChannelKind, status: number, since: string): string {
  const { t } = words;
  const said = { channel: channelName(words, kind), status, since };
  if (status === 403) return t("refused-403", said);
  return status === 404 ? t("refused-404", said) : t("refused-other", said);
}
