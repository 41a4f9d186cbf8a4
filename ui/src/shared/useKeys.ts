import { useEffect, useRef } from "react";
import { ACTIONS, type Action, type Binding, isSingle, keymap, keyName, matches } from "../keymap";

const CHORD_MS = 1_200;

const bindingOf = (name: Action): Binding => keymap[name];

function inTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Runs the global actions of the keymap. Nothing happens behind an open dialog. */
export function useKeys(handlers: Partial<Record<Action, () => void>>, singleKeys: boolean): void {
  const latest = useRef(handlers);
  const chord = useRef<{ first: string; at: number } | null>(null);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
      const typing = inTextField(event.target);
      const waiting = chord.current && Date.now() - chord.current.at < CHORD_MS ? chord.current.first : null;
      chord.current = null;
      const pressed = keyName(event);
      const fits = (combo: string, outsideText: boolean) => {
        if (outsideText && typing) return false;
        if (isSingle(combo) && (typing || !singleKeys)) return false;
        const parts = combo.split(" ");
        return parts.length === 2 ? waiting === parts[0] && matches(event, parts[1] ?? "") : waiting === null && matches(event, combo);
      };
      const action = ACTIONS.find(
        (name) => keymap[name].scope === "global" && bindingOf(name).keys.some((combo) => fits(combo, bindingOf(name).outsideText === true)),
      );
      const run = action && latest.current[action];
      if (run) {
        event.preventDefault();
        run();
      } else if (
        !typing &&
        singleKeys &&
        !event.ctrlKey &&
        !event.metaKey &&
        ACTIONS.some((name) => bindingOf(name).keys.some((k) => k.startsWith(`${pressed} `)))
      ) {
        chord.current = { first: pressed, at: Date.now() };
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [singleKeys]);
}
