import { useState } from "react";
import type { AccountView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { useAccounts } from "../../api/queries";
import { Button } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { useNow } from "../../shared/clock";
import { Dialog } from "../../shared/Dialog";
import { syncWords } from "../../shared/syncWords";
import { date } from "../../shared/time";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { NewToken } from "./NewToken";

export function Shops({ tokenFor }: { tokenFor: number | null }) {
  const { t } = useWords();
  const accounts = useAccounts().data ?? [];
  if (accounts.length === 0) return <p className="setting-text">{t("empty-no-shop")}</p>;
  return (
    <ul className="shops">
      {accounts.map((account) => (
        <Shop key={account.account} account={account} asksToken={account.account === tokenFor} />
      ))}
    </ul>
  );
}

function Shop({ account, asksToken }: { account: AccountView; asksToken: boolean }) {
  const words = useWords();
  const { t } = words;
  const pause = useOperation("sync_pause");
  const [asking, setAsking] = useState<"nothing" | "token" | "remove">(asksToken ? "token" : "nothing");
  const state = useNow((now) => syncWords(words, account, now));
  const paused = account.health === "paused";
  const demo = account.channel === "demo";
  return (
    <li className="shop" data-testid="shop">
      <span className={`dot mark-${account.channel}`} aria-hidden="true" />
      <div className="shop-words">
        <strong>
          <Untrusted text={account.name} />
        </strong>
        <small>
          {channelName(words, account.channel)}, {state}
          {account.token_expires_at_ms != null && ` ${t("check-expires", { date: date(words, account.token_expires_at_ms) })}.`}
        </small>
      </div>
      <div className="shop-acts">
        <Button disabled={pause.isPending} onClick={() => pause.mutate({ account: account.account, paused: !paused })}>
          {t(paused ? "shop-resume" : "shop-pause")}
        </Button>
        {!demo && <Button onClick={() => setAsking("token")}>{t("shop-token")}</Button>}
        <Button kind="danger" onClick={() => setAsking("remove")}>
          {t("shop-remove")}
        </Button>
      </div>
      {asking === "token" && <NewToken account={account} onClose={() => setAsking("nothing")} />}
      {asking === "remove" && <RemoveShop account={account} onClose={() => setAsking("nothing")} />}
    </li>
  );
}

function RemoveShop({ account, onClose }: { account: AccountView; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const demo = account.channel === "demo";
  const removeShop = useOperation("account_remove");
  const removeDemo = useOperation("demo_remove");
  const remove = demo ? removeDemo : removeShop;
  const run = () => (demo ? removeDemo.mutate({}, { onSuccess: onClose }) : removeShop.mutate({ account: account.account }, { onSuccess: onClose }));
  return (
    <Dialog label={t("shop-remove-title", { shop: harmless(account.name) })} onClose={onClose} className="question">
      <h1>{t("shop-remove-title", { shop: harmless(account.name) })}</h1>
      <p>{t(demo ? "shop-remove-demo" : "shop-remove-words")}</p>
      {remove.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(remove.error.code)}
        </p>
      )}
      <footer className="dialog-foot">
        <Button onClick={onClose}>{t("shop-remove-keep")}</Button>
        <Button kind="danger" disabled={remove.isPending} data-testid="confirm-remove" onClick={run}>
          {t("shop-remove-yes")}
        </Button>
      </footer>
    </Dialog>
  );
}
