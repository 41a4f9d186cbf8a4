import { useId, useState } from "react";
import type { AccountView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { Dialog } from "../../shared/Dialog";
import { TokenVerdict } from "../../shared/TokenVerdict";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

export function NewToken({ account, onClose }: { account: AccountView; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [token, setToken] = useState("");
  const save = useOperation("account_set_token");
  const saved = save.data?.ok === true;
  return (
    <Dialog label={t("shop-token-title", { shop: harmless(account.name) })} onClose={onClose} className="question">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (saved) onClose();
          else save.mutate({ account: account.account, token: token.trim() });
        }}
      >
        <h1>{t("shop-token-title", { shop: harmless(account.name) })}</h1>
        <p>{t("shop-token-words")}</p>
        <label htmlFor={id}>{t(`secret-${account.channel.replace("_", "-")}`)}</label>
        <textarea
          id={id}
          className="field token-field"
          data-testid="token-field"
          rows={3}
          spellCheck={false}
          autoComplete="off"
          value={token}
          onChange={(event) => {
            setToken(event.target.value);
            save.reset();
          }}
        />
        {save.error && (
          <p className="hint hint-bad" role="alert">
            {words.error(save.error.code)}
          </p>
        )}
        {save.data && <TokenVerdict check={save.data} channel={account.channel} />}
        <footer className="dialog-foot">
          {!saved && <Button onClick={onClose}>{t("cancel")}</Button>}
          <Button kind="primary" type="submit" disabled={token.trim() === "" || save.isPending}>
            {save.isPending ? t("connect-checking", { channel: channelName(words, account.channel) }) : t(saved ? "close" : "shop-token-save")}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
