import type { HabitView } from "../../api/bindings";
import { harmless } from "../../shared/Untrusted";
import type { Words } from "../../words/words";

function sentenceId({ kind, was, becomes }: HabitView): string {
  if (kind === "shorter" || kind === "snippet") return `habit-${kind}`;
  const how = was === "" ? "added" : becomes === "" ? "dropped" : "changed";
  return `habit-${kind.replaceAll("_", "-")}-${how}`;
}

/** What a habit does, as a sentence; the place of a name reads as one. */
export function habitSentence(t: Words["t"], habit: HabitView): string {
  const shown = (text: string) => harmless(text.replaceAll("{{customer}}", `[${t("canned-var-customer")}]`));
  return t(sentenceId(habit), { was: shown(habit.was), becomes: shown(habit.becomes), count: Number(habit.becomes) || 0 });
}
