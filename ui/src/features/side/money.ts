import { numbers } from "../../shared/formats";
import { harmless } from "../../shared/Untrusted";
import type { Words } from "../../words/words";

export function money(words: Words, minor: number, currency: string | null | undefined): string {
  const whole = minor % 100 === 0;
  const digits = { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 2 };
  try {
    return numbers(words.locale, { style: "currency", currency: currency ?? "RUB", currencyDisplay: "narrowSymbol", ...digits }).format(minor / 100);
  } catch {
    return `${numbers(words.locale, digits).format(minor / 100)} ${harmless(currency ?? "")}`;
  }
}
