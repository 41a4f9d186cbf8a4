import { Copy, Trash2 } from "lucide-react";
import { type ReactNode, useId } from "react";
import type { Rule } from "../../api/bindings";
import { useAppInfo } from "../../api/queries";
import { Button } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { ShopSelect } from "../../shared/ShopSelect";
import { useWords } from "../../words/words";
import { LengthField } from "./LengthField";
import { PhraseField } from "./PhraseField";
import { LEVEL_MINUTES, LEVELS, type RuleProblem, TOPICS, topicName, WEEKDAYS, weekdayNames } from "./policy";
import { TimeField } from "./TimeField";

interface Props {
  rule: Rule;
  common: boolean;
  problems: RuleProblem[];
  onChange: (part: Partial<Rule>) => void;
  onDuplicate: () => void;
  onDelete: () => void;
}

export function RuleForm({ rule, common, problems, onChange, onDuplicate, onDelete }: Props) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const days = weekdayNames(words, "short");
  const fits = rule.topics.length === 0 && rule.words.length === 0;
  return (
    <div className="rule-form" data-testid="rule-form">
      <Part label={t("rule-name")} htmlFor={`${id}-name`}>
        <input
          id={`${id}-name`}
          className="field"
          data-testid="rule-rename"
          maxLength={80}
          placeholder={rule.topics[0] ? topicName(words, rule.topics[0]) : t("rule-nameless")}
          value={rule.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Part>
      <fieldset className="rule-part">
        <legend>{t("rule-topics")}</legend>
        <span className="picks">
          {TOPICS.map((topic) => (
            <label key={topic} className="pick">
              <input
                type="checkbox"
                data-testid={`topic-${topic}`}
                checked={rule.topics.includes(topic)}
                onChange={(event) => onChange({ topics: event.target.checked ? [...rule.topics, topic] : rule.topics.filter((each) => each !== topic) })}
              />
              <span>{topicName(words, topic)}</span>
            </label>
          ))}
        </span>
        <p className="hint">{t("rule-topics-hint")}</p>
      </fieldset>
      <PhraseField
        name="words"
        label={t("rule-words")}
        hint={t("rule-words-hint")}
        phrases={rule.words}
        problems={problems.filter((problem) => problem.field === "words")}
        onChange={(phrases) => onChange({ words: phrases })}
      />
      <PhraseField
        name="except"
        label={t("rule-except")}
        hint={t(rule.words.length === 0 ? "rule-except-idle" : "rule-except-hint")}
        phrases={rule.except}
        problems={problems.filter((problem) => problem.field === "except")}
        onChange={(phrases) => onChange({ except: phrases })}
      />
      {fits && (
        <p className="hint hint-warn" role="status">
          {t("rule-everything")}
        </p>
      )}
      <div className="rule-pair">
        <Part label={t("rule-level")} htmlFor={`${id}-level`}>
          <select
            id={`${id}-level`}
            className="field"
            data-testid="rule-level"
            value={rule.level}
            onChange={(event) => {
              const level = LEVELS.find((each) => each === event.target.value) ?? rule.level;
              // A time nobody chose follows the level.
              onChange(rule.minutes === LEVEL_MINUTES[rule.level] ? { level, minutes: LEVEL_MINUTES[level] } : { level });
            }}
          >
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {t(`sla-level-${level}`)}
              </option>
            ))}
          </select>
        </Part>
        <LengthField
          minutes={rule.minutes}
          fault={problems.find((problem) => problem.field === "minutes")?.fault}
          onChange={(minutes) => onChange({ minutes })}
        />
      </div>
      <Where rule={rule} common={common} onChange={onChange} />
      <fieldset className="rule-part">
        <legend>{t("rule-days")}</legend>
        <span className="picks">
          {WEEKDAYS.map((day, n) => (
            <label key={day} className="pick">
              <input
                type="checkbox"
                checked={rule.weekdays.includes(day)}
                onChange={(event) => onChange({ weekdays: WEEKDAYS.filter((each) => (each === day ? event.target.checked : rule.weekdays.includes(each))) })}
              />
              <span>{days[n]}</span>
            </label>
          ))}
        </span>
        {rule.weekdays.length === 0 && <p className="hint">{t("rule-days-every")}</p>}
      </fieldset>
      <div className="rule-part">
        <label className="rule-check">
          <input
            type="checkbox"
            checked={rule.hours !== null}
            onChange={(event) => onChange({ hours: event.target.checked ? { from: 540, to: 1080 } : null })}
          />
          {t("rule-hours")}
        </label>
        {rule.hours && <Between from={rule.hours.from} to={rule.hours.to} onChange={(hours) => onChange({ hours })} />}
      </div>
      <div className="rule-foot">
        <Button data-testid="rule-duplicate" onClick={onDuplicate}>
          <Copy size={16} aria-hidden="true" />
          {t("rule-duplicate")}
        </Button>
        <Button kind="danger" data-testid="rule-delete" onClick={onDelete}>
          <Trash2 size={16} aria-hidden="true" />
          {t("delete")}
        </Button>
      </div>
    </div>
  );
}

function Part({ label, htmlFor, children }: { label: string; htmlFor: string; children: ReactNode }) {
  return (
    <div className="rule-part">
      <label htmlFor={htmlFor}>{label}</label>
      {children}
    </div>
  );
}

export function Between({ from, to, onChange }: { from: number; to: number; onChange: (range: { from: number; to: number }) => void }) {
  const { t } = useWords();
  return (
    <span className="between">
      <TimeField label={t("hours-from")} minute={from} last={1439} onChange={(minute) => onChange({ from: minute, to })} />
      <span aria-hidden="true">–</span>
      <TimeField label={t("hours-to")} minute={to} last={1440} onChange={(minute) => onChange({ from, to: minute })} />
      {to <= from && <small>{t("hours-next-day")}</small>}
    </span>
  );
}

function Where({ rule, common, onChange }: Pick<Props, "rule" | "common" | "onChange">) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const channels = useAppInfo().data?.channels ?? [];
  return (
    <div className="rule-pair">
      <Part label={t("rule-channel")} htmlFor={`${id}-channel`}>
        <select
          id={`${id}-channel`}
          className="field"
          value={rule.channel ?? ""}
          onChange={(event) => onChange({ channel: channels.find((each) => each.channel === event.target.value)?.channel ?? null })}
        >
          <option value="">{t("rule-channel-any")}</option>
          {channels.map(({ channel }) => (
            <option key={channel} value={channel}>
              {channelName(words, channel)}
            </option>
          ))}
        </select>
      </Part>
      {common && (
        <Part label={t("rule-shop")} htmlFor={`${id}-shop`}>
          <ShopSelect id={`${id}-shop`} account={rule.account ?? null} onAccount={(account) => onChange({ account })} />
        </Part>
      )}
    </div>
  );
}
