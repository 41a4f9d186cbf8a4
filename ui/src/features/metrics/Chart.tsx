import { type ReactNode, useId, useState } from "react";
import { Button } from "../../shared/Button";
import { count } from "../../shared/numbers";
import { useWords } from "../../words/words";
import { bands, wholeTicks } from "./scales";
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
  /** Under the column, where there is room for it. */
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
/** Room for one name under a column, in pixels. */
const LABEL_WIDTH = 62;
const EDGE = { top: 22, right: 8, bottom: 28, left: 44 };

/**
 * Columns of counts that can be read as a table instead.
 *
 * Drawn by hand: every chart library for React within reach (visx, Recharts, Nivo, Victory) stands on d3, which assigns
 * to names that it inherits and so does not even load under the window's frozen prototypes (docs/decisions/0010).
 */
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
  const ticks = wholeTicks(most);
  const top = Math.max(most, ticks.at(-1) ?? 0);
  const y = (value: number) => inner.height * (1 - value / top);
  const x = bands(columns.length, inner.width, stacked ? 0.35 : 0.25);
  const within = bands(stacked ? 1 : series.length, x.width, stacked ? 0 : 0.08);
  const every = Math.ceil(columns.length / Math.max(1, Math.floor(inner.width / LABEL_WIDTH)));
  return (
    <div className="chart-drawing" ref={box}>
      <svg role="img" aria-label={summary} width={width} height={HEIGHT}>
        <Patterns id={id} />
        <g transform={`translate(${EDGE.left} ${EDGE.top})`}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line className={tick === 0 ? "chart-axis" : "chart-grid"} x1={0} x2={inner.width} y1={y(tick)} y2={y(tick)} />
              <text className="chart-label" x={-8} y={y(tick) + 4} textAnchor="end">
                {count(words, tick)}
              </text>
            </g>
          ))}
          {columns.map((column, place) => {
            const left = x.at(place);
            const middle = left + x.width / 2;
            const below = (n: number) => (stacked ? column.values.slice(0, n).reduce((all, value) => all + value, 0) : 0);
            return (
              <g key={column.id}>
                <title>{`${column.name}: ${series.map((each, n) => `${each.name.toLowerCase()} ${count(words, column.values[n] ?? 0)}`).join(", ")}`}</title>
                <rect className="chart-reach" x={left} width={x.width} y={0} height={inner.height} />
                {series.map((each, n) => {
                  const value = column.values[n] ?? 0;
                  if (value === 0) return null;
                  const height = Math.max((inner.height * value) / top, 1);
                  const from = left + within.at(stacked ? 0 : n);
                  return (
                    <rect
                      key={each.id}
                      className={`bar bar-${each.look}`}
                      fill={filled(id, each.look)}
                      x={from}
                      width={within.width}
                      y={y(below(n)) - height}
                      height={height}
                    />
                  );
                })}
                {stacked && (
                  <text className="chart-value" x={middle} y={y(sum(column)) - 6} textAnchor="middle">
                    {count(words, sum(column))}
                  </text>
                )}
                {place % every === 0 && (
                  <text className="chart-label" x={middle} y={inner.height + 19} textAnchor="middle">
                    {column.label}
                  </text>
                )}
              </g>
            );
          })}
        </g>
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
