import { useEffect, useId, useRef } from "react";
import type { ChatId, Language } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { Kbd } from "../../shared/Kbd";
import { useWords } from "../../words/words";
import { isDecision } from "../guarding/decision";
import { sentence } from "../guarding/sentence";
import { useGuard } from "../guarding/useGuard";
import { DraftFindings } from "./DraftFindings";
import type { Assist } from "./useAssist";

interface Props {
  assist: Assist;
  chat: ChatId;
  text: string;
  /** The buyer's language, where it is known. */
  language: Language | null;
  /** It was begun here and now; an edit that is only come back to leaves the focus where it is. */
  begun: boolean;
}

/** The draft under the owner's pen, where it stands: what is written here are the owner's own words, and judged as such. */
export function DraftEditor({ assist, chat, text, language, begun }: Props) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { findings } = useGuard(chat, text);
  const blocked = findings.some((finding) => finding.level === "block");
  const warned = findings.filter(isDecision).map((finding) => finding.rule);
  useEffect(() => {
    if (!begun) return;
    const end = field.current?.value.length ?? 0;
    field.current?.focus();
    field.current?.setSelectionRange(end, end);
  }, [begun]);
  return (
    <div className="assist-card">
      <textarea
        ref={field}
        className="field assist-edit"
        data-testid="draft-editor"
        aria-label={t("assist-edit-label")}
        aria-describedby={id}
        rows={Math.min(14, Math.max(4, Math.ceil(text.length / 26)))}
        dir="auto"
        spellCheck
        lang={language ?? undefined}
        value={text}
        onChange={(event) => assist.edit(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          assist.edit(null);
        }}
      />
      <div id={id}>
        <DraftFindings id={id} text={text} findings={findings} say={(finding) => sentence(words, text, finding)} onRewrite={(next) => assist.edit(next)} />
      </div>
      <div className="assist-acts">
        <Button kind="primary" data-testid="draft-insert" disabled={text.trim() === ""} onClick={() => assist.insert(text)}>
          {t("assist-insert")} <Kbd action="insertDraft" />
        </Button>
        <Button data-testid="draft-send" disabled={blocked || text.trim() === "" || assist.sending} onClick={() => assist.send(warned)}>
          {t(warned.length > 0 && !blocked ? "composer-send-anyway" : "send")}
        </Button>
        <Button kind="quiet" data-testid="draft-edit-end" onClick={() => assist.edit(null)}>
          {t("cancel")}
        </Button>
      </div>
    </div>
  );
}
