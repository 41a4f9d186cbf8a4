import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { describe, expect, it, vi } from "vitest";
import type { CoreChange } from "../api/bindings";
import { changeListener, isStale, OF_NO_CHAT } from "../api/changes";
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

  it("that were joined keep what concerns every chat, whichever chats they name", () => {
    const joined = change({ tags: ["lookups", "messages"], chats: [5] });
    expect(isStale(key("chat_context", { chat: 7 }), joined), "nobody says whose facts they are").toBe(true);
    expect(isStale(key("chat_draft", { chat: 7 }), joined)).toBe(true);
    expect(isStale(key("chat_messages", { chat: 7, limit: 50 }), joined), "these were another chat's").toBe(false);
    expect(isStale(key("chat_draft", { chat: 7 }), change({ tags: ["messages"], chats: [5] }))).toBe(false);
    expect(isStale(key("chat_draft", { chat: 7 }), change({ tags: ["knowledge", "ai_drafts"], chats: [5] }))).toBe(true);
    expect(isStale(key("chat_summary", { chat: 7 }), change({ tags: ["models", "drafts"], chats: [5] }))).toBe(true);
    expect(isStale(key("chat_why", { chat: 7 }), change({ tags: ["settings", "chats"], chats: [5] }))).toBe(true);
  });

  it("are told by the core without chats where every chat is concerned", () => {
    const root = join(import.meta.dirname, "../../../crates");
    // By the statement and not by the line: a long one stands on several.
    const statements = ["pult-store/src", "pult-core/src"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".rs"))
        .flatMap((path) => readFileSync(join(root, folder, path), "utf8").split(";")),
    );
    const told = (tag: string) => statements.filter((each) => each.includes(`.tag(Tag::${tag.charAt(0).toUpperCase()}${tag.slice(1)})`));
    const named = (statement: string) => /\.tag\(Tag::\w+\)[^;]*\.chat\(|\.chat\([^;]*\.tag\(Tag::/.test(statement);
    for (const tag of OF_NO_CHAT) {
      expect(told(tag).length, tag).toBeGreaterThan(0);
      expect(told(tag).filter(named), tag).toEqual([]);
    }
    expect(told("drafts").some(named), "the look itself finds what it looks for").toBe(true);
  });

  it("reach a first answer that is on its way: it was read before them", async () => {
    const client = new QueryClient();
    const answers: (() => void)[] = [];
    let state = "running";
    const ask = () => {
      const read = state;
      return new Promise<string>((done) => answers.push(() => done(read)));
    };
    const observer = new QueryObserver(client, { queryKey: key("import_view", { run: 1 }), queryFn: ask });
    const leave = observer.subscribe(() => undefined);
    const { onChange } = changeListener(client);
    state = "done";
    onChange(change({ seq: 1, tags: ["transfers"] }));
    onChange(change({ seq: 2, tags: ["transfers"] }));
    answers[0]?.();
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.();
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe("done"));
    expect(answers, "asked once more, not once for each change").toHaveLength(2);
    leave();
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
