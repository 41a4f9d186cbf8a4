import { useQueryClient } from "@tanstack/react-query";
import { useLayoutEffect, useState } from "react";
import { useHost } from "../api/core";
import { chatAhead, listAhead } from "../api/pages";
import { filterOf } from "../api/queries";
import type { Desk } from "./useDesk";

/** Nothing is held back for longer, in milliseconds: what is late comes into its pane when it is there. */
const LATEST_MS = 100;

/**
 * The desk as it is drawn: a chat or a list that was asked for stands there whole, a few milliseconds later, in one
 * step. Drawn at once, its pane would be emptied first, and painting an empty pane takes as long as painting a full one:
 * on a machine without a graphics card that is half of the whole way from the key to the words.
 */
export function useShown(desk: Desk): Desk {
  const host = useHost();
  const client = useQueryClient();
  const { view, account, label, unread, saved, chat, at, visit } = desk;
  const list = useFollowed({ view, account, label, unread, saved }, () => listAhead(host, client, filterOf(view, account, label, unread)));
  const opened = useFollowed({ chat, at, visit }, () => (chat === null ? null : chatAhead(host, client, chat, at)));
  return { ...desk, ...list, ...opened };
}

/** What is wanted, once it is ready or late; what was shown before until then. `ready` gives nothing where nothing is waited for. */
function useFollowed<T extends object>(wanted: T, ready: () => Promise<unknown> | null): T {
  const [shown, setShown] = useState(wanted);
  const name = JSON.stringify(wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another wish is what starts it, by its value
  useLayoutEffect(() => {
    if (name === JSON.stringify(shown)) return;
    let current = true;
    const show = () => {
      if (current) setShown(wanted);
      current = false;
    };
    const coming = ready();
    if (coming === null) return show();
    const late = setTimeout(show, LATEST_MS);
    // A refusal is told by the pane itself.
    coming.then(show, show);
    return () => {
      current = false;
      clearTimeout(late);
    };
  }, [name]);
  return shown;
}
