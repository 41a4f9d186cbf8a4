import type { DayRange, Priority, Rule, Topic, Week, Weekday } from "../../api/bindings";
import { dates, numbers } from "../../shared/formats";
import type { Words } from "../../words/words";

export const TOPICS = ["return", "defect", "wrong_item", "cancel_change", "delivery_delay", "order_status"] as const satisfies readonly Topic[];
export const LEVELS = ["urgent", "high", "normal", "low"] as const satisfies readonly Priority[];
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const satisfies readonly Weekday[];

/** The minutes of a level, as the core has them (`level_minutes`); a test compares the two. */
export const LEVEL_MINUTES: Record<Priority, number> = { urgent: 30, high: 120, normal: 1440, low: 4320 };

/** The built-in rules in order, as the core has them (`RuleSet::defaults`); a test compares the two. */
const DEFAULTS: Record<Topic, Priority> = {
  return: "urgent",
  defect: "urgent",
  wrong_item: "urgent",
  cancel_change: "high",
  delivery_delay: "high",
  order_status: "high",
};

/** A rule that asks for nothing. */
export const BARE: Omit<Rule, "id" | "level" | "minutes"> = {
  name: "",
  enabled: true,
  topics: [],
  words: [],
  except: [],
  channel: null,
  account: null,
  hours: null,
  weekdays: [],
};

export function defaultRules(): Rule[] {
  return TOPICS.map((topic) => ({ ...BARE, id: topic, topics: [topic], level: DEFAULTS[topic], minutes: LEVEL_MINUTES[DEFAULTS[topic]] }));
}

export function newRule(name: string): Rule {
  return { ...BARE, id: crypto.randomUUID(), name, level: "high", minutes: LEVEL_MINUTES.high };
}

export function copyOf(rule: Rule, name: string): Rule {
  return { ...structuredClone(rule), id: crypto.randomUUID(), name };
}

/** The same list with one thing elsewhere; places outside the list are its ends. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = [...list];
  const [taken] = rest.splice(from, 1);
  if (taken === undefined) return rest;
  rest.splice(Math.max(0, Math.min(to, rest.length)), 0, taken);
  return rest;
}

const isTopic = (id: string): id is Topic => (TOPICS as readonly string[]).includes(id);

/** The owner's name for a rule, else that of what it is about. */
export function ruleName(words: Words, rule: Rule): string {
  if (rule.name.trim() !== "") return rule.name;
  if (isTopic(rule.id)) return topicName(words, rule.id);
  const [topic] = rule.topics;
  return topic ? topicName(words, topic) : words.t("rule-nameless");
}

export function topicName(words: Words, topic: Topic): string {
  return words.t(`sla-rule-${topic.replaceAll("_", "-")}`);
}

export type Fault = "phrase-empty" | "phrase-too-short" | "phrase-too-long" | "no-minutes";

export interface RuleProblem {
  rule: string;
  field: "words" | "except" | "minutes";
  phrase: string;
  fault: Fault;
}

/** Longest phrase in words, as the core reads them. */
const MOST_WORDS = 12;

/** What a phrase lacks. The core looks again when it is kept; here it is said while it is typed. */
function phraseFault(phrase: string): Fault | null {
  const parts = phrase.split(/[\s&|_]+/).map((part) => part.replace(/^[~=]+/, ""));
  const bare = (part: string) => part.replace(/[^\p{L}\p{N}#]/gu, "");
  if (parts.some((part) => part.endsWith("*") && [...bare(part)].length < 2)) return "phrase-too-short";
  if (phrase.split("&").some((side) => bare(side) === "")) return "phrase-empty";
  return phrase.split(/[\s&]+/).filter((part) => bare(part) !== "").length > MOST_WORDS ? "phrase-too-long" : null;
}

export function problemsOf(rules: readonly Rule[]): RuleProblem[] {
  const found: RuleProblem[] = [];
  for (const rule of rules) {
    for (const field of ["words", "except"] as const) {
      for (const phrase of rule[field]) {
        const fault = phraseFault(phrase);
        if (fault) found.push({ rule: rule.id, field, phrase, fault });
      }
    }
    if (!(rule.minutes >= 1)) found.push({ rule: rule.id, field: "minutes", phrase: "", fault: "no-minutes" });
  }
  return found;
}

/** Hours of the week with those of one day changed. */
export function withDay(week: Week, day: number, ranges: DayRange[]): Week {
  return week.map((own, n) => (n === day ? ranges : own)) as Week;
}

export function everyDay(ranges: DayRange[]): Week {
  return WEEKDAYS.map(() => ranges.map((range) => ({ ...range }))) as Week;
}

/** "9", "9:30", "930", "24:00" as minutes after midnight; null for what is no time. */
export function minuteOf(typed: string): number | null {
  const parts = /^\s*(\d{1,2})\s*(?:[:.\s]?\s*(\d{2}))?\s*$/.exec(typed);
  if (!parts) return null;
  const minutes = Number(parts[1]) * 60 + Number(parts[2] ?? 0);
  return Number(parts[2] ?? 0) < 60 && minutes <= 1440 ? minutes : null;
}

export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** A length in the largest unit that says it exactly. */
export function inUnits(minutes: number): { n: number; unit: Unit } {
  if (minutes >= 1440 && minutes % 1440 === 0) return { n: minutes / 1440, unit: "days" };
  if (minutes >= 60 && minutes % 60 === 0) return { n: minutes / 60, unit: "hours" };
  return { n: minutes, unit: "minutes" };
}

export const UNITS = ["minutes", "hours", "days"] as const;
export type Unit = (typeof UNITS)[number];
export const UNIT_MINUTES: Record<Unit, number> = { minutes: 1, hours: 60, days: 1440 };

/** "30 minutes", "2 hours", "3 days" in the owner's language. */
export function lengthWords(words: Words, minutes: number): string {
  const { n, unit } = inUnits(minutes);
  const name = { minutes: "minute", hours: "hour", days: "day" }[unit];
  return numbers(words.locale, { style: "unit", unit: name, unitDisplay: "long" }).format(n);
}

/** The days of the week by their short or long names, Monday first. */
export function weekdayNames(words: Words, width: "short" | "long"): string[] {
  const format = dates(words.locale, { weekday: width, timeZone: "UTC" });
  // 1 January 2024 was a Monday.
  return WEEKDAYS.map((_, n) => format.format(Date.UTC(2024, 0, 1 + n)));
}
