import { Ellipsis, RotateCw } from "lucide-react";
import { useId, useRef, useState } from "react";
import type { ChatId, DraftView, MessageId } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { Kbd } from "../../shared/Kbd";
import { wait } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { LOCALE_NAMES, LOCALES, useWords } from "../../words/words";
import type { KnowledgeEntry } from "../knowledge/KnowledgePage";
import { DraftEditor } from "./DraftEditor";
import { DraftFeedback } from "./DraftFeedback";
import { DraftFindings, findingId } from "./DraftFindings";
import { DraftForm } from "./DraftForm";
import { DraftRules } from "./DraftRules";
import { DraftSources } from "./DraftSources";
import { DraftText } from "./DraftText";
import { DraftWhy } from "./DraftWhy";
import { who } from "./figures";
import { NearReplies, wantsOwnWords } from "./NearReplies";
import { type Assist, canSend } from "./useAssist";

interface Props {
  assist: Assist;
  onOpen: (chat: ChatId, message: MessageId | null) => void;
  onEntry: (entry: KnowledgeEntry) => void;
  onModels: () => void;
}

/** The drafted reply of a chat: the text, what it stands on, and what can be done with it. */
export function DraftPanel({ assist, onOpen, onEntry, onModels }: Props) {
  const words = useWords();
  const { t } = words;
  const { draft } = assist;
  const title = useId();
  if (!draft) return <section className="assist" aria-labelledby={title} aria-busy="true" />;
  // What is under the owner's pen stays there, whatever becomes of the draft meanwhile.
  const making = assist.edited === null ? draft.making : null;
  return (
    <section className="assist" aria-labelledby={title} data-testid="draft" data-stale={draft.stale || undefined}>
      <h2 id={title} className="assist-head">
        {t("assist-title")}
        {draft.text && !draft.making && !draft.stale && (
          <span className={`sure sure-${draft.sure}`} data-testid="draft-sure" title={t("assist-sure-figure", { percent: Math.round(draft.confidence * 100) })}>
            {t(`assist-sure-${draft.sure}`)}
          </span>
        )}
      </h2>
      {making && <Making making={making} onCancel={assist.cancel} />}
      {/* A stale draft is there to be read until the new one is. */}
      {(!making || draft.stale) &&
        (draft.text || assist.edited !== null ? (
          <Ready assist={assist} draft={draft} text={draft.text ?? ""} />
        ) : (
          <Missing assist={assist} draft={draft} onModels={onModels} />
        ))}
      {assist.refused && (
        <p className="hint hint-bad" role="alert">
          {assist.refused}
        </p>
      )}
      {draft.text && !draft.making && (
        <>
          <DraftSources sources={draft.sources} onOpen={onOpen} onEntry={onEntry} />
          <p className="assist-who" data-testid="draft-who">
            {who(words, draft)}
          </p>
          {/* Beside a stale text it stands with why there is no newer one. */}
          {draft.model_failed && !draft.stale && (
            <p className="side-note" data-testid="draft-model-failed">
              {words.error(draft.model_failed)}
            </p>
          )}
          <div className="assist-line">
            <Button kind="link" aria-expanded={assist.why} data-testid="draft-why" onClick={assist.toggleWhy}>
              {t("assist-why")} <Kbd action="whyDraft" />
            </Button>
            <DraftFeedback draft={draft} onThumb={assist.thumb} />
          </div>
          {assist.why && <DraftWhy draft={draft} />}
        </>
      )}
      {wantsOwnWords(draft) && <NearReplies chat={draft.chat} onInsert={assist.insertOwn} onOpen={onOpen} onEntry={onEntry} />}
    </section>
  );
}

/** A model is writing: what is there so far is to be read, not to be sent. */
function Making({ making, onCancel }: { making: NonNullable<DraftView["making"]>; onCancel: () => void }) {
  const words = useWords();
  const { t } = words;
  const since = useNow((now) => Math.floor((now - making.since_ms) / 1000));
  return (
    <div className="assist-card" data-testid="draft-making">
      {making.text !== "" && (
        <p className="assist-text assist-coming" dir="auto">
          {harmless(making.text)}
        </p>
      )}
      <div className="assist-line">
        <p className="side-note" role="status">
          {t("assist-writing", { time: wait(words, since * 1000) })}
        </p>
        <Button data-testid="draft-cancel" onClick={onCancel}>
          {t("assist-stop")}
        </Button>
      </div>
    </div>
  );
}

function Ready({ assist, draft, text }: { assist: Assist; draft: DraftView; text: string }) {
  const { t } = useWords();
  const id = useId();
  const [begun, setBegun] = useState(false);
  const begin = () => {
    setBegun(true);
    assist.edit(text);
  };
  // A stale text is judged where it is put.
  const findings = draft.stale ? [] : draft.findings;
  const blocked = findings.some((finding) => finding.level === "block");
  return (
    <>
      {draft.stale && <Overtaken assist={assist} draft={draft} />}
      {assist.edited !== null ? (
        <DraftEditor assist={assist} chat={draft.chat} text={assist.edited} language={draft.language ?? null} begun={begun} />
      ) : assist.offered ? (
        <DraftForm assist={assist} draft={draft} text={text} />
      ) : (
        <div className={draft.stale ? "assist-card assist-overtaken" : "assist-card"}>
          <DraftText text={text} findings={findings} describedBy={(finding) => findingId(id, finding)} />
          <DraftFindings id={id} text={text} findings={findings} onRewrite={assist.insert} />
          <div className="assist-acts">
            {/* One and the same button: who stands on it when the buyer writes again stays there. */}
            <Button kind={draft.stale ? "plain" : "primary"} data-testid="draft-insert" onClick={() => assist.insert(draft.stale ? text : undefined)}>
              {draft.stale ? (
                t("assist-stale-insert")
              ) : (
                <>
                  {t("assist-insert")} <Kbd action="insertDraft" />
                </>
              )}
            </Button>
            {!draft.stale && (
              <>
                <Button
                  data-testid="draft-send"
                  disabled={!canSend(draft) || assist.sending}
                  title={blocked ? t("assist-send-blocked") : undefined}
                  onClick={() => assist.send()}
                >
                  {t("send")}
                </Button>
                <More assist={assist} onEdit={begin} />
              </>
            )}
          </div>
        </div>
      )}
    </>
  );
}

/** The buyer has written past the draft: said once aloud where that happens (`useAssist`), here to be seen. */
function Overtaken({ assist, draft }: { assist: Assist; draft: DraftView }) {
  const { t } = useWords();
  return (
    <div className="assist-stale" data-testid="draft-stale">
      <p>{t(draft.coming ? "assist-stale-coming" : "assist-stale")}</p>
      {!draft.coming && draft.reason && <Gap draft={draft} />}
      {!draft.making && (
        <Button data-testid="draft-anew" onClick={() => assist.again()} disabled={assist.asking}>
          <RotateCw size={16} aria-hidden="true" /> {t("assist-anew")}
        </Button>
      )}
    </div>
  );
}

const VARIANTS = ["shorter", "warmer", "formal"] as const;

/** Other forms of the draft. A disclosure and plain buttons: nothing here needs a menu's own keys. */
function More({ assist, onEdit }: { assist: Assist; onEdit: () => void }) {
  const { t } = useWords();
  const box = useRef<HTMLDetailsElement>(null);
  const pick = (act: () => void) => () => {
    if (box.current) box.current.open = false;
    act();
  };
  return (
    <details
      ref={box}
      className="assist-more"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !box.current?.open) return;
        event.stopPropagation();
        box.current.open = false;
      }}
    >
      <summary className="button button-plain" aria-label={t("assist-more")} title={t("assist-more")} data-testid="draft-more">
        <Ellipsis size={16} aria-hidden="true" />
      </summary>
      <div className="assist-forms">
        <button type="button" data-testid="draft-edit" onClick={pick(onEdit)}>
          {t("assist-edit")}
        </button>
        <button type="button" disabled={assist.asking} onClick={pick(() => assist.again())}>
          {t("assist-again")} <Kbd action="regenerateDraft" />
        </button>
        {VARIANTS.map((variant) => (
          <button key={variant} type="button" disabled={assist.asking} data-testid={`draft-${variant}`} onClick={pick(() => assist.again(variant))}>
            {t(`assist-${variant}`)}
          </button>
        ))}
        <label>
          {t("assist-translate")}
          <select
            className="field"
            value=""
            disabled={assist.asking}
            onChange={(event) => {
              const language = LOCALES.find((each) => each === event.target.value);
              if (language) pick(() => assist.again("translate", language))();
            }}
          >
            <option value="">{t("assist-translate-to")}</option>
            {LOCALES.map((each) => (
              <option key={each} value={each}>
                {LOCALE_NAMES[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
    </details>
  );
}

/** Better no draft than a wrong one: why there is none to what the buyer wrote last. */
function Gap({ draft }: { draft: DraftView }) {
  const words = useWords();
  return (
    <>
      <p>{words.t(`assist-gap-${(draft.reason ?? "unsure").replaceAll("_", "-")}`)}</p>
      {/* A stale draft names the rules of its own time. */}
      {draft.reason === "blocked" && !draft.stale && <DraftRules rules={draft.stopped} />}
      {draft.model_failed && <p className="side-note">{words.error(draft.model_failed)}</p>}
    </>
  );
}

/** No draft, and what can be done. */
function Missing({ assist, draft, onModels }: Pick<Props, "assist" | "onModels"> & { draft: DraftView }) {
  const { t } = useWords();
  return (
    <div className="assist-none" data-testid="draft-none">
      <Gap draft={draft} />
      <div className="assist-acts">
        {draft.former != null && <Button onClick={assist.back}>{t("assist-form-keep")}</Button>}
        {(draft.reason === "unsure" || draft.reason === "blocked") && (
          <>
            <Button onClick={() => assist.again()} disabled={assist.asking}>
              {t("assist-try")} <Kbd action="regenerateDraft" />
            </Button>
            <Button kind="link" onClick={onModels}>
              {t("assist-connect")}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
