import { type RefObject, useLayoutEffect } from "react";

/**
 * Lets a pane go whole. The browser's list of what can be undone keeps every field that was written into, and a field
 * keeps all that it stood in: each chat that was left with a text of the owner's stayed in memory with its whole thread.
 * `drawn`: whether the pane stands yet, for one that comes after its first frame.
 */
export function useLetGo(paneRef: RefObject<HTMLElement | null>, drawn: boolean): void {
  useLayoutEffect(() => {
    const pane = drawn ? paneRef.current : null;
    return () =>
      // The pane is taken off the page after this; only what is off it is taken apart.
      queueMicrotask(() => {
        if (pane && !pane.isConnected) for (const field of pane.querySelectorAll("textarea, input")) field.remove();
      });
  }, [paneRef, drawn]);
}
