import { useId, useState } from "react";
import type { HourOfWeek } from "../../api/bindings";
import { count } from "../../shared/numbers";
import { WeekTable } from "../../shared/WeekTable";
import { useWords } from "../../words/words";
import { Segments } from "./Segments";
import { How } from "./Tile";

type Measure = "incoming" | "replies" | "late";

/** Steps of the shade behind a number; nothing is the step below the first. */
const STEPS = 4;

/** Weekdays by hours as a plain table: the number stands in each cell, the shade only helps to find the largest. */
export function WeekMap({ hours }: { hours: HourOfWeek[][] }) {
  const words = useWords();
  const { t } = words;
  const title = useId();
  const [measure, setMeasure] = useState<Measure>("incoming");
  const most = Math.max(1, ...hours.flat().map((hour) => hour[measure]));
  return (
    <section className="chart" aria-labelledby={title} data-testid="week-map">
      <header className="chart-head">
        <h2 id={title}>{t("metrics-hours")}</h2>
        <How name={t("metrics-hours")} how={t("metrics-hours-how")} />
        <div className="chart-choices">
          <Segments
            name="week-measure"
            label={t("metrics-show")}
            value={measure}
            options={[
              ["incoming", t("metrics-incoming-short")],
              ["replies", t("metrics-replies-short")],
              ["late", t("metrics-late")],
            ]}
            onChange={setMeasure}
          />
        </div>
      </header>
      {/* biome-ignore lint/a11y/useSemanticElements: no set of fields, only a frame with a name */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div role="group" className="chart-scroll" aria-label={t("metrics-hours")} tabIndex={0}>
        <WeekTable
          className="week-map"
          caption={<caption className="visually-hidden">{t("metrics-hours")}</caption>}
          sumName={t("metrics-sum")}
          sumClass="week-sum"
          sums={hours.map((cells) => cells.reduce((all, cell) => all + cell[measure], 0))}
          cell={(day, hour) => {
            const n = hours[day]?.[hour]?.[measure] ?? 0;
            return (
              <td key={hour} data-step={n === 0 ? undefined : Math.ceil((n / most) * STEPS)}>
                {n === 0 ? <span className="week-none">0</span> : count(words, n)}
              </td>
            );
          }}
        />
      </div>
    </section>
  );
}
