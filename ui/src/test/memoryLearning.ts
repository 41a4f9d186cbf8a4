import type { DraftFigures, HabitView, SummaryView } from "../api/bindings";
import type { Answers } from "./memoryLabels";

type Own = "draft_figures" | "habits_list" | "habit_decide" | "chat_summary" | "summary_make";

/** A last line that the owner adds at three buyers. */
export function habit(over: Partial<HabitView> = {}): HabitView {
  return {
    habit: 1,
    kind: "sign_off",
    language: "ru",
    was: "",
    becomes: "Ваша мастерская.",
    state: "proposed",
    examples: 3,
    found_at_ms: Date.now(),
    used: 0,
    before: { drafts: 0 },
    after: { drafts: 0 },
    ...over,
  };
}

/** A long chat of which a model could make another summary. */
export function summary(over: Partial<SummaryView> = {}): SummaryView {
  return {
    chat: 1,
    messages: 14,
    short: false,
    asked: [{ text: "Где мой заказ?", message: 10 }],
    promised: [{ text: "Отправим завтра утром.", message: 11 }],
    open: [{ text: "Когда её рассмотрят?", message: 10 }],
    order: "77001122",
    item: "Чашка «Лён»",
    maker: "embedded",
    cost: 0,
    cost_exact: true,
    stale: false,
    can_ask: true,
    ...over,
  };
}

/** What edits taught, what became of drafts, and long chats in short. */
export class MemoryLearning {
  habits: HabitView[] = [];
  figures: DraftFigures = { makers: [], faults: [] };
  summaries = new Map<number, SummaryView>();

  private summed = (chat: number): SummaryView =>
    this.summaries.get(chat) ?? summary({ chat, messages: 2, short: true, asked: [], promised: [], open: [], can_ask: false });

  answers: Pick<Answers, Own> = {
    draft_figures: () => this.figures,
    habits_list: () => this.habits.filter((each) => each.state !== "rejected"),
    habit_decide: ({ habit: id, state }) => {
      this.habits = this.habits.map((each) => (each.habit === id ? { ...each, state } : each));
      return this.habits.find((each) => each.habit === id) ?? habit();
    },
    chat_summary: ({ chat }) => this.summed(chat),
    summary_make: ({ chat }) => {
      const made: SummaryView = { ...this.summed(chat), maker: "llama_cpp", model: "small", stale: false, made_at_ms: Date.now() };
      this.summaries.set(chat, made);
      return made;
    },
  };
}
