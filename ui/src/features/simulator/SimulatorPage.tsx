import { useState } from "react";
import type { AccountId, SlaPolicy, SlaView } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { useSlaToEdit } from "../../api/queries";
import { Button } from "../../shared/Button";
import { EmptyPane } from "../../shared/EmptyPane";
import { Screen } from "../../shared/Screen";
import { useWords } from "../../words/words";
import { Simulator } from "./Simulator";

interface Props {
  onClose: () => void;
}

/** "What if", opened by itself: it starts from the rules that hold. */
export function SimulatorPage({ onClose }: Props) {
  const words = useWords();
  const [account, setAccount] = useState<AccountId | null>(null);
  const { data, error, refetch } = useSlaToEdit(account);
  if (!data) {
    return (
      <Screen title={words.t("sim-title")} name="simulator" onClose={onClose}>
        {error && (
          <EmptyPane title={words.error(Refusal.from(error).code)}>
            <Button onClick={() => void refetch()}>{words.t("retry")}</Button>
          </EmptyPane>
        )}
      </Screen>
    );
  }
  return <Kept key={account ?? "all"} view={data} account={account} onAccount={setAccount} onClose={onClose} />;
}

interface KeptProps extends Props {
  view: SlaView;
  account: AccountId | null;
  onAccount: (account: AccountId | null) => void;
}

/** What holds is what was kept last, here or there: the form keeps what was typed meanwhile. */
function Kept({ view, account, onAccount, onClose }: KeptProps) {
  const [from] = useState<SlaPolicy>(view.policy);
  return <Simulator kept={view} from={from} unsaved={false} account={account} onAccount={onAccount} onClose={onClose} />;
}
