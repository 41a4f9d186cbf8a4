import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { useProgramState } from "../../api/queries";
import { Button } from "../../shared/Button";
import { EmptyPane } from "../../shared/EmptyPane";
import { Kbd } from "../../shared/Kbd";
import { useNotices } from "../../shared/notices";
import { Group, Screen } from "../../shared/Screen";
import { useKeys } from "../../shared/useKeys";
import { useWords } from "../../words/words";
import { Backups } from "../backup/Backups";
import { AccountCard } from "./AccountCard";
import { Checks } from "./Checks";
import { ProgramFacts } from "./ProgramFacts";
import { useCheckNow } from "./useCheckNow";

interface Props {
  onClose: () => void;
  onTokenNeeded: (account: number) => void;
  onAddShop: () => void;
}

/** What the program is doing, holds and lacks; the same as `pultctl doctor`, in words. */
export function StatePage({ onClose, onTokenNeeded, onAddShop }: Props) {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const { data, error, refetch } = useProgramState();
  // The page itself tells what the keychain last said; who asks for a look has it tried.
  const doctor = useOperation("doctor");
  const { checkNow, checking } = useCheckNow(() => doctor.mutate({}, { onSettled: () => void refetch() }));
  const log = useOperation("log_export");
  const saveLog = () =>
    log.mutate(
      {},
      { onSuccess: ({ path }) => offer({ text: t("state-log-saved", { path }) }), onError: (refusal) => offer({ text: words.error(refusal.code) }) },
    );
  useKeys({ back: onClose, checkNow });

  const acts = (
    <>
      <Button data-testid="save-log" disabled={log.isPending} onClick={saveLog}>
        {t("state-save-log")}
      </Button>
      <Button kind="primary" data-testid="check-now" disabled={checking} onClick={checkNow}>
        {t(checking ? "state-checking" : "state-check-now")} <Kbd action="checkNow" />
      </Button>
    </>
  );
  return (
    <Screen title={t("state-title")} name="state-page" acts={acts} onClose={onClose}>
      {error && !data && (
        <EmptyPane title={t("state-unknown")}>
          <p>{words.error(Refusal.from(error).code)}</p>
          <Button onClick={() => void refetch()}>{t("retry")}</Button>
        </EmptyPane>
      )}
      {!data && !error && <p className="state-coming">{t("state-coming")}</p>}
      {data && (
        <>
          <Group title={t("settings-shops")}>
            {data.accounts.length === 0 ? (
              <>
                <p className="setting-text">{t("empty-no-shop")}</p>
                <Button onClick={onAddShop}>{t("rail-add-shop")}</Button>
              </>
            ) : (
              <ul className="states">
                {data.accounts.map((each) => (
                  <AccountCard key={each.view.account} state={each} onTokenNeeded={onTokenNeeded} />
                ))}
              </ul>
            )}
          </Group>
          <Checks checks={data.checks} accounts={data.accounts} />
          <Backups />
          <ProgramFacts state={data} />
        </>
      )}
    </Screen>
  );
}
