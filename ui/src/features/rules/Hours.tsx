import { Copy, Plus, X } from "lucide-react";
import { useId } from "react";
import type { DayRange, SlaPolicy, Week } from "../../api/bindings";
import { Button, IconButton } from "../../shared/Button";
import { Group } from "../../shared/Screen";
import { useWords } from "../../words/words";
import { Holidays } from "./Holidays";
import { everyDay, WEEKDAYS, weekdayNames, withDay } from "./policy";
import { Between } from "./RuleForm";
import { zoneName, zones } from "./zones";

interface Props {
  policy: SlaPolicy;
  onChange: (part: Partial<SlaPolicy>) => void;
}

const OFF = ["raise", "pause", "ignore"] as const;
const USUAL: DayRange = { from: 540, to: 1080 };

/** When the shop works, and what happens to deadlines while it does not. */
export function Hours({ policy, onChange }: Props) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const { calendar } = policy;
  const change = (part: Partial<typeof calendar>) => onChange({ calendar: { ...calendar, ...part } });
  return (
    <div className="hours">
      <Group title={t("hours-title")}>
        <p className="setting-text">{t("hours-lead")}</p>
        <Weekly week={calendar.week} onChange={(week) => change({ week })} />
        <div className="setting">
          <label className="setting-name" htmlFor={id}>
            {t("hours-zone")}
            <small>{t("hours-zone-hint")}</small>
          </label>
          <select id={id} className="field zone" data-testid="zone" value={calendar.zone} onChange={(event) => change({ zone: event.target.value })}>
            {zones(calendar.zone).map((zone) => (
              <option key={zone} value={zone}>
                {zoneName(words, zone)}
              </option>
            ))}
          </select>
        </div>
      </Group>
      <Holidays holidays={calendar.holidays} onChange={(holidays) => change({ holidays })} />
      <Group title={t("off-title")}>
        <p className="setting-text">{t("off-lead")}</p>
        <div className="off" role="radiogroup" aria-label={t("off-title")}>
          {OFF.map((each) => (
            <label key={each} className="off-choice">
              <input
                type="radio"
                name="off-hours"
                data-testid={`off-${each}`}
                checked={policy.off_hours === each}
                onChange={() => onChange({ off_hours: each })}
              />
              <span>
                <strong>{t(`off-${each}`)}</strong>
                <small>{t(`off-${each}-hint`)}</small>
              </span>
            </label>
          ))}
        </div>
      </Group>
    </div>
  );
}

function Weekly({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const words = useWords();
  const { t } = words;
  const names = weekdayNames(words, "long");
  return (
    <div className="week">
      {WEEKDAYS.map((day, n) => {
        const ranges = week[n] ?? [];
        const name = names[n] ?? "";
        const put = (next: DayRange[]) => onChange(withDay(week, n, next));
        return (
          <fieldset key={day} className="week-day" aria-label={name} data-testid={`day-${day}`}>
            <span className="week-name">{name}</span>
            <span className="week-ranges">
              {ranges.length === 0 && <span className="muted week-off">{t("hours-day-off")}</span>}
              {ranges.map((range, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a range is nothing but its place in the day
                <span className="week-range" key={at}>
                  <Between from={range.from} to={range.to} onChange={(next) => put(ranges.map((each, k) => (k === at ? next : each)))} />
                  <IconButton label={t("hours-remove", { day: name })} onClick={() => put(ranges.filter((_, k) => k !== at))}>
                    <X size={16} />
                  </IconButton>
                </span>
              ))}
            </span>
            <span className="week-acts">
              <IconButton label={t("hours-add", { day: name })} data-testid={`add-${day}`} onClick={() => put([...ranges, next(ranges)])}>
                <Plus size={16} />
              </IconButton>
              <Button
                kind="quiet"
                className="week-copy"
                aria-label={t("hours-copy", { day: name })}
                title={t("hours-copy", { day: name })}
                data-testid={`copy-${day}`}
                onClick={() => onChange(everyDay(ranges))}
              >
                <Copy size={14} aria-hidden="true" />
                {t("hours-copy-short")}
              </Button>
            </span>
          </fieldset>
        );
      })}
    </div>
  );
}

/** The hours one would add: the usual ones first, then an evening after the last. */
function next(ranges: DayRange[]): DayRange {
  const last = ranges.at(-1);
  if (!last) return { ...USUAL };
  const from = Math.min(last.to + 60, 1380);
  return { from, to: Math.min(from + 120, 1440) };
}
