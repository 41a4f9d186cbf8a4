import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { ChatId, ChatPlace } from "../../api/bindings";
import { useHost } from "../../api/core";
import type { Entry } from "./entries";

/** How long the eyes rest before their place is kept. */
const REST_MS = 500;
/** Nearer the end than this is the end. */
const END_PX = 80;

interface Given {
  chat: ChatId;
  /** What is kept already. */
  place: ChatPlace | null;
  scroller: RefObject<HTMLDivElement | null>;
  virtual: Virtualizer<HTMLDivElement, Element>;
  entries: readonly Entry[];
  /** Whether nothing newer is beyond what is here. */
  atNewest: boolean;
}

/** Keeps where the owner reads, so that the chat opens there again, after a restart too. Gives a way to forget it. */
export function usePlaceKeeping({ chat, place, scroller, virtual, entries, atNewest }: Given): () => Promise<unknown> {
  const host = useHost();
  const now = useRef<ChatPlace | null>(place);
  const kept = useRef<ChatPlace | null>(place);
  const latest = useRef({ virtual, entries, atNewest });
  useEffect(() => {
    latest.current = { virtual, entries, atNewest };
  });

  const keep = useCallback(
    (next: ChatPlace | null): Promise<unknown> => {
      now.current = next;
      if (next?.message === kept.current?.message && next?.above_px === kept.current?.above_px) return Promise.resolve();
      kept.current = next;
      // A place that could not be kept costs a scroll; nobody needs to hear of it.
      return host.call("chat_place_set", { chat, place: next }).catch(() => undefined);
    },
    [host, chat],
  );

  useEffect(() => {
    const pane = scroller.current;
    if (!pane) return;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      now.current = lookAt(pane, latest.current);
      clearTimeout(rest);
      rest = setTimeout(() => void keep(now.current), REST_MS);
    };
    pane.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      pane.removeEventListener("scroll", onScroll);
      clearTimeout(rest);
      void keep(now.current);
    };
  }, [scroller, keep]);

  return useCallback(() => keep(null), [keep]);
}

/** The first message whose end is below the edge; nothing at the chat's end. */
function lookAt(pane: HTMLElement, { virtual, entries, atNewest }: Pick<Given, "virtual" | "entries" | "atNewest">): ChatPlace | null {
  const top = pane.scrollTop;
  if (atNewest && pane.scrollHeight - pane.clientHeight - top <= END_PX) return null;
  for (const item of virtual.getVirtualItems()) {
    const entry = entries[item.index];
    if (item.end > top && entry?.kind === "message") return { message: entry.message.message, above_px: Math.round(top - item.start) };
  }
  return null;
}
