/** What was searched last, newest first; kept in the window's own storage, for it never leaves this machine. */
const KEY = "searches";
const MOST = 6;

export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function remember(query: string): void {
  const words = query.trim();
  if (words.length < 2) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([words, ...recentSearches().filter((one) => one !== words)].slice(0, MOST)));
  } catch {
    // Without storage there are no recent searches, and nothing else is lost.
  }
}

export function forgetSearches(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}
