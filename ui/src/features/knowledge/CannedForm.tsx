import { useId, useMemo, useRef, useState } from "react";
import type { CannedSet, CannedView, Intent, Language } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { Field } from "../../shared/Field";
import { isKept, useHeld } from "../../shared/leaving";
import { sameValue } from "../../shared/sameValue";
import { harmless } from "../../shared/Untrusted";
import { useWords, wordsOf } from "../../words/words";
import { unknownIn, VARIABLES, variableName, withSamples } from "../canned/variables";
import { LanguagePick } from "./LanguagePick";

const INTENTS: Record<Intent, true> = {
  order_status: true,
  delivery_delay: true,
  return_refund: true,
  defect_complaint: true,
  wrong_item: true,
  cancel_change_order: true,
  billing_invoice: true,
  product_question: true,
  availability_price: true,
  recommendation: true,
  technical_problem: true,
  human_request: true,
  praise_thanks: true,
  greeting_smalltalk: true,
  abuse_spam: true,
};

interface Props {
  known: CannedView | null;
  all: CannedView[];
  onDone: () => void;
}

/** Another reply that is called the same way, in a language where both would be meant. */
function taken(all: CannedView[], known: CannedView | null, shortcut: string, language: Language | null): CannedView | undefined {
  const wanted = shortcut.trim().replace(/^\/+/, "").toLowerCase();
  if (wanted === "") return undefined;
  return all.find(
    (each) =>
      each.canned !== known?.canned && each.shortcut.toLowerCase() === wanted && (language === null || each.language == null || each.language === language),
  );
}

export function CannedForm({ known, all, onDone }: Props) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const set = useOperation("canned_set");
  const [title, setTitle] = useState(known?.title ?? "");
  const [text, setText] = useState(known?.text ?? "");
  const [shortcut, setShortcut] = useState(known?.shortcut ?? "");
  const [language, setLanguage] = useState<Language | null>(known?.language ?? null);
  const [intent, setIntent] = useState<Intent | null>(known?.intent ?? null);
  const [asked, setAsked] = useState((known?.words ?? []).join("\n"));
  const other = taken(all, known, shortcut, language);
  const unknown = unknownIn(text);
  // Values are filled in in the buyer's language.
  const spoken = useMemo(() => (language ? wordsOf(language) : words), [language, words]);
  const ready = title.trim() !== "" && text.trim() !== "" && !other && !set.isPending;
  const kept: CannedSet = { title, text, shortcut, language, intent, words: asked.split("\n").filter((line) => line.trim() !== "") };
  const wanted = { ...kept, ...(known && { canned: known.canned }) };
  const [begun] = useState(kept);
  useHeld(!sameValue(kept, begun), async () => ready && isKept(set.mutateAsync(wanted)));
  const put = (name: string) => {
    const [from, to] = [area.current?.selectionStart ?? text.length, area.current?.selectionEnd ?? text.length];
    const mark = `{{${name}}}`;
    setText(text.slice(0, from) + mark + text.slice(to));
    area.current?.focus();
    requestAnimationFrame(() => area.current?.setSelectionRange(from + mark.length, from + mark.length));
  };
  return (
    <form
      className="kept-form"
      noValidate
      aria-label={known ? harmless(known.title) : t("canned-add")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) set.mutate(wanted, { onSuccess: onDone });
      }}
    >
      <div className="kept-pair">
        <div className="kept-part">
          <Field label={t("canned-name")}>
            {(field) => (
              <input
                {...field}
                required
                className="field"
                data-testid="canned-name"
                maxLength={120}
                value={title}
                onChange={(event) => setTitle(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="kept-part">
          <Field label={t("canned-shortcut")} hint={t("canned-shortcut-hint")}>
            {(field) => (
              <input
                {...field}
                className="field"
                data-testid="canned-shortcut"
                maxLength={40}
                spellCheck={false}
                aria-invalid={other !== undefined}
                value={shortcut}
                onChange={(event) => setShortcut(event.target.value.replace(/\s/g, ""))}
              />
            )}
          </Field>
          {other && (
            <p className="hint hint-bad" role="alert">
              {t("canned-shortcut-taken", { name: harmless(other.title) })}
            </p>
          )}
        </div>
      </div>
      <div className="kept-part">
        <Field label={t("canned-text")}>
          {(field) => (
            <textarea
              {...field}
              required
              ref={area}
              className="field kept-text"
              data-testid="canned-text"
              rows={4}
              maxLength={4000}
              dir="auto"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <fieldset className="kept-variables">
          <legend>{t("canned-variables")}</legend>
          {VARIABLES.map((name) => (
            <button key={name} type="button" className="chip-button" onClick={() => put(name)}>
              {variableName(words, name)}
            </button>
          ))}
        </fieldset>
        {unknown.length > 0 && (
          <p className="hint hint-bad" role="alert" data-testid="canned-unknown">
            {t("canned-unknown", { names: unknown.map((name) => `{{${harmless(name)}}}`).join(", ") })}
          </p>
        )}
      </div>
      {text.trim() !== "" && (
        <div className="kept-part">
          <h3>{t("canned-preview")}</h3>
          <p className="kept-preview" dir="auto" data-testid="canned-preview">
            {harmless(withSamples(spoken, text))}
          </p>
        </div>
      )}
      <div className="kept-pair">
        <div className="kept-part">
          <label htmlFor={`${id}-language`}>{t("knowledge-language")}</label>
          <LanguagePick id={`${id}-language`} language={language} onLanguage={setLanguage} />
        </div>
        <div className="kept-part">
          <label htmlFor={`${id}-intent`}>{t("canned-intent")}</label>
          <select
            id={`${id}-intent`}
            className="field"
            value={intent ?? ""}
            onChange={(event) => setIntent((Object.keys(INTENTS) as Intent[]).find((each) => each === event.target.value) ?? null)}
          >
            <option value="">{t("canned-intent-none")}</option>
            {(Object.keys(INTENTS) as Intent[]).map((each) => (
              <option key={each} value={each}>
                {t(`intent-${each.replaceAll("_", "-")}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div className="kept-part">
        <Field label={t("canned-words")} hint={t("canned-words-hint")}>
          {(field) => <textarea {...field} className="field phrases" rows={2} value={asked} onChange={(event) => setAsked(event.target.value)} />}
        </Field>
      </div>
      <FormFoot refused={set.error ? words.error(set.error.code) : null} ready={ready} onCancel={onDone} />
    </form>
  );
}

/** The end of every form of this page. */
export function FormFoot({ refused, ready, onCancel }: { refused: string | null; ready: boolean; onCancel: () => void }) {
  const { t } = useWords();
  return (
    <>
      {refused && (
        <p className="hint hint-bad" role="alert">
          {refused}
        </p>
      )}
      <div className="kept-foot">
        <Button type="submit" kind="primary" data-testid="entry-save" disabled={!ready}>
          {t("save")}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </>
  );
}
