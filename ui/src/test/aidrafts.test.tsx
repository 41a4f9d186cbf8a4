import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Refusal } from "../api/host";
import { wordsOf } from "../words/words";
import { draft } from "./memoryDrafts";
import { chat, MemoryHost, message } from "./memoryHost";
import { counter, holdBack, open, openFirst, row } from "./scene";

const shown = () => screen.queryAllByTestId("chat-row").map((row) => Number(row.dataset.chat));
const ofRail = () => screen.getByRole("button", { name: /^Черновики ИИ/ });
const rules = (place: HTMLElement) => [...place.querySelectorAll("li")].map((each) => each.textContent);

describe("the list of drafts", () => {
  it("has the waiting chats with a draft that stands, counts them and is gone through by keys", async () => {
    const host = counter();
    host.drafted.drafts.set(2, draft({ chat: 2, draft: 2, text: "Второму." }));
    host.drafted.drafts.set(3, draft({ chat: 3, draft: 3, text: "Третьему.", stale: true }));
    const user = await open(host);
    await waitFor(() => expect(ofRail().textContent).toBe("Черновики ИИ 1"));
    await user.keyboard("gj");
    await waitFor(() => expect(shown()).toEqual([2]));
    expect(ofRail().getAttribute("aria-current")).toBe("page");
    await user.keyboard("j");
    await within(await screen.findByTestId("draft")).findByText("Второму.");
    await user.keyboard("{Control>}j{/Control}");
    const field = await screen.findByTestId<HTMLTextAreaElement>("composer");
    await waitFor(() => expect(field.value).toBe("Второму."));
    expect(shown(), "in the field it is not sent yet").toEqual([2]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(host.asked("reply_send")[0]).toMatchObject({ chat: 2, text: "Второму." }));
  });

  it("follows a draft that comes, and one that was overtaken", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("gj");
    await screen.findByText("Готовых черновиков пока нет");
    expect(ofRail().textContent?.trim()).toBe("Черновики ИИ");
    host.drafted.drafts.set(1, draft({ text: "Первому." }));
    host.changed(["ai_drafts", "chats"], [1]);
    await waitFor(() => expect(shown()).toEqual([1]));
    await waitFor(() => expect(ofRail().textContent).toBe("Черновики ИИ 1"));
    host.drafted.drafts.set(1, draft({ text: "Первому.", stale: true }));
    host.changed(["messages", "chats"], [1]);
    await screen.findByText("Готовых черновиков пока нет");
  });

  it("says no number that was not counted to its end", async () => {
    const host = new MemoryHost();
    host.chats = Array.from({ length: 120 }, (_, n) => chat(n + 1));
    for (const row of host.chats) {
      host.messages.set(row.chat, [message(row.chat * 10)]);
      host.drafted.drafts.set(row.chat, draft({ chat: row.chat, draft: row.chat }));
    }
    await open(host);
    await waitFor(() => expect(ofRail().textContent).toBe("Черновики ИИ 99+"));
  });
});

describe("what was asked of a draft and refused", () => {
  it.each([
    ["draft_back", "draft-form-keep", draft({ former: "Заказ в пути." })],
    ["draft_cancel", "draft-cancel", draft({ making: { text: "Здра", since_ms: Date.now() } })],
  ] as const)("is told of (%s)", async (operation, button, standing) => {
    const host = counter();
    host.drafted.drafts.set(1, standing);
    host.refusals.set(operation, new Refusal({ code: "disk_full", message: "", retryable: false }));
    const user = await openFirst(host);
    await user.click(await screen.findByTestId(button));
    await screen.findByText(/На диске нет места/);
  });

  it("is told of (a thumb)", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft());
    const user = await openFirst(host);
    const thumb = await screen.findByRole("button", { name: wordsOf("ru").t("assist-good") });
    host.refusals.set("draft_outcome", new Refusal({ code: "disk_full", message: "", retryable: false }));
    await user.click(thumb);
    await screen.findByText(/На диске нет места/);
    expect(thumb.getAttribute("aria-pressed")).toBe("false");
  });
});

describe("a draft whose key was pressed before it was known", () => {
  it("is not inserted into a chat that was left meanwhile", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const release = holdBack(host, "chat_draft");
    const user = await openFirst(host);
    await user.keyboard("{Control>}j{/Control}{Escape}");
    await waitFor(() => expect(screen.queryByTestId("composer")).toBeNull());
    await act(async () => release());
    await user.click(row(1));
    await screen.findByText("Заказ уже в пути.");
    expect(screen.getByTestId<HTMLTextAreaElement>("composer").value).toBe("");
  });
});

describe("why a draft is as it is", () => {
  const REFUND = "Обещание вернуть деньги: решает площадка";
  const finding = { rule: "promise_refund", level: "block" as const, start: 0, end: 6, reason: REFUND };

  it("names the rules that threw others away, and the one that holds this back", async () => {
    const host = counter();
    const warning = { ...finding, rule: "own-1", level: "warn" as const, reason: "Не пишем «срочно»" };
    const stopped = ["Контакт или ссылка: площадки это запрещают", "Названо то, чего нет в данных"];
    host.drafted.drafts.set(1, draft({ text: "Вернём деньги срочно.", findings: [finding, warning], blocked: 2, stopped }));
    const user = await openFirst(host);
    await screen.findByTestId("draft");
    await user.keyboard("{Control>}i{/Control}");
    const reasons = await screen.findByTestId("draft-reasons");
    const fact = (name: string) => within(reasons).getByText(name).parentElement as HTMLElement;
    expect(rules(fact("Проверка"))).toEqual(["Не пишем «срочно»"]);
    expect(rules(fact("Задержан из-за"))).toEqual([REFUND]);
    expect(rules(fact("Отброшено"))).toEqual(stopped);
    expect(fact("Отброшено").textContent).toContain("2 варианта с нарушением");
  });

  it("names them where no draft was left, and only counts those of before", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: null, reason: "blocked", blocked: 1, stopped: [REFUND] }));
    host.drafted.drafts.set(2, draft({ chat: 2, draft: 2, blocked: 1 }));
    const user = await openFirst(host);
    expect(rules(await screen.findByTestId("draft-none"))).toEqual([REFUND]);
    await user.keyboard("j");
    await waitFor(() => expect(screen.queryByTestId("draft-none")).toBeNull());
    await user.keyboard("{Control>}i{/Control}");
    const reasons = await screen.findByTestId("draft-reasons");
    expect(within(reasons).getByText("1 вариант с нарушением")).toBeDefined();
    expect(within(reasons).queryByTestId("draft-rules")).toBeNull();
  });

  it("says where was looked, and that it was nowhere", async () => {
    const host = counter();
    const looked = [
      { kind: "order" as const, found: 1 },
      { kind: "past_reply" as const, found: 8 },
      { kind: "snippet" as const, found: 1 },
    ];
    host.drafted.drafts.set(1, draft({ looked }));
    host.drafted.drafts.set(2, draft({ chat: 2, draft: 2, text: "Сейчас посмотрим.", looked: [] }));
    host.drafted.drafts.set(3, draft({ chat: 3, draft: 3, text: "Из прежнего.", looked: null }));
    const user = await openFirst(host);
    await screen.findByTestId("draft");
    await user.keyboard("{Control>}i{/Control}");
    const fact = () => within(screen.getByTestId("draft-reasons")).queryByText("Просмотрено")?.parentElement?.textContent;
    await waitFor(() => expect(fact()).toBe("Просмотренозаказ, 8 ваших прошлых ответов, 1 ваша заметка"));
    await user.keyboard("j");
    await waitFor(() => expect(fact()).toContain("ничего: заказа, товара и ваших записей под рукой не было"));
    await user.keyboard("j");
    await screen.findByText("Из прежнего.");
    expect(fact(), "of a draft from before nothing is known").toBeUndefined();
  });
});
