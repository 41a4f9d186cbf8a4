import { type KeyboardEvent, useRef, useState } from "react";
import type { Cell, Simulated } from "../../api/bindings";
import { count } from "../../shared/numbers";
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
  const [short, long] = [weekdayNames(words, "short"), weekdayNames(words, "long")];
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
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells take the arrow keys is a grid */}
        <table className="heat" role="grid" ref={table} data-count={shown} onKeyDown={onKeyDown} onMouseLeave={() => setTold(null)}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <td />
              {HOURS.map((hour) => (
                <th key={hour} scope="col" aria-label={hourWords(hour)}>
                  {hour}
                </th>
              ))}
              <th scope="col" className="heat-sum">
                {t("sim-sum")}
              </th>
            </tr>
          </thead>
          <tbody>
            {result.hours.map((hours, day) => (
              <tr key={long[day]}>
                <th scope="row" aria-label={long[day]}>
                  {short[day]}
                </th>
                {hours.map((cell, hour) => {
                  const here = { day, hour };
                  return (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: an hour is nothing but its place in the day
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
                })}
                <td className="heat-sum">{count(words, sums[day] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="heat-told" data-testid="heat-told">
        {told ? <Told name={name(told)} cell={result.hours[told.day]?.[told.hour]} /> : t("sim-how-to-read")}
      </p>
    </div>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

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
