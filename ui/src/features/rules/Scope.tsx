import { useId } from "react";
import type { AccountId } from "../../api/bindings";
import { useAccounts } from "../../api/queries";
import { Button } from "../../shared/Button";
import { harmless } from "../../shared/Untrusted";
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
  const accounts = useAccounts().data ?? [];
  return (
    <div className="rules-scope">
      <label htmlFor={id}>{t("rules-for")}</label>
      <select
        id={id}
        className="field"
        data-testid="rules-for"
        value={account ?? ""}
        onChange={(event) => onAccount(event.target.value === "" ? null : Number(event.target.value))}
      >
        <option value="">{t("rail-all-shops")}</option>
        {accounts.map((each) => (
          <option key={each.account} value={each.account}>
            {harmless(each.name)}
          </option>
        ))}
      </select>
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
