/**
 * Everything the window can do by a key, in one table: the handlers, the help page, the palette, the settings and the
 * hints on buttons read it. A command without a key is in the palette alone, and the owner may give it one.
 */
export interface Command {
  keys: readonly string[];
  /** Where it works: anywhere, in the list of chats (before anything else), or in the text field of a reply. */
  scope: "global" | "list" | "composer";
  group: Group;
  label: string;
  /** Means something else in a text field: there it is left to the field. */
  outsideText?: true;
  /** A key that is held down does it again and again. */
  repeats?: true;
}

export const GROUPS = ["chats", "reply", "go", "program"] as const;
export type Group = (typeof GROUPS)[number];

export const COMMANDS = {
  nextChat: { keys: ["j"], scope: "global", group: "chats", label: "key-next-chat", repeats: true },
  previousChat: { keys: ["k"], scope: "global", group: "chats", label: "key-previous-chat", repeats: true },
  rowDown: { keys: ["ArrowDown"], scope: "list", group: "chats", label: "key-row-down", repeats: true },
  rowUp: { keys: ["ArrowUp"], scope: "list", group: "chats", label: "key-row-up", repeats: true },
  open: { keys: ["Enter"], scope: "list", group: "chats", label: "key-open" },
  quickLook: { keys: ["Space"], scope: "global", group: "chats", label: "key-quick-look" },
  back: { keys: ["Escape"], scope: "global", group: "chats", label: "key-back" },
  done: { keys: ["e"], scope: "global", group: "chats", label: "key-done" },
  doneNext: { keys: ["]"], scope: "global", group: "chats", label: "key-done-next" },
  claim: { keys: ["i", "a"], scope: "global", group: "chats", label: "key-claim" },
  snooze: { keys: ["h"], scope: "global", group: "chats", label: "key-snooze" },
  label: { keys: ["l"], scope: "global", group: "chats", label: "key-label" },
  star: { keys: ["s"], scope: "global", group: "chats", label: "key-star" },
  spam: { keys: ["!"], scope: "global", group: "chats", label: "key-spam" },
  markUnread: { keys: ["Shift+u"], scope: "global", group: "chats", label: "key-mark-unread" },
  markRead: { keys: ["Shift+i"], scope: "global", group: "chats", label: "key-mark-read" },
  pick: { keys: ["x"], scope: "global", group: "chats", label: "key-pick" },
  pickDown: { keys: ["Shift+j"], scope: "global", group: "chats", label: "key-pick-down", repeats: true },
  pickUp: { keys: ["Shift+k"], scope: "global", group: "chats", label: "key-pick-up", repeats: true },
  pickRowDown: { keys: ["Shift+ArrowDown"], scope: "list", group: "chats", label: "key-pick-row-down", repeats: true },
  pickRowUp: { keys: ["Shift+ArrowUp"], scope: "list", group: "chats", label: "key-pick-row-up", repeats: true },
  pickAll: { keys: ["Mod+a"], scope: "global", group: "chats", label: "key-pick-all", outsideText: true },
  pickNone: { keys: [], scope: "global", group: "chats", label: "key-pick-none" },
  exportChats: { keys: [], scope: "global", group: "chats", label: "key-export" },
  printChat: { keys: [], scope: "global", group: "chats", label: "key-print" },
  reply: { keys: ["r"], scope: "global", group: "reply", label: "key-reply" },
  note: { keys: ["n"], scope: "global", group: "reply", label: "key-note" },
  send: { keys: ["Mod+Enter"], scope: "composer", group: "reply", label: "key-send" },
  sendDone: { keys: ["Mod+Shift+Enter"], scope: "composer", group: "reply", label: "key-send-done" },
  attach: { keys: ["Mod+Shift+a"], scope: "global", group: "reply", label: "key-attach" },
  canned: { keys: ["Mod+m"], scope: "global", group: "reply", label: "key-canned" },
  insertDraft: { keys: ["Mod+j"], scope: "global", group: "reply", label: "key-insert-draft" },
  regenerateDraft: { keys: ["Mod+Shift+j"], scope: "global", group: "reply", label: "key-regenerate-draft" },
  whyDraft: { keys: ["Mod+i"], scope: "global", group: "reply", label: "key-why-draft" },
  undo: { keys: ["z"], scope: "global", group: "reply", label: "key-undo" },
  search: { keys: ["/", "Mod+Shift+f"], scope: "global", group: "go", label: "key-search" },
  findInChat: { keys: ["Mod+f"], scope: "global", group: "go", label: "key-find-in-chat" },
  palette: { keys: ["Mod+k"], scope: "global", group: "go", label: "key-palette" },
  jumpDate: { keys: ["d"], scope: "global", group: "go", label: "key-jump-date" },
  nextOfBuyer: { keys: ["p"], scope: "global", group: "go", label: "key-next-of-buyer" },
  besideOfBuyer: { keys: ["Shift+p"], scope: "global", group: "go", label: "key-beside-of-buyer" },
  goWaiting: { keys: ["g w"], scope: "global", group: "go", label: "key-go-waiting" },
  goUrgent: { keys: ["g u"], scope: "global", group: "go", label: "key-go-urgent" },
  goInProgress: { keys: ["g i"], scope: "global", group: "go", label: "key-go-in-progress" },
  goSnoozed: { keys: ["g s"], scope: "global", group: "go", label: "key-go-snoozed" },
  goAiDrafts: { keys: ["g j"], scope: "global", group: "go", label: "key-go-ai-drafts" },
  goDone: { keys: ["g d"], scope: "global", group: "go", label: "key-go-done" },
  goUnread: { keys: ["g n"], scope: "global", group: "go", label: "key-go-unread" },
  goStarred: { keys: ["g f"], scope: "global", group: "go", label: "key-go-starred" },
  goAll: { keys: ["g a"], scope: "global", group: "go", label: "key-go-all" },
  goSpam: { keys: ["g x"], scope: "global", group: "go", label: "key-go-spam" },
  goRules: { keys: ["g r"], scope: "global", group: "go", label: "key-go-rules" },
  goWhatIf: { keys: ["g h"], scope: "global", group: "go", label: "key-go-what-if" },
  goMetrics: { keys: ["g m"], scope: "global", group: "go", label: "key-go-metrics" },
  goModels: { keys: ["g l"], scope: "global", group: "go", label: "key-go-models" },
  goKnowledge: { keys: ["g k"], scope: "global", group: "go", label: "knowledge-title" },
  goState: { keys: ["g t"], scope: "global", group: "go", label: "key-go-state" },
  onlyUnread: { keys: [], scope: "global", group: "program", label: "key-only-unread" },
  saveView: { keys: [], scope: "global", group: "program", label: "key-save-view" },
  manageLabels: { keys: [], scope: "global", group: "program", label: "key-manage-labels" },
  importHistory: { keys: [], scope: "global", group: "program", label: "key-import" },
  addShop: { keys: [], scope: "global", group: "program", label: "rail-add-shop" },
  checkNow: { keys: ["Mod+r"], scope: "global", group: "program", label: "key-check-now" },
  settings: { keys: ["Mod+,"], scope: "global", group: "program", label: "key-settings" },
  editKeys: { keys: [], scope: "global", group: "program", label: "key-edit-keys" },
  help: { keys: ["?"], scope: "global", group: "program", label: "key-help" },
} as const satisfies Record<string, Command>;

export type Action = keyof typeof COMMANDS;

export const ACTIONS = Object.keys(COMMANDS) as Action[];

export const commandOf = (action: Action): Command => COMMANDS[action];

export const isAction = (name: string): name is Action => Object.hasOwn(COMMANDS, name);

/** Whether two commands can hear the same key: in one place, or where one of them works everywhere. */
export function canMeet(one: Action, other: Action): boolean {
  const [a, b] = [commandOf(one).scope, commandOf(other).scope];
  return a === b || a === "global" || b === "global";
}

/** One key is the other, or begins it: pressed, it could not be told which is meant. */
export function clash(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}
