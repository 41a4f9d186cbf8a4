import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import type { SavedViewView, UndoId } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button, IconButton } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { useWords } from "../../words/words";

interface Props {
  view: SavedViewView;
  place: number;
  of: number;
  onRemoved: (text: string, undo: UndoId | null | undefined) => void;
  onClose: () => void;
}

/** A saved view's name, its place, and its end. */
export function ViewDialog({ view, place, of, onRemoved, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const save = useOperation("view_save");
  const move = useOperation("view_move");
  const remove = useOperation("view_remove");
  const [name, setName] = useState(view.name);
  const fault = save.error ?? move.error ?? remove.error;
  const { view: number, chats: _, ...kept } = view;
  const rename = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ ...kept, view: number, name }, { onSuccess: onClose });
  };
  return (
    <Dialog label={t("view-one")} onClose={onClose} className="question">
      <header className="dialog-head">
        <h1>{t("view-one")}</h1>
        <IconButton label={t("close")} onClick={onClose}>
          <X size={20} />
        </IconButton>
      </header>
      <form className="view-form" onSubmit={rename}>
        <label htmlFor={id}>{t("view-name")}</label>
        <input id={id} className="field" data-testid="view-name" maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
        {fault && (
          <p className="hint hint-bad" role="alert">
            {words.error(fault.code)}
          </p>
        )}
        <div className="view-places">
          <span>{t("view-place", { place: place + 1, of })}</span>
          <IconButton label={t("view-up")} data-testid="view-up" disabled={place === 0} onClick={() => move.mutate({ view: number, place: place - 1 })}>
            <ArrowUp size={18} />
          </IconButton>
          <IconButton
            label={t("view-down")}
            data-testid="view-down"
            disabled={place === of - 1}
            onClick={() => move.mutate({ view: number, place: place + 1 })}
          >
            <ArrowDown size={18} />
          </IconButton>
        </div>
        <div className="dialog-foot view-foot">
          <Button
            kind="danger"
            data-testid="view-remove"
            disabled={remove.isPending}
            onClick={() =>
              remove.mutate(
                { view: number },
                {
                  onSuccess: ({ undo }) => {
                    onClose();
                    onRemoved(t("view-removed", { name: view.name }), undo);
                  },
                },
              )
            }
          >
            {t("view-remove")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" data-testid="view-rename">
            {t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
