import type { DraftLooked, DraftView, HabitId } from "../../api/bindings";
import { Fact } from "../../shared/Fact";
import { full } from "../../shared/time";
import { useWords } from "../../words/words";
import { habitSentence } from "../knowledge/habitSentence";
import { useHabits } from "../knowledge/useKnowledge";
import { DraftRules } from "./DraftRules";
import { cost, makerOf, seconds } from "./figures";

/** How the draft came to be: what was understood, where was looked, what was checked, who wrote it and what it took. */
export function DraftWhy({ draft }: { draft: DraftView }) {
  const words = useWords();
  const { t } = words;
  const reasons = (held: boolean) => draft.findings.filter(({ level }) => (level === "block") === held).map(({ reason }) => reason);
  const held = reasons(true);
  const word = (kind: string, value: string) => t(`${kind}-${value.replaceAll("_", "-")}`);
  const lookedIn = ({ kind, found }: DraftLooked) => t(`assist-looked-${kind.replaceAll("_", "-")}`, { count: found });
  return (
    <dl className="assist-reasons" data-testid="draft-reasons">
      {draft.categories.length > 0 && <Fact name={t("analysis-intent")}>{draft.categories.map((each) => word("intent", each)).join(", ")}</Fact>}
      {draft.sentiment && <Fact name={t("analysis-sentiment")}>{word("sentiment", draft.sentiment)}</Fact>}
      {draft.urgency && <Fact name={t("analysis-urgency")}>{word("urgency", draft.urgency)}</Fact>}
      {draft.looked && <Fact name={t("assist-looked")}>{draft.looked.length > 0 ? draft.looked.map(lookedIn).join(", ") : t("assist-looked-nowhere")}</Fact>}
      <Fact name={t("assist-checked")}>
        {draft.findings.length === 0 ? t("assist-checked-clean") : t("assist-checked-found", { count: draft.findings.length })}
        <DraftRules rules={reasons(false)} />
      </Fact>
      {held.length > 0 && (
        <Fact name={t("assist-held")}>
          <DraftRules rules={held} />
        </Fact>
      )}
      {draft.blocked > 0 && (
        <Fact name={t("assist-stopped")}>
          {t("assist-stopped-count", { count: draft.blocked })}
          <DraftRules rules={draft.stopped} />
        </Fact>
      )}
      {draft.habits.length > 0 && <Followed habits={draft.habits} />}
      <Fact name={t("assist-maker")}>{makerOf(words, draft)}</Fact>
      <Fact name={t("assist-cost")}>{cost(words, draft)}</Fact>
      <Fact name={t("assist-took")}>{seconds(words, draft.took_ms)}</Fact>
      {draft.analyzed_at_ms != null && <Fact name={t("assist-made")}>{full(words, draft.analyzed_at_ms)}</Fact>}
      {draft.model_failed && <Fact name={t("assist-model-failed")}>{words.error(draft.model_failed)}</Fact>}
    </dl>
  );
}

/** What the owner's edits have taught, as far as this draft follows it. */
function Followed({ habits }: { habits: HabitId[] }) {
  const { t } = useWords();
  const { data } = useHabits();
  const followed = data?.filter((each) => habits.includes(each.habit)) ?? [];
  if (followed.length === 0) return null;
  return <Fact name={t("assist-habits")}>{followed.map((each) => habitSentence(t, each)).join("; ")}</Fact>;
}
