import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Refusal } from "../api/host";
import { counter, holdBack, open } from "./scene";

async function page(host = counter()) {
  const user = await open(host);
  await user.keyboard("?");
  await user.click(await screen.findByTestId("help-edit"));
  await screen.findByTestId("keys");
  return { host, user };
}

const row = (action: string) => document.querySelector<HTMLElement>(`.key-row[data-command="${action}"]`) as HTMLElement;
const printed = (action: string) =>
  [...row(action).querySelectorAll(".keys")].map((each) => [...each.querySelectorAll("kbd")].map((one) => one.textContent).join(" "));

describe("the page of keys", () => {
  it("records another key, which then works and stands in help; the old one is gone", async () => {
    const { host, user } = await page();
    await user.click(within(row("done")).getByRole("button", { name: /^Убрать E/ }));
    await waitFor(() => expect(printed("done")).toEqual([]));
    await user.click(screen.getByTestId("key-add-done"));
    await user.keyboard("{Control>}d{/Control}");
    await waitFor(() => expect(printed("done")).toEqual(["Ctrl D"]));
    expect(host.settings.own_keys).toEqual([{ command: "done", keys: ["Mod+d"] }]);

    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
    await user.keyboard("j");
    await screen.findByTestId("composer");
    await user.keyboard("e");
    expect(host.asked("chats_act")).toEqual([]);
    await user.keyboard("{Control>}d{/Control}");
    await waitFor(() => expect(host.asked("chats_act")).toMatchObject([{ act: { do: "move", queue: "done" } }]));
    await user.keyboard("?");
    expect(document.querySelector('.help-row[data-command="done"] dd')?.textContent).toBe("CtrlD");
  });

  it("prints the owner's keys wherever keys are named", async () => {
    const host = counter();
    host.settings.own_keys = [{ command: "nextChat", keys: ["n"] }];
    await open(host);
    expect(screen.getByText(/клавишами N и K, открыть: ↵/)).toBeDefined();
  });

  it("refuses a key that is taken and says by what", async () => {
    const { host, user } = await page();
    await user.click(screen.getByTestId("key-add-done"));
    await user.keyboard("{Control>}k{/Control}");
    expect((await screen.findByTestId("key-refused")).textContent).toMatch(/Ctrl K занята: «Действия и чаты»/);
    expect(host.asked("settings_set")).toEqual([]);
  });

  it("records two keys in a row, hears ЙЦУКЕН, and lets go with Esc", async () => {
    const { host, user } = await page();
    await user.click(screen.getByTestId("key-add-onlyUnread"));
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("key-recorder")).toBe(null);
    await user.click(screen.getByTestId("key-add-onlyUnread"));
    const recorder = await screen.findByTestId("key-recorder");
    fireEvent.keyDown(recorder, { key: "п", code: "KeyG" });
    fireEvent.keyDown(recorder, { key: "й", code: "KeyQ" });
    await waitFor(() => expect(host.settings.own_keys).toEqual([{ command: "onlyUnread", keys: ["g q"] }]));
  });

  it("changes the whole set and puts everything back", async () => {
    const { host, user } = await page();
    await user.click(screen.getByTestId("preset-gmail"));
    await waitFor(() => expect(printed("snooze")).toEqual(["B", "H"]));
    await user.click(within(row("snooze")).getByRole("button", { name: /^Убрать H/ }));
    await waitFor(() => expect(printed("snooze")).toEqual(["B"]));
    await user.click(screen.getByTestId("keys-reset-all"));
    await waitFor(() => expect(printed("snooze")).toEqual(["B", "H"]));
    expect(host.settings.own_keys).toEqual([]);
  });

  it("switches single keys off: they are silent and printed nowhere, and all others work", async () => {
    const { host, user } = await page();
    const single = () => screen.getByRole("checkbox", { name: /Клавиши из одной буквы/ });
    await user.click(single());
    await waitFor(() => expect(host.settings.single_keys).toBe(false));
    await waitFor(() => expect(row("done").querySelector(".key-chip[data-off]"), "E is there, and stands still").not.toBe(null));
    expect(row("palette").querySelector(".key-chip[data-off]")).toBe(null);
    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
    await user.keyboard("jgw?");
    expect([screen.queryByTestId("composer"), screen.queryByRole("dialog")]).toEqual([null, null]);
    await user.keyboard("{Control>}k{/Control}");
    const done = (await screen.findByRole("dialog")).querySelector<HTMLElement>('[data-choice="done"]');
    expect(done?.querySelector("kbd"), "a key that does nothing is not printed").toBe(null);
  });

  it("keeps both of two quick changes, and gives back only the second", async () => {
    const { host, user } = await page();
    const release = holdBack(host, "settings_set");
    await user.click(within(row("done")).getByRole("button", { name: /^Убрать E/ }));
    await user.click(within(row("star")).getByRole("button", { name: /^Убрать S/ }));
    await act(async () => release());
    await waitFor(() => expect([printed("done"), printed("star")]).toEqual([[], []]));
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    await waitFor(() => expect(host.settings.own_keys).toEqual([{ command: "done", keys: [] }]));
  });

  it("says what was refused after it was left", async () => {
    const { host, user } = await page();
    host.refusals.set("settings_set", new Refusal({ code: "disk_full", message: "", retryable: false }));
    const release = holdBack(host, "settings_set");
    await user.click(within(row("done")).getByRole("button", { name: /^Убрать E/ }));
    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
    await act(async () => release());
    await screen.findByText(/На диске нет места/);
  });

  it("finds an action by its name or by its key", async () => {
    const { user } = await page();
    await user.type(screen.getByTestId("keys-find"), "отложить");
    expect([...document.querySelectorAll<HTMLElement>(".key-row")].map((each) => each.dataset.command)).toEqual(["snooze"]);
    await user.clear(screen.getByTestId("keys-find"));
    await user.type(screen.getByTestId("keys-find"), "ctrl k");
    expect([...document.querySelectorAll<HTMLElement>(".key-row")].map((each) => each.dataset.command)).toEqual(["palette"]);
  });
});
