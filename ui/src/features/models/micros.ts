import type { ModelCurrency } from "../../api/bindings";
import { numbers } from "../../shared/formats";
import type { Words } from "../../words/words";

/** Millionths in a unit. */
export const MILLION = 1_000_000;

/** Millionths of a currency; small sums keep the digits that tell them from nothing. */
export function sum(words: Pick<Words, "locale">, micros: number, currency: ModelCurrency): string {
  const units = micros / MILLION;
  const digits =
    units !== 0 && units < 0.1 ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: Number.isInteger(units) ? 0 : 2, maximumFractionDigits: 2 };
  return numbers(words.locale, { style: "currency", currency: currency.toUpperCase(), currencyDisplay: "narrowSymbol", ...digits }).format(units);
}

/** The same of what an answer cost, with a mark where it was not counted and priced but estimated. */
export function spent(words: Words, micros: number, currency: ModelCurrency, exact: boolean): string {
  const told = sum(words, micros, currency);
  return exact || micros === 0 ? told : words.t("models-ledger-about", { cost: told });
}

/** The sign of a currency alone, for labels of fields. */
export const sign = (currency: ModelCurrency) => (currency === "rub" ? "₽" : "$");

/** For a field: millionths as the owner types them. */
export const typed = (micros: number) => String(micros / MILLION).replace(".", ",");

/** What was typed, as millionths; `null` for what is no sum. */
export function untyped(text: string): number | null {
  const plain = text.replace(/\s/g, "").replace(",", ".");
  if (!/^\d{1,6}(\.\d{0,6})?$/.test(plain)) return null;
  return Math.round(Number(plain) * MILLION);
}
