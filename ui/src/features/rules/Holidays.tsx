import { X } from "lucide-react";
import { useState } from "react";
import type { HolidayPreset, Holidays as HolidaysOf } from "../../api/bindings";
import { Button, IconButton } from "../../shared/Button";
import { dates } from "../../shared/formats";
import { Group } from "../../shared/Screen";
import { useWords, type Words } from "../../words/words";

const PRESETS = ["ru", "hu", "cz", "fr"] as const satisfies readonly HolidayPreset[];

interface Props {
  holidays: HolidaysOf;
  onChange: (holidays: HolidaysOf) => void;
}

/** "2026-12-31" or, for every year, "12-31", as the owner reads it. */
export function dayWords(words: Words, day: string): string {
  const parts = day.split("-").map(Number);
  const [year, month, date] = parts.length === 3 ? parts : [undefined, ...parts];
  const at = Date.UTC(year ?? 2024, (month ?? 1) - 1, date ?? 1);
  return dates(words.locale, { day: "numeric", month: "long", year: year ? "numeric" : undefined, timeZone: "UTC" }).format(at);
}

/** Days off beside the weekly ones: those of a country, and the owner's own, either way. */
export function Holidays({ holidays, onChange }: Props) {
  const words = useWords();
  const { t } = words;
  const without = (day: string) => ({
    ...holidays,
    added: holidays.added.filter((each) => each !== day),
    removed: holidays.removed.filter((each) => each !== day),
  });
  return (
    <Group title={t("holidays-title")}>
      <p className="setting-text">{t("holidays-lead")}</p>
      <span className="picks">
        {PRESETS.map((preset) => (
          <label key={preset} className="pick">
            <input
              type="checkbox"
              data-testid={`holidays-${preset}`}
              checked={holidays.presets.includes(preset)}
              onChange={(event) =>
                onChange({ ...holidays, presets: PRESETS.filter((each) => (each === preset ? event.target.checked : holidays.presets.includes(each))) })
              }
            />
            <span>{t(`holidays-${preset}`)}</span>
          </label>
        ))}
      </span>
      {holidays.presets.includes("ru") && <p className="hint">{t("holidays-moved")}</p>}
      {(holidays.added.length > 0 || holidays.removed.length > 0) && (
        <ul className="own-days">
          {[...holidays.added.map((day) => ({ day, off: true })), ...holidays.removed.map((day) => ({ day, off: false }))]
            .sort((a, b) => a.day.slice(-5).localeCompare(b.day.slice(-5)))
            .map(({ day, off }) => (
              <li key={`${off}-${day}`}>
                <span>{dayWords(words, day)}</span>
                <span className="muted">
                  {t(off ? "holidays-off" : "holidays-work")}
                  {day.length === 5 && `, ${t("holidays-every-year")}`}
                </span>
                <IconButton label={t("holidays-remove", { day: dayWords(words, day) })} onClick={() => onChange(without(day))}>
                  <X size={16} />
                </IconButton>
              </li>
            ))}
        </ul>
      )}
      <OwnDay
        onAdd={(day, off) => {
          const rest = without(day);
          onChange(off ? { ...rest, added: [...rest.added, day] } : { ...rest, removed: [...rest.removed, day] });
        }}
      />
    </Group>
  );
}

/** A day in three choices: no field in which a day and a month could be taken for each other. */
function OwnDay({ onAdd }: { onAdd: (day: string, off: boolean) => void }) {
  const words = useWords();
  const { t } = words;
  const [now] = useState(() => new Date());
  const [month, setMonth] = useState(now.getMonth() + 1);
  const [date, setDate] = useState(now.getDate());
  const [year, setYear] = useState<number | null>(now.getFullYear());
  const [off, setOff] = useState(true);
  // A day of every year may be 29 February.
  const last = new Date(Date.UTC(year ?? 2024, month, 0)).getUTCDate();
  const chosen = Math.min(date, last);
  const months = dates(words.locale, { month: "long", timeZone: "UTC" });
  const two = (n: number) => String(n).padStart(2, "0");
  return (
    <div className="own-day">
      <select className="field" aria-label={t("holidays-day")} value={chosen} onChange={(event) => setDate(Number(event.target.value))}>
        {Array.from({ length: last }, (_, n) => n + 1).map((n) => (
          <option key={n} value={n}>
            {n}
          </option>
        ))}
      </select>
      <select className="field" aria-label={t("holidays-month")} value={month} onChange={(event) => setMonth(Number(event.target.value))}>
        {Array.from({ length: 12 }, (_, n) => n + 1).map((n) => (
          <option key={n} value={n}>
            {months.format(Date.UTC(2024, n - 1, 1))}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={t("holidays-year")}
        value={year ?? ""}
        onChange={(event) => setYear(event.target.value === "" ? null : Number(event.target.value))}
      >
        <option value="">{t("holidays-every-year")}</option>
        {[0, 1, 2].map((n) => (
          <option key={n} value={now.getFullYear() + n}>
            {now.getFullYear() + n}
          </option>
        ))}
      </select>
      <select className="field" aria-label={t("holidays-kind")} value={off ? "off" : "work"} onChange={(event) => setOff(event.target.value === "off")}>
        <option value="off">{t("holidays-off")}</option>
        <option value="work">{t("holidays-work")}</option>
      </select>
      <Button data-testid="holiday-add" onClick={() => onAdd(`${year === null ? "" : `${year}-`}${two(month)}-${two(chosen)}`, off)}>
        {t("holidays-add")}
      </Button>
    </div>
  );
}
