import { ChevronDown, ChevronsUp, ChevronUp, type LucideIcon, Minus } from "lucide-react";
import type { Priority } from "../../api/bindings";
import { useWords } from "../../words/words";

export const LEVEL_ICONS: Record<Priority, LucideIcon> = { urgent: ChevronsUp, high: ChevronUp, normal: Minus, low: ChevronDown };

/** How pressing something is: a shape, a word and a colour, in this order of importance. */
export function LevelTag({ level }: { level: Priority }) {
  const { t } = useWords();
  const Icon = LEVEL_ICONS[level];
  return (
    <span className={`level level-${level}`} data-testid={`level-${level}`}>
      <Icon size={13} strokeWidth={2.5} aria-hidden="true" />
      {t(`sla-level-${level}`)}
    </span>
  );
}
