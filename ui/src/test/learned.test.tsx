import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { draft } from "./memoryDrafts";
import type { MemoryHost } from "./memoryHost";
import { habit, summary } from "./memoryLearning";
import { counter, open, openFirst } from "./scene";

const panel = async () => within(await screen.findByTestId("draft"));

async function openLearned(host: MemoryHost) {
  const user = await open(host);
  await user.keyboard("gk");
  await user.click(await screen.findByTestId("knowledge-learned"));
  return user;
}

describe("what edits teach", () => {
  it("is put to the owner as a sentence, accepted, switched off and forgotten", async () => {
    const host = counter();
    host.learned.habits = [habit()];
    const user = await openLearned(host);
    const found = within(await screen.findByTestId("habit"));
    found.getByText("Заканчивать «Ваша мастерская.»");
    found.getByText(/Замечено в 3 правках/);
    await user.click(found.getByTestId("habit-accept"));
    expect(host.asked("habit_decide")).toEqual([{ habit: 1, state: "on" }]);
    const kept = within(await screen.findByTestId("habit-kept"));
    expect(kept.getByTestId("habit-effect").textContent).toMatch(/ещё не было/);
    await user.click(kept.getByTestId("habit-switch"));
    await waitFor(() => expect(screen.getByTestId("habit-kept").dataset.state).toBe("off"));
    await user.click(screen.getByTestId("habit-forget"));
    await screen.findByTestId("habits-none");
  });

  it("shows what following a habit was worth", async () => {
    const host = counter();
    host.learned.habits = [habit({ state: "on", used: 8, before: { drafts: 12, distance: 0.31 }, after: { drafts: 5, distance: 0.04 } })];
    await openLearned(host);
    const told = (await screen.findByTestId("habit-effect")).textContent?.replaceAll(/\s/g, " ");
    expect(told).toBe("По этому правилу составлено 8 черновиков. Правили 31 % текста, теперь 4 % (отправлено таких черновиков: 5).");
  });

  it("keeps knowledge as a note, in the owner's final words", async () => {
    const host = counter();
    host.learned.habits = [habit({ kind: "snippet", becomes: "Курьер звонит перед выездом.", intent: "order_status" })];
    const user = await openLearned(host);
    const note = await screen.findByLabelText<HTMLTextAreaElement>("Текст заметки");
    await user.clear(note);
    await user.type(note, "Курьер всегда звонит.");
    await user.click(screen.getByTestId("habit-accept"));
    expect(host.asked("habit_decide")).toEqual([{ habit: 1, state: "on", text: "Курьер всегда звонит." }]);
  });

  it("counts what became of drafts", async () => {
    const host = counter();
    const maker = { made: 40, inserted: 1, sent: 20, edited: 10, ignored: 10, accepted: 0.75, distance: 0.12, stopped: 3, cost: 0, took_ms: 6, up: 4, down: 2 };
    host.learned.figures = { makers: [{ maker: "embedded", ...maker }], faults: [{ fault: "off_topic", count: 2 }] };
    await openLearned(host);
    const table = await screen.findByTestId("draft-figures");
    const cells = within(table)
      .getAllByRole("cell")
      .map((cell) => cell.textContent?.replaceAll(/\s/g, " "));
    expect(cells).toEqual(["40", "75 %", "20 / 10 / 10", "12 %", "3", "0 ₽", "0,006 с", "4 / 2"]);
    expect(table.textContent).toMatch("Не о том: 2");
  });
});

describe("a long chat in short", () => {
  it("stands over the draft with what is open, unfolds, opens messages, and is asked of a model", async () => {
    const host = counter();
    host.learned.summaries.set(1, summary());
    const user = await openFirst(host);
    const short = within(await screen.findByTestId("summary"));
    short.getByText("Когда её рассмотрят?");
    expect(short.queryByText("Отправим завтра утром.")).toBeNull();
    await user.click(short.getByTestId("summary-whole"));
    short.getByText("Отправим завтра утром.");
    short.getByText("Чашка «Лён», заказ 77001122");
    await user.click(short.getByRole("button", { name: "Когда её рассмотрят?" }));
    await user.click(short.getByTestId("summary-make"));
    await waitFor(() => expect(host.asked("summary_make")).toEqual([{ chat: 1 }]));
    await short.findByText(/llama\.cpp, small/);
  });

  it("says when the buyer has written since, and is silent in a short chat", async () => {
    const host = counter();
    host.learned.summaries.set(1, summary({ stale: true, maker: "llama_cpp", model: "small" }));
    const user = await openFirst(host);
    expect((await screen.findByTestId("summary-stale")).textContent).toMatch(/с тех пор/);
    await user.keyboard("j");
    await waitFor(() => expect(screen.queryByTestId("summary")).toBeNull());
  });
});

describe("a draft under the owner's pen", () => {
  it("is edited where it stands, sent as the owner's own words, or given up", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ text: "Заказ уже в пути." }));
    const user = await openFirst(host);
    await user.click((await panel()).getByTestId("draft-more"));
    await user.click((await panel()).getByTestId("draft-edit"));
    const area = (await panel()).getByTestId<HTMLTextAreaElement>("draft-editor");
    expect(document.activeElement).toBe(area);
    await user.type(area, " Ждём вас.");
    await user.keyboard("{Escape}");
    (await panel()).getByText("Заказ уже в пути.");
    await user.click((await panel()).getByTestId("draft-more"));
    await user.click((await panel()).getByTestId("draft-edit"));
    await user.type((await panel()).getByTestId("draft-editor"), " Ждём.");
    await user.click((await panel()).getByTestId("draft-send"));
    await waitFor(() => expect(host.asked("reply_send")[0]).toMatchObject({ text: "Заказ уже в пути. Ждём.", writer: "human" }));
  });

  it("takes a thumb back, and shows the reason that was given", async () => {
    const host = counter();
    host.drafted.drafts.set(1, draft({ thumb: -1, fault: "wrong_tone" }));
    const user = await openFirst(host);
    expect((await panel()).getByTestId("draft-fault").textContent).toBe("Не тот тон");
    await user.click((await panel()).getByRole("button", { name: "Плохой черновик" }));
    await waitFor(() => expect(host.asked("draft_outcome").at(-1)).toEqual({ draft: 1, thumb: 0 }));
  });
});
