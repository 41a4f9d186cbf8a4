import { useId } from "react";
import { useWords } from "../../words/words";
import { LengthInput } from "./LengthInput";
import type { Fault } from "./policy";

interface Props {
  minutes: number;
  fault: Fault | undefined;
  onChange: (minutes: number) => void;
}

/** The time to answer of one rule. */
export function LengthField({ minutes, fault, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="rule-part">
      <label htmlFor={id}>{t("rule-minutes")}</label>
      <span className="length">
        <LengthInput id={id} name="rule-minutes" minutes={minutes} invalid={fault !== undefined} onChange={onChange} />
      </span>
      {fault && (
        <p className="hint hint-bad" role="alert">
          {t(`sla-fault-${fault}`)}
        </p>
      )}
    </div>
  );
}
