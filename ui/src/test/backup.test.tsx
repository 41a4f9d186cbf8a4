import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Refusal } from "../api/host";
import { App } from "../app/App";
import { MemoryHost, NOW } from "./memoryHost";
import { counter, open } from "./scene";

const PASSPHRASE = "четыре тихих слова";

describe("backups", () => {
  it("asks the passphrase twice and says where the backup lies", async () => {
    const host = counter();
    const user = await open(host);
    await user.click(screen.getByTestId("open-state"));
    await user.click(await screen.findByTestId("backup-make"));
    const go = await screen.findByTestId<HTMLButtonElement>("backup-go");
    await user.type(screen.getByTestId("backup-passphrase"), PASSPHRASE);
    await user.type(screen.getByTestId("backup-passphrase-again"), "четыре тихих слов");
    expect(go.disabled).toBe(true);
    await screen.findByText(/пока не совпадают/);
    await user.type(screen.getByTestId("backup-passphrase-again"), "а");
    expect(go.disabled).toBe(false);
    host.refusals.set("backup_now", new Refusal({ code: "backup_folder", message: "", retryable: false }));
    await user.click(go);
    await screen.findByText(/В эту папку копию записать нельзя/);
    host.refusals.delete("backup_now");
    await user.click(go);
    await screen.findByText(/Копия сделана и проверена/);
    expect(host.asked("backup_now").at(-1)).toEqual({ passphrase: PASSPHRASE, folder: "/home/anna/Downloads" });
  });

  it("says when the schedule failed, and asks for the passphrase again", async () => {
    const host = counter();
    host.backups = { ...host.backups, every: "day", last: { at_ms: NOW, by_schedule: true, path: null, bytes: 0, error: "backup_passphrase_missing" } };
    const user = await open(host);
    await user.click(screen.getByTestId("open-state"));
    expect((await screen.findByTestId("backup-failed")).textContent).toMatch(/нет пароля для копий по расписанию/);
    await user.click(screen.getByTestId("backup-plan"));
    const save = await screen.findByTestId<HTMLButtonElement>("backup-plan-save");
    expect(save.disabled).toBe(true);
    await user.type(screen.getByTestId("backup-passphrase"), PASSPHRASE);
    await user.type(screen.getByTestId("backup-passphrase-again"), PASSPHRASE);
    await user.click(save);
    await waitFor(() => expect(host.asked("backups_set")).toEqual([{ every: "day", keep: 7, folder: "/home/anna/Downloads", passphrase: PASSPHRASE }]));
  });

  it("never takes a new passphrase that is not finished for the wish to keep the old one", async () => {
    const host = counter();
    host.backups = { ...host.backups, every: "day" };
    const user = await open(host);
    await user.click(screen.getByTestId("open-state"));
    await user.click(await screen.findByTestId("backup-plan"));
    const save = await screen.findByTestId<HTMLButtonElement>("backup-plan-save");
    const [first, again] = [screen.getByTestId("backup-passphrase"), screen.getByTestId("backup-passphrase-again")];
    expect(save.disabled, "empty fields keep it").toBe(false);
    await user.type(first, PASSPHRASE);
    expect(save.disabled).toBe(true);
    expect(screen.getByTestId("backup-unfinished").textContent).toMatch(/введён не до конца/);
    await user.type(again, "четыре тихих слов{Enter}");
    expect(save.disabled).toBe(true);
    await user.clear(first);
    expect(save.disabled, "the second alone is no passphrase").toBe(true);
    await user.clear(again);
    await user.type(first, "коротко");
    await user.type(again, "коротко");
    expect(save.disabled).toBe(true);
    expect(host.asked("backups_set")).toEqual([]);
    for (const field of [first, again]) {
      await user.clear(field);
      await user.type(field, PASSPHRASE);
    }
    expect(screen.queryByTestId("backup-unfinished")).toBeNull();
    await user.selectOptions(screen.getByTestId("backup-every"), "never");
    await user.selectOptions(screen.getByTestId("backup-every"), "week");
    expect(screen.getByTestId<HTMLInputElement>("backup-passphrase").value).toBe("");
    await user.click(save);
    await waitFor(() => expect(host.asked("backups_set"), "what stood in fields that went is not kept").toHaveLength(1));
    expect(host.asked("backups_set")[0]).toEqual({ every: "week", keep: 7, folder: "/home/anna/Downloads" });
  });

  it("brings a backup to a new computer and names the shops that wait for a token", async () => {
    const host = new MemoryHost();
    host.accounts = [];
    host.settings.onboarded = false;
    const user = userEvent.setup();
    render(<App host={host} />);
    await user.click(await screen.findByTestId("onboarding-next"));
    await user.click(await screen.findByTestId("restore-start"));
    await user.click(await screen.findByRole("radio"));
    await user.type(screen.getByTestId("restore-passphrase"), "не то");
    host.refusals.set("restore_ready", new Refusal({ code: "backup_passphrase_wrong", message: "", retryable: false }));
    await user.click(screen.getByTestId("restore-go"));
    await screen.findByText(/Пароль не подходит/);
    host.refusals.delete("restore_ready");
    await user.click(screen.getByTestId("restore-go"));
    const told = await screen.findByTestId("restored");
    expect(told.textContent).toMatch(/ждали отправки: 2/);
    expect(told.textContent).toMatch(/Глиняный дом/);
    expect(host.asked("restore_ready").at(-1)).toMatchObject({ path: "/media/anna/usb/pult.pult-backup" });
  });
});
