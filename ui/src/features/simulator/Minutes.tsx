import { useId, useState } from "react";
import type { Priority } from "../../api/bindings";
import { useWords } from "../../words/words";
import { LevelTag } from "../list/PriorityMark";
import { inUnits, UNIT_MINUTES, UNITS } from "../rules/policy";

interface Props {
  level: Priority;
  /** None while the rules of the level differ. */
  minutes: number | null;
  onChange: (minutes: number) => void;
}

/** A year, in minutes: no deadline is longer. */
const LONGEST = 365 * 1440;

/** The time to answer of one level. An empty field changes nothing: nobody answers within no time. */
export function Minutes({ level, minutes, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [kept, setKept] = useState(inUnits(minutes ?? 60).unit);
  const unit = minutes === null || minutes % UNIT_MINUTES[kept] === 0 ? kept : inUnits(minutes).unit;
  const put = (text: string, of: typeof unit) => {
    const asked = Math.min(Number(text) * UNIT_MINUTES[of], LONGEST);
    if (asked >= 1) onChange(asked);
  };
  return (
    <div className="sim-minutes">
      <label htmlFor={id}>
        <LevelTag level={level} />
      </label>
      <input
        id={id}
        className="field"
        data-testid={`sim-minutes-${level}`}
        inputMode="numeric"
        placeholder={minutes === null ? t("sim-differ") : undefined}
        value={typed ?? (minutes === null ? "" : String(minutes / UNIT_MINUTES[unit]))}
        onChange={(event) => {
          const digits = event.target.value.replace(/\D/g, "").slice(0, 6);
          setKept(unit);
          setTyped(digits);
          put(digits, unit);
        }}
        onBlur={() => setTyped(null)}
      />
      <select
        className="field"
        aria-label={t("rule-unit")}
        value={unit}
        onChange={(event) => {
          const next = UNITS.find((each) => each === event.target.value) ?? unit;
          setKept(next);
          if (minutes !== null) put(String(minutes / UNIT_MINUTES[unit]), next);
        }}
      >
        {UNITS.map((each) => (
          <option key={each} value={each}>
            {t(`unit-${each}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
