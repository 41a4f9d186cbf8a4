import { useSyncExternalStore } from "react";
import type { ChatId, ChatView, DraftMode, MessageId, QuoteView } from "../../api/bindings";
import { hearers } from "../../shared/hearers";

/**
 * What is being written, by chat and mode, for as long as the window lives: newer than what the core has stored,
 * because saving follows half a second later. One store outside the components, so that switching chats loses nothing.
 */
export interface Draft {
  text: string;
  /** Made when the text began; the same words under it are the same reply, however often it is asked for. */
  clientKey: string;
  /** The buyer's newest message when the text was begun, or when the owner last said that he has read it. */
  seen: MessageId | null;
  /** The message it answers. */
  answers: QuoteView | null;
  /** It was sent off while the core may still have held one of these texts: whatever else the core holds from then on is newer. */
  left?: readonly string[];
  /** On its way elsewhere, and not stored once more behind it. */
  leaving?: string;
  /** What was asked to be kept, each text under its key, and may have been: other words under that would be taken for these. */
  asked?: ReadonlyMap<string, string>;
}

type Place = `${DraftMode}:${ChatId}`;

const drafts = new Map<Place, Draft>();
const saves = new Map<Place, () => Promise<unknown>>();
/** Texts that the core could not keep. */
const unkept = new Set<Place>();
const { tell, subscribe } = hearers();

const place = (chat: ChatId, mode: DraftMode): Place => `${mode}:${chat}`;

export function draftOf(chat: ChatId, mode: DraftMode = "reply"): Draft | undefined {
  return drafts.get(place(chat, mode));
}

/** Changes what is being written; what is not named stays as it is. A text that begins, or that only the core had, gets a key of its own. */
export function writeDraft(chat: ChatId, change: Partial<Pick<Draft, "text" | "seen" | "answers">>, stored?: Draft, mode: DraftMode = "reply"): Draft {
  const before = shown(drafts.get(place(chat, mode)), stored);
  const begins = before.text === "" || before.clientKey === "";
  const draft = { ...before, ...change, clientKey: begins ? crypto.randomUUID() : before.clientKey };
  delete draft.left;
  if (begins) delete draft.asked;
  drafts.set(place(chat, mode), draft);
  tell();
  return draft;
}

/**
 * The text is asked to be kept elsewhere; there is no answer yet. Returns its key: the one these words were asked for with
 * before, else that of the text they were begun as, else a new one where other words were asked for: nobody knows whether
 * those were kept.
 */
export function departDraft(chat: ChatId, text: string, stored: Draft, mode: DraftMode = "reply"): string {
  const here = draftOf(chat, mode);
  // A file without words is a reply too, and asks for a key of its own.
  const draft = here?.clientKey && here.text === text ? here : writeDraft(chat, { text }, stored, mode);
  const clientKey = draft.asked === undefined ? draft.clientKey : (draft.asked.get(text) ?? crypto.randomUUID());
  drafts.set(place(chat, mode), { ...draft, clientKey, asked: new Map(draft.asked).set(text, clientKey), leaving: text });
  return clientKey;
}

/** It was not taken, as far as is known: asked for once more, the same words go under the same key. */
export function stayDraft(chat: ChatId, mode: DraftMode = "reply"): void {
  const { leaving: _, ...draft } = draftOf(chat, mode) ?? {};
  if ("text" in draft) drafts.set(place(chat, mode), draft);
}

/**
 * The text is safe elsewhere: the field is empty until something new is written, here or by the core. What was typed
 * meanwhile stays, as a text of its own: under the key of the sent one it would be taken for that.
 */
export function leaveDraft(chat: ChatId, text: string, stored: string, mode: DraftMode = "reply"): void {
  const { leaving: _, asked: __, ...now } = draftOf(chat, mode) ?? { text, seen: null, answers: null };
  const clientKey = crypto.randomUUID();
  const next = now.text === text ? { text: "", clientKey, seen: null, answers: null, left: [stored, text] } : { ...now, clientKey };
  drafts.set(place(chat, mode), next);
  unkept.delete(place(chat, mode));
  tell();
}

/** Whether the core has kept what stands here. */
export function noteKept(chat: ChatId, mode: DraftMode, kept: boolean): void {
  if (kept) unkept.delete(place(chat, mode));
  else unkept.add(place(chat, mode));
}

/** Whether this window alone has a text. */
export const hasUnkept = (): boolean => unkept.size > 0;

/** What the core put into the composer stands in it. */
export function putBack(chat: ChatId, text: string, seen: MessageId | null, answers: QuoteView | null): void {
  unkept.delete(place(chat, "reply"));
  drafts.set(place(chat, "reply"), { text, clientKey: crypto.randomUUID(), seen, answers });
  tell();
}

/** Lets the window forget what only it knows; what waits to be saved is dropped. */
export function forgetDrafts(): void {
  drafts.clear();
  unkept.clear();
  tell();
}

/** How what was just typed comes to the core before anything else is asked of it. */
export function savesWith(chat: ChatId, mode: DraftMode, save: () => Promise<unknown>): () => void {
  saves.set(place(chat, mode), save);
  return () => {
    if (saves.get(place(chat, mode)) === save) saves.delete(place(chat, mode));
  };
}

export async function saveNow(chat: ChatId): Promise<void> {
  await saves.get(place(chat, "reply"))?.();
}

/** What the core has of a draft. */
export function storedDraft(chat: ChatView, mode: DraftMode): Draft {
  if (mode === "note") return { text: chat.note_draft, clientKey: "", seen: null, answers: null };
  return { text: chat.draft, clientKey: "", seen: chat.draft_seen ?? null, answers: chat.draft_answers ?? null };
}

function shown(here: Draft | undefined, stored: Draft | undefined): Draft {
  const nothing = { text: "", clientKey: "", seen: null, answers: null };
  if (here === undefined) return stored ?? nothing;
  return here.left !== undefined && stored !== undefined && !here.left.includes(stored.text) && stored.text !== "" ? stored : here;
}

/** What is being written in a chat: what was typed here, else what the core has. */
export function useDraft(chat: ChatView, mode: DraftMode = "reply"): Draft {
  const stored = storedDraft(chat, mode);
  const here = useSyncExternalStore(subscribe, () => drafts.get(place(chat.row.chat, mode)));
  return shown(here, stored);
}
