import { useEffect } from "react";
import type { OutboxId } from "../../api/bindings";
import { MOST_QUEUED, useQueued } from "../../api/queries";
import { useCopy } from "../../shared/CopyButton";
import { dropEdit, editOf, namesOf, useAnyEdit } from "../../shared/keptEdits";
import { useNotices } from "../../shared/notices";
import { useWords } from "../../words/words";

const TEXT = "plan ";
const TIME = "time of plan ";

export const textName = (outbox: OutboxId) => `${TEXT}${outbox}`;
export const timeName = (outbox: OutboxId) => `${TIME}${outbox}`;

/** Lets go of what was typed over plans that wait no more, in whichever chat. The owner hears of it, and can have it copied. */
export function usePlanEdits(): void {
  const { t } = useWords();
  const { offer } = useNotices();
  const copy = useCopy();
  const editing = useAnyEdit(TEXT);
  const { data, isStale } = useQueued(editing);
  useEffect(() => {
    // An answer that a change has overtaken may be without a plan that was made just now.
    if (!editing || isStale || !data) return;
    // Where there are more of them than are told, nobody knows that one is gone.
    if (data.length >= MOST_QUEUED) return;
    const waiting = new Set(data.map((each) => textName(each.outbox)));
    const gone = namesOf(TEXT).filter((each) => !waiting.has(each));
    if (gone.length === 0) return;
    // One notice for all that go at once: a second would take the first one's words away.
    const typed = gone.map((name) => editOf(name) ?? "").join("\n\n");
    for (const name of gone) {
      dropEdit(name);
      dropEdit(name.replace(TEXT, TIME));
    }
    offer({ text: t("plan-gone", { count: gone.length }), undo: () => copy(typed), undoLabel: t("copy") });
  }, [editing, isStale, data, offer, copy, t]);
}
