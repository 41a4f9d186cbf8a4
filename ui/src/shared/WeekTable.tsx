import type { ReactElement, ReactNode, TableHTMLAttributes } from "react";
import { weekdayNames } from "../features/rules/policy";
import { useWords } from "../words/words";
import { count } from "./numbers";

export const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

interface Props extends Omit<TableHTMLAttributes<HTMLTableElement>, "children"> {
  caption: ReactNode;
  /** How an hour is read aloud. */
  hourName?: (hour: number) => string;
  /** The head of the last column, its class, and a sum for each day. */
  sumName: string;
  sumClass: string;
  sums: readonly number[];
  /** One cell, with the hour as its key. */
  cell: (day: number, hour: number) => ReactElement;
  ref?: React.Ref<HTMLTableElement>;
}

/** Weekdays by hours, Monday first, with the day's sum at the end. */
export function WeekTable({ caption, hourName, sumName, sumClass, sums, cell, ...table }: Props) {
  const words = useWords();
  const [short, long] = [weekdayNames(words, "short"), weekdayNames(words, "long")];
  return (
    <table {...table}>
      {caption}
      <thead>
        <tr>
          <td />
          {HOURS.map((hour) => (
            <th key={hour} scope="col" aria-label={hourName?.(hour)}>
              {hour}
            </th>
          ))}
          <th scope="col" className={sumClass}>
            {sumName}
          </th>
        </tr>
      </thead>
      <tbody>
        {sums.map((sum, day) => (
          <tr key={long[day]}>
            <th scope="row" aria-label={long[day]}>
              {short[day]}
            </th>
            {HOURS.map((hour) => cell(day, hour))}
            <td className={sumClass}>{count(words, sum)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
