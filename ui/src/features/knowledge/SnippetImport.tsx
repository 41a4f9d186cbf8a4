import { useId, useRef, useState } from "react";
import type { Language, SnippetForm, SnippetsImported } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { useNotices } from "../../shared/notices";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { LanguagePick } from "./LanguagePick";

const FORMS = ["text", "csv", "markdown"] as const satisfies readonly SnippetForm[];
const ENDINGS: Record<string, SnippetForm> = { csv: "csv", tsv: "csv", md: "markdown", markdown: "markdown" };

const formOf = (name: string): SnippetForm => ENDINGS[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "text";

/** A file of knowledge: read, shown, and only then kept. */
export function SnippetImport({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const { offer } = useNotices();
  const picker = useRef<HTMLInputElement>(null);
  const read = useOperation("snippets_import");
  const [file, setFile] = useState<{ name: string; contents: string } | null>(null);
  const [form, setForm] = useState<SnippetForm>("text");
  const [language, setLanguage] = useState<Language | null>(null);
  const [seen, setSeen] = useState<SnippetsImported | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const look = (given: { name: string; contents: string }, as: SnippetForm) => {
    setFile(given);
    setForm(as);
    setSeen(null);
    setRefused(null);
    read.mutate({ ...given, form: as, dry: true }, { onSuccess: setSeen, onError: (refusal) => setRefused(words.error(refusal.code)) });
  };
  const take = (picked: File | undefined) => {
    if (!picked) return;
    setSeen(null);
    const reader = new FileReader();
    reader.onerror = () => setRefused(t("snippets-unreadable"));
    reader.onload = () => {
      const contents = String(reader.result);
      // Another encoding than UTF-8 reads as marks of doubt; knowledge made of them would be worse than none.
      if (contents.includes("\ufffd")) setRefused(t("snippets-unreadable"));
      else look({ name: picked.name, contents }, formOf(picked.name));
    };
    reader.readAsText(picked);
  };
  const keep = () => {
    if (!file) return;
    read.mutate(
      { ...file, form, ...(language && { language }) },
      {
        onSuccess: ({ found }) => {
          offer({ text: t("snippets-kept", { count: found }) });
          onClose();
        },
        onError: (refusal) => setRefused(words.error(refusal.code)),
      },
    );
  };
  return (
    <Dialog label={t("snippets-import")} onClose={onClose} className="question snippet-import">
      <h1>{t("snippets-import")}</h1>
      <p className="setting-text">{t("snippets-import-lead")}</p>
      <div>
        <Button data-testid="snippets-file" onClick={() => picker.current?.click()}>
          {t("snippets-choose")}
        </Button>
        {file && <bdi className="snippet-file">{harmless(file.name)}</bdi>}
        <input
          ref={picker}
          type="file"
          hidden
          data-testid="snippets-picker"
          accept=".txt,.csv,.tsv,.md,.markdown,text/plain,text/csv,text/markdown"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
      {refused && (
        <p className="hint hint-bad" role="alert">
          {refused}
        </p>
      )}
      {file && (
        <div className="kept-pair">
          <div className="kept-part">
            <label htmlFor={`${id}-form`}>{t("snippets-form")}</label>
            <select
              id={`${id}-form`}
              className="field"
              value={form}
              onChange={(event) => look(file, FORMS.find((each) => each === event.target.value) ?? form)}
            >
              {FORMS.map((each) => (
                <option key={each} value={each}>
                  {t(`snippets-form-${each}`)}
                </option>
              ))}
            </select>
          </div>
          <div className="kept-part">
            <label htmlFor={`${id}-language`}>{t("knowledge-language")}</label>
            <LanguagePick id={`${id}-language`} language={language} onLanguage={setLanguage} />
          </div>
        </div>
      )}
      {seen && (
        <div className="snippet-seen" data-testid="snippets-preview">
          <p role="status">{t("snippets-found", { count: seen.found })}</p>
          <ul>
            {seen.first.map((each) => (
              <li key={`${each.title} ${each.text}`}>
                <strong>{harmless(each.title)}</strong>
                <small dir="auto">{harmless(each.text)}</small>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="dialog-foot">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button kind="primary" data-testid="snippets-keep" disabled={!seen || read.isPending} onClick={keep}>
          {t("snippets-keep")}
        </Button>
      </div>
    </Dialog>
  );
}
