import type { AccountId, AccountView } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { ChannelMark } from "../../shared/ChannelMark";
import { channelName } from "../../shared/channelName";
import { useNow } from "../../shared/clock";
import { count } from "../../shared/numbers";
import { ShopMark } from "../../shared/ShopMark";
import { syncWords } from "../../shared/syncWords";
import { Untrusted } from "../../shared/Untrusted";
import { useTold } from "../../shared/useTold";
import { useWords } from "../../words/words";
import { Muted } from "./Muted";

interface Props {
  account: AccountView;
  current: boolean;
  /** Its chats call nobody. */
  muted: boolean;
  onPick: (account: AccountId | null) => void;
}

export function ShopRow({ account, current, muted, onPick }: Props) {
  const words = useWords();
  const state = useNow((now) => syncWords(words, account, now));
  const troubled = account.health === "retrying" || account.health === "needs_owner";
  return (
    <li>
      <button
        type="button"
        className="rail-item rail-shop"
        aria-current={current ? "true" : undefined}
        onClick={() => onPick(current ? null : account.account)}
        title={`${channelName(words, account.channel)}. ${state}`}
      >
        <ShopMark name={account.name} colour={account.colour} />
        <span className="rail-name rail-shop-name">
          <Untrusted text={account.name} />
          {account.channel !== "demo" && <ChannelMark channel={account.channel} />}
        </span>{" "}
        {muted && <Muted />}
        {account.unread > 0 && <span className="count">{count(words, account.unread)}</span>}{" "}
        <span className={troubled ? "rail-sub rail-sub-bad" : "rail-sub"}>{state}</span>
      </button>
      {account.channel === "demo" && <RemoveDemo />}
    </li>
  );
}

function RemoveDemo() {
  const { t } = useWords();
  const { run, isPending } = useTold("demo_remove");
  return (
    <p className="rail-demo">
      <span className="tag">{t("demo-tag")}</span>
      <Button kind="link" disabled={isPending} data-testid="demo-remove" onClick={() => run({})}>
        {t("demo-remove")}
      </Button>
    </p>
  );
}
