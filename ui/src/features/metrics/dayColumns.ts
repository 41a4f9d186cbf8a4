import type { DayVolume, Volume } from "../../api/bindings";
import { dates } from "../../shared/formats";
import type { Words } from "../../words/words";

const DAY_MS = 86_400_000;
/** More days than this are joined to weeks: a column must stay wide enough to be seen. */
const MOST_DAYS = 92;

export interface DayColumn {
  id: string;
  label: string;
  name: string;
  volume: Volume;
}

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const NOTHING: Volume = { incoming: 0, replies: 0, assistant_replies: 0, chats_new: 0, chats_done: 0 };

function plus(a: Volume, b: Volume): Volume {
  return {
    incoming: a.incoming + b.incoming,
    replies: a.replies + b.replies,
    assistant_replies: a.assistant_replies + b.assistant_replies,
    chats_new: a.chats_new + b.chats_new,
    chats_done: a.chats_done + b.chats_done,
  };
}

/** Monday of the day's week. 1 January 1970 was a Thursday. */
const monday = (ms: number) => ms - ((((ms / DAY_MS + 3) % 7) + 7) % 7) * DAY_MS;

/** Every day from the first to the last that has something, quiet ones between them too; weeks where they are many. */
export function dayColumns(words: Words, days: readonly DayVolume[]): { weeks: boolean; columns: DayColumn[] } {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return { weeks: false, columns: [] };
  const weeks = (at(last.day) - at(first.day)) / DAY_MS >= MOST_DAYS;
  const begin = (ms: number) => (weeks ? monday(ms) : ms);
  const sums = new Map<number, Volume>();
  for (let ms = begin(at(first.day)); ms <= at(last.day); ms += weeks ? 7 * DAY_MS : DAY_MS) sums.set(ms, NOTHING);
  for (const { day, volume } of days) sums.set(begin(at(day)), plus(sums.get(begin(at(day))) ?? NOTHING, volume));
  const short = dates(words.locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const long = dates(words.locale, { weekday: weeks ? undefined : "short", day: "numeric", month: "long", timeZone: "UTC" });
  const columns = [...sums].map(([ms, volume]) => ({ id: String(ms), label: short.format(ms), name: long.format(ms), volume }));
  return { weeks, columns };
}
