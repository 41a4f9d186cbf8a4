import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { ChatPlace } from "../../api/bindings";
import type { Entry } from "./entries";

/** How long nothing has to move until the rows have found their heights. */
const SETTLES_MS = 3_000;
/** What the owner's hand does. */
const HANDS = ["wheel", "pointerdown", "touchstart", "keydown"] as const;

interface Given {
  /** Where the owner was reading; none for the end. */
  place: ChatPlace | null;
  scroller: RefObject<HTMLDivElement | null>;
  virtual: Virtualizer<HTMLDivElement, Element>;
  entries: readonly Entry[];
}

/**
 * Keeps the place a chat was opened at while its rows are measured and the pages around it come: heights are guessed at
 * first, and every row above that turns out higher would push the place down. The owner's hand ends it.
 */
export function useHeldPlace({ place, scroller, virtual, entries }: Given): void {
  const held = useRef(place);
  /** Where the pane must stand now; nothing where the message is not here. */
  const due = useRef<number | null>(null);
  const settled = useRef<ReturnType<typeof setTimeout>>(undefined);
  const end = useCallback(() => {
    held.current = null;
    clearTimeout(settled.current);
  }, []);
  useLayoutEffect(() => {
    const pane = scroller.current;
    const keep = held.current;
    if (!pane || !keep) return;
    const index = entries.findIndex((entry) => entry.key === `m${keep.message}`);
    const start = index < 0 ? undefined : virtual.measurementsCache[index]?.start;
    due.current = start === undefined ? null : start + keep.above_px;
    if (due.current === null || Math.abs(pane.scrollTop - due.current) <= 1) return;
    pane.scrollTop = due.current;
    clearTimeout(settled.current);
    settled.current = setTimeout(end, SETTLES_MS);
  });

  useEffect(() => {
    const pane = scroller.current;
    if (!pane || !held.current) return;
    // Whoever is far from it has gone somewhere else, by whatever means.
    const look = () => {
      if (due.current !== null && Math.abs(pane.scrollTop - due.current) > pane.clientHeight) end();
    };
    for (const hand of HANDS) window.addEventListener(hand, end, { capture: true, passive: true });
    pane.addEventListener("scroll", look, { passive: true });
    return () => {
      clearTimeout(settled.current);
      for (const hand of HANDS) window.removeEventListener(hand, end, { capture: true });
      pane.removeEventListener("scroll", look);
    };
  }, [scroller, end]);
}
