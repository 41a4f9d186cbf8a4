import { ChevronDown, ChevronUp, CircleAlert, GripVertical } from "lucide-react";
import type { KeyboardEvent, PointerEvent } from "react";
import type { Rule } from "../../api/bindings";
import { useAccounts } from "../../api/queries";
import { IconButton } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { harmless } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";
import { LevelTag } from "../list/PriorityMark";
import { clockOf, lengthWords, type RuleProblem, ruleName, topicName, WEEKDAYS, weekdayNames } from "./policy";
import { RuleForm } from "./RuleForm";

/** Phrases named in a closed card. */
const SHOWN_PHRASES = 3;

interface Props {
  rule: Rule;
  common: boolean;
  at: number;
  of: number;
  open: boolean;
  fired: boolean;
  dragged: boolean;
  problems: RuleProblem[];
  onOpen: () => void;
  onChange: (part: Partial<Rule>) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onGrip: (event: PointerEvent) => void;
  onDuplicate: () => void;
  onDelete: () => void;
}

/** What a rule listens to, in one line. */
function summary(words: Words, rule: Rule, shop: string | undefined): string {
  const parts: string[] = [];
  const named = ruleName(words, rule);
  parts.push(...rule.topics.map((topic) => topicName(words, topic)).filter((name) => rule.topics.length > 1 || name !== named));
  parts.push(...rule.words.slice(0, SHOWN_PHRASES).map((phrase) => words.t("rule-phrase", { phrase: harmless(phrase) })));
  if (rule.words.length > SHOWN_PHRASES) parts.push(words.t("rule-more-phrases", { count: rule.words.length - SHOWN_PHRASES }));
  if (rule.topics.length === 0 && rule.words.length === 0) parts.push(words.t("rule-everything-short"));
  if (rule.channel) parts.push(channelName(words, rule.channel));
  if (shop) parts.push(harmless(shop));
  if (rule.weekdays.length > 0) {
    const names = weekdayNames(words, "short");
    parts.push(WEEKDAYS.flatMap((day, n) => (rule.weekdays.includes(day) ? [names[n] ?? ""] : [])).join(" "));
  }
  if (rule.hours) parts.push(`${clockOf(rule.hours.from)}\u2013${clockOf(rule.hours.to)}`);
  return parts.join(" \u00b7 ");
}

export function RuleCard(props: Props) {
  const { rule, at, of, open, fired, problems } = props;
  const words = useWords();
  const { t } = words;
  const shop = useAccounts().data?.find((each) => each.account === rule.account)?.name;
  const name = harmless(ruleName(words, rule));
  const line = summary(words, rule, shop);
  return (
    <li
      className="rule"
      data-testid="rule"
      data-rule={rule.id}
      data-off={!rule.enabled || undefined}
      data-fired={fired || undefined}
      data-dragged={props.dragged || undefined}
      onKeyDown={props.onKeyDown}
    >
      <div className="rule-head">
        <button
          type="button"
          className="icon-button rule-grip"
          data-testid="rule-grip"
          aria-label={t("rule-move", { name, place: at + 1, of })}
          title={t("rules-keys")}
          onPointerDown={props.onGrip}
        >
          <GripVertical size={16} aria-hidden="true" />
        </button>
        <span className="rule-place" aria-hidden="true">
          {at + 1}
        </span>
        <button type="button" className="rule-name" data-testid="rule-open" aria-expanded={open} onClick={props.onOpen}>
          <strong>
            {name}
            {fired && <span className="tag rule-fired">{t("rule-fired")}</span>}
            {problems.length > 0 && (
              <span className="rule-bad">
                <CircleAlert size={14} aria-hidden="true" />
                <span className="visually-hidden">{t("rules-problems", { count: problems.length })}</span>
              </span>
            )}
          </strong>
          {line && <small>{line}</small>}
        </button>
        <span className="rule-due">
          <LevelTag level={rule.level} />
          <span>{t("rule-within", { time: lengthWords(words, rule.minutes) })}</span>
        </span>
        <input
          type="checkbox"
          className="switch"
          data-testid="rule-on"
          aria-label={t("rule-on", { name })}
          title={t(rule.enabled ? "rule-switch-off" : "rule-switch-on")}
          checked={rule.enabled}
          onChange={(event) => props.onChange({ enabled: event.target.checked })}
        />
        <IconButton label={t(open ? "rule-close" : "rule-open", { name })} tabIndex={-1} aria-hidden="true" onClick={props.onOpen}>
          {open ? <ChevronUp size={18} /> : <ChevronDown size={18} />}
        </IconButton>
      </div>
      {open && (
        <RuleForm rule={rule} common={props.common} problems={problems} onChange={props.onChange} onDuplicate={props.onDuplicate} onDelete={props.onDelete} />
      )}
    </li>
  );
}
