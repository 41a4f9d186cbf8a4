import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ChatView, OutboxView } from "../api/bindings";
import { Refusal } from "../api/host";
import { quotation } from "../features/composer/AnswerStrip";
import { forgetDrafts, storedDraft, writeDraft } from "../features/composer/drafts";
import { until } from "../features/snooze/until";
import { entriesOf } from "../features/thread/entries";
import { hasEdits } from "../shared/keptEdits";
import { wordsOf } from "../words/words";
import { draft } from "./memoryDrafts";
import { analysis, message, NOW } from "./memoryHost";
import { counter, holdBack, openFirst } from "./scene";

const field = () => screen.findByTestId<HTMLTextAreaElement>("composer");
const SEND = "{Control>}{Enter}{/Control}";

const REPLY: OutboxView = { outbox: 1, chat: 1, state: "queued", text: "Доброе утро", attempts: 0, queued_at_ms: NOW, next_at_ms: NOW, needs_owner: false };

/** A reply that leaves in an hour. */
const planned = (over: Partial<OutboxView> = {}): OutboxView => ({
  ...REPLY,
  next_at_ms: NOW + 3_600_000,
  planned_at_ms: NOW + 3_600_000,
  seen: 11,
  ...over,
});

describe("undo", () => {
  it("is a bar with the seconds, and puts the words back before what is being written", async () => {
    const host = counter();
    const user = await openFirst(host);
    await user.type(await field(), "Ой, не то");
    await user.keyboard(SEND);
    const bar = await screen.findByTestId("undo-bar");
    expect(bar.textContent).toMatch(/Ответ уйдёт через \d+ с/);
    await user.type(await field(), "И ещё");
    await user.click(screen.getByTestId("undo-send"));
    await waitFor(async () => expect((await field()).value).toBe("Ой, не то\n\nИ ещё"));
    expect(host.asked("outbox_cancel"), "once").toHaveLength(1);
    expect(host.asked("draft_set").at(-1), "the core knew what was typed before it joined them").toMatchObject({ text: "И ещё" });
    expect(screen.queryByTestId("undo-bar")).toBeNull();
    await user.keyboard(SEND);
    const [first, second] = host.asked("reply_send") as { client_key: string }[];
    expect(second?.client_key, "what was taken back is another reply").not.toBe(first?.client_key);
  });

  it("hears the usual key in the empty field", async () => {
    const host = counter();
    const user = await openFirst(host);
    await user.type(await field(), "Рано");
    await user.keyboard(SEND);
    await waitFor(async () => expect((await field()).value).toBe(""));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(async () => expect((await field()).value).toBe("Рано"));
  });

  it("hears it on a Cyrillic layout too", async () => {
    const host = counter();
    const user = await openFirst(host);
    await user.type(await field(), "Рано");
    await user.keyboard(SEND);
    await waitFor(async () => expect((await field()).value).toBe(""));
    await screen.findByTestId("undo-bar");
    fireEvent.keyDown(await field(), { key: "я", code: "KeyZ", ctrlKey: true });
    await waitFor(async () => expect((await field()).value).toBe("Рано"));
  });
});

describe("spelling", () => {
  /** Whether a field's words are looked at, and in which language they are. */
  const checked = async (name: string) => {
    const { spellcheck, lang } = await screen.findByTestId(name).then((at) => ({ spellcheck: at.getAttribute("spellcheck"), lang: at.lang }));
    return `${spellcheck} ${lang}`;
  };

  it("is looked at in the buyer's language wherever words for a buyer are written, in notes in the owner's", async () => {
    const host = counter();
    host.heard.set(1, analysis({ language: "hu" }));
    host.drafted.drafts.set(1, draft({ language: "hu" }));
    host.outbox = [planned()];
    const user = await openFirst(host);
    expect(await checked("composer")).toBe("true hu");
    await user.click(await screen.findByTestId("plan-edit"));
    expect(await checked("plan-text")).toBe("true hu");
    await user.click(await screen.findByTestId("draft-more"));
    await user.click(screen.getByTestId("draft-edit"));
    expect(await checked("draft-editor")).toBe("true hu");
    await user.click(screen.getByTestId("mode-note"));
    expect(await checked("note")).toBe("true ru");
  });
});

describe("the way back", () => {
  it("goes first to what was done after the reply was sent", async () => {
    const host = counter();
    host.notes = [{ note: 1, chat: 1, text: "Постоянный", written_at_ms: NOW }];
    const user = await openFirst(host);
    await user.type(await field(), "Раз");
    await user.keyboard(SEND);
    await screen.findByTestId("undo-bar");
    await user.click(await screen.findByTestId("note-remove"));
    await waitFor(() => expect(screen.queryByTestId("note-entry")).toBeNull());
    await screen.findByText("Заметка удалена", { exact: false });
    await user.keyboard("z");
    await screen.findByTestId("note-entry");
    expect(host.asked("note_restore")).toHaveLength(1);
    expect(host.asked("outbox_cancel")).toEqual([]);
    (document.activeElement as HTMLElement | null)?.blur();
    await user.keyboard("z");
    await waitFor(() => expect(host.asked("outbox_cancel"), "then the reply").toHaveLength(1));
  });

  it("of the bar is the reply's, whatever was done after it", async () => {
    const host = counter();
    host.notes = [{ note: 1, chat: 1, text: "Постоянный", written_at_ms: NOW }];
    const user = await openFirst(host);
    await user.type(await field(), "Раз");
    await user.keyboard(SEND);
    await screen.findByTestId("undo-bar");
    await user.click(await screen.findByTestId("note-remove"));
    await screen.findByText("Заметка удалена", { exact: false });
    await user.click(screen.getByTestId("undo-send"));
    await waitFor(() => expect(host.asked("outbox_cancel")).toHaveLength(1));
    expect(host.asked("note_restore")).toEqual([]);
  });
});

describe("a text on its way", () => {
  it("lends its key to nothing that is typed behind it", async () => {
    const host = counter();
    const user = await openFirst(host);
    const release = holdBack(host, "reply_send");
    await user.type(await field(), "Раз");
    await user.keyboard(SEND);
    await user.type(await field(), " два");
    release();
    await screen.findByTestId("undo-bar");
    expect((await field()).value).toBe("Раз два");
    await waitFor(() => expect(host.drafts.get(1), "the core forgot it with what was sent").toBe("Раз два"));
    await user.keyboard(SEND);
    await waitFor(() => expect(host.asked("reply_send")).toHaveLength(2));
    const [first, second] = host.asked("reply_send") as { client_key: string }[];
    expect(second?.client_key).not.toBe(first?.client_key);
  });

  it("is the same reply when the answer was lost, until its words are changed", async () => {
    const host = counter();
    host.refusals.set("reply_send", Refusal.unreachable());
    const user = await openFirst(host);
    await user.type(await field(), "Раз");
    await user.keyboard(SEND);
    await screen.findByTestId("send-refused");
    await user.keyboard(SEND);
    await waitFor(() => expect(host.asked("reply_send")).toHaveLength(2));
    await screen.findByTestId("send-refused");
    host.refusals.delete("reply_send");
    await user.type(await field(), " два");
    await user.keyboard(SEND);
    await waitFor(() => expect(host.asked("reply_send")).toHaveLength(3));
    const [first, again, other] = host.asked("reply_send") as { client_key: string }[];
    expect(again?.client_key).toBe(first?.client_key);
    expect(other?.client_key, "the core would give back the first one").not.toBe(first?.client_key);
  });

  it("is sent though its chat is left, and is not stored behind that", async () => {
    const host = counter();
    const user = await openFirst(host);
    const release = holdBack(host, "reply_send");
    const first = await field();
    await user.type(first, "Раз");
    await user.keyboard(SEND);
    await user.click(screen.getAllByTestId("chat-row")[1] as HTMLElement);
    await waitFor(async () => expect(await field()).not.toBe(first));
    await user.type(await field(), "Второму");
    release();
    await screen.findByTestId("undo-bar");
    expect((await field()).value).toBe("Второму");
    expect(host.drafts.get(1) ?? "").toBe("");
    await user.click(screen.getAllByTestId("chat-row")[0] as HTMLElement);
    await waitFor(async () => expect((await field()).value).toBe(""));
  });

  it("that was refused after its chat was left is kept", async () => {
    const host = counter();
    host.refusals.set("reply_send", new Refusal({ code: "internal", message: "", retryable: false }));
    const user = await openFirst(host);
    const release = holdBack(host, "reply_send");
    const first = await field();
    await user.type(first, "Раз");
    await user.keyboard(SEND);
    await user.click(screen.getAllByTestId("chat-row")[1] as HTMLElement);
    await waitFor(async () => expect(await field()).not.toBe(first));
    release();
    await waitFor(() => expect(host.drafts.get(1)).toBe("Раз"));
  });

  it("closes its chat without taking the owner from the one he has gone to", async () => {
    const host = counter();
    const user = await openFirst(host);
    const release = holdBack(host, "reply_send");
    const first = await field();
    await user.type(first, "Раз");
    await user.keyboard("{Control>}{Shift>}{Enter}{/Shift}{/Control}");
    await user.click(screen.getAllByTestId("chat-row")[2] as HTMLElement);
    await waitFor(async () => expect(await field()).not.toBe(first));
    const third = await field();
    release();
    await waitFor(() => expect(host.asked("chats_act")).toHaveLength(1));
    await screen.findByTestId("undo-bar");
    await new Promise((rest) => setTimeout(rest, 100));
    expect(await field()).toBe(third);
  });
});

describe("a draft that only the core had", () => {
  it.each(["reply", "note"] as const)("is continued under a key of its own (%s)", (mode) => {
    const stored = storedDraft({ row: { chat: 1 }, draft: "а", note_draft: "а" } as ChatView, mode);
    const continued = () => writeDraft(1, { text: "аб" }, stored, mode).clientKey;
    const first = continued();
    expect(continued(), "one text, one key").toBe(first);
    forgetDrafts();
    expect(first).not.toBe("");
    expect(continued()).not.toBe(first);
  });
});

describe("the buyer who wrote meanwhile", () => {
  const writes = async (host: ReturnType<typeof counter>, id: number, text: string) => {
    host.messages.get(1)?.push(message(id, { text, sent_at_ms: NOW + id }));
    await act(async () => host.changed(["messages", "chats"], [1]));
  };

  it("is shown above the pen, and sending asks for a second press", async () => {
    const host = counter();
    const user = await openFirst(host);
    await user.type(await field(), "Отправим завтра");
    await writes(host, 12, "Уже не нужно");
    const banner = await screen.findByTestId("stale");
    expect(banner.textContent).toContain("Уже не нужно");
    await user.click(await field());
    await user.keyboard(SEND);
    expect(host.asked("reply_send"), "the first press only asks").toEqual([]);
    expect(screen.getByTestId("stale").dataset.asked).toBe("true");
    expect(screen.getByTestId("stale").getAttribute("role")).toBe("alert");
    await user.keyboard(SEND);
    await waitFor(() => expect(host.asked("reply_send")).toMatchObject([{ text: "Отправим завтра", seen: 12 }]));
    await waitFor(() => expect(screen.queryByTestId("stale")).toBeNull());
  });

  it("is asked about once more when still more comes between the presses", async () => {
    const host = counter();
    const user = await openFirst(host);
    await user.type(await field(), "Отправим завтра");
    await writes(host, 12, "Уже не нужно");
    await screen.findByTestId("stale");
    await user.keyboard(SEND);
    await writes(host, 13, "Или нет, нужно");
    await waitFor(() => expect(screen.getByTestId("stale").dataset.asked).toBeUndefined());
    await user.keyboard(SEND);
    expect(host.asked("reply_send")).toEqual([]);
    await user.click(screen.getByTestId("stale-read"));
    await user.keyboard(SEND);
    await waitFor(() => expect(host.asked("reply_send")).toMatchObject([{ seen: 13 }]));
  });

  it("is no news to who begins to write afterwards", async () => {
    const host = counter();
    const user = await openFirst(host);
    await writes(host, 12, "И чек");
    await screen.findByText("И чек");
    await user.type(await field(), "Положим");
    expect(screen.queryByTestId("stale")).toBeNull();
    await user.keyboard(SEND);
    await waitFor(() => expect(host.asked("reply_send")).toMatchObject([{ seen: 12 }]));
  });
});

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
    host.outbox = [planned()];
    host.refusals.set("reply_edit", new Refusal({ code: "guard_warned", message: "", retryable: false }));
    const user = await openFirst(host);
    await user.click(await screen.findByTestId("plan-edit"));
    await user.type(screen.getByTestId("plan-text"), "!");
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

describe("an answer to a message", () => {
  it("shows which, goes with the reply, and is quoted to the buyer only on request", async () => {
    const host = counter();
    const user = await openFirst(host);
    await screen.findByText("Сообщение 10");
    await user.click(screen.getAllByTestId("answer-this")[0] as HTMLElement);
    const strip = await screen.findByTestId("answer-strip");
    expect(strip.textContent).toContain("Сообщение 10");
    await waitFor(async () => expect(document.activeElement).toBe(await field()));
    await user.type(await field(), "Да");
    await user.click(screen.getByTestId("answer-quote"));
    await waitFor(async () => expect((await field()).value).toBe("> Сообщение 10\nДа"));
    expect(screen.queryByTestId("answer-quote"), "it stands there already").toBeNull();
    await user.click(await field());
    await user.keyboard(SEND);
    await waitFor(() => expect(host.asked("reply_send")).toMatchObject([{ text: "> Сообщение 10\nДа", reply_to: 10 }]));
    expect((await screen.findByTestId("quoted")).textContent).toContain("Сообщение 10");
    expect(screen.queryByTestId("answer-strip")).toBeNull();
  });

  it("is cut to a line", () => {
    expect(quotation({ message: 1, author: "customer", text: `а\n${"б".repeat(200)}` })).toMatch(/^> а б+…\n$/);
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
    host.notes = [{ note: 1, chat: 1, text: "Постоянный", written_at_ms: NOW }];
    const user = await openFirst(host);
    await user.click(await screen.findByTestId("note-edit"));
    fireEvent.change(screen.getByTestId("note-typed"), { target: { value: "Постоянная" } });
    await user.click(screen.getByTestId("note-save"));
    await screen.findByText("Постоянная");
    await user.click(screen.getByTestId("note-remove"));
    await waitFor(() => expect(screen.queryByTestId("note-entry")).toBeNull());
    await user.click(within(document.querySelector(".notice") as HTMLElement).getByRole("button", { name: "Отменить" }));
    await screen.findByText("Постоянная");
  });

  it("under change are found again as they were left, and take no letter of those who come by", async () => {
    const host = counter();
    host.notes = [{ note: 1, chat: 1, text: "Постоянный", written_at_ms: NOW }];
    const user = await openFirst(host);
    await user.click(await screen.findByTestId("note-edit"));
    fireEvent.change(screen.getByTestId("note-typed"), { target: { value: "Постоянный, любит синее" } });
    await user.click(screen.getAllByTestId("chat-row")[1] as HTMLElement);
    await waitFor(() => expect(screen.queryByTestId("note-typed")).toBeNull());
    await user.click(screen.getAllByTestId("chat-row")[0] as HTMLElement);
    const typed = await screen.findByTestId<HTMLTextAreaElement>("note-typed");
    expect(typed.value).toBe("Постоянный, любит синее");
    expect(document.activeElement, "the keys are still those of the list").not.toBe(typed);
    await user.click(screen.getByTestId("note-save"));
    await waitFor(() => expect(host.asked("note_edit")).toEqual([{ note: 1, text: "Постоянный, любит синее" }]));
  });

  it("kept while their chat is left are no longer under change, and can be taken back", async () => {
    const host = counter();
    host.notes = [{ note: 1, chat: 1, text: "Постоянный", written_at_ms: NOW }];
    const user = await openFirst(host);
    await user.click(await screen.findByTestId("note-edit"));
    fireEvent.change(screen.getByTestId("note-typed"), { target: { value: "Постоянная" } });
    const release = holdBack(host, "note_edit");
    await user.click(screen.getByTestId("note-save"));
    await user.click(screen.getAllByTestId("chat-row")[1] as HTMLElement);
    await waitFor(() => expect(screen.queryByTestId("note-typed")).toBeNull());
    expect(hasEdits(), "not answered yet").toBe(true);
    await act(async () => release());
    await waitFor(() => expect(hasEdits()).toBe(false));
    expect(document.querySelector(".notice")?.textContent).toContain("Отменить");
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
    const days = (n: number) => NOW - n * 86_400_000;
    const messages = [message(1, { sent_at_ms: days(1) }), message(2, { sent_at_ms: NOW })];
    const waiting = (outbox: number, queued_at_ms: number) => ({ ...REPLY, outbox, queued_at_ms, next_at_ms: queued_at_ms });
    const entries = entriesOf({ messages, outbox: [waiting(1, days(1)), waiting(2, NOW)] }, null);
    expect(entries.map((entry) => entry.kind)).toEqual(["day", "message", "day", "message", "day", "reply", "day", "reply"]);
    expect(new Set(entries.map((entry) => entry.key)).size, "no two lines have one name").toBe(entries.length);
  });
});

describe("a file in the composer", () => {
  it("is dropped in, told what the channel takes, and called otherwise", async () => {
    const host = counter();
    const user = await openFirst(host);
    const pane = screen.getByTestId("composer-pane");
    const file = new File([new Uint8Array(10)], "IMG_1.jpg", { type: "image/jpeg" });
    const dataTransfer = { types: ["Files"], files: [file] };
    fireEvent.dragOver(pane, { dataTransfer });
    expect(screen.getByTestId("file-limits").textContent).toContain("Wildberries принимает JPEG");
    fireEvent.drop(pane, { dataTransfer });
    await screen.findByTestId("upload");
    await user.click(screen.getByTestId("upload-rename"));
    const name = screen.getByTestId<HTMLInputElement>("upload-name");
    expect(name.value, "the ending is not for typing").toBe("IMG_1");
    await user.clear(name);
    await user.type(name, "чашка{Enter}");
    await waitFor(() => expect(host.asked("upload_rename")).toEqual([{ upload: 1, name: "чашка" }]));
  });
});

describe("a chat that is left with a text", () => {
  it("lets its thread go, though the browser keeps the field that was written into", async () => {
    const user = await openFirst(counter());
    const written = await field();
    await user.type(written, "Ещё не готово");
    written.blur();
    await user.keyboard("j");
    await waitFor(async () => expect(await field()).not.toBe(written));
    expect(written.isConnected).toBe(false);
    expect(written.parentElement, "nothing of the thread hangs on the field").toBeNull();
  });
});
