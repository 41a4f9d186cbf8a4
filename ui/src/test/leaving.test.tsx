import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { counter, open } from "./scene";

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
