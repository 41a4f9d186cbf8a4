import { useId, useState } from "react";
import type { HabitEffect, HabitState, HabitView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { numbers } from "../../shared/formats";
import { useNotices } from "../../shared/notices";
import { count } from "../../shared/numbers";
import { LOCALE_NAMES, useWords, type Words } from "../../words/words";
import { DraftFigures } from "./DraftFigures";
import { habitSentence } from "./habitSentence";
import { useHabits } from "./useKnowledge";

/** What the owner's edits teach: what became of drafts, and habits to be accepted, switched off, or refused. */
export function LearnedGroup() {
  const words = useWords();
  const { t } = words;
  const { data } = useHabits();
  const { offer } = useNotices();
  const decide = useOperation("habit_decide");
  if (!data) return null;
  const say = (habit: HabitView, state: HabitState, text?: string) => {
    const before = habit.state;
    const back = () => decide.mutate({ habit: habit.habit, state: before });
    decide.mutate(
      { habit: habit.habit, state, ...(text !== undefined && { text }) },
      {
        onSuccess: () => state === "rejected" && offer({ text: t("habit-rejected"), undo: back }),
        onError: (refusal) => offer({ text: words.error(refusal.code) }),
      },
    );
  };
  const proposed = data.filter((habit) => habit.state === "proposed");
  const kept = data.filter((habit) => habit.state !== "proposed");
  return (
    <>
      <p className="knowledge-lead">{t("habits-lead")}</p>
      <section aria-label={t("habits-proposed")} className="habits">
        <h2>{t("habits-proposed")}</h2>
        {proposed.length === 0 ? (
          <p className="kept-none" data-testid="habits-none">
            {t("habits-none")}
          </p>
        ) : (
          <ul>
            {proposed.map((habit) => (
              <Proposed key={habit.habit} habit={habit} busy={decide.isPending} onDecide={say} />
            ))}
          </ul>
        )}
      </section>
      {kept.length > 0 && (
        <section aria-label={t("habits-kept")} className="habits">
          <h2>{t("habits-kept")}</h2>
          <ul>
            {kept.map((habit) => (
              <Kept key={habit.habit} habit={habit} busy={decide.isPending} onDecide={say} />
            ))}
          </ul>
        </section>
      )}
      <DraftFigures />
    </>
  );
}

interface HabitProps {
  habit: HabitView;
  busy: boolean;
  onDecide: (habit: HabitView, state: HabitState, text?: string) => void;
}

function Proposed({ habit, busy, onDecide }: HabitProps) {
  const { t } = useWords();
  const id = useId();
  const [text, setText] = useState(habit.becomes);
  const note = habit.kind === "snippet";
  return (
    <li className="kept habit" data-testid="habit" data-kind={habit.kind}>
      <HabitWords habit={habit} />
      {note && (
        <>
          <label htmlFor={id}>{t("habit-note-text")}</label>
          <textarea id={id} className="field kept-text" rows={2} maxLength={1000} dir="auto" value={text} onChange={(event) => setText(event.target.value)} />
        </>
      )}
      <div className="habit-acts">
        <Button
          kind="primary"
          data-testid="habit-accept"
          disabled={busy || (note && text.trim() === "")}
          onClick={() => onDecide(habit, "on", note ? text : undefined)}
        >
          {t(note ? "habit-accept-note" : "habit-accept")}
        </Button>
        <Button data-testid="habit-reject" disabled={busy} onClick={() => onDecide(habit, "rejected")}>
          {t("habit-reject")}
        </Button>
      </div>
    </li>
  );
}

function Kept({ habit, busy, onDecide }: HabitProps) {
  const words = useWords();
  const { t } = words;
  const on = habit.state === "on";
  return (
    <li className="kept habit" data-testid="habit-kept" data-state={habit.state}>
      <HabitWords habit={habit} />
      <p className="habit-effect" data-testid="habit-effect">
        {t("habit-used", { count: habit.used })} {effect(words, habit.before, habit.after)}
      </p>
      <div className="habit-acts">
        <Button role="switch" aria-checked={on} data-testid="habit-switch" disabled={busy} onClick={() => onDecide(habit, on ? "off" : "on")}>
          {t(on ? "habit-switch-off" : "habit-switch-on")}
        </Button>
        <Button kind="link" data-testid="habit-forget" disabled={busy} onClick={() => onDecide(habit, "rejected")}>
          {t("habit-forget")}
        </Button>
      </div>
    </li>
  );
}

/** What is done, as a sentence, and where it was seen. */
function HabitWords({ habit }: { habit: HabitView }) {
  const { t } = useWords();
  return (
    <>
      <p className="habit-what">{habitSentence(t, habit)}</p>
      <p className="habit-where">
        {t("habit-seen", { count: habit.examples })}
        {habit.language && <span className="tag">{LOCALE_NAMES[habit.language]}</span>}
        {habit.intent && <span className="tag">{t(`intent-${habit.intent.replaceAll("_", "-")}`)}</span>}
      </p>
    </>
  );
}

/** How much was edited before and after, where both are known. */
function effect(words: Words, before: HabitEffect, after: HabitEffect): string {
  const percent = (share: number) => numbers(words.locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
  if (after.distance == null || after.drafts === 0) return words.t("habit-effect-none");
  const now = percent(after.distance);
  const drafts = count(words, after.drafts);
  return before.distance == null ? words.t("habit-effect-after", { now, drafts }) : words.t("habit-effect", { before: percent(before.distance), now, drafts });
}
