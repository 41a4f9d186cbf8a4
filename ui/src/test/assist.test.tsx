import { act, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Refusal } from "../api/host";
import { parts, rewritten } from "../features/assist/DraftText";
import { wordDiff } from "../features/assist/wordDiff";
import { draft } from "./memoryDrafts";
import { message } from "./memoryHost";
import { counter, holdBack, openFirst, row } from "./scene";

const panel = () => screen.findByTestId("draft");
const field = () => screen.findByTestId<HTMLTextAreaElement>("composer");
const editor = () => screen.findByTestId<HTMLTextAreaElement>("draft-editor");

/** The panel of another chat stands once its draft does. */
const drafted = (text: string) => waitFor(() => within(screen.getByTestId("draft")).getByText(text));

async function edit(user: UserEvent, text: string) {
  await user.click(within(await panel()).getByTestId("draft-more"));
  await user.click(screen.getByTestId("draft-edit"));
  await user.type(await editor(), text);
}

describe("the drafted reply", () => {
  it("is inserted by keyboard, sent by keyboard, and what became of it is told", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    await within(await panel()).findByText("Заказ уже в пути.");
    await user.keyboard("{Control>}j{/Control}");
    expect((await field()).value).toBe("Заказ уже в пути.");
    expect(document.activeElement).toBe(await field());
    await waitFor(() => expect(host.asked("draft_outcome")).toEqual([{ draft: 1, fate: "inserted" }]));
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(host.asked("reply_send")[0]).toMatchObject({ chat: 1, text: "Заказ уже в пути." }));
  });

  it("is said to be missing or not finished where its key finds nothing to insert", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ draft: null, text: null, reason: "unsure" }));
    host.drafted.drafts.set(2, draft({ chat: 2, draft: 2, text: "Пишется", making: { text: "Пишет", since_ms: Date.now() } }));
    const user = await openFirst(host);
    await user.keyboard("{Control>}j{/Control}");
    await screen.findByText("Черновика пока нет");
    await user.click(row(2));
    await screen.findByTestId("draft-making");
    await user.keyboard("{Control>}j{/Control}");
    await screen.findByText("Черновик ещё пишется");
    expect((await field()).value).toBe("");
  });

  it("is inserted once it is there, where its key was pressed before", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const release = holdBack(host, "chat_draft");
    const user = await openFirst(host);
    await user.keyboard("{Control>}j{/Control}");
    expect((await field()).value).toBe("");
    act(release);
    await waitFor(async () => expect((await field()).value).toBe("Заказ уже в пути."));
    expect(screen.queryByText("Черновика пока нет")).toBeNull();
  });

  it("never takes the place of what is being written without asking, and gives it back", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    await user.type(await field(), "Секунду, проверю");
    await user.keyboard("{Control>}j{/Control}");
    const sides = within(await screen.findByTestId("replace-draft"));
    expect(sides.getByText("Секунду,", { exact: false }).tagName).toBe("DEL");
    await user.click(screen.getByTestId("replace-confirm"));
    expect((await field()).value).toBe("Заказ уже в пути.");
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    expect((await field()).value).toBe("Секунду, проверю");
  });

  it("never goes into another chat than the one on the screen, however slow the next one comes", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Первому" }));
    host.drafted.drafts.set(2, draft({ chat: 2, draft: 2, text: "Второму" }));
    const user = await openFirst(host);
    await within(await panel()).findByText("Первому");
    const first = await field();
    const call = host.call.bind(host);
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    host.call = async (name, request) => {
      if (name === "chat_get" && "chat" in request && request.chat === 2) await gate;
      return call(name, request);
    };
    await user.keyboard("j{Control>}j{/Control}");
    expect(first.value, "the first chat is left").toBe("");
    release();
    await waitFor(async () => expect(await field()).not.toBe(first));
    await within(await panel()).findByText("Второму");
    await user.keyboard("{Control>}j{/Control}");
    expect((await field()).value).toBe("Второму");
    expect(first.value).toBe("");
  });

  it("gives back what was written into the chat where that stood, whichever stands open", async () => {
    const host = counter();
    host.drafts.set(2, "Второму");
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    await user.type(await field(), "Секунду");
    await user.keyboard("{Control>}j{/Control}");
    await user.click(await screen.findByTestId("replace-confirm"));
    await user.click(row(2));
    await waitFor(async () => expect((await field()).value).toBe("Второму"));
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    expect((await field()).value).toBe("Второму");
    await waitFor(() => expect(host.drafts.get(1)).toBe("Секунду"));
    expect(host.drafts.get(2)).toBe("Второму");
    await user.click(row(1));
    await waitFor(async () => expect((await field()).value).toBe("Секунду"));
  });

  it("asks no more about a chat from under which a toast has opened another", async () => {
    const host = counter();
    let toast = (_: number) => {};
    Object.assign(host, {
      opened: (open: (chat: number) => void) => {
        toast = open;
        return () => {};
      },
    });
    host.drafts.set(2, "Второму");
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    await user.type(await field(), "Секунду");
    await user.keyboard("{Control>}j{/Control}");
    await screen.findByTestId("replace-confirm");
    act(() => toast(2));
    await waitFor(async () => expect((await field()).value).toBe("Второму"));
    expect(screen.queryByTestId("replace-confirm")).toBeNull();
  });

  it("that is sent takes nothing from the chat that was opened meanwhile", async () => {
    const host = counter();
    host.drafts.set(2, "Второму");
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    const release = holdBack(host, "reply_send");
    await user.type(await field(), "Начато");
    await user.click(await screen.findByTestId("draft-send"));
    await user.click(row(2));
    await waitFor(async () => expect((await field()).value).toBe("Второму"));
    await user.click(within(await panel()).getByTestId("draft-more"));
    await user.click(screen.getByTestId("draft-edit"));
    await user.type(screen.getByTestId("draft-editor"), " Моё.");
    release();
    await screen.findByTestId("undo-bar");
    await waitFor(() => expect(host.drafts.get(1)).toBe("Начато"));
    expect(screen.getByTestId<HTMLTextAreaElement>("draft-editor").value).toMatch(/ Моё\.$/);
  });

  it("that is sent leaves to what is being written which message that answers, and what was seen", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    await user.click((await screen.findAllByTestId("answer-this"))[0] as HTMLElement);
    await user.type(await field(), "Начато");
    const kept = { text: "Начато", seen: expect.any(Number), reply_to: 10 };
    await waitFor(() => expect(host.asked("draft_set").at(-1)).toMatchObject(kept));
    const before = host.asked("draft_set").length;
    await user.click(await screen.findByTestId("draft-send"));
    await screen.findByTestId("undo-bar");
    await waitFor(() => expect(host.asked("draft_set").length).toBeGreaterThan(before));
    for (const told of host.asked("draft_set").slice(before)) expect(told).toMatchObject(kept);
  });

  it("is not sent while the guard stops it, and its rewrite goes into the field", async () => {
    const host = counter();
    const text = "🙂 Мы вернём деньги завтра.";
    const rewrite = { start: 2, end: 18, text: "Оформите возврат" };
    host.drafted.drafts.set(1, draft({ text, findings: [{ rule: "refund", level: "block", start: 2, end: 18, reason: "Обещание возврата", rewrite }] }));
    const user = await openFirst(host);
    const shown = within(await panel());
    expect(shown.getByText("Мы вернём деньги").tagName).toBe("MARK");
    expect(shown.getByTestId<HTMLButtonElement>("draft-send").disabled).toBe(true);
    await user.click(shown.getByRole("button", { name: /Заменить на/ }));
    expect((await field()).value).toBe("🙂 Оформите возврат завтра.");
  });

  it("is held when its facts have changed, and leaves once the owner has read that", async () => {
    const host = counter();
    const text = "Чашка стоит 1 290 ₽.";
    const found = { rule: "unknown_fact", level: "warn" as const, start: 12, end: 17, reason: "«1 290»: этого нет в данных", rewrite: null };
    host.drafted.drafts.set(1, draft({ text }));
    host.drafted.judge = () => ({ verdict: "warn", findings: [found] });
    const user = await openFirst(host);
    await user.click(within(await panel()).getByTestId("draft-send"));
    expect((await within(await panel()).findByRole("alert")).textContent).toMatch(/замечание.*«1 290»: этого нет в данных/);
    expect(host.outbox).toEqual([]);
    await user.click(within(await panel()).getByTestId("draft-send"));
    await waitFor(() => expect(host.outbox).toHaveLength(1));
    expect(host.asked("reply_send")[0]).not.toHaveProperty("despite");
    expect(host.asked("reply_send")[1]).toMatchObject({ despite: ["unknown_fact"] });
  });

  it("says why there is none", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ draft: null, text: null, reason: "unsure" }));
    await openFirst(host);
    expect((await screen.findByTestId("draft-none")).textContent).toMatch(/выдумывать Пульт не станет/);
  });

  it("is greyed once the buyer has written past it, said once, kept out of the field, and gives way to the new one", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    const shown = within(await panel());
    const put = shown.getByTestId("draft-insert");
    put.focus();
    const changed = async (over: Parameters<typeof draft>[0]) => {
      host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути.", ...over }));
      const before = host.asked("chat_draft").length;
      act(() => host.changed(["ai_drafts"], [1]));
      await waitFor(() => expect(host.asked("chat_draft").length).toBeGreaterThan(before));
    };
    const PAST = "Покупатель написал ещё — этот черновик к прежнему сообщению.";
    await changed({ stale: true, coming: true, reason: "unsure" });
    await waitFor(() => expect(screen.getByTestId("draft-stale").textContent).toContain(`${PAST} Новый готовится.`));
    expect(shown.getByTestId("draft-text").closest(".assist-overtaken")?.textContent).toMatch(/^Заказ уже в пути\./);
    expect([shown.queryByTestId("draft-send"), shown.queryByTestId("draft-sure"), screen.queryByText(/не станет/)]).toEqual([null, null, null]);
    expect(document.activeElement, "the keyboard stays where it was").toBe(put);
    const said = screen.getByTestId("announcer").firstChild;
    expect(said?.textContent).toBe(`${PAST} Новый готовится.`);
    await user.keyboard("{Control>}j{/Control}");
    await screen.findByText(/^Черновик не вставлен/);
    expect((await field()).value).toBe("");

    await changed({ stale: true, reason: "unsure", model_failed: "model_budget_reached" });
    await waitFor(() => expect(screen.getByTestId("draft-stale").textContent).toMatch(/сообщению\..*не станет/));
    expect(screen.getByTestId("draft-stale").textContent).not.toContain("готовится");
    expect(screen.getByTestId("draft-stale").querySelector(".side-note")?.textContent).toBeTruthy();
    expect(screen.getByTestId("announcer").firstChild, "it is stale as before").toBe(said);

    await user.click(screen.getByTestId("draft-anew"));
    await waitFor(() => expect(screen.queryByTestId("draft-stale")).toBeNull());
    expect(host.asked("draft_make")).toMatchObject([{ chat: 1 }]);
    await user.keyboard("{Control>}j{/Control}");
    await waitFor(async () => expect((await field()).value).toBe("Заказ уже в пути."));
  });

  it("stands greyed below what a model writes, and goes into the field on purpose", async () => {
    const host = counter();
    const making = { text: "Здра", since_ms: Date.now() };
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути.", stale: true, coming: true, reason: "unsure", making }));
    const user = await openFirst(host);
    await screen.findByTestId("draft-making");
    const put = within(await panel()).getByRole("button", { name: "Всё равно вставить" });
    expect(screen.queryByTestId("draft-anew"), "one is being written").toBeNull();
    await user.click(put);
    expect((await field()).value).toBe("Заказ уже в пути.");
    await waitFor(() => expect(host.asked("draft_outcome")).toEqual([{ draft: 1, fate: "inserted" }]));
  });

  it("tells which message it answers, so that a newer one holds it", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути.", seen: 11 }));
    const user = await openFirst(host);
    await user.click(within(await panel()).getByTestId("draft-send"));
    await waitFor(() => expect(host.asked("reply_send")[0]).toMatchObject({ chat: 1, writer: "assisted", seen: 11 }));
  });

  it("keeps what is edited when the buyer writes again, refuses it once, and sends it as the answer to that", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути.", seen: 11 }));
    const user = await openFirst(host);
    await user.click(within(await panel()).getByTestId("draft-more"));
    await user.click(screen.getByTestId("draft-edit"));
    await user.type(screen.getByTestId("draft-editor"), " Ждём вас.");
    host.drafted.drafts.set(1, draft({ draft: 2, text: "Заказ приедет завтра.", seen: 12 }));
    host.messages.get(1)?.push(message(12));
    host.changed(["ai_drafts", "messages"], [1]);
    await waitFor(() => expect(host.asked("chat_draft").length).toBeGreaterThan(1));
    expect(screen.getByTestId<HTMLTextAreaElement>("draft-editor").value).toBe("Заказ уже в пути. Ждём вас.");
    await user.click(screen.getByTestId("draft-send"));
    expect((await within(await panel()).findByRole("alert")).textContent).toMatch(/Покупатель написал ещё/);
    expect(screen.getByTestId<HTMLTextAreaElement>("draft-editor").value).toBe("Заказ уже в пути. Ждём вас.");
    await user.click(screen.getByTestId("draft-send"));
    await waitFor(() => expect(host.asked("reply_send")).toMatchObject([{ seen: 11 }, { seen: 12 }]));
    await waitFor(() => expect(screen.queryByTestId("draft-editor")).toBeNull());
  });

  it("stays under the pen when nothing comes in its place, or a model is still writing that", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути.", seen: 11 }));
    const user = await openFirst(host);
    await edit(user, " Ждём");
    const pen = await editor();
    const changed = async (over: Parameters<typeof draft>[0]) => {
      const before = host.asked("chat_draft").length;
      host.drafted.drafts.set(1, draft({ draft: 2, text: null, seen: 11, ...over }));
      act(() => host.changed(["ai_drafts"], [1]));
      await waitFor(() => expect(host.asked("chat_draft").length).toBeGreaterThan(before));
      await new Promise((rest) => setTimeout(rest, 50));
    };
    await changed({ making: { text: "Здра", since_ms: Date.now() } });
    await user.keyboard(" вас");
    await changed({ reason: "unsure" });
    await user.keyboard("!");
    expect([await editor(), pen.value]).toEqual([pen, "Заказ уже в пути. Ждём вас!"]);
    expect(screen.queryByTestId("draft-none")).toBeNull();
    await user.click(screen.getByTestId("draft-send"));
    await waitFor(() => expect(host.asked("reply_send")).toMatchObject([{ text: "Заказ уже в пути. Ждём вас!", writer: "human" }]));
    await screen.findByTestId("draft-none");
  });

  it("is under the pen again when it is taken out of the field it was put into", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    await user.type(await field(), "Секунду");
    await edit(user, " Ждём вас.");
    await user.click(screen.getByTestId("draft-insert"));
    await user.click(await screen.findByTestId("replace-confirm"));
    expect(screen.queryByTestId("draft-editor")).toBeNull();
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    expect((await field()).value).toBe("Секунду");
    expect((await editor()).value).toBe("Заказ уже в пути. Ждём вас.");
  });

  it("is edited until it stands in the field, also when the field is not given up for it", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    await user.type(await field(), "Секунду");
    await edit(user, " Ждём вас.");
    await user.click(screen.getByTestId("draft-insert"));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Отмена" }));
    expect((await editor()).value).toBe("Заказ уже в пути. Ждём вас.");
    await user.click(screen.getByTestId("draft-insert"));
    await user.click(await screen.findByTestId("replace-confirm"));
    expect((await field()).value).toBe("Заказ уже в пути. Ждём вас.");
    expect(screen.queryByTestId("draft-editor")).toBeNull();
  });

  it("is edited in each chat apart, and found again without taking the keyboard", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Первому." }));
    host.drafted.drafts.set(2, draft({ chat: 2, draft: 2, text: "Второму." }));
    const user = await openFirst(host);
    await edit(user, " Раз");
    await user.click(row(2));
    await drafted("Второму.");
    await edit(user, " Два");
    await user.click(row(1));
    await waitFor(async () => expect((await editor()).value).toBe("Первому. Раз"));
    await new Promise((rest) => setTimeout(rest, 50));
    expect(document.activeElement).not.toBe(await editor());
    await user.click(row(2));
    await waitFor(async () => expect((await editor()).value).toBe("Второму. Два"));
    await user.keyboard("gt");
    await screen.findByTestId("state-page");
    await user.keyboard("{Escape}");
    await user.click((await screen.findAllByTestId("chat-row"))[0] as HTMLElement);
    await waitFor(async () => expect((await editor()).value, "another screen takes nothing either").toBe("Первому. Раз"));
  });

  it("that was edited can be had again after it was put away", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    await edit(user, " Ждём вас.{Escape}");
    expect(screen.queryByTestId("draft-editor")).toBeNull();
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    expect((await editor()).value).toBe("Заказ уже в пути. Ждём вас.");
  });

  it("says only in its own chat why it was not sent, or not made", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Первому." }));
    host.drafted.drafts.set(2, draft({ chat: 2, draft: 2, text: "Второму." }));
    for (const name of ["reply_send", "draft_make"] as const) host.refusals.set(name, new Refusal({ code: "disk_full", message: "", retryable: true }));
    const user = await openFirst(host);
    const release = holdBack(host, "reply_send");
    await user.click(within(await panel()).getByTestId("draft-send"));
    await user.click(row(2));
    await drafted("Второму.");
    release();
    await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("draft-send").disabled).toBe(false));
    expect(within(await panel()).queryByRole("alert")).toBeNull();
    await user.click(row(1));
    await drafted("Первому.");
    expect((await within(await panel()).findByRole("alert")).textContent).toMatch(/На диске нет места/);
    await user.click(row(2));
    await drafted("Второму.");
    await user.keyboard("{Control>}{Shift>}j{/Shift}{/Control}");
    await within(await panel()).findByRole("alert");
    await user.click(row(3));
    await waitFor(() => expect(host.asked("chat_draft")).toContainEqual({ chat: 3 }));
    await waitFor(async () => expect(within(await panel()).getByTestId("draft-text").textContent).toMatch(/По данным площадки/));
    expect(within(await panel()).queryByRole("alert")).toBeNull();
  });

  it("shows what another form changes before it takes the draft's place, and Z gives the former back", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Добрый день! Заказ уже в пути." }));
    host.drafted.forms = { warmer: "Добрый день! Спасибо за вопрос. Заказ уже в пути.", shorter: "Заказ уже в пути." };
    const user = await openFirst(host);
    const ask = async (form: string) => {
      await user.click(within(await panel()).getByTestId("draft-more"));
      await user.click(screen.getByTestId(`draft-${form}`));
      return within(await screen.findByTestId("draft-form"));
    };
    const warmer = await ask("warmer");
    expect(warmer.getByText(/Спасибо за вопрос/).tagName).toBe("INS");
    warmer.getByText("Другой вид: теплее");
    expect(screen.queryByTestId("draft-send")).toBeNull();
    await user.click(warmer.getByTestId("draft-form-keep"));
    await waitFor(async () => expect((await screen.findByTestId("draft-text")).textContent).toBe("Добрый день! Заказ уже в пути."));
    const shorter = await ask("shorter");
    expect(shorter.getByText(/Добрый день!/).tagName).toBe("DEL");
    await user.click(shorter.getByTestId("draft-form-take"));
    expect((await screen.findByTestId("draft-text")).textContent).toBe("Заказ уже в пути.");
    screen.getByTestId("draft-send");
    (document.activeElement as HTMLElement | null)?.blur();
    await user.keyboard("z");
    await waitFor(() => expect(screen.getByTestId("draft-text").textContent).toBe("Добрый день! Заказ уже в пути."));
  });

  it("names its sources, opens them, and takes a thumb with a reason", async () => {
    const host = counter();
    const source = { kind: "past_reply" as const, id: "2/9", title: "", excerpt: "Отправим завтра утром", at_ms: Date.now(), chat: 2, message: 20 };
    host.drafted.drafts.set(1, draft({ sources: [source] }));
    const user = await openFirst(host);
    const shown = within(await panel());
    await user.click(shown.getByRole("button", { name: "Плохой черновик" }));
    await user.click(shown.getByRole("button", { name: "Не тот тон" }));
    await waitFor(() => expect(host.asked("draft_outcome").at(-1)).toEqual({ draft: 1, thumb: -1, fault: "wrong_tone" }));
    await user.click(shown.getByRole("button", { name: /ваш прошлый ответ/ }));
    await user.click(shown.getByRole("button", { name: "Открыть тот чат" }));
    await waitFor(() => expect(host.asked("chat_messages")).toContainEqual(expect.objectContaining({ chat: 2 })));
  });

  it("leads from a source that the owner wrote to where it is changed, and back to the chat", async () => {
    const host = counter();
    host.drafted.canned = [
      { canned: 1, title: "Спасибо", text: "Спасибо за заказ!", shortcut: "", words: [], used: 0 },
      { canned: 2, title: "Обмен", text: "Обменяем в пункте выдачи.", shortcut: "", words: [], used: 0 },
    ];
    const source = { kind: "canned" as const, id: "2", title: "Обмен", excerpt: "Обменяем в пункте выдачи." };
    host.drafted.drafts.set(1, draft({ sources: [source] }));
    const user = await openFirst(host);
    const shown = within(await panel());
    await user.click(shown.getByRole("button", { name: /Обмен/ }));
    await user.click(shown.getByTestId("source-entry"));
    expect((await screen.findByTestId<HTMLTextAreaElement>("canned-text")).value).toContain("Обменяем в пункте выдачи");
    await user.keyboard("{Escape}");
    await panel();
    expect(document.querySelector(".thread-title h1")?.textContent, "the chat is as it was left").toContain(host.chats[0]?.customer);
  });

  it("shows what a model writes as it comes, with a way to stop it", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ making: { text: "Здравствуйте, ва", since_ms: Date.now() - 2_000 } }));
    const user = await openFirst(host);
    const shown = within(await screen.findByTestId("draft-making"));
    shown.getByText("Здравствуйте, ва");
    await user.keyboard("{Control>}j{/Control}");
    expect((await field()).value).toBe("");
    await user.click(shown.getByTestId("draft-cancel"));
    await waitFor(() => expect(host.asked("draft_cancel")).toEqual([{ chat: 1 }]));
  });
});

describe("texts of drafts", () => {
  it("are cut at findings by whole characters, overlapping ones once", () => {
    const finding = (start: number, end: number) => ({ rule: "r", level: "warn" as const, start, end, reason: "", rewrite: null });
    expect(parts("😀ab", [finding(1, 2), finding(1, 3)])).toEqual([
      { text: "😀", finding: null },
      { text: "a", finding: 0 },
      { text: "b", finding: null },
    ]);
    expect(rewritten("😀ab", { start: 1, end: 2, text: "xyz" })).toBe("😀xyzb");
  });

  it("are compared by words, and both sides can be put together again", () => {
    const [before, after] = ["Добрый день, заказ отправим завтра", "Добрый день! Заказ отправим сегодня"];
    const pieces = wordDiff(before, after);
    const side = (without: string) => pieces.filter((piece) => piece.is !== without).map((piece) => piece.text);
    expect(side("came").join("")).toBe(before);
    expect(side("went").join("")).toBe(after);
    expect(pieces.filter((piece) => piece.is === "same").map((piece) => piece.text.trim())).toContain("отправим");
  });
});
