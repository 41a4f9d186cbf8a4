import { dates } from "../../shared/formats";

/** A day without its time, as calendars count: months from 0. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** A month's name that is written out: its first three letters tell it in all five languages, but for June and July. */
function monthNamed(word: string, locale: string): number | null {
  const wanted = fold(word);
  if (wanted.length < 3) return null;
  for (const style of ["long", "short"] as const) {
    for (const other of [locale, "en"]) {
      // With a day beside it a month takes the form it has in a date ("12 марта").
      const format = dates(other, { day: "numeric", month: style });
      const alone = dates(other, { month: style });
      const names = Array.from({ length: 12 }, (_, month) => {
        const date = new Date(2024, month, 12);
        const part = format.formatToParts(date).find((each) => each.type === "month")?.value ?? "";
        return [fold(part), fold(alone.format(date))];
      });
      const found = names.flatMap((forms, month) => (forms.some((name) => name.startsWith(wanted) || wanted.startsWith(name)) ? [month] : []));
      if (found.length === 1) return found[0] ?? null;
    }
  }
  return null;
}

function fold(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}|\./gu, "");
}

function real(year: number, month: number, day: number): Day | null {
  const date = new Date(year, month, day);
  const same = date.getFullYear() === year && date.getMonth() === month && date.getDate() === day;
  return same && year >= 1990 && year < 2100 ? { year, month, day } : null;
}

/**
 * A day as people type it: 12.3, 12/03/2025, 2025-03-12, 12 марта, "вчера" in the words given. A day without a year is
 * the last one of that name: what is looked for lies in the past.
 */
export function typedDay(text: string, now: Date, locale: string, named: Record<string, number>): Day | null {
  const typed = text.trim().toLowerCase();
  const back = Object.entries(named).find(([word]) => fold(word) === fold(typed))?.[1];
  if (back !== undefined) {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() - back);
    return { year: date.getFullYear(), month: date.getMonth(), day: date.getDate() };
  }
  const iso = /^(\d{4})[-./ ]+(\d{1,2})[-./ ]+(\d{1,2})\.?$/.exec(typed);
  if (iso) return real(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
  const written = /^(\d{1,2})\.?[\s]+(\p{L}+\.?)(?:[\s]+(\d{4}))?$/u.exec(typed) ?? flipped(/^(?:(\d{4})\.?[\s]+)?(\p{L}+\.?)[\s]+(\d{1,2})\.?$/u.exec(typed));
  if (written) {
    const month = monthNamed(written[2] ?? "", locale);
    return month === null ? null : placed(Number(written[1]), month, written[3], now);
  }
  const short = /^(\d{1,2})[-./ ]+(\d{1,2})(?:[-./ ]+(\d{4}|\d{2}))?\.?$/.exec(typed);
  if (!short) return null;
  const year = short[3]?.length === 2 ? `20${short[3]}` : short[3];
  // Hungarians write the month first, also without the year.
  const [day, month] = locale.startsWith("hu") && year === undefined ? [short[2], short[1]] : [short[1], short[2]];
  return placed(Number(day), Number(month) - 1, year, now);
}

/** "2025 március 12" has its parts the other way round. */
function flipped(found: RegExpExecArray | null): (string | undefined)[] | null {
  return found && [found[0], found[3], found[2], found[1]];
}

function placed(day: number, month: number, year: string | undefined, now: Date): Day | null {
  if (year !== undefined) return real(Number(year), month, day);
  const here = real(now.getFullYear(), month, day);
  const past = here && new Date(here.year, here.month, here.day) <= now;
  return past ? here : (real(now.getFullYear() - 1, month, day) ?? here);
}
