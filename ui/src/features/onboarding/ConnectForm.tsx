import { useId, useState } from "react";
import type { AccountAdd, TokenKind } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { Field } from "../../shared/Field";
import { TokenVerdict } from "../../shared/TokenVerdict";
import { useWords } from "../../words/words";
import { CLIENT_ID, inWords, type Marketplace } from "./channels";
import { useTokenCheck } from "./useTokenCheck";

const HOW = [1, 2, 3] as const;

interface Props {
  channel: Marketplace;
  onAdded: (kind: TokenKind) => void;
}

/** Where the access is made, the fields for it, and what it can do: tried before anything is saved. */
export function ConnectForm({ channel, onAdded }: Props) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [token, setToken] = useState("");
  const [client, setClient] = useState("");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const add = useOperation("account_add");
  const needs = CLIENT_ID[channel];
  const form: AccountAdd = {
    channel,
    name: name.trim(),
    token: token.trim(),
    ...(client.trim() === "" ? {} : { client_id: client.trim() }),
    ...(address.trim() === "" ? {} : { base_url: address.trim() }),
  };
  const { state, again } = useTokenCheck(form, form.token !== "" && (needs !== "needed" || client.trim() !== ""));
  const good = state.at === "done" && state.check.ok ? state.check : null;
  const place = channelName(words, channel);
  const half = needs !== "none" && (
    <Field label={t(`client-${inWords(channel)}`)} hint={needs === "spare" ? t("connect-business-hint") : undefined}>
      {(field) => (
        <input
          {...field}
          className="field"
          data-testid="client-id-field"
          autoComplete="off"
          spellCheck={false}
          value={client}
          onChange={(event) => setClient(event.target.value)}
        />
      )}
    </Field>
  );

  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (good && !add.isPending) add.mutate(form, { onSuccess: () => onAdded(good.kind) });
      }}
    >
      <ol className="how">
        {HOW.map((n) => (
          <li key={n}>{t(`how-${inWords(channel)}-${n}`)}</li>
        ))}
      </ol>
      {needs === "needed" && half}
      <Field label={t(`secret-${inWords(channel)}`)} hint={t("connect-token-hint")}>
        {(field) => (
          <textarea
            {...field}
            className="field token-field"
            data-testid="token-field"
            rows={channel === "wildberries" ? 3 : 2}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        )}
      </Field>
      {state.at === "checking" && (
        <p className="hint" role="status">
          {t("connect-checking", { channel: place })}
        </p>
      )}
      {state.at === "refused" && (
        <p className="hint hint-bad" role="alert">
          {state.refusal.retryable && state.refusal.code !== "certificate_untrusted"
            ? t("connect-not-checked", { channel: place })
            : words.error(state.refusal.code)}{" "}
          <Button kind="link" onClick={again}>
            {t("connect-check-again")}
          </Button>
        </p>
      )}
      {state.at === "done" && <TokenVerdict check={state.check} channel={channel} onAgain={again} />}
      {good && (
        <>
          <label htmlFor={`${id}-name`}>{t("connect-name")}</label>
          <input
            id={`${id}-name`}
            className="field"
            data-testid="shop-name"
            value={name}
            placeholder={good.seller_name ?? ""}
            onChange={(event) => setName(event.target.value)}
          />
        </>
      )}
      <details className="advanced">
        <summary data-testid="advanced">{t("connect-advanced")}</summary>
        {needs === "spare" && half}
        <Field label={t("connect-address")} hint={t("connect-address-hint", { channel: place })}>
          {(field) => (
            <input
              {...field}
              className="field"
              data-testid="address-field"
              inputMode="url"
              spellCheck={false}
              placeholder="http://127.0.0.1:…"
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
          )}
        </Field>
      </details>
      {add.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(add.error.code)}
        </p>
      )}
      <Button kind="primary" type="submit" data-testid="connect-shop" disabled={!good || add.isPending}>
        {t(add.isPending ? "connect-saving" : "connect-save")}
      </Button>
    </form>
  );
}
