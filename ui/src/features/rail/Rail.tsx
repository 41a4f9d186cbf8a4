import { Activity, ChartColumn, ChevronsUp, CircleHelp, Plus, Settings as SettingsIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { AccountId, AccountView, QueueCounts, View } from "../../api/bindings";
import { useAccounts, useAppInfo, useCounts } from "../../api/queries";
import { useNow } from "../../shared/clock";
import { count as figure } from "../../shared/numbers";
import { wait } from "../../shared/time";
import { useWords, type Words } from "../../words/words";
import { Brand } from "./Brand";
import { Muted } from "./Muted";
import { ShopRow } from "./ShopRow";

export interface RailProps {
  view: View;
  account: AccountId | null;
  onView: (view: View) => void;
  onAccount: (account: AccountId | null) => void;
  /** The owner's views and labels. */
  own: ReactNode;
  /** A saved view is shown: none of the built-in ones is. */
  saved: boolean;
  onAddShop: () => void;
  onMetrics: () => void;
  onState: () => void;
  onSettings: () => void;
  onHelp: () => void;
}

const VIEWS: { view: View; count: (counts: QueueCounts) => number }[] = [
  { view: "waiting", count: (c) => c.waiting },
  { view: "urgent", count: (c) => c.urgent },
  { view: "in_progress", count: (c) => c.in_progress },
  { view: "snoozed", count: (c) => c.snoozed },
  { view: "ai_drafts", count: (c) => c.ai_drafts },
  { view: "done", count: (c) => c.done },
  { view: "unread", count: (c) => c.unread_chats },
  { view: "starred", count: (c) => c.starred },
  { view: "all", count: (c) => c.all },
  { view: "spam", count: (c) => c.spam },
];
/** Views whose number asks for nothing. */
const QUIET: ReadonlySet<View> = new Set(["ai_drafts", "done", "starred", "all", "spam"]);
/** The core counts this far and no further. */
const MOST: Partial<Record<View, number>> = { ai_drafts: 99 };

/** A number of chats; "99+" where more are not counted. */
function told(words: Words, view: View, n: number): string {
  const most = MOST[view];
  return most !== undefined && n > most ? `${figure(words, most)}+` : figure(words, n);
}

function footWords(words: Words, accounts: AccountView[], now: number): string {
  // An archive asks nobody: it is as complete as it will ever be.
  const shops = accounts.filter((a) => a.channel !== "archive");
  const live = shops.filter((a) => a.health !== "paused");
  if (shops.length === 0) return "";
  if (live.length === 0) return words.t("rail-all-paused");
  const troubled = live.filter((a) => a.health === "retrying" || a.health === "needs_owner").length;
  if (troubled > 0) return words.t("rail-troubled", { count: troubled });
  const oldest = Math.min(...live.map((a) => a.last_sync_at_ms ?? 0));
  if (oldest === 0) return words.t("rail-first-check");
  return words.t("rail-all-checked", { ago: wait(words, now - oldest) });
}

export function Rail(props: RailProps) {
  const words = useWords();
  const { t } = words;
  const counts = useCounts().data;
  const accounts = useAccounts().data ?? [];
  const settings = useAppInfo().data?.settings;
  const foot = useNow((now) => footWords(words, accounts, now));
  return (
    <nav className="rail" aria-label={t("rail-label")}>
      <Brand />
      <ul className="rail-list">
        {VIEWS.map(({ view, count }) => {
          const n = counts ? count(counts) : 0;
          return (
            <li key={view}>
              <button
                type="button"
                className="rail-item"
                aria-current={!props.saved && props.view === view ? "page" : undefined}
                onClick={() => props.onView(view)}
              >
                <span className="rail-name">{t(`view-${view.replace("_", "-")}`)}</span> {settings?.notify_muted_queues?.includes(view) && <Muted />}
                {n > 0 && !QUIET.has(view) && (
                  <span className={view === "urgent" ? "count count-urgent" : "count"}>
                    {view === "urgent" && <ChevronsUp size={13} strokeWidth={2.5} aria-hidden="true" />}
                    {told(words, view, n)}
                  </span>
                )}
                {n > 0 && QUIET.has(view) && <span className="count count-quiet">{told(words, view, n)}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      <h2 className="rail-heading">{t("rail-shops")}</h2>
      <ul className="rail-list rail-shops">
        {accounts.length > 1 && (
          <li>
            <button type="button" className="rail-item" aria-current={props.account === null ? "true" : undefined} onClick={() => props.onAccount(null)}>
              <span className="rail-name">{t("rail-all-shops")}</span>
            </button>
          </li>
        )}
        {accounts.map((account) => (
          <ShopRow
            key={account.account}
            account={account}
            current={props.account === account.account}
            muted={settings?.notify_muted_accounts?.includes(account.account) ?? false}
            onPick={props.onAccount}
          />
        ))}
        <li>
          <button type="button" className="rail-item rail-quiet" onClick={props.onAddShop}>
            <Plus size={16} aria-hidden="true" />
            <span className="rail-name">{t("rail-add-shop")}</span>
          </button>
        </li>
      </ul>
      {props.own}
      <div className="rail-foot">
        <button type="button" className="rail-item rail-quiet" data-testid="open-metrics" onClick={props.onMetrics}>
          <ChartColumn size={16} aria-hidden="true" />
          <span className="rail-name">{t("metrics-title")}</span>
        </button>
        <button type="button" className="rail-item rail-quiet" data-testid="open-state" onClick={props.onState}>
          <Activity size={16} aria-hidden="true" />
          <span className="rail-name">{t("state-title")}</span>
        </button>
        <button type="button" className="rail-item rail-quiet" onClick={props.onSettings}>
          <SettingsIcon size={16} aria-hidden="true" />
          <span className="rail-name">{t("settings")}</span>
        </button>
        <button type="button" className="rail-item rail-quiet" onClick={props.onHelp}>
          <CircleHelp size={16} aria-hidden="true" />
          <span className="rail-name">{t("help")}</span>
        </button>
        <p className="rail-state">{foot}</p>
      </div>
    </nav>
  );
}
