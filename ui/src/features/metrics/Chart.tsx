import { AxisBottom, AxisLeft } from "@visx/axis";
import { Group } from "@visx/group";
import { scaleBand, scaleLinear } from "@visx/scale";
import { Bar } from "@visx/shape";
import { type ReactNode, useId, useState } from "react";
import { Button } from "../../shared/Button";
import { count } from "../../shared/numbers";
import { useWords } from "../../words/words";
import { How } from "./Tile";
import { useWidth } from "./useWidth";

export interface Series {
  id: string;
  name: string;
  /** How its bars are filled; each look differs in pattern too, not in colour alone. */
  look: "solid" | "striped" | "dotted" | "pale";
}

export interface Column {
  id: string;
  /** Under the column; nothing where there is no room for every name. */
  label: string;
  /** In full, for the table. */
  name: string;
  values: number[];
}

interface Props {
  name: string;
  how: string;
  testId: string;
  /** The chart in one sentence, for who does not see it. */
  summary: string;
  /** What the columns are, for the head of the table. */
  kind: string;
  series: readonly Series[];
  columns: readonly Column[];
  /** Series upon each other, as parts of one whole; otherwise side by side. */
  stacked?: boolean;
  choices?: ReactNode;
}

const HEIGHT = 220;
const EDGE = { top: 22, right: 8, bottom: 28, left: 44 };

/** Columns of counts that can be read as a table instead. */
export function Chart(props: Props) {
  const { t } = useWords();
  const [asTable, setAsTable] = useState(false);
  const title = useId();
  return (
    <section className="chart" aria-labelledby={title} data-testid={props.testId}>
      <header className="chart-head">
        <h2 id={title}>{props.name}</h2>
        <How name={props.name} how={props.how} />
        <div className="chart-choices">
          {props.choices}
          <Button kind="quiet" data-testid={`${props.testId}-switch`} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? "metrics-as-chart" : "metrics-as-table")}
          </Button>
        </div>
      </header>
      {asTable ? (
        <Table {...props} />
      ) : (
        <>
          <Legend series={props.series} />
          <Columns {...props} />
        </>
      )}
    </section>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  if (series.length < 2) return null;
  return (
    <ul className="chart-legend" aria-hidden="true">
      {series.map((each) => (
        <li key={each.id}>
          <svg width="14" height="14" aria-hidden="true">
            <Patterns id={`legend-${each.id}`} />
            <rect className={`bar bar-${each.look}`} fill={filled(`legend-${each.id}`, each.look)} x="0.5" y="0.5" width="13" height="13" rx="3" />
          </svg>
          {each.name}
        </li>
      ))}
    </ul>
  );
}

/** The patterns are part of each drawing: one that is referred to from elsewhere may be gone from the page. */
function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-striped`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="pattern-ground" width="6" height="6" />
        <rect className="pattern-ink" width="2.5" height="6" />
      </pattern>
      <pattern id={`${id}-dotted`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect className="pattern-ground" width="6" height="6" />
        <circle className="pattern-ink" cx="3" cy="3" r="1.4" />
      </pattern>
    </defs>
  );
}

function filled(id: string, look: Series["look"]): string | undefined {
  return look === "striped" || look === "dotted" ? `url(#${id}-${look})` : undefined;
}

function Columns({ summary, series, columns, stacked = false }: Props) {
  const words = useWords();
  const id = useId();
  const [box, width] = useWidth();
  const inner = { width: Math.max(width - EDGE.left - EDGE.right, 40), height: HEIGHT - EDGE.top - EDGE.bottom };
  const sum = (column: Column) => column.values.reduce((all, value) => all + value, 0);
  const most = Math.max(1, ...columns.map((column) => (stacked ? sum(column) : Math.max(...column.values))));
  const x = scaleBand({ domain: columns.map((column) => column.id), range: [0, inner.width], padding: stacked ? 0.35 : 0.25 });
  const within = scaleBand({ domain: series.map((each) => each.id), range: [0, x.bandwidth()], padding: 0.08 });
  const y = scaleLinear({ domain: [0, most], range: [inner.height, 0], nice: true });
  const labels = new Map(columns.map((column) => [column.id, column.label]));
  const shown = columns.filter((column) => column.label !== "").map((column) => column.id);
  // Whole numbers only: half a buyer does not wait.
  const ticks = y.ticks(4).filter(Number.isInteger);
  return (
    <div className="chart-drawing" ref={box}>
      <svg role="img" aria-label={summary} width={width} height={HEIGHT}>
        <Patterns id={id} />
        <Group left={EDGE.left} top={EDGE.top}>
          <AxisLeft
            scale={y}
            tickValues={ticks}
            tickFormat={(value) => count(words, Number(value))}
            hideAxisLine
            tickLength={0}
            tickLineProps={{ className: "chart-grid", x2: inner.width }}
            tickClassName="chart-tick"
            tickLabelProps={{ className: "chart-label", textAnchor: "end", dx: -8, dy: 4 }}
          />
          {ticks.map((tick) => (
            <line key={tick} className="chart-grid" x1={0} x2={inner.width} y1={y(tick)} y2={y(tick)} />
          ))}
          {columns.map((column) => {
            let top = 0;
            const left = x(column.id) ?? 0;
            const bars = series.map((each, n) => {
              const value = column.values[n] ?? 0;
              const from = stacked ? top : 0;
              top += value;
              return value === 0 ? null : (
                <Bar
                  key={each.id}
                  className={`bar bar-${each.look}`}
                  fill={filled(id, each.look)}
                  x={stacked ? left : left + (within(each.id) ?? 0)}
                  width={stacked ? x.bandwidth() : within.bandwidth()}
                  y={y(from + value)}
                  height={Math.max(y(from) - y(from + value), 1)}
                />
              );
            });
            return (
              <Group key={column.id}>
                <title>{`${column.name}: ${series.map((each, n) => `${each.name.toLowerCase()} ${count(words, column.values[n] ?? 0)}`).join(", ")}`}</title>
                <rect className="chart-reach" x={left} width={x.bandwidth()} y={0} height={inner.height} />
                {bars}
                {stacked && (
                  <text className="chart-value" x={left + x.bandwidth() / 2} y={y(top) - 6} textAnchor="middle">
                    {count(words, top)}
                  </text>
                )}
              </Group>
            );
          })}
          <AxisBottom
            scale={x}
            top={inner.height}
            tickValues={shown}
            tickFormat={(value) => labels.get(String(value)) ?? ""}
            hideTicks
            axisLineClassName="chart-axis"
            tickLabelProps={{ className: "chart-label", textAnchor: "middle", dy: 4 }}
          />
        </Group>
      </svg>
    </div>
  );
}

function Table({ name, kind, series, columns }: Props) {
  const words = useWords();
  return (
    <div className="chart-scroll">
      <table className="figures">
        <caption className="visually-hidden">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{kind}</th>
            {series.map((each) => (
              <th key={each.id} scope="col">
                {each.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.id}>
              <th scope="row">{column.name}</th>
              {series.map((each, n) => (
                <td key={each.id}>{count(words, column.values[n] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
