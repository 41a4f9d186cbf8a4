/**
 * What is pressed, as text: `Mod+Shift+j`, `g w`, `?`.
 *
 * Two other ways to name keys lost. By `code` alone, keys keep their place: J of a Dvorak or AZERTY keyboard would not
 * be the one engraved so. By `key` alone, letters keep their engraving: nothing would work on ЙЦУКЕН. So a key has the
 * name it types where that is Latin, and the name of its place on a Latin keyboard where it is not.
 *
 * `Mod` is Ctrl, or Cmd on a Mac. Two keys with a space between them are pressed one after the other. A sign has its
 * shift in its name already; before letters and named keys `Shift` is written.
 */
export type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey"> & Partial<Pick<KeyboardEvent, "getModifierState">>;

const isMac = /Mac/.test(navigator.platform);

/** Places that type a letter on some layouts and a sign on Latin ones. */
const SIGN_PLACES: Record<string, string> = {
  BracketLeft: "[",
  BracketRight: "]",
  Semicolon: ";",
  Quote: "'",
  Comma: ",",
  Period: ".",
  Backslash: "\\",
  Backquote: "`",
};

const MODIFIERS: ReadonlySet<string> = new Set([
  "Control",
  "Shift",
  "Alt",
  "AltGraph",
  "Meta",
  "OS",
  "CapsLock",
  "NumLock",
  "Fn",
  "Dead",
  "Process",
  "Unidentified",
]);

const isLatin = (key: string) => key.length === 1 && /[a-z]/i.test(key);

/** The key's own name, without what is held with it. */
export function keyName(event: Pick<Press, "key" | "code"> & Partial<Press>): string {
  const { key, code } = event;
  if (key === " " || key === "\u00a0") return "Space";
  // The Russian layout has a full stop and a comma on the key of the slash.
  if (code === "Slash" && (key === "." || key === ",")) return key === "." ? "/" : "?";
  if (isLatin(key)) return key.toLowerCase();
  if (key.length > 1 && key !== "Dead") return key;
  const place = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  // Option on a Mac types signs with letters' keys.
  if (place && (event.altKey || /\p{L}/u.test(key))) return place;
  if (/\p{L}/u.test(key)) return SIGN_PLACES[code] ?? /^Digit(\d)$/.exec(code)?.[1] ?? key;
  // Digits are shifted on AZERTY: with Ctrl or Alt the place counts.
  if ((event.altKey || event.ctrlKey || event.metaKey) && !event.shiftKey) return /^Digit(\d)$/.exec(code)?.[1] ?? key;
  return key;
}

/** The whole press as text; nothing for modifiers alone and for keys of the system. */
export function comboOf(event: Press): string | null {
  if (MODIFIERS.has(event.key)) return null;
  // What AltGr types is a sign of the layout, whatever Windows says about Ctrl and Alt.
  if (event.getModifierState?.("AltGraph")) return event.key.length === 1 && !/[\p{L}\p{N}\s]/u.test(event.key) ? event.key : null;
  if (isMac ? event.ctrlKey : event.metaKey) return null;
  const name = keyName(event);
  const apart = name.length > 1 || isLatin(name);
  const held = [(isMac ? event.metaKey : event.ctrlKey) && "Mod", event.altKey && "Alt", apart && event.shiftKey && "Shift"];
  return [...held.filter((part) => part !== false), name].join("+");
}

export function matches(event: Press, combo: string): boolean {
  return comboOf(event) === combo;
}

/** The presses of a combo: one, or two in a row. */
export const pressesOf = (combo: string): string[] => combo.split(" ");

/** Without Ctrl or Alt it would type something: it works outside text fields only, and can be switched off (WCAG 2.1.4). */
export function isSingle(combo: string): boolean {
  return pressesOf(combo).every((press) => {
    const name = press.replace(/^Shift\+/, "");
    return name.length === 1 || name === "Space";
  });
}

const SHOWN: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  Enter: "↵",
  Escape: "Esc",
  Mod: isMac ? "⌘" : "Ctrl",
  Alt: isMac ? "⌥" : "Alt",
  PageUp: "PgUp",
  PageDown: "PgDn",
};

/** The keys as printed on buttons. */
export function shown(combo: string): string[] {
  return pressesOf(combo)
    .flatMap((press) => (press === "+" ? ["+"] : press.split(/\+(?=.)/)))
    .map((part) => SHOWN[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

/** As `aria-keyshortcuts` wants it; nothing for keys pressed in a row, for which it has no words. */
export function spoken(combo: string): string | undefined {
  return combo.includes(" ") ? undefined : combo.replace("Mod", isMac ? "Meta" : "Control");
}
