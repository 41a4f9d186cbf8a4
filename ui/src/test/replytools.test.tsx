import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { CannedView, GuardFinding } from "../api/bindings";
import { found, slashAt } from "../features/canned/match";
import { gapsIn, withGaps } from "../features/canned/variables";
import { carried } from "../features/guarding/carried";
import { wordsOf } from "../words/words";
import { counter, openFirst } from "./scene";

function canned(id: number, over: Partial<CannedView> = {}): CannedView {
  return { canned: id, title: `Ответ ${id}`, text: `Текст ${id}.`, shortcut: "", words: [], used: 0, ...over };
}

const finding = (over: Partial<GuardFinding> = {}): GuardFinding => ({
  rule: "promise_refund",
  level: "warn",
  start: 0,
  end: 12,
  reason: "Обещание вернуть деньги: решает площадка",
  rewrite: { start: 0, end: 12, text: "Оформите возврат" },
  ...over,
});

const field = () => screen.findByTestId<HTMLTextAreaElement>("composer");

function shelf() {
  const host = counter();
  host.drafted.canned = [
    canned(1, { title: "Возврат", shortcut: "возврат", text: "Оформите возврат в личном кабинете." }),
    canned(2, { title: "Трек", shortcut: "трек", text: "{{customer}}, заказ {{order}} в пути.", words: ["где посылка"], used: 3 }),
    canned(3, { title: "Благодарность", shortcut: "спс", text: "Спасибо за отзыв!" }),
  ];
  return host;
}

describe("canned replies in the composer", () => {
  it("come after a slash, narrow as it is typed, and stand in its place", async () => {
    const host = shelf();
    host.drafted.values = { customer: "Елена", order: "77001122" };
    const user = await openFirst(host);
    await user.type(await field(), "Добрый день!{Enter}/");
    expect(within(await screen.findByTestId("canned-list")).getAllByRole("option")).toHaveLength(3);
    await user.type(await field(), "тр");
    const option = within(screen.getByTestId("canned-list")).getByRole("option");
    expect((await field()).getAttribute("aria-activedescendant")).toBe(option.id);
    await user.keyboard("{Enter}");
    await waitFor(async () => expect((await field()).value).toBe("Добрый день!\nЕлена, заказ 77001122 в пути."));
    expect(host.asked("canned_expand")).toEqual([{ chat: 1, canned: 2 }]);
    expect(screen.queryByTestId("canned-list")).toBeNull();
  });

  it("are walked with arrows, and Esc leaves the slash as it is", async () => {
    const user = await openFirst(shelf());
    await user.type(await field(), "/{ArrowDown}");
    const chosen = () =>
      within(screen.getByTestId("canned-list"))
        .getAllByRole("option")
        .findIndex((each) => each.getAttribute("aria-selected") === "true");
    expect(chosen()).toBe(1);
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("canned-list")).toBeNull();
    await user.keyboard("сп");
    expect(screen.queryByTestId("canned-list"), "closed stays closed").toBeNull();
    expect((await field()).value).toBe("/сп");
    expect(screen.getByTestId("composer-pane")).toBeTruthy();
  });

  it("that are not there yet are said to be missing at the slash, and only there", async () => {
    const user = await openFirst(counter());
    await user.type(await field(), "/");
    expect((await screen.findByTestId("canned-nothing")).textContent).toMatch(/Шаблонов пока нет/);
    await user.type(await field(), "дом 5");
    expect(screen.queryByTestId("canned-nothing")).toBeNull();
  });

  it("are in nobody's way where a slash is only a slash", async () => {
    const host = shelf();
    host.settings.enter_sends = true;
    const user = await openFirst(host);
    await user.type(await field(), "24/7");
    expect(screen.queryByTestId("canned-list")).toBeNull();
    await user.clear(await field());
    await user.type(await field(), "/ 2 шт");
    expect(screen.queryByTestId("canned-list")).toBeNull();
    await user.clear(await field());
    await user.type(await field(), "/нет такого");
    expect(screen.queryByTestId("canned-list")).toBeNull();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(host.asked("reply_send")[0]).toMatchObject({ text: "/нет такого" }));
  });

  it("put what is unknown in words, selected, and hold the reply until it is written", async () => {
    const host = shelf();
    host.drafted.values = { customer: "Елена" };
    const user = await openFirst(host);
    await user.type(await field(), "/трек{Enter}");
    await waitFor(async () => expect((await field()).value).toBe("Елена, заказ [номер заказа] в пути."));
    expect(screen.getByTestId("canned-gaps").textContent).toMatch(/неизвестно: номер заказа/);
    expect(screen.getByTestId<HTMLButtonElement>("send").disabled).toBe(true);
    await waitFor(async () => {
      const area = await field();
      expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe("[номер заказа]");
    });
    await user.keyboard("77001122");
    expect((await field()).value).toBe("Елена, заказ 77001122 в пути.");
    expect(screen.getByTestId("canned-gaps").textContent).toBe("");
    expect(screen.getByTestId<HTMLButtonElement>("send").disabled).toBe(false);
  });

  it("open with a key in the middle of a sentence, and come where the pen stood", async () => {
    const user = await openFirst(shelf());
    await user.type(await field(), "Здравствуйте!");
    await user.keyboard("{Control>}m{/Control}");
    const find = await screen.findByRole("combobox", { name: "Найти шаблон" });
    expect(document.activeElement).toBe(find);
    await user.type(find, "благ{Enter}");
    await waitFor(async () => expect((await field()).value).toBe("Здравствуйте! Спасибо за отзыв!"));
    expect(screen.queryByTestId("canned-picker")).toBeNull();
    expect(document.activeElement).toBe(await field());
  });

  it("leave the keyboard where it went when their list is left", async () => {
    const user = await openFirst(shelf());
    await user.click(screen.getByTestId("canned-open"));
    await screen.findByTestId("canned-picker");
    await user.click(screen.getByTestId("search"));
    expect(screen.queryByTestId("canned-picker")).toBeNull();
    expect(document.activeElement).toBe(screen.getByTestId("search"));
    await user.click(screen.getByTestId("canned-open"));
    await screen.findByTestId("canned-picker");
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(await field());
  });

  it("are found by words of the question and put the buyer's language first", () => {
    const all = [canned(1, { title: "Track", language: "en", used: 9 }), canned(2, { title: "Трек", language: "ru", words: ["где посылка"] })];
    expect(found(all, "", "ru").map((each) => each.canned)).toEqual([2, 1]);
    expect(found(all, "посы", null).map((each) => each.canned)).toEqual([2]);
    expect(slashAt("а\n/тр", 5)).toEqual({ start: 2, query: "тр" });
    expect(slashAt("а /тр", 5)).toBeNull();
    expect(slashAt("//", 2)).toBeNull();
  });

  it("name their gaps in the owner's language", () => {
    const words = wordsOf("hu");
    const text = withGaps(words, "😀 {{order}}, {{ foo }}");
    expect(text).toBe("😀 [rendelésszám], {{ foo }}");
    expect(gapsIn(words, text).map((gap) => text.slice(gap.start, gap.end))).toEqual(["[rendelésszám]", "{{ foo }}"]);
  });
});

describe("the guard while typing", () => {
  afterEach(() => vi.useRealTimers());

  it("says one sentence with the words, mends with a click, and takes it back", async () => {
    const host = counter();
    host.drafted.judge = (text) => (text.startsWith("Вернём") ? { verdict: "warn", findings: [finding()] } : { verdict: "pass", findings: [] });
    const user = await openFirst(host);
    await user.type(await field(), "Вернём денег завтра.");
    const says = screen.getByTestId("composer-says");
    await waitFor(() => expect(says.textContent).toMatch("Обещание вернуть деньги: решает площадка («Вернём денег»)."));
    expect(screen.getByTestId<HTMLButtonElement>("send").disabled, "a warning stops nothing").toBe(false);
    await user.click(within(says).getByRole("button", { name: "Заменить на «Оформите возврат»" }));
    expect((await field()).value).toBe("Оформите возврат завтра.");
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    expect((await field()).value).toBe("Вернём денег завтра.");
  });

  it("asks once the hand rests, and an answer to an older text is dropped", async () => {
    const host = counter();
    await openFirst(host);
    const area = await field();
    const answers: (() => void)[] = [];
    const call = host.call.bind(host);
    host.call = ((name: never, request: never) =>
      name === "guard_text"
        ? new Promise((resolve) => {
            const { text } = request as { text: string };
            host.calls.push({ name, request });
            answers.push(() => resolve({ verdict: "warn", findings: [finding({ end: text.length, reason: text })] } as never));
          })
        : call(name, request)) as typeof host.call;
    vi.useFakeTimers();
    const type = (value: string) => fireEvent.change(area, { target: { value } });
    const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
    type("раз");
    await pass(200);
    type("раз два");
    await pass(299);
    expect(host.asked("guard_text")).toEqual([]);
    await pass(1);
    type("раз два три");
    await pass(300);
    expect(host.asked("guard_text")).toEqual([
      { chat: 1, text: "раз два" },
      { chat: 1, text: "раз два три" },
    ]);
    answers[1]?.();
    await pass(0);
    answers[0]?.();
    await pass(0);
    expect(screen.getByTestId("composer-says").textContent).toMatch("раз два три");
  });

  it("holds a reply only where the guard stops it also from a person", async () => {
    const host = counter();
    host.drafted.judge = (text) => ({
      verdict: "block",
      findings: text.includes("завтра") ? [finding({ rule: "own-1", level: "block", start: 0, end: 6, rewrite: null })] : [],
    });
    const user = await openFirst(host);
    await user.type(await field(), "завтра");
    await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("send").disabled).toBe(true));
    await user.clear(await field());
    await user.type(await field(), "скоро");
    await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("send").disabled).toBe(false));
  });

  it("moves with the text that is typed before it, and is forgotten where it was changed", () => {
    const one = finding({ start: 2, end: 5, rewrite: { start: 2, end: 9, text: "x" } });
    expect(carried([one], "a bcd efgh", "😀a bcd efgh")).toEqual([{ ...one, start: 3, end: 6, rewrite: { start: 3, end: 10, text: "x" } }]);
    expect(carried([one], "a bcd efgh", "a bcd e!fgh")).toEqual([{ ...one, rewrite: null }]);
    expect(carried([one], "a bcd efgh", "a bXd efgh")).toEqual([]);
  });
});
