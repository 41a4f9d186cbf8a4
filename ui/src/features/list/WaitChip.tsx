import type { ChatRow } from "../../api/bindings";
import { useNow } from "../../shared/clock";
import { clock, short, span } from "../../shared/time";
import { useWords, type Words } from "../../words/words";

export type ChipKind = "urgent" | "over" | "near" | "calm" | "paused" | "none";

/** How long the near shape lasts at most before a deadline, and as a share of the whole time to answer. */
const NEAR_MS = 30 * 60_000;
const NEAR_SHARE = 0.25;

export function chipKind(row: Pick<ChatRow, "queue" | "priority" | "waiting_since_ms" | "deadline_at_ms" | "snoozed_until_ms">, now: number): ChipKind {
  if (row.snoozed_until_ms != null && row.snoozed_until_ms > now) return "paused";
  if (row.queue !== "waiting" || row.deadline_at_ms == null) return "none";
  const left = row.deadline_at_ms - now;
  if (left <= 0) return "over";
  if (row.priority === "urgent") return "urgent";
  const whole = row.deadline_at_ms - (row.waiting_since_ms ?? row.deadline_at_ms);
  return left <= NEAR_MS || left <= whole * NEAR_SHARE ? "near" : "calm";
}

function chipText(words: Words, row: ChatRow, kind: ChipKind, now: number): string {
  if (kind === "paused") return words.t("chip-paused", { until: clock(words, row.snoozed_until_ms ?? now) });
  if (kind === "none") return row.last_message ? short(words, row.last_message.sent_at_ms, now) : "";
  const left = span(words, (row.deadline_at_ms ?? now) - now);
  return kind === "over" ? `\u2212${left}` : left;
}

/** The whole sentence behind the chip, for hover and for readers. */
export function chipWords(words: Words, row: ChatRow, now: number): string {
  const kind = chipKind(row, now);
  const waited = row.waiting_since_ms == null ? "" : span(words, now - row.waiting_since_ms);
  const left = span(words, (row.deadline_at_ms ?? now) - now);
  switch (kind) {
    case "paused":
      return words.t("chip-paused", { until: clock(words, row.snoozed_until_ms ?? now) });
    case "none":
      return row.last_message ? words.t("chip-last", { when: short(words, row.last_message.sent_at_ms, now) }) : "";
    case "over":
      return words.t("chip-over-long", { waited, left });
    case "urgent":
      return words.t("chip-urgent-long", { waited, left });
    default:
      return words.t("chip-left-long", { waited, left });
  }
}

/** Only this text node ticks; the row and the list stay still. */
export function WaitChip({ row }: { row: ChatRow }) {
  const words = useWords();
  const kind = useNow((now) => chipKind(row, now));
  const text = useNow((now) => chipText(words, row, chipKind(row, now), now));
  const long = useNow((now) => chipWords(words, row, now));
  if (text === "") return null;
  return (
    <span className={`chip chip-${kind}`} title={long}>
      {kind !== "none" && kind !== "calm" && kind !== "paused" && <span className="chip-shape" aria-hidden="true" />}
      <span aria-hidden="true">{text}</span>
      <span className="visually-hidden">{long}</span>
    </span>
  );
}
