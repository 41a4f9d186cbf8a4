import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useWords } from "../../words/words";
import { type Columns, drawn, told } from "./columns";
import { type ECharts, init } from "./echarts";

const HEIGHT = 240;

/** A column under the pointer, and where its middle is, in pixels. */
interface Under {
  place: number;
  middle: number;
}

/** Columns drawn by ECharts, with a name and a sentence for who does not see them. */
export function Drawing({ summary, series, columns, stacked }: Columns) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);
  const [under, setUnder] = useState<Under | null>(null);

  useLayoutEffect(() => {
    const place = box.current;
    if (!place) return;
    const drawing = init(place, null, { renderer: "svg", height: HEIGHT });
    chart.current = drawing;
    drawing.on("showTip", (event) => {
      const { dataIndex } = event as { dataIndex?: number };
      if (dataIndex !== undefined) setUnder({ place: dataIndex, middle: drawing.convertToPixel({ xAxisIndex: 0 }, dataIndex) });
    });
    drawing.on("hideTip", () => setUnder(null));
    const observer = new ResizeObserver(() => drawing.resize({ height: HEIGHT }));
    observer.observe(place);
    return () => {
      observer.disconnect();
      chart.current = null;
      drawing.dispose();
    };
  }, []);

  useLayoutEffect(() => {
    const place = box.current;
    if (place) chart.current?.setOption(drawn(words, getComputedStyle(place).fontFamily, { summary, series, columns, stacked }), { notMerge: true });
  }, [words, summary, series, columns, stacked]);

  const column = under && columns[under.place];
  return (
    <div className="chart-drawing">
      <div ref={box} />
      {column && <Told under={under} name={column.name} lines={told(words, series, column)} onDismiss={() => setUnder(null)} />}
    </div>
  );
}

/** What stands under the pointer. The table tells the same to the keyboard and to a screen reader. */
function Told({ under, name, lines, onDismiss }: { under: Under; name: string; lines: string[]; onDismiss: () => void }) {
  // Esc puts the words away before it closes anything (WCAG 2.2, 1.4.13).
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      onDismiss();
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  });
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const words = place.current;
    const frame = words?.parentElement;
    if (!words || !frame) return;
    const right = under.middle + GAP;
    const fits = right + words.offsetWidth <= frame.clientWidth;
    words.style.left = `${fits ? right : Math.max(0, under.middle - GAP - words.offsetWidth)}px`;
  });
  return (
    <div ref={place} className="chart-told" aria-hidden="true">
      <strong>{name}</strong>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}

/** Between the middle of a column and its words. */
const GAP = 28;
