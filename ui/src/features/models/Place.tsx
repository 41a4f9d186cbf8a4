import type { ProviderProfile } from "../../api/bindings";
import { Field } from "../../shared/Field";
import { useWords } from "../../words/words";
import type { Form } from "./providerSet";

const SCOPES = ["GIGACHAT_API_PERS", "GIGACHAT_API_B2B", "GIGACHAT_API_CORP"] as const;

interface Props {
  profile: ProviderProfile;
  form: Form;
  onChange: (part: Partial<Form>) => void;
}

/** What a provider wants besides its key: Yandex its folder, GigaChat its contract and a certificate. */
export function Place({ profile, form, onChange }: Props) {
  const { t } = useWords();
  if (profile.place === "folder") {
    return (
      <Field label={t("models-folder")} hint={t("models-folder-hint")}>
        {(field) => (
          <input
            {...field}
            className="field"
            data-testid="model-folder"
            spellCheck={false}
            value={form.folder}
            onChange={(event) => onChange({ folder: event.target.value })}
          />
        )}
      </Field>
    );
  }
  if (profile.place !== "scope") return null;
  return (
    <>
      <Field label={t("models-scope")}>
        {(field) => (
          <select {...field} className="field" value={form.folder} onChange={(event) => onChange({ folder: event.target.value })}>
            {SCOPES.map((scope) => (
              <option key={scope} value={scope}>
                {t(`models-scope-${scope.slice("GIGACHAT_API_".length).toLowerCase()}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t("models-ca")} hint={t("models-ca-hint")}>
        {(field) => (
          <input {...field} className="field" spellCheck={false} value={form.caFile} onChange={(event) => onChange({ caFile: event.target.value })} />
        )}
      </Field>
    </>
  );
}
