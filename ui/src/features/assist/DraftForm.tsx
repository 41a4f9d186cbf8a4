import { useId, useMemo } from "react";
import type { DraftView } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { Changes } from "./Changes";
import type { Assist } from "./useAssist";
import { wordDiff } from "./wordDiff";

interface Props {
  assist: Assist;
  draft: DraftView;
  text: string;
}

/** Another form of the draft: what goes and what comes, before it takes the former's place. */
export function DraftForm({ assist, draft, text }: Props) {
  const { t } = useWords();
  const title = useId();
  const former = draft.former ?? "";
  const pieces = useMemo(() => wordDiff(former, text), [former, text]);
  return (
    <section className="assist-card" aria-labelledby={title} data-testid="draft-form">
      <h3 id={title} className="assist-form-title">
        {t("assist-form-title", { form: draft.variant ?? "again" })}
      </h3>
      {draft.variant === "translate" ? (
        // Two languages have no words in common: the old text and the new one, each whole.
        <div className="assist-text assist-changes" dir="auto">
          <p>
            <del>{harmless(former)}</del>
          </p>
          <p>
            <ins>{harmless(text)}</ins>
          </p>
        </div>
      ) : (
        <p className="assist-text assist-changes" dir="auto">
          <Changes pieces={pieces} />
        </p>
      )}
      <div className="assist-acts">
        <Button kind="primary" data-testid="draft-form-take" onClick={assist.take}>
          {t("assist-form-take")}
        </Button>
        <Button data-testid="draft-form-keep" onClick={assist.back}>
          {t("assist-form-keep")}
        </Button>
      </div>
    </section>
  );
}
