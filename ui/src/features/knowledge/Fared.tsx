import { count } from "../../shared/numbers";
import { useWords } from "../../words/words";
import { useDraftCounts } from "./useKnowledge";

/** How drafts fared in the last month, in one sentence: whether all of this is of use. */
export function Fared() {
  const words = useWords();
  const { t } = words;
  const { data } = useDraftCounts();
  if (!data) return null;
  const { made, sent, edited, blocked } = data;
  const figures = { made: count(words, made), sent: count(words, sent), edited: count(words, edited) };
  return (
    <p className="knowledge-fared" data-testid="drafts-fared">
      {made === 0 ? t("fared-none") : t("fared", figures)} {blocked > 0 && t("fared-blocked", { count: blocked })}
    </p>
  );
}
