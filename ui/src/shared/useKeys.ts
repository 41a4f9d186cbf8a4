import { useEffect, useMemo, useRef } from "react";
import { ACTIONS, type Action, comboOf, commandOf, isSingle, type Keymap, pressesOf } from "../keymap";
import { useKeymap } from "./keys";

/** Time for the second of two keys. */
export const CHORD_MS = 1_200;

export function inTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit|reset|range|color|file)$/.test(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Space and Enter belong to what has the focus; a list of choices opens with its arrows. */
function belongsToFocus(combo: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  // What scrolls scrolls by it; the list of chats and the bare window have no other use for it.
  if (combo === "Space") return target !== document.body && target.closest("[role=listbox]") === null;
  if (combo === "Enter") return target.closest("button, a[href], summary, input, select, textarea, [role=button]") !== null;
  return target.tagName === "SELECT" && combo.includes("Arrow");
}

interface Heard {
  actions: Map<string, Action>;
  /** Keys after which a second one is waited for. */
  starts: Set<string>;
}

function heard({ keys, singles }: Keymap): Heard {
  const actions = new Map<string, Action>();
  const starts = new Set<string>();
  for (const action of ACTIONS) {
    if (commandOf(action).scope !== "global") continue;
    for (const combo of keys[action]) {
      if (!singles && isSingle(combo)) continue;
      actions.set(combo, action);
      const [first, second] = pressesOf(combo);
      if (first && second) starts.add(first);
    }
  }
  return { actions, starts };
}

/** Runs the global actions of the keymap. Nothing happens behind an open dialog. */
export function useKeys(handlers: Partial<Record<Action, () => void>>): void {
  const map = useKeymap();
  const known = useMemo(() => heard(map), [map]);
  const latest = useRef(handlers);
  const chord = useRef<{ first: string; at: number } | null>(null);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
      const combo = comboOf(event);
      if (combo === null || belongsToFocus(combo, event.target)) return;
      const typing = inTextField(event.target);
      const waiting = chord.current && Date.now() - chord.current.at < CHORD_MS ? `${chord.current.first} ` : "";
      chord.current = null;
      const pressed = waiting + combo;
      const action = known.actions.get(pressed);
      const mute = typing && (isSingle(pressed) || (action && commandOf(action).outsideText));
      const run = !mute && action && latest.current[action];
      if (run) {
        event.preventDefault();
        if (!event.repeat || commandOf(action).repeats) run();
      } else if (known.starts.has(combo) && !(typing && isSingle(combo))) {
        chord.current = { first: combo, at: Date.now() };
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [known]);
}
