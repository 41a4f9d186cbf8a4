import { useSyncExternalStore } from "react";
import type { ChatId, MessageId } from "../../api/bindings";
import { hearers } from "../../shared/hearers";

/** What the owner has done with the drafted reply of a chat. */
export interface Hand {
  /** The draft as he has edited it; none while it is only read. */
  text: string | null;
  /** The buyer's newest message when that text was begun; none once the owner was told of newer ones. */
  seen: MessageId | null;
  /** The draft that he has taken in the place of its former one. */
  taken: number | null;
}

export const NOT_EDITED = { text: null, seen: null } as const satisfies Partial<Hand>;

const NONE: Hand = { ...NOT_EDITED, taken: null };

/**
 * By chat, for as long as the window lives, outside the components as the texts of the composer are: neither another
 * chat nor another screen takes away what was edited. Gone when it was sent, inserted or put away.
 */
const hands = new Map<ChatId, Hand>();
const { tell, subscribe } = hearers();

export function handOf(chat: ChatId | null): Hand {
  return (chat === null ? undefined : hands.get(chat)) ?? NONE;
}

/** Changes it; what is not named stays as it is. */
export function setHand(chat: ChatId, change: Partial<Hand>): void {
  const next = { ...handOf(chat), ...change };
  if (next.text === null && next.taken === null) hands.delete(chat);
  else hands.set(chat, next);
  tell();
}

/** Whether a draft is under the owner's pen, in whichever chat: only this window has it. */
export const isEditing = (): boolean => [...hands.values()].some(({ text }) => text !== null);

export function forgetHands(): void {
  hands.clear();
  tell();
}

export function useHand(chat: ChatId | null): Hand {
  return useSyncExternalStore(subscribe, () => handOf(chat));
}
