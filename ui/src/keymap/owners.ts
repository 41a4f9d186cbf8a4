import type { KeyChoice, Settings } from "../api/bindings";
import { isSingle, pressesOf } from "./combo";
import { ACTIONS, type Action, canMeet, clash, commandOf, isAction } from "./commands";
import { isPreset, PRESET_KEYS, type Preset } from "./presets";

export type KeySettings = Pick<Settings, "key_preset" | "own_keys" | "single_keys">;

export type Keys = Readonly<Record<Action, readonly string[]>>;

/** The owner's keys: a set, and what he changed of it. */
export interface Keymap {
  preset: Preset;
  keys: Keys;
  /** Commands whose keys are the owner's own. */
  own: ReadonlySet<Action>;
  /** Whether keys that would type something work. */
  singles: boolean;
}

/** The keys of a set, before anybody changed them. */
export function presetKeys(preset: Preset): Keys {
  return Object.fromEntries(ACTIONS.map((action) => [action, PRESET_KEYS[preset][action] ?? commandOf(action).keys])) as Record<Action, readonly string[]>;
}

/** Who has a key that clashes with this one, where both can be heard. */
export function holderOf(keys: Keys, action: Action, combo: string): Action | undefined {
  return ACTIONS.find((other) => other !== action && canMeet(action, other) && keys[other].some((held) => clash(held, combo)));
}

/**
 * The keys as they work. What the owner chose stands; a key of the set that a choice took is nobody else's, so that a
 * version which brings new keys never takes one away from him, and no key ever means two things.
 */
export function keymapOf(settings: Partial<KeySettings>): Keymap {
  const preset = isPreset(settings.key_preset ?? "") ? (settings.key_preset as Preset) : "pult";
  const chosen = new Map<Action, readonly string[]>();
  for (const { command, keys } of settings.own_keys ?? []) if (isAction(command)) chosen.set(command, keys);
  const set = presetKeys(preset);
  const keys = Object.fromEntries(ACTIONS.map((action) => [action, [] as string[]])) as Record<Action, string[]>;
  const order = [...ACTIONS.filter((action) => chosen.has(action)), ...ACTIONS.filter((action) => !chosen.has(action))];
  for (const action of order) {
    for (const combo of chosen.get(action) ?? set[action]) {
      if (!keys[action].some((held) => clash(held, combo)) && !holderOf(keys, action, combo)) keys[action].push(combo);
    }
  }
  return { preset, keys, own: new Set(chosen.keys()), singles: settings.single_keys ?? true };
}

/** Why a key cannot be taken: nobody asks the system's own, and one that is held names its holder. */
export type Refused = { why: "reserved" } | { why: "shift" } | { why: "taken"; by: Action };

/** What text fields and the system do everywhere: copy, paste, undo of typing, the way of the focus. */
const RESERVED: ReadonlySet<string> = new Set([
  "Tab",
  "Shift+Tab",
  "Mod+c",
  "Mod+x",
  "Mod+v",
  "Mod+Shift+v",
  "Mod+Shift+z",
  "Mod+y",
  "Mod+q",
  "Mod+w",
  "Alt+Tab",
  "Alt+F4",
  "Mod+Alt+Delete",
  "Backspace",
  "Delete",
]);

/** Keys that move within what has the focus: they may belong to the list, never to the whole window. */
const MOVES = /^(Shift\+)?(Arrow\w+|Home|End|PageUp|PageDown|Enter)$/;

/** Whether a command may have a key; the reason where it may not. */
export function refusalOf(map: Keymap, action: Action, combo: string): Refused | null {
  const { scope } = commandOf(action);
  if (RESERVED.has(combo) || pressesOf(combo).length > 2) return { why: "reserved" };
  if (scope === "global" && MOVES.test(combo)) return { why: "reserved" };
  // In a text field a single letter is a letter, and Enter makes a line.
  if (scope === "composer" && (isSingle(combo) || MOVES.test(combo))) return { why: "shift" };
  const by = holderOf(map.keys, action, combo);
  return by ? { why: "taken", by } : null;
}

/** The choices with other keys for one command; back to the set's where they are the same. */
export function withKeys(map: Keymap, choices: readonly KeyChoice[], action: Action, keys: readonly string[]): KeyChoice[] {
  const rest = choices.filter((each) => each.command !== action);
  const set = presetKeys(map.preset)[action];
  const same = set.length === keys.length && set.every((combo, at) => keys[at] === combo);
  return same ? rest : [...rest, { command: action, keys: [...keys] }];
}
