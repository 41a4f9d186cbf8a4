import { useId } from "react";
import type { ShopMetrics } from "../../api/bindings";
import { useAccounts } from "../../api/queries";
import { count } from "../../shared/numbers";
import { ShopMark } from "../../shared/ShopMark";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { lengthFigure, shareFigure } from "./length";

/** The shops beside each other. */
export function ShopsTable({ shops }: { shops: ShopMetrics[] }) {
  const words = useWords();
  const { t } = words;
  const title = useId();
  const accounts = useAccounts().data ?? [];
  return (
    <section className="chart" aria-labelledby={title} data-testid="metrics-shops">
      <header className="chart-head">
        <h2 id={title}>{t("metrics-shops")}</h2>
      </header>
      {/* biome-ignore lint/a11y/useSemanticElements: no set of fields, only a frame with a name */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div role="group" className="chart-scroll" aria-label={t("metrics-shops")} tabIndex={0}>
        <table className="figures">
          <caption className="visually-hidden">{t("metrics-shops")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("metrics-shop")}</th>
              <th scope="col">{t("metrics-incoming-short")}</th>
              <th scope="col">{t("metrics-replies-short")}</th>
              <th scope="col">{t("metrics-chats-new")}</th>
              <th scope="col">{t("metrics-chats-done")}</th>
              <th scope="col">{t("metrics-half-waited")}</th>
              <th scope="col">{t("metrics-in-time")}</th>
              <th scope="col">{t("metrics-still-open")}</th>
            </tr>
          </thead>
          <tbody>
            {shops.map(({ account, volume, waits }) => {
              const shop = accounts.find((each) => each.account === account);
              return (
                <tr key={account}>
                  <th scope="row">
                    {shop && <ShopMark name={shop.name} colour={shop.colour} />} <bdi>{harmless(shop?.name ?? String(account))}</bdi>
                  </th>
                  <td>{count(words, volume.incoming)}</td>
                  <td>{count(words, volume.replies + volume.assistant_replies)}</td>
                  <td>{count(words, volume.chats_new)}</td>
                  <td>{count(words, volume.chats_done)}</td>
                  <td>{lengthFigure(words, waits.calendar.median)}</td>
                  <td>{shareFigure(words, waits.in_time, waits.in_time + waits.late)}</td>
                  <td>{count(words, waits.open)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
