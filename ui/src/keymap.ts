/**
 * Every key of the window, in one table: the handlers, the help page, the palette and the hints on buttons read it.
 *
 * `Mod` is Ctrl, or Cmd on a Mac; `Shift` is written only beside it. Two keys with a space between them are pressed one after the other.
 */
export interface Binding {
  keys: readonly string[];
  /** Where it works: anywhere, in the list of chats, or in the text field of a reply. */
  scope: "global" | "list" | "composer";
  group: "chats" | "reply" | "go" | "program";
  label: string;
  /** Means something else in a text field: there it is left to the field. */
  outsideText?: true;
}

export const keymap = {
  nextChat: { keys: ["j"], scope: "global", group: "chats", label: "key-next-chat" },
  previousChat: { keys: ["k"], scope: "global", group: "chats", label: "key-previous-chat" },
  rowDown: { keys: ["ArrowDown"], scope: "list", group: "chats", label: "key-row-down" },
  rowUp: { keys: ["ArrowUp"], scope: "list", group: "chats", label: "key-row-up" },
  open: { keys: ["Enter"], scope: "list", group: "chats", label: "key-open" },
  back: { keys: ["Escape"], scope: "global", group: "chats", label: "key-back" },
  done: { keys: ["e"], scope: "global", group: "chats", label: "key-done" },
  doneNext: { keys: ["]"], scope: "global", group: "chats", label: "key-done-next" },
  snooze: { keys: ["h"], scope: "global", group: "chats", label: "key-snooze" },
  label: { keys: ["l"], scope: "global", group: "chats", label: "key-label" },
  markUnread: { keys: ["Shift+u"], scope: "global", group: "chats", label: "key-mark-unread" },
  markRead: { keys: ["Shift+i"], scope: "global", group: "chats", label: "key-mark-read" },
  pick: { keys: ["x"], scope: "global", group: "chats", label: "key-pick" },
  pickDown: { keys: ["Shift+j"], scope: "global", group: "chats", label: "key-pick-down" },
  pickUp: { keys: ["Shift+k"], scope: "global", group: "chats", label: "key-pick-up" },
  pickRowDown: { keys: ["Shift+ArrowDown"], scope: "list", group: "chats", label: "key-pick-row-down" },
  pickRowUp: { keys: ["Shift+ArrowUp"], scope: "list", group: "chats", label: "key-pick-row-up" },
  pickAll: { keys: ["Mod+a"], scope: "global", group: "chats", label: "key-pick-all", outsideText: true },
  reply: { keys: ["r"], scope: "global", group: "reply", label: "key-reply" },
  send: { keys: ["Mod+Enter"], scope: "composer", group: "reply", label: "key-send" },
  attach: { keys: ["Mod+Shift+a"], scope: "global", group: "reply", label: "key-attach" },
  canned: { keys: ["Mod+m"], scope: "global", group: "reply", label: "key-canned" },
  insertDraft: { keys: ["Mod+j"], scope: "global", group: "reply", label: "key-insert-draft" },
  regenerateDraft: { keys: ["Mod+Shift+j"], scope: "global", group: "reply", label: "key-regenerate-draft" },
  whyDraft: { keys: ["Mod+i"], scope: "global", group: "reply", label: "key-why-draft" },
  undo: { keys: ["z"], scope: "global", group: "reply", label: "key-undo" },
  search: { keys: ["/", "Mod+f"], scope: "global", group: "go", label: "key-search" },
  palette: { keys: ["Mod+k"], scope: "global", group: "go", label: "key-palette" },
  goWaiting: { keys: ["g w"], scope: "global", group: "go", label: "key-go-waiting" },
  goUrgent: { keys: ["g u"], scope: "global", group: "go", label: "key-go-urgent" },
  goInProgress: { keys: ["g i"], scope: "global", group: "go", label: "key-go-in-progress" },
  goSnoozed: { keys: ["g s"], scope: "global", group: "go", label: "key-go-snoozed" },
  goDone: { keys: ["g d"], scope: "global", group: "go", label: "key-go-done" },
  goUnread: { keys: ["g n"], scope: "global", group: "go", label: "key-go-unread" },
  goAll: { keys: ["g a"], scope: "global", group: "go", label: "key-go-all" },
  goRules: { keys: ["g r"], scope: "global", group: "go", label: "key-go-rules" },
  goWhatIf: { keys: ["g h"], scope: "global", group: "go", label: "key-go-what-if" },
  goMetrics: { keys: ["g m"], scope: "global", group: "go", label: "key-go-metrics" },
  goModels: { keys: ["g l"], scope: "global", group: "go", label: "key-go-models" },
  goKnowledge: { keys: ["g k"], scope: "global", group: "go", label: "knowledge-title" },
  goState: { keys: ["g t"], scope: "global", group: "go", label: "key-go-state" },
  onlyUnread: { keys: [], scope: "global", group: "program", label: "key-only-unread" },
  saveView: { keys: [], scope: "global", group: "program", label: "key-save-view" },
  manageLabels: { keys: [], scope: "global", group: "program", label: "key-manage-labels" },
  checkNow: { keys: ["Mod+r"], scope: "global", group: "program", label: "key-check-now" },
  settings: { keys: ["Mod+,"], scope: "global", group: "program", label: "key-settings" },
  help: { keys: ["?"], scope: "global", group: "program", label: "key-help" },
} as const satisfies Record<string, Binding>;

export type Action = keyof typeof keymap;

export const ACTIONS = Object.keys(keymap) as Action[];

const isMac = /Mac/.test(navigator.platform);

/** A key without a modifier that would type something: it works outside text fields only, and can be turned off. */
export function isSingle(combo: string): boolean {
  return !combo.includes("Mod+") && combo.split(" ").every((part) => part.replace("Shift+", "").length === 1);
}

/**
 * The key's name on the layout where it is Latin, else the name printed on the same key of a Latin keyboard: J stays
 * where AZERTY and QWERTZ put it, and works on ЙЦУКЕН too.
 */
export function keyName(event: Pick<KeyboardEvent, "key" | "code">): string {
  const { key, code } = event;
  // The Russian layout has a full stop and a comma on the key of the slash.
  if (code === "Slash" && (key === "." || key === ",")) return key === "." ? "/" : "?";
  if (key.length !== 1) return key;
  if (/[a-z]/i.test(key)) return key.toLowerCase();
  if (/\p{L}/u.test(key)) {
    if (/^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase();
    if (code === "BracketRight") return "]";
  }
  return key;
}

export type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

export function matches(event: Press, combo: string): boolean {
  const parts = combo.split("+");
  const wantsMod = parts.includes("Mod");
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (wantsMod !== mod || event.altKey) return false;
  const name = keyName(event);
  // A key that types a sign has its shift in its name already ("?"); elsewhere it stands apart.
  const apart = wantsMod || name.length > 1 || /[a-z]/.test(name);
  if (apart && parts.includes("Shift") !== event.shiftKey) return false;
  return name === parts.at(-1);
}

const SHOWN: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", Enter: "↵", Escape: "Esc", Mod: isMac ? "⌘" : "Ctrl", Shift: "Shift" };

/** The keys as printed on buttons. */
export function shown(combo: string): string[] {
  return combo.split(/[+ ]/).map((part) => SHOWN[part] ?? part.toUpperCase());
}

/** The first keys of an action; none for what only the palette and buttons do. */
export function firstKeys(action: Action): string | undefined {
  return keymap[action].keys[0];
}
