import type { NoticeLevel } from "../../api/bindings";
import { useWords } from "../../words/words";

const LEVELS = ["nothing", "urgent", "high", "all"] as const satisfies readonly NoticeLevel[];

interface Props {
  id: string;
  "aria-describedby"?: string | undefined;
  "data-testid": string;
  level: NoticeLevel;
  onLevel: (level: NoticeLevel) => void;
}

/** From how pressing a chat on its owner is called. */
export function LevelSelect({ level, onLevel, ...field }: Props) {
  const { t } = useWords();
  return (
    <select {...field} className="field" value={level} onChange={(event) => onLevel(event.target.value as NoticeLevel)}>
      {LEVELS.map((each) => (
        <option key={each} value={each}>
          {t(`notify-level-${each}`)}
        </option>
      ))}
    </select>
  );
}
