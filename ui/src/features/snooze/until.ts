import { dates, fromNow } from "../../shared/formats";
import { clock, day } from "../../shared/time";
import type { Words } from "../../words/words";

/** A snooze that only the buyer ends stands at this moment: the last second of the year 9999 (the store's constant). */
export const UNTIL_BUYER_WRITES = 253_402_300_799_000;

export const isUntilBuyerWrites = (at: number) => at >= UNTIL_BUYER_WRITES;

const DAY_MS = 86_400_000;

/** "14:30" today, "tomorrow, 09:00", "Sat, 09:00" in the coming days, "12 March, 09:00" later; "yesterday, 09:00" and days before it by their date. */
export function until(words: Words, at: number, now: number): string {
  const time = clock(words, at);
  const there = new Date(at);
  const today = new Date(now);
  if (there.toDateString() === today.toDateString()) return time;
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1);
  if (there.toDateString() === tomorrow.toDateString()) return `${fromNow(words.locale, { numeric: "auto" }).format(1, "day")}, ${time}`;
  // A weekday without a date is read as the coming one.
  if (at > now && at - now < 6 * DAY_MS) return `${dates(words.locale, { weekday: "short" }).format(at)}, ${time}`;
  return `${day(words, at, now)}, ${time}`;
}
