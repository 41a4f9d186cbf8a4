import { type FormEvent, useId, useState } from "react";
import type { ChatFilter, SavedViewView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { useAccounts, useLabels } from "../../api/queries";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  filter: ChatFilter;
  query: string;
  onSaved: (view: SavedViewView) => void;
  onClose: () => void;
}

/** Gives what the list shows now a name, to be found again in the rail. */
export function SaveViewDialog({ filter, query, onSaved, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const save = useOperation("view_save");
  // Words are looked for in every chat: what narrows the list beneath them is no part of what is found.
  const kept: ChatFilter = query === "" ? filter : { view: "all" };
  const shop = useAccounts().data?.find((each) => each.account === kept.account);
  const label = useLabels().data?.find((each) => each.label === kept.label);
  const list = [
    t(`view-${kept.view.replace("_", "-")}`),
    ...(shop ? [harmless(shop.name)] : []),
    ...(label ? [harmless(label.name)] : []),
    ...(kept.unread ? [t("filter-unread")] : []),
  ];
  const parts = query === "" ? list : [t("view-words", { query: harmless(query) })];
  const [name, setName] = useState(label ? harmless(label.name) : shop ? harmless(shop.name) : "");
  const send = (event: FormEvent) => {
    event.preventDefault();
    // A second press would be refused, its name being that of the first.
    if (save.isPending) return;
    const { view: base, ...rest } = kept;
    save.mutate(
      { ...rest, base, name, query },
      {
        onSuccess: (view) => {
          onClose();
          onSaved(view);
        },
      },
    );
  };
  return (
    <Dialog label={t("view-save-title")} onClose={onClose} className="question">
      <h1>{t("view-save-title")}</h1>
      <p className="hint">{parts.join(" · ")}</p>
      <form className="view-form" onSubmit={send}>
        <label htmlFor={id}>{t("view-name")}</label>
        <input id={id} className="field" data-testid="view-name" maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
        {save.error && (
          <p className="hint hint-bad" role="alert">
            {words.error(save.error.code)}
          </p>
        )}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" data-testid="view-save">
            {t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
