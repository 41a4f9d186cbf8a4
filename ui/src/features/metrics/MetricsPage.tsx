import { useId, useState } from "react";
import type { AccountId, FileForm, MetricsView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { useAccounts } from "../../api/queries";
import { Button } from "../../shared/Button";
import { EmptyPane } from "../../shared/EmptyPane";
import { fieldFirst } from "../../shared/fieldFirst";
import { useNotices } from "../../shared/notices";
import { Screen } from "../../shared/Screen";
import { ShopSelect } from "../../shared/ShopSelect";
import { useKeys } from "../../shared/useKeys";
import { useWords } from "../../words/words";
import { Covers } from "./Covers";
import { Days } from "./Days";
import { Lengths } from "./Lengths";
import { Segments } from "./Segments";
import { ShopsTable } from "./ShopsTable";
import { Tiles } from "./Tiles";
import { useMetrics } from "./useMetrics";
import { WeekMap } from "./WeekMap";

const PERIODS = [7, 30, 90, 365] as const;

interface Props {
  onClose: () => void;
  onAddShop: () => void;
}

/** How the shop answers: how long buyers wait, how much they write, and when. */
export function MetricsPage({ onClose, onAddShop }: Props) {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const shopId = useId();
  const [account, setAccount] = useState<AccountId | null>(null);
  const [days, setDays] = useState<number>(30);
  const shops = useAccounts().data;
  const { data, error, refetch, isPlaceholderData } = useMetrics(account, days);
  const saving = useOperation("metrics_export");
  useKeys({ back: fieldFirst(onClose) });

  const save = (form: FileForm) =>
    saving.mutate(
      { query: { account, days }, form },
      { onSuccess: ({ path }) => offer({ text: t("metrics-saved", { path }) }), onError: (refusal) => offer({ text: words.error(refusal.code) }) },
    );
  const told = data && !nothing(data);
  const acts = told && (
    <>
      <Button data-testid="metrics-csv" disabled={saving.isPending} onClick={() => save("csv")}>
        {t("metrics-save-csv")}
      </Button>
      <Button data-testid="metrics-json" disabled={saving.isPending} onClick={() => save("json")}>
        {t("metrics-save-json")}
      </Button>
    </>
  );
  return (
    <Screen title={t("metrics-title")} name="metrics-page" acts={acts} onClose={onClose}>
      <div className="metrics" aria-busy={isPlaceholderData}>
        <div className="metrics-top">
          <Segments
            name="metrics-days"
            label={t("metrics-period")}
            value={days}
            options={PERIODS.map((each) => [each, each === 365 ? t("metrics-year") : t("metrics-days-count", { count: each })])}
            onChange={setDays}
          />
          {shops && shops.length > 1 && (
            <span className="metrics-shop">
              <label htmlFor={shopId}>{t("metrics-shop")}</label>
              <ShopSelect id={shopId} testId="metrics-shop" account={account} onAccount={setAccount} />
            </span>
          )}
        </div>
        {error && !data && (
          <EmptyPane title={t("metrics-not-counted")}>
            <p>{words.error(Refusal.from(error).code)}</p>
            <Button onClick={() => void refetch()}>{t("retry")}</Button>
          </EmptyPane>
        )}
        {!data && !error && <p className="state-coming">{t("metrics-counting")}</p>}
        {data && <Covers view={data} counting={isPlaceholderData} />}
        {data && error && <p className="hint hint-warn">{words.error(Refusal.from(error).code)}</p>}
        {data && !told && (
          <EmptyPane title={t("metrics-empty")}>
            {shops?.length === 0 ? (
              <Button onClick={onAddShop}>{t("rail-add-shop")}</Button>
            ) : (
              <>
                <p>{t("metrics-empty-hint")}</p>
                {days < 365 && <Button onClick={() => setDays(365)}>{t("metrics-empty-year")}</Button>}
              </>
            )}
          </EmptyPane>
        )}
        {told && (
          <>
            <Tiles view={data} />
            <Lengths metrics={data.metrics} />
            <Days days={data.metrics.days} />
            <WeekMap hours={data.metrics.hours} />
            {data.metrics.shops.length > 1 && <ShopsTable shops={data.metrics.shops} />}
          </>
        )}
      </div>
    </Screen>
  );
}

/** Nobody wrote, nobody waits: there is nothing to be told. */
function nothing({ metrics }: MetricsView): boolean {
  const { incoming, replies, assistant_replies, chats_done } = metrics.volume;
  return incoming + replies + assistant_replies + chats_done + metrics.every.count + metrics.open_now.count === 0;
}
