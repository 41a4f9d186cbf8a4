import { Moon } from "lucide-react";
import type { ChatRow } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { useWords } from "../../words/words";
import { isUntilBuyerWrites, until } from "./until";

/** Over a hidden chat: until when, and the way back. */
export function SnoozeStrip({ row, onBringBack }: { row: ChatRow; onBringBack: () => void }) {
  const words = useWords();
  const { t } = words;
  const text = useNow((now) => {
    const at = row.snoozed_until_ms;
    if (at == null || at <= now) return "";
    return isUntilBuyerWrites(at) ? t("snooze-line-buyer") : t("snooze-line", { until: until(words, at, now) });
  });
  if (text === "") return null;
  return (
    <div className="snooze-strip" role="status" data-testid="snooze-strip">
      <Moon size={16} aria-hidden="true" />
      <span>{text}</span>
      <Button kind="link" data-testid="bring-back" onClick={onBringBack}>
        {t("snooze-back")}
      </Button>
    </div>
  );
}
