import { useCallback, useEffect, useState } from "react";
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
  const [opened, setOpened] = useState<Opened | null>(null);
  const done = useCallback(() => setOpened(null), []);
  useEffect(() => host.opened?.((chat) => toMain(() => setOpened({ chat, done }))), [host, toMain, done]);
  return opened;
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
