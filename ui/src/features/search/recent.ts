import { useSyncExternalStore } from "react";

/** What was searched last, newest first; kept in the window's own storage, for it never leaves this machine. */
const KEY = "searches";
const MOST = 6;

function stored(): string {
  try {
    return localStorage.getItem(KEY) ?? "[]";
  } catch {
    return "[]";
  }
}

function parsed(text: string): string[] {
  try {
    const kept: unknown = JSON.parse(text);
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** They are looked up whenever their place is drawn; nobody has to be told that there is another one. */
export function useRecentSearches(): string[] {
  return parsed(useSyncExternalStore(() => () => undefined, stored));
}

export function remember(query: string): void {
  const words = query.trim();
  if (words.length < 2) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([words, ...parsed(stored()).filter((one) => one !== words)].slice(0, MOST)));
  } catch {
    // Without storage there are no recent searches, and nothing else is lost.
  }
}
