import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import type { ComponentType } from "react";
import { describe, expect, it, vi } from "vitest";
import { chat, MemoryHost, message } from "./memoryHost";
import { open } from "./scene";

/** How often the desk has drawn each of its panes. */
const drawn = vi.hoisted(() => new Map<string, number>());

/** The pane itself, told of each time the desk draws it; what it draws of its own accord does not count. */
const counted = vi.hoisted(() => async (load: () => Promise<unknown>, name: string) => {
  const { createElement } = await import("react");
  const all = (await load()) as Record<string, ComponentType<object>>;
  const Pane = all[name] as ComponentType<object>;
  const Counted = (props: object) => {
    drawn.set(name, (drawn.get(name) ?? 0) + 1);
    return createElement(Pane, props);
  };
  return { ...all, [name]: Counted };
});

vi.mock("../features/rail/Rail", (load) => counted(load, "Rail"));
vi.mock("../features/list/ChatList", (load) => counted(load, "ChatList"));
vi.mock("../features/thread/Thread", (load) => counted(load, "Thread"));
vi.mock("../features/side/Side", (load) => counted(load, "Side"));

async function desk(): Promise<UserEvent> {
  const host = new MemoryHost();
  host.chats = [1, 2, 3].map((n) => chat(n));
  for (const row of host.chats) host.messages.set(row.chat, [message(row.chat * 10)]);
  const user = await open(host);
  await user.keyboard("j");
  await screen.findByTestId("composer");
  expect([...drawn.keys()].sort(), "each pane was drawn at all").toEqual(["ChatList", "Rail", "Side", "Thread"]);
  drawn.clear();
  return user;
}

describe("what is drawn anew", () => {
  it("is no pane but the list while letters come into the search field", async () => {
    const user = await desk();
    await user.type(screen.getByTestId("search"), "Сообщение");
    await screen.findAllByTestId("search-hit");
    expect([...drawn.keys()]).toEqual([]);
  });

  it("is no rail when another chat is opened", async () => {
    const user = await desk();
    await user.keyboard("j");
    await screen.findByTestId("composer");
    expect(drawn.get("Thread")).toBeGreaterThan(0);
    expect(drawn.get("Rail")).toBeUndefined();
  });

  it("is no row when another filter is chosen: the words change in the rows that stand there", async () => {
    const host = new MemoryHost();
    host.chats = [1, 2, 3].map((n) => chat(n, { unread: n === 2 ? 1 : 0 }));
    const user = await open(host);
    const rows = () => screen.getAllByTestId("chat-row");
    const [first] = await screen.findAllByTestId("chat-row");
    await user.click(screen.getByTestId("only-unread"));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]).toBe(first);
    expect(first?.dataset.chat).toBe("2");
  });
});

describe("an opened chat", () => {
  it("keeps its head when the next one is opened, and nothing of what was written", async () => {
    const user = await desk();
    const head = screen.getByTestId("done");
    const field = screen.getByTestId("composer");
    await user.keyboard("j");
    await screen.findByRole("heading", { level: 1, name: "Покупатель 2" });
    expect(screen.getByTestId("done")).toBe(head);
    expect(screen.getByTestId("composer")).not.toBe(field);
  });

  it("takes the keyboard off the button that was pressed in the last one", async () => {
    const user = await desk();
    screen.getByTestId("label").focus();
    await user.keyboard("j");
    await waitFor(() => expect(document.activeElement).toBe(document.body));
  });

  it("asks for what stands beside it while it waits for the chat itself", async () => {
    const host = new MemoryHost();
    host.chats = [chat(1)];
    const call = host.call.bind(host);
    host.call = (name, request) => (name === "chat_get" ? new Promise(() => {}) : call(name, request));
    const user = await open(host);
    await user.keyboard("j");
    for (const one of ["notes_list", "person_get", "person_suggestions", "chat_summary"] as const) expect(host.asked(one), one).toHaveLength(1);
  });
});

describe("a letter in the search field", () => {
  it("asks what it finds in the press itself, before the field is drawn and asks for its hints", async () => {
    const host = new MemoryHost();
    host.chats = [chat(1)];
    await open(host);
    const before = host.calls.length;
    fireEvent.input(screen.getByTestId("search"), { target: { value: "Сооб" } });
    expect(host.calls[before]).toEqual({ name: "search", request: expect.objectContaining({ query: "Сооб" }) });
    await screen.findByTestId("search-hit").catch(() => undefined);
    expect(host.asked("search"), "and only once").toHaveLength(1);
  });
});

describe("a row of the list", () => {
  it("stays its chat's when another comes in above it, or a press would end on another chat than it began on", async () => {
    const host = new MemoryHost();
    host.chats = [chat(1), chat(2)];
    const user = await open(host);
    const rowOf = (id: number) => screen.getAllByTestId("chat-row").find((row) => row.dataset.chat === String(id));
    await screen.findAllByTestId("chat-row");
    await user.click(screen.getByTestId("only-unread"));
    await user.click(screen.getByTestId("only-unread"));
    await waitFor(() => expect(screen.getAllByTestId("chat-row")).toHaveLength(2));
    const stands = rowOf(2);
    host.chats = [chat(3), ...host.chats];
    act(() => host.changed(["chats"], [3]));
    await waitFor(() => expect(screen.getAllByTestId("chat-row")).toHaveLength(3));
    expect(rowOf(2)).toBe(stands);
  });

  it("is read aloud in whole words, without text that is laid out and hidden", async () => {
    const host = new MemoryHost();
    host.chats = [chat(1, { unread: 2 })];
    await open(host);
    const row = await screen.findByTestId("chat-row");
    const said = within(row)
      .getAllByRole("img")
      .map((image) => image.getAttribute("aria-label"));
    expect(said).toEqual(["Wildberries", expect.stringMatching(/^Ждёт 1 час.*, на ответ осталось 2[12] час/), "2 непрочитанных"]);
    expect(row.querySelector(".visually-hidden")).toBeNull();
  });
});
