import { useMemo } from "react";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { useWords } from "../../words/words";
import { Changes } from "./Changes";
import { type Piece, wordDiff } from "./wordDiff";

interface Props {
  /** What stands in the composer. */
  now: string;
  /** What would stand there. */
  next: string;
  onReplace: () => void;
  onAppend: () => void;
  onClose: () => void;
}

/** Something is written already: what goes and what comes, side by side, before anything is replaced. */
export function ReplaceDialog({ now, next, onReplace, onAppend, onClose }: Props) {
  const { t } = useWords();
  const pieces = useMemo(() => wordDiff(now, next), [now, next]);
  const end = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Dialog label={t("assist-replace-title")} onClose={onClose} className="question assist-replace">
      <h1>{t("assist-replace-title")}</h1>
      <div className="assist-diff" data-testid="replace-draft">
        <Side title={t("assist-replace-now")} pieces={pieces} without="came" />
        <Side title={t("assist-replace-next")} pieces={pieces} without="went" />
      </div>
      <div className="dialog-foot">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button onClick={end(onAppend)}>{t("assist-append")}</Button>
        <Button kind="primary" data-testid="replace-confirm" onClick={end(onReplace)}>
          {t("assist-replace")}
        </Button>
      </div>
    </Dialog>
  );
}

function Side({ title, pieces, without }: { title: string; pieces: Piece[]; without: Piece["is"] }) {
  return (
    <section>
      <h2>{title}</h2>
      <p dir="auto">
        <Changes pieces={pieces} without={without} />
      </p>
    </section>
  );
}
