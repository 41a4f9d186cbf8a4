import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { AccountView } from "../../api/bindings";
import { useAccounts } from "../../api/queries";
import { Button } from "../../shared/Button";
import { ChannelMark } from "../../shared/ChannelMark";
import { channelName } from "../../shared/channelName";
import { useNow } from "../../shared/clock";
import { expiryWords } from "../../shared/expiryWords";
import { ShopMark } from "../../shared/ShopMark";
import { problemWords, syncWords } from "../../shared/syncWords";
import { date } from "../../shared/time";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useTold } from "../../shared/useTold";
import { useWords, type Words } from "../../words/words";
import { NewToken } from "./NewToken";
import { RemoveShop } from "./RemoveShop";
import { ShopOptions } from "./ShopOptions";

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

function tokenWords(words: Words, account: AccountView, now: number): string {
  if (account.token_expires_at_ms == null) return "";
  return expiryWords(words, account, now) || words.t("check-expires", { date: date(words, account.token_expires_at_ms) });
}

/** What is wrong with a shop, as loud as the list and the page State say it, and what can be done about it. */
function Trouble({ account }: { account: AccountView }) {
  const words = useWords();
  const { t } = words;
  const sync = useTold("sync_now");
  const what = useNow((now) => problemWords(words, account, now));
  const right = account.last_error?.missing_right;
  const stopped = account.health === "needs_owner";
  return (
    <p className={stopped ? "state-line state-bad" : "state-line state-warn"} data-testid="shop-trouble">
      <TriangleAlert size={16} aria-hidden="true" />
      <span>
        {what}
        {right && ` ${t("strip-missing-right", { right: harmless(right) })}`}
        {/* What only the owner can mend, the button for a new key beside it mends. */}
        {!stopped && (
          <>
            {" "}
            <Button kind="link" disabled={sync.isPending} onClick={() => sync.run({ account: account.account })}>
              {t("retry")}
            </Button>
          </>
        )}
      </span>
    </p>
  );
}

function Shop({ account, asksToken }: { account: AccountView; asksToken: boolean }) {
  const words = useWords();
  const { t } = words;
  const pause = useTold("sync_pause");
  const [asking, setAsking] = useState<"nothing" | "token" | "remove">(asksToken ? "token" : "nothing");
  const [open, setOpen] = useState(false);
  const state = useNow((now) => syncWords(words, account, now));
  const ends = useNow((now) => tokenWords(words, account, now));
  const troubled = account.health === "retrying" || account.health === "needs_owner";
  const paused = account.health === "paused";
  const archive = account.channel === "archive";
  const setPaused = (to: boolean) => pause.run({ account: account.account, paused: to });
  const close = () => setAsking("nothing");
  return (
    <li className="shop" data-testid="shop">
      <ShopMark name={account.name} colour={account.colour} />
      <div className="shop-words">
        <strong>
          <Untrusted text={account.name} /> <ChannelMark channel={account.channel} />
        </strong>
        <small>
          {channelName(words, account.channel)}
          {!troubled && `, ${state}`}
        </small>
        {troubled && <Trouble account={account} />}
        {ends && <small>{ends}</small>}
      </div>
      <div className="shop-acts">
        <Button aria-expanded={open} data-testid="shop-edit" onClick={() => setOpen(!open)}>
          {t("shop-edit")}
        </Button>
        {!archive && (
          <Button disabled={pause.isPending} data-testid="shop-pause" onClick={() => setPaused(!paused)}>
            {t(paused ? "shop-resume" : "shop-pause")}
          </Button>
        )}
        {account.channel !== "demo" && !archive && (
          <Button data-testid="shop-token" onClick={() => setAsking("token")}>
            {t("shop-token")}
          </Button>
        )}
        <Button kind="danger" data-testid="shop-remove" onClick={() => setAsking("remove")}>
          {t("shop-remove")}
        </Button>
      </div>
      {open && <ShopOptions account={account} />}
      {asking === "token" && <NewToken account={account} onClose={close} />}
      {asking === "remove" && <RemoveShop account={account} onPause={() => setPaused(true)} onClose={close} />}
    </li>
  );
}
