import type { ImportView } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { count as figure } from "../../shared/numbers";
import { useWords } from "../../words/words";
import { Progress } from "../export/Progress";
import { Found } from "./Trial";

interface Props {
  view: ImportView;
  onStop: () => void;
  onUndo: (importId: number) => void;
  onAgain: () => void;
  onClose: () => void;
}

/** The import under way, then what it did and the way back; or a way back under way. */
export function Done({ view, onStop, onUndo, onAgain, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  if (view.state === "running") {
    const said = t(view.undo ? "import-undoing" : "import-going", { count: figure(words, view.messages_new) });
    return (
      <section className="import-step">
        <Progress value={view.bytes} of={view.bytes_in_all} said={said} />
        <div className="import-acts">
          <Button onClick={onStop}>{t("export-stop")}</Button>
        </div>
      </section>
    );
  }
  const { import: id } = view;
  return (
    <section className="import-step" aria-label={t("import-step-done")} data-testid="import-done">
      {view.problem && (
        <p className="hint hint-bad" role="alert">
          {words.error(view.problem)}
        </p>
      )}
      {view.state === "cancelled" && <p>{t("import-stopped")}</p>}
      {view.undo ? <p role="status">{t("import-undone", { count: view.messages_new })}</p> : <Found view={view} />}
      <div className="import-acts">
        {!view.undo && id != null && (
          <Button kind="danger" data-testid="import-undo" onClick={() => onUndo(id)}>
            {t("import-undo")}
          </Button>
        )}
        <Button onClick={onAgain}>{t("import-another")}</Button>
        <Button kind="primary" data-testid="import-close" onClick={onClose}>
          {t("close")}
        </Button>
      </div>
    </section>
  );
}
