import { Trash2, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { LabelView, UndoId } from "../../api/bindings";
import { useHost, useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { useLabels } from "../../api/queries";
import { Button, IconButton } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { COLOURS, shadeClass } from "../../shared/ShopMark";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  onRemoved: (text: string, undo: UndoId | null | undefined) => void;
  onClose: () => void;
}

/** All labels: names, colours, and the end of them. */
export function LabelsDialog({ onRemoved, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const labels = useLabels().data ?? [];
  const add = useOperation("label_add");
  const [name, setName] = useState("");
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "" && !add.isPending) add.mutate({ name }, { onSuccess: () => setName("") });
  };
  return (
    <Dialog label={t("labels")} onClose={onClose} className="question labels-dialog">
      <header className="dialog-head">
        <h1>{t("labels")}</h1>
        <IconButton label={t("close")} onClick={onClose}>
          <X size={20} />
        </IconButton>
      </header>
      <form className="label-make" onSubmit={make}>
        <input
          className="field"
          data-testid="label-make"
          aria-label={t("label-make")}
          placeholder={t("label-make")}
          maxLength={40}
          value={name}
          aria-invalid={add.error !== null}
          onChange={(event) => {
            setName(event.target.value);
            add.reset();
          }}
        />
        <Button kind="primary" type="submit" data-testid="label-make-save">
          {t("label-make-save")}
        </Button>
      </form>
      {add.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(add.error.code)}
        </p>
      )}
      {labels.length === 0 && <p className="hint">{t("label-none-yet")}</p>}
      <ul className="label-list">
        {labels.map((label) => (
          <LabelLine key={label.label} label={label} onRemoved={onRemoved} />
        ))}
      </ul>
    </Dialog>
  );
}

function LabelLine({ label, onRemoved }: { label: LabelView; onRemoved: Props["onRemoved"] }) {
  const words = useWords();
  const { t } = words;
  const host = useHost();
  const set = useOperation("label_set");
  const remove = useOperation("label_remove");
  const [name, setName] = useState(label.name);
  const [painting, setPainting] = useState(false);
  /** How many chats lose it; asked only when somebody wants to delete it. */
  const [asked, setAsked] = useState<number | null>(null);
  const [unasked, setUnasked] = useState<Refusal | null>(null);
  const fault = set.error ?? remove.error ?? unasked;

  const rename = () => {
    if (name.trim() === "" || name === label.name) setName(label.name);
    else set.mutate({ label: label.label, name }, { onSuccess: (kept) => setName(kept.name) });
  };
  const ask = () => {
    setUnasked(null);
    host.call("chat_list", { view: "all", label: label.label, limit: 1 }).then(
      (page) => setAsked(page.total),
      // A number that nobody knows is not told as none.
      (thrown) => setUnasked(Refusal.from(thrown)),
    );
  };
  return (
    <li className="label-line" data-testid="label-line">
      <div className="label-fields">
        <button
          type="button"
          className="label-paint"
          aria-expanded={painting}
          aria-label={t("label-colour", { name: harmless(label.name) })}
          title={t("label-colour", { name: harmless(label.name) })}
          onClick={() => setPainting(!painting)}
        >
          <span className={`label-dot ${shadeClass(label.colour)}`} />
        </button>
        <input
          className="field"
          data-testid="label-name"
          aria-label={t("label-rename", { name: harmless(label.name) })}
          maxLength={40}
          value={name}
          aria-invalid={set.error !== null}
          onChange={(event) => setName(event.target.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === "Enter") rename();
          }}
        />
        <IconButton label={t("label-delete", { name: harmless(label.name) })} data-testid="label-delete" onClick={ask}>
          <Trash2 size={17} />
        </IconButton>
      </div>
      {painting && (
        <fieldset className="label-colours">
          <legend className="visually-hidden">{t("label-colour", { name: harmless(label.name) })}</legend>
          {COLOURS.map((colour) => (
            <label key={colour} className="label-colour">
              <input
                type="radio"
                name={`colour-${label.label}`}
                checked={label.colour === colour}
                aria-label={t(`colour-${colour}`)}
                onChange={() => set.mutate({ label: label.label, colour })}
              />
              <span className={`label-dot ${shadeClass(colour)}`} aria-hidden="true" />
            </label>
          ))}
        </fieldset>
      )}
      {fault && (
        <p className="hint hint-bad" role="alert">
          {words.error(fault.code)}
        </p>
      )}
      {asked !== null && (
        <div className="label-asked" role="alertdialog" aria-label={t("label-delete", { name: harmless(label.name) })}>
          <p>{t("label-delete-asked", { count: asked })}</p>
          <Button onClick={() => setAsked(null)}>{t("cancel")}</Button>
          <Button
            kind="danger"
            autoFocus
            data-testid="label-delete-yes"
            disabled={remove.isPending}
            onClick={() =>
              remove.mutate({ label: label.label }, { onSuccess: ({ undo }) => onRemoved(t("label-deleted", { name: harmless(label.name) }), undo) })
            }
          >
            {t("delete")}
          </Button>
        </div>
      )}
    </li>
  );
}
