import { keepPreviousData, notifyManager, type Query, type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../words/words";
import type {
  AccountId,
  AccountView,
  AttachmentId,
  ChannelKind,
  ChatFilter,
  ChatId,
  ChatView,
  LabelId,
  MessageId,
  OutboxId,
  SnoozeTimeAsk,
  UploadId,
  View,
} from "./bindings";
import { useHost } from "./core";
import type { Host, RequestOf } from "./host";
import { key, type Reading } from "./keys";

/** Hits that fill any pane; each letter typed asks for so many. */
export const HITS = 20;
/** Hits for who has gone through the first ones. */
const MORE_HITS = 100;
/** Chats of one search, when all of them are asked for. */
const ALL_CHATS = 200;

function reading<O extends Reading>(host: Host, operation: O, request: RequestOf<O>) {
  return { queryKey: key(operation, request), queryFn: () => host.call(operation, request) };
}

function useReading<O extends Reading>(operation: O, request: RequestOf<O>, more: { enabled?: boolean } = {}) {
  return useQuery({ ...reading(useHost(), operation, request), ...more });
}

export const useAppInfo = () => useReading("app_info", {});
export const useAccounts = () => useReading("accounts_list", {});
export const useImports = () => useReading("imports_list", {});
export const useCounts = () => useReading("queue_counts", {});

/** As many replies as the core tells at once; nobody reads a larger number. */
export const MOST_QUEUED = 1_000;

/** The replies that wait for their turn, of every chat; where there are more than `MOST_QUEUED`, not all of them. */
export const useQueued = (enabled = true) => useReading("outbox_list", { state: "queued", limit: MOST_QUEUED }, { enabled });

/** What marks a shop wherever its chats stand. */
export interface Shop {
  name: string;
  colour: number;
  channel: ChannelKind;
  /** There is no other one to tell it from. */
  alone: boolean;
}

function shopsOf(all: AccountView[]): Record<AccountId, Shop> {
  return Object.fromEntries(all.map(({ account, name, colour, channel }) => [account, { name, colour, channel, alone: all.length === 1 }]));
}

/** All of them by their account; the same object until one of these marks changes, whatever else a shop does. */
export function useShops(): Record<AccountId, Shop> | undefined {
  const host = useHost();
  return useQuery({ queryKey: key("accounts_list", {}), queryFn: () => host.call("accounts_list", {}), select: shopsOf }).data;
}

export const useShop = (account: AccountId): Shop | undefined => useShops()?.[account];

/** The page "State"; what it tells of clocks and disks is as old as the last look, so every opening looks anew. */
export function useProgramState(enabled = true) {
  const host = useHost();
  return useQuery({ queryKey: key("state", {}), queryFn: () => host.call("state", {}), refetchOnMount: "always", enabled });
}

/** Item and order of a chat; asked at every opening, because facts grow old on their own. */
export function useChatContext(chat: ChatId) {
  const host = useHost();
  const request = { chat };
  return useQuery({ queryKey: key("chat_context", request), queryFn: () => host.call("chat_context", request), refetchOnMount: "always", retry: false });
}

/** What stands beside a chat and is known on this machine; a refusal leaves its place empty. */
const besides = {
  notes: (host: Host, chat: ChatId) => reading(host, "notes_list", { chat }),
  summary: (host: Host, chat: ChatId) => ({ ...reading(host, "chat_summary", { chat }), retry: false }),
  /** Not about one chat: news of any of the buyer's makes the answer stale. */
  person: (host: Host, chat: ChatId) => reading(host, "person_get", { of: chat }),
  suggestions: (host: Host, chat: ChatId) => ({ ...reading(host, "person_suggestions", { chat }), retry: false }),
};

/** Asks for it before the panes do, while the page waits for the chat itself: otherwise each draws itself twice. */
export function besidesAhead(host: Host, client: QueryClient, chat: ChatId): void {
  void client.prefetchQuery(besides.notes(host, chat));
  void client.prefetchQuery(besides.summary(host, chat));
  void client.prefetchQuery(besides.person(host, chat));
  void client.prefetchQuery(besides.suggestions(host, chat));
}

/** What a long chat comes to. */
export const useChatSummary = (chat: ChatId) => useQuery(besides.summary(useHost(), chat));

/** The chats of this chat's buyer. */
export const usePerson = (chat: ChatId | null) => useQuery({ ...besides.person(useHost(), chat ?? 0), enabled: chat !== null });

/** Chats that may be the same buyer's. */
export const useSuggestions = (chat: ChatId) => useQuery(besides.suggestions(useHost(), chat));

/** The warnings under which a reply was sent off; each bubble of ours asks, one answer serves them all. */
export function useOverrides(chat: ChatId, outbox: OutboxId | null) {
  const host = useHost();
  const request = { chat };
  return useQuery({
    queryKey: key("reply_overrides", request),
    queryFn: () => host.call("reply_overrides", request),
    select: (all) => all.filter((each) => each.outbox === outbox),
    enabled: outbox !== null,
  });
}

/** The drafted reply of a chat. Without one of its present state the core makes one in this very answer. */
export function useAiDraft(chat: ChatId | null) {
  const host = useHost();
  const request = { chat: chat ?? 0 };
  return useQuery({
    queryKey: key("chat_draft", request),
    queryFn: () => host.call("chat_draft", request),
    refetchOnMount: "always",
    retry: false,
    enabled: chat !== null,
  });
}

/** The owner's own texts that lie nearest to what the buyer asks. */
export function useNearReplies(chat: ChatId) {
  const host = useHost();
  const request = { chat };
  return useQuery({ queryKey: key("near_replies", request), queryFn: () => host.call("near_replies", request), retry: false });
}

export function useItemPicture(chat: ChatId, enabled: boolean) {
  const host = useHost();
  const request = { chat };
  return useQuery({ queryKey: key("item_picture", request), queryFn: () => host.call("item_picture", request), retry: false, enabled });
}

export function useUpload(upload: UploadId) {
  const host = useHost();
  const request = { upload };
  return useQuery({ queryKey: key("upload_get", request), queryFn: () => host.call("upload_get", request), retry: false });
}

export const chatQuery = (host: Host, chat: ChatId) => reading(host, "chat_get", { chat });

/** Puts what an operation has answered into the chat as it is shown, before that is asked for anew. Ends when the panes have heard of it. */
export function amendChat(client: QueryClient, chat: ChatId, change: (now: ChatView) => ChatView): Promise<void> {
  client.setQueryData<ChatView>(key("chat_get", { chat }), (now) => now && change(now));
  // Queries tell those who show them a moment later, one after another.
  return new Promise((heard) => notifyManager.schedule(heard));
}

/** An answer that came before the pane that asks for it, by so many milliseconds, was asked for by its opening. */
const AHEAD_MS = 1_000;

export function useChat(chat: ChatId) {
  const host = useHost();
  const [opened] = useState(() => Date.now());
  // Asked anew at every opening: the border of what was read must be that of now, not of the last look.
  const refetchOnMount = (query: Query<ChatView>) => (query.state.dataUpdatedAt < opened - AHEAD_MS ? "always" : false);
  const { data, error, dataUpdatedAt } = useQuery({ ...chatQuery(host, chat), refetchOnMount });
  return { data, error, fresh: dataUpdatedAt >= opened - AHEAD_MS };
}

interface Searching {
  /** The best hits first instead of the newest. */
  ranked?: boolean;
  /** The first hits were gone through to their end. */
  more?: boolean;
  /** All chats that are about the words, not only the newest of them. */
  allChats?: boolean;
}

function found(host: Host, query: string, { ranked = false, more = false, allChats = false }: Searching) {
  const asked = { query, limit: more ? MORE_HITS : HITS, ...(ranked && { ranked }), ...(allChats && { chats: ALL_CHATS }) };
  return { ...reading(host, "search", asked), gcTime: 10_000 };
}

export function useSearch(query: string, searching: Searching = {}) {
  return useQuery({ ...found(useHost(), query, searching), enabled: query !== "", placeholderData: keepPreviousData });
}

/** Asks what words find in the very press of the key: the answer comes while the page draws the letter. */
export function useSearchAhead(): (query: string, searching: Searching) => void {
  const host = useHost();
  const client = useQueryClient();
  return (query, searching) => {
    if (query !== "") void client.prefetchQuery(found(host, query, searching));
  };
}

export function useSearchHints(typed: string, enabled: boolean) {
  const host = useHost();
  const { locale } = useWords();
  const request = { typed, locale };
  return useQuery({ queryKey: key("search_hints", request), queryFn: () => host.call("search_hints", request), enabled, gcTime: 10_000 });
}

/** What a message came as; asked when somebody wants to see it. */
export const useMessageRaw = (message: MessageId) => useReading("message_raw", { message });

export function useAttachment(attachment: AttachmentId) {
  const host = useHost();
  const request = { attachment };
  return useQuery({ queryKey: key("attachment_get", request), queryFn: () => host.call("attachment_get", request), retry: false });
}

/** A list of chats as the core knows it; what does not narrow it is left out, so that equal lists share one answer. */
export function filterOf(view: View, account: AccountId | null, label: LabelId | null, unread: boolean): ChatFilter {
  return { view, ...(account !== null && { account }), ...(label !== null && { label }), ...(unread && { unread }) };
}

export const useBackups = () => useReading("backups_get", {});
export const useBackupFiles = () => useReading("backup_files", {});
export const useLabels = () => useReading("labels_list", {});
export const useSavedViews = () => useReading("views_list", {});

/** The owner's private notes beside a chat. */
export const useNotes = (chat: ChatId) => useQuery(besides.notes(useHost(), chat));

/** What a typed time comes to; the clock goes on, so it is not kept for long. */
function useTypedTime<O extends "send_time" | "snooze_time">(operation: O, request: RequestOf<O>) {
  return useQuery({ ...reading(useHost(), operation, request), enabled: request.typed !== "", retry: false, gcTime: 10_000, staleTime: 0 });
}

/** When a reply of a chat would leave. */
export const useSendTime = (chat: ChatId, typed: string) => useTypedTime("send_time", { chat, typed: typed.trim() });

/** Until when a chat would be hidden, or the chats of a shop's list. */
export const useSnoozeTime = (whose: Omit<SnoozeTimeAsk, "typed">, typed: string) => useTypedTime("snooze_time", { ...whose, typed: typed.trim() });

/** Why a chat is due when it is; asked when somebody wants to know. */
export const useWhy = (chat: ChatId) => useReading("chat_why", { chat });

/** The rules and hours of a shop, or of all shops. */
export const useSla = (account: AccountId | null) => useReading("sla_get", { account });

/**
 * The same, to begin editing from: nothing before it is sure to hold. An answer of before may have been overtaken by
 * another page, and what is made of it would bring the old rules back. Once begun, nothing takes it away.
 */
export function useSlaToEdit(account: AccountId | null) {
  const { data, error, isStale, refetch } = useSla(account);
  const [begun, setBegun] = useState<{ of: AccountId | null } | null>(null);
  const goesOn = begun !== null && begun.of === account;
  const holds = data !== undefined && !isStale;
  if (holds && !goesOn) setBegun({ of: account });
  return { data: holds || goesOn ? data : undefined, error, refetch };
}
