import { useEffect, useRef, useState } from "react";
import type { AccountId, SlaPolicy, SlaView } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { EmptyPane } from "../../shared/EmptyPane";
import { fieldFirst } from "../../shared/fieldFirst";
import { useNotices } from "../../shared/notices";
import { count } from "../../shared/numbers";
import { Screen } from "../../shared/Screen";
import { sameValue } from "../../shared/sameValue";
import { useKeys } from "../../shared/useKeys";
import { useWords } from "../../words/words";
import { Outcome } from "./Outcome";
import { outcomeWords } from "./outcomeWords";
import { TrialForm } from "./TrialForm";
import { sameTrial, type Trial } from "./trial";
import { useApplying } from "./useApplying";
import { useReplay } from "./useReplay";

interface Props {
  /** What holds now. */
  kept: SlaView;
  /** What the form starts from: what holds, or what is being edited. */
  from: SlaPolicy;
  /** Whether that is not saved yet. */
  unsaved: boolean;
  account: AccountId | null;
  /** Another shop; without it the shop stays. */
  onAccount?: (account: AccountId | null) => void;
  /** The tried policy holds now, or holds no more. */
  onKept?: (view: SlaView, undone: boolean) => void;
  onClose: () => void;
}

const DAYS = 90;

/** The past under other hours, rules or response times, and what would have come of it. */
export function Simulator({ kept, from, unsaved, account, onAccount, onKept, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { announce } = useNotices();
  const [trial, setTrial] = useState<Trial>(() => ({ policy: from, answering: { how: "as_it_was" }, days: DAYS }));
  const replay = useReplay();
  const apply = useApplying(kept, account, onKept);
  const { view } = replay;
  const running = view?.state === "running";
  const start = () => replay.start(account, trial);
  const begin = useRef(start);
  // Opened from rules that are being edited, the question is clear already.
  useEffect(() => {
    if (unsaved) begin.current();
  }, [unsaved]);
  const result = view?.state === "done" ? view.result : null;
  useEffect(() => {
    if (result) announce(outcomeWords(words, result.total));
  }, [result, announce, words]);
  useKeys({ back: fieldFirst(() => (running ? replay.cancel() : onClose())) });

  const tried = replay.trial;
  const stale = tried !== null && !sameTrial(tried, trial);
  return (
    <Screen title={t("sim-title")} name="simulator" onClose={onClose}>
      <div className="sim">
        <TrialForm
          trial={trial}
          account={account}
          unsaved={unsaved && sameValue(trial.policy, from)}
          busy={running}
          untouched={sameValue(trial.policy, kept.policy) && trial.answering.how === "as_it_was"}
          onAccount={onAccount}
          onChange={(part) => setTrial((now) => ({ ...now, ...part }))}
          onStart={start}
        />
        <section className="sim-result" aria-label={t("sim-result")}>
          {replay.refusal && <p className="hint hint-bad">{words.error(replay.refusal.code)}</p>}
          {!view && !replay.refusal && (
            <EmptyPane title={t("sim-idle")}>
              <p>{t("sim-idle-hint")}</p>
            </EmptyPane>
          )}
          {view && running && (
            <div className="sim-running">
              <p>{t("sim-running", { chats: count(words, view.chats), all: count(words, view.chats_in_all) })}</p>
              <progress
                aria-label={t("sim-progress")}
                data-testid="sim-progress"
                max={Math.max(view.chats_in_all, 1)}
                value={Math.min(view.chats, view.chats_in_all)}
              />
              <Button data-testid="sim-cancel" onClick={replay.cancel}>
                {t("cancel")}
              </Button>
            </div>
          )}
          {view?.state === "cancelled" && (
            <EmptyPane title={t("sim-cancelled")}>
              <p>{t("sim-cancelled-hint")}</p>
            </EmptyPane>
          )}
          {view?.state === "failed" && (
            <EmptyPane title={t("sim-failed")}>
              <p>{words.error(view.problem ?? "internal")}</p>
              <Button onClick={start}>{t("retry")}</Button>
            </EmptyPane>
          )}
          {view && result && tried && (
            <Outcome
              view={view}
              result={result}
              trial={tried}
              stale={stale}
              keeps={!sameValue(tried.policy, kept.policy)}
              applying={apply.busy}
              onApply={() => apply.keep(tried.policy)}
            />
          )}
        </section>
      </div>
    </Screen>
  );
}
