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
  const number = (text: string, most: number) => Math.min(Number(text.replace(/\D/g, "").slice(0, 5)), most);
  return (
    <fieldset className="sim-part sim-answering">
      <legend>{t("sim-answering")}</legend>
      <label className="sim-way">
        <input type="radio" name="sim-answering" data-testid="sim-as-it-was" checked={answering.how === "as_it_was"} onChange={() => choose("as_it_was")} />
        {t("sim-as-it-was")}
      </label>
      <div className="sim-way">
        <label>
          <input type="radio" name="sim-answering" data-testid="sim-percent" checked={answering.how === "percent"} onChange={() => choose("percent")} />
          {t("sim-quicker")}
        </label>
        <input
          className="field sim-number"
          inputMode="numeric"
          aria-label={t("sim-quicker-number")}
          data-testid="sim-quicker-number"
          value={String(quicker)}
          onChange={(event) => {
            const n = number(event.target.value, 99);
            setQuicker(n);
            choose("percent", { quicker: n, minutes });
          }}
        />
        <span aria-hidden="true">%</span>
      </div>
      <div className="sim-way">
        <label>
          <input type="radio" name="sim-answering" data-testid="sim-at-most" checked={answering.how === "at_most"} onChange={() => choose("at_most")} />
          {t("sim-at-most")}
        </label>
        <input
          className="field sim-number"
          inputMode="numeric"
          aria-label={t("sim-at-most-number")}
          data-testid="sim-at-most-number"
          value={String(minutes)}
          onChange={(event) => {
            const n = number(event.target.value, LONGEST);
            setMinutes(n);
            choose("at_most", { quicker, minutes: n });
          }}
        />
        <span aria-hidden="true">{t("sim-minutes-unit")}</span>
      </div>
    </fieldset>
  );
}
