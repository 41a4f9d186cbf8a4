import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Refusal } from "../api/host";
import { chat, MemoryHost, message, NOW } from "./memoryHost";
import { holdBack, open, row } from "./scene";

const HOUR = 3_600_000;

function shop(chats = 5): MemoryHost {
  const host = new MemoryHost();
  host.chats = Array.from({ length: chats }, (_, n) => chat(n + 1, { unread: n === 0 ? 1 : 0 }));
  for (const row of host.chats) host.messages.set(row.chat, [message(row.chat * 10)]);
  return host;
}

function labelled(): MemoryHost {
  const host = shop();
  host.labels = [
    { label: 1, name: "Возврат", colour: 3 },
    { label: 2, name: "Ёлки", colour: 1 },
  ];
  return host;
}

const shown = () => screen.getAllByTestId("chat-row").map((row) => Number(row.dataset.chat));
const picked = () =>
  screen
    .getAllByTestId("chat-row")
    .filter((row) => row.getAttribute("aria-checked") === "true")
    .map((row) => Number(row.dataset.chat));
const acts = (host: MemoryHost) => host.asked("chats_act");

describe("picking chats", () => {
  it("toggles with X, reaches out and back with Shift, and forgets with Esc", async () => {
    const user = await open(shop());
    screen.getByRole("listbox").focus();
    await user.keyboard("x");
    expect(picked()).toEqual([1]);
    await user.keyboard("{Shift>}JJ{/Shift}");
    expect(picked()).toEqual([1, 2, 3]);
    await user.keyboard("{Shift>}K{/Shift}");
    expect(picked(), "what was reached for is let go on the way back").toEqual([1, 2]);
    await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    expect(picked()).toEqual([1, 2, 3, 4]);
    await user.keyboard("x");
    expect(picked()).toEqual([1, 2, 3]);
    expect(screen.getByTestId("bulk-count").textContent).toBe("Выбрано 3 чата");
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("bulk")).toBeNull();
    expect(picked()).toEqual([]);
  });

  it("walks without opening while something is picked", async () => {
    const user = await open(shop());
    await user.keyboard("jxjx");
    expect(picked()).toEqual([1, 2]);
    await user.keyboard("j");
    expect(screen.getByRole("listbox").getAttribute("aria-activedescendant")).toBe("chat-row-3");
    expect(screen.getAllByTestId("chat-row").filter((row) => row.getAttribute("aria-selected") === "true").length, "the first stays open").toBe(1);
  });

  it("works with the mouse: the initials, Ctrl, Shift", async () => {
    const user = await open(shop());
    await user.click(within(row(2)).getByTestId("row-pick"));
    expect(picked()).toEqual([2]);
    await user.keyboard("{Shift>}");
    await user.click(row(4));
    await user.keyboard("{/Shift}{Control>}");
    await user.click(row(3));
    await user.keyboard("{/Control}");
    expect(picked()).toEqual([2, 4]);
    expect(screen.queryByTestId("composer"), "picking opens nothing").toBeNull();
  });

  it("leaves Ctrl+A to a text field", async () => {
    const user = await open(shop());
    await user.click(screen.getByTestId("search"));
    await user.keyboard("{Control>}a{/Control}");
    expect(screen.queryByTestId("bulk")).toBeNull();
  });
});

describe("acts on many chats", () => {
  it("closes them in one act, and Z brings all of them back", async () => {
    const host = shop();
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("x{Shift>}JJ{/Shift}e");
    await waitFor(() => expect(shown()).toEqual([4, 5]));
    expect(acts(host)).toEqual([{ chats: [1, 2, 3], act: { do: "move", queue: "done" } }]);
    await screen.findByText("Закрыто чатов: 3");
    expect(screen.queryByTestId("bulk"), "what was done is no longer picked").toBeNull();
    await user.keyboard("z");
    await waitFor(() => expect(shown()).toEqual([1, 2, 3, 4, 5]));
  });

  it("keeps picked what was refused, says so, and drops only what was done", async () => {
    const host = shop();
    host.refusals.set("chats_act", new Refusal({ code: "disk_full", message: "", retryable: false }));
    const user = await open(host);
    for (const key of ["e", "i", "!"]) {
      screen.getByRole("listbox").focus();
      await user.keyboard(`{Home}x{Shift>}J{/Shift}${key}`);
      await screen.findByText(/На диске нет места/);
      expect(picked(), key).toEqual([1, 2]);
      await user.click(document.querySelector<HTMLElement>(".notice button") as HTMLElement);
      await user.keyboard("{Escape}");
    }
    host.refusals.clear();
    const release = holdBack(host, "chats_act");
    screen.getByRole("listbox").focus();
    await user.keyboard("{Home}x{Shift>}J{/Shift}e");
    await user.keyboard("{End}x");
    expect(picked()).toEqual([1, 2, 5]);
    await act(async () => release());
    await waitFor(() => expect(shown()).toEqual([3, 4, 5]));
    await waitFor(() => expect(screen.getByTestId("bulk-count").textContent, "picked since").toBe("Выбран 1 чат"));
    expect(picked()).toEqual([5]);
  });

  it("takes back one act after the other, the newest first", async () => {
    const host = shop();
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("xe");
    await waitFor(() => expect(shown()).toEqual([2, 3, 4, 5]));
    await user.keyboard("{Home}xe");
    await waitFor(() => expect(shown()).toEqual([3, 4, 5]));
    await user.keyboard("z");
    await waitFor(() => expect(shown()).toEqual([2, 3, 4, 5]));
    await user.keyboard("z");
    await waitFor(() => expect(shown()).toEqual([1, 2, 3, 4, 5]));
    await user.keyboard("z");
    await screen.findByText("Отменять нечего");
  });

  it("acts on a whole list by its filter, not by the rows on the screen", async () => {
    const host = shop(240);
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("{Control>}a{/Control}");
    await user.click(await screen.findByTestId("bulk-whole"));
    expect(screen.getByTestId("bulk-count").textContent).toBe("Выбрано 240 чатов");
    await user.keyboard("e");
    await waitFor(() => expect(host.chats.every((row) => row.queue === "done")).toBe(true));
    expect(acts(host)).toEqual([{ all: { view: "waiting" }, seen_at_ms: expect.any(Number), act: { do: "move", queue: "done" } }]);
  });

  it("snoozes and marks read with the number", async () => {
    const host = shop();
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("x{Shift>}J{/Shift}");
    await user.click(screen.getByTestId("bulk-read"));
    await waitFor(() => expect(host.chats[0]?.unread).toBe(0));
    await user.keyboard("h");
    await user.type(await screen.findByTestId("snooze-until"), "1ч{Enter}");
    await waitFor(() => expect(shown()).toEqual([3, 4, 5]));
    await screen.findByText(/^Отложено до .*: 2$/);
  });

  it("puts an open chat away before it is marked unread, or it would be read at once", async () => {
    const host = shop();
    const user = await open(host);
    await user.keyboard("j");
    await screen.findByTestId("composer");
    await waitFor(() => expect(host.chats[0]?.unread).toBe(0));
    await user.keyboard("{Shift>}U{/Shift}");
    await waitFor(() => expect(host.chats[0]?.unread).toBe(1));
    expect(screen.queryByTestId("composer")).toBeNull();
    expect(host.chats[0]?.unread).toBe(1);
    await user.keyboard("gn");
    await waitFor(() => expect(shown()).toEqual([1]));
  });

  it("goes on from where a chat was that has left the list", async () => {
    const user = await open(shop());
    await user.keyboard("jj");
    await user.keyboard("e");
    await waitFor(() => expect(shown()).toEqual([1, 3, 4, 5]));
    await user.keyboard("j");
    await waitFor(() => expect(screen.getByRole("listbox").getAttribute("aria-activedescendant")).toBe("chat-row-3"));
  });
});

describe("acts while found messages hide the list", () => {
  it("are done with the hit that has the focus or the open chat, never with a row out of sight", async () => {
    const host = shop();
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("{ArrowDown}");
    expect(screen.getByRole("listbox").getAttribute("aria-activedescendant")).toBe("chat-row-2");
    await user.keyboard("/Сообщение 3");
    await screen.findByTestId("search-hit");
    act(() => (document.activeElement as HTMLElement).blur());
    await user.keyboard("e!jk]");
    expect(acts(host)).toEqual([]);
    expect(screen.queryByTestId("composer"), "nothing out of sight is opened").toBeNull();
    await user.click(screen.getByTestId("search"));
    await user.keyboard("{ArrowDown}");
    expect(document.activeElement).toBe(screen.getByTestId("search-hit"));
    await user.keyboard("e");
    await waitFor(() => expect(acts(host)).toEqual([{ chats: [3], act: { do: "move", queue: "done" } }]));
    await user.keyboard("{Enter}");
    await screen.findByTestId("composer");
    act(() => (document.activeElement as HTMLElement).blur());
    await user.keyboard("i");
    await waitFor(() => expect(acts(host).at(-1), "the open chat").toEqual({ chats: [3], act: { do: "move", queue: "in_progress" } }));
  });
});

describe("acts of the palette", () => {
  it("are done with the found message it was opened over, not with the open chat", async () => {
    const host = shop();
    const user = await open(host);
    await user.keyboard("j");
    await screen.findByTestId("composer");
    await user.keyboard("/Сообщение 3");
    await screen.findByTestId("search-hit");
    await user.keyboard("{ArrowDown}");
    await user.keyboard("{Control>}k{/Control}");
    const palette = await screen.findByRole("dialog");
    // Where there is no browser, a dialog that opens takes no focus.
    await user.click(within(palette).getByRole("combobox"));
    await user.click(palette.querySelector("[data-choice=done]") as HTMLElement);
    await waitFor(() => expect(acts(host)).toEqual([{ chats: [3], act: { do: "move", queue: "done" } }]));
  });
});

describe("labels", () => {
  it("are found, put on and taken off by the keyboard alone", async () => {
    const host = labelled();
    const user = await open(host);
    await user.keyboard("jl");
    await user.type(await screen.findByTestId("label-field"), "елк{Enter}");
    await waitFor(() => expect(host.chats[0]?.labels).toEqual([2]));
    await waitFor(() => expect(screen.queryByTestId("label-field")).toBeNull());
    await waitFor(() => expect(within(row(1)).getByTestId("label-tag").textContent).toBe("Ёлки"));
    await user.keyboard("l");
    await user.type(await screen.findByTestId("label-field"), "Ёлки{Enter}");
    await waitFor(() => expect(host.chats[0]?.labels).toEqual([]));
    await user.keyboard("z");
    await waitFor(() => expect(host.chats[0]?.labels).toEqual([2]));
  });

  it("are made where they are wanted, on several chats at once", async () => {
    const host = labelled();
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("x{Shift>}J{/Shift}l");
    await user.type(await screen.findByTestId("label-field"), "Опт");
    await screen.findByText("Создать метку «Опт»");
    await user.keyboard("{Shift>}{Enter}{/Shift}");
    await waitFor(() => expect(host.chats.slice(0, 2).map((row) => row.labels)).toEqual([[3], [3]]));
    const boxes = screen.getAllByTestId("label-choice").map((choice) => choice.getAttribute("aria-checked"));
    expect(boxes, "the picker stays and shows what is on").toEqual(["false", "false", "true"]);
  });

  it("narrow the list and say so", async () => {
    const host = labelled();
    (host.chats[3] as { labels: number[] }).labels = [1];
    const user = await open(host);
    await user.click(screen.getAllByTestId("rail-label")[0] as HTMLElement);
    await waitFor(() => expect(shown()).toEqual([4]));
    expect(screen.getByTestId("filter-on").textContent).toContain("Возврат");
    await user.click(screen.getByTestId("filter-clear"));
    await waitFor(() => expect(shown().length).toBe(5));
  });

  it("ask before they are deleted, naming the number of chats, and come back", async () => {
    const host = labelled();
    for (const row of host.chats.slice(0, 2)) row.labels = [1];
    const user = await open(host);
    await user.click(screen.getByTestId("rail-labels-manage"));
    await user.click((await screen.findAllByTestId("label-delete"))[0] as HTMLElement);
    await screen.findByText("Метка снимется с 2 чатов. Удалить её?");
    expect(host.asked("label_remove")).toEqual([]);
    await user.click(screen.getByTestId("label-delete-yes"));
    await waitFor(() => expect(host.labels.length).toBe(1));
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    await waitFor(() => expect(host.labels.length).toBe(2));
    expect(host.chats[0]?.labels).toEqual([1]);
  });

  it("are not said to be on no chat where nobody could count them", async () => {
    const host = labelled();
    host.chats[0]?.labels.push(1);
    const user = await open(host);
    await user.click(screen.getByTestId("rail-labels-manage"));
    await screen.findAllByTestId("label-delete");
    host.refusals.set("chat_list", new Refusal({ code: "storage_failed", message: "", retryable: false }));
    await user.click((await screen.findAllByTestId("label-delete"))[0] as HTMLElement);
    await within(screen.getByRole("dialog")).findByText(/Не удалось записать данные/);
    expect(screen.queryByTestId("label-delete-yes"), "nothing is asked on a number that is not known").toBeNull();
  });

  it("are made once by two presses", async () => {
    const host = labelled();
    const user = await open(host);
    const release = holdBack(host, "label_add");
    await user.click(screen.getByTestId("rail-labels-manage"));
    await user.type(await screen.findByTestId("label-make"), "Срочные{Enter}{Enter}");
    release();
    await waitFor(() => expect((screen.getByTestId("label-make") as HTMLInputElement).value).toBe(""));
    expect(host.asked("label_add")).toHaveLength(1);
  });

  it("that were made elsewhere a moment ago are put on by their name", async () => {
    const host = labelled();
    const user = await open(host);
    await user.keyboard("jl");
    const field = await screen.findByTestId("label-field");
    // By another window, of which this one has not heard.
    host.labels = [...host.labels, { label: 7, name: "Мелкий опт", colour: 3 }];
    await user.type(field, "мелкий  ОПТ");
    await screen.findByTestId("label-new");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(host.chats[0]?.labels).toEqual([7]));
    await waitFor(() => expect(screen.queryByTestId("label-field")).toBeNull());
    expect(host.labels).toHaveLength(3);
  });

  it("keep a name that is taken in the field, with the reason", async () => {
    const host = labelled();
    const user = await open(host);
    await user.keyboard("jl");
    host.refusals.set("label_add", new Refusal({ code: "label_taken", message: "", retryable: false }));
    await user.type(await screen.findByTestId("label-field"), "Новая{Enter}");
    await screen.findByText("Метка с таким именем уже есть");
    expect((screen.getByTestId("label-field") as HTMLInputElement).value).toBe("Новая");
  });
});

describe("the star", () => {
  const rowOf = (id: number) => screen.getAllByTestId("chat-row").find((row) => row.dataset.chat === String(id)) as HTMLElement;
  const starred = () => shown().filter((id) => within(rowOf(id)).queryByTestId("row-star") !== null);
  const pressed = () => screen.getByTestId("star").getAttribute("aria-pressed");

  it("is given by S, stands in the row and in the head, and goes with Z", async () => {
    const host = shop();
    const user = await open(host);
    await user.keyboard("j");
    await screen.findByTestId("composer");
    expect([starred(), pressed()]).toEqual([[], "false"]);
    await user.keyboard("s");
    await waitFor(() => expect([starred(), pressed()]).toEqual([[1], "true"]));
    expect(acts(host)).toEqual([{ chats: [1], act: { do: "star", on: true } }]);
    expect(within(rowOf(1)).getByRole("img", { name: "в избранном" })).toBeDefined();
    await user.keyboard("z");
    await waitFor(() => expect([starred(), pressed()]).toEqual([[], "false"]));
    await user.click(screen.getByTestId("star"));
    await waitFor(() => expect([starred(), pressed()]).toEqual([[1], "true"]));
    expect(screen.getByTestId("star").title).toBe("Убрать из избранного");
    await user.click(screen.getByTestId("star"));
    await waitFor(() => expect([starred(), pressed()]).toEqual([[], "false"]));
  });

  it("is given and taken back on a Russian keyboard, and is a letter in a text field", async () => {
    const host = shop();
    const user = await open(host);
    await user.keyboard("j");
    await user.type(await screen.findByTestId("composer"), "s");
    expect(acts(host)).toEqual([]);
    fireEvent.keyDown(document.body, { key: "ы", code: "KeyS" });
    await waitFor(() => expect(starred()).toEqual([1]));
    fireEvent.keyDown(document.body, { key: "я", code: "KeyZ" });
    await waitFor(() => expect(starred()).toEqual([]));
  });

  it("goes on all that are picked, and comes off where all of them have it", async () => {
    const host = shop();
    Object.assign(host.chats[1] ?? {}, { starred: true });
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("x{Shift>}JJ{/Shift}");
    expect(screen.getByTestId("bulk-star").getAttribute("aria-label")).toBe("В избранное");
    await user.keyboard("s");
    await waitFor(() => expect(starred()).toEqual([1, 2, 3]));
    expect(picked(), "more may be done with them").toEqual([1, 2, 3]);
    await user.click(screen.getByTestId("bulk-star"));
    await waitFor(() => expect(starred()).toEqual([]));
    expect(acts(host)).toEqual([
      { chats: [1, 2, 3], act: { do: "star", on: true } },
      { chats: [1, 2, 3], act: { do: "star", on: false } },
    ]);
    await user.keyboard("z");
    await waitFor(() => expect(starred()).toEqual([1, 2, 3]));
    await user.keyboard("z");
    await waitFor(() => expect(starred()).toEqual([2]));
  });

  it("of a whole list does not follow the rows that are here", async () => {
    const host = shop(240);
    for (const row of host.chats.slice(0, 239)) row.starred = true;
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("{Control>}a{/Control}");
    expect(screen.getByTestId("bulk-star").getAttribute("aria-label")).toBe("Убрать из избранного");
    await user.click(await screen.findByTestId("bulk-whole"));
    expect(screen.getByTestId("bulk-star").getAttribute("aria-label")).toBe("В избранное");
    await user.keyboard("s");
    await waitFor(() => expect(acts(host)).toMatchObject([{ all: { view: "waiting" }, act: { do: "star", on: true } }]));
  });

  it("comes off a found chat that was neither listed nor opened, and goes on it again", async () => {
    const host = shop();
    Object.assign(host.chats[2] ?? {}, { starred: true, queue: "done" });
    const user = await open(host);
    await user.keyboard("/Сообщение 3");
    await screen.findByTestId("search-hit");
    await user.keyboard("{ArrowDown}");
    await user.keyboard("s");
    await waitFor(() => expect(acts(host)).toEqual([{ chats: [3], act: { do: "star", on: false } }]));
    await screen.findByRole("button", { name: "Отменить" });
    await user.keyboard("s");
    await waitFor(() => expect(acts(host).at(-1)).toEqual({ chats: [3], act: { do: "star", on: true } }));
  });

  it("has a list of its own, with what is closed and hidden too", async () => {
    const host = shop();
    Object.assign(host.chats[0] ?? {}, { starred: true, queue: "done" });
    Object.assign(host.chats[3] ?? {}, { starred: true, snoozed_until_ms: NOW + HOUR });
    const user = await open(host);
    expect(shown()).toEqual([2, 3, 5]);
    const ofRail = () => screen.getByRole("button", { name: /^Избранное/ });
    await waitFor(() => expect(ofRail().textContent).toBe("Избранное 2"));
    await user.keyboard("gf");
    await waitFor(() => expect(shown()).toEqual([1, 4]));
    expect(ofRail().getAttribute("aria-current")).toBe("page");
    await user.keyboard("{Control>}a{/Control}s");
    await screen.findByText("В избранном пока пусто");
    expect(screen.queryByTestId("bulk"), "what has left the list is picked no more").toBeNull();
    await user.keyboard("z");
    await waitFor(() => expect(shown()).toEqual([1, 4]));
  });
});

describe("saved views", () => {
  it("are kept once by two presses, and the dialog goes", async () => {
    const host = labelled();
    const user = await open(host);
    await user.click(screen.getAllByTestId("rail-label")[0] as HTMLElement);
    await user.click(await screen.findByTestId("filter-save"));
    const release = holdBack(host, "view_save");
    await user.type(await screen.findByTestId("view-name"), "{Enter}{Enter}");
    release();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(host.views).toHaveLength(1);
  });

  it("keep the filter under a name, are opened by the palette, moved and removed", async () => {
    const host = labelled();
    for (const row of host.chats.slice(1, 3)) row.labels = [1];
    const user = await open(host);
    await user.click(screen.getAllByTestId("rail-label")[0] as HTMLElement);
    await user.click(await screen.findByTestId("filter-save"));
    const name = await screen.findByTestId("view-name");
    await user.clear(name);
    await user.type(name, "Мои возвраты{Enter}");
    await waitFor(() => expect(host.views).toMatchObject([{ name: "Мои возвраты", base: "waiting", label: 1, unread: false }]));
    const saved = await screen.findByTestId("saved-view");
    expect(saved.textContent).toBe("Мои возвраты 2");
    expect(saved.getAttribute("aria-current")).toBe("page");
    await user.keyboard("ga");
    await waitFor(() => expect(shown().length, "leaving a view leaves its filter").toBe(5));
    await user.keyboard("{Control>}k{/Control}");
    await user.type(within(await screen.findByRole("dialog")).getByRole("combobox"), "мои возв{Enter}");
    await waitFor(() => expect(shown()).toEqual([2, 3]));
    await user.click(screen.getByTestId("saved-view-edit"));
    await user.click(await screen.findByTestId("view-remove"));
    await waitFor(() => expect(host.views).toEqual([]));
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    await screen.findByTestId("saved-view");
  });
});

describe("found messages", () => {
  it("stand under no filter, as they are of every chat, and are kept as a view by their words alone", async () => {
    const host = labelled();
    (host.chats[3] as { labels: number[] }).labels = [1];
    const user = await open(host);
    await user.click(screen.getAllByTestId("rail-label")[0] as HTMLElement);
    await waitFor(() => expect(shown()).toEqual([4]));
    await user.keyboard("/Сообщение 3");
    await screen.findByTestId("search-hit");
    expect(screen.queryByTestId("filter-on")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Сохранить как вид" }));
    const dialog = within(await screen.findByRole("dialog"));
    dialog.getByText("слова «Сообщение 3»");
    await user.type(dialog.getByTestId("view-name"), "Тройка{Enter}");
    await waitFor(() => expect(host.views).toMatchObject([{ name: "Тройка", base: "all", account: null, label: null, unread: false, query: "Сообщение 3" }]));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(screen.getByRole("button", { name: "Очистить поиск" }));
    await waitFor(() => expect(shown().length).toBe(5));
  });
});
