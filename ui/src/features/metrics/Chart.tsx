import { type ReactNode, useId, useState } from "react";
import { Button } from "../../shared/Button";
import { count } from "../../shared/numbers";
import { useWords } from "../../words/words";
import type { Columns } from "./columns";
import { Drawing } from "./Drawing";
import { How } from "./Tile";

interface Props extends Columns {
  name: string;
  how: string;
  testId: string;
  /** What the columns are, for the head of the table. */
  kind: string;
  choices?: ReactNode;
}

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
      {asTable ? <Table {...props} /> : <Drawing {...props} />}
    </section>
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
