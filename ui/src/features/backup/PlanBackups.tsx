import { useState } from "react";
import type { BackupEvery, BackupsView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { Field } from "../../shared/Field";
import { useWords } from "../../words/words";
import { NewPassphrase, NOTHING_TYPED, type Typed } from "./NewPassphrase";

const EVERY: readonly BackupEvery[] = ["never", "day", "week"];
const KEEP = [3, 7, 14, 30];

/** When backups make themselves; only for that is a passphrase kept, in the keychain. */
export function PlanBackups({ plan, onClose }: { plan: BackupsView; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const [every, setEvery] = useState(plan.every);
  const [keep, setKeep] = useState(plan.keep);
  const [folder, setFolder] = useState(plan.folder);
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED);
  const set = useOperation("backups_set");
  const known = plan.every !== "never" && plan.last?.error !== "backup_passphrase_missing";
  // An empty field keeps the passphrase there is; one that was begun means another, and is not to be taken for that.
  const lacks = typed.is === "unfinished" || (typed.is === "empty" && !known);
  return (
    <Dialog label={t("backup-plan")} onClose={onClose} className="question">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          set.mutate({ every, keep, folder, ...(typed.is === "good" && { passphrase: typed.passphrase }) }, { onSuccess: onClose });
        }}
      >
        <h1>{t("backup-plan")}</h1>
        <Field label={t("backup-every")}>
          {(field) => (
            <select
              {...field}
              className="field"
              data-testid="backup-every"
              value={every}
              onChange={(event) => {
                const next = EVERY.find((each) => each === event.target.value) ?? "never";
                setEvery(next);
                // Its fields go, and what was typed there with them.
                if (next === "never") setTyped(NOTHING_TYPED);
              }}
            >
              {EVERY.map((each) => (
                <option key={each} value={each}>
                  {t(`backup-every-${each}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {every !== "never" && (
          <>
            <Field label={t("backup-keep")}>
              {(field) => (
                <select {...field} className="field" value={keep} onChange={(event) => setKeep(Number(event.target.value))}>
                  {[...new Set([...KEEP, plan.keep])]
                    .sort((a, b) => a - b)
                    .map((n) => (
                      <option key={n} value={n}>
                        {n}
                      </option>
                    ))}
                </select>
              )}
            </Field>
            <Field label={t("backup-folder")} hint={t("backup-folder-hint")}>
              {(field) => <input {...field} className="field" spellCheck={false} value={folder} onChange={(event) => setFolder(event.target.value)} />}
            </Field>
            <p className="hint">{t(known ? "backup-plan-known" : "backup-plan-lead")}</p>
            <NewPassphrase onChange={setTyped} />
            {known && typed.is === "unfinished" && (
              <p className="hint hint-bad" role="status" data-testid="backup-unfinished">
                {t("backup-plan-unfinished")}
              </p>
            )}
          </>
        )}
        {set.error && (
          <p className="hint hint-bad" role="alert">
            {words.error(set.error.code)}
          </p>
        )}
        <footer className="dialog-foot">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" data-testid="backup-plan-save" disabled={set.isPending || (every !== "never" && lacks)}>
            {t("backup-plan-save")}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
