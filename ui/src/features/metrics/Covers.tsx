import type { MetricsView } from "../../api/bindings";
import { useAccounts, useSla } from "../../api/queries";
import { count } from "../../shared/numbers";
import { clock, date } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** What the figures speak of, and what they cannot know. */
export function Covers({ view, counting }: { view: MetricsView; counting: boolean }) {
  const words = useWords();
  const { t } = words;
  const accounts = useAccounts().data ?? [];
  const missing = accounts.filter((each) => view.incomplete.includes(each.account)).map((each) => harmless(each.name));
  // The days begin at midnight in the zone of the shop, which need not be this computer's.
  const zone = useSla(view.account ?? null).data?.policy.calendar.zone;
  const from = date(words, view.from_ms, zone);
  const until = date(words, Math.min(view.to_ms - 1, view.at_ms), zone);
  const known = view.known_since_ms ?? null;
  return (
    <div className="metrics-covers" data-testid="metrics-covers">
      <p>
        {t("metrics-covers", { from, until, chats: view.metrics.chats, count: count(words, view.metrics.chats) })}{" "}
        <span role="status">{counting ? t("metrics-counting") : t("metrics-counted", { at: clock(words, view.at_ms) })}</span>
      </p>
      {known !== null && known > view.from_ms && <p>{t("metrics-known-since", { day: date(words, known, zone) })}</p>}
      {missing.length > 0 && <p className="hint-warn">{t("metrics-incomplete", { shops: missing.join(", ") })}</p>}
    </div>
  );
}
