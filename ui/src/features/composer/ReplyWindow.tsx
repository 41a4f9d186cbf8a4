import { Clock3, ClockAlert } from "lucide-react";
import type { ChatView } from "../../api/bindings";
import { useNow } from "../../shared/clock";
import { clock, day, dayKey, full, span } from "../../shared/time";
import { useWords, type Words } from "../../words/words";

/** From here on the end is near enough to be said in another colour. */
const NEAR_MS = 2 * 3_600_000;

/** Whether the channel has stopped taking replies in this chat; true from the second the window ends. */
export function isOver(chat: Pick<ChatView, "reply_until_ms" | "reply_blocked">, now: number): boolean {
  return chat.reply_blocked === "reply_window_over" || (chat.reply_until_ms != null && chat.reply_until_ms <= now);
}

function untilWords(words: Words, until: number, now: number): string {
  const at = clock(words, until);
  return dayKey(until) === dayKey(now) ? at : words.t("window-day", { day: day(words, until, now), at });
}

/** Until when an answer is taken, before a word of it is typed. */
export function ReplyWindow({ chat }: { chat: ChatView }) {
  const words = useWords();
  const { t } = words;
  const until = chat.reply_until_ms;
  const near = useNow((now) => until != null && until - now < NEAR_MS);
  const text = useNow((now) => {
    if (until == null || until <= now) return null;
    const at = untilWords(words, until, now);
    return until - now < NEAR_MS ? t("window-near", { at, left: span(words, until - now) }) : t("window-until", { at });
  });
  if (until == null || text === null) return null;
  return (
    <p className={near ? "window-chip window-near" : "window-chip"} title={full(words, until)} data-testid="reply-window">
      {near ? <ClockAlert size={14} aria-hidden="true" /> : <Clock3 size={14} aria-hidden="true" />}
      {text}
    </p>
  );
}
