import { useState } from "react";
import { useWords } from "../../words/words";
import { clockOf, minuteOf } from "./policy";

interface Props {
  label: string;
  minute: number;
  /** The last minute allowed; an end may be 24:00, a beginning not. */
  last: number;
  onChange: (minute: number) => void;
}

/** A time as people type it: "9", "9:30", "930". Not the platform's own field: WebKitGTK draws none. */
export function TimeField({ label, minute, last, onChange }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? minute : minuteOf(typed);
  const bad = read === null || read > last;
  return (
    <input
      className="field time-field"
      inputMode="numeric"
      maxLength={5}
      aria-label={label}
      aria-invalid={bad}
      title={bad ? t("hours-bad") : undefined}
      value={typed ?? clockOf(minute)}
      onChange={(event) => {
        setTyped(event.target.value);
        const next = minuteOf(event.target.value);
        if (next !== null && next <= last) onChange(next);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
