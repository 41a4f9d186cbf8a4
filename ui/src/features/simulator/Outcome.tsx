import { useState } from "react";
import type { Simulated, WhatIfView } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { EmptyPane } from "../../shared/EmptyPane";
import { count } from "../../shared/numbers";
import { useWords } from "../../words/words";
import { weekdayNames } from "../rules/policy";
import { HeatMap } from "./HeatMap";
import { hourWords } from "./hourWords";
import { outcomeWords } from "./outcomeWords";
import { COUNTS, type Count, peaks, type Trial } from "./trial";

interface Props {
  view: WhatIfView;
  result: Simulated;
  /** What was tried. */
  trial: Trial;
  /** The form asks for something else by now. */
  stale: boolean;
  /** Whether the tried policy differs from the one that holds. */
  keeps: boolean;
  applying: boolean;
  onApply: () => void;
}

/** Places named in words, where a count is highest. */
const PEAKS = 3;

export function Outcome({ view, result, trial, stale, keeps, applying, onApply }: Props) {
  const words = useWords();
  const { t } = words;
  const [chosen, setChosen] = useState<Count | null>(null);
  const { total } = result;
  if (total.episodes === 0) {
    return (
      <EmptyPane title={t("sim-nobody")}>
        <p>{t("sim-nobody-hint")}</p>
      </EmptyPane>
    );
  }
  // What changed for the better is asked for first, unless there is nothing of it.
  const shown = chosen ?? COUNTS.find((each) => total[each] > 0) ?? "avoided";
  return (
    <div className="sim-outcome" data-stale={stale || undefined}>
      {stale && (
        <p className="sim-stale" role="status">
          {t("sim-stale")}
        </p>
      )}
      <p className="sim-sentence" data-testid="sim-sentence">
        {outcomeWords(words, total)}
      </p>
      <p className="sim-note">
        {t(trial.answering.how === "as_it_was" ? "sim-note-as-it-was" : "sim-note-quicker")}
        {view.words_only && ` ${t("sim-note-words")}`}
        {view.shops_apart > 0 && ` ${t("sim-note-apart", { count: view.shops_apart })}`}
      </p>
      <div className="sim-switch segments" role="radiogroup" aria-label={t("sim-show")}>
        {COUNTS.map((each) => (
          <label key={each} className="segment">
            <input type="radio" name="sim-count" data-testid={`sim-${each}`} checked={shown === each} onChange={() => setChosen(each)} />
            <span>
              {t(LABELS[each])} <strong>{count(words, total[each])}</strong>
            </span>
          </label>
        ))}
      </div>
      <HeatMap result={result} shown={shown} caption={t(CAPTIONS[shown])} />
      <Peaks result={result} shown={shown} />
      {!stale && (
        <div className="sim-foot">
          {keeps ? (
            <>
              <Button kind="primary" data-testid="sim-apply" disabled={applying} onClick={onApply}>
                {t("sim-apply")}
              </Button>
              <p className="hint">{t("sim-apply-hint")}</p>
            </>
          ) : (
            <p className="hint">{t("sim-nothing-to-keep")}</p>
          )}
        </div>
      )}
    </div>
  );
}

export const LABELS: Record<Count, string> = {
  avoided: "sim-avoided",
  added: "sim-added",
  breached_before: "sim-before",
  breached_after: "sim-after",
};

const CAPTIONS: Record<Count, string> = {
  avoided: "sim-caption-avoided",
  added: "sim-caption-added",
  breached_before: "sim-caption-before",
  breached_after: "sim-caption-after",
};

function Peaks({ result, shown }: { result: Simulated; shown: Count }) {
  const words = useWords();
  const days = weekdayNames(words, "short");
  const found = peaks(result, shown, PEAKS);
  if (found.length === 0) return null;
  const places = found.map(({ day, hour, n }) => `${days[day]} ${hourWords(hour)} (${count(words, n)})`);
  return <p className="sim-peaks">{words.t("sim-peaks", { places: places.join(", ") })}</p>;
}
