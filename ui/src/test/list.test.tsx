import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { App } from "../app/App";
import { account, chat, MemoryHost } from "./memoryHost";
import { counter, open } from "./scene";

const HOUR = 3_600_000;
const rail = () => screen.getByRole("navigation");
const foot = () => rail().querySelector(".rail-state")?.textContent;

describe("a row of the list", () => {
  it("says who asks, where, about what, the last words, how long is left and what is unread", async () => {
    const host = new MemoryHost();
    const last_message = { author: "customer" as const, text: "Когда\nотправите?", sent_at_ms: Date.now() - 2.2 * HOUR, attachments: 0 };
    const item = { remote_id: "184", title: "Чашка «Утро»", size: "250 мл" };
    host.chats = [
      chat(1, { customer: "Вера П.", item, unread: 3, deadline_at_ms: Date.now() + 2.5 * HOUR, last_message }),
      chat(2, { item: { remote_id: "185" }, last_message: { ...last_message, author: "seller", text: "", attachments: 2 } }),
    ];
    await open(host);
    const [first, second] = screen.getAllByTestId("chat-row");
    const part = (row: HTMLElement | undefined, name: string) => row?.querySelector(name)?.textContent;
    expect(part(first, ".row-name")).toBe("Вера П.");
    expect(part(first, ".mark")).toBe("WB");
    expect(part(first, ".row-thing")).toBe("Чашка «Утро», 250 мл");
    expect(part(first, ".row-text")).toBe("Когда отправите?");
    expect(part(first, "[data-testid=chip]")).toMatch(/^2 ч [23]\d мин$/);
    expect(part(first, ".unread")).toBe("3");
    expect(part(second, ".row-thing")).toBe("арт. 185");
    expect(part(second, ".row-text")).toBe("Вы: 2 файла");
    expect(part(second, ".unread")).toBeUndefined();
  });
});

describe("the state of the shops in the rail", () => {
  it("is told for each in words, and for all together", async () => {
    const host = counter();
    host.accounts = [account({ last_sync_at_ms: Date.now() - 12_000 }), account({ account: 2, name: "Мастерская", last_sync_at_ms: Date.now() - 200_000 })];
    await open(host);
    const shop = within(rail()).getByRole("button", { name: /Глиняный дом/ });
    expect(shop.textContent).toMatch(/проверен 1\d с назад/);
    expect(foot(), "the one that was checked longest ago").toBe("Все магазины проверены 3 мин назад");

    const last_error = { code: "rate_limited" as const, detail: "", status: 429, retry_at_ms: Date.now() + 600_000 };
    host.accounts[0] = account({ health: "retrying", error_count: 1, last_error });
    act(() => host.changed(["accounts"]));
    await waitFor(() => expect(shop.textContent).toMatch(/Wildberries ответил 429\. Ничего не потеряно\. Повтор через \d+ мин/));
    expect(foot(), "it did answer: nobody says that it cannot be reached").toBe("Не удалось проверить 1 магазин. Сохранённое на месте");
  });

  it("does not blame the network where a certificate is not trusted", async () => {
    const host = counter();
    host.accounts = [account({ health: "retrying", error_count: 1, last_error: { code: "certificate_untrusted", detail: "the certificate is not trusted" } })];
    const user = await open(host);
    expect(screen.getByTestId("status-strip").textContent).toMatch(/Глиняный дом: Этот компьютер не доверяет сертификату/);
    expect(screen.queryByText(/Нет сети/)).toBeNull();
    await user.click(screen.getByTestId("open-state"));
    const card = await screen.findByTestId("state-account");
    expect(card.textContent).toMatch(/не доверяет сертификату/);
    expect(card.textContent, "the marketplace has said nothing").not.toMatch(/Слова площадки/);
  });

  it("marks the demo shop as one, and puts it away at one press", async () => {
    const host = counter();
    host.accounts = [account({ channel: "demo", name: "Посуда и дом" })];
    for (const row of host.chats) row.channel = "demo";
    const user = await open(host);
    const put = screen.getByTestId("demo-remove");
    expect(put.parentElement?.textContent).toBe("ДемоУбрать");
    expect(screen.getAllByTestId("chat-row").map((row) => row.querySelector(".mark")?.textContent)).toEqual(["ДЕ", "ДЕ", "ДЕ"]);
    await user.click(put);
    await waitFor(() => expect(host.asked("demo_remove")).toEqual([{}]));
  });
});

describe("an empty list", () => {
  it("leads to a first shop where there is none", async () => {
    const host = new MemoryHost();
    host.accounts = [];
    const user = userEvent.setup();
    render(<App host={host} />);
    const pane = (await screen.findByText("Магазинов пока нет")).parentElement as HTMLElement;
    await user.click(within(pane).getByRole("button", { name: "Добавить магазин" }));
    await screen.findByTestId("channel-wildberries");
  });

  it("says which filter hides the chats, and takes it off", async () => {
    const host = counter();
    for (const row of host.chats) row.unread = 0;
    const user = await open(host);
    await user.click(screen.getByTestId("only-unread"));
    await screen.findByText("По этому отбору чатов нет");
    expect(screen.getByTestId("filter-on").textContent).toMatch(/Только.*непрочитанные/i);
    await user.click(screen.getByTestId("empty-clear"));
    await waitFor(() => expect(screen.getAllByTestId("chat-row")).toHaveLength(3));
    expect(screen.queryByTestId("filter-on")).toBeNull();
  });

  it("says that chats are on their way while a first shop is read", async () => {
    const host = new MemoryHost();
    host.accounts = [account({ health: "new", last_sync_at_ms: null, syncing: true, messages_this_round: 340 })];
    render(<App host={host} />);
    const pane = (await screen.findByText("Получаем чаты")).parentElement as HTMLElement;
    expect(pane.textContent).toMatch(/загружаем историю: 340 сообщений/);
    expect(screen.queryByText("Всё отвечено")).toBeNull();
  });
});

describe("the first keys", () => {
  it("walk the list, open, answer and leave a chat, search and help", async () => {
    const user = await open(counter());
    const cursor = () => screen.getAllByTestId("chat-row").find((row) => row.dataset.cursor !== undefined)?.dataset.chat;
    const focused = () => (document.activeElement as HTMLElement | null)?.dataset.testid;
    const backAtTheList = () => waitFor(() => expect(document.activeElement).toBe(screen.getByRole("listbox")));
    act(() => screen.getByRole("listbox").focus());
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
    expect(cursor()).toBe("2");
    await user.keyboard("{Enter}");
    await screen.findByText("Сообщение 20");
    await user.keyboard("r");
    await waitFor(() => expect(focused()).toBe("composer"));
    await user.keyboard("reply");
    expect(screen.getByTestId<HTMLTextAreaElement>("composer").value, "letters are letters where a text is written").toBe("reply");
    await user.keyboard("{Escape}{Escape}");
    await backAtTheList();
    await user.keyboard("/");
    expect(focused()).toBe("search");
    await user.keyboard("{Escape}");
    await backAtTheList();
    await user.keyboard("?");
    const help = await screen.findByRole("dialog", { name: "Клавиши" });
    expect(help.textContent).toMatch(/Ctrl/);
  });
});
