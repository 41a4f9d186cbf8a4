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

describe("the panel of a draft", () => {
  it("says in a word how sure it is, with the figure behind it", async () => {
    const host = counter();
    const words = { sure: "уверенно", check: "проверьте", unsure: "не уверены" } as const;
    const levels = Object.keys(words) as (keyof typeof words)[];
    for (const [at, sure] of levels.entries()) host.drafted.drafts.set(at + 1, draft({ chat: at + 1, draft: at + 1, sure, confidence: 0.9 - at * 0.3 }));
    const user = await openFirst(host);
    for (const [at, sure] of levels.entries()) {
      if (at > 0) await user.keyboard("j");
      await waitFor(() => expect(screen.getByTestId("draft-sure").textContent).toBe(words[sure]));
      expect(screen.getByTestId("draft-sure").title).toBe(`Уверенность ${90 - at * 30} %`);
    }
  });

  it("numbers its sources, and says where there is none", async () => {
    const host = counter();
    const order = { kind: "order" as const, id: "state", title: "77001122", excerpt: "on_the_way" };
    host.drafted.drafts.set(1, draft({ sources: [order, { ...order, id: "due", excerpt: "24.11" }] }));
    host.drafted.drafts.set(2, draft({ chat: 2, draft: 2, sources: [] }));
    const user = await openFirst(host);
    const list = await screen.findByTestId("draft-sources");
    expect([list.tagName, list.children.length]).toEqual(["OL", 2]);
    expect(screen.queryByTestId("draft-sourceless")).toBeNull();
    await user.keyboard("j");
    expect((await screen.findByTestId("draft-sourceless")).textContent).toBe("Без источника: проверьте каждое слово");
  });

  it("asks for another language, and shows that before it takes the draft's place", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    host.drafted.forms = { translate: "The order is on its way." };
    const user = await openFirst(host);
    await user.click(within(await screen.findByTestId("draft")).getByTestId("draft-more"));
    await user.selectOptions(screen.getByRole("combobox", { name: "Перевести" }), "en");
    const form = await screen.findByTestId("draft-form");
    expect(host.asked("draft_make")).toEqual([expect.objectContaining({ chat: 1, variant: "translate", language: "en" })]);
    await user.click(within(form).getByTestId("draft-form-take"));
    expect((await screen.findByTestId("draft-text")).textContent).toBe("The order is on its way.");
  });

  it("says in a sentence why no model wrote it, without being asked", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ model_failed: "model_no_money" }));
    host.drafted.drafts.set(2, draft({ chat: 2, draft: 2, text: "Сейчас посмотрим." }));
    const user = await openFirst(host);
    expect((await screen.findByTestId("draft-model-failed")).textContent).toMatch(/кончились деньги/);
    expect(screen.getByTestId("draft-text").textContent, "the draft without a model stands").toMatch(/По данным площадки/);
    await user.keyboard("j");
    await screen.findByText("Сейчас посмотрим.");
    expect(screen.queryByTestId("draft-model-failed")).toBeNull();
  });

  it("says who wrote it, for how much and how long, however little that is, and what is an estimate", async () => {
    const host = counter();
    const plain = (text: string | null | undefined) => text?.replaceAll(/\s/g, " ");
    const model = { provider: "deepseek", model: "deepseek-flash", cost: 0.000042, currency: "usd", took_ms: 1_840 } as const;
    host.drafted.drafts.set(1, draft(model));
    host.drafted.drafts.set(
      2,
      draft({ ...model, chat: 2, draft: 2, provider: "yandex_gpt", model: "yandexgpt", cost: 1.16, currency: "rub", cost_exact: false }),
    );
    const user = await openFirst(host);
    const told = async () => plain((await screen.findByTestId("draft-who")).textContent);
    expect(await told()).toBe("DeepSeek, deepseek-flash, 0,000042 $, 1,8 с");
    await user.keyboard("{Control>}i{/Control}");
    const reasons = within(await screen.findByTestId("draft-reasons"));
    const fact = (name: string) => plain(reasons.getByText(name).nextElementSibling?.textContent);
    expect([fact("Составил"), fact("Стоимость"), fact("Время")]).toEqual(["DeepSeek, deepseek-flash", "0,000042 $", "1,8 с"]);
    await user.keyboard("j");
    await waitFor(async () => expect(await told()).toBe("YandexGPT, yandexgpt, около 1,16 ₽, 1,8 с"));
  });
});
