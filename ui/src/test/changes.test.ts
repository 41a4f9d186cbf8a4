import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { CoreChange } from "../api/bindings";
import { changeListener, isStale } from "../api/changes";
import { key } from "../api/keys";

const change = (over: Partial<CoreChange>): CoreChange => ({ seq: 1, tags: [], chats: [], accounts: [], resync: false, ...over });

describe("changes", () => {
  it("make stale what reads the touched tags, and of other chats nothing", () => {
    const news = change({ tags: ["messages", "chats"], chats: [7] });
    expect(isStale(key("chat_messages", { chat: 7 }), news)).toBe(true);
    expect(isStale(key("chat_messages", { chat: 8 }), news)).toBe(false);
    expect(isStale(key("chat_list", { view: "waiting" }), news)).toBe(true);
    expect(isStale(key("app_info", {}), news)).toBe(false);
    expect(isStale(key("chat_get", { chat: 8 }), change({ tags: ["chats"] })), "nobody named means everybody").toBe(true);
  });

  it("make everything stale after a gap in the count, a resync or a lost stream", () => {
    const scenes: ((listener: ReturnType<typeof changeListener>) => void)[] = [
      (l) => {
        l.onChange(change({ seq: 1 }));
        l.onChange(change({ seq: 3 }));
      },
      (l) => l.onChange(change({ resync: true })),
      (l) => l.onLost(),
    ];
    for (const scene of scenes) {
      const client = new QueryClient();
      client.setQueryData(key("app_info", {}), {});
      scene(changeListener(client));
      expect(client.getQueryState(key("app_info", {}))?.isInvalidated).toBe(true);
    }
    const client = new QueryClient();
    client.setQueryData(key("app_info", {}), {});
    const quiet = changeListener(client);
    quiet.onChange(change({ seq: 1, tags: ["chats"] }));
    quiet.onChange(change({ seq: 2, tags: ["chats"] }));
    expect(client.getQueryState(key("app_info", {}))?.isInvalidated).toBe(false);
  });
});
