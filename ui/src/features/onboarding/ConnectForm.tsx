import { useId, useState } from "react";
import type { AccountAdd } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { TokenVerdict } from "../../shared/TokenVerdict";
import { useWords } from "../../words/words";
import { useTokenCheck } from "./useTokenCheck";

export function ConnectForm({ onAdded }: { onAdded: () => void }) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [token, setToken] = useState("");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const add = useOperation("account_add");
  const form: AccountAdd = {
    channel: "wildberries",
    name: name.trim(),
    token: token.trim(),
    ...(address.trim() === "" ? {} : { base_url: address.trim() }),
  };
  const { state, again } = useTokenCheck(form);
  const ok = state.at === "done" && state.check.ok;

  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ok && !add.isPending) add.mutate(form, { onSuccess: onAdded });
      }}
    >
      <ol className="how">
        <li>{t("connect-how-1")}</li>
        <li>{t("connect-how-2")}</li>
        <li>{t("connect-how-3")}</li>
      </ol>
      <label htmlFor={`${id}-token`}>{t("connect-token")}</label>
      <textarea
        id={`${id}-token`}
        className="field token-field"
        data-testid="token-field"
        rows={3}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
      <p className="hint" id={`${id}-hint`}>
        {t("connect-token-hint")}
      </p>
      {state.at === "checking" && (
        <p className="hint" role="status">
          {t("connect-checking")}
        </p>
      )}
      {state.at === "refused" && (
        <p className="hint hint-bad" role="alert">
          {state.refusal.retryable ? t("connect-not-checked") : words.error(state.refusal.code)}{" "}
          <Button kind="link" onClick={again}>
            {t("connect-check-again")}
          </Button>
        </p>
      )}
      {state.at === "done" && <TokenVerdict check={state.check} />}
      {ok && (
        <>
          <label htmlFor={`${id}-name`}>{t("connect-name")}</label>
          <input
            id={`${id}-name`}
            className="field"
            data-testid="shop-name"
            value={name}
            placeholder={state.check.seller_name ?? ""}
            onChange={(event) => setName(event.target.value)}
          />
        </>
      )}
      <details className="advanced">
        <summary data-testid="advanced">{t("connect-advanced")}</summary>
        <label htmlFor={`${id}-address`}>{t("connect-address")}</label>
        <input
          id={`${id}-address`}
          className="field"
          data-testid="address-field"
          inputMode="url"
          spellCheck={false}
          placeholder="http://127.0.0.1:…"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <p className="hint">{t("connect-address-hint")}</p>
      </details>
      {add.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(add.error.code)}
        </p>
      )}
      <Button kind="primary" type="submit" data-testid="connect-shop" disabled={!ok || add.isPending}>
        {t(add.isPending ? "connect-saving" : "connect-save")}
      </Button>
    </form>
  );
}
