import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { call, provider } from "./memoryModels";
import { counter, open } from "./scene";

afterEach(() => localStorage.clear());

/** Sums have a space of their own before the sign. */
const plain = (text: string | null | undefined) => text?.replaceAll(/\s/g, " ");

async function openModels(host = counter()) {
  const user = await open(host);
  await user.click(screen.getByRole("button", { name: /Настройки/ }));
  await user.click(await screen.findByTestId("open-models"));
  await screen.findByTestId("models-page");
  return { user, host };
}

describe("the page of models", () => {
  it("says that nothing needs a model", async () => {
    await openModels();
    expect((await screen.findByTestId("models-none")).textContent).toMatch(/нормально/);
    expect(screen.getByTestId("models-page").textContent).toMatch(/полностью работает и без неё/);
  });

  it("tries a key and a model before it keeps them", async () => {
    const { user, host } = await openModels();
    host.models.listed = [
      { id: "small", name: "Small", price: { input_micros: 300_000, output_micros: 1_200_000 } },
      { id: "large", name: "Large" },
    ];
    await user.click(screen.getByTestId("add-model"));
    await user.click(screen.getByTestId("choose-deepseek"));
    expect(screen.getByTestId<HTMLButtonElement>("model-load").disabled).toBe(true);
    await user.type(screen.getByTestId("model-key"), "sk-123");
    await user.click(screen.getByTestId("model-load"));
    await user.selectOptions(await screen.findByTestId("model-select"), "small");
    host.models.check = { ok: false, problem: "model_no_money", took_ms: 10 };
    await user.click(screen.getByTestId("model-save"));
    expect((await screen.findByTestId("model-wrong")).textContent).toMatch(/кончились деньги/);
    expect(host.asked("provider_set")).toHaveLength(0);
    host.models.check = { ok: true, model: "small-1", took_ms: 900 };
    await user.click(screen.getByTestId("model-save"));
    const row = await screen.findByTestId("provider");
    expect(row.textContent).toMatch(/small/);
    expect(host.asked("provider_set")[0]).toMatchObject({
      kind: "deepseek",
      key: "sk-123",
      model: "small",
      price: { input_micros: 300_000, output_micros: 1_200_000 },
    });
  });

  it("never sends a key that was not typed again", async () => {
    const host = counter();
    host.models.view.providers = [provider(1)];
    const { user } = await openModels(host);
    await user.click(screen.getByTestId("provider-edit"));
    expect(screen.getByTestId<HTMLInputElement>("model-key").value).toBe("");
    await user.click(screen.getByTestId("model-save"));
    await waitFor(() => expect(host.asked("provider_set")).toHaveLength(1));
    expect(host.asked("provider_set")[0]).not.toHaveProperty("key");
  });

  it("moves providers with buttons and bars those of the network", async () => {
    const host = counter();
    host.models.view.providers = [provider(1), provider(2, { kind: "ollama", local: true })];
    const { user } = await openModels(host);
    await user.click(screen.getByRole("button", { name: "Выше: Модель 2" }));
    await waitFor(() => expect(screen.getAllByTestId("provider")[0]?.textContent).toMatch(/Модель 2/));
    await user.click(screen.getByTestId("local-only"));
    await waitFor(() => expect(screen.getAllByTestId("provider")[1]?.textContent).toMatch(/Не спрашиваем/));
    expect(screen.getAllByTestId("provider")[0]?.textContent).not.toMatch(/Не спрашиваем/);
  });

  it("keeps a budget and refuses what is no sum", async () => {
    const { user, host } = await openModels();
    const budget = within(await screen.findByTestId("budget-usd"));
    const day = budget.getByLabelText(/В день/);
    await user.clear(day);
    await user.type(day, "много");
    expect(budget.getByRole<HTMLButtonElement>("button").disabled).toBe(true);
    await user.clear(day);
    await user.type(day, "2,5");
    await user.click(budget.getByRole("button"));
    await waitFor(() => expect(host.asked("models_set")).toHaveLength(1));
    expect(host.asked("models_set")[0]).toEqual({ budgets: [{ currency: "usd", day_micros: 2_500_000, month_micros: 10_000_000 }] });
  });

  it("shows what was sent, page by page", async () => {
    const host = counter();
    host.models.view.providers = [provider(1)];
    host.models.ledger = [
      call(40, { problem: "model_timed_out" }),
      call(39, { local: true, cost_micros: 0 }),
      ...Array.from({ length: 25 }, (_, n) => call(38 - n)),
    ];
    const { user } = await openModels(host);
    const ledger = within(await screen.findByTestId("ledger"));
    await waitFor(() => expect(ledger.getAllByRole("row")).toHaveLength(21));
    const [, failed, local, paid] = ledger.getAllByRole("row");
    expect(failed?.textContent).toMatch(/не ответила вовремя/);
    expect(local?.textContent).toMatch(/не покидало компьютер.*бесплатно/);
    expect(paid?.textContent).toMatch(/сообщения покупателя, заказ/);
    expect(plain(paid?.textContent)).toContain("0,0012 $");
    await user.click(ledger.getByRole("button"));
    await waitFor(() => expect(ledger.getAllByRole("row")).toHaveLength(28));
  });

  it("names the price of an answer, a guessed one as such, and of a model on this machine what its owner has said", async () => {
    const host = counter();
    const free = { local: true, cost_micros: 0 };
    host.models.ledger = [call(3, { cost_micros: 42, cost_exact: false }), call(2, { local: true, cost_micros: 1_800 }), call(1, free)];
    await openModels(host);
    const ledger = within(await screen.findByTestId("ledger"));
    await waitFor(() => expect(ledger.getAllByRole("row")).toHaveLength(4));
    const prices = ledger.getAllByRole("row").map((row) => plain(within(row).queryAllByRole("cell")[5]?.textContent));
    expect(prices.slice(1)).toEqual(["около 0,000042 $", "0,0018 $", "бесплатно"]);
  });

  it("shows where to log in and stops waiting", async () => {
    const { user, host } = await openModels();
    await user.click(screen.getByTestId("add-model"));
    await user.click(screen.getByTestId("choose-openrouter"));
    await user.click(screen.getByTestId("login-begin"));
    expect(await screen.findByText("https://openrouter.ai/auth?x")).toBeDefined();
    await user.click(screen.getByTestId("login-stop"));
    await waitFor(() => expect(host.asked("openrouter_login_cancel")).toHaveLength(1));
  });
});
