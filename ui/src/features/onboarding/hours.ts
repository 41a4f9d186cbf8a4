import type { Calendar, Week } from "../../api/bindings";
import { sameValue } from "../../shared/sameValue";
import { clockOf, everyDay, minuteOf, WEEKDAYS } from "../rules/policy";

/** The calendar that nobody has set yet, as the core has it (`Calendar::default`); a test compares the two. */
export const UNSET: Calendar = {
  zone: "Europe/Moscow",
  week: everyDay([{ from: 540, to: 1320 }]),
  holidays: { presets: [], added: [], removed: [] },
};

/** The zone to begin with: this computer's, unless somebody has set the hours. */
export function zoneToOffer(calendar: Calendar): string {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return here && sameValue(calendar, UNSET) ? here : calendar.zone;
}

/** The same hours on some days of the week, as they are typed. */
export interface TypedHours {
  /** Monday first. */
  days: boolean[];
  from: string;
  to: string;
}

/** A week as one line of hours; null for one whose days differ or have several stretches. */
export function typedHours(week: Week): TypedHours | null {
  const [range = { from: 540, to: 1080 }, ...others] = week.flat();
  const alike = week.every((day) => day.length < 2) && others.every((each) => sameValue(each, range));
  return alike ? { days: week.map((day) => day.length > 0), from: clockOf(range.from), to: clockOf(range.to) } : null;
}

/** A beginning; 24:00 is none. */
export function startOf(typed: string): number | null {
  const minute = minuteOf(typed);
  return minute === 1440 ? null : minute;
}

/** What the typed hours come to; null for a time that is none, and for a week without a day. */
export function weekOf({ days, from, to }: TypedHours): Week | null {
  const start = startOf(from);
  const end = minuteOf(to);
  if (start === null || end === null || !days.includes(true)) return null;
  return WEEKDAYS.map((_, n) => (days[n] ? [{ from: start, to: end }] : [])) as Week;
}
