import type { AccountId, LabelId, View } from "../../api/bindings";
import { useAccounts } from "../../api/queries";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { EmptyPane } from "../../shared/EmptyPane";
import { wait } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  view: View;
  account: AccountId | null;
  label: LabelId | null;
  unread: boolean;
  onClear: () => void;
  onAll: () => void;
  onAddShop: () => void;
}

/** Lists that would say of a shop nobody has read that nothing is there. */
const TELLS_OF_NEWS: ReadonlySet<View> = new Set(["waiting", "urgent", "unread", "all"]);

/** Why nothing is listed, and the next thing to do. */
export function ListEmpty({ view, account, label, unread, onClear, onAll, onAddShop }: Props) {
  const words = useWords();
  const { t } = words;
  const accounts = useAccounts().data ?? [];
  const next = useNow((now) => {
    const times = accounts.map((a) => a.next_sync_at_ms).filter((at): at is number => at != null && at > now);
    return times.length === 0 ? "" : t("empty-next-check", { wait: wait(words, Math.min(...times) - now) });
  });
  if (accounts.length === 0) {
    return (
      <EmptyPane title={t("empty-no-shop")}>
        <p>{t("empty-no-shop-hint")}</p>
        <Button kind="primary" onClick={onAddShop}>
          {t("rail-add-shop")}
        </Button>
      </EmptyPane>
    );
  }
  const shop = accounts.find((a) => a.account === account);
  const leave = shop && <Button onClick={onClear}>{t("empty-filter-clear")}</Button>;
  const unseen = (shop ? [shop] : accounts).filter((a) => a.last_sync_at_ms == null);
  const first = unseen.find((a) => a.health === "new");
  const [never] = unseen;
  if (label !== null || unread) {
    return (
      <EmptyPane title={t("empty-narrow")}>
        <p>{t("empty-narrow-hint")}</p>
        <Button data-testid="empty-clear" onClick={onClear}>
          {t("filter-clear")}
        </Button>
      </EmptyPane>
    );
  }
  if (first) {
    return (
      <EmptyPane title={t("empty-first")}>
        <p>{first.messages_this_round > 0 ? t("sync-first", { count: first.messages_this_round }) : t("empty-first-hint")}</p>
        {leave}
      </EmptyPane>
    );
  }
  if (never && TELLS_OF_NEWS.has(view)) {
    return (
      <EmptyPane title={t("empty-never", { shop: harmless(never.name) })}>
        <p>{t("empty-never-hint")}</p>
        {next && <p>{next}</p>}
        {leave}
      </EmptyPane>
    );
  }
  if (shop) {
    return (
      <EmptyPane title={t("empty-filter", { shop: harmless(shop.name) })}>
        <p>{t("empty-filter-hint")}</p>
        {leave}
      </EmptyPane>
    );
  }
  return (
    <EmptyPane title={t(`empty-${view.replace("_", "-")}`)}>
      {(view === "waiting" || view === "urgent") && next && <p>{next}</p>}
      {view !== "all" && (
        <Button kind="link" onClick={onAll}>
          {t("empty-show-all")}
        </Button>
      )}
    </EmptyPane>
  );
}
