import { createContext, type ReactNode, use, useMemo } from "react";
import { type Action, comboOf, isSingle, type Keymap, type KeySettings, keymapOf, type Press, shown } from "../keymap";
import type { Words } from "../words/words";

const KeysContext = createContext<Keymap>(keymapOf({}));

/** The owner's own keys, for everything under here. */
export function KeysProvider({ settings, children }: { settings: Partial<KeySettings> | undefined; children: ReactNode }) {
  const { key_preset, own_keys, single_keys } = settings ?? {};
  const map = useMemo(() => keymapOf({ key_preset, own_keys, single_keys }), [key_preset, own_keys, single_keys]);
  return <KeysContext value={map}>{children}</KeysContext>;
}

export function useKeymap(): Keymap {
  return use(KeysContext);
}

/** Whether a press is for a command; single keys count only while they are not switched off. */
export function hits(map: Keymap, event: Press, action: Action): boolean {
  const combo = comboOf(event);
  return combo !== null && map.keys[action].includes(combo) && (map.singles || !isSingle(combo));
}

/** A combo as it is engraved; the bar without a letter has a name in words. */
export function engraved(words: Pick<Words, "t">, combo: string): string[] {
  return shown(combo).map((part) => (part === "Space" ? words.t("key-space") : part));
}

/** The key to print beside a command: the first that works now. */
export function keysToShow(map: Keymap, action: Action): string | undefined {
  return map.keys[action].find((combo) => map.singles || !isSingle(combo));
}
