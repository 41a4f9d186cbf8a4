import { type KeyboardEvent, useRef, useState } from "react";
import type { Cell, Simulated } from "../../api/bindings";
import { count } from "../../shared/numbers";
import { WeekTable } from "../../shared/WeekTable";
import { useWords, type Words } from "../../words/words";
import { weekdayNames } from "../rules/policy";
import { hourWords } from "./hourWords";
import { type Count, heat } from "./trial";

interface Props {
  result: Simulated;
  shown: Count;
  caption: string;
}

interface Place {
  day: number;
  hour: number;
}

const STEPS: Record<string, Place> = {
  ArrowLeft: { day: 0, hour: -1 },
  ArrowRight: { day: 0, hour: 1 },
  ArrowUp: { day: -1, hour: 0 },
  ArrowDown: { day: 1, hour: 0 },
};

/**
 * Weekday by hour as a table that reads without colour: every number stands in its cell, colour only repeats it.
 * The arrow keys walk through it, and the cell under them or under the pointer is told in words below.
 */
export function HeatMap({ result, shown, caption }: Props) {
  const words = useWords();
  const { t } = words;
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Place>({ day: 0, hour: 9 });
  const [told, setTold] = useState<Place | null>(null);
  const long = weekdayNames(words, "long");
  const most = Math.max(...result.hours.flat().map((cell) => cell[shown]));
  const sums = result.hours.map((hours) => hours.reduce((sum, cell) => sum + cell[shown], 0));
  const name = ({ day, hour }: Place) => `${long[day]}, ${hourWords(hour)}`;

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const ends: Record<string, number> = { Home: 0, End: 23 };
    const hour = ends[event.key] ?? (step && at.hour + step.hour);
    if (hour === undefined) return;
    event.preventDefault();
    const next = { day: Math.min(Math.max(at.day + (step?.day ?? 0), 0), 6), hour: Math.min(Math.max(hour, 0), 23) };
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-place="${next.day}-${next.hour}"]`)?.focus();
  };

  return (
    <div className="heat-pane">
      <div className="heat-scroll">
        <WeekTable
          className="heat"
          // A table whose cells take the arrow keys is a grid.
          role="grid"
          ref={table}
          data-count={shown}
          onKeyDown={onKeyDown}
          onMouseLeave={() => setTold(null)}
          caption={<caption>{caption}</caption>}
          hourName={hourWords}
          sumName={t("sim-sum")}
          sumClass="heat-sum"
          sums={sums}
          cell={(day, hour) => {
            const cell = result.hours[day]?.[hour];
            if (!cell) return <td key={hour} />;
            const here = { day, hour };
            return (
              <td
                key={hour}
                tabIndex={at.day === day && at.hour === hour ? 0 : -1}
                data-place={`${day}-${hour}`}
                data-heat={heat(cell[shown], most)}
                aria-label={`${name(here)}: ${cellWords(words, cell)}`}
                onMouseEnter={() => setTold(here)}
                onFocus={() => {
                  setAt(here);
                  setTold(here);
                }}
                onBlur={() => setTold(null)}
              >
                {cell.episodes === 0 ? "" : cell[shown] === 0 ? <span className="heat-none">0</span> : count(words, cell[shown])}
              </td>
            );
          }}
        />
      </div>
      <p className="heat-told" data-testid="heat-told">
        {told ? <Told name={name(told)} cell={result.hours[told.day]?.[told.hour]} /> : t("sim-how-to-read")}
      </p>
    </div>
  );
}

function Told({ name, cell }: { name: string; cell: Cell | undefined }) {
  const words = useWords();
  if (!cell) return null;
  return (
    <>
      <strong>{name}</strong> {cellWords(words, cell)}
    </>
  );
}

function cellWords(words: Words, cell: Cell): string {
  const n = (value: number) => count(words, value);
  if (cell.episodes === 0) return words.t("sim-cell-nobody");
  return words.t("sim-cell", { all: n(cell.episodes), before: n(cell.breached_before), after: n(cell.breached_after) });
}
