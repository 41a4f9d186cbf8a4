import { CloudOff } from "lucide-react";
import type { AccountView } from "../../api/bindings";
import { useQueued } from "../../api/queries";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { clock, day, dayKey } from "../../shared/time";
import { NO_ANSWER } from "../../shared/unanswered";
import { useTold } from "../../shared/useTold";
import { useWords } from "../../words/words";

/** The demo shop lives in the program itself, and an archive asks nobody. */
const WITHIN: ReadonlySet<AccountView["channel"]> = new Set(["demo", "archive"]);

/** Whether no shop that is watched can be reached: it is the network then, not one marketplace. */
export function isOffline(accounts: readonly AccountView[]): boolean {
  const watched = accounts.filter((each) => each.health !== "paused" && each.health !== "needs_owner" && !WITHIN.has(each.channel));
  const unanswered = (each: AccountView) => each.health === "retrying" && each.last_error != null && NO_ANSWER.has(each.last_error.code);
  return watched.length > 0 && watched.every(unanswered);
}

/** The network is gone: since when, what waits for it, and that everything else works. */
export function OfflineStrip({ accounts }: { accounts: readonly AccountView[] }) {
  const words = useWords();
  const { t } = words;
  const sync = useTold("sync_now");
  const queued = useQueued().data?.length ?? 0;
  // The last time that any shop answered: until then there was a network.
  const since = Math.max(0, ...accounts.map((each) => (WITHIN.has(each.channel) ? 0 : (each.last_sync_at_ms ?? 0))));
  const when = useNow((now) =>
    since === 0 ? null : dayKey(since) === dayKey(now) ? clock(words, since) : `${day(words, since, now)}, ${clock(words, since)}`,
  );
  return (
    <div className="strip" data-testid="status-strip" data-kind="offline">
      <CloudOff size={16} aria-hidden="true" />
      <span>
        <span role="status">
          {when === null ? t("offline") : t("offline-since", { when })} {queued > 0 ? t("offline-waiting", { count: queued }) : t("offline-nothing-waits")}
        </span>
        <span className="strip-acts">
          <Button kind="link" disabled={sync.isPending} onClick={() => sync.run({})}>
            {t("retry")}
          </Button>
        </span>
      </span>
    </div>
  );
}
