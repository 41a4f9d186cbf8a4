import { useId } from "react";
import type { MakerFiguresView } from "../../api/bindings";
import { numbers } from "../../shared/formats";
import { count } from "../../shared/numbers";
import { harmless } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";
import { cost, makerOf, seconds } from "../assist/figures";
import { useDraftFigures } from "./useKnowledge";

/** Nothing to tell yet. */
const NONE = "–";

/** What became of drafts in a month, by whoever made them: whether they are of use, and what they cost. */
export function DraftFigures() {
  const words = useWords();
  const { t } = words;
  const title = useId();
  const { data } = useDraftFigures();
  if (!data || data.makers.length === 0) return null;
  const faults = data.faults.map(({ fault, count: times }) =>
    t("figures-fault", { fault: t(`assist-fault-${fault.replaceAll("_", "-")}`), times: count(words, times) }),
  );
  return (
    <section className="draft-figures" data-testid="draft-figures">
      <h2 id={title}>{t("figures-title")}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="chart-scroll" aria-labelledby={title} tabIndex={0}>
        <table className="figures">
          <caption className="visually-hidden">{t("figures-title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("figures-maker")}</th>
              <th scope="col">{t("figures-made")}</th>
              <th scope="col" title={t("figures-accepted-how")}>
                {t("figures-accepted")}
              </th>
              <th scope="col" title={t("figures-fates-how")}>
                {t("figures-fates")}
              </th>
              <th scope="col" title={t("figures-distance-how")}>
                {t("figures-distance")}
              </th>
              <th scope="col" title={t("figures-stopped-how")}>
                {t("figures-stopped")}
              </th>
              <th scope="col">{t("figures-cost")}</th>
              <th scope="col">{t("figures-time")}</th>
              <th scope="col">{t("figures-thumbs")}</th>
            </tr>
          </thead>
          <tbody>
            {data.makers.map((maker) => (
              <Row key={`${maker.maker} ${maker.model} ${maker.currency}`} words={words} figures={maker} />
            ))}
          </tbody>
        </table>
      </section>
      {faults.length > 0 && <p className="side-note">{t("figures-faults", { faults: faults.join(", ") })}</p>}
    </section>
  );
}

function Row({ words, figures }: { words: Words; figures: MakerFiguresView }) {
  const percent = (share: number | null | undefined) =>
    share == null ? NONE : numbers(words.locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
  const whole = (n: number) => count(words, n);
  return (
    <tr data-testid="draft-figures-row">
      <th scope="row">
        <bdi>{harmless(makerOf(words, { provider: figures.maker, model: figures.model ?? null }))}</bdi>
      </th>
      <td>{whole(figures.made)}</td>
      <td>{percent(figures.accepted)}</td>
      <td>{[figures.sent, figures.edited, figures.ignored].map(whole).join(" / ")}</td>
      <td>{percent(figures.distance)}</td>
      <td>{whole(figures.stopped)}</td>
      <td>{cost(words, figures)}</td>
      <td>{seconds(words, figures.took_ms)}</td>
      <td>{`${whole(figures.up)} / ${whole(figures.down)}`}</td>
    </tr>
  );
}
