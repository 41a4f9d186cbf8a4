import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { ChatId, ChatView, DraftMode, MessageId, QuoteView } from "../../api/bindings";
import { useHost } from "../../api/core";
import { type Host, Refusal } from "../../api/host";
import { departDraft, draftOf, leaveDraft, noteKept, savesWith, stayDraft, storedDraft, writeDraft } from "./drafts";

export const SAVE_AFTER_MS = 500;

export interface Pen {
  /** What is typed. `newest`: the buyer's newest message, for a text that begins with this letter. */
  write(text: string, newest?: MessageId | null): void;
  /** The whole text is another one, made with everything that was written so far in view. */
  replace(text: string, newest: MessageId | null): void;
  /** The message it answers; none any more. */
  answer(quote: QuoteView | null): void;
  /** The text goes elsewhere, under this key. One of the next two follows, though the chat may be left by then. */
  depart(text: string): string;
  /** It is safe there. */
  arrived(text: string): void;
  /** It was refused there. */
  stayed(): void;
}

/** Tells the core what stands in this window; not what is just leaving it, which the core would keep for a second text. */
export function keepDraft(host: Host, chat: ChatId, mode: DraftMode = "reply"): Promise<unknown> {
  const draft = draftOf(chat, mode);
  if (!draft || draft.text === draft.leaving) return Promise.resolve();
  const more = mode === "note" ? { mode } : { ...(draft.seen !== null && { seen: draft.seen }), ...(draft.answers && { reply_to: draft.answers.message }) };
  // A draft that could not be saved stays in this window and is saved with the next letter.
  return host.call("draft_set", { chat, text: draft.text, ...more }).then(
    () => noteKept(chat, mode, true),
    // Whose chat is gone is held by nothing.
    (thrown: unknown) => noteKept(chat, mode, Refusal.from(thrown).code === "chat_not_found"),
  );
}

/** Keeps what is typed: at once in this window, half a second later in the core, and at the latest when the chat is left. */
export function useDraftSaving(chat: ChatView, mode: DraftMode = "reply"): Pen {
  const host = useHost();
  const id = chat.row.chat;
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const view = useRef(chat);
  useLayoutEffect(() => {
    view.current = chat;
  });

  const flush = useCallback((): Promise<unknown> => {
    if (timer.current === null) return Promise.resolve();
    clearTimeout(timer.current);
    timer.current = null;
    return keepDraft(host, id, mode);
  }, [host, id, mode]);

  const soon = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), SAVE_AFTER_MS);
  }, [flush]);

  const write = useCallback(
    (text: string, newest?: MessageId | null) => {
      const stored = storedDraft(view.current, mode);
      const begins = (draftOf(id, mode)?.text ?? stored.text) === "";
      writeDraft(id, { text, ...(begins && newest !== undefined && { seen: newest }) }, stored, mode);
      soon();
    },
    [id, mode, soon],
  );

  const replace = useCallback(
    (text: string, newest: MessageId | null) => {
      writeDraft(id, { text, seen: newest }, storedDraft(view.current, mode), mode);
      soon();
    },
    [id, mode, soon],
  );

  const answer = useCallback(
    (answers: QuoteView | null) => {
      writeDraft(id, { answers }, storedDraft(view.current, mode), mode);
      soon();
    },
    [id, mode, soon],
  );

  const depart = useCallback((text: string) => departDraft(id, text, storedDraft(view.current, mode), mode), [id, mode]);

  const arrived = useCallback(
    (text: string) => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
      leaveDraft(id, text, storedDraft(view.current, mode).text, mode);
      // The core forgot with the sent text what was stored meanwhile.
      if (draftOf(id, mode)?.text) void keepDraft(host, id, mode);
    },
    [host, id, mode],
  );

  const stayed = useCallback(() => {
    stayDraft(id, mode);
    void keepDraft(host, id, mode);
  }, [host, id, mode]);

  useEffect(() => savesWith(id, mode, flush), [id, mode, flush]);
  useEffect(() => {
    const leave = () => void flush();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [flush]);

  return { write, replace, answer, depart, arrived, stayed };
}
