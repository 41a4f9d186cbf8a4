import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { Refusal } from "../api/host";
import { until } from "../features/snooze/until";
import { entriesOf } from "../features/thread/entries";
import { hasEdits } from "../shared/keptEdits";
import { wordsOf } from "../words/words";
import { type MemoryHost, message, NOW } from "./memoryHost";
import { noted, planned, REPLY } from "./memoryNotes";
import { counter, holdBack, openFirst, row } from "./scene";

const field = () => screen.findByTestId<HTMLTextAreaElement>("composer");
const SEND = "{Control>}{Enter}{/Control}";

/** The window with the plan of its first chat under change, and a letter typed behind its words. */
async function changingPlan(host: MemoryHost) {
  if (host.outbox.length === 0) host.outbox = [planned()];
  const user = await openFirst(host);
  await user.click(await screen.findByTestId("plan-edit"));
  await user.type(screen.getByTestId("plan-text"), "!");
  return user;
}

/** The window with the note of its first chat under change, and these words typed over it. */
async function changingNote(host: MemoryHost, text: string) {
  host.notes = [noted()];
  const user = await openFirst(host);
  await user.click(await screen.findByTestId("note-edit"));
  fireEvent.change(screen.getByTestId("note-typed"), { target: { value: text } });
  return user;
}

/** To the second chat, where what was under change in the first is not shown. */
async function away(user: UserEvent, field: string) {
  await user.click(row(2));
  await waitFor(() => expect(screen.queryByTestId(field)).toBeNull());
}

describe("a plan", () => {
  it("that left late tells its time with the day, and only a coming day by its weekday", () => {
    const words = wordsOf("ru");
    const at = (days: number) => new Date(2026, 4, 20 + days, 9).getTime();
    const said = (days: number) => until(words, at(days), at(0) + 3_600_000);
    expect(said(0)).toBe("09:00");
    expect(said(3)).toBe("сб, 09:00");
    expect(said(-1)).toBe("вчера, 09:00");
    expect(said(-21)).toBe("29 апреля, 09:00");
  });

  it("is made with a typed time and can be taken back", async () => {
    const host = counter();
    const user = await openFirst(host);
    await user.type(await field(), "Доброе утро");
    await user.click(screen.getByTestId("send-later"));
    await user.type(await screen.findByTestId("later-at"), "завтра 9");
    await waitFor(() => expect(screen.getByTestId("later-hint").textContent).toMatch(/^Уйдёт /));
    await user.click(screen.getByTestId("later-save"));
    await waitFor(() => expect(host.asked("reply_send")).toMatchObject([{ text: "Доброе утро", at: "завтра 9" }]));
    expect((await screen.findByTestId("undo-bar")).textContent).toContain("Запланировано");
    expect(screen.getByTestId("plan")).toBeDefined();
    await user.click(screen.getByTestId("plan-cancel"));
    await waitFor(async () => expect((await field()).value).toBe("Доброе утро"));
  });

  it("is not made behind what the buyer writes while its time is typed, and says so", async () => {
    const host = counter();
    const user = await openFirst(host);
    await user.type(await field(), "Доброе утро");
    await user.click(screen.getByTestId("send-later"));
    await user.type(await screen.findByTestId("later-at"), "завтра 9");
    host.messages.get(1)?.push(message(12, { text: "Уже не надо", sent_at_ms: NOW + 12 }));
    await act(async () => host.changed(["messages", "chats"], [1]));
    await screen.findByTestId("stale");
    await user.click(screen.getByTestId("later-save"));
    await within(screen.getByRole("dialog")).findByText(/Покупатель написал ещё/);
    expect(host.asked("reply_send")).toEqual([]);
    await user.click(screen.getByTestId("later-save"));
    await waitFor(() => expect(host.asked("reply_send")).toMatchObject([{ text: "Доброе утро", at: "завтра 9", seen: 12 }]));
    await waitFor(() => expect(screen.queryByTestId("later-at")).toBeNull());
  });

  it("is changed where it stands, and says that the buyer has written since", async () => {
    const host = counter();
    host.outbox = [planned({ seen: 10 })];
    const user = await openFirst(host);
    expect((await screen.findByTestId("plan-news")).textContent).toContain("сначала спросим вас");
    await user.click(screen.getByTestId("plan-edit"));
    await user.clear(screen.getByTestId("plan-text"));
    await user.type(screen.getByTestId("plan-text"), "Добрый день");
    await user.type(screen.getByTestId("plan-time"), "2h{Enter}");
    await waitFor(() => expect(host.asked("reply_edit")).toEqual([{ outbox: 1, text: "Добрый день", at: "2h" }]));
    await waitFor(() => expect(screen.queryByTestId("plan-form")).toBeNull());
  });

  it("is warned of once more when other words are typed", async () => {
    const host = counter();
    host.refusals.set("reply_edit", new Refusal({ code: "guard_warned", message: "", retryable: false }));
    const user = await changingPlan(host);
    await user.click(screen.getByTestId("plan-save"));
    const form = within(screen.getByTestId("plan-form"));
    await form.findByRole("alert");
    await user.type(screen.getByTestId("plan-text"), "!");
    expect(form.queryByRole("alert")).toBeNull();
    await user.click(screen.getByTestId("plan-save"));
    await form.findByRole("alert");
    expect(host.asked("reply_edit").at(-1), "nobody has overruled it yet").toEqual({ outbox: 1, text: "Доброе утро!!" });
    await user.click(screen.getByTestId("plan-save"));
    await waitFor(() => expect(host.asked("reply_edit").at(-1)).toMatchObject({ despite: ["any"] }));
  });

  it("under change is found again as it was left, and kept though its chat is left meanwhile", async () => {
    const host = counter();
    const user = await changingPlan(host);
    await user.type(screen.getByTestId("plan-time"), "2h");
    await away(user, "plan-form");
    await user.click(row(1));
    const text = await screen.findByTestId<HTMLTextAreaElement>("plan-text");
    expect([text.value, screen.getByTestId<HTMLInputElement>("plan-time").value]).toEqual(["Доброе утро!", "2h"]);
    expect(document.activeElement, "the keys are still those of the list").not.toBe(text);
    const release = holdBack(host, "reply_edit");
    host.refusals.set("reply_edit", Refusal.unreachable());
    await user.click(screen.getByTestId("plan-save"));
    await away(user, "plan-form");
    await act(async () => release());
    await screen.findByText(wordsOf("ru").error("core_unreachable"));
    expect(hasEdits()).toBe(true);
    host.refusals.clear();
    await user.click(row(1));
    await user.click(await screen.findByTestId("plan-save"));
    await waitFor(() => expect(hasEdits()).toBe(false));
    expect(host.asked("reply_edit").at(-1)).toEqual({ outbox: 1, text: "Доброе утро!", at: "2h" });
  });

  it("that waits no more lets go of what was typed over it, in whichever chat, and says so", async () => {
    const host = counter();
    host.outbox = [planned(), planned({ outbox: 2, chat: 2 })];
    const user = await changingPlan(host);
    await user.type(screen.getByTestId("plan-time"), "2h");
    await away(user, "plan-form");
    await user.click(await screen.findByTestId("plan-edit"));
    host.outbox = host.outbox.filter((each) => each.outbox !== 1);
    await act(async () => host.changed(["outbox"], [1]));
    const written = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await screen.findByText(wordsOf("ru").t("plan-gone", { count: 1 }));
    await user.click(within(document.querySelector(".notice") as HTMLElement).getByRole("button", { name: "Скопировать" }));
    expect(written).toHaveBeenCalledWith("Доброе утро!");
    expect(hasEdits(), "the other one still waits").toBe(true);
    expect(screen.getByTestId("plan-form")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Отмена" }));
    expect(hasEdits()).toBe(false);
  });

  it("that goes at once with another is told of together with it, by their number", async () => {
    const host = counter();
    host.outbox = [planned(), planned({ outbox: 2, chat: 2, text: "Добрый вечер!" })];
    const user = await changingPlan(host);
    await away(user, "plan-form");
    await user.click(await screen.findByTestId("plan-edit"));
    await user.type(screen.getByTestId("plan-text"), "!");
    host.outbox = [];
    await act(async () => host.changed(["outbox"], [1, 2]));
    const written = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await screen.findByText(/^2 запланированных ответа уже не ждут/);
    await user.click(within(document.querySelector(".notice") as HTMLElement).getByRole("button", { name: "Скопировать" }));
    expect(written).toHaveBeenCalledWith("Доброе утро!\n\nДобрый вечер!!");
    expect(hasEdits()).toBe(false);
  });

  it("whose change is refused while other words are typed says so", async () => {
    const host = counter();
    host.refusals.set("reply_edit", new Refusal({ code: "disk_full", message: "", retryable: false }));
    const user = await changingPlan(host);
    const release = holdBack(host, "reply_edit");
    await user.click(screen.getByTestId("plan-save"));
    await user.type(screen.getByTestId("plan-text"), "!");
    await act(async () => release());
    await screen.findByText(/На диске нет места/);
  });

  it("says why it could not leave at once", async () => {
    const host = counter();
    host.outbox = [planned()];
    host.refusals.set("outbox_retry", new Refusal({ code: "account_paused", message: "", retryable: false }));
    const user = await openFirst(host);
    await user.click(await screen.findByTestId("plan-now"));
    expect((await screen.findByTestId("plan-refused")).textContent).toContain("Магазин остановлен вами");
  });

  it.each([
    ["late", "пока программа не работала"],
    ["buyer_wrote", "Покупатель написал ещё"],
  ] as const)("that is held (%s) says why and waits for a word", async (held, words) => {
    const host = counter();
    host.outbox = [planned({ held, next_at_ms: NOW - 9_000_000, planned_at_ms: NOW - 9_000_000 })];
    const user = await openFirst(host);
    const plan = await screen.findByTestId("plan");
    expect(plan.textContent).toContain(words);
    await user.click(within(plan).getByTestId("plan-now"));
    await waitFor(() => expect(host.asked("outbox_retry")).toEqual([{ outbox: 1 }]));
  });
});

describe("private notes", () => {
  it("are begun with N and kept apart from the reply", async () => {
    const host = counter();
    const user = await openFirst(host);
    fireEvent.change(await field(), { target: { value: "Начатый ответ" } });
    await user.keyboard("n");
    const note = await screen.findByTestId("note");
    await waitFor(() => expect(document.activeElement).toBe(note));
    fireEvent.change(note, { target: { value: "Постоянный покупатель" } });
    await user.keyboard(SEND);
    const entry = await screen.findByTestId("note-entry");
    expect(entry.textContent).toContain("Видите только вы");
    expect(host.asked("note_add")).toMatchObject([{ chat: 1, text: "Постоянный покупатель" }]);
    expect(host.asked("reply_send"), "nothing is sent").toEqual([]);
    await user.click(screen.getByTestId("mode-reply"));
    expect((await field()).value, "the reply stands where it stood").toBe("Начатый ответ");
  });

  it("are changed, deleted and brought back", async () => {
    const host = counter();
    const user = await changingNote(host, "Постоянная");
    await user.click(screen.getByTestId("note-save"));
    await screen.findByText("Постоянная");
    await user.click(screen.getByTestId("note-remove"));
    await waitFor(() => expect(screen.queryByTestId("note-entry")).toBeNull());
    await user.click(within(document.querySelector(".notice") as HTMLElement).getByRole("button", { name: "Отменить" }));
    await screen.findByText("Постоянная");
  });

  it("under change are found again as they were left, and take no letter of those who come by", async () => {
    const host = counter();
    const user = await changingNote(host, "Постоянный, любит синее");
    await away(user, "note-typed");
    await user.click(row(1));
    const typed = await screen.findByTestId<HTMLTextAreaElement>("note-typed");
    expect(typed.value).toBe("Постоянный, любит синее");
    expect(document.activeElement, "the keys are still those of the list").not.toBe(typed);
    await user.click(screen.getByTestId("note-save"));
    await waitFor(() => expect(host.asked("note_edit")).toEqual([{ note: 1, text: "Постоянный, любит синее" }]));
  });

  it("kept while their chat is left are no longer under change, and can be taken back", async () => {
    const host = counter();
    const user = await changingNote(host, "Постоянная");
    const release = holdBack(host, "note_edit");
    await user.click(screen.getByTestId("note-save"));
    await away(user, "note-typed");
    expect(hasEdits(), "not answered yet").toBe(true);
    await act(async () => release());
    await waitFor(() => expect(hasEdits()).toBe(false));
    host.refusals.set("note_edit", new Refusal({ code: "disk_full", message: "", retryable: false }));
    await user.click(within(document.querySelector(".notice") as HTMLElement).getByRole("button", { name: "Отменить" }));
    await screen.findByText(/На диске нет места/);
  });

  it("deleted while their chat is left can be brought back", async () => {
    const host = counter();
    host.notes = [noted()];
    const user = await openFirst(host);
    const release = holdBack(host, "note_remove");
    await user.click(await screen.findByTestId("note-remove"));
    await away(user, "note-entry");
    await act(async () => release());
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    await waitFor(() => expect(host.asked("note_restore")).toEqual([{ note: 1 }]));
  });

  it("stand between the messages of their time, and only where those are shown", () => {
    const at = (n: number) => NOW - 60_000 + n;
    const note = (id: number, written_at_ms: number) => ({ note: id, chat: 1, text: `${id}`, written_at_ms });
    const messages = [message(1, { sent_at_ms: at(10) }), message(2, { sent_at_ms: at(20) })];
    const notes = [note(1, at(5)), note(2, at(15)), note(3, at(25))];
    const kinds = (older: boolean, newer: boolean) =>
      entriesOf({ messages, outbox: [] }, null, { notes, older, newer })
        .filter((entry) => entry.kind !== "day")
        .map((entry) => entry.key);
    expect(kinds(false, false)).toEqual(["n1", "m1", "n2", "m2", "n3"]);
    expect(kinds(true, true)).toEqual(["m1", "n2", "m2"]);
  });

  it("keep every line apart where a reply waits since an earlier day than the last message", () => {
    const [monday, tuesday] = [new Date(2026, 4, 18, 9).getTime(), new Date(2026, 4, 19, 9).getTime()];
    const messages = [message(1, { sent_at_ms: monday }), message(2, { sent_at_ms: tuesday })];
    const waiting = (outbox: number, queued_at_ms: number) => ({ ...REPLY, outbox, queued_at_ms, next_at_ms: queued_at_ms });
    const entries = entriesOf({ messages, outbox: [waiting(1, monday), waiting(2, tuesday)] }, null);
    expect(entries.map((entry) => entry.kind)).toEqual(["day", "message", "day", "message", "day", "reply", "day", "reply"]);
    expect(new Set(entries.map((entry) => entry.key)).size, "no two lines have one name").toBe(entries.length);
  });
});
