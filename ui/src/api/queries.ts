import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { AccountId, AttachmentId, ChatId, MessageView, OutboxView, View } from "./bindings";
import { useHost } from "./core";
import type { RequestOf } from "./host";
import { key, type Reading } from "./keys";

const LIST_PAGE = 100;
const MESSAGES_PAGE = 50;
const HITS = 50;

function useReading<O extends Reading>(operation: O, request: RequestOf<O>, more: { enabled?: boolean } = {}) {
  const host = useHost();
  return useQuery({ queryKey: key(operation, request), queryFn: () => host.call(operation, request), ...more });
}

export const useAppInfo = () => useReading("app_info", {});
export const useAccounts = () => useReading("accounts_list", {});
export const useCounts = () => useReading("queue_counts", {});

export function useChat(chat: ChatId) {
  const host = useHost();
  const request = { chat };
  // Asked anew at every opening: the border of what was read must be that of now, not of the last look.
  return useQuery({ queryKey: key("chat_get", request), queryFn: () => host.call("chat_get", request), refetchOnMount: "always" });
}

export function useSearch(query: string) {
  const host = useHost();
  const request = { query, limit: HITS };
  return useQuery({
    queryKey: key("search", request),
    queryFn: () => host.call("search", request),
    enabled: query !== "",
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
}

export function useAttachment(attachment: AttachmentId) {
  const host = useHost();
  const request = { attachment };
  return useQuery({ queryKey: key("attachment_get", request), queryFn: () => host.call("attachment_get", request), retry: false });
}

export function useChatList(view: View, account: AccountId | null) {
  const host = useHost();
  const request = account === null ? { view, limit: LIST_PAGE } : { view, account, limit: LIST_PAGE };
  return useInfiniteQuery({
    queryKey: key("chat_list", request),
    queryFn: ({ pageParam }) => host.call("chat_list", pageParam === null ? request : { ...request, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    select: (data) => ({ rows: data.pages.flatMap((page) => page.chats), total: data.pages[0]?.total ?? 0 }),
  });
}

export interface Transcript {
  messages: MessageView[];
  outbox: OutboxView[];
}

/** The newest page first; scrolling up asks for older ones. */
export function useTranscript(chat: ChatId) {
  const host = useHost();
  const request = { chat, limit: MESSAGES_PAGE };
  return useInfiniteQuery({
    queryKey: key("chat_messages", request),
    queryFn: ({ pageParam }) => host.call("chat_messages", pageParam === null ? request : { ...request, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.older ? (page.messages[0]?.message ?? null) : null),
    select: (data): Transcript => ({
      messages: [...data.pages].reverse().flatMap((page) => page.messages),
      outbox: data.pages[0]?.outbox ?? [],
    }),
  });
}
