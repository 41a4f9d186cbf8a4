import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { SlaSet, SlaTry } from "../api/bindings";
import { App } from "../app/App";
import { clockOf, defaultRules, LEVEL_MINUTES, LEVELS, lengthWords, minuteOf, moved, problemsOf, TOPICS } from "../features/rules/policy";
import { wordsOf } from "../words/words";
import { account, chat, MemoryHost, NOW } from "./memoryHost";

async function rules(host = new MemoryHost()) {
  host.chats = [chat(1)];
  const user = userEvent.setup();
  render(<App host={host} />);
  await screen.findAllByTestId("chat-row");
  await user.keyboard("gr");
  await screen.findByTestId("rules-page");
  return { host, user };
}

const cards = () => screen.getAllByTestId("rule");
const order = () => cards().map((card) => card.dataset.rule);
const card = (id: string) => cards().find((each) => each.dataset.rule === id) as HTMLElement;
const kept = (host: MemoryHost) => host.asked("sla_set") as SlaSet[];

describe("rules and hours", () => {
  it("start from the rules the core starts from", () => {
    const source = readFileSync(join(import.meta.dirname, "../../../crates/pult-domain/src/sla/rules.rs"), "utf8");
    const snake = (name: string) => name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
    const built = [...source.matchAll(/\(Topic::(\w+), Priority::(\w+)\)/g)].map(([, topic, level]) => `${snake(topic ?? "")} ${snake(level ?? "")}`);
    expect(defaultRules().map((rule) => `${rule.id} ${rule.level}`)).toEqual(built);
    const minutes = [...source.matchAll(/Priority::(\w+) => ([\d *]+),/g)].map(([, level, product]) => [
      snake(level ?? ""),
      (product ?? "").split("*").reduce((whole, factor) => whole * Number(factor), 1),
    ]);
    expect(Object.fromEntries(minutes)).toEqual(LEVEL_MINUTES);
    expect(minutes.length).toBe(LEVELS.length);
    expect(TOPICS.length).toBe(6);
  });

  it("are put in order by keyboard, saved once, and told to the core as they stand", async () => {
    const { host, user } = await rules();
    expect(order().slice(0, 3)).toEqual(["return", "defect", "wrong_item"]);
    (within(card("wrong_item")).getByTestId("rule-grip") as HTMLElement).focus();
    await user.keyboard("{Alt>}{ArrowUp}{ArrowUp}{/Alt}");
    expect(order().slice(0, 3)).toEqual(["wrong_item", "return", "defect"]);
    expect(screen.getByTestId("announcer").textContent).toBe("«Не то или не хватает»: место 1 из 6");
    expect(card("wrong_item").contains(document.activeElement), "the focus goes with the rule").toBe(true);
    expect(kept(host)).toEqual([]);
    await user.click(screen.getByTestId("rules-save"));
    await waitFor(() =>
      expect(
        kept(host)[0]
          ?.policy?.rules.map((rule) => rule.id)
          .slice(0, 2),
      ).toEqual(["wrong_item", "return"]),
    );
    await waitFor(() => expect((screen.getByTestId("rules-save") as HTMLButtonElement).disabled).toBe(true));
  });

  it("take the owner's words one a line, and a level brings its usual time", async () => {
    const { host, user } = await rules();
    await user.click(screen.getByTestId("rule-add"));
    const form = screen.getByTestId("rule-form");
    await user.clear(within(form).getByTestId("rule-rename"));
    await user.type(within(form).getByTestId("rule-rename"), "Подарок");
    await user.type(within(form).getByTestId("rule-words"), "подарок{Enter}день рождения{Enter}");
    await user.selectOptions(within(form).getByTestId("rule-level"), "urgent");
    expect((within(form).getByTestId("rule-minutes") as HTMLInputElement).value).toBe("30");
    await user.click(screen.getByTestId("rules-save"));
    await waitFor(() =>
      expect(kept(host)[0]?.policy?.rules[0]).toMatchObject({ name: "Подарок", words: ["подарок", "день рождения"], level: "urgent", minutes: 30 }),
    );
  });

  it("refuse a phrase that would fit everything, in words, before the core is asked", async () => {
    const { host, user } = await rules();
    await user.click(screen.getByTestId("rule-add"));
    await user.type(screen.getByTestId("rule-words"), "а*");
    expect(screen.getByText(/Такая фраза подошла бы к любому сообщению/)).toBeDefined();
    await user.click(screen.getByTestId("rules-save"));
    expect(kept(host)).toEqual([]);
    await user.clear(screen.getByTestId("rule-words"));
    await user.type(screen.getByTestId("rule-words"), "сломал*");
    await user.click(screen.getByTestId("rules-save"));
    await waitFor(() => expect(kept(host).length).toBe(1));
  });

  it("give a deleted rule back, and the standard ones", async () => {
    const { user } = await rules();
    await user.click(within(card("defect")).getByTestId("rule-open"));
    await user.click(screen.getByTestId("rule-delete"));
    expect(order()).not.toContain("defect");
    await user.click(screen.getByRole("button", { name: "Отменить" }));
    expect(order()[1]).toBe("defect");
    await user.click(within(card("return")).getByTestId("rule-on"));
    await user.click(within(card("defect")).getByTestId("rule-open"));
    await user.click(screen.getByTestId("rule-duplicate"));
    expect(cards().length).toBe(7);
    await user.click(screen.getByTestId("rules-defaults"));
    expect(order()).toEqual([...TOPICS]);
    expect((within(card("return")).getByTestId("rule-on") as HTMLInputElement).checked).toBe(true);
  });

  it("ask before unsaved changes are left, and keep them when told to stay", async () => {
    const { host, user } = await rules();
    await user.click(within(card("return")).getByTestId("rule-on"));
    await user.click(screen.getByRole("button", { name: "Назад" }));
    await user.click(screen.getByRole("button", { name: "Остаться" }));
    expect((within(card("return")).getByTestId("rule-on") as HTMLInputElement).checked).toBe(false);
    await user.click(screen.getByRole("button", { name: "Назад" }));
    await user.click(screen.getByTestId("rules-leave-save"));
    await screen.findAllByTestId("chat-row");
    expect(kept(host)[0]?.policy?.rules[0]?.enabled).toBe(false);
  });

  it("show which rule fires on a phrase, unsaved rules included, and the words that decided", async () => {
    const host = new MemoryHost();
    host.tried = ({ text, policy }) => {
      const rule = policy?.rules.find((each) => each.enabled);
      const start = [...text].indexOf("в");
      return {
        verdict: {
          priority: "urgent",
          minutes: 30,
          due_at: NOW,
          rule: rule?.id ?? null,
          steps: [{ code: "rule", rule: rule?.id ?? "", name: "", phrase: "вернуть", start, end: start + 7, level: "urgent", minutes: 30 }],
        },
        why: "срочно, ответить до 9:30",
      };
    };
    const { user } = await rules(host);
    await user.type(screen.getByTestId("try-text"), "😡 хочу вернуть");
    const answer = screen.getByTestId("try-answer");
    await waitFor(() => expect(answer.querySelector("mark")?.textContent).toBe("вернуть"));
    expect(within(answer).getByText("Возврат")).toBeDefined();
    expect(card("return").dataset.fired).toBe("true");
    await user.click(within(card("return")).getByTestId("rule-on"));
    await waitFor(() => expect(card("defect").dataset.fired).toBe("true"));
    const asked = host.asked("sla_try") as SlaTry[];
    expect(asked.length, "asked when the hand rests, not at every key").toBeLessThan(8);
  });

  it("set hours of several stretches, copy them to all days, and choose holidays", async () => {
    const { host, user } = await rules();
    await user.click(screen.getByTestId("tab-hours"));
    await user.click(screen.getByTestId("add-monday"));
    const monday = screen.getByTestId("day-monday");
    const [, end] = within(monday).getAllByRole("textbox");
    await user.clear(end as HTMLElement);
    await user.type(end as HTMLElement, "13");
    await user.click(screen.getByTestId("copy-monday"));
    await user.click(screen.getByTestId("holidays-hu"));
    await user.click(screen.getByTestId("holiday-add"));
    await user.click(screen.getByTestId("off-pause"));
    await user.selectOptions(screen.getByTestId("zone"), "Europe/Budapest");
    await user.click(screen.getByTestId("rules-save"));
    await waitFor(() => expect(kept(host).length).toBe(1));
    const policy = kept(host)[0]?.policy;
    expect(policy?.off_hours).toBe("pause");
    expect(policy?.calendar.zone).toBe("Europe/Budapest");
    expect(policy?.calendar.week.map((day) => day[0])).toEqual(Array.from({ length: 7 }, () => ({ from: 540, to: 780 })));
    expect(policy?.calendar.week.every((day) => day.length === 2)).toBe(true);
    expect(policy?.calendar.holidays.presets).toEqual(["hu"]);
    expect(policy?.calendar.holidays.added[0]).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it("are a shop's own once saved there, and the common ones again when given up", async () => {
    const host = new MemoryHost();
    host.accounts = [account(), account({ account: 2, name: "Второй" })];
    const { user } = await rules(host);
    await user.selectOptions(screen.getByTestId("rules-for"), "2");
    await screen.findByText(/Действуют общие/);
    await user.click(within(card("return")).getByTestId("rule-on"));
    await user.click(screen.getByTestId("rules-save"));
    await screen.findByText(/У магазина свои правила/);
    expect(kept(host)[0]?.account).toBe(2);
    await user.click(screen.getByTestId("rules-give-up"));
    await screen.findByText(/Действуют общие/);
    expect((within(card("return")).getByTestId("rule-on") as HTMLInputElement).checked).toBe(true);
    await user.click(screen.getByRole("button", { name: "Отменить" }));
    await screen.findByText(/У магазина свои правила/);
    await waitFor(() => expect((within(card("return")).getByTestId("rule-on") as HTMLInputElement).checked).toBe(false));
  });
});

describe("rules that were saved elsewhere meanwhile", () => {
  it("are what a page that comes back to a shop begins from", async () => {
    const host = new MemoryHost();
    host.accounts = [account(), account({ account: 2, name: "Второй" })];
    const { user } = await rules(host);
    await user.selectOptions(screen.getByTestId("rules-for"), "2");
    await screen.findByText(/Действуют общие/);
    await user.selectOptions(screen.getByTestId("rules-for"), "");
    await waitFor(() => expect(screen.queryByTestId("rules-own")).toBeNull());
    await user.click(within(card("return")).getByTestId("rule-on"));
    await user.click(screen.getByTestId("rules-save"));
    await waitFor(() => expect(kept(host)).toHaveLength(1));
    await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("rules-save").disabled).toBe(true));
    await user.selectOptions(screen.getByTestId("rules-for"), "2");
    await screen.findByText(/Действуют общие/);
    expect(within(card("return")).getByTestId<HTMLInputElement>("rule-on").checked).toBe(false);
    await user.click(within(card("defect")).getByTestId("rule-on"));
    await user.click(screen.getByTestId("rules-save"));
    await waitFor(() => expect(kept(host)).toHaveLength(2));
    expect(
      kept(host)[1]
        ?.policy?.rules.slice(0, 2)
        .map((rule) => rule.enabled),
    ).toEqual([false, false]);
  });
});

describe("the small parts", () => {
  it("read a time as people type it", () => {
    expect(["9", "9:30", "930", "0930", "24:00", " 18.15 "].map(minuteOf)).toEqual([540, 570, 570, 570, 1440, 1095]);
    expect(["", "25", "9:75", "24:01", "девять", "-1"].map(minuteOf)).toEqual([null, null, null, null, null, null]);
    for (let minute = 0; minute <= 1440; minute += 1) expect(minuteOf(clockOf(minute))).toBe(minute);
  });

  it("move one thing and lose none", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, -5)).toEqual(["c", "a", "b"]);
    expect(moved(["a"], 7, 0)).toEqual(["a"]);
  });

  it("name lengths and faults", () => {
    expect([30, 120, 1440, 90].map((minutes) => lengthWords(wordsOf("ru"), minutes))).toEqual(["30 минут", "2 часа", "1 день", "90 минут"]);
    const of = (phrase: string) =>
      problemsOf([{ ...(defaultRules()[0] as ReturnType<typeof defaultRules>[number]), words: [phrase] }]).map((each) => each.fault);
    expect(of("сломал* & деньги")).toEqual([]);
    expect(of("заказ # ")).toEqual([]);
    expect(of("*")).toEqual(["phrase-too-short"]);
    expect(of("деньги & !!")).toEqual(["phrase-empty"]);
    expect(of("слово ".repeat(13))).toEqual(["phrase-too-long"]);
  });
});
