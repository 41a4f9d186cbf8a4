import type { AccountView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { useProgramState } from "../../api/queries";
import { Button } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { Dialog } from "../../shared/Dialog";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  account: AccountView;
  onPause: () => void;
  onClose: () => void;
}

/** Says what happens to the history before it happens, and offers what most owners mean by it: a pause. */
export function RemoveShop({ account, onPause, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const demo = account.channel === "demo";
  // An archive neither fetches nor sends: there is nothing to pause, to send or to fetch again.
  const archive = account.channel === "archive";
  const pausable = !demo && !archive && account.health !== "paused";
  const stored = useProgramState(!demo).data?.accounts.find((each) => each.view.account === account.account);
  const removeShop = useOperation("account_remove");
  const removeDemo = useOperation("demo_remove");
  const remove = demo ? removeDemo : removeShop;
  const run = () => (demo ? removeDemo.mutate({}, { onSuccess: onClose }) : removeShop.mutate({ account: account.account }, { onSuccess: onClose }));
  const title = t("shop-remove-title", { shop: harmless(account.name) });
  return (
    <Dialog label={title} onClose={onClose} className="question">
      <h1>{title}</h1>
      {demo ? (
        <p>{t("shop-remove-demo")}</p>
      ) : (
        <>
          <ul className="tips" data-testid="remove-words">
            <li>{stored ? t("shop-remove-history", { count: stored.messages }) : t("shop-remove-history-all")}</li>
            <li>{t("shop-remove-copies")}</li>
            {!archive && (
              <>
                <li>{t("shop-remove-unsent")}</li>
                <li>{t("shop-remove-there", { channel: channelName(words, account.channel) })}</li>
              </>
            )}
            <li>{t("shop-remove-final")}</li>
          </ul>
          {pausable && <p>{t("shop-remove-or-pause")}</p>}
        </>
      )}
      {remove.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(remove.error.code)}
        </p>
      )}
      <footer className="dialog-foot">
        <Button onClick={onClose}>{t("shop-remove-keep")}</Button>
        {pausable && (
          <Button
            data-testid="pause-instead"
            onClick={() => {
              onPause();
              onClose();
            }}
          >
            {t("shop-remove-pause")}
          </Button>
        )}
        <Button kind="danger" disabled={remove.isPending} data-testid="confirm-remove" onClick={run}>
          {t("shop-remove-yes")}
        </Button>
      </footer>
    </Dialog>
  );
}
