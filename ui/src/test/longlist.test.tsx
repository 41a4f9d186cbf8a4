import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LIST_PAGE } from "../api/pages";
import { chat, MemoryHost } from "./memoryHost";
import { holdBack, open } from "./scene";

const CHATS = 1_000;

/** A pane that is scrolled stands there, as in a browser: as high as its rows, and never past its end. */
const still = Element.prototype.scrollTo;
beforeEach(() => {
  Object.defineProperty(Element.prototype, "scrollHeight", {
    get(this: Element) {
      return Number.parseFloat(this.querySelector<HTMLElement>(".list-inner")?.style.height ?? "0");
    },
    configurable: true,
  });
  Element.prototype.scrollTo = function scrolled(this: Element, to?: ScrollToOptions | number) {
    if (typeof to !== "object" || to.top === undefined) return;
    this.scrollTop = Math.max(0, Math.min(to.top, this.scrollHeight - this.clientHeight));
    // As in a browser, not within the call.
    setTimeout(() => this.dispatchEvent(new Event("scroll")));
  };
});
afterEach(() => {
  Element.prototype.scrollTo = still;
  Reflect.deleteProperty(Element.prototype, "scrollHeight");
});

async function longList() {
  const host = new MemoryHost();
  host.chats = Array.from({ length: CHATS }, (_, n) => chat(n + 1));
  const user = await open(host);
  screen.getByRole("listbox").focus();
  return { host, user };
}

const pullUp = () => screen.getByRole("listbox").scrollTo({ top: 0 });
const rows = () => screen.getAllByTestId("chat-row");
const current = () => rows().find((row) => row.dataset.cursor !== undefined)?.dataset.chat;

describe("a list of a thousand chats", () => {
  it("goes to its last row with End, stays there, and goes back with Home", async () => {
    const { host, user } = await longList();
    await user.keyboard("{End}");
    await waitFor(() => expect(current()).toBe(String(CHATS)));
    expect(rows().at(-1)?.getAttribute("aria-posinset")).toBe(String(CHATS));
    // Nothing asks for the beginning again: the rows would jump away from under the eyes.
    await new Promise((rest) => setTimeout(rest, 200));
    expect(current()).toBe(String(CHATS));
    const pages = host.asked("chat_list") as { after?: string; limit: number }[];
    expect(pages.filter(({ after, limit }) => after === undefined && limit === LIST_PAGE)).toHaveLength(1);
    await user.keyboard("{Home}");
    await waitFor(() => expect(current()).toBe("1"));
    expect(rows()[0]?.getAttribute("aria-posinset")).toBe("1");
  });

  it("goes there again after it was pulled up to the top by hand", async () => {
    const { user } = await longList();
    await user.keyboard("{End}");
    await waitFor(() => expect(current()).toBe(String(CHATS)));
    pullUp();
    await waitFor(() => expect(rows()[0]?.dataset.chat).toBe("1"));
    await user.keyboard("{End}");
    await waitFor(() => expect(current()).toBe(String(CHATS)));
  });
});

describe("a row that was given to another chat", () => {
  it("does not take the press that began on the one before", async () => {
    const { host } = await longList();
    const [first, second] = rows() as [HTMLElement, HTMLElement];
    fireEvent.pointerDown(first);
    fireEvent.click(second, { detail: 1 });
    expect(host.asked("chat_get")).toEqual([]);
    fireEvent.pointerDown(second);
    fireEvent.click(second, { detail: 1 });
    await waitFor(() => expect(second.getAttribute("aria-selected")).toBe("true"));
  });
});

describe("a list that is just being asked for again", () => {
  it("stands at its end all the same, and is asked for there", async () => {
    const { host, user } = await longList();
    const pages = () => host.asked("chat_list") as { after?: string; limit: number }[];
    const firsts = () => pages().filter(({ after, limit }) => after === undefined && limit === LIST_PAGE).length;
    const lasts = () => pages().filter(({ after }) => after === "end").length;
    const release = holdBack(host, "chat_list", (request) => !("after" in request));
    host.changed(["chats"]);
    await waitFor(() => expect(firsts()).toBe(2));
    await user.keyboard("{End}");
    await waitFor(() => expect(current()).toBe(String(CHATS)));
    release();
    await new Promise((rest) => setTimeout(rest, 300));
    expect(current()).toBe(String(CHATS));
    expect(lasts(), "what has changed is heard of here").toBeGreaterThan(1);
  });
});

describe("a list that is here whole", () => {
  it("shows its last row with End when the eyes have left it", async () => {
    const host = new MemoryHost();
    host.chats = Array.from({ length: 60 }, (_, n) => chat(n + 1));
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("{End}");
    await waitFor(() => expect(current()).toBe("60"));
    pullUp();
    await waitFor(() => expect(current()).toBeUndefined());
    await user.keyboard("{End}");
    await waitFor(() => expect(current()).toBe("60"));
  });
});
