import { type Action, firstKeys, shown } from "../keymap";

/** The keys of an action, small, for eyes only: the button's name says what it does. */
export function Kbd({ action }: { action: Action }) {
  const keys = firstKeys(action);
  if (keys === undefined) return null;
  return (
    <span className="keys" aria-hidden="true">
      {shown(keys).map((part) => (
        <kbd key={part}>{part}</kbd>
      ))}
    </span>
  );
}
