import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { counter, open } from "./scene";

/** A shop whose toasts can be clicked. */
function toasting() {
  const host = counter();
  let toast = (_: number) => {};
  Object.assign(host, {
    opened: (open: (chat: number) => void) => {
      toast = open;
      return () => {};
    },
  });
  return { host, click: (chat: number) => act(() => toast(chat)) };
}

const selected = () => screen.getAllByTestId("chat-row").find((row) => row.getAttribute("aria-selected") === "true")?.dataset.chat;

describe("a toast that is clicked over what is half-written", () => {
  it("asks first, and who stays is not led to its chat later", async () => {
    const { host, click } = toasting();
    const user = await open(host);
    const write = async () => {
      await user.keyboard("gk");
      await user.click(await screen.findByTestId("canned-add"));
      await user.type(screen.getByTestId("canned-name"), "Трек");
      click(2);
      return within(await screen.findByRole("dialog"));
    };
    await user.click((await write()).getByRole("button", { name: "Остаться" }));
    expect(screen.getByTestId<HTMLInputElement>("canned-name").value).toBe("Трек");
    await user.click(screen.getByRole("button", { name: "Назад" }));
    await user.click(await screen.findByTestId("rules-drop"));
    await screen.findAllByTestId("chat-row");
    expect(screen.queryByTestId("composer")).toBeNull();
    await user.click((await write()).getByTestId("rules-drop"));
    await screen.findByTestId("composer");
    expect(selected()).toBe("2");
  });

  it("asks about rules in their own words, and leads on when they are kept", async () => {
    const { host, click } = toasting();
    const user = await open(host);
    await user.keyboard("gr");
    await user.click((await screen.findAllByTestId("rule-on"))[0] as HTMLElement);
    click(2);
    const question = within(await screen.findByRole("dialog"));
    question.getByText(/Вы изменили правила или часы/);
    await user.click(question.getByTestId("rules-leave-save"));
    await screen.findByTestId("composer");
    expect(selected()).toBe("2");
    expect(host.asked("sla_set")).toHaveLength(1);
  });

  it("asks nothing where nothing was changed", async () => {
    const { host, click } = toasting();
    const user = await open(host);
    await user.keyboard("gr");
    await screen.findAllByTestId("rule-on");
    click(2);
    await screen.findByTestId("composer");
    expect(selected()).toBe("2");
  });
});

describe("Esc in a field", () => {
  it("leaves the field and not the form of a model, pressed again the form", async () => {
    const user = await open(counter());
    await user.keyboard("gl");
    await user.click(await screen.findByTestId("add-model"));
    await user.click(screen.getByTestId("choose-deepseek"));
    await user.type(screen.getByTestId("model-key"), "sk-123{Escape}");
    expect(screen.getByTestId<HTMLInputElement>("model-key").value).toBe("sk-123");
    expect(document.activeElement).toBe(document.body);
    await user.keyboard("{Escape}");
    await screen.findByTestId("add-model");
  });

  it("keeps a shop's new name, as every way out of the field does", async () => {
    const host = counter();
    const user = await open(host);
    await user.keyboard("{Control>},{/Control}");
    await user.click(await screen.findByTestId("shop-edit"));
    await user.clear(screen.getByTestId("shop-rename"));
    await user.type(screen.getByTestId("shop-rename"), "Посуда{Escape}");
    await waitFor(() => expect(host.accounts[0]?.name).toBe("Посуда"));
    expect(screen.getByTestId("settings")).toBeDefined();
    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
  });

  it("leaves a file that is being loaded where it was", async () => {
    const host = counter();
    host.transfers.looked = { ...host.transfers.looked, form: "json", columns: [], missing: [] };
    const user = await open(host);
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox", { name: "Действия и чаты" }), "Загрузить историю{Enter}");
    await user.upload(await screen.findByTestId("import-picker"), new File(["{}"], "история.json", { type: "application/json" }));
    const name = await screen.findByRole<HTMLInputElement>("textbox");
    await user.type(name, " старый{Escape}");
    expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("Архив старый");
    await user.keyboard("{Escape}");
    await screen.findAllByTestId("chat-row");
  });
});
