import { useState } from "react";
import type { ModelListed, ModelsView, ProviderProfile, ProviderSet, ProviderView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { Field } from "../../shared/Field";
import { useWords } from "../../words/words";
import { Login } from "./Login";
import { ModelPick } from "./ModelPick";
import { Place } from "./Place";
import { PriceFields } from "./PriceFields";
import { profileName } from "./providerName";
import { type Form, formOf, request } from "./providerSet";

interface Props {
  profile: ProviderProfile;
  /** The provider that is changed; none for a new one. */
  known: ProviderView | null;
  view: ModelsView;
  onDone: () => void;
  /** The browser brought a key: the provider it made still wants a model. */
  onLogin: (provider: ProviderView) => void;
}

/** Key, model, a live try, and only then it is kept. */
export function ProviderForm({ profile, known, view, onDone, onLogin }: Props) {
  const words = useWords();
  const { t } = words;
  const [form, setForm] = useState<Form>(() => formOf(known, profile));
  const models = useOperation("provider_models");
  const check = useOperation("provider_check");
  const save = useOperation("provider_set");
  const asked: ProviderSet = request(form, known, profile);
  const change = (part: Partial<Form>) => {
    setForm((before) => ({ ...before, ...part }));
    check.reset();
    save.reset();
  };
  const usable =
    (!profile.needs_key || form.key.trim() !== "" || known?.has_key === true) &&
    (profile.place !== "folder" || form.folder.trim() !== "") &&
    (profile.base_url !== "" || form.address.trim() !== "");
  const keep = () => save.mutate(asked, { onSuccess: onDone });
  const busy = check.isPending || save.isPending;
  const wrong = check.data?.problem ?? check.error?.code ?? save.error?.code;
  const choose = (model: ModelListed | null, id: string) =>
    change({ model: id, ...(model?.price ? { price: model.price } : {}), context: model?.context ?? null });
  const login = profile.login && !known && (
    <Login
      login={view.login ?? null}
      onKey={(provider) => {
        const found = view.providers.find((each) => each.provider === provider);
        if (found) onLogin(found);
      }}
    />
  );
  return (
    <section className="settings-group provider-form">
      <h2>{t("models-form-title", { name: profileName(words, profile) })}</h2>
      <p className="hint">{t(`models-reach-${profile.reach.replaceAll("_", "-")}-hint`)}</p>
      {login}
      {profile.login && known?.has_key && known.model === "" && <p className="hint">{t("models-login-done")}</p>}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (form.model.trim() === "") models.mutate(asked);
          else check.mutate(asked, { onSuccess: (told) => told.ok && keep() });
        }}
      >
        {(profile.reach === "this_computer" || profile.reach === "own") && (
          <Field label={t("models-address")} hint={t("models-address-hint")}>
            {(field) => (
              <input
                {...field}
                className="field"
                data-testid="model-address"
                inputMode="url"
                spellCheck={false}
                placeholder={profile.base_url || "https://…/v1"}
                value={form.address}
                onChange={(event) => change({ address: event.target.value })}
              />
            )}
          </Field>
        )}
        <Field
          label={t("models-key")}
          hint={known?.has_key ? t("models-key-kept") : profile.needs_key ? t("models-key-hint", { host: hostOf(profile.keys_at) }) : t("models-key-optional")}
        >
          {(field) => (
            <input
              {...field}
              type="password"
              className="field"
              data-testid="model-key"
              autoComplete="off"
              spellCheck={false}
              value={form.key}
              onChange={(event) => {
                change({ key: event.target.value });
                models.reset();
              }}
            />
          )}
        </Field>
        <Place profile={profile} form={form} onChange={change} />
        <ModelPick form={form} models={models.data ?? null} onChoose={choose} />
        {models.isPending && (
          <p className="hint" role="status">
            {t("models-loading")}
          </p>
        )}
        {models.error && (
          <p className="hint hint-bad" role="alert">
            {words.error(models.error.code)}
          </p>
        )}
        <details className="advanced">
          <summary>{t("models-advanced")}</summary>
          <PriceFields form={form} profile={profile} onChange={change} />
        </details>
        {wrong && (
          <p className="hint hint-bad" role="alert" data-testid="model-wrong">
            {words.error(wrong)}
          </p>
        )}
        {check.isPending && (
          <p className="hint" role="status">
            {t("models-checking")}
          </p>
        )}
        <div className="provider-form-foot">
          <Button
            kind={form.model.trim() === "" ? "primary" : "plain"}
            data-testid="model-load"
            disabled={!usable || models.isPending}
            onClick={() => models.mutate(asked)}
          >
            {t("models-load")}
          </Button>
          {form.model.trim() !== "" && (
            <Button kind="primary" type="submit" data-testid="model-save" disabled={!usable || busy}>
              {t("models-save")}
            </Button>
          )}
          {wrong && (
            <Button data-testid="model-save-anyway" disabled={busy} onClick={keep}>
              {t("models-save-anyway")}
            </Button>
          )}
          <Button kind="quiet" onClick={onDone}>
            {t("cancel")}
          </Button>
        </div>
      </form>
    </section>
  );
}

function hostOf(address: string): string {
  try {
    return new URL(address).host + new URL(address).pathname.replace(/\/$/, "");
  } catch {
    return address;
  }
}
