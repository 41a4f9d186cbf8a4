import { useState } from "react";
import { Field } from "../../shared/Field";
import { useWords } from "../../words/words";

/** As the core has it: shorter ones protect nothing. */
const SHORTEST = 10;

interface Props {
  /** The passphrase once it is long enough and typed twice alike, until then nothing. */
  onChange: (passphrase: string | null) => void;
}

/** A passphrase for new backups, asked twice: nobody could open a backup with a slip of the keys. */
export function NewPassphrase({ onChange }: Props) {
  const { t } = useWords();
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const told = (a: string, b: string) => onChange([...a].length >= SHORTEST && a === b ? a : null);
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
              told(event.target.value, second);
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
              told(first, event.target.value);
            }}
          />
        )}
      </Field>
    </>
  );
}
