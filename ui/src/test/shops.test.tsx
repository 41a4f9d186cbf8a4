import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { App } from "../app/App";
import { account, chat, MemoryHost } from "./memoryHost";
import { counter, open } from "./scene";

async function connecting(host: MemoryHost, channel: string) {
  host.accounts = [];
  host.settings.onboarded = false;
  const user = userEvent.setup();
  render(<App host={host} />);
  await user.click(await screen.findByTestId("onboarding-next"));
  await user.click(await screen.findByTestId(`channel-${channel}`));
  return user;
}

async function settings(host: MemoryHost) {
  const user = await open(host);
  await user.keyboard("{Control>},{/Control}");
  await screen.findByTestId("settings");
  return user;
}

describe("connecting a shop", () => {
  it("offers only what this version can connect", async () => {
    const host = new MemoryHost();
    host.unavailable = ["avito"];
    await connecting(host, "ozon");
    expect(screen.queryByTestId("channel-avito")).toBeNull();
  });

  it("tries Ozon only when both halves are there, and tells a plan that is too low", async () => {
    const host = new MemoryHost();
    const user = await connecting(host, "ozon");
    host.check = { ...host.check, ok: false, problem: "plan_too_low" };
    await user.type(screen.getByTestId("token-field"), "key");
    await new Promise((done) => setTimeout(done, 700));
    expect(host.asked("account_check"), "half an access is not tried").toEqual([]);
    await user.type(screen.getByTestId("client-id-field"), "836001");
    const verdict = await screen.findByTestId("token-verdict");
    expect(verdict.textContent).toMatch(/Ozon: ваш тариф не открывает чаты/);
    expect(verdict.textContent).toMatch(/Premium Plus/);
    host.check = { ...host.check, ok: true, problem: null };
    await user.click(within(verdict).getByRole("button", { name: "Проверить ещё раз" }));
    await screen.findByText("Ключ подходит");
    await user.click(screen.getByTestId("connect-shop"));
    await screen.findByTestId("onboarding-finish");
    expect(host.asked("account_add")).toEqual([{ channel: "ozon", name: "", token: "key", client_id: "836001" }]);
  });

  it("asks Yandex Market's cabinet number only under advanced, Wildberries for none", async () => {
    const host = new MemoryHost();
    const user = await connecting(host, "yandex_market");
    expect(screen.getByTestId("client-id-field").closest("details")).not.toBeNull();
    await user.type(screen.getByTestId("token-field"), "ACMA:1");
    await screen.findByText("Ключ подходит");
    await user.click(screen.getByRole("button", { name: "Назад" }));
    await user.click(await screen.findByTestId("channel-wildberries"));
    expect(screen.queryByTestId("client-id-field")).toBeNull();
  });
});

describe("a shop in the settings", () => {
  it("is renamed, coloured, and keeps Ozon's own chats out", async () => {
    const host = counter();
    host.accounts = [account({ channel: "ozon" })];
    host.limits = { ...host.limits, takes_read: true };
    const user = await settings(host);
    await user.click(screen.getByTestId("shop-edit"));
    await user.clear(screen.getByTestId("shop-rename"));
    await user.type(screen.getByTestId("shop-rename"), "Посуда{Enter}");
    await user.click(screen.getByTestId("colour-5"));
    await user.click(screen.getByTestId("show-support"));
    expect(screen.getByTestId<HTMLInputElement>("marks-read").checked, "off until the owner wishes it").toBe(false);
    expect(screen.getByText(/Покупатель сможет увидеть/)).toBeDefined();
    await user.click(screen.getByTestId("marks-read"));
    await waitFor(() => expect(host.accounts[0]).toMatchObject({ name: "Посуда", colour: 5, hidden_kinds: ["support"], marks_read: true }));
  });

  it("offers no switch that its marketplace does not have", async () => {
    const user = await settings(counter());
    await user.click(screen.getByTestId("shop-edit"));
    expect(screen.queryByTestId("marks-read")).toBeNull();
    expect(screen.queryByTestId("show-support")).toBeNull();
  });

  it("is removed only after saying what happens to the history, and may be paused instead", async () => {
    const host = counter();
    host.states.set(1, { messages: 12_345 });
    const user = await settings(host);
    await user.click(screen.getByTestId("shop-remove"));
    const words = await screen.findByText(/12\s345 сообщений исчезнут с этого компьютера/);
    const told = words.closest("ul")?.textContent ?? "";
    expect(told).toMatch(/На площадке Wildberries всё останется/);
    expect(told).toMatch(/Отменить удаление будет нельзя/);
    await user.click(screen.getByTestId("pause-instead"));
    await waitFor(() => expect(host.accounts[0]?.health).toBe("paused"));
    expect(host.asked("account_remove")).toEqual([]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("several shops", () => {
  it("are told apart in the rows by a letter, and a filter shows itself and its end", async () => {
    const host = counter();
    host.accounts = [account(), account({ account: 2, channel: "ozon", name: "Мастерская", colour: 3 })];
    host.chats.push(chat(4, { account: 2, channel: "ozon" }));
    const user = await open(host);
    expect(screen.getAllByTestId("chat-row").map((row) => row.querySelector(".shop-mark")?.textContent)).toEqual(["Г", "Г", "Г", "М"]);
    await user.click(screen.getByRole("button", { name: /Мастерская/ }));
    expect((await screen.findByTestId("filter-on")).textContent).toMatch(/Только.*Мастерская/);
    await waitFor(() => expect(screen.getAllByTestId("chat-row")).toHaveLength(1));
    await user.click(screen.getByTestId("filter-clear"));
    await waitFor(() => expect(screen.getAllByTestId("chat-row")).toHaveLength(4));
    expect(screen.queryByTestId("filter-on")).toBeNull();
  });

  it("count in thousands as people write them", async () => {
    const host = counter();
    host.accounts = [account({ unread: 12_480 })];
    await open(host);
    expect(screen.getByRole("button", { name: /Глиняный дом/ }).textContent).toMatch(/12\s480/);
  });
});
