import { BarChart, type BarSeriesOption } from "echarts/charts";
import {
  AriaComponent,
  type AriaComponentOption,
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
  TooltipComponent,
  type TooltipComponentOption,
} from "echarts/components";
import { type ComposeOption, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

// Only what the page draws: the whole library is twice as large.
use([AriaComponent, BarChart, GridComponent, LegendComponent, SVGRenderer, TooltipComponent]);

export { type ECharts, init } from "echarts/core";
export type { BarSeriesOption };
export type Drawn = ComposeOption<AriaComponentOption | BarSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption>;
