import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { type MemoryHost, message } from "./memoryHost";
import { exported, imported } from "./memoryTransfers";
import { counter, open } from "./scene";

async function command(host: MemoryHost, name: string) {
  const user = await open(host);
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: /команд|чат/i }), name);
  await user.keyboard("{Enter}");
  return user;
}

const table = () => new File(["Дата;Кто;Имя;Текст\n"], "история.csv", { type: "text/csv" });

describe("chats leave as files", () => {
  it("one from its own head, in the form that was chosen, and the window says where it lies", async () => {
    const host = counter();
    host.transfers.exported = exported({ manifest_sha256: "c0ffee", files_missing: 2 });
    const user = await open(host);
    await user.keyboard("j{Enter}");
    await user.click(await screen.findByTestId("export"));
    await user.click(within(screen.getByTestId("export-pack")).getByRole("radio"));
    await user.click(screen.getByTestId("export-start"));
    const done = await screen.findByTestId("export-done");
    expect(done.textContent).toMatch(/pult-chat-Мария/);
    expect(done.textContent, "the hash to be written down").toMatch("c0ffee");
    expect(done.textContent).toMatch(/2 файлов на этом компьютере нет/);
    expect(host.asked("export_start")[0]).toMatchObject({ form: "pack", locale: "ru" });
    expect((host.asked("export_start")[0] as { chats: number[] }).chats).toHaveLength(1);
  });

  it("picked ones together, but not as a dispute pack", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("jxjx");
    await user.click(await screen.findByTestId("bulk-export"));
    expect(screen.getByRole("heading", { name: "Выгрузить 2 чата" })).toBeTruthy();
    expect(screen.queryByTestId("export-pack")).toBeNull();
    await user.click(within(screen.getByTestId("export-csv")).getByRole("radio"));
    await user.type(screen.getByTestId("export-folder"), "/media/usb");
    await user.click(screen.getByTestId("export-start"));
    await screen.findByTestId("export-done");
    expect(host.asked("export_start")[0]).toMatchObject({ form: "csv", folder: "/media/usb" });
  });

  it("a failure is told in the owner's words, and can be tried again", async () => {
    const host = counter();
    host.transfers.exported = exported({ state: "failed", path: null, problem: "disk_full" });
    const user = await open(host);
    await user.keyboard("j{Enter}");
    await user.click(await screen.findByTestId("export"));
    await user.click(screen.getByTestId("export-start"));
    expect((await within(screen.getByRole("dialog")).findByRole("alert")).textContent).toMatch(/диск/i);
    await user.click(screen.getByRole("button", { name: "Ещё раз" }));
    expect(screen.getByTestId("export-start")).toBeTruthy();
  });

  it("one can be stopped while it is under way", async () => {
    const host = counter();
    host.transfers.exported = exported({ state: "running", path: null, chats: 3, chats_in_all: 10 });
    const user = await open(host);
    await user.keyboard("j{Enter}");
    await user.click(await screen.findByTestId("export"));
    await user.click(screen.getByTestId("export-start"));
    await user.click(await screen.findByTestId("export-cancel"));
    await waitFor(() => expect(host.asked("export_cancel")).toHaveLength(1));
  });

  it("go to paper: every message is laid out as text, and the printer is asked", async () => {
    const print = vi.spyOn(window, "print").mockImplementation(() => undefined);
    const host = counter();
    host.messages.set(1, [message(10), message(11, { author: "system" }), message(12, { author: "assistant" })]);
    const user = await open(host);
    await user.keyboard("j{Enter}");
    await user.click(await screen.findByTestId("export"));
    await user.click(screen.getByTestId("export-print"));
    const paper = await screen.findByTestId("paper");
    const laid = [...paper.querySelectorAll(".paper-message")].map((each) => each.classList.contains("paper-ours"));
    expect(laid, "what the marketplace says is not told as ours").toEqual([false, false, true]);
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
    window.dispatchEvent(new Event("afterprint"));
    await waitFor(() => expect(screen.queryByTestId("paper")).toBeNull());
    print.mockRestore();
  });
});

describe("history comes in", () => {
  it("by a file, its columns, a trial, and only then for good", async () => {
    const host = counter();
    host.transfers.imported = imported({ refused: 2, faults: [{ line: 4, fault: "time_unclear" }] });
    const user = await command(host, "Загрузить историю");
    await screen.findByTestId("import-page");
    await user.upload(screen.getByTestId("import-picker"), table());
    expect((await screen.findByTestId("import-missing")).textContent).toMatch(/автора/);
    expect(screen.getByTestId<HTMLButtonElement>("import-try").disabled).toBe(true);
    await user.selectOptions(screen.getByRole("combobox", { name: "Что в столбце «Кто»" }), "author");
    await user.click(screen.getByTestId("import-try"));
    const found = await screen.findByTestId("import-found");
    expect(found.textContent).toMatch(/Добавится2 чата, 7 сообщений.*Уже здесь1 чат, 3 сообщения.*Не взято2 строки/);
    expect(screen.getByTestId("import-faults").textContent).toMatch(/Строка 4: время не понять/);
    expect(host.asked("import_start"), "nothing is stored yet").toMatchObject([
      { dry_run: true, columns: ["time", "author", "customer", "text"], target: { archive: "Архив" } },
    ]);
    await user.click(screen.getByTestId("import-go"));
    await screen.findByTestId("import-done");
    expect(host.asked("import_start")[1]).toMatchObject({ dry_run: false });
    await user.click(screen.getByTestId("import-undo"));
    await waitFor(() => expect(host.asked("import_undo")).toMatchObject([{ import: 5 }]));
    expect(await screen.findByText(/Загрузка отменена, убрано 7 сообщений/)).toBeTruthy();
  });

  it("not when all of it is here already", async () => {
    const host = counter();
    host.transfers.looked = { ...host.transfers.looked, form: "json", columns: [], missing: [] };
    host.transfers.imported = imported({ chats_new: 0, messages_new: 0 });
    const user = await command(host, "Загрузить историю");
    await user.upload(await screen.findByTestId("import-picker"), table());
    await user.click(await screen.findByTestId("import-try"));
    await screen.findByTestId("import-found");
    expect(screen.getByTestId<HTMLButtonElement>("import-go").disabled).toBe(true);
    expect(screen.getByText(/загружать нечего/)).toBeTruthy();
  });

  it("and a past import is taken back after a question", async () => {
    const host = counter();
    host.transfers.past = [{ import: 9, account: 1, at_ms: 1_795_000_000_000, name: "old.json", whole: true, chats: 2, messages: 7, known: 0, refused: 0 }];
    const user = await command(host, "Загрузить историю");
    await user.click(within(await screen.findByTestId("import-past")).getByRole("button", { name: "Убрать загруженное" }));
    expect(host.asked("import_undo")).toEqual([]);
    await user.click(screen.getByTestId("import-undo-sure"));
    await waitFor(() => expect(host.asked("import_undo")).toMatchObject([{ import: 9 }]));
  });
});
