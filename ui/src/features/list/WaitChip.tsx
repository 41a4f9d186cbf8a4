import { Check, Clock, Hourglass, type LucideIcon, Moon, TriangleAlert } from "lucide-react";
import type { ChatRow } from "../../api/bindings";
import { useNow } from "../../shared/clock";
import { longSpan, short, span } from "../../shared/time";
import { useWords, type Words } from "../../words/words";
import { isUntilBuyerWrites, until } from "../snooze/until";
import { useWhyTip, WhyTip } from "./WhyTip";

export type ChipKind = "over" | "near" | "calm" | "paused" | "met" | "none";

/** How long the near shape lasts at most before a deadline, and as a share of the whole time to answer. */
const NEAR_MS = 30 * 60_000;
const NEAR_SHARE = 0.25;

type Waiting = Pick<ChatRow, "queue" | "waiting_since_ms" | "deadline_at_ms" | "snoozed_until_ms" | "last_message" | "paused_from_ms" | "paused_until_ms">;

/** Until when the clock stands still because the shop does not work; what is overdue stays overdue. */
function offUntil(row: Waiting, now: number): number | null {
  const { paused_from_ms: from, paused_until_ms: end, deadline_at_ms: deadline } = row;
  return row.queue === "waiting" && from != null && end != null && deadline != null && from <= now && now < end && deadline > now ? end : null;
}

export function chipKind(row: Waiting, now: number): ChipKind {
  if (row.snoozed_until_ms != null && row.snoozed_until_ms > now) return "paused";
  if (offUntil(row, now) !== null) return "paused";
  if (row.queue === "waiting" && row.deadline_at_ms != null) {
    const left = row.deadline_at_ms - now;
    if (left <= 0) return "over";
    const whole = row.deadline_at_ms - (row.waiting_since_ms ?? row.deadline_at_ms);
    return left <= NEAR_MS || left <= whole * NEAR_SHARE ? "near" : "calm";
  }
  const author = row.last_message?.author;
  return author === "seller" || author === "assistant" ? "met" : "none";
}

/** Every state has a shape of its own, so that none is told by colour alone. */
const ICONS: Record<ChipKind, LucideIcon | null> = { over: TriangleAlert, near: Hourglass, calm: Clock, paused: Moon, met: Check, none: null };

function chipText(words: Words, row: ChatRow, now: number): string {
  const kind = chipKind(row, now);
  const off = offUntil(row, now);
  if (kind === "paused" && row.snoozed_until_ms == null && off !== null) return words.t("chip-off-hours", { until: until(words, off, now) });
  if (kind === "paused" && row.snoozed_until_ms != null) {
    return isUntilBuyerWrites(row.snoozed_until_ms) ? words.t("chip-until-buyer") : words.t("chip-until", { until: until(words, row.snoozed_until_ms, now) });
  }
  if (kind === "met" || kind === "none") return row.last_message ? short(words, row.last_message.sent_at_ms, now) : "";
  const left = span(words, (row.deadline_at_ms ?? now) - now);
  return kind === "over" ? `\u2212${left}` : left;
}

/** The whole sentence behind the chip, in words that read well aloud: "12 minutes left, urgent". */
export function chipWords(words: Words, row: ChatRow, now: number): string {
  const { t } = words;
  const when = () => (row.last_message ? short(words, row.last_message.sent_at_ms, now) : "");
  const waited = row.waiting_since_ms == null ? "" : longSpan(words, now - row.waiting_since_ms);
  const left = longSpan(words, (row.deadline_at_ms ?? now) - now);
  const pressing = row.priority === "urgent" || row.priority === "high" ? `, ${t(`sla-level-${row.priority}`)}` : "";
  switch (chipKind(row, now)) {
    case "paused":
      if (row.snoozed_until_ms == null) return t("chip-off-hours-long", { until: until(words, offUntil(row, now) ?? now, now) }) + pressing;
      return isUntilBuyerWrites(row.snoozed_until_ms ?? 0)
        ? t("snooze-line-buyer")
        : t("chip-paused", { until: until(words, row.snoozed_until_ms ?? now, now) });
    case "none":
      return row.last_message ? t("chip-last", { when: when() }) : "";
    case "met":
      return t("chip-answered", { when: when() });
    case "over":
      return t("chip-over-long", { waited, left }) + pressing;
    default:
      return t("chip-left-long", { waited, left }) + pressing;
  }
}

interface Props {
  row: ChatRow;
  /** In the thread's head the chip is a button, so that the reason can be reached without a mouse. */
  reachable?: boolean;
}

/** Only this text node ticks; the row and the list stay still. Why it stands so is asked when somebody points at it. */
export function WaitChip({ row, reachable = false }: Props) {
  const words = useWords();
  const kind = useNow((now) => chipKind(row, now));
  const text = useNow((now) => chipText(words, row, now));
  const long = useNow((now) => chipWords(words, row, now));
  const tip = useWhyTip(row.chat);
  if (text === "") return null;
  const Icon = ICONS[kind];
  const inside = (
    <>
      {Icon && <Icon size={13} strokeWidth={2.25} aria-hidden="true" />}
      <span aria-hidden="true">{text}</span>
    </>
  );
  // Only a chat that waits has a reason; the others say all they have in their name.
  const explained = row.queue === "waiting" && row.deadline_at_ms != null;
  // The thread's head says only how long is left; the rest stands beside it in words.
  if (reachable && (!explained || row.snoozed_until_ms != null)) return null;
  if (!explained) {
    return (
      <span className={`chip chip-${kind}`} role="img" aria-label={long} title={long} data-testid="chip" data-kind={kind}>
        {inside}
      </span>
    );
  }
  const shown = tip.at && <WhyTip chat={row.chat} lead={long} tip={tip} />;
  if (!reachable) {
    return (
      <span
        className={`chip chip-${kind}`}
        role="img"
        aria-label={long}
        data-testid="chip"
        data-kind={kind}
        onPointerEnter={tip.later}
        onPointerLeave={tip.leave}
      >
        {inside}
        {shown}
      </span>
    );
  }
  return (
    <>
      <button
        type="button"
        className={`chip chip-button chip-${kind}`}
        data-testid="chip-why"
        data-kind={kind}
        aria-describedby={tip.at ? tip.id : undefined}
        onPointerEnter={tip.later}
        onPointerLeave={tip.leave}
        onFocus={tip.now}
        onBlur={tip.close}
        onClick={tip.now}
      >
        {inside}
        <span className="visually-hidden">{long}</span>
      </button>
      {shown}
    </>
  );
}
