import { useId } from "react";
import type { AccountId } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { ShopSelect } from "../../shared/ShopSelect";
import { useWords } from "../../words/words";

interface Props {
  account: AccountId | null;
  own: boolean;
  onAccount: (account: AccountId | null) => void;
  onGiveUp: () => void;
}

/** Whose rules are shown: those of all shops, or of one that differs. */
export function Scope({ account, own, onAccount, onGiveUp }: Props) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="rules-scope">
      <label htmlFor={id}>{t("rules-for")}</label>
      <ShopSelect id={id} testId="rules-for" account={account} onAccount={onAccount} />
      {account !== null && (
        <span className="rules-own" data-testid="rules-own">
          {t(own ? "rules-own" : "rules-shared")}
          {own && (
            <Button kind="link" data-testid="rules-give-up" onClick={onGiveUp}>
              {t("rules-own-drop")}
            </Button>
          )}
        </span>
      )}
    </div>
  );
}
