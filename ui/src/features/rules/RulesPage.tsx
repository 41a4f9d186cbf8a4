import { useState } from "react";
import type { AccountId } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { useSlaToEdit } from "../../api/queries";
import { Button } from "../../shared/Button";
import { EmptyPane } from "../../shared/EmptyPane";
import { Screen } from "../../shared/Screen";
import { useWords } from "../../words/words";
import { PolicyEditor } from "./PolicyEditor";

interface Props {
  onClose: () => void;
}

/** What is pressing, how soon it must be answered, and when the shop works. */
export function RulesPage({ onClose }: Props) {
  const words = useWords();
  const [account, setAccount] = useState<AccountId | null>(null);
  // A policy that was replaced as a whole is edited from its beginning.
  const [edition, setEdition] = useState(0);
  const { data, error, refetch } = useSlaToEdit(account);
  if (!data) {
    return (
      <Screen title={words.t("rules-title")} name="rules-page" onClose={onClose}>
        {error && (
          <EmptyPane title={words.error(Refusal.from(error).code)}>
            <Button onClick={() => void refetch()}>{words.t("retry")}</Button>
          </EmptyPane>
        )}
      </Screen>
    );
  }
  return (
    <PolicyEditor
      key={`${account ?? "all"}-${edition}`}
      view={data}
      account={account}
      onAccount={setAccount}
      onReplaced={() => setEdition((n) => n + 1)}
      onClose={onClose}
    />
  );
}
