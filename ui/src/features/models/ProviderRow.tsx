import { ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import type { ProviderView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button, IconButton } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { Dialog } from "../../shared/Dialog";
import { clock, span } from "../../shared/time";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";

interface Props {
  provider: ProviderView;
  at: number;
  of: number;
  /** The owner allows models on this computer only, and this is none. */
  barred: boolean;
  onEdit: () => void;
}

/** What is wrong with a provider, if anything is; else nothing. */
function trouble(words: Words, provider: ProviderView, barred: boolean, now: number): string {
  if (barred) return words.t("models-barred");
  if (provider.resting != null && provider.resting_until_ms != null && provider.resting_until_ms > now) {
    return words.t("models-resting", { time: clock(words, provider.resting_until_ms), why: words.error(provider.resting) });
  }
  return provider.problem == null ? "" : words.error(provider.problem);
}

export function ProviderRow({ provider, at, of, barred, onEdit }: Props) {
  const words = useWords();
  const { t } = words;
  const move = useOperation("provider_move");
  const set = useOperation("provider_set");
  const check = useOperation("provider_check");
  const [removing, setRemoving] = useState(false);
  const name = harmless(provider.name);
  const id = provider.provider;
  const wrong = useNow((now) => trouble(words, provider, barred, now));
  const refused = move.error ?? set.error ?? check.error;
  return (
    <li className="provider" data-testid="provider">
      <div className="provider-order">
        <IconButton label={`${t("models-up")}: ${name}`} disabled={at === 0 || move.isPending} onClick={() => move.mutate({ provider: id, to: at - 1 })}>
          <ArrowUp size={16} />
        </IconButton>
        <IconButton label={`${t("models-down")}: ${name}`} disabled={at === of - 1 || move.isPending} onClick={() => move.mutate({ provider: id, to: at + 1 })}>
          <ArrowDown size={16} />
        </IconButton>
      </div>
      <div className="shop-words">
        <strong>
          <Untrusted text={provider.name} /> {provider.local && <span className="tag">{t("models-local-tag")}</span>}
        </strong>
        <small>{provider.model === "" ? t("models-no-model") : <Untrusted text={provider.model} />}</small>
        {check.data?.ok && (
          <small className="provider-good" role="status">
            {check.data.models == null ? t("models-answered", { time: span(words, check.data.took_ms) }) : t("models-key-good", { count: check.data.models })}
          </small>
        )}
        {check.isPending && <small role="status">{t("models-checking")}</small>}
        {!check.isPending && !check.data?.ok && wrong && (
          <small className="provider-wrong" role={check.data ? "alert" : undefined}>
            {wrong}
          </small>
        )}
        {refused && (
          <small className="provider-wrong" role="alert">
            {words.error(refused.code)}
          </small>
        )}
      </div>
      <div className="shop-acts">
        <Button data-testid="provider-check" disabled={check.isPending} onClick={() => check.mutate({ provider: id })}>
          {t("models-check")}
        </Button>
        <Button data-testid="provider-edit" onClick={onEdit}>
          {t("models-edit")}
        </Button>
        <Button kind="danger" data-testid="provider-remove" onClick={() => setRemoving(true)}>
          {t("models-remove")}
        </Button>
        <input
          type="checkbox"
          className="switch"
          aria-label={t("models-enabled", { name })}
          title={t("models-enabled", { name })}
          checked={provider.enabled}
          onChange={(event) => set.mutate({ provider: id, enabled: event.target.checked })}
        />
      </div>
      {removing && <Removing provider={provider} onClose={() => setRemoving(false)} />}
    </li>
  );
}

function Removing({ provider, onClose }: { provider: ProviderView; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const remove = useOperation("provider_remove");
  const title = t("models-remove-title", { name: harmless(provider.name) });
  return (
    <Dialog label={title} onClose={onClose} className="question">
      <h1>{title}</h1>
      <p>{t("models-remove-words")}</p>
      {remove.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(remove.error.code)}
        </p>
      )}
      <footer className="dialog-foot">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button
          kind="danger"
          data-testid="confirm-provider-remove"
          disabled={remove.isPending}
          onClick={() => remove.mutate({ provider: provider.provider }, { onSuccess: onClose })}
        >
          {t("models-remove")}
        </Button>
      </footer>
    </Dialog>
  );
}
