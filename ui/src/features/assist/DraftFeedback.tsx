import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import type { DraftFault, DraftView } from "../../api/bindings";
import { IconButton } from "../../shared/Button";
import { useWords } from "../../words/words";

export const FAULTS: Record<DraftFault, true> = { wrong_fact: true, off_topic: true, wrong_tone: true, wrong_length: true, needs_person: true };

interface Props {
  draft: DraftView;
  onThumb: (value: 1 | 0 | -1, fault?: DraftFault) => void;
}

/** A thumb, and for the one that points down a reason. Pressed again, a thumb is taken back. */
export function DraftFeedback({ draft, onThumb }: Props) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [up, down] = [draft.thumb === 1, draft.thumb === -1];
  return (
    <div className="assist-thumbs">
      <IconButton
        label={t("assist-good")}
        aria-pressed={up}
        onClick={() => {
          onThumb(up ? 0 : 1);
          setAsking(false);
        }}
      >
        <ThumbsUp size={16} />
      </IconButton>
      <IconButton
        label={t("assist-bad")}
        aria-pressed={down}
        aria-expanded={asking}
        onClick={() => {
          onThumb(down ? 0 : -1);
          setAsking(!down);
        }}
      >
        <ThumbsDown size={16} />
      </IconButton>
      {asking ? (
        <fieldset className="assist-faults">
          <legend>{t("assist-what-wrong")}</legend>
          {(Object.keys(FAULTS) as DraftFault[]).map((fault) => (
            <button
              key={fault}
              type="button"
              className="chip-button"
              aria-pressed={draft.fault === fault}
              onClick={() => {
                onThumb(-1, fault);
                setAsking(false);
              }}
            >
              {t(faultWord(fault))}
            </button>
          ))}
        </fieldset>
      ) : (
        down &&
        draft.fault && (
          <button type="button" className="assist-fault" data-testid="draft-fault" onClick={() => setAsking(true)}>
            {t(faultWord(draft.fault))}
          </button>
        )
      )}
    </div>
  );
}

export const faultWord = (fault: DraftFault) => `assist-fault-${fault.replaceAll("_", "-")}`;
