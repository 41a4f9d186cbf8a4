import { useState } from "react";
import { useWords } from "../../words/words";
import { inUnits, UNIT_MINUTES, UNITS } from "./policy";

/** A year, in minutes: no deadline is longer. */
const LONGEST = 365 * 1440;

interface Props {
  id: string;
  name: string;
  /** None where several lengths stand behind it. */
  minutes: number | null;
  placeholder?: string;
  invalid?: boolean;
  /** 0 where nothing stands in the field. */
  onChange: (minutes: number) => void;
}

/** A number and its unit; the unit stays while another number is typed. */
export function LengthInput({ id, name, minutes, placeholder, invalid, onChange }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const [kept, setKept] = useState(inUnits(minutes ?? 60).unit);
  const unit = minutes === null || minutes % UNIT_MINUTES[kept] === 0 ? kept : inUnits(minutes).unit;
  const put = (text: string, of: typeof unit) => onChange(Math.min(Number(text) * UNIT_MINUTES[of], LONGEST));
  const shown = minutes === null || minutes === 0 ? "" : String(minutes / UNIT_MINUTES[unit]);
  return (
    <>
      <input
        id={id}
        className="field"
        data-testid={name}
        inputMode="numeric"
        placeholder={placeholder}
        aria-invalid={invalid}
        value={typed ?? shown}
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
    </>
  );
}
