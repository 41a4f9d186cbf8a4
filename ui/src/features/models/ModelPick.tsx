import { useState } from "react";
import type { ModelListed } from "../../api/bindings";
import { Field } from "../../shared/Field";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import type { Form } from "./providerSet";

/** Longer lists get a field to search in. */
const SHORT = 12;

interface Props {
  form: Form;
  /** What the provider offers; none while it has not been asked. */
  models: ModelListed[] | null;
  onChoose: (model: ModelListed | null, id: string) => void;
}

/** A model from the provider's own list; where the list is empty, by name. */
export function ModelPick({ form, models, onChoose }: Props) {
  const words = useWords();
  const { t } = words;
  const [find, setFind] = useState("");
  if (models === null && form.model === "") return null;
  if (models === null || models.length === 0) {
    return (
      <Field label={t("models-model")} hint={models ? t("models-model-empty") : undefined}>
        {(field) => (
          <input
            {...field}
            className="field"
            data-testid="model-name"
            spellCheck={false}
            value={form.model}
            onChange={(event) => onChoose(null, event.target.value)}
          />
        )}
      </Field>
    );
  }
  const wanted = find.trim().toLowerCase();
  const shown = models.filter((each) => each.id === form.model || `${each.id} ${each.name}`.toLowerCase().includes(wanted));
  return (
    <>
      {models.length > SHORT && (
        <input
          className="field"
          type="search"
          data-testid="model-find"
          aria-label={t("models-model-find", { count: models.length })}
          placeholder={t("models-model-find", { count: models.length })}
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
      )}
      <Field label={t("models-model")}>
        {(field) => (
          <select
            {...field}
            className="field"
            data-testid="model-select"
            value={models.some((each) => each.id === form.model) ? form.model : ""}
            onChange={(event) => onChoose(models.find((each) => each.id === event.target.value) ?? null, event.target.value)}
          >
            <option value="">{t("models-model-choose")}</option>
            {shown.map((each) => (
              <option key={each.id} value={each.id}>
                {harmless(each.name)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}
