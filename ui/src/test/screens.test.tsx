import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { App } from "../app/App";
import { account, MemoryHost } from "./memoryHost";
import { counter, open } from "./scene";

const heading = () => screen.getByRole("heading", { level: 1 });

describe("a page that comes in the place of another", () => {
  it("begins for the keyboard and the reader at its name", async () => {
    const user = await open(counter());
    expect(document.activeElement, "not what the window starts with").toBe(document.body);
    screen.getByTestId("open-state").focus();
    await user.keyboard("{Enter}");
    await screen.findByTestId("state-page");
    expect(document.activeElement).toBe(heading());
    expect(heading().textContent).toBe("Состояние");
    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
    await user.keyboard("gl");
    await user.click(await screen.findByTestId("add-model"));
    expect(document.activeElement, "a step of a page is one too").toBe(heading());
  });

  it("leaves the list, the search and the chat as they were, and no dialog open", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("ga");
    await waitFor(() => expect(screen.getByRole("heading", { name: /Все чаты/ })).toBeDefined());
    await user.keyboard("jj");
    const selected = () => document.querySelector<HTMLElement>("[data-testid=chat-row][aria-selected=true]")?.dataset.chat;
    await screen.findByTestId("composer");
    const opened = selected();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Действия и чаты" }), "Настройки{Enter}");
    await screen.findByTestId("settings");
    await user.keyboard("{Escape}");
    await screen.findByTestId("composer");
    expect(screen.getByRole("heading", { name: /Все чаты/ })).toBeDefined();
    expect([opened !== undefined, selected()]).toEqual([true, opened]);
    expect(document.querySelector("dialog[open]")).toBeNull();
  });

  it("shows no chat of a shop that was removed there", async () => {
    const host = counter();
    host.accounts = [account(), account({ account: 2, name: "Вторая лавка" })];
    const user = await open(host);
    await user.click(screen.getByRole("button", { name: /Вторая лавка/ }));
    await user.keyboard("{Control>},{/Control}");
    await screen.findByTestId("settings");
    await user.click((await screen.findAllByTestId("shop-remove")).at(-1) as HTMLElement);
    await user.click(await screen.findByTestId("confirm-remove"));
    await waitFor(() => expect(host.accounts.length).toBe(1));
    await user.keyboard("{Escape}");
    expect((await screen.findAllByTestId("chat-row")).length, "the list is of all shops again").toBe(3);
  });

  it("may be a step of the first run, but for what the window starts with", async () => {
    const host = new MemoryHost();
    host.accounts = [];
    host.settings.onboarded = false;
    const user = userEvent.setup();
    render(<App host={host} />);
    const next = await screen.findByTestId("onboarding-next");
    expect(document.activeElement).toBe(document.body);
    await user.click(next);
    await user.click(await screen.findByTestId("channel-wildberries"));
    await screen.findByTestId("onboarding-token");
    expect(document.activeElement).toBe(heading());
    expect(heading().textContent).toBe("Подключаем Wildberries");
  });

  it("leaves the focus to what takes it there", async () => {
    const host = counter();
    host.accounts = [account({ health: "needs_owner", last_error: { code: "token_rejected", detail: "", status: 401 } })];
    const user = await open(host);
    await user.click(within(screen.getByTestId("status-strip")).getByRole("button", { name: "Новый ключ" }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByTestId("token-field"));
    await user.keyboard("x");
    expect(screen.getByTestId<HTMLTextAreaElement>("token-field").value).toBe("x");
    await user.click(within(dialog).getByRole("button", { name: "Отмена" }));
    await waitFor(() => expect(document.activeElement, "and has it again when the question is gone").toBe(heading()));
  });
});
