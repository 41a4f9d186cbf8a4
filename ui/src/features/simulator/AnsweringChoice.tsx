import { useState } from "react";
import type { Answering } from "../../api/bindings";
import { useWords } from "../../words/words";

interface Props {
  answering: Answering;
  onChange: (answering: Answering) => void;
}

const WAYS = ["as_it_was", "percent", "at_most"] as const;
/** How much quicker, in hundredths, and how soon at the latest, in minutes, when first asked. */
const FIRST = { quicker: 30, minutes: 60 };
const LONGEST = 7 * 1440;

/** How quickly the shop would have answered. */
export function AnsweringChoice({ answering, onChange }: Props) {
  const { t } = useWords();
  const [quicker, setQuicker] = useState(answering.how === "percent" ? 100 - answering.percent : FIRST.quicker);
  const [minutes, setMinutes] = useState(answering.how === "at_most" ? answering.minutes : FIRST.minutes);
  const choose = (how: (typeof WAYS)[number], n: { quicker: number; minutes: number } = { quicker, minutes }) => {
    if (how === "percent") onChange({ how, percent: 100 - n.quicker });
    else if (how === "at_most") onChange({ how, minutes: n.minutes });
    else onChange({ how });
  };
  return (
    <fieldset className="sim-part sim-answering">
      <legend>{t("sim-answering")}</legend>
      <label className="sim-way">
        <input type="radio" name="sim-answering" data-testid="sim-as-it-was" checked={answering.how === "as_it_was"} onChange={() => choose("as_it_was")} />
        {t("sim-as-it-was")}
      </label>
      <Way
        name="sim-percent"
        number="sim-quicker-number"
        label={t("sim-quicker")}
        of={t("sim-quicker-number")}
        unit="%"
        most={99}
        chosen={answering.how === "percent"}
        value={quicker}
        onChoose={() => choose("percent")}
        onValue={(n) => {
          setQuicker(n);
          choose("percent", { quicker: n, minutes });
        }}
      />
      <Way
        name="sim-at-most"
        number="sim-at-most-number"
        label={t("sim-at-most")}
        of={t("sim-at-most-number")}
        unit={t("sim-minutes-unit")}
        most={LONGEST}
        chosen={answering.how === "at_most"}
        value={minutes}
        onChoose={() => choose("at_most")}
        onValue={(n) => {
          setMinutes(n);
          choose("at_most", { quicker, minutes: n });
        }}
      />
    </fieldset>
  );
}

interface WayProps {
  name: string;
  number: string;
  label: string;
  /** What the number is, for readers. */
  of: string;
  unit: string;
  most: number;
  chosen: boolean;
  value: number;
  onChoose: () => void;
  onValue: (value: number) => void;
}

/** A way with a number; typing the number chooses it. */
function Way({ name, number, label, of, unit, most, chosen, value, onChoose, onValue }: WayProps) {
  return (
    <div className="sim-way">
      <label>
        <input type="radio" name="sim-answering" data-testid={name} checked={chosen} onChange={onChoose} />
        {label}
      </label>
      <input
        className="field sim-number"
        inputMode="numeric"
        aria-label={of}
        data-testid={number}
        value={String(value)}
        onChange={(event) => onValue(Math.min(Number(event.target.value.replace(/\D/g, "").slice(0, 5)), most))}
      />
      <span aria-hidden="true">{unit}</span>
    </div>
  );
}
