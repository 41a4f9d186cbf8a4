import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import type { DraftFault, DraftView } from "../../api/bindings";
import { IconButton } from "../../shared/Button";
import { useWords } from "../../words/words";

const FAULTS: Record<DraftFault, true> = { wrong_fact: true, off_topic: true, wrong_tone: true, wrong_length: true, needs_person: true };

interface Props {
  draft: DraftView;
  onThumb: (value: 1 | -1, fault?: DraftFault) => void;
}

/** A thumb, and for the one that points down a reason. */
export function DraftFeedback({ draft, onThumb }: Props) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const down = draft.thumb === -1;
  return (
    <div className="assist-thumbs">
      <IconButton label={t("assist-good")} aria-pressed={draft.thumb === 1} onClick={() => onThumb(1)}>
        <ThumbsUp size={16} />
      </IconButton>
      <IconButton
        label={t("assist-bad")}
        aria-pressed={down}
        aria-expanded={asking}
        onClick={() => {
          onThumb(-1);
          setAsking(!asking);
        }}
      >
        <ThumbsDown size={16} />
      </IconButton>
      {asking && (
        <fieldset className="assist-faults">
          <legend>{t("assist-what-wrong")}</legend>
          {(Object.keys(FAULTS) as DraftFault[]).map((fault) => (
            <button
              key={fault}
              type="button"
              className="chip-button"
              onClick={() => {
                onThumb(-1, fault);
                setAsking(false);
              }}
            >
              {t(`assist-fault-${fault.replaceAll("_", "-")}`)}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
