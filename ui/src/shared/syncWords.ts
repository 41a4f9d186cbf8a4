import type { AccountView } from "../api/bindings";
import type { Words } from "../words/words";
import { channelName } from "./channelName";
import { wait } from "./time";

/** How a shop's connection stands, in one sentence. */
export function syncWords(words: Words, account: AccountView, now: number): string {
  const { t } = words;
  if (account.channel === "archive") return t("sync-archive");
  if (account.health === "paused") return t("sync-paused");
  if (account.health === "needs_owner") return account.last_error ? words.error(account.last_error.code) : t("sync-needs-owner");
  if (account.syncing && account.health === "new") return t("sync-first", { count: account.messages_this_round });
  if (account.syncing && account.messages_this_round > 0) return t("sync-running", { count: account.messages_this_round });
  if (account.health === "retrying") return problemWords(words, account, now);
  if (account.last_sync_at_ms == null) return t("sync-new");
  return t("sync-checked", { ago: wait(words, now - account.last_sync_at_ms) });
}

/** Who failed, what was kept, what follows. */
export function problemWords(words: Words, account: AccountView, now: number): string {
  const { t } = words;
  const problem = account.last_error;
  if (!problem) return t("sync-needs-owner");
  // Nothing follows by itself: what counts is what the owner can do.
  if (account.health === "needs_owner") return words.error(problem.code);
  const channel = channelName(words, account.channel);
  const what = problem.status != null ? t("problem-status", { channel, status: String(problem.status) }) : words.error(problem.code);
  const next = problem.retry_at_ms ?? account.next_sync_at_ms;
  if (next == null) return what;
  return t("problem-retry", { what, wait: wait(words, next - now) });
}
