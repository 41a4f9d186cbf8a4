import { useWords } from "../words/words";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

interface Props {
  /** What would be lost. */
  text: string;
  onStay: () => void;
  onDrop: () => void;
  onSave: () => void;
}

export function Unsaved({ text, onStay, onDrop, onSave }: Props) {
  const { t } = useWords();
  return (
    <Dialog label={t("rules-leave-title")} onClose={onStay} className="question">
      <h1>{t("rules-leave-title")}</h1>
      <p>{text}</p>
      <div className="dialog-foot">
        <Button kind="quiet" onClick={onStay}>
          {t("rules-leave-stay")}
        </Button>
        <Button kind="danger" data-testid="rules-drop" onClick={onDrop}>
          {t("rules-leave-drop")}
        </Button>
        <Button kind="primary" data-testid="rules-leave-save" onClick={onSave}>
          {t("save")}
        </Button>
      </div>
    </Dialog>
  );
}
