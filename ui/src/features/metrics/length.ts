import type { Length } from "../../api/bindings";
import { numbers } from "../../shared/formats";
import { count } from "../../shared/numbers";
import { span } from "../../shared/time";
import type { Words } from "../../words/words";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A length of working time. It has no days: nobody's working day is 24 hours long. */
export function workingSpan(words: Words, ms: number): string {
  return ms < DAY ? span(words, ms) : words.t("time-hours", { n: count(words, Math.floor(ms / HOUR)) });
}

/** A length of waiting as a figure: "14 min", "> 40 min" where too few were answered to say more, a dash without any. */
export function lengthFigure(words: Words, length: Length | null | undefined, spanned = span): string {
  if (!length) return "–";
  const time = spanned(words, length.ms);
  return length.at_least ? words.t("metrics-longer", { time }) : time;
}

export const workingFigure = (words: Words, length: Length | null | undefined) => lengthFigure(words, length, workingSpan);

/** A share as a figure. All and nothing are said only of all and nothing. */
export function shareFigure(words: Words, part: number, whole: number): string {
  if (whole === 0) return "–";
  const percent = (100 * part) / whole;
  const shown = part > 0 && part < whole ? Math.min(99, Math.max(1, Math.round(percent))) : Math.round(percent);
  return numbers(words.locale, { style: "percent" }).format(shown / 100);
}
