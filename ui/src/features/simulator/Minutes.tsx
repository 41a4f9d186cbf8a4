import { useId } from "react";
import type { Priority } from "../../api/bindings";
import { useWords } from "../../words/words";
import { LevelTag } from "../list/PriorityMark";
import { LengthInput } from "../rules/LengthInput";

interface Props {
  level: Priority;
  /** None while the rules of the level differ. */
  minutes: number | null;
  onChange: (minutes: number) => void;
}

/** The time to answer of one level. An empty field changes nothing: nobody answers within no time. */
export function Minutes({ level, minutes, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="sim-minutes">
      <label htmlFor={id}>
        <LevelTag level={level} />
      </label>
      <LengthInput
        id={id}
        name={`sim-minutes-${level}`}
        minutes={minutes}
        placeholder={minutes === null ? t("sim-differ") : undefined}
        onChange={(asked) => asked >= 1 && onChange(asked)}
      />
    </div>
  );
}
