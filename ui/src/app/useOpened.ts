import { useCallback, useEffect, useMemo, useState } from "react";
import type { ChatId } from "../api/bindings";
import { useHost } from "../api/core";
import type { DeskAct } from "./useDesk";

/** What a toast asked to open: a chat, or the list of urgent ones. */
export interface Opened {
  chat: ChatId | null;
  done: () => void;
}

/** Hears what toasts open, whichever screen is shown; `toMain` brings the one that can show it, if the owner goes there. */
export function useOpened(toMain: (then: () => void) => void): Opened | null {
  const host = useHost();
  // While there was no page, a toast could only leave it word.
  const [asked, setAsked] = useState<{ chat: ChatId | null } | null>(host.begin?.opens ?? null);
  // A screen that is made anew later, after a failure, begins as any other.
  useEffect(() => host.begun?.(), [host]);
  const done = useCallback(() => setAsked(null), []);
  useEffect(() => host.opened?.((chat) => toMain(() => setAsked({ chat }))), [host, toMain]);
  return useMemo(() => asked && { ...asked, done }, [asked, done]);
}

/** Opens it, once. */
export function useOpening(opened: Opened | null, act: (act: DeskAct) => void): void {
  useEffect(() => {
    if (!opened) return;
    act({ do: "dialog", dialog: "none" });
    act(opened.chat === null ? { do: "view", view: "urgent" } : { do: "open", chat: opened.chat });
    opened.done();
  }, [opened, act]);
}
