import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { nearly, score } from "../features/palette/fuzzy";
import { ACTIONS, commandOf } from "../keymap";
import { chat, message } from "./memoryHost";
import { counter, holdBack, open, openFirst } from "./scene";

const offered = () => [...document.querySelectorAll<HTMLElement>("[data-choice]")];
const ids = () => offered().map((each) => each.dataset.choice ?? "");

async function ask(user: Awaited<ReturnType<typeof open>>, text: string) {
  await user.keyboard("{Control>}k{/Control}");
  const field = await screen.findByRole("combobox", { name: "Действия и чаты" });
  await user.type(field, text);
  return field;
}

describe("what is typed into the palette", () => {
  it("is understood on the other layout", () => {
    expect(score("привет", "ghbdtn")).not.toBe(null);
    expect(score("Настройки", "yfcnhjqrb")).not.toBe(null);
    expect(score("Settings", "ыуеештпы")).not.toBe(null);
    expect(score("Объём", "j,]`v"), "keys that are signs on the other layout").not.toBe(null);
  });

  it("needs neither ё nor marks nor case", () => {
    expect(score("Объём и счёт", "счет")).not.toBe(null);
    expect(score("Rendelésem", "rendelesem")).not.toBe(null);
    expect(score("Objednávka", "OBJEDNAVKA")).not.toBe(null);
  });

  it("forgives a letter in a long word and left out letters, and knows first letters", () => {
    expect(score("Отложить чат", "отлажить")).not.toBe(null);
    expect(score("Отложить чат", "отлжить")).not.toBe(null);
    expect(score("Закрыть и открыть следующий", "зис") ?? score("Закрыть и открыть следующий", "зио")).not.toBe(null);
    expect(score("Отложить чат", "отж")).not.toBe(null);
    expect(nearly("чайник", "чайинк")).toBe(true);
    expect(nearly("чайник", "кружка")).toBe(false);
  });

  it("puts the beginning before the middle, and finds nothing in nothing", () => {
    expect(score("Искать по истории", "иск") ?? 0).toBeGreaterThan(score("Поиск", "иск") ?? 0);
    expect(score("Настройки", "настр") ?? 0).toBeGreaterThan(score("Настройки", "yfcnh") ?? 0);
    expect(score("Настройки", "кружка")).toBe(null);
    expect(score("Настройки", "я")).toBe(null);
  });
});

describe("the palette", () => {
  it("has every command of the map, and says of some what they wait for", async () => {
    const host = counter();
    host.chats = [];
    const { render } = await import("@testing-library/react");
    const { App } = await import("../app/App");
    const userEvent = (await import("@testing-library/user-event")).default;
    const user = userEvent.setup();
    render(<App host={host} />);
    await screen.findByText(/Всё отвечено/);
    await user.keyboard("{Control>}k{/Control}");
    await screen.findByRole("combobox", { name: "Действия и чаты" });
    expect(ids().sort()).toEqual(ACTIONS.filter((action) => action !== "palette").sort());
    const keyed = offered().filter((each) => each.querySelector("kbd") !== null);
    expect(keyed.map((each) => each.dataset.choice).sort(), "with its key, where it has one").toEqual(
      ACTIONS.filter((action) => action !== "palette" && commandOf(action).keys.length > 0).sort(),
    );
    const reply = offered().find((each) => each.dataset.choice === "reply") as HTMLElement;
    expect(reply.getAttribute("aria-disabled")).toBe("true");
    expect(reply.textContent).toContain("сначала откройте чат");
    await user.click(reply);
    expect(screen.getByRole("combobox", { name: "Действия и чаты" })).toBeDefined();
  });

  it("lets every command of an open chat be done", async () => {
    const user = await openFirst(counter());
    await user.keyboard("{Control>}k{/Control}");
    await screen.findByRole("combobox", { name: "Действия и чаты" });
    const missing = offered()
      .filter((each) => each.getAttribute("aria-disabled") === "true")
      .map((each) => each.dataset.choice);
    expect(missing, "nothing is picked, and the buyer has one chat").toEqual(["pickNone", "nextOfBuyer", "besideOfBuyer"]);
  });

  it("does what was typed on the wrong layout", async () => {
    const user = await open(counter());
    await ask(user, "yfcnhjqrb{Enter}");
    await screen.findByTestId("settings");
  });

  it("offers the chats opened last, and finds others through the core", async () => {
    const host = counter();
    host.chats.push(chat(7, { customer: "Марина Лебедева", queue: "done" }));
    host.messages.set(7, [message(70)]);
    const user = await openFirst(host);
    await user.keyboard("{Escape}j");
    await screen.findAllByTestId("chat-row");
    await user.keyboard("{Control>}k{/Control}");
    await screen.findByRole("combobox", { name: "Действия и чаты" });
    await waitFor(() => expect(ids()[0]).toBe("chat-1"));
    await user.keyboard("{Escape}");
    const answer = {
      hits: [],
      problems: [],
      variants: [],
      chats: [{ chat: 7, channel: "ozon" as const, customer: [{ text: "Марина Лебедева", hit: true }], order: [], item: [], message: 70 }],
    };
    (host as unknown as { answers: Record<string, unknown> }).answers.search = () => answer;
    await ask(user, "лебед");
    await waitFor(() => expect(ids()).toContain("chat-7"));
    expect(within(offered().find((each) => each.dataset.choice === "chat-7") as HTMLElement).getByText("Марина Лебедева")).toBeDefined();
  });

  it("opens no chat that was found for other words", async () => {
    const host = counter();
    const found = (id: number, name: string) => ({
      chat: id,
      channel: "ozon" as const,
      customer: [{ text: name, hit: true }],
      order: [],
      item: [],
      message: 70,
    });
    const answer = (query: string) => ({
      hits: [],
      problems: [],
      variants: [],
      notes: [],
      chats: query.startsWith("лебед") ? [found(7, "Марина Лебедева")] : [],
    });
    (host as unknown as { answers: Record<string, unknown> }).answers.search = ({ query }: { query: string }) => answer(query);
    const user = await open(host);
    const field = await ask(user, "лебед");
    await waitFor(() => expect(ids()).toContain("chat-7"));
    const release = holdBack(host, "search");
    await user.type(field, "ев");
    expect(ids(), "it has all that is typed now").toContain("chat-7");
    await user.clear(field);
    await user.type(field, "ясенев");
    expect(ids()).not.toContain("chat-7");
    release();
  });
});
