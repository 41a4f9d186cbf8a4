import type { Action } from "../keymap";
import { useWords } from "../words/words";
import { engraved, keysToShow, useKeymap } from "./keys";

/** The keys of an action, small, for eyes only: the button's name says what it does. */
export function Kbd({ action }: { action: Action }) {
  const combo = keysToShow(useKeymap(), action);
  return combo === undefined ? null : <Combo combo={combo} />;
}

/** `read` where the keys are the news themselves. */
export function Combo({ combo, read = false }: { combo: string; read?: boolean }) {
  return (
    <span className="keys" aria-hidden={!read || undefined}>
      {engraved(useWords(), combo).map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a key may be pressed twice in a row
        <kbd key={at}>{part}</kbd>
      ))}
    </span>
  );
}
