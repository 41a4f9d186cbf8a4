import type { Week } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { useWords } from "../../words/words";
import { Between } from "../rules/RuleForm";
import { type DayGroup, hoursOf, withHours } from "./trial";

const GROUPS = ["weekdays", "saturday", "sunday"] as const satisfies readonly DayGroup[];
const USUAL = { from: 540, to: 1320 };

/** The hours of weekdays, Saturday and Sunday; finer ones stay as they are until they are set. */
export function HoursTried({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const { t } = useWords();
  return (
    <fieldset className="sim-part">
      <legend>{t("hours-title")}</legend>
      {GROUPS.map((group) => {
        const hours = hoursOf(week, group);
        const name = t(`sim-${group}`);
        const put = (next: { from: number; to: number } | null) => onChange(withHours(week, group, next));
        return (
          <fieldset key={group} className="sim-day" aria-label={name} data-testid={`sim-day-${group}`}>
            <label className="sim-works">
              <input type="checkbox" checked={hours !== null} onChange={(event) => put(event.target.checked ? USUAL : null)} />
              {name}
            </label>
            {hours === "mixed" ? (
              <span className="sim-mixed">
                {t("sim-mixed")}
                <Button kind="link" onClick={() => put(USUAL)}>
                  {t("sim-level-out")}
                </Button>
              </span>
            ) : hours === null ? (
              <span className="muted">{t("hours-day-off")}</span>
            ) : (
              <Between from={hours.from} to={hours.to} onChange={put} />
            )}
          </fieldset>
        );
      })}
    </fieldset>
  );
}
