import { useId } from "react";
import type { AccountId, SlaPolicy } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { ShopSelect } from "../../shared/ShopSelect";
import { useWords } from "../../words/words";
import { AnsweringChoice } from "./AnsweringChoice";
import { HoursTried } from "./HoursTried";
import { Minutes } from "./Minutes";
import { minutesOf, TRIED_LEVELS, type Trial, withMinutes } from "./trial";

interface Props {
  trial: Trial;
  account: AccountId | null;
  /** The policy is the one being edited on the rules page. */
  unsaved: boolean;
  busy: boolean;
  /** Nothing differs from what holds. */
  untouched: boolean;
  onAccount?: (account: AccountId | null) => void;
  onChange: (part: Partial<Trial>) => void;
  onStart: () => void;
}

const DAYS = [30, 90, 365] as const;
const OFF = ["raise", "pause", "ignore"] as const;

/** What is tried: hours, off hours, times to answer, and how quickly the shop answers. */
export function TrialForm({ trial, account, unsaved, busy, untouched, onAccount, onChange, onStart }: Props) {
  const { t } = useWords();
  const id = useId();
  const { policy } = trial;
  const change = (part: Partial<SlaPolicy>) => onChange({ policy: { ...policy, ...part } });
  return (
    <form
      className="sim-form"
      aria-label={t("sim-form")}
      onSubmit={(event) => {
        event.preventDefault();
        onStart();
      }}
    >
      <p className="sim-lead">{t("sim-lead")}</p>
      {unsaved && (
        <p className="sim-unsaved" data-testid="sim-unsaved">
          {t("sim-unsaved")}
        </p>
      )}
      {onAccount && (
        <div className="sim-line">
          <label htmlFor={`${id}-shop`}>{t("rules-for")}</label>
          <ShopSelect id={`${id}-shop`} testId="sim-shop" account={account} onAccount={onAccount} />
        </div>
      )}
      <HoursTried week={policy.calendar.week} onChange={(week) => change({ calendar: { ...policy.calendar, week } })} />
      <fieldset className="sim-part">
        <legend>{t("off-title")}</legend>
        <select
          className="field"
          aria-label={t("off-title")}
          data-testid="sim-off"
          value={policy.off_hours}
          onChange={(event) => change({ off_hours: OFF.find((each) => each === event.target.value) ?? policy.off_hours })}
        >
          {OFF.map((each) => (
            <option key={each} value={each}>
              {t(`off-${each}`)}
            </option>
          ))}
        </select>
      </fieldset>
      <fieldset className="sim-part">
        <legend>{t("sim-times")}</legend>
        {TRIED_LEVELS.map((level) => {
          const minutes = minutesOf(policy.rules, level);
          return (
            minutes !== undefined && (
              <Minutes
                key={level}
                level={level}
                minutes={minutes}
                onChange={(next) => change({ rules: withMinutes(policy.rules, level, next, t("sim-rest-rule")) })}
              />
            )
          );
        })}
      </fieldset>
      <AnsweringChoice answering={trial.answering} onChange={(answering) => onChange({ answering })} />
      <div className="sim-go">
        <label htmlFor={`${id}-days`}>{t("sim-days")}</label>
        <select id={`${id}-days`} className="field" value={trial.days} onChange={(event) => onChange({ days: Number(event.target.value) })}>
          {DAYS.map((days) => (
            <option key={days} value={days}>
              {t("sim-days-of", { count: days })}
            </option>
          ))}
        </select>
        <Button kind="primary" type="submit" data-testid="sim-start" disabled={busy}>
          {t(busy ? "sim-starting" : "sim-start")}
        </Button>
      </div>
      {untouched && <p className="hint">{t("sim-untouched")}</p>}
    </form>
  );
}
