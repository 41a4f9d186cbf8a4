import { useSyncExternalStore } from "react";

type Listener = () => void;

const listeners = new Set<Listener>();
let timer: ReturnType<typeof setInterval> | undefined;
let moment: number | null = null;

/** The same for whoever asks while the page draws: a text read twice must not differ because a millisecond has passed between. */
function present(): number {
  if (moment === null) {
    moment = Date.now();
    queueMicrotask(() => {
      moment = null;
    });
  }
  return moment;
}

function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    moment = null;
    if (document.visibilityState !== "hidden") for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/**
 * A value that depends on the present moment, one shared tick a second. The component draws anew only when the value
 * differs, so a list of a hundred clocks costs a hundred comparisons and perhaps one text node.
 */
export function useNow<T extends string | number | boolean | null>(of: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => of(present()));
}
