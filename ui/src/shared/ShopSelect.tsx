import type { AccountId } from "../api/bindings";
import { useAccounts } from "../api/queries";
import { useWords } from "../words/words";
import { harmless } from "./Untrusted";

interface Props {
  id?: string;
  testId?: string;
  /** One shop, or all of them. */
  account: AccountId | null;
  onAccount: (account: AccountId | null) => void;
}

/** Which shop something is about: one, or all of them. */
export function ShopSelect({ id, testId, account, onAccount }: Props) {
  const { t } = useWords();
  const accounts = useAccounts().data ?? [];
  return (
    <select
      id={id}
      className="field"
      data-testid={testId}
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
  );
}
