import { useId, useState } from "react";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import type { RuleProblem } from "./policy";

interface Props {
  name: string;
  label: string;
  hint: string;
  phrases: string[];
  problems: RuleProblem[];
  onChange: (phrases: string[]) => void;
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Phrases one a line: what is typed stays as typed, also the empty line one is about to fill. */
export function PhraseField({ name, label, hint, phrases, problems, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  const [typed, setTyped] = useState(phrases.join("\n"));
  // Given other phrases from outside (cancel, undo), it shows those.
  const text = linesOf(typed).join("\n") === phrases.join("\n") ? typed : phrases.join("\n");
  return (
    <div className="rule-part">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="field phrases"
        data-testid={`rule-${name}`}
        rows={Math.min(8, Math.max(2, text.split("\n").length))}
        spellCheck={false}
        value={text}
        aria-invalid={problems.length > 0}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(linesOf(event.target.value));
        }}
      />
      <div id={`${id}-hint`}>
        {problems.map(({ phrase, fault }) => (
          <p key={phrase} className="hint hint-bad" role="alert">
            {t("rule-phrase", { phrase: harmless(phrase) })}: {t(`sla-fault-${fault}`)}
          </p>
        ))}
        <p className="hint">{hint}</p>
      </div>
    </div>
  );
}
