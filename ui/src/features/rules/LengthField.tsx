import { useId, useState } from "react";
import { useWords } from "../../words/words";
import { type Fault, inUnits, UNIT_MINUTES, UNITS } from "./policy";

interface Props {
  minutes: number;
  fault: Fault | undefined;
  onChange: (minutes: number) => void;
}

/** A year, in minutes: no deadline is longer. */
const LONGEST = 365 * 1440;

/** A number and its unit; the unit stays while another number is typed. */
export function LengthField({ minutes, fault, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  const [kept, setKept] = useState(inUnits(minutes).unit);
  const unit = minutes % UNIT_MINUTES[kept] === 0 ? kept : inUnits(minutes).unit;
  return (
    <div className="rule-part">
      <label htmlFor={id}>{t("rule-minutes")}</label>
      <span className="length">
        <input
          id={id}
          className="field"
          data-testid="rule-minutes"
          inputMode="numeric"
          value={minutes === 0 ? "" : String(minutes / UNIT_MINUTES[unit])}
          aria-invalid={fault !== undefined}
          onChange={(event) => {
            setKept(unit);
            const digits = event.target.value.replace(/\D/g, "").slice(0, 6);
            onChange(Math.min(Number(digits) * UNIT_MINUTES[unit], LONGEST));
          }}
        />
        <select
          className="field"
          aria-label={t("rule-unit")}
          value={unit}
          onChange={(event) => {
            const next = UNITS.find((each) => each === event.target.value) ?? unit;
            setKept(next);
            onChange(Math.min((minutes / UNIT_MINUTES[unit]) * UNIT_MINUTES[next], LONGEST));
          }}
        >
          {UNITS.map((each) => (
            <option key={each} value={each}>
              {t(`unit-${each}`)}
            </option>
          ))}
        </select>
      </span>
      {fault && (
        <p className="hint hint-bad" role="alert">
          {t(`sla-fault-${fault}`)}
        </p>
      )}
    </div>
  );
}
