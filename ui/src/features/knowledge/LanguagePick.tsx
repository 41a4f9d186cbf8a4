import type { Language } from "../../api/bindings";
import { LOCALE_NAMES, LOCALES, useWords } from "../../words/words";

interface Props {
  id: string;
  language: Language | null;
  onLanguage: (language: Language | null) => void;
}

export function LanguagePick({ id, language, onLanguage }: Props) {
  const { t } = useWords();
  return (
    <select id={id} className="field" value={language ?? ""} onChange={(event) => onLanguage(LOCALES.find((each) => each === event.target.value) ?? null)}>
      <option value="">{t("knowledge-any-language")}</option>
      {LOCALES.map((each) => (
        <option key={each} value={each}>
          {LOCALE_NAMES[each]}
        </option>
      ))}
    </select>
  );
}
