import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Refusal } from "../api/host";
import { wordsOf } from "../words/words";
import { draft } from "./memoryDrafts";
import { analysis } from "./memoryHost";
import { counter, holdBack, open, openFirst } from "./scene";

const rowOf = (id: number) => screen.getAllByTestId("chat-row").find((row) => row.dataset.chat === String(id)) as HTMLElement;

describe("what was understood", () => {
  it("stands beside the chat in words, with doubt where there is doubt", async () => {
    const host = counter();
    host.heard.set(1, analysis({ intent_sure: 55 }));
    await openFirst(host);
    const intent = (await screen.findByTestId("heard-intent")) as HTMLSelectElement;
    expect(intent.selectedOptions[0]?.textContent).toBe("возврат");
    screen.getByRole("combobox", { name: "Суть: возврат. Исправить", description: "возможно" });
    screen.getByRole("combobox", { name: "Срочность: спешит. Исправить", description: "скорее всего" });
    screen.getByRole("combobox", { name: "Настроение: недоволен. Исправить", description: "" });
    expect(screen.queryByText(/Исправлено вами/)).toBeNull();
  });

  it("is put right in one choice, which is learned and can be taken back", async () => {
    const host = counter();
    host.heard.set(1, analysis());
    const user = await openFirst(host);
    await user.selectOptions(await screen.findByTestId("heard-intent"), "брак или поломка");
    await waitFor(() => expect(host.asked("analysis_correct")).toEqual([{ chat: 1, message: 10, intent: "defect_complaint" }]));
    await screen.findByText("Запомнено: брак или поломка");
    await screen.findByText(/Исправлено вами/);
    screen.getByRole("combobox", { name: /^Суть: брак или поломка/, description: "с ваших слов" });
    await user.click(screen.getByRole("button", { name: "Вернуть как было" }));
    await waitFor(() => expect(host.asked("analysis_undo")).toEqual([{ chat: 1, message: 10 }]));
    await waitFor(() => expect(screen.queryByText(/Исправлено вами/)).toBeNull());
  });

  it("keeps what was picked in sight while the core has not answered, and gives it back where that refuses", async () => {
    const host = counter();
    host.heard.set(1, analysis());
    const user = await openFirst(host);
    const intent = (await screen.findByTestId("heard-intent")) as HTMLSelectElement;
    const release = holdBack(host, "analysis_correct");
    await user.selectOptions(intent, "брак или поломка");
    expect(intent.value).toBe("defect_complaint");
    await act(async () => release());
    await screen.findByText("Запомнено: брак или поломка");
    expect(intent.value).toBe("defect_complaint");
    host.refusals.set("analysis_correct", new Refusal({ code: "disk_full", message: "", retryable: false }));
    await user.selectOptions(intent, "возврат");
    await screen.findByText(/На диске нет места/);
    expect(intent.value).toBe("defect_complaint");
  });

  it("takes one word after the other, shows the last, and gives back that alone", async () => {
    const host = counter();
    host.heard.set(1, analysis());
    const user = await openFirst(host);
    const intent = (await screen.findByTestId("heard-intent")) as HTMLSelectElement;
    const [first, second] = [0, 1].map((n) => holdBack(host, "analysis_correct", () => host.asked("analysis_correct").length === n + 1));
    await user.selectOptions(intent, "возврат");
    await user.selectOptions(intent, "брак или поломка");
    await user.selectOptions(screen.getByTestId("heard-sentiment"), "недоволен");
    expect(host.asked("analysis_correct"), "in the order in which they were said").toMatchObject([{ intent: "return_refund" }]);
    await act(async () => first?.());
    await waitFor(() => expect(host.asked("analysis_correct")).toHaveLength(2));
    expect(intent.value).toBe("defect_complaint");
    await act(async () => second?.());
    await screen.findByText(/^Запомнено: недоволен/);
    expect(intent.value).toBe("defect_complaint");
    await user.click(within(document.querySelector(".notice") as HTMLElement).getByRole("button", { name: "Отменить" }));
    await waitFor(() => expect(host.asked("analysis_undo")).toHaveLength(1));
    await waitFor(() => expect(host.asked("analysis_correct").slice(3)).toEqual([{ chat: 1, message: 10, intent: "defect_complaint" }]));
  });

  it("is not told of a newer message", async () => {
    const host = counter();
    host.heard.set(1, analysis());
    const user = await openFirst(host);
    const release = holdBack(host, "analysis_correct");
    await user.selectOptions(await screen.findByTestId("heard-intent"), "возврат");
    host.heard.set(1, analysis({ message: 12, intent: "praise_thanks" }));
    await act(async () => host.changed(["chats"], [1]));
    const shown = () => screen.getByTestId<HTMLSelectElement>("heard-intent").value;
    await waitFor(() => expect(shown()).toBe("praise_thanks"));
    const read = holdBack(host, "chat_get");
    await act(async () => release());
    await screen.findByText(/^Запомнено/);
    expect(shown()).toBe("praise_thanks");
    await act(async () => read());
  });

  it("taking back the newest word leaves the earlier one", async () => {
    const host = counter();
    host.heard.set(1, analysis({ intent: "wrong_item", own_intent: true }));
    const user = await openFirst(host);
    await user.selectOptions(await screen.findByTestId("heard-urgency"), "критично");
    await user.click(await screen.findByRole("button", { name: "Отменить" }));
    await waitFor(() => expect(host.asked("analysis_correct").at(-1)).toEqual({ chat: 1, message: 10, intent: "wrong_item" }));
  });

  it("goes with its chat, and so does the draft, though a message has the number that the chat has", async () => {
    const host = counter();
    for (const each of [1, 2]) {
      host.heard.set(each, analysis({ message: each }));
      host.drafted.drafts.set(each, draft({ chat: each, draft: each, text: `Ответ ${each}` }));
    }
    const user = await openFirst(host);
    await screen.findByText("Ответ 1");
    await user.click(rowOf(2));
    await screen.findByText("Ответ 2");
    expect(screen.getAllByTestId("draft")).toHaveLength(1);
    expect(screen.getAllByTestId("heard-intent")).toHaveLength(1);
  });

  it("is not there before anything was heard", async () => {
    await openFirst(counter());
    await screen.findByTestId("side");
    expect(screen.queryByTestId("heard-intent")).toBeNull();
  });
});

describe("marks in the list", () => {
  it("say danger before mood, in words beside the picture", async () => {
    const host = counter();
    Object.assign(host.chats[0] ?? {}, { negative: true, critical: true });
    Object.assign(host.chats[1] ?? {}, { negative: true });
    await open(host);
    expect(within(rowOf(1)).getByTestId("flag-critical").textContent).toBe("критично");
    expect(within(rowOf(1)).queryByTestId("flag-negative")).toBeNull();
    expect(within(rowOf(2)).getByTestId("flag-negative").textContent).toBe("недоволен");
    expect(within(rowOf(3)).queryByTestId(/^flag-/)).toBeNull();
  });

  it("has a name for every label in every language", () => {
    const labels = ["intent-return-refund", "intent-greeting-smalltalk", "sentiment-positive", "urgency-critical", "analysis-maybe", "flag-critical"];
    for (const locale of ["ru", "en", "hu", "cs", "fr"] as const) for (const id of labels) expect(wordsOf(locale).t(id), `${locale} ${id}`).not.toBe(id);
  });
});
