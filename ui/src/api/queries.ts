import { keepPreviousData, type Query, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../words/words";
import type { AccountId, AccountView, AttachmentId, ChannelKind, ChatFilter, ChatId, ChatView, LabelId, OutboxId, UploadId, View } from "./bindings";
import { useHost } from "./core";
import type { Host, RequestOf } from "./host";
import { key, type Reading } from "./keys";

/** Hits that fill any pane; each letter typed asks for so many. */
export const HITS = 20;
/** Hits for who has gone through the first ones. */
const MORE_HITS = 100;

function useReading<O extends Reading>(operation: O, request: RequestOf<O>, more: { enabled?: boolean } = {}) {
  const host = useHost();
  return useQuery({ queryKey: key(operation, request), queryFn: () => host.call(operation, request), ...more });
}

export const useAppInfo = () => useReading("app_info", {});
export const useAccounts = () => useReading("accounts_list", {});
export const useImports = () => useReading("imports_list", {});
export const useCounts = () => useReading("queue_counts", {});

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

/** What a long chat comes to. */
export function useChatSummary(chat: ChatId) {
  const host = useHost();
  const request = { chat };
  return useQuery({ queryKey: key("chat_summary", request), queryFn: () => host.call("chat_summary", request), retry: false });
}

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

export function chatQuery(host: Host, chat: ChatId) {
  const request = { chat };
  return { queryKey: key("chat_get", request), queryFn: () => host.call("chat_get", request) };
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
}

export function useSearch(query: string, { ranked = false, more = false }: Searching = {}) {
  const host = useHost();
  const request = { query, limit: more ? MORE_HITS : HITS, ...(ranked && { ranked }) };
  return useQuery({
    queryKey: key("search", request),
    queryFn: () => host.call("search", request),
    enabled: query !== "",
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
}

/** What may stand at the cursor of the search field. */
export function useSearchHints(typed: string, enabled: boolean) {
  const host = useHost();
  const { locale } = useWords();
  const request = { typed, locale };
  return useQuery({ queryKey: key("search_hints", request), queryFn: () => host.call("search_hints", request), enabled, gcTime: 10_000 });
}

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
export const useNotes = (chat: ChatId) => useReading("notes_list", { chat });

/** What a typed time comes to in a shop; the clock goes on, so it is not kept for long. */
export function useSendTime(chat: ChatId, typed: string) {
  const host = useHost();
  const request = { chat, typed: typed.trim() };
  return useQuery({
    queryKey: key("send_time", request),
    queryFn: () => host.call("send_time", request),
    enabled: request.typed !== "",
    retry: false,
    gcTime: 10_000,
    staleTime: 0,
  });
}

/** Why a chat is due when it is; asked when somebody wants to know. */
export const useWhy = (chat: ChatId) => useReading("chat_why", { chat });

/** The rules and hours of a shop, or of all shops. */
export const useSla = (account: AccountId | null) => useReading("sla_get", { account });
