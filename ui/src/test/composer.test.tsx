import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ChatView } from "../api/bindings";
import { Refusal } from "../api/host";
import { quotation } from "../features/composer/AnswerStrip";
import { departDraft, forgetDrafts, stayDraft, storedDraft, writeDraft } from "../features/composer/drafts";
import { draft } from "./memoryDrafts";
import { analysis, LIMITS, message, NOW } from "./memoryHost";
import { noted, planned } from "./memoryNotes";
import { counter, holdBack, openFirst, picture, row } from "./scene";

const field = () => screen.findByTestId<HTMLTextAreaElement>("composer");
const SEND = "{Control>}{Enter}{/Control}";
const send = () => screen.getByTestId<HTMLButtonElement>("send");

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

  it("is left to the window where the buyer's language is only guessed", async () => {
    const host = counter();
    host.heard.set(1, analysis({ language: "hu", language_sure: 0 }));
    host.outbox = [planned()];
    const user = await openFirst(host);
    expect(await checked("composer")).toBe("true ");
    await user.click(await screen.findByTestId("plan-edit"));
    expect(await checked("plan-text")).toBe("true ");
  });
});

describe("the way back", () => {
  it("goes first to what was done after the reply was sent", async () => {
    const host = counter();
    host.notes = [noted()];
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
    host.notes = [noted()];
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

describe("a file in the composer", () => {
  it("is dropped in, told what the channel takes, and called otherwise", async () => {
    const host = counter();
    const user = await openFirst(host);
    const pane = screen.getByTestId("composer-pane");
    const file = picture();
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

  it("is waited for by the reply of its own chat alone, also when that was left and come back to", async () => {
    const host = counter();
    const user = await openFirst(host);
    const release = holdBack(host, "upload_add");
    const first = await field();
    await user.upload(screen.getByTestId("file-picker"), picture());
    await user.type(first, "Вот фото");
    expect(send().disabled).toBe(true);
    await user.click(row(2));
    await waitFor(async () => expect(await field()).not.toBe(first));
    await user.type(await field(), "Второму");
    expect(send().disabled, "it is not this chat's").toBe(false);
    await user.click(row(1));
    await waitFor(async () => expect((await field()).value).toBe("Вот фото"));
    expect(send().disabled).toBe(true);
    await user.keyboard(SEND);
    expect(host.asked("reply_send")).toEqual([]);
    await act(async () => release());
    await screen.findByTestId("upload");
    await user.click(send());
    await waitFor(() => expect(host.asked("reply_send")).toMatchObject([{ chat: 1, text: "Вот фото", uploads: [1] }]));
    expect(host.asked("upload_add")).toMatchObject([{ chat: 1 }]);
  });

  it("leaves with the reply as soon as the core has it, though the chat is not read anew yet", async () => {
    const host = counter();
    const user = await openFirst(host);
    await user.type(await field(), "Вот фото");
    const release = holdBack(host, "chat_get");
    await user.upload(screen.getByTestId("file-picker"), picture());
    await waitFor(() => expect(host.asked("upload_add")).toHaveLength(1));
    await waitFor(() => expect(send().disabled).toBe(false));
    await user.click(send());
    await waitFor(() => expect(host.asked("reply_send")).toMatchObject([{ text: "Вот фото", uploads: [1] }]));
    await act(async () => release());
  });

  it("counts beside those that are still on their way", async () => {
    const host = counter();
    host.limits = { ...LIMITS, file_bytes: 15, files_bytes: 15 };
    const user = await openFirst(host);
    const release = holdBack(host, "upload_add");
    await user.upload(screen.getByTestId("file-picker"), picture());
    await user.upload(screen.getByTestId("file-picker"), picture("IMG_2.jpg"));
    expect((await screen.findByTestId("file-refused")).textContent).toContain("IMG_2.jpg");
    await act(async () => release());
    await screen.findByTestId("upload");
    expect(host.asked("upload_add")).toMatchObject([{ name: "IMG_1.jpg" }]);
  });

  it("that was refused after its chat was left is told of there", async () => {
    const host = counter();
    host.refusals.set("upload_add", new Refusal({ code: "disk_full", message: "", retryable: false }));
    const user = await openFirst(host);
    const release = holdBack(host, "upload_add");
    const first = await field();
    await user.upload(screen.getByTestId("file-picker"), picture());
    await user.click(row(2));
    await waitFor(async () => expect(await field()).not.toBe(first));
    await act(async () => release());
    expect(screen.queryByTestId("file-refused")).toBeNull();
    await user.click(row(1));
    expect((await screen.findByTestId("file-refused")).textContent).toMatch(/IMG_1\.jpg: На диске нет места/);
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

  it("has its own key again when other words were tried between, until it is begun anew", () => {
    const stored = { text: "", clientKey: "", seen: null, answers: null };
    const asked = (text: string) => {
      writeDraft(1, { text }, stored);
      const key = departDraft(1, text, stored);
      stayDraft(1);
      return key;
    };
    const first = asked("Раз");
    const other = asked("Раз два");
    expect(other).not.toBe(first);
    expect(asked("Раз"), "it may have been kept").toBe(first);
    expect(asked("Раз два")).toBe(other);
    writeDraft(1, { text: "" }, stored);
    expect([first, other]).not.toContain(asked("Раз"));
  });

  it("is sent though its chat is left, and is not stored behind that", async () => {
    const host = counter();
    const user = await openFirst(host);
    const release = holdBack(host, "reply_send");
    const first = await field();
    await user.type(first, "Раз");
    await user.keyboard(SEND);
    await user.click(row(2));
    await waitFor(async () => expect(await field()).not.toBe(first));
    await user.type(await field(), "Второму");
    release();
    await screen.findByTestId("undo-bar");
    expect((await field()).value).toBe("Второму");
    expect(host.drafts.get(1) ?? "").toBe("");
    await user.click(row(1));
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
    await user.click(row(2));
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
    await user.click(row(3));
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
