import { CloudOff } from "lucide-react";
import type { AccountView, ErrorCode } from "../../api/bindings";
import { useQueued } from "../../api/queries";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { clock, day, dayKey } from "../../shared/time";
import { useTold } from "../../shared/useTold";
import { useWords } from "../../words/words";

/** What a connection that is not there looks like: nobody answered at all. */
const SILENT: ReadonlySet<ErrorCode> = new Set(["unreachable", "timed_out"]);

/** The demo shop lives in the program itself, and an archive asks nobody. */
const WITHIN: ReadonlySet<AccountView["channel"]> = new Set(["demo", "archive"]);

/** Whether no shop that is watched can be reached: it is the network then, not one marketplace. */
export function isOffline(accounts: readonly AccountView[]): boolean {
  const watched = accounts.filter((each) => each.health !== "paused" && each.health !== "needs_owner" && !WITHIN.has(each.channel));
  const silent = (each: AccountView) => each.health === "retrying" && each.last_error != null && SILENT.has(each.last_error.code);
  return watched.length > 0 && watched.every(silent);
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
