import { useState } from "react";
import { Field } from "../../shared/Field";
import { useWords } from "../../words/words";

/** As the core has it: shorter ones protect nothing. */
const SHORTEST = 10;

/** What stands in the fields: nothing, a passphrase long enough and typed twice alike, or less than that. */
export type Typed = { is: "empty" } | { is: "good"; passphrase: string } | { is: "unfinished" };

export const NOTHING_TYPED: Typed = { is: "empty" };

interface Props {
  onChange: (typed: Typed) => void;
}

function typedOf(first: string, second: string): Typed {
  if (first === "" && second === "") return NOTHING_TYPED;
  return [...first].length >= SHORTEST && first === second ? { is: "good", passphrase: first } : { is: "unfinished" };
}

/** A passphrase for new backups, asked twice: nobody could open a backup with a slip of the keys. */
export function NewPassphrase({ onChange }: Props) {
  const { t } = useWords();
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  return (
    <>
      <Field label={t("backup-passphrase")} hint={t("backup-passphrase-hint", { count: SHORTEST })}>
        {(field) => (
          <input
            {...field}
            type="password"
            className="field"
            data-testid="backup-passphrase"
            autoComplete="new-password"
            value={first}
            onChange={(event) => {
              setFirst(event.target.value);
              onChange(typedOf(event.target.value, second));
            }}
          />
        )}
      </Field>
      <Field label={t("backup-passphrase-again")} hint={second !== "" && first !== second ? t("backup-passphrase-differs") : undefined}>
        {(field) => (
          <input
            {...field}
            type="password"
            className="field"
            data-testid="backup-passphrase-again"
            autoComplete="new-password"
            value={second}
            onChange={(event) => {
              setSecond(event.target.value);
              onChange(typedOf(first, event.target.value));
            }}
          />
        )}
      </Field>
    </>
  );
}
