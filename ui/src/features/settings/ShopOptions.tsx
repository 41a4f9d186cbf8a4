import { useId, useState } from "react";
import type { AccountPatch, AccountView, ChatKind } from "../../api/bindings";
import { useAccountChange } from "../../api/inTurn";
import { useAppInfo } from "../../api/queries";
import { channelName } from "../../shared/channelName";
import { COLOURS, ShopMark } from "../../shared/ShopMark";
import { Tick } from "../../shared/Tick";
import { useWords } from "../../words/words";

/** Kinds of chats that only Ozon mixes with the buyers' (its chat types, 2026-09). */
const HIDEABLE = ["support", "notification"] as const satisfies readonly ChatKind[];

/** Name, colour, and what is fetched and told: each change holds at once. */
export function ShopOptions({ account }: { account: AccountView }) {
  const words = useWords();
  const { t } = words;
  const set = useAccountChange(account.account);
  const limits = useAppInfo().data?.channels.find((each) => each.channel === account.channel)?.limits;
  const change = (patch: Omit<AccountPatch, "account">) => set.mutate(() => ({ account: account.account, ...patch }));
  const show = (kind: ChatKind, shown: boolean) =>
    set.mutate(({ hidden_kinds }) => {
      const others = hidden_kinds.filter((each) => each !== kind);
      return { account: account.account, hidden_kinds: shown ? others : [...others, kind] };
    });
  const place = channelName(words, account.channel);
  return (
    <div className="shop-options" data-testid="shop-options">
      <ShopName account={account} onName={(name) => change({ name })} />
      <fieldset className="colours">
        <legend>{t("shop-colour")}</legend>
        {COLOURS.map((colour) => (
          <label key={colour} className="colour" title={t(`colour-${colour}`)}>
            <input
              type="radio"
              name={`colour-${account.account}`}
              className="colour-input"
              data-testid={`colour-${colour}`}
              aria-label={t(`colour-${colour}`)}
              checked={account.colour === colour}
              onChange={() => change({ colour })}
            />
            <ShopMark name={account.name} colour={colour} />
          </label>
        ))}
      </fieldset>
      {account.channel === "ozon" &&
        HIDEABLE.map((kind) => (
          <Tick
            key={kind}
            name={`show-${kind}`}
            label={t(`shop-show-${kind}`)}
            hint={t(`shop-show-${kind}-hint`)}
            checked={!account.hidden_kinds.includes(kind)}
            onChange={(shown) => show(kind, shown)}
          />
        ))}
      {limits?.takes_read && (
        <Tick
          name="marks-read"
          label={t("shop-marks-read", { channel: place })}
          hint={t("shop-marks-read-hint", { channel: place })}
          checked={account.marks_read}
          onChange={(on) => change({ marks_read: on })}
        />
      )}
      {set.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(set.error.code)}
        </p>
      )}
    </div>
  );
}

function ShopName({ account, onName }: { account: AccountView; onName: (name: string) => void }) {
  const { t } = useWords();
  const id = useId();
  const [name, setName] = useState(account.name);
  const keep = () => {
    const wanted = name.trim();
    if (wanted === "") setName(account.name);
    else if (wanted !== account.name) onName(wanted);
  };
  return (
    <div className="setting">
      <label className="setting-name" htmlFor={id}>
        {t("shop-name")}
      </label>
      <input
        id={id}
        className="field shop-name-field"
        data-testid="shop-rename"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
        }}
      />
    </div>
  );
}
