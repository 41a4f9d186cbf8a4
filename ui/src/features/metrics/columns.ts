import { count } from "../../shared/numbers";
import type { Words } from "../../words/words";
import type { BarSeriesOption, Drawn } from "./echarts";

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

export interface Columns {
  /** The chart in one sentence, for who does not see it. */
  summary: string;
  series: readonly Series[];
  columns: readonly Column[];
  /** Series upon each other, as parts of one whole; otherwise side by side. */
  stacked?: boolean;
}

/** A column in words, each series on a line of its own. */
export const told = (words: Words, series: readonly Series[], column: Column): string[] =>
  series.map((each, n) => `${each.name}: ${count(words, column.values[n] ?? 0)}`);

/** Narrower than this, the names of the series stand under each other, in pixels. */
const NARROW = 560;
const LEGEND_LINE = 24;

// The names go into the drawing as they are, so a change of theme needs no drawing anew (styles/metrics.css).
const INK = "var(--chart-ink)";
const PAPER = "var(--chart-paper)";
const TEXT = "var(--chart-text)";
const FAINT = "var(--chart-faint)";

const LOOKS: Record<Series["look"], BarSeriesOption["itemStyle"]> = {
  solid: { color: INK },
  pale: { color: "var(--chart-pale)" },
  striped: { color: PAPER, decal: { symbol: "rect", color: INK, dashArrayX: [1, 0], dashArrayY: [2.5, 3.5], rotation: Math.PI / 4 } },
  dotted: { color: PAPER, decal: { symbol: "circle", symbolSize: 0.7, color: INK, dashArrayX: [[4, 4]], dashArrayY: [4, 2] } },
};

/** The columns as ECharts takes them. Nothing moves: figures come by themselves, not by the owner's act. */
export function drawn(words: Words, font: string, { summary, series, columns, stacked = false }: Columns): Drawn {
  // Without a height of lines ECharts takes the width of a Chinese letter for it, which few fonts here have.
  const text = { fontFamily: font, fontSize: 12, lineHeight: 16, color: FAINT };
  const label = { ...text, hideOverlap: true };
  const sum = (n: number) => columns[n]?.values.reduce((all, value) => all + value, 0) ?? 0;
  const legend = series.length > 1;
  return {
    animation: false,
    textStyle: text,
    aria: { enabled: true, label: { description: summary } },
    grid: { left: 0, right: 4, bottom: 0, top: legend ? LEGEND_LINE + 22 : 22, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    legend: {
      show: legend,
      left: 0,
      top: 0,
      padding: 0,
      itemGap: 18,
      itemWidth: 14,
      itemHeight: 14,
      selectedMode: false,
      textStyle: { ...text, fontSize: 13 },
    },
    xAxis: {
      type: "category",
      data: columns.map((column) => column.label),
      axisLabel: label,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: "var(--chart-axis)" } },
    },
    yAxis: {
      type: "value",
      // Half a buyer does not wait.
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...label, formatter: (value: number) => count(words, value) },
      splitLine: { lineStyle: { color: "var(--chart-line)" } },
    },
    // Only the shade: what stands under the pointer is told by the page (Drawing.tsx).
    tooltip: { trigger: "axis", showContent: false, axisPointer: { type: "shadow", z: -1, shadowStyle: { color: "var(--chart-reach)" } } },
    series: series.map((each, place) => ({
      type: "bar",
      name: each.name,
      stack: stacked ? "whole" : undefined,
      barCategoryGap: stacked ? "35%" : "25%",
      barGap: "8%",
      emphasis: { disabled: true },
      itemStyle: { borderColor: INK, borderWidth: 1, ...LOOKS[each.look] },
      data: columns.map((column) => {
        const value = column.values[place] ?? 0;
        // Nothing has no edge either.
        return value === 0 ? { value, itemStyle: { borderWidth: 0 } } : value;
      }),
      label: {
        show: stacked && place === series.length - 1,
        position: "top",
        distance: 2,
        formatter: ({ dataIndex }) => count(words, sum(dataIndex)),
        ...text,
        fontWeight: 600,
        color: TEXT,
      },
    })),
    media: [
      {
        query: { maxWidth: NARROW },
        option: { legend: { orient: "vertical", itemGap: 8 }, grid: { top: legend ? LEGEND_LINE * series.length + 22 : 22 } },
      },
      { option: {} },
    ],
  };
}
