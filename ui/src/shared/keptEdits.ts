import { useSyncExternalStore } from "react";
import { hearers } from "./hearers";

/**
 * What is being changed in a row that comes and goes with its chat, by the row's name, for as long as the window lives:
 * another chat or another page takes nothing away that was typed.
 */
const edits = new Map<string, string>();
const { tell, subscribe } = hearers();

function set(name: string, text: string | null): void {
  if (text === null) edits.delete(name);
  else edits.set(name, text);
  tell();
}

/** What is under change there this moment, whoever asks. */
export const editOf = (name: string): string | null => edits.get(name) ?? null;

/** What is under change of all whose names begin so. */
export const namesOf = (begin: string): string[] => [...edits.keys()].filter((name) => name.startsWith(begin));

/** What was being changed there is gone, and what was typed with it. */
export const dropEdit = (name: string): void => set(name, null);

/** Whether something is being changed anywhere: only this window has it. */
export const hasEdits = (): boolean => edits.size > 0;

export function forgetEdits(): void {
  edits.clear();
  tell();
}

/** Whether anything whose name begins so is under change. */
export const useAnyEdit = (begin: string): boolean => useSyncExternalStore(subscribe, () => namesOf(begin).length > 0);

/** The text under change, none while it is only read; and the way to change it. */
export function useEdit(name: string): readonly [text: string | null, change: (text: string | null) => void] {
  const text = useSyncExternalStore(subscribe, () => editOf(name));
  return [text, (next) => set(name, next)];
}
