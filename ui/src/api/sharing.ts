import { type InfiniteData, replaceEqualDeep } from "@tanstack/react-query";
import type { ChatId, ChatPage, ChatRow } from "./bindings";

/**
 * Keeps of a list what has not changed, row by row and by the chat's number. The library compares by place: when the
 * first of eight pages is let go, every place holds another row, and all eight hundred are compared in depth and made
 * anew, in the middle of a frame.
 */
export function sharedList<From>(old: InfiniteData<ChatPage, From> | undefined, next: InfiniteData<ChatPage, From>): InfiniteData<ChatPage, From> {
  if (!old) return next;
  const kept = new Set(next.pages);
  const rows = new Map<ChatId, ChatRow>();
  for (const page of old.pages) if (!kept.has(page)) for (const row of page.chats) rows.set(row.chat, row);
  const pages = next.pages.map((page, at) => (old.pages.includes(page) ? page : sharedPage(old.pages[at], page, rows)));
  const pageParams = replaceEqualDeep(old.pageParams, next.pageParams);
  return sameItems(old.pages, pages) && pageParams === old.pageParams ? old : { pages, pageParams };
}

function sharedPage(before: ChatPage | undefined, page: ChatPage, rows: ReadonlyMap<ChatId, ChatRow>): ChatPage {
  const chats = page.chats.map((row) => replaceEqualDeep(rows.get(row.chat), row));
  if (!before || !sameItems(before.chats, chats)) return { ...page, chats };
  // The rows are the same ones, so that only what stands beside them is compared.
  return replaceEqualDeep(before, { ...page, chats: before.chats });
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
