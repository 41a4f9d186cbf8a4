import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Refusal } from "../api/host";
import { App } from "../app/App";
import { chipKind, chipWords } from "../features/list/WaitChip";
import { UNTIL_BUYER_WRITES } from "../features/snooze/until";
import { wordsOf } from "../words/words";
import { chat, MemoryHost, message, NOW } from "./memoryHost";
import { holdBack } from "./scene";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function counter(): MemoryHost {
  const host = new MemoryHost();
  host.chats = [chat(1, { priority: "urgent", deadline_at_ms: NOW + 12.5 * MINUTE }), chat(2, { priority: "high" }), chat(3)];
  for (const row of host.chats) host.messages.set(row.chat, [message(row.chat * 10)]);
  return host;
}

async function open(host: MemoryHost) {
  const user = userEvent.setup();
  render(<App host={host} />);
  await screen.findAllByTestId("chat-row");
  return user;
}

const rowOf = (id: number) => screen.getAllByTestId("chat-row").find((row) => row.dataset.chat === String(id)) as HTMLElement;

describe("the chip", () => {
  const row = (minutes: number, whole = 24 * 60) => chat(1, { waiting_since_ms: NOW + (minutes - whole) * MINUTE, deadline_at_ms: NOW + minutes * MINUTE });

  it("is amber in the last quarter or half hour, red from the deadline on", () => {
    expect(chipKind(row(361), NOW)).toBe("calm");
    expect(chipKind(row(360), NOW), "a quarter of 24 hours").toBe("near");
    expect(chipKind(row(31, 60), NOW)).toBe("calm");
    expect(chipKind(row(30, 60), NOW)).toBe("near");
    expect(chipKind(row(0), NOW)).toBe("over");
    expect(chipKind(row(-14), NOW)).toBe("over");
  });

  it("stands still while hidden, and has a tick once answered", () => {
    expect(chipKind({ ...row(-14), snoozed_until_ms: NOW + 1 }, NOW)).toBe("paused");
    expect(chipKind({ ...row(-14), snoozed_until_ms: NOW }, NOW), "the snooze is over").toBe("over");
    const answered = chat(1, { queue: "in_progress", deadline_at_ms: null, last_message: { author: "seller", text: "", sent_at_ms: NOW, attachments: 0 } });
    expect(chipKind(answered, NOW)).toBe("met");
    expect(chipKind(chat(1, { queue: "done", deadline_at_ms: null }), NOW)).toBe("none");
  });

  it("says in whole words what it shows in short ones", () => {
    const ru = wordsOf("ru");
    expect(chipWords(ru, { ...row(12), priority: "urgent" }, NOW)).toMatch(/осталось 12 минут, срочно$/);
    expect(chipWords(ru, row(-14), NOW)).toMatch(/^Просрочено на 14 минут/);
    expect(chipWords(ru, row(130), NOW)).toMatch(/2 часа 10 минут/);
    expect(chipWords(ru, { ...row(5), snoozed_until_ms: UNTIL_BUYER_WRITES }, NOW)).toBe("Отложен, пока покупатель не напишет");
  });

  it("is named by its sentence: within the row that is read out, and as the thread's button", async () => {
    const user = await open(counter());
    const name = /осталось 12 минут, срочно/;
    expect(within(rowOf(1)).getByRole("img", { name }).dataset.testid).toBe("chip");
    expect(screen.getByRole("option", { name })).toBe(rowOf(1));
    await user.click(rowOf(1));
    expect(await screen.findByRole("button", { name })).toBe(screen.getByTestId("chip-why"));
  });

  it("gives its reason to a pointer that rests on it, and in the thread to the keyboard; Esc puts it away", async () => {
    const host = counter();
    host.why = { verdict: null, why: "срочно, ответить до 9:30: правило «Возврат»", escalated: true };
    const user = await open(host);
    expect(host.asked("chat_why"), "nobody asked yet").toEqual([]);
    await user.hover(within(rowOf(1)).getByTestId("chip"));
    await screen.findByText(/правило «Возврат»/);
    expect(screen.getByTestId("why").textContent).toMatch(/стал срочным/);
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("why")).toBeNull();
    await user.click(rowOf(1));
    const button = await screen.findByTestId("chip-why");
    button.focus();
    await waitFor(() => expect(screen.getByTestId("why").id).toBe(button.getAttribute("aria-describedby")));
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("why")).toBeNull();
    expect(screen.getByTestId("composer"), "the chat stays open").toBeDefined();
  });

  it("leaves the level to a mark of its own, with a word", async () => {
    await open(counter());
    expect(within(rowOf(1)).getByTestId("level-urgent").textContent).toBe("срочно");
    expect(within(rowOf(2)).getByTestId("level-high").textContent).toBe("скоро");
    expect(within(rowOf(3)).queryByTestId("level-normal")).toBeNull();
    const badge = screen.getByRole("button", { name: /^Срочно/ });
    await waitFor(() => expect(badge.textContent).toBe("Срочно 1"));
    expect(badge.querySelector("svg"), "not by colour alone").not.toBeNull();
  });
});

describe("the list", () => {
  it("puts the cursor on its first chat when it is reached by keyboard, not when a row is pressed", async () => {
    const user = await open(counter());
    const list = screen.getByRole("listbox");
    await user.pointer({ keys: "[MouseLeft>]", target: rowOf(3) });
    expect(list.getAttribute("aria-activedescendant")).toBeNull();
    list.focus();
    await waitFor(() => expect(list.getAttribute("aria-activedescendant")).toBe("chat-row-1"));
  });
});

describe("snoozing", () => {
  it("hides the chat under the cursor until what was typed, and Z brings it back", async () => {
    const host = counter();
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("{ArrowDown}h");
    await user.type(await screen.findByTestId("snooze-until"), "2ч30м{Enter}");
    await waitFor(() => expect(host.asked("chats_act")).toEqual([{ chats: [2], act: { do: "snooze", until: "2ч30м" } }]));
    await waitFor(() => expect(screen.queryByTestId("snooze-until")).toBeNull());
    await screen.findByText(/^Чат отложен до/);
    await waitFor(() => expect(screen.getAllByTestId("chat-row").length).toBe(2));
    await user.keyboard("z");
    await waitFor(() => expect(host.asked("undo")).toEqual([{ undo: 1 }]));
    await waitFor(() => expect(screen.getAllByTestId("chat-row").length).toBe(3));
  });

  it("says beneath what was understood while one types, before anything is hidden", async () => {
    const host = counter();
    const user = await open(host);
    screen.getByRole("listbox").focus();
    await user.keyboard("{ArrowDown}h");
    const field = await screen.findByTestId("snooze-until");
    const hint = () => screen.getByTestId("snooze-hint").textContent;
    await user.type(field, "2ч");
    await waitFor(() => expect(hint()).toMatch(/^Вернётся: .*\d\d:\d\d/));
    expect(host.asked("snooze_time").at(-1)).toEqual({ chat: 2, typed: "2ч" });
    await user.clear(field);
    await user.type(field, "пока не напишет");
    await waitFor(() => expect(hint()).toBe("Отложен, пока покупатель не напишет"));
    await user.clear(field);
    host.refusals.set("snooze_time", new Refusal({ code: "snooze_not_understood", message: "snooze_no_such_time", retryable: false }));
    await user.type(field, "завтра 99");
    await waitFor(() => expect(hint()).toBe("Такого часа или дня нет."));
    expect(host.asked("chats_act")).toEqual([]);
  });

  it("says in the core's words what cannot be understood, and keeps what was typed", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("jh");
    host.refusals.set("chats_act", new Refusal({ code: "snooze_not_understood", message: "snooze_too_far", retryable: false }));
    await user.type(await screen.findByTestId("snooze-until"), "через 9 лет{Enter}");
    await screen.findByText(/не больше чем на год/);
    expect((screen.getByTestId("snooze-until") as HTMLInputElement).value).toBe("через 9 лет");
    await user.clear(screen.getByTestId("snooze-until"));
    await user.click(screen.getByTestId("snooze-save"));
    expect(screen.getByTestId("snooze-hint").textContent, "nothing typed brings nothing back").toMatch(/Напишите, до какого времени/);
    expect(host.asked("chats_act").length).toBe(1);
  });

  it("shows among the hidden until when, and brings back at once or by undo to the same time", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("jh");
    await user.click(await screen.findByTestId("snooze-buyer"));
    await waitFor(() => expect(host.chats[0]?.snoozed_until_ms).toBe(UNTIL_BUYER_WRITES));
    await user.keyboard("gs");
    await waitFor(() => expect(within(rowOf(1)).getByTestId("chip").dataset.kind).toBe("paused"));
    await user.click(rowOf(1));
    await user.click(await screen.findByTestId("bring-back"));
    await waitFor(() => expect(host.chats[0]?.snoozed_until_ms).toBeNull());
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    await waitFor(() => expect(host.chats[0]?.snoozed_until_ms).toBe(UNTIL_BUYER_WRITES));
  });
});

describe("calls of a queue", () => {
  it("are switched off in the settings, and the queue's name says so", async () => {
    const host = counter();
    const user = await open(host);
    expect(screen.queryByTestId("rail-muted")).toBeNull();
    await user.keyboard("{Control>},{/Control}");
    expect(await screen.findByTestId("notify-queue-urgent")).toBeDefined();
    expect(screen.queryByTestId("notify-queue-waiting"), "only urgent chats call").toBeNull();
    await user.selectOptions(screen.getByTestId("notify-level"), "all");
    await user.click(await screen.findByTestId("notify-queue-waiting"));
    await waitFor(() => expect(host.settings.notify_muted_queues).toEqual(["waiting"]));
    expect((screen.getByTestId("notify-queue-urgent") as HTMLInputElement).checked).toBe(true);
    await user.keyboard("{Escape}");
    const queue = (await screen.findByTestId("rail-muted")).closest("button") as HTMLElement;
    expect(queue.textContent).toMatch(/^Ждут ответа.*без уведомлений/);
    await user.keyboard("{Control>},{/Control}");
    await user.click(await screen.findByTestId("notify-queue-waiting"));
    await waitFor(() => expect(host.settings.notify_muted_queues).toEqual([]));
  });

  it("are switched off each, however quickly one comes after the other", async () => {
    const host = counter();
    host.settings.notify_level = "all";
    const user = await open(host);
    await user.keyboard("{Control>},{/Control}");
    const release = holdBack(host, "settings_set");
    await user.click(await screen.findByTestId("notify-queue-waiting"));
    await user.click(screen.getByTestId("notify-queue-urgent"));
    expect(host.asked("settings_set"), "the second is made from what the first comes to").toHaveLength(1);
    await act(async () => release());
    await waitFor(() => expect(host.settings.notify_muted_queues).toEqual(["waiting", "urgent"]));
  });
});

describe("a clock that stands still", () => {
  it("is grey with the end of the pause, unless the chat is overdue", () => {
    const pause = { paused_from_ms: NOW - HOUR, paused_until_ms: NOW + 8 * HOUR };
    expect(chipKind(chat(1, { ...pause, deadline_at_ms: NOW + 10 * HOUR }), NOW)).toBe("paused");
    expect(chipKind(chat(1, { ...pause, deadline_at_ms: NOW - HOUR }), NOW), "overdue").toBe("over");
    expect(chipKind(chat(1, { ...pause, deadline_at_ms: NOW + 10 * HOUR }), NOW + 9 * HOUR), "works again").toBe("near");
    const evening = { paused_from_ms: NOW + HOUR, paused_until_ms: NOW + 12 * HOUR, deadline_at_ms: NOW + 20 * HOUR };
    expect(chipKind(chat(1, evening), NOW)).toBe("calm");
    expect(chipKind(chat(1, evening), NOW + 2 * HOUR), "the evening comes while the row stands").toBe("paused");
  });
});
