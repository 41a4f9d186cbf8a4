import { useEffect } from "react";
import type { ModelLogin, ProviderId } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { useCopy } from "../../shared/CopyButton";
import { useWords } from "../../words/words";

interface Props {
  login: ModelLogin | null;
  onKey: (provider: ProviderId) => void;
}

/** A key without copying it: the owner allows it in the browser. The address is shown, nothing here opens it. */
export function Login({ login, onKey }: Props) {
  const words = useWords();
  const { t } = words;
  const copy = useCopy();
  const begin = useOperation("openrouter_login");
  const stop = useOperation("openrouter_login_cancel");
  const url = begin.data?.url;
  const begun = url !== undefined;
  const provider = login?.provider ?? null;
  useEffect(() => {
    if (begun && provider !== null) onKey(provider);
  }, [begun, provider, onKey]);
  const wrong = begin.error?.code ?? (begun ? login?.problem : null);
  return (
    <div className="login">
      {begun && login?.waiting ? (
        <>
          <p>{t("models-login-waiting")}</p>
          <p className="path">
            <code>{url}</code>
          </p>
          <p className="login-acts">
            <Button kind="primary" data-testid="login-copy" onClick={() => copy(url)}>
              {t("models-login-copy")}
            </Button>
            <Button data-testid="login-stop" onClick={() => stop.mutate({}, { onSuccess: () => begin.reset() })}>
              {t("models-login-stop")}
            </Button>
          </p>
        </>
      ) : (
        <>
          <Button data-testid="login-begin" disabled={begin.isPending} onClick={() => begin.mutate({})}>
            {t("models-login")}
          </Button>
          <p className="hint">{t("models-login-hint")}</p>
        </>
      )}
      {wrong && (
        <p className="hint hint-bad" role="alert">
          {words.error(wrong)}
        </p>
      )}
    </div>
  );
}
