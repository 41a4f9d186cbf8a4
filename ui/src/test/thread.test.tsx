import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { Refusal } from "../api/host";
import { linksIn } from "../features/thread/linksIn";
import { LIMITS, message, NOW } from "./memoryHost";
import { noted } from "./memoryNotes";
import { counter, openFirst } from "./scene";

const HOUR = 3_600_000;

describe("addresses in messages", () => {
  it("are found whole, with the host the network would see", () => {
    expect(linksIn("вот https://пример.рф/a?b=1, и (https://ok.ru/x).").map((link) => link.host)).toEqual(["xn--e1afmkfd.xn--p1ai", "ok.ru"]);
    expect(linksIn("https://wildberries.ru@evil.example/x")[0]?.host, "what stands before @ is no host").toBe("evil.example");
    expect(linksIn("http://plain.example javascript:alert(1) ftp://a.b")).toEqual([]);
  });

  it("are copied, never followed", async () => {
    const host = counter();
    host.messages.set(1, [message(10, { text: "Фото: https://example.org/photo?id=42" })]);
    const user = await openFirst(host);
    const written = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await user.click(await screen.findByRole("button", { name: "Скопировать ссылку: example.org" }));
    expect(written).toHaveBeenCalledWith("https://example.org/photo?id=42");
    expect(document.querySelector("a[href]")).toBeNull();
  });
});

describe("a chat that its marketplace refuses", () => {
  it("says who refused, what is kept and what can be done, until it is shown again", async () => {
    const host = counter();
    host.historyRefused = { since_ms: NOW - HOUR, status: 403 };
    await openFirst(host);
    const said = (await screen.findByTestId("refused-strip")).textContent ?? "";
    expect(said).toMatch(/^Wildberries не даёт доступа к этому чату \(ответ 403\)/);
    expect(said).toContain("сохранено здесь");
    expect(said).toContain("Откройте чат в кабинете площадки");
    host.historyRefused = { since_ms: NOW - HOUR, status: 404 };
    host.messages.set(1, []);
    await act(async () => host.changed(["chats"], [1]));
    await waitFor(() => expect(screen.getByTestId("refused-strip").textContent).toMatch(/такого чата нет.*не успело прийти/));
    host.historyRefused = null;
    await act(async () => host.changed(["chats"], [1]));
    await waitFor(() => expect(screen.queryByTestId("refused-strip")).toBeNull());
  });
});

describe("kinds of messages", () => {
  it("are named, and what was there before is shown on demand", async () => {
    const host = counter();
    host.messages.set(1, [
      message(10, { kind: "deleted", text: "", text_before: "Верните деньги" }),
      message(11, { text: "Исправленный текст", text_before: "Первый текст" }),
      message(12, { kind: "call", text: "missed" }),
      message(13, { kind: "location", text: "Москва, Арбат 1" }),
      message(14, { kind: "deleted", author: "seller", text: "" }),
      message(15, { kind: "deleted", author: "system", text: "" }),
    ]);
    const user = await openFirst(host);
    const gone = (await screen.findByText(/Покупатель удалил сообщение/)).closest("[data-testid=message]") as HTMLElement;
    expect(screen.queryByText("Верните деньги")).toBeNull();
    await user.click(within(gone).getByTestId("first-text"));
    expect(within(gone).getByText("Верните деньги")).toBeDefined();
    const edited = screen.getByText("Исправленный текст").closest("article") as HTMLElement;
    expect(edited.textContent).toMatch(/изменено/);
    await user.click(within(edited).getByTestId("first-text"));
    expect(within(edited).getByText("Первый текст")).toBeDefined();
    expect(screen.getByText("Пропущенный")).toBeDefined();
    expect(screen.getByText("Место")).toBeDefined();
    expect(screen.getAllByText("Вы удалили это сообщение")).toHaveLength(1);
    expect(screen.getByText("Сообщение удалено"), "what the marketplace took away nobody is told to have").toBeDefined();
  });

  it("that cannot be shown tell on demand, letter by letter, what came", async () => {
    const host = counter();
    const came = '{"eventType":"refund","note":"<img src=x onerror=alert(1)>\u202e\u0000"}';
    host.messages.set(1, [
      message(10, { kind: "unsupported", text: "" }),
      message(11),
      message(12, { kind: "unsupported", author: "system", text: "Возврат" }),
    ]);
    host.raw.set(10, { text: came, cut: true });
    const user = await openFirst(host);
    const [first, second] = await screen.findAllByTestId("what-came");
    if (!first || !second) throw new Error("two messages cannot be shown");
    expect(screen.getAllByTestId("what-came"), "what is shown whole has nothing to tell").toHaveLength(2);
    expect(first.getAttribute("aria-expanded")).toBe("false");
    expect(host.asked("message_raw"), "nobody asked yet").toEqual([]);

    first.focus();
    await user.keyboard("{Enter}");
    const shown = await screen.findByRole("region", { name: "Что прислала площадка, буква в букву" });
    expect(first.getAttribute("aria-expanded")).toBe("true");
    expect(shown.querySelector("pre")?.textContent).toBe('{"eventType":"refund","note":"<img src=x onerror=alert(1)>□"}');
    expect(shown.querySelector("img")).toBeNull();
    expect(shown.tabIndex, "what scrolls is reached by the keyboard").toBe(0);
    expect(screen.getByText(/Это только начало/)).toBeDefined();
    const written = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await user.click(within(screen.getByTestId("came")).getByRole("button", { name: "Скопировать" }));
    expect(written).toHaveBeenCalledWith(came);

    await user.click(second);
    await screen.findByText("Сохранилось только то, что здесь показано.");
    expect(host.asked("message_raw")).toEqual([{ message: 10 }, { message: 12 }]);
    await user.click(first);
    expect(screen.queryByTestId("came")).toBeNull();
  });

  it("that can be shown tell it too where more came than is shown, and only there", async () => {
    const host = counter();
    host.messages.set(1, [message(10, { text: "Где чек?", has_raw: true }), message(11), message(12, { author: "seller", has_raw: true })]);
    host.raw.set(10, { text: '{"text":"Где чек?","sticker":5}', cut: false });
    const user = await openFirst(host);
    const asked = (await screen.findByText("Где чек?")).closest("article") as HTMLElement;
    expect(screen.getAllByTestId("what-came")).toHaveLength(2);
    expect(screen.queryByRole("region", { name: /буква в букву/ }), "not before it is asked for").toBeNull();
    const link = within(asked).getByRole("button", { name: "показать, что пришло" });
    expect(link.title).toBe("Пульт показывает не всё, что пришло");
    await user.click(link);
    const shown = await within(asked).findByRole("region", { name: "Что прислала площадка, буква в букву" });
    expect(shown.textContent).toBe('{"text":"Где чек?","sticker":5}');
  });

  it("say whether ours were read where the marketplace tells it", async () => {
    const host = counter();
    host.limits = { ...LIMITS, tells_read: true };
    host.messages.set(1, [message(10, { author: "seller", read: true }), message(11, { author: "seller", read: false })]);
    await openFirst(host);
    const ticks = await screen.findAllByTestId("tick");
    expect(ticks.map((tick) => tick.textContent?.trim())).toEqual(["прочитано", "отправлено"]);
    expect(ticks[1]?.title).toMatch(/ещё не открывал/);
  });

  it("of ours are deleted while that is allowed, after one more question", async () => {
    const host = counter();
    host.limits = { ...LIMITS, delete_within_ms: HOUR };
    const now = Date.now();
    host.messages.set(1, [message(10, { author: "seller", sent_at_ms: now - 2 * HOUR }), message(11, { author: "seller", sent_at_ms: now - 60_000 })]);
    const user = await openFirst(host);
    await user.click(await screen.findByTestId("delete-message"));
    expect(host.asked("message_delete")).toEqual([]);
    await user.click(await screen.findByTestId("confirm-delete"));
    await waitFor(() => expect(host.asked("message_delete")).toEqual([{ message: 11 }]));
  });

  it("with a chat that is no buyer's carry its kind in the head", async () => {
    const host = counter();
    host.kind = "dispute";
    await openFirst(host);
    expect((await screen.findByTestId("chat-kind")).textContent).toBe("спор");
  });
});

describe("the days of a talk", () => {
  it("part its messages, and are called what people call them", async () => {
    const host = counter();
    const now = new Date();
    const noon = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, 12).getTime();
    const ours = { author: "seller" as const };
    host.messages.set(1, [
      message(10, { sent_at_ms: new Date(2024, 4, 12, 12).getTime() }),
      message(11, { sent_at_ms: noon(1) }),
      message(12, { sent_at_ms: noon(1) + HOUR }),
      message(13, { ...ours, sent_at_ms: noon(0) }),
    ]);
    await openFirst(host);
    await screen.findByText("Сообщение 13");
    const rows = [...screen.getByRole("log").querySelectorAll("h2, .bubble-text")].map((each) => each.textContent);
    expect(rows).toEqual(["12 мая 2024 г.", "Сообщение 10", "вчера", "Сообщение 11", "Сообщение 12", "сегодня", "Сообщение 13"]);
  });
});

describe("a reply that failed", () => {
  it("says why, can be copied, and is tried again", async () => {
    const host = counter();
    host.outbox = [
      {
        outbox: 7,
        chat: 1,
        state: "failed",
        text: "Отправим завтра",
        attempts: 1,
        reason: "channel_refused",
        queued_at_ms: NOW,
        next_at_ms: NOW,
        needs_owner: false,
      },
    ];
    const user = await openFirst(host);
    const reply = (await screen.findByText("Отправим завтра")).closest("article") as HTMLElement;
    expect(reply.textContent).toMatch(/Не отправлено\. Площадка отказала/);
    const written = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await user.click(within(reply).getByRole("button", { name: "Скопировать" }));
    expect(written).toHaveBeenCalledWith("Отправим завтра");
    await screen.findByText("Скопировано");
    host.refusals.set("outbox_retry", new Refusal({ code: "disk_full", message: "", retryable: true }));
    await user.click(within(reply).getByRole("button", { name: "Повторить" }));
    await within(reply).findByText(/На диске нет места/);
    host.refusals.clear();
    await user.click(within(reply).getByRole("button", { name: "Повторить" }));
    await waitFor(() => expect(reply.dataset.state).toBe("queued"));
    expect(host.asked("outbox_retry")).toEqual([{ outbox: 7 }, { outbox: 7 }]);
    expect(within(reply).queryByRole("button", { name: "Повторить" })).toBeNull();
  });
});

describe("a reply in doubt", () => {
  it("is looked for first, and is the owner's to decide where that has led nowhere for long", async () => {
    const host = counter();
    const doubted = (minutes: number) => ({
      outbox: 7,
      chat: 1,
      state: "unconfirmed" as const,
      text: "Отправим завтра",
      attempts: 1,
      reason: "timed_out" as const,
      queued_at_ms: NOW,
      next_at_ms: NOW,
      needs_owner: false,
      unconfirmed_at_ms: Date.now() - minutes * 60_000,
    });
    host.outbox = [doubted(3)];
    const user = await openFirst(host);
    const reply = (await screen.findByText("Отправим завтра")).closest("article") as HTMLElement;
    expect(reply.textContent).toMatch(/Ищем его в чате Wildberries/);
    expect(within(reply).queryAllByRole("button"), "a hasty press would send it twice").toEqual([]);
    host.outbox = [doubted(12)];
    await act(async () => host.changed(["outbox"], [1]));
    await waitFor(() => expect(reply.textContent).toMatch(/узнать, дошёл ли он, до сих пор не вышло.*кабинет Wildberries/));
    await user.click(within(reply).getByRole("button", { name: "Отправить ещё раз" }));
    await waitFor(() => expect(host.asked("outbox_retry")).toEqual([{ outbox: 7 }]));
  });
});

describe("the window for replies", () => {
  it("says its end before anything is typed", async () => {
    const host = counter();
    host.replyUntil = Date.now() + 90 * 60_000 + 30_000;
    await openFirst(host);
    const chip = await screen.findByTestId("reply-window");
    expect(chip.className).toContain("window-near");
    expect(chip.textContent).toMatch(/Можно ответить до \d\d:\d\d.*: осталось 1 ч 30 мин/);
  });

  it("keeps the text when it is over, and sends nothing", async () => {
    const host = counter();
    host.replyUntil = Date.now() - 1_000;
    host.drafts.set(1, "не успели");
    const user = await openFirst(host);
    expect((await screen.findByTestId("reply-blocked")).textContent).toMatch(/Срок ответа в этом чате вышел/);
    await user.click(screen.getByTestId("composer"));
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(host.asked("reply_send")).toEqual([]);
    expect(screen.getByTestId<HTMLTextAreaElement>("composer").value).toBe("не успели");
  });
});

describe("a picture", () => {
  const shown = () => {
    const host = counter();
    host.messages.set(1, [message(10, { attachments: [{ attachment: 3, kind: "image", name: "чашка.png", stored: true }] })]);
    return host;
  };

  it("opens large, changes its size by keys, is saved, and Esc closes it", async () => {
    const host = shown();
    const user = await openFirst(host);
    await user.click(await screen.findByTestId("open-picture"));
    const viewer = await screen.findByTestId("viewer");
    expect(viewer.dataset.zoom).toBe("fit");
    fireEvent.keyDown(viewer, { key: "+" });
    expect(viewer.dataset.zoom).not.toBe("fit");
    fireEvent.keyDown(viewer, { key: "0" });
    expect(viewer.dataset.zoom).toBe("fit");
    await user.click(screen.getByTestId("viewer-save"));
    await screen.findByText("Сохранено: /home/anna/Downloads/photo.png");
    fireEvent(screen.getByRole("dialog"), new Event("cancel", { cancelable: true }));
    await waitFor(() => expect(screen.queryByTestId("viewer")).toBeNull());
  });

  it("that is a voice is a name and a way to keep it", async () => {
    const host = counter();
    host.messages.set(1, [message(10, { text: "", attachments: [{ attachment: 4, kind: "voice", stored: false }] })]);
    const user = await openFirst(host);
    await screen.findByText("Голосовое сообщение");
    await user.click(screen.getByTestId("save-file"));
    await waitFor(() => expect(host.asked("attachment_save")).toEqual([{ attachment: 4 }]));
  });
});

describe("a text that is written among the messages", () => {
  it("stays, with the pen in it, however far its row is scrolled away", async () => {
    const host = counter();
    host.messages.set(
      1,
      Array.from({ length: 50 }, (_, n) => message(n + 10)),
    );
    host.notes = [noted({ written_at_ms: NOW - 2 * HOUR })];
    const user = await openFirst(host);
    const log = document.querySelector(".transcript") as HTMLElement;
    const scrolled = async (top: number) => {
      log.scrollTop = top;
      fireEvent.scroll(log);
      await screen.findByText(top > 0 ? "Сообщение 59" : "Сообщение 10");
      await waitFor(() => expect(screen.queryByText(top > 0 ? "Сообщение 10" : "Сообщение 59")).toBeNull());
    };
    await user.click(await screen.findByTestId("note-edit"));
    await user.type(screen.getByTestId("note-typed"), " покупатель");
    const typed = screen.getByTestId<HTMLTextAreaElement>("note-typed");
    await scrolled(3_000);
    expect(typed.isConnected).toBe(true);
    expect(document.activeElement).toBe(typed);
    await scrolled(0);
    expect(screen.getByTestId<HTMLTextAreaElement>("note-typed").value).toBe("Постоянный покупатель");
  });
});
