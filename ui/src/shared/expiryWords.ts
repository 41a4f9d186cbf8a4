import type { AccountView } from "../api/bindings";
import type { Words } from "../words/words";
import { expiryOf } from "./expiry";
import { date } from "./time";

/** When a token ends and what to do, in one sentence; empty while its end is far. */
export function expiryWords(words: Words, account: Pick<AccountView, "token_expires_at_ms">, now: number): string {
  const expiry = expiryOf(account, now);
  if (!expiry || account.token_expires_at_ms == null) return "";
  if (expiry.over) return words.t("expiry-over", { date: date(words, account.token_expires_at_ms) });
  if (expiry.days === 0) return words.t("expiry-today");
  return words.t("expiry-days", { count: expiry.days, date: date(words, account.token_expires_at_ms) });
}
