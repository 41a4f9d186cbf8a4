import type { DayVolume } from "../../api/bindings";
import { count } from "../../shared/numbers";
import { useWords } from "../../words/words";
import { Chart } from "./Chart";
import type { Series } from "./columns";
import { dayColumns } from "./dayColumns";

/** How much was written, day by day. */
export function Days({ days }: { days: DayVolume[] }) {
  const words = useWords();
  const { t } = words;
  const { weeks, columns } = dayColumns(words, days);
  const helped = days.some((day) => day.volume.assistant_replies > 0);
  const series: Series[] = [
    { id: "incoming", name: t("metrics-incoming"), look: "pale" },
    { id: "replies", name: t("metrics-replies"), look: "solid" },
  ];
  if (helped) series.push({ id: "assistant", name: t("metrics-assistant-replies"), look: "striped" });
  const busiest = columns.reduce<(typeof columns)[number] | undefined>(
    (most, day) => (most && most.volume.incoming >= day.volume.incoming ? most : day),
    undefined,
  );
  if (!busiest) return null;
  return (
    <Chart
      name={t(weeks ? "metrics-weeks" : "metrics-days")}
      how={t("metrics-days-how")}
      testId="chart-days"
      kind={t(weeks ? "metrics-week" : "metrics-day")}
      summary={t("metrics-days-summary", { day: busiest.name, count: count(words, busiest.volume.incoming) })}
      series={series}
      columns={columns.map(({ volume, ...column }) => ({
        ...column,
        values: [volume.incoming, volume.replies, ...(helped ? [volume.assistant_replies] : [])],
      }))}
    />
  );
}
