import { type FormEvent, type ReactNode, useCallback, useId, useState } from "react";
import { Button } from "./Button";

/** What stands in the line, and what is wrong with it; typing puts the fault away. */
export function useTyped() {
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const onType = useCallback((next: string) => {
    setTyped(next);
    setFault(null);
  }, []);
  return { typed, fault, setFault, onType };
}

interface Props {
  label: string;
  example: string;
  /** The word on the button. */
  act: string;
  /** What stands beneath while nothing is wrong. */
  hint: ReactNode;
  /** What is wrong with what was typed; it stands in the hint's place. */
  fault: string | null;
  /** The hint changes while one types, and is read out as it does. */
  live?: boolean;
  typed: string;
  maxLength: number;
  /** Test names of the field, its button and its hint. */
  names: { field: string; act: string; hint: string };
  onType: (typed: string) => void;
  onSubmit: () => void;
}

/** A moment typed in the owner's own words: a field, its button, and beneath what was understood or what was not. */
export function TypedLine({ label, example, act, hint, fault, live, typed, maxLength, names, onType, onSubmit }: Props) {
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="snooze-form" onSubmit={submit}>
      <label htmlFor={id}>{label}</label>
      <span className="snooze-line">
        <input
          id={id}
          className="field"
          data-testid={names.field}
          autoComplete="off"
          maxLength={maxLength}
          placeholder={example}
          value={typed}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onType(event.target.value)}
        />
        <Button kind="primary" type="submit" data-testid={names.act}>
          {act}
        </Button>
      </span>
      <p id={`${id}-hint`} className={fault ? "hint hint-bad" : "hint"} role={fault ? "alert" : live ? "status" : undefined} data-testid={names.hint}>
        {fault ?? hint}
      </p>
    </form>
  );
}
