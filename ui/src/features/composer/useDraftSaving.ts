import { useCallback, useEffect, useRef } from "react";
import type { ChatId } from "../../api/bindings";
import { useHost } from "../../api/core";
import { writeDraft } from "./drafts";

export const SAVE_AFTER_MS = 500;

/** Keeps what is typed: at once in this window, half a second later in the core, and at the latest when the chat is left. */
export function useDraftSaving(chat: ChatId): { write: (text: string) => void; forget: () => void } {
  const host = useHost();
  const pending = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null);

  const flush = useCallback(() => {
    const waiting = pending.current;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    pending.current = null;
    // A draft that could not be saved stays in this window and is saved with the next letter.
    host.call("draft_set", { chat, text: waiting.text }).catch(() => undefined);
  }, [host, chat]);

  const write = useCallback(
    (text: string) => {
      writeDraft(chat, text);
      if (pending.current) clearTimeout(pending.current.timer);
      pending.current = { text, timer: setTimeout(flush, SAVE_AFTER_MS) };
    },
    [chat, flush],
  );

  const forget = useCallback(() => {
    if (pending.current) clearTimeout(pending.current.timer);
    pending.current = null;
    writeDraft(chat, "");
  }, [chat]);

  useEffect(() => {
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [flush]);

  return { write, forget };
}
