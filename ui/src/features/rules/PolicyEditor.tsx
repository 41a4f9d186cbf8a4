import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { AccountId, SlaPolicy, SlaView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import type { Refusal } from "../../api/host";
import { key } from "../../api/keys";
import { Button } from "../../shared/Button";
import { fieldFirst } from "../../shared/fieldFirst";
import { isKept, useHeld, useLeave } from "../../shared/leaving";
import { useNotices } from "../../shared/notices";
import { Screen } from "../../shared/Screen";
import { sameValue } from "../../shared/sameValue";
import { useKeys } from "../../shared/useKeys";
import { useWords } from "../../words/words";
import { Simulator } from "../simulator/Simulator";
import { Hours } from "./Hours";
import { problemsOf } from "./policy";
import { RuleList } from "./RuleList";
import { Scope } from "./Scope";
import { TryField } from "./TryField";

interface Props {
  view: SlaView;
  account: AccountId | null;
  onAccount: (account: AccountId | null) => void;
  onReplaced: () => void;
  onClose: () => void;
}

const TABS = ["rules", "hours"] as const;

/** The policy while it is edited: nothing holds before it is saved, and nothing unsaved is lost without a question. */
export function PolicyEditor({ view, account, onAccount, onReplaced, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const client = useQueryClient();
  const set = useOperation("sla_set");
  const [saved, setSaved] = useState(view.policy);
  const [draft, setDraft] = useState(view.policy);
  const [tab, setTab] = useState<(typeof TABS)[number]>("rules");
  const [fired, setFired] = useState<string | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [trying, setTrying] = useState(false);
  const leave = useLeave();
  const body = useRef<HTMLDivElement>(null);
  const dirty = !sameValue(draft, saved);
  const problems = problemsOf(draft.rules);
  const change = (part: Partial<SlaPolicy>) => setDraft((now) => ({ ...now, ...part }));

  const save = async () => {
    const [first] = problems;
    if (first) {
      setTab("rules");
      setOpen(first.rule);
      requestAnimationFrame(() => body.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return false;
    }
    const done = set.mutateAsync({ account, policy: draft });
    done.then(
      () => {
        setSaved(draft);
        offer({ text: t("rules-saved") });
      },
      (refusal: Refusal) => offer({ text: words.error(refusal.code) }),
    );
    return isKept(done);
  };
  useHeld(dirty, save, "rules-leave-words");
  /** Shown at once: the next look would find the old answer still. */
  const replaced = (next: SlaView) => {
    client.setQueryData(key("sla_get", { account }), next);
    onReplaced();
  };
  // This editor is gone by then, and with it the callbacks of its operation: only the promise still tells.
  const back = () => void set.mutateAsync({ account, policy: saved }).then(replaced, (refusal) => offer({ text: words.error(refusal.code) }));
  const giveUp = () =>
    set.mutate(
      { account, policy: null },
      {
        onSuccess: (next) => {
          replaced(next);
          offer({ text: t("rules-own-dropped"), undo: back });
        },
        onError: (refusal) => offer({ text: words.error(refusal.code) }),
      },
    );
  useKeys(trying ? {} : { back: fieldFirst(() => leave(onClose)) });

  if (trying) {
    // The policy being edited stays here meanwhile, saved or not.
    return (
      <Simulator
        kept={{ ...view, policy: saved }}
        from={draft}
        unsaved={dirty}
        account={account}
        onKept={(next) => {
          setSaved(next.policy);
          setDraft(next.policy);
        }}
        onClose={() => setTrying(false)}
      />
    );
  }

  const acts = (
    <>
      {dirty && <span className="rules-unsaved">{problems.length > 0 ? t("rules-problems", { count: problems.length }) : t("rules-unsaved")}</span>}
      <Button data-testid="rules-what-if" title={t("sim-open-hint")} disabled={problems.length > 0} onClick={() => setTrying(true)}>
        {t("sim-open")}
      </Button>
      <Button data-testid="rules-cancel" disabled={!dirty} onClick={() => setDraft(saved)}>
        {t("cancel")}
      </Button>
      <Button kind="primary" data-testid="rules-save" disabled={!dirty || set.isPending} onClick={() => void save()}>
        {t(set.isPending ? "saving" : "save")}
      </Button>
    </>
  );
  return (
    <Screen title={t("rules-title")} name="rules-page" acts={acts} onClose={() => leave(onClose)}>
      <div className="rules" data-tab={tab} ref={body}>
        <div className="rules-top">
          <Scope account={account} own={view.own} onAccount={(to) => leave(() => onAccount(to))} onGiveUp={giveUp} />
          <div className="segments" role="radiogroup" aria-label={t("rules-title")}>
            {TABS.map((each) => (
              <label key={each} className="segment">
                <input type="radio" name="rules-tab" data-testid={`tab-${each}`} checked={tab === each} onChange={() => setTab(each)} />
                <span>{t(`rules-tab-${each}`)}</span>
              </label>
            ))}
          </div>
        </div>
        {tab === "rules" ? (
          <>
            <RuleList
              common={account === null}
              rules={draft.rules}
              problems={problems}
              fired={fired}
              open={open}
              onOpen={setOpen}
              onChange={(rules) => change({ rules })}
            />
            <TryField policy={draft} account={account} onFired={setFired} />
          </>
        ) : (
          <Hours policy={draft} onChange={change} />
        )}
      </div>
    </Screen>
  );
}
