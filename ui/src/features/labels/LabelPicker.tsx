import { Check, Minus, Plus } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import type { ChatRow, LabelId, LabelView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { useLabels } from "../../api/queries";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { shadeClass } from "../../shared/ShopMark";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { folded, sameName } from "./fold";

interface Props {
  /** The chats as far as they are known here; of a whole list only its first rows are. */
  rows: readonly ChatRow[];
  count: number;
  onPut: (label: LabelId, on: boolean) => Promise<void>;
  onManage: () => void;
  onClose: () => void;
}

type Borne = "all" | "some" | "none";

function borne(label: LabelId, rows: readonly ChatRow[]): Borne {
  const bearing = rows.filter((row) => row.labels.includes(label)).length;
  if (bearing === 0) return "none";
  return bearing === rows.length ? "all" : "some";
}

const MARKS = { all: Check, some: Minus };
const CHECKED = { all: "true", some: "mixed", none: "false" } as const;

/** Labels by the keyboard alone: type to narrow, Enter puts on or takes off, a new name makes a label. */
export function LabelPicker({ rows, count, onPut, onManage, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { data: labels = [], refetch } = useLabels();
  const add = useOperation("label_add");
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const [fault, setFault] = useState<string | null>(null);
  const listId = useId();

  const wanted = folded(query);
  const found = labels.filter((label) => folded(label.name).includes(wanted));
  const fresh = query.trim() !== "" && !labels.some((label) => sameName(label.name, query));
  const choices: (LabelView | "new")[] = fresh ? [...found, "new"] : found;
  const current = Math.min(at, choices.length - 1);

  /** A label of that name: a new one, or that which somebody else has made since this window last heard of labels. */
  const named = async (name: string): Promise<LabelView> => {
    try {
      return await add.mutateAsync({ name });
    } catch (thrown) {
      if (Refusal.from(thrown).code !== "label_taken") throw thrown;
      const there = (await refetch()).data?.find((label) => sameName(label.name, name));
      if (!there) throw thrown;
      return there;
    }
  };
  const choose = async (choice: LabelView | "new" | undefined, stay: boolean) => {
    if (!choice) return;
    try {
      const label = choice === "new" ? await named(query) : choice;
      await onPut(label.label, choice === "new" || borne(label.label, rows) !== "all");
      setQuery("");
      setAt(0);
      if (!stay) onClose();
    } catch (thrown) {
      setFault(words.error(Refusal.from(thrown).code));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((current + step + choices.length) % Math.max(choices.length, 1));
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void choose(choices[current], event.shiftKey);
    }
  };
  const idOf = (choice: LabelView | "new") => `${listId}-${choice === "new" ? "new" : choice.label}`;
  const chosen = choices[current];

  return (
    <Dialog label={t("label-picker", { count })} onClose={onClose} className="palette label-picker">
      <input
        className="field palette-field"
        role="combobox"
        data-testid="label-field"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={chosen && idOf(chosen)}
        aria-label={t("label-picker", { count })}
        aria-invalid={fault !== null}
        placeholder={t("label-picker-hint")}
        maxLength={40}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
          setFault(null);
        }}
        onKeyDown={onKeyDown}
      />
      {fault && (
        <p className="hint hint-bad label-fault" role="alert">
          {fault}
        </p>
      )}
      <div className="palette-list" id={listId} {...(choices.length > 0 && { role: "listbox", "aria-label": t("labels") })}>
        {choices.map((choice) => {
          const state = choice === "new" ? "none" : borne(choice.label, rows);
          const Mark = state === "none" ? null : MARKS[state];
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys for its list
            <div
              key={idOf(choice)}
              id={idOf(choice)}
              role="option"
              tabIndex={-1}
              aria-selected={choice === chosen}
              aria-checked={CHECKED[state]}
              className="palette-row label-choice"
              data-testid={choice === "new" ? "label-new" : "label-choice"}
              ref={(node) => {
                if (choice === chosen) node?.scrollIntoView?.({ block: "nearest" });
              }}
              onClick={() => void choose(choice, true)}
            >
              {choice === "new" ? (
                <>
                  <Plus size={16} aria-hidden="true" />
                  <span>{t("label-create", { name: harmless(query.trim()) })}</span>
                </>
              ) : (
                <>
                  <span className="label-box" data-state={state} aria-hidden="true">
                    {Mark && <Mark size={13} strokeWidth={3} />}
                  </span>
                  <span className={`label-dot ${shadeClass(choice.colour)}`} aria-hidden="true" />
                  <bdi className="label-name">{harmless(choice.name)}</bdi>
                </>
              )}
            </div>
          );
        })}
      </div>
      {choices.length === 0 && <p className="palette-none">{t("label-none-yet")}</p>}
      <footer className="label-foot">
        <span className="hint">{t("label-picker-keys")}</span>
        <Button kind="link" data-testid="labels-manage" onClick={onManage}>
          {t("label-manage")}
        </Button>
      </footer>
    </Dialog>
  );
}
