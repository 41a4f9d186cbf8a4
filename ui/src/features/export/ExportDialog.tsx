import { useId, useState } from "react";
import type { ExportForm, ExportView } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { Copied } from "../../shared/CopyButton";
import { Dialog } from "../../shared/Dialog";
import { count as figure, size } from "../../shared/numbers";
import { useWords } from "../../words/words";
import { Progress } from "./Progress";
import { MOST_PRINTED } from "./printed";
import { type Leaving, requestOf } from "./useExport";
import { useExportRun } from "./useExportRun";

interface Props {
  leaving: Leaving;
  count: number | null;
  onPrint: (chats: readonly number[]) => void;
  onClose: () => void;
}

const FORMS = ["html", "json", "csv", "pack"] as const satisfies readonly ExportForm[];

/** In which form chats leave, then how far it is, then where the file lies. */
export function ExportDialog({ leaving, count, onPrint, onClose }: Props) {
  const words = useWords();
  const { t, locale } = words;
  const id = useId();
  const [form, setForm] = useState<ExportForm>("html");
  const [folder, setFolder] = useState("");
  const run = useExportRun();
  const [chats, one] = "chats" in leaving ? [leaving.chats, leaving.chats.length === 1] : [null, false];
  const forms = FORMS.filter((each) => each !== "pack" || one);
  const title = one ? t("export-title-one") : count === null ? t("export-title-found") : t("export-title", { count });
  const start = () => run.start({ ...requestOf(leaving), form, locale, ...(folder.trim() && { folder: folder.trim() }) });
  return (
    <Dialog label={title} onClose={onClose} className="question export">
      <h1>{title}</h1>
      {run.view ? (
        <Under view={run.view} onCancel={run.cancel} onAgain={run.forget} onClose={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            start();
          }}
        >
          <fieldset className="export-forms">
            <legend className="visually-hidden">{t("export-form")}</legend>
            {forms.map((each) => (
              <label key={each} className="export-choice" data-testid={`export-${each}`}>
                <input type="radio" name={`${id}-form`} checked={form === each} onChange={() => setForm(each)} />
                <span>
                  <strong>{t(`export-form-${each}`)}</strong>
                  <small>{t(`export-form-${each}-hint`)}</small>
                </span>
              </label>
            ))}
          </fieldset>
          <label className="field-label" htmlFor={`${id}-folder`}>
            {t("export-folder")}
          </label>
          <input
            id={`${id}-folder`}
            className="field"
            data-testid="export-folder"
            placeholder={t("export-folder-hint")}
            value={folder}
            spellCheck={false}
            onChange={(event) => setFolder(event.target.value)}
          />
          {run.refusal && (
            <p className="hint hint-bad" role="alert">
              {words.error(run.refusal.code)}
            </p>
          )}
          <p className="setting-text">{t("export-left-out")}</p>
          <div className="dialog-foot">
            {chats && chats.length <= MOST_PRINTED && (
              <Button data-testid="export-print" className="export-print" onClick={() => onPrint(chats)}>
                {t("export-print")}
              </Button>
            )}
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button kind="primary" type="submit" data-testid="export-start" disabled={run.starting}>
              {t("export-start")}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

interface UnderProps {
  view: ExportView;
  onCancel: () => void;
  onAgain: () => void;
  onClose: () => void;
}

function Under({ view, onCancel, onAgain, onClose }: UnderProps) {
  const words = useWords();
  const { t } = words;
  if (view.state === "running") {
    const said = t("export-running", { chats: figure(words, view.chats), all: figure(words, view.chats_in_all), messages: figure(words, view.messages) });
    return (
      <>
        <Progress value={view.chats} of={view.chats_in_all} said={said} />
        {view.files_fetched > 0 && <p className="setting-text">{t("export-files-fetched", { count: figure(words, view.files_fetched) })}</p>}
        <div className="dialog-foot">
          <Button data-testid="export-cancel" onClick={onCancel}>
            {t("export-stop")}
          </Button>
        </div>
      </>
    );
  }
  const done = view.state === "done" && view.path != null;
  return (
    <>
      {done ? (
        <div role="status" data-testid="export-done">
          <p>{t("export-done", { messages: view.messages, size: size(words, view.bytes) })}</p>
          <p className="export-path">
            <Copied text={view.path ?? ""} />
          </p>
          {view.manifest_sha256 && (
            <>
              <p className="setting-text">{t("export-hash")}</p>
              <p className="export-path">
                <Copied text={view.manifest_sha256} />
              </p>
            </>
          )}
          {view.files_missing > 0 && <p className="setting-text">{t("export-files-missing", { count: view.files_missing })}</p>}
          {view.capped && <p className="setting-text">{t("export-capped")}</p>}
        </div>
      ) : (
        <p className={view.problem ? "hint hint-bad" : undefined} role={view.problem ? "alert" : "status"}>
          {view.problem ? words.error(view.problem) : t("export-stopped")}
        </p>
      )}
      <div className="dialog-foot">
        {!done && <Button onClick={onAgain}>{t("export-again")}</Button>}
        <Button kind="primary" data-testid="export-close" onClick={onClose}>
          {t("close")}
        </Button>
      </div>
    </>
  );
}
