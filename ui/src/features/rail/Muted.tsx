import { BellOff } from "lucide-react";
import { useWords } from "../../words/words";

/** The mark of a queue or shop that calls nobody; who sees no mark hears its word. */
export function Muted() {
  const { t } = useWords();
  return (
    <span className="rail-muted" data-testid="rail-muted" title={t("notify-muted")}>
      <BellOff size={13} aria-hidden="true" />
      <span className="visually-hidden">{t("notify-muted")}</span>
    </span>
  );
}
