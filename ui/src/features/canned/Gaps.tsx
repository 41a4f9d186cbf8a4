import { Button } from "../../shared/Button";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import type { Gap } from "./variables";

/** What a canned reply could not know here, in words, and the way to its place. */
export function Gaps({ gaps, onShow }: { gaps: Gap[]; onShow: (gap: Gap) => void }) {
  const { t } = useWords();
  const names = [...new Set(gaps.map((gap) => harmless(gap.name)))].join(", ");
  return (
    <p className="hint hint-warn composer-gaps" role="status" data-testid="canned-gaps">
      {gaps.length > 0 && (
        <>
          {t("canned-gaps", { names })}
          <Button kind="link" onClick={() => gaps[0] && onShow(gaps[0])}>
            {t("canned-gap-show")}
          </Button>
        </>
      )}
    </p>
  );
}
