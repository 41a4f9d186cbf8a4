import type { MetricsView, OpenNow, Waits } from "../../api/bindings";
import { count } from "../../shared/numbers";
import { span } from "../../shared/time";
import { useWords } from "../../words/words";
import { lengthFigure, shareFigure, workingFigure, workingSpan } from "./length";
import { Tile } from "./Tile";

/** The figures that matter most, each with one sentence. */
export function Tiles({ view }: { view: MetricsView }) {
  const { first, every, open_now, volume } = view.metrics;
  const words = useWords();
  const { t } = words;
  return (
    <div className="tiles">
      <WaitTile name={t("metrics-first")} how={t("metrics-first-how")} testId="tile-first" waits={first} />
      <WaitTile name={t("metrics-every")} how={t("metrics-every-how")} testId="tile-every" waits={every} />
      <InTime waits={every} />
      <Waiting open={open_now} at={view.at_ms} />
      <Tile name={t("metrics-volume")} how={t("metrics-volume-how")} testId="tile-volume" figure={count(words, volume.incoming)}>
        <dl className="tile-facts">
          <TileFact name={t("metrics-replies")} figure={count(words, volume.replies)} />
          {volume.assistant_replies > 0 && <TileFact name={t("metrics-assistant-replies")} figure={count(words, volume.assistant_replies)} />}
          <TileFact name={t("metrics-chats-new")} figure={count(words, volume.chats_new)} />
          <TileFact name={t("metrics-chats-done")} figure={count(words, volume.chats_done)} />
        </dl>
      </Tile>
    </div>
  );
}

function TileFact({ name, figure }: { name: string; figure: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{figure}</dd>
    </div>
  );
}

/** How long buyers wait, on both clocks side by side. */
function WaitTile({ name, how, testId, waits }: { name: string; how: string; testId: string; waits: Waits }) {
  const words = useWords();
  const { t } = words;
  const half = waits.calendar.median;
  return (
    <Tile name={name} how={how} testId={testId} figure={lengthFigure(words, half)}>
      <p className="tile-words">
        {!half ? t("metrics-nobody-asked") : t(half.at_least ? "metrics-half-unanswered" : "metrics-half", { time: span(words, half.ms) })}
      </p>
      {half && (
        <table className="tile-table">
          <thead>
            <tr>
              <td />
              <th scope="col">{t("metrics-calendar")}</th>
              <th scope="col">{t("metrics-working")}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t("metrics-median")}</th>
              <td>{lengthFigure(words, half)}</td>
              <td>{workingFigure(words, waits.working.median)}</td>
            </tr>
            <tr>
              <th scope="row">{t("metrics-p90")}</th>
              <td>{lengthFigure(words, waits.calendar.p90)}</td>
              <td>{workingFigure(words, waits.working.p90)}</td>
            </tr>
            {waits.answers.length > 1 &&
              waits.answers.map((answers) => (
                <tr key={answers.by}>
                  <th scope="row">{t(answers.by === "people" ? "metrics-by-people" : "metrics-by-assistant", { count: answers.count })}</th>
                  <td>{lengthFigure(words, answers.median)}</td>
                  <td>{workingFigure(words, answers.median_working)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
      {waits.open + waits.closed > 0 && (
        <p className="tile-rest">
          {waits.open > 0 && t("metrics-open-of-these", { count: waits.open })} {waits.closed > 0 && t("metrics-closed-of-these", { count: waits.closed })}
        </p>
      )}
    </Tile>
  );
}

function InTime({ waits }: { waits: Waits }) {
  const words = useWords();
  const { t } = words;
  const decided = waits.in_time + waits.late;
  const undecided = waits.open - waits.open_late;
  return (
    <Tile name={t("metrics-in-time")} how={t("metrics-in-time-how")} testId="tile-in-time" figure={shareFigure(words, waits.in_time, decided)}>
      <p className="tile-words">
        {decided > 0 && t("metrics-in-time-words", { good: count(words, waits.in_time), all: count(words, decided) })}{" "}
        {waits.open_late > 0 && t("metrics-open-late", { count: waits.open_late })}
      </p>
      {undecided > 0 && <p className="tile-rest">{t("metrics-undecided", { count: undecided })}</p>}
    </Tile>
  );
}

function Waiting({ open, at }: { open: OpenNow; at: number }) {
  const words = useWords();
  const { t } = words;
  const oldest = open.oldest ?? null;
  return (
    <Tile name={t("metrics-open")} how={t("metrics-open-how")} testId="tile-open" figure={count(words, open.count)} bad={open.late > 0}>
      {oldest === null ? (
        <p className="tile-words">{t("metrics-open-none")}</p>
      ) : (
        <>
          <p className="tile-words">{open.late > 0 ? t("metrics-open-overdue", { count: open.late }) : t("metrics-open-in-time")}</p>
          <dl className="tile-facts">
            <TileFact name={t("metrics-open-longest")} figure={span(words, at - oldest)} />
            <TileFact name={t("metrics-open-longest-working")} figure={workingSpan(words, open.oldest_working_ms)} />
          </dl>
        </>
      )}
    </Tile>
  );
}
