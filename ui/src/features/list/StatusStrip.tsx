import { CloudOff, TriangleAlert } from "lucide-react";
import type { AccountView } from "../../api/bindings";
import { useAccounts, useCounts } from "../../api/queries";
import { Button } from "../../shared/Button";
import { useCopy } from "../../shared/CopyButton";
import { useNow } from "../../shared/clock";
import { problemWords } from "../../shared/syncWords";
import { harmless } from "../../shared/Untrusted";
import { useTold } from "../../shared/useTold";
import { useWords } from "../../words/words";
import { ExpiryStrip } from "./ExpiryStrip";
import { isOffline, OfflineStrip } from "./OfflineStrip";

interface Props {
  onTokenNeeded: (account: number) => void;
  onTroubledReplies: () => void;
}

/** One line over the list: who failed, what was kept, what follows, what can be done. Never a dialog. */
export function StatusStrip({ onTokenNeeded, onTroubledReplies }: Props) {
  const { t } = useWords();
  const accounts = useAccounts();
  const counts = useCounts();
  if (accounts.failureReason && accounts.failureCount > 1) {
    return (
      <p className="strip strip-bad" role="status" data-testid="status-strip">
        <CloudOff size={16} aria-hidden="true" />
        <span>{t("strip-unreachable")}</span>
      </p>
    );
  }
  if (isOffline(accounts.data ?? [])) return <OfflineStrip accounts={accounts.data ?? []} />;
  const stopped = accounts.data?.filter((a) => a.health === "needs_owner") ?? [];
  const retrying = accounts.data?.filter((a) => a.health === "retrying") ?? [];
  const [troubled, ...others] = [...stopped, ...retrying];
  if (troubled) return <AccountStrip account={troubled} others={others.length} onTokenNeeded={onTokenNeeded} />;
  const replies = counts.data?.replies_in_trouble ?? 0;
  if (replies > 0) {
    return (
      <p className="strip" role="status" data-testid="status-strip">
        <TriangleAlert size={16} aria-hidden="true" />
        <span>{t("strip-replies", { count: replies })}</span>
        <Button kind="link" onClick={onTroubledReplies}>
          {t("strip-show")}
        </Button>
      </p>
    );
  }
  return <ExpiryStrip accounts={accounts.data ?? []} onTokenNeeded={onTokenNeeded} />;
}

interface AccountStripProps {
  account: AccountView;
  /** Shops in trouble beside this one, of which the page State tells. */
  others: number;
  onTokenNeeded: (account: number) => void;
}

function AccountStrip({ account, others, onTokenNeeded }: AccountStripProps) {
  const words = useWords();
  const { t } = words;
  const copy = useCopy();
  const sync = useTold("sync_now");
  const what = useNow((now) => problemWords(words, account, now));
  const stopped = account.health === "needs_owner";
  const missing = account.last_error?.missing_right;
  const report = [harmless(account.name), what, harmless(account.last_error?.detail ?? "")].filter(Boolean).join("\n");
  return (
    <div className={stopped ? "strip strip-bad" : "strip"} data-testid="status-strip">
      <TriangleAlert size={16} aria-hidden="true" />
      <span>
        <bdi>{harmless(account.name)}</bdi>: {what} {missing && t("strip-missing-right", { right: harmless(missing) })}{" "}
        {others > 0 && t("strip-others", { count: others })}
        <span className="strip-acts">
          {stopped ? (
            <Button kind="link" onClick={() => onTokenNeeded(account.account)}>
              {t("strip-new-token")}
            </Button>
          ) : (
            <Button kind="link" disabled={sync.isPending} onClick={() => sync.run({ account: account.account })}>
              {t("retry")}
            </Button>
          )}
          <Button kind="link" onClick={() => copy(report)}>
            {t("copy")}
          </Button>
        </span>
      </span>
    </div>
  );
}
