import { FileUp } from "lucide-react";
import { useId, useState } from "react";
import type { Language, SnippetView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { Field } from "../../shared/Field";
import { isKept, useHeld, useLeave } from "../../shared/leaving";
import { useNotices } from "../../shared/notices";
import { sameValue } from "../../shared/sameValue";
import { harmless } from "../../shared/Untrusted";
import { LOCALE_NAMES, useWords } from "../../words/words";
import { FormFoot } from "./CannedForm";
import { Entries } from "./Entries";
import { LanguagePick } from "./LanguagePick";
import { SnippetImport } from "./SnippetImport";
import { useSnippets } from "./useKnowledge";

/** `first` is open from the beginning. */
export function SnippetsGroup({ first }: { first: string | null }) {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const { data } = useSnippets();
  const [open, setOpen] = useState(first);
  const [importing, setImporting] = useState(false);
  const { mutateAsync: keep } = useOperation("snippets_set");
  const remove = useOperation("snippets_remove");
  const leave = useLeave();
  if (!data) return null;
  const of = (id: string) => data.find((each) => String(each.snippet) === id);
  const drop = (id: string) => {
    const gone = of(id);
    if (!gone) return;
    const { title, text, language } = gone;
    const back = () => void keep({ title, text, ...(language && { language }) }).catch((refusal) => offer({ text: words.error(refusal.code) }));
    remove.mutate(
      { snippet: gone.snippet },
      {
        onSuccess: () => offer({ text: t("knowledge-removed", { name: harmless(title) }), undo: back }),
        onError: (refusal) => offer({ text: words.error(refusal.code) }),
      },
    );
  };
  return (
    <>
      <p className="knowledge-lead">{t("snippets-lead")}</p>
      <Entries
        name="snippet"
        label={t("knowledge-tab-snippets")}
        entries={data.map((each) => ({
          id: String(each.snippet),
          title: each.title,
          about: [...(each.language ? [LOCALE_NAMES[each.language]] : []), ...(each.origin === "" ? [] : [each.origin])],
          text: each.text,
        }))}
        open={open}
        onOpen={(id) => leave(() => setOpen(id))}
        onRemove={drop}
        add={t("snippets-add")}
        none={t("snippets-none")}
        acts={
          <Button data-testid="snippets-import" onClick={() => setImporting(true)}>
            <FileUp size={16} aria-hidden="true" />
            {t("snippets-import")}
          </Button>
        }
        form={(id) => <SnippetForm key={id} known={of(id) ?? null} onDone={() => setOpen(null)} />}
      />
      {importing && <SnippetImport onClose={() => setImporting(false)} />}
    </>
  );
}

function SnippetForm({ known, onDone }: { known: SnippetView | null; onDone: () => void }) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const set = useOperation("snippets_set");
  const [title, setTitle] = useState(known?.title ?? "");
  const [text, setText] = useState(known?.text ?? "");
  const [language, setLanguage] = useState<Language | null>(known?.language ?? null);
  const ready = title.trim() !== "" && text.trim() !== "" && !set.isPending;
  const wanted = { title, text, language, ...(known && { snippet: known.snippet }) };
  const [begun] = useState(wanted);
  useHeld(!sameValue(wanted, begun), async () => ready && isKept(set.mutateAsync(wanted)));
  return (
    <form
      className="kept-form"
      noValidate
      aria-label={known ? harmless(known.title) : t("snippets-add")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) set.mutate(wanted, { onSuccess: onDone });
      }}
    >
      <div className="kept-pair">
        <div className="kept-part">
          <Field label={t("snippets-title")}>
            {(field) => (
              <input
                {...field}
                required
                className="field"
                data-testid="snippet-title"
                maxLength={120}
                value={title}
                onChange={(event) => setTitle(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="kept-part">
          <label htmlFor={`${id}-language`}>{t("knowledge-language")}</label>
          <LanguagePick id={`${id}-language`} language={language} onLanguage={setLanguage} />
        </div>
      </div>
      <div className="kept-part">
        <Field label={t("snippets-text")} hint={t("snippets-text-hint")}>
          {(field) => (
            <textarea
              {...field}
              required
              className="field kept-text"
              data-testid="snippet-text"
              rows={5}
              maxLength={4000}
              dir="auto"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </div>
      <FormFoot refused={set.error ? words.error(set.error.code) : null} ready={ready} onCancel={onDone} />
    </form>
  );
}
