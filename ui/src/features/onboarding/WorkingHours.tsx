import { useId } from "react";
import { useWords } from "../../words/words";
import { clockOf, minuteOf, WEEKDAYS, weekdayNames } from "../rules/policy";
import { startOf, type TypedHours } from "./hours";

interface Props {
  hours: TypedHours;
  /** It was tried to save them: what is wrong is said in words. */
  tried: boolean;
  onChange: (hours: TypedHours) => void;
}

/** The hours of a week whose days are alike: which days, from when, until when. */
export function WorkingHours({ hours, tried, onChange }: Props) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const names = weekdayNames(words, "short");
  const from = startOf(hours.from);
  const to = minuteOf(hours.to);
  const dayless = !hours.days.includes(true);
  const timeless = from === null || to === null;
  // As in the rules: hours that end at or before their beginning reach into the next day.
  const overnight = from !== null && to !== null && to <= from;
  const said = (tried && timeless) || overnight ? `${id}-time` : undefined;
  return (
    <>
      <fieldset className="kept-picks" aria-describedby={tried && dayless ? `${id}-days` : undefined}>
        <legend>{t("onboarding-hours-days")}</legend>
        <span className="picks">
          {WEEKDAYS.map((day, n) => (
            <label key={day} className="pick">
              <input
                type="checkbox"
                data-testid={`works-${day}`}
                aria-invalid={dayless}
                checked={hours.days[n] ?? false}
                onChange={(event) => onChange({ ...hours, days: hours.days.map((on, k) => (k === n ? event.target.checked : on)) })}
              />
              <span>{names[n]}</span>
            </label>
          ))}
        </span>
        {tried && dayless && (
          <p className="hint hint-bad" role="alert" id={`${id}-days`}>
            {t("onboarding-hours-no-day")}
          </p>
        )}
      </fieldset>
      <fieldset className="kept-picks">
        <legend>{t("onboarding-hours-time")}</legend>
        <span className="between">
          <Time
            name="works-from"
            label={t("hours-from")}
            said={said}
            typed={hours.from}
            minute={from}
            onType={(typed) => onChange({ ...hours, from: typed })}
          />
          <span aria-hidden="true">–</span>
          <Time name="works-to" label={t("hours-to")} said={said} typed={hours.to} minute={to} onType={(typed) => onChange({ ...hours, to: typed })} />
          {overnight && <small id={`${id}-time`}>{t("hours-next-day")}</small>}
        </span>
        {tried && timeless && (
          <p className="hint hint-bad" role="alert" id={`${id}-time`}>
            {t("hours-bad")}
          </p>
        )}
      </fieldset>
    </>
  );
}

interface TimeProps {
  name: string;
  label: string;
  /** The line that says something about it. */
  said: string | undefined;
  typed: string;
  minute: number | null;
  onType: (typed: string) => void;
}

/** Unlike the field of the rules, what is no time stays as it was typed: here it is saved and left in one press. */
function Time({ name, label, said, typed, minute, onType }: TimeProps) {
  return (
    <input
      className="field time-field"
      data-testid={name}
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
      aria-label={label}
      aria-invalid={minute === null}
      aria-describedby={said}
      value={typed}
      onChange={(event) => onType(event.target.value)}
      onBlur={() => minute !== null && onType(clockOf(minute))}
    />
  );
}
