import type { Answering, Cell, DayRange, Priority, Rule, RuleSet, Simulated, SlaPolicy, Week } from "../../api/bindings";
import { sameValue } from "../../shared/sameValue";
import { BARE, LEVEL_MINUTES, withDay } from "../rules/policy";

/** What is tried on the past. */
export interface Trial {
  policy: SlaPolicy;
  answering: Answering;
  days: number;
}

/** Days of the week that usually share their hours, Monday first. */
export const DAY_GROUPS = { weekdays: [0, 1, 2, 3, 4], saturday: [5], sunday: [6] } as const;
export type DayGroup = keyof typeof DAY_GROUPS;

/** The one stretch of hours all days of a group share; none when they are off; "mixed" when they differ or have several. */
export function hoursOf(week: Week, group: DayGroup): DayRange | null | "mixed" {
  const days = DAY_GROUPS[group].map((day) => week[day] ?? []);
  const [first] = days;
  if (!first || first.length > 1 || days.some((ranges) => JSON.stringify(ranges) !== JSON.stringify(first))) return "mixed";
  return first[0] ?? null;
}

export function withHours(week: Week, group: DayGroup, hours: DayRange | null): Week {
  return DAY_GROUPS[group].reduce<Week>((next, day) => withDay(next, day, hours ? [hours] : []), week);
}

/** Levels whose time can be tried: the two that rules raise to, and everything else. */
export const TRIED_LEVELS = ["urgent", "high", "normal"] as const satisfies readonly Priority[];

/** The rule that takes whatever no other took; without one it is normal and a day. */
const REST = "what_if_rest";

const takesAll = (rule: Rule) =>
  rule.enabled && [...rule.topics, ...rule.words, ...rule.weekdays].length === 0 && rule.channel == null && rule.account == null && rule.hours == null;

/** The time all rules of a level share; null when they differ; undefined when no message can have it. */
export function minutesOf(rules: RuleSet, level: Priority): number | null | undefined {
  const found = new Set(rules.filter((rule) => rule.enabled && rule.level === level).map((rule) => rule.minutes));
  if (level === "normal" && !rules.some(takesAll)) found.add(LEVEL_MINUTES.normal);
  if (found.size === 0) return undefined;
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

/** The rules with one time for a level; what no rule takes gets a rule of its own, at the end, when it needs another time. */
export function withMinutes(rules: RuleSet, level: Priority, minutes: number, restName: string): RuleSet {
  const next = rules.filter((rule) => rule.id !== REST).map((rule) => (rule.level === level ? { ...rule, minutes } : rule));
  const rest = rules.find((rule) => rule.id === REST);
  if (level !== "normal") return rest ? [...next, rest] : next;
  if (next.some(takesAll) || minutes === LEVEL_MINUTES.normal) return next;
  const last: Rule = { ...BARE, id: REST, name: restName, level, minutes };
  return [...next, last];
}

export function sameTrial(a: Trial, b: Trial): boolean {
  return sameValue([a.policy, a.answering, a.days], [b.policy, b.answering, b.days]);
}

export const COUNTS = ["avoided", "added", "breached_before", "breached_after"] as const satisfies readonly (keyof Cell)[];
export type Count = (typeof COUNTS)[number];

/** How strongly a number stands out among the others, in five steps; nothing is no step. */
export function heat(n: number, most: number): 0 | 1 | 2 | 3 | 4 {
  if (n <= 0 || most <= 0) return 0;
  return Math.max(1, Math.ceil((n / most) * 4)) as 1 | 2 | 3 | 4;
}

export interface Peak {
  day: number;
  hour: number;
  n: number;
}

/** Where a count is highest; nothing where it stands out nowhere. */
export function peaks(result: Simulated, count: Count, most: number): Peak[] {
  const all = result.hours.flatMap((hours, day) => hours.map((cell, hour) => ({ day, hour, n: cell[count] })));
  return all
    .filter((peak) => peak.n > 1)
    .sort((a, b) => b.n - a.n)
    .slice(0, most);
}
