import type { InfiniteData } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { ChatPage } from "../api/bindings";
import { sharedList } from "../api/sharing";
import { chat } from "./memoryHost";

type List = InfiniteData<ChatPage, string>;

const page = (first: number, rows = 3): ChatPage => ({
  chats: Array.from({ length: rows }, (_, n) => chat(first + n)),
  total: 30,
  next: `after-${first}`,
  prev: null,
});
const list = (...firsts: number[]): List => ({ pages: firsts.map((first) => page(first)), pageParams: firsts.map(String) });

describe("a list that came anew", () => {
  it("is the old one where nothing has changed", () => {
    const old = list(1, 4);
    expect(sharedList(old, list(1, 4))).toBe(old);
  });

  it("keeps the pages that stayed when the first was let go", () => {
    const old = list(1, 4);
    const next = { pages: [...old.pages.slice(1), page(7)], pageParams: ["4", "7"] };
    const shared = sharedList(old, next);
    expect(shared.pages[0]).toBe(old.pages[1]);
    expect(shared.pages[1]).toEqual(page(7));
  });

  it("keeps every row that is the same, wherever it stands now", () => {
    const old = list(1, 4);
    const next = list(1, 4);
    // A chat has gone from the first page, and one of the others has news.
    const all = next.pages.flatMap((each) => each.chats).slice(1);
    const heard = { ...chat(5), unread: 7 };
    const moved = all.map((row) => (row.chat === 5 ? heard : row));
    const shared = sharedList(old, {
      ...next,
      pages: [
        { ...page(1), chats: moved.slice(0, 3) },
        { ...page(4), chats: moved.slice(3) },
      ],
    });
    const rows = shared.pages.flatMap((each) => each.chats);
    const before = new Map(old.pages.flatMap((each) => each.chats).map((row) => [row.chat, row]));
    expect(rows.map((row) => row.chat)).toEqual([2, 3, 4, 5, 6]);
    expect(rows.filter((row) => before.get(row.chat) === row).map((row) => row.chat)).toEqual([2, 3, 4, 6]);
    expect(rows[3]?.unread).toBe(7);
  });

  it("tells another number of chats though all rows here are the same", () => {
    const old = list(1);
    const shared = sharedList(old, { ...list(1), pages: [{ ...page(1), total: 31 }] });
    expect(shared).not.toBe(old);
    expect(shared.pages[0]?.total).toBe(31);
    expect(shared.pages[0]?.chats).toBe(old.pages[0]?.chats);
  });
});
