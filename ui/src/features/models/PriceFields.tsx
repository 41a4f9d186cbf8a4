import { useState } from "react";
import type { ProviderProfile } from "../../api/bindings";
import { Field } from "../../shared/Field";
import { useWords } from "../../words/words";
import { sign, typed, untyped } from "./micros";
import type { Form } from "./providerSet";

interface Props {
  form: Form;
  profile: ProviderProfile;
  onChange: (part: Partial<Form>) => void;
}

/** The provider's name in the list, and its price where the list of models does not tell it. */
export function PriceFields({ form, profile, onChange }: Props) {
  const { t } = useWords();
  const [input, setInput] = useState(form.price ? typed(form.price.input_micros) : "");
  const [output, setOutput] = useState(form.price ? typed(form.price.output_micros) : "");
  const change = (question: string, answer: string) => {
    setInput(question);
    setOutput(answer);
    const [input_micros, output_micros] = [untyped(question), untyped(answer)];
    onChange({ price: input_micros === null || output_micros === null ? null : { input_micros, output_micros } });
  };
  const currency = sign(profile.currency);
  return (
    <div className="form">
      <Field label={t("models-name")}>
        {(field) => (
          <input {...field} className="field" placeholder={profile.name} value={form.name} onChange={(event) => onChange({ name: event.target.value })} />
        )}
      </Field>
      {profile.reach !== "this_computer" && (
        <>
          <Field label={t("models-price-in", { currency })}>
            {(field) => (
              <input {...field} className="field models-sum" inputMode="decimal" value={input} onChange={(event) => change(event.target.value, output)} />
            )}
          </Field>
          <Field label={t("models-price-out", { currency })} hint={t("models-price-hint")}>
            {(field) => (
              <input {...field} className="field models-sum" inputMode="decimal" value={output} onChange={(event) => change(input, event.target.value)} />
            )}
          </Field>
        </>
      )}
    </div>
  );
}
