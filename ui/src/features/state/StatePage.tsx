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
  const sync = useOperation("sync_now");
  const log = useOperation("log_export");
  const check = () => {
    if (!sync.isPending) {
      sync.mutate(
        {},
        {
          onSuccess: () => offer({ text: t("checked-now") }),
          onError: (refusal) => offer({ text: words.error(refusal.code) }),
          onSettled: () => void refetch(),
        },
      );
    }
  };
  const saveLog = () =>
    log.mutate(
      {},
      { onSuccess: ({ path }) => offer({ text: t("state-log-saved", { path }) }), onError: (refusal) => offer({ text: words.error(refusal.code) }) },
    );
  useKeys({ back: onClose, checkNow: check });

  const acts = (
    <>
      <Button data-testid="save-log" disabled={log.isPending} onClick={saveLog}>
        {t("state-save-log")}
      </Button>
      <Button kind="primary" data-testid="check-now" disabled={sync.isPending} onClick={check}>
        {t(sync.isPending ? "state-checking" : "state-check-now")} <Kbd action="checkNow" />
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
