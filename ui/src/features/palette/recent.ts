import { useQueries } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ChatId, ChatRow } from "../../api/bindings";
import { useHost } from "../../api/core";
import { key } from "../../api/keys";

const KEPT = "recent-chats";
const MOST = 8;

/** Chats the owner opened last, newest first. Only their numbers are kept, by this window. */
export function recentChats(): ChatId[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each): each is ChatId => Number.isSafeInteger(each)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Remembers the chat that is open. */
export function useRemembered(chat: ChatId | null): void {
  useEffect(() => {
    if (chat === null) return;
    try {
      localStorage.setItem(KEPT, JSON.stringify([chat, ...recentChats().filter((each) => each !== chat)].slice(0, MOST)));
    } catch {
      // Without storage there are no recent chats; the list has them all.
    }
  }, [chat]);
}

/** Their rows, as far as they still exist. */
export function useRecentRows(): ChatRow[] {
  const host = useHost();
  const queries = useQueries({
    queries: recentChats().map((chat) => {
      const request = { chat };
      return { queryKey: key("chat_get", request), queryFn: () => host.call("chat_get", request), retry: false };
    }),
  });
  return queries.flatMap(({ data }) => (data ? [data.row] : []));
}
