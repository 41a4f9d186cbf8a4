import { Frown, TriangleAlert } from "lucide-react";
import type { ChatRow } from "../../api/bindings";
import { useWords } from "../../words/words";

/** What was heard that no other mark of the row says: danger or law first, then an unhappy buyer. */
export function HeardFlag({ row }: { row: ChatRow }) {
  const { t } = useWords();
  if (row.critical) {
    return (
      <span className="flag flag-bad" data-testid="flag-critical">
        <TriangleAlert size={14} aria-hidden="true" />
        {t("flag-critical")}
      </span>
    );
  }
  if (!row.negative) return null;
  return (
    <span className="flag" data-testid="flag-negative">
      <Frown size={14} aria-hidden="true" />
      {t("flag-negative")}
    </span>
  );
}
