import { useState } from "react";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { Field } from "../../shared/Field";
import { useNotices } from "../../shared/notices";
import { useWords } from "../../words/words";
import { NewPassphrase, NOTHING_TYPED, type Typed } from "./NewPassphrase";

/** One backup now: where to, and its passphrase, which is forgotten afterwards. */
export function MakeBackup({ folder: usual, onClose }: { folder: string; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const [folder, setFolder] = useState(usual);
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED);
  const make = useOperation("backup_now");
  const go = () => {
    if (typed.is !== "good" || make.isPending) return;
    make.mutate(
      { passphrase: typed.passphrase, folder },
      {
        onSuccess: ({ path }) => {
          offer({ text: t("backup-made", { path }) });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog label={t("backup-make")} onClose={onClose} className="question">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <h1>{t("backup-make")}</h1>
        <p className="hint">{t("backup-make-lead")}</p>
        <NewPassphrase onChange={setTyped} />
        <Field label={t("backup-folder")} hint={t("backup-folder-hint")}>
          {(field) => <input {...field} className="field" spellCheck={false} value={folder} onChange={(event) => setFolder(event.target.value)} />}
        </Field>
        {make.error && (
          <p className="hint hint-bad" role="alert">
            {words.error(make.error.code)}
          </p>
        )}
        <footer className="dialog-foot">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" data-testid="backup-go" disabled={typed.is !== "good" || make.isPending}>
            {t(make.isPending ? "backup-making" : "backup-make")}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
