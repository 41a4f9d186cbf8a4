import { type InfiniteData, type QueryClient, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { ChatFilter, ChatId, ChatPage, ChatPlace, ChatRow, ChatView, MessageId, MessagePage, MessageView, OutboxView } from "./bindings";
import { useHost } from "./core";
import type { Host } from "./host";
import { key } from "./keys";
import { besidesAhead, chatQuery } from "./queries";
import { sharedList } from "./sharing";

/**
 * Long lists and threads, a bounded number of pages of them at a time: what is far from the eyes is let go and asked
 * for again on the way back. All pages kept would be asked for again with every message that comes in.
 */
export const LIST_PAGE = 100;
const LIST_PAGES = 8;
const MESSAGES_FIRST = 50;
const MESSAGES_PAGE = 100;
const MESSAGES_PAGES = 5;

/** The core's word for the end of any list. */
const END = "end";

/** Where a page of a list was asked from, and the place of its first row in the whole list. */
interface ListFrom {
  after: string | null;
  at: number;
}

type List = InfiniteData<ChatPage, ListFrom>;

export interface ListWindow {
  rows: ChatRow[];
  /** Rows of the list before the first one here. */
  offset: number;
  total: number;
}

function isList(data: unknown): data is List {
  return typeof data === "object" && data !== null && "pages" in data;
}

const START: ListFrom = { after: null, at: 0 };

function placeOf(page: ChatPage, from: ListFrom): number {
  if (page.prev == null) return 0;
  // Nobody counts from the front to get there, and while the owner scrolls, rows come and go.
  return from.after === END ? Math.max(page.total - page.chats.length, 0) : Math.max(from.at, 1);
}

function windowOf({ pages, pageParams }: List): ListWindow {
  const [page] = pages;
  const [from] = pageParams;
  return { rows: pages.flatMap((each) => each.chats), offset: page && from ? placeOf(page, from) : 0, total: page?.total ?? 0 };
}

function chatList(host: Host, filter: ChatFilter) {
  const request = { ...filter, limit: LIST_PAGE };
  return {
    queryKey: key("chat_list", request),
    queryFn: ({ pageParam }: { pageParam: ListFrom }) => host.call("chat_list", pageParam.after === null ? request : { ...request, after: pageParam.after }),
    initialPageParam: START,
  };
}

/** Asks for the beginning of a list; nothing where some of it is here already. */
export function listAhead(host: Host, client: QueryClient, filter: ChatFilter): Promise<void> | null {
  const list = chatList(host, filter);
  return client.getQueryData(list.queryKey) === undefined ? client.prefetchInfiniteQuery(list) : null;
}

export function useChatList(filter: ChatFilter) {
  return useInfiniteQuery({
    ...chatList(useHost(), filter),
    getNextPageParam: (page, _pages, from): ListFrom | undefined =>
      page.next == null ? undefined : { after: page.next, at: placeOf(page, from) + page.chats.length },
    getPreviousPageParam: (page, _pages, from): ListFrom | undefined =>
      page.prev == null ? undefined : { after: page.prev, at: placeOf(page, from) - LIST_PAGE },
    maxPages: LIST_PAGES,
    select: windowOf,
    // Asked for both the pages and what is chosen of them; what is chosen is made of rows that are shared already.
    structuralSharing: (old, next) => (isList(next) ? sharedList(old as List | undefined, next) : next),
  });
}

/** Goes to an end of a list at once, however far it is; gives the row that stands there. */
export function useListEnds(filter: ChatFilter): (end: "start" | "end") => Promise<ChatRow | undefined> {
  const host = useHost();
  const client = useQueryClient();
  return useCallback(
    async (end) => {
      const request = { ...filter, limit: LIST_PAGE };
      const page = await host.call("chat_list", end === "end" ? { ...request, after: END } : request);
      const queryKey = key("chat_list", request);
      // An answer that is still under way would put the pages back that stood here; what it was asked for is asked again.
      const asking = client.isFetching({ queryKey, exact: true }) > 0;
      await client.cancelQueries({ queryKey, exact: true });
      client.setQueryData<List>(queryKey, { pages: [page], pageParams: [end === "end" ? { after: END, at: 0 } : START] });
      if (asking) void client.invalidateQueries({ queryKey, exact: true });
      return end === "end" ? page.chats.at(-1) : page.chats[0];
    },
    [host, client, filter],
  );
}

export interface Transcript {
  messages: MessageView[];
  outbox: OutboxView[];
}

type Stretch = { before: MessageId } | { after: MessageId } | { around: MessageId } | null;

function transcriptOf({ pages }: InfiniteData<MessagePage, Stretch>): Transcript {
  return { messages: [...pages].reverse().flatMap((page) => page.messages), outbox: pages[0]?.outbox ?? [] };
}

function transcript(host: Host, chat: ChatId, around: MessageId | null) {
  const first = (around === null ? null : { around }) as Stretch;
  const ask = async (stretch: Stretch): Promise<MessagePage> => {
    if (stretch === null) return host.call("chat_messages", { chat, limit: MESSAGES_FIRST });
    if (!("around" in stretch)) return host.call("chat_messages", { chat, limit: MESSAGES_PAGE, ...stretch });
    const at = stretch.around;
    const [above, below] = await Promise.all([
      host.call("chat_messages", { chat, limit: MESSAGES_FIRST, before: at }),
      host.call("chat_messages", { chat, limit: MESSAGES_FIRST, after: at - 1 }),
    ]);
    return { ...below, messages: [...above.messages, ...below.messages], older: above.older };
  };
  return {
    queryKey: key("chat_messages", { chat, limit: MESSAGES_FIRST, ...(around !== null && { after: around - 1 }) }),
    queryFn: ({ pageParam }: { pageParam: Stretch }) => ask(pageParam),
    initialPageParam: first,
  };
}

/**
 * Where the owner was reading, for a chat that is opened now; nothing for its end. Where the buyer has written since,
 * the end is what he comes for.
 */
export function readingPlace(view: ChatView): ChatPlace | null {
  return view.row.unread > 0 ? null : (view.place ?? null);
}

/** Asks for all that opening a chat draws: who it is with, and its messages at `at`, where it was read, or at its end. */
export async function chatAhead(host: Host, client: QueryClient, chat: ChatId, at: MessageId | null): Promise<void> {
  const end = client.prefetchInfiniteQuery(transcript(host, chat, at));
  const about = client.fetchQuery({ ...chatQuery(host, chat), staleTime: 0 });
  besidesAhead(host, client, chat);
  const view = await about;
  const place = at === null ? readingPlace(view) : null;
  await (place === null ? end : client.prefetchInfiniteQuery(transcript(host, chat, place.message)));
}

/**
 * The newest page first, or the one around a message that was asked for; scrolling up asks for older ones, scrolling
 * down for newer ones.
 */
export function useTranscript(chat: ChatId, around: MessageId | null = null) {
  return useInfiniteQuery({
    ...transcript(useHost(), chat, around),
    getNextPageParam: (page): Stretch | undefined => stretch(page.older ? page.messages[0] : undefined, "before"),
    getPreviousPageParam: (page): Stretch | undefined => stretch(page.newer ? page.messages.at(-1) : undefined, "after"),
    maxPages: MESSAGES_PAGES,
    select: transcriptOf,
  });
}

function stretch(end: MessageView | undefined, side: "before" | "after"): Stretch | undefined {
  if (end === undefined) return undefined;
  return side === "before" ? { before: end.message } : { after: end.message };
}
