import type { Words } from "../words/words";
import { numbers } from "./formats";

/** A number as the language writes it, thousands apart. */
export function count(words: Pick<Words, "locale">, n: number): string {
  return numbers(words.locale, {}).format(n);
}

/** A size in the largest unit that keeps it readable; "0" only for nothing. */
export function size(words: Words, bytes: number): string {
  if (bytes === 0) return words.t("size-kb", { n: 0 });
  const kilo = Math.max(1, Math.round(bytes / 1024));
  if (kilo < 1024) return words.t("size-kb", { n: kilo });
  const mega = Math.round(kilo / 102.4) / 10;
  return mega < 1024 ? words.t("size-mb", { n: mega }) : words.t("size-gb", { n: Math.round(mega / 102.4) / 10 });
}
