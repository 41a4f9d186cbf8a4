import type { ChannelKind, ChatId, ChatRow, SearchChat } from "../../api/bindings";
import { ACTIONS, type Action, commandOf } from "../../keymap";
import { folded } from "../../shared/folded";
import { harmless } from "../../shared/Untrusted";
import type { Words } from "../../words/words";
import { score } from "./fuzzy";

/** Somewhere to go that the owner named himself: a saved view, a label. */
export interface Place {
  id: string;
  name: string;
  /** What sort of place it is. */
  sort: string;
  run: () => void;
}

export interface ChatChoice {
  chat: ChatId;
  channel: ChannelKind;
  customer: string;
  line: string;
}

export type Choice = { id: string; run: () => void; cannot?: string } & (
  | { kind: "action"; action: Action }
  | { kind: "place"; place: Place }
  | { kind: "chat"; chat: ChatChoice }
);

export type Actions = Partial<Record<Action, () => void>>;

const MOST_CHATS = 8;

const chatOf = (row: ChatRow): ChatChoice => ({
  chat: row.chat,
  channel: row.channel,
  customer: row.customer,
  line: harmless(row.last_message?.text ?? "")
    .replace(/\s+/g, " ")
    .slice(0, 80),
});

const said = (pieces: SearchChat["customer"]) => pieces.map((piece) => piece.text).join("");

const foundOf = (found: SearchChat): ChatChoice => ({
  chat: found.chat,
  channel: found.channel,
  customer: said(found.customer),
  line: [said(found.order), said(found.item)].filter((text) => text !== "").join(", "),
});

/** Whether a chat that was found has all that is typed in what is shown of it. */
export function fits(found: SearchChat, query: string): boolean {
  const shown = folded([found.customer, found.order, found.item].map(said).join(" "));
  return folded(query)
    .split(/\s+/)
    .every((word) => shown.includes(word));
}

/** Why a command can do nothing now. */
function lack(words: Words, action: Action): string {
  return words.t(commandOf(action).group === "reply" ? "palette-needs-open" : "palette-needs-chat");
}

interface Given {
  words: Words;
  query: string;
  actions: Actions;
  places: readonly Place[];
  /** Chats the owner opened last. */
  recent: readonly ChatRow[];
  /** Chats of the list behind. */
  rows: readonly ChatRow[];
  /** Chats the core found. */
  found: readonly SearchChat[];
  onOpen: (chat: ChatId) => void;
}

/** What the palette offers: the best first; every command is there, and says so where it can do nothing now. */
export function choicesFor({ words, query, actions, places, recent, rows, found, onOpen }: Given): Choice[] {
  const asked = query.trim() !== "";
  const scored: { choice: Choice; points: number }[] = [];
  const add = (choice: Choice, points: number | null) => {
    if (points !== null) scored.push({ choice, points: choice.cannot ? points - 1_000 : points });
  };
  const seen = new Set<ChatId>();
  const addChat = (chat: ChatChoice, points: number | null) => {
    if (points === null || seen.has(chat.chat)) return;
    seen.add(chat.chat);
    add({ id: `chat-${chat.chat}`, kind: "chat", chat, run: () => onOpen(chat.chat) }, points);
  };
  // With nothing typed the chats he had open come first, then every command.
  for (const row of recent) addChat(chatOf(row), asked ? score(row.customer, query) : 200);
  for (const action of ACTIONS) {
    if (action === "palette") continue;
    const run = actions[action];
    add(
      { id: action, kind: "action", action, run: run ?? (() => undefined), ...(run === undefined && { cannot: lack(words, action) }) },
      score(words.t(commandOf(action).label), query),
    );
  }
  for (const place of places) add({ id: place.id, kind: "place", place, run: place.run }, score(`${place.name} ${place.sort}`, query));
  let chats = 0;
  const some = (chat: ChatChoice, points: number | null) => {
    if (points === null || chats >= MOST_CHATS) return;
    chats += 1;
    addChat(chat, points);
  };
  for (const row of rows) some(chatOf(row), asked ? score(row.customer, query) : -1);
  if (asked) for (const each of found) some(foundOf(each), 20);
  // Equal points keep the order above.
  return scored.sort((a, b) => b.points - a.points).map(({ choice }) => choice);
}
