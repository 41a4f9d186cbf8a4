import type { InvalidateQueryFilters, Query, QueryClient } from "@tanstack/react-query";
import { type CoreChange, operationTags, type Tag } from "./bindings";
import type { OperationName } from "./host";
import type { Key } from "./keys";

type Touched = Pick<CoreChange, "tags" | "chats">;

/**
 * What the core never tells of by the chat. Changes that come close together are joined into one: the chats it names
 * are those of its other tags, and these concern every chat all the same.
 */
export const OF_NO_CHAT: readonly Tag[] = ["lookups", "knowledge", "settings", "models", "habits"];

/** The one place that knows which answers a change makes stale. */
export function isStale(queryKey: Key, change: Touched): boolean {
  const [operation, request] = queryKey;
  const reads: readonly Tag[] = operationTags[operation].reads;
  const touched = reads.filter((tag) => change.tags.includes(tag));
  if (touched.length === 0) return false;
  // An answer about one chat is untouched by news of other chats. An empty list names nobody, so it means everybody.
  const aboutChat = "chat" in request && typeof request.chat === "number" ? request.chat : null;
  const everybody = change.chats.length === 0 || touched.some((tag) => OF_NO_CHAT.includes(tag));
  return aboutChat === null || everybody || change.chats.includes(aboutChat);
}

/** First answers that are on their way and were perhaps read before a change. */
const early = new WeakSet<Query>();

/**
 * Makes answers stale. The library asks anew in place of an answer it has; a first one that is still on its way it would
 * let in as fresh, though it may have been read before the change: that one is stale as soon as it is here.
 */
function invalidate(client: QueryClient, filters: InvalidateQueryFilters = {}): void {
  for (const query of client.getQueryCache().findAll({ ...filters, fetchStatus: "fetching" })) {
    if (query.state.data !== undefined || early.has(query)) continue;
    early.add(query);
    const again = () => {
      early.delete(query);
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    };
    // Begins nothing: it is under way, and this is the promise of its end.
    void query.fetch().then(again, again);
  }
  void client.invalidateQueries(filters);
}

const touchedBy = (change: Touched): InvalidateQueryFilters => ({ predicate: (query) => isStale(query.queryKey as unknown as Key, change) });

/** After an own operation: what it says it touches is stale at once, of every chat, without waiting for the event. */
export function afterOperation(client: QueryClient, operation: OperationName): void {
  const tags = [...operationTags[operation].touches];
  if (tags.length > 0) invalidate(client, touchedBy({ tags, chats: [] }));
}

/** What hears the core's changes; a gap in the count, a lost stream or `resync` makes everything stale. */
export function changeListener(client: QueryClient): { onChange: (change: CoreChange) => void; onLost: () => void } {
  let last: number | null = null;
  const everything = () => invalidate(client);
  return {
    onChange(change) {
      const gap = last !== null && change.seq !== last + 1;
      last = change.seq;
      if (gap || change.resync) everything();
      else invalidate(client, touchedBy(change));
    },
    onLost() {
      last = null;
      everything();
    },
  };
}
