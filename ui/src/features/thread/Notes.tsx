import { Lock } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { NoteView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { Button } from "../../shared/Button";
import { editOf, useEdit } from "../../shared/keptEdits";
import { useNotices } from "../../shared/notices";
import { clock, full } from "../../shared/time";
import { useTold } from "../../shared/useTold";
import { useWords } from "../../words/words";

/** A private note among the messages: another colour, its own word, and nothing that could be taken for sending. */
export function Note({ note }: { note: NoteView }) {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const name = `note ${note.note}`;
  const [typed, setTyped] = useEdit(name);
  // An edit that is only come back to leaves the focus where it is.
  const [begun, setBegun] = useState(false);
  const edit = useOperation("note_edit");
  const editBack = useTold("note_edit").run;
  const remove = useOperation("note_remove").mutateAsync;
  const restore = useTold("note_restore").run;
  const failed = (thrown: unknown) => offer({ text: words.error(Refusal.from(thrown).code) });
  const keep = () => {
    const text = typed?.trim() ?? "";
    if (text === "" || text === note.text) return setTyped(null);
    // The answer counts though its chat was left meanwhile; what was typed on since stays.
    edit.mutateAsync({ note: note.note, text }).then(() => {
      if (editOf(name)?.trim() === text) setTyped(null);
      offer({ text: t("note-changed"), undo: () => editBack({ note: note.note, text: note.text }) });
    }, failed);
  };
  const drop = () => void remove({ note: note.note }).then(() => offer({ text: t("note-removed"), undo: () => restore({ note: note.note }) }), failed);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep();
    else if (event.key === "Escape") setTyped(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <article className="bubble note" data-testid="note-entry" aria-label={t("note-of", { time: clock(words, note.written_at_ms) })}>
      <p className="note-head">
        <Lock size={14} aria-hidden="true" /> <strong>{t("note-word")}</strong> <span>{t("note-private")}</span>
      </p>
      {typed === null ? (
        <p className="bubble-text" dir="auto">
          {note.text}
        </p>
      ) : (
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the owner has just asked to write here
          autoFocus={begun}
          className="composer-field composer-note"
          data-testid="note-typed"
          aria-label={t("note-label")}
          rows={3}
          dir="auto"
          spellCheck
          lang={words.locale}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
      )}
      <footer className="bubble-foot">
        {typed === null ? (
          <>
            <Button
              kind="link"
              data-testid="note-edit"
              onClick={() => {
                setBegun(true);
                setTyped(note.text);
              }}
            >
              {t("note-edit")}
            </Button>
            <Button kind="link" data-testid="note-remove" onClick={drop}>
              {t("note-remove")}
            </Button>
          </>
        ) : (
          <>
            <Button kind="link" onClick={() => setTyped(null)}>
              {t("cancel")}
            </Button>
            <Button kind="link" data-testid="note-save" disabled={edit.isPending} onClick={keep}>
              {t("save")}
            </Button>
          </>
        )}
        {note.edited_at_ms != null && <span>{t("message-edited")}</span>}
        <time dateTime={new Date(note.written_at_ms).toISOString()} title={full(words, note.written_at_ms)}>
          {clock(words, note.written_at_ms)}
        </time>
      </footer>
    </article>
  );
}
