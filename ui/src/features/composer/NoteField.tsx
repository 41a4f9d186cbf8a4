import { Lock } from "lucide-react";
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from "react";
import type { ChatView, NoteView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { Kbd } from "../../shared/Kbd";
import { hits, useKeymap } from "../../shared/keys";
import { useNotices } from "../../shared/notices";
import { useWords } from "../../words/words";
import { useDraft } from "./drafts";
import { useDraftSaving } from "./useDraftSaving";

interface Props {
  chat: ChatView;
  enterSends: boolean;
  onKept: (note: NoteView) => void;
  ref?: Ref<{ focus(): void }>;
}

/** Where a private note is written: no guard, no ruler, and another colour, because it never leaves. */
export function NoteField({ chat, enterSends, onKept, ref }: Props) {
  const words = useWords();
  const { t } = words;
  const keys = useKeymap();
  const id = chat.row.chat;
  const field = useRef<HTMLTextAreaElement>(null);
  const { text } = useDraft(chat, "note");
  const { write, depart, arrived, stayed } = useDraftSaving(chat, "note");
  const add = useOperation("note_add");
  const { announce } = useNotices();
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }));
  const ready = text.trim() !== "" && !add.isPending;
  const keep = () => {
    if (!ready) return;
    const clientKey = depart(text);
    // Not `onSuccess`: who leaves the chat meanwhile has kept the note all the same.
    add.mutateAsync({ chat: id, text, client_key: clientKey }).then((note) => {
      arrived(text);
      announce(t("note-kept"));
      onKept(note);
    }, stayed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const plain = enterSends && event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.altKey;
    if (!plain && !hits(keys, event.nativeEvent, "send")) return;
    event.preventDefault();
    keep();
  };
  return (
    <>
      {add.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(add.error.code)} {t("composer-kept")}
        </p>
      )}
      <textarea
        ref={field}
        className="composer-field composer-note"
        data-testid="note"
        aria-label={t("note-label")}
        dir="auto"
        rows={3}
        spellCheck
        lang={words.locale}
        value={text}
        placeholder={t("note-hint")}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-foot">
        <span className="hint">
          <Lock size={14} aria-hidden="true" /> {t("note-private")}
        </span>
        <Button kind="primary" data-testid="note-keep" disabled={!ready} onClick={keep}>
          {t("note-keep")} {!enterSends && <Kbd action="send" />}
        </Button>
      </div>
    </>
  );
}
