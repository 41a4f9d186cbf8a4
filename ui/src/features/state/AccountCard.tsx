import { CircleCheck, CirclePause, KeyRound, TriangleAlert } from "lucide-react";
import type { AccountState } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { ChannelMark } from "../../shared/ChannelMark";
import { channelName } from "../../shared/channelName";
import { useNow } from "../../shared/clock";
import { expiryWords } from "../../shared/expiryWords";
import { Fact } from "../../shared/Fact";
import { count } from "../../shared/numbers";
import { ShopMark } from "../../shared/ShopMark";
import { problemWords, syncWords } from "../../shared/syncWords";
import { date, span, wait } from "../../shared/time";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { NOTHING_SAID } from "../../shared/unanswered";
import { useWords, type Words } from "../../words/words";
import { Quotas } from "./Quotas";

/** Behind by less than this is up to date: a few rounds of 30 seconds. */
const BEHIND_MS = 120_000;

function lastWords(words: Words, at: number | null | undefined, now: number): string {
  return at == null ? words.t("sync-new") : words.t("state-ago", { ago: wait(words, now - at) });
}

export function AccountCard({ state, onTokenNeeded }: { state: AccountState; onTokenNeeded: (account: number) => void }) {
  const words = useWords();
  const { t } = words;
  const { view } = state;
  const troubled = view.health === "retrying" || view.health === "needs_owner";
  const paused = view.health === "paused";
  // History from files: nobody is asked, so that there is no last time, nothing to fall behind, and no limits.
  const archive = view.channel === "archive";
  const now = useNow((at) => Math.floor(at / 1000)) * 1000;
  const ends = expiryWords(words, view, now);
  const right = view.last_error?.missing_right;
  return (
    <li className="state" data-testid="state-account" data-health={view.health}>
      <header className="state-head">
        <ShopMark name={view.name} colour={view.colour} />
        <h3>
          <Untrusted text={view.name} />
        </h3>
        <ChannelMark channel={view.channel} />
        <small>{channelName(words, view.channel)}</small>
      </header>
      <p className={troubled ? "state-line state-bad" : paused ? "state-line" : "state-line state-ok"}>
        {troubled ? (
          <TriangleAlert size={16} aria-hidden="true" />
        ) : paused ? (
          <CirclePause size={16} aria-hidden="true" />
        ) : (
          <CircleCheck size={16} aria-hidden="true" />
        )}
        <span>
          {troubled ? problemWords(words, view, now) : view.health === "ok" && !view.syncing && !archive ? t("state-fine") : syncWords(words, view, now)}
          {troubled && right && ` ${t("strip-missing-right", { right: harmless(right) })}`}
          {view.health === "needs_owner" && !ends && (
            <>
              {" "}
              <Button kind="link" onClick={() => onTokenNeeded(view.account)}>
                {t("strip-new-token")}
              </Button>
            </>
          )}
          {troubled && view.last_error?.detail && !NOTHING_SAID.has(view.last_error.code) && (
            <small className="state-detail">{t("check-detail", { detail: harmless(view.last_error.detail) })}</small>
          )}
        </span>
      </p>
      {ends && (
        <p className="state-line state-warn" data-testid="state-expiry">
          <KeyRound size={16} aria-hidden="true" />
          <span>
            {ends}{" "}
            <Button kind="link" onClick={() => onTokenNeeded(view.account)}>
              {t("strip-new-token")}
            </Button>
          </span>
        </p>
      )}
      <dl className="state-facts">
        {!archive && (
          <>
            <Fact name={t("state-last")}>{lastWords(words, view.last_sync_at_ms, now)}</Fact>
            <Fact name={t("state-behind")}>
              {state.behind_ms == null ? t("state-behind-unknown") : state.behind_ms < BEHIND_MS ? t("state-behind-none") : span(words, state.behind_ms)}
            </Fact>
          </>
        )}
        {view.error_count > 0 && <Fact name={t("state-errors")}>{t("state-errors-row", { count: view.error_count })}</Fact>}
        <Fact name={t("side-messages")}>{t("side-messages-count", { count: state.messages })}</Fact>
        {state.quarantined > 0 && (
          <Fact name={t("state-unreadable")}>
            {count(words, state.quarantined)} <small>{t("state-unreadable-hint")}</small>
          </Fact>
        )}
        {view.token_expires_at_ms != null && !ends && <Fact name={t("state-token")}>{date(words, view.token_expires_at_ms)}</Fact>}
      </dl>
      {view.channel !== "demo" && !archive && <Quotas quotas={state.quotas} />}
    </li>
  );
}
