import { useState } from "react";
import type { Metrics } from "../../api/bindings";
import { count } from "../../shared/numbers";
import { useWords } from "../../words/words";
import { Chart } from "./Chart";
import type { Series } from "./columns";
import { Segments } from "./Segments";

const GROUPS = ["metrics-to-1", "metrics-to-4", "metrics-to-8", "metrics-to-24", "metrics-over-24"];

/** How many waited how long. */
export function Lengths({ metrics }: { metrics: Metrics }) {
  const words = useWords();
  const { t } = words;
  const [which, setWhich] = useState<"first" | "every">("every");
  const [on, setOn] = useState<"calendar" | "working">("calendar");
  const { groups } = metrics[which][on];
  const all: Series[] = [
    { id: "answered", name: t("metrics-answered"), look: "solid" },
    { id: "closed", name: t("metrics-closed"), look: "dotted" },
    { id: "open", name: t("metrics-still-open"), look: "striped" },
  ];
  const kinds = (["answered", "closed", "open"] as const).filter((kind) => kind === "answered" || groups.some((group) => group[kind] > 0));
  const columns = groups.map((group, n) => {
    const name = t(GROUPS[n] ?? "");
    return { id: String(n), label: name, name, values: kinds.map((kind) => group[kind]) };
  });
  const total = (n: number) => columns[n]?.values.reduce((sum, value) => sum + value, 0) ?? 0;
  return (
    <Chart
      name={t("metrics-lengths")}
      how={t("metrics-lengths-how")}
      testId="chart-lengths"
      kind={t("metrics-length")}
      summary={`${t("metrics-lengths")}: ${columns.map((column, n) => `${column.name} ${count(words, total(n))}`).join(", ")}`}
      series={all.filter((each) => (kinds as string[]).includes(each.id))}
      columns={columns}
      stacked
      choices={
        <>
          <Segments
            name="lengths-which"
            label={t("metrics-which")}
            value={which}
            options={[
              ["first", t("metrics-first")],
              ["every", t("metrics-every")],
            ]}
            onChange={setWhich}
          />
          <Segments
            name="lengths-clock"
            label={t("metrics-clock")}
            value={on}
            options={[
              ["calendar", t("metrics-calendar")],
              ["working", t("metrics-working")],
            ]}
            onChange={setOn}
          />
        </>
      }
    />
  );
}
