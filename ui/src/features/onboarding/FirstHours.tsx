import { useState } from "react";
import type { NoticeLevel, OffHours, Settings, SlaPolicy } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { useAppInfo, useSla } from "../../api/queries";
import { Button } from "../../shared/Button";
import { Field } from "../../shared/Field";
import { sameValue } from "../../shared/sameValue";
import { useWords, type Words } from "../../words/words";
import { zoneName, zones } from "../rules/zones";
import { LevelSelect } from "../settings/LevelSelect";
import { typedHours, weekOf, zoneToOffer } from "./hours";
import { Step } from "./Steps";
import { Tips } from "./Tips";
import { WorkingHours } from "./WorkingHours";

const OFF: Record<OffHours, string> = { raise: "onboarding-off-raise", pause: "onboarding-off-pause", ignore: "onboarding-off-ignore" };

interface Props {
  step: number;
  of: number;
  onDone: () => void;
  /** Leaves all as it is. */
  onLater: () => void;
}

/** The last step of the first shop: when it is worked, and which chats call. */
export function FirstHours({ step, of, onDone, onLater }: Props) {
  const words = useWords();
  const { t } = words;
  const { data: sla, error, refetch } = useSla(null);
  const settings = useAppInfo().data?.settings;
  return (
    <Step
      name="finish"
      step={step}
      of={of}
      title={t("onboarding-hours")}
      lead={t("onboarding-hours-lead")}
      onSkip={onLater}
      skipLabel={t("onboarding-hours-later")}
    >
      {sla && settings && <HoursForm policy={sla.policy} settings={settings} onDone={onDone} />}
      {!sla && error && (
        <p className="hint hint-bad" role="alert">
          {words.error(Refusal.from(error).code)}{" "}
          <Button kind="link" onClick={() => void refetch()}>
            {t("retry")}
          </Button>
        </p>
      )}
      <details className="advanced">
        <summary>{t("onboarding-tips")}</summary>
        <Tips />
      </details>
    </Step>
  );
}

/** What the chosen hours and level will do, in words. */
function meaning({ t }: Words, off: OffHours, level: NoticeLevel, overdueAlways: boolean): string {
  const clock = t(OFF[off]);
  if (level === "nothing") return clock;
  return `${clock} ${t(overdueAlways ? "onboarding-off-calls-late" : "onboarding-off-calls")}`;
}

interface FormProps {
  policy: SlaPolicy;
  settings: Settings;
  onDone: () => void;
}

/** Filled in with what holds now; what was typed stays until it is kept. */
function HoursForm({ policy, settings, onDone }: FormProps) {
  const words = useWords();
  const { t } = words;
  const keep = useOperation("sla_set");
  const set = useOperation("settings_set");
  const [hours, setHours] = useState(() => typedHours(policy.calendar.week));
  const [zone, setZone] = useState(() => zoneToOffer(policy.calendar));
  const [level, setLevel] = useState(settings.notify_level);
  const [tried, setTried] = useState(false);
  const busy = keep.isPending || set.isPending;
  const refusal = set.error ?? keep.error;

  const save = (form: HTMLFormElement) => {
    if (busy) return;
    const week = hours ? weekOf(hours) : policy.calendar.week;
    if (!week) {
      setTried(true);
      form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      return;
    }
    const next: SlaPolicy = { ...policy, calendar: { ...policy.calendar, zone, week } };
    const rest = () => set.mutate({ notify_level: level, onboarded: true }, { onSuccess: onDone });
    // What nobody changed is not written down: the built-in rules of a later version still reach this shop.
    if (sameValue(next, policy)) rest();
    else keep.mutate({ account: null, policy: next }, { onSuccess: rest });
  };

  return (
    <form
      className="kept-form"
      data-testid="first-hours"
      onSubmit={(event) => {
        event.preventDefault();
        save(event.currentTarget);
      }}
    >
      {hours ? <WorkingHours hours={hours} tried={tried} onChange={setHours} /> : <p className="setting-text">{t("onboarding-hours-uneven")}</p>}
      <div className="kept-part">
        <Field label={t("hours-zone")} hint={t("hours-zone-hint")}>
          {(field) => (
            <select {...field} className="field" data-testid="works-zone" value={zone} onChange={(event) => setZone(event.target.value)}>
              {zones(zone).map((each) => (
                <option key={each} value={each}>
                  {zoneName(words, each)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className="kept-part">
        <Field label={t("notify-level")} hint={t("notify-level-hint")}>
          {(field) => <LevelSelect {...field} data-testid="works-level" level={level} onLevel={setLevel} />}
        </Field>
      </div>
      <p className="setting-text" data-testid="works-meaning">
        {meaning(words, policy.off_hours, level, settings.notify_breaches_always)}
      </p>
      {refusal && (
        <p className="hint hint-bad" role="alert">
          {words.error(refusal.code)}
        </p>
      )}
      <Button kind="primary" type="submit" data-testid="onboarding-open" disabled={busy}>
        {t(busy ? "saving" : "done")}
      </Button>
    </form>
  );
}
