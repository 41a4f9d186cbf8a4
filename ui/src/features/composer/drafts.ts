import { useSyncExternalStore } from "react";
import type { ChatId } from "../../api/bindings";

/**
 * Texts being written, by chat, for as long as the window lives: newer than what the core has stored, because saving
 * follows half a second later. One store outside the components, so that switching chats loses nothing.
 */
interface Draft {
  text: string;
  /** Made when the text began; the same key is the same reply, however often it is asked for. */
  clientKey: string;
}

const drafts = new Map<ChatId, Draft>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

export function draftOf(chat: ChatId): Draft | undefined {
  return drafts.get(chat);
}

export function writeDraft(chat: ChatId, text: string): void {
  const before = drafts.get(chat);
  const begins = before === undefined || before.text === "";
  drafts.set(chat, { text, clientKey: begins ? crypto.randomUUID() : before.clientKey });
  tell();
}

/** Puts a withdrawn reply back, unless something else is being written by now. */
export function giveBack(chat: ChatId, text: string): void {
  if ((drafts.get(chat)?.text ?? "") === "") writeDraft(chat, text);
}

export function forgetDrafts(): void {
  drafts.clear();
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The text of a chat: what was typed here, else what the core had. */
export function useDraft(chat: ChatId, stored: string): string {
  return useSyncExternalStore(subscribe, () => drafts.get(chat)?.text ?? stored);
}
