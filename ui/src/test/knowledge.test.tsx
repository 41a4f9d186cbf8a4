import { act, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Refusal } from "../api/host";
import type { MemoryHost } from "./memoryHost";
import { counter, holdBack, open } from "./scene";

async function page(host: MemoryHost): Promise<UserEvent> {
  const user = await open(host);
  await user.keyboard("gk");
  await screen.findByTestId("knowledge-page");
  return user;
}

const kept = { canned: 1, title: "Возврат", text: "Оформите возврат.", shortcut: "возврат", words: [], used: 4 };
const undo = () => screen.findByRole("button", { name: "Отменить" });

describe("canned replies on their page", () => {
  it("are written with a preview, and kept", async () => {
    const host = counter();
    const user = await page(host);
    expect((await screen.findByTestId("canned-none")).textContent).toMatch(/Шаблонов пока нет/);
    await user.click(screen.getByTestId("canned-add"));
    await user.type(screen.getByTestId("canned-name"), "Трек");
    await user.type(screen.getByTestId("canned-shortcut"), "трек");
    await user.type(screen.getByTestId("canned-text"), "Ваш заказ ");
    await user.click(screen.getByRole("button", { name: "номер заказа" }));
    expect(screen.getByTestId("canned-preview").textContent).toBe("Ваш заказ 71204118330");
    await user.click(screen.getByRole("button", { name: "состояние заказа" }));
    await user.selectOptions(screen.getByRole("combobox", { name: "Язык" }), "hu");
    expect(screen.getByTestId("canned-preview").textContent, "in the language of the reply").toBe("Ваш заказ 71204118330úton van");
    await user.selectOptions(screen.getByRole("combobox", { name: "Язык" }), "");
    await user.click(screen.getByTestId("entry-save"));
    await waitFor(() => expect(host.asked("canned_set")[0]).toMatchObject({ title: "Трек", text: "Ваш заказ {{order}}{{status}}", shortcut: "трек" }));
    expect((await screen.findByTestId("canned")).textContent).toMatch(/Трек.*\/трек/);
  });

  it("refuse a shortcut that another reply has, and tell of what nobody can fill in", async () => {
    const host = counter();
    host.drafted.canned = [kept];
    const user = await page(host);
    await user.click(await screen.findByTestId("canned-add"));
    await user.type(screen.getByTestId("canned-name"), "Ещё один");
    await user.type(screen.getByTestId("canned-text"), "Да, {{{{discount}}.");
    await user.type(screen.getByTestId("canned-shortcut"), "Возврат");
    expect(screen.getByText(/занято шаблоном «Возврат»/)).toBeTruthy();
    expect(screen.getByTestId("canned-unknown").textContent).toMatch("{{discount}}");
    expect(screen.getByTestId<HTMLButtonElement>("entry-save").disabled).toBe(true);
    await user.type(screen.getByTestId("canned-shortcut"), "2");
    expect(screen.getByTestId<HTMLButtonElement>("entry-save").disabled).toBe(false);
  });

  it("are changed in place, deleted, and come back", async () => {
    const host = counter();
    host.drafted.canned = [kept];
    const user = await page(host);
    await user.click(await screen.findByText("Оформите возврат."));
    await user.type(screen.getByTestId("canned-text"), " Спасибо!");
    await user.click(screen.getByTestId("entry-save"));
    await waitFor(() => expect(host.drafted.canned).toMatchObject([{ canned: 1, text: "Оформите возврат. Спасибо!" }]));
    await user.click(await screen.findByRole("button", { name: "Удалить «Возврат»" }));
    await screen.findByTestId("canned-none");
    await user.click(await undo());
    expect((await screen.findByTestId("canned")).textContent).toMatch(/Оформите возврат. Спасибо!/);
  });
});

describe("snippets of knowledge", () => {
  it("are read from a file, shown, and kept only then", async () => {
    const host = counter();
    const user = await page(host);
    await user.click(await screen.findByTestId("knowledge-snippets"));
    await user.click(await screen.findByTestId("snippets-import"));
    await user.upload(screen.getByTestId("snippets-picker"), new File(["Уход;мыть вручную"], "заметки.csv", { type: "text/csv" }));
    expect((await screen.findByTestId("snippets-preview")).textContent).toMatch(/Нашлась 1 заметка.*Пока ничего не сохранено/);
    expect(host.drafted.snippets).toEqual([]);
    expect(host.asked("snippets_import")).toEqual([{ name: "заметки.csv", contents: "Уход;мыть вручную", form: "csv", dry: true }]);
    await user.click(screen.getByTestId("snippets-keep"));
    await waitFor(() => expect(host.drafted.snippets).toHaveLength(1));
    expect((await screen.findByTestId("snippet")).textContent).toMatch(/заметки.csv/);
  });

  it("are written and deleted with a way back", async () => {
    const host = counter();
    const user = await page(host);
    await user.click(await screen.findByTestId("knowledge-snippets"));
    await user.click(await screen.findByTestId("snippet-add"));
    await user.type(screen.getByTestId("snippet-title"), "Уход");
    await user.type(screen.getByTestId("snippet-text"), "Мыть вручную.");
    await user.click(screen.getByTestId("entry-save"));
    await user.click(await screen.findByRole("button", { name: "Удалить «Уход»" }));
    await screen.findByTestId("snippet-none");
    await user.click(await undo());
    expect((await screen.findByTestId("snippet")).textContent).toMatch(/Мыть вручную/);
  });
});

describe("what is being written", () => {
  it("is not left without a question, for another entry, another tab, or the chats", async () => {
    const host = counter();
    host.drafted.canned = [kept];
    const user = await page(host);
    const name = () => screen.getByTestId<HTMLInputElement>("canned-name").value;
    await user.click(await screen.findByTestId("canned-add"));
    await user.click(await screen.findByText("Оформите возврат."));
    expect(name(), "nothing was written, nothing is asked").toBe("Возврат");
    await user.click(screen.getByTestId("canned-add"));
    await user.type(screen.getByTestId("canned-name"), "Трек");
    await user.click(screen.getByText("Оформите возврат."));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Остаться" }));
    expect(name()).toBe("Трек");
    await user.click(screen.getByTestId("knowledge-snippets"));
    await user.click(await screen.findByTestId("rules-leave-save"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(name(), "what is not finished cannot be kept, and stays").toBe("Трек");
    await waitFor(() => expect(document.activeElement, "led to what is missing").toBe(screen.getByTestId("canned-text")));
    expect(host.asked("canned_set")).toEqual([]);
    await user.type(screen.getByTestId("canned-text"), "Ваш трек");
    await user.click(screen.getByTestId("knowledge-snippets"));
    await user.click(await screen.findByTestId("rules-leave-save"));
    await user.click(await screen.findByTestId("snippet-add"));
    expect(host.asked("canned_set")).toMatchObject([{ title: "Трек", text: "Ваш трек" }]);
    await user.type(screen.getByTestId("snippet-title"), "Уход");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog"), "Esc leaves the field first").toBeNull();
    await user.keyboard("{Escape}");
    await user.click(await screen.findByTestId("rules-drop"));
    await screen.findAllByTestId("chat-row");
    expect(host.drafted.snippets).toEqual([]);
  });
});

describe("the rest of the page", () => {
  it("keeps the tone at once, and a signature when its field is left", async () => {
    const host = counter();
    const user = await page(host);
    await user.click(await screen.findByTestId("knowledge-tone"));
    await user.click(await screen.findByTestId("manner-warm"));
    await user.type(screen.getByTestId("tone-signature"), "Глиняный дом");
    expect(host.asked("tone_set")).toHaveLength(1);
    await user.tab();
    await waitFor(() => expect(host.drafted.tone).toMatchObject({ manner: "warm", signature: "Глиняный дом" }));
    await user.click(screen.getByTestId("tone-enabled"));
    expect(screen.queryByTestId("tone-ahead")).toBeNull();
  });

  it("keeps every one of quick changes of the tone, made from what the one before came to", async () => {
    const host = counter();
    const user = await page(host);
    await user.click(await screen.findByTestId("knowledge-tone"));
    const [first, second] = [0, 1].map((n) => holdBack(host, "tone_set", () => host.asked("tone_set").length === n + 1));
    await user.click(await screen.findByTestId("manner-warm"));
    await user.click(screen.getByTestId("tone-greet"));
    const read = host.asked("tone_get").length;
    await act(async () => first?.());
    await waitFor(() => expect(host.asked("tone_set")).toHaveLength(2));
    await waitFor(() => expect(host.asked("tone_get").length).toBeGreaterThan(read));
    await user.click(screen.getByTestId("tone-models"));
    await act(async () => second?.());
    await waitFor(() => expect(host.asked("tone_set")).toHaveLength(3));
    expect(host.drafted.tone).toMatchObject({ manner: "warm", greet: false, models: false });
  });

  it("leaves a signature that could not be kept in its field", async () => {
    const host = counter();
    const user = await page(host);
    await user.click(await screen.findByTestId("knowledge-tone"));
    host.refusals.set("tone_set", new Refusal({ code: "storage_failed", message: "", retryable: false }));
    await user.type(await screen.findByTestId("tone-signature"), "Глиняный дом");
    await user.tab();
    await screen.findByText(/Не удалось записать данные/);
    expect((screen.getByTestId("tone-signature") as HTMLTextAreaElement).value).toBe("Глиняный дом");
    host.refusals.clear();
    screen.getByTestId("tone-signature").focus();
    await user.tab();
    await waitFor(() => expect(host.drafted.tone).toMatchObject({ signature: "Глиняный дом" }));
  });

  it("says in one sentence how drafts fared", async () => {
    const host = counter();
    host.drafted.counts = { made: 120, sent: 41, edited: 17, blocked: 2 };
    await page(host);
    expect((await screen.findByTestId("drafts-fared")).textContent).toBe(
      "За 30 дней черновиков: 120. Отправлено как есть: 41, с правкой: 17. В 2 случаях проверка остановила неудачный вариант.",
    );
  });

  it("tries a rule while it is written, keeps it, and gives a deleted one back", async () => {
    const host = counter();
    host.drafted.judge = (text) => ({
      verdict: "block",
      findings: [{ rule: "own-1", level: "block", start: 10, end: 16, reason: "Сроков не называем", rewrite: null }].filter(() =>
        text.includes("завтра"),
      ) as never,
    });
    const user = await page(host);
    await user.click(await screen.findByTestId("knowledge-rules"));
    await user.click(await screen.findByTestId("guard-rule-add"));
    await user.type(screen.getByTestId("guard-phrases"), "завтра");
    await user.type(screen.getByTestId("guard-try"), "Доставим: завтра");
    await waitFor(() => expect(screen.getByTestId("guard-answer").textContent).toMatch(/Так не отправится.*Сроков не называем \(«завтра»\)/));
    expect(host.asked("guard_try").at(-1)).toMatchObject({ text: "Доставим: завтра", writer: "human", language: "ru", rule: { phrases: ["завтра"] } });
    await user.type(screen.getByTestId("guard-reason"), "Сроков не называем");
    await user.click(screen.getByTestId("guard-blocks"));
    await user.click(screen.getByTestId("entry-save"));
    expect((await screen.findByTestId("guard-rule")).textContent).toMatch(/Сроков не называем.*не отправится.*завтра/);
    await user.click(screen.getByRole("button", { name: "Удалить «Сроков не называем»" }));
    await screen.findByTestId("guard-rule-none");
    await user.click(await undo());
    await screen.findByTestId("guard-rule");
  });

  it("drops one rule after the other: they are kept as one whole", async () => {
    const host = counter();
    const rule = (id: string, reason: string) => ({
      id,
      reason,
      phrases: ["завтра"],
      blocks: false,
      negation_passes: false,
      channels: [],
      writers: [],
      languages: [],
    });
    host.drafted.rules = [rule("own-1", "Сроков не называем"), rule("own-2", "Не обещаем")];
    const user = await page(host);
    await user.click(await screen.findByTestId("knowledge-rules"));
    const [first, second] = await screen.findAllByTestId("guard-rule-remove");
    const release = holdBack(host, "guard_rule_remove");
    await user.click(first as HTMLElement);
    await user.click(second as HTMLElement);
    expect(host.asked("guard_rule_remove")).toEqual([{ id: "own-1" }]);
    await act(async () => release());
    await screen.findByTestId("guard-rule-none");
    expect(host.asked("guard_rule_remove")).toEqual([{ id: "own-1" }, { id: "own-2" }]);
  });

  it("is reached from the settings", async () => {
    const user = await open(counter());
    await user.keyboard("{Control>},{/Control}");
    await user.click(await screen.findByTestId("open-knowledge"));
    await screen.findByTestId("knowledge-page");
  });
});
