import type { Words } from "../../words/words";

/** What the core can fill in (the crate of drafts names the same). */
export const VARIABLES = ["customer", "order", "item", "status", "shop", "price", "due", "tracking", "size"] as const;

export type Variable = (typeof VARIABLES)[number];

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/gu;

const isVariable = (name: string): name is Variable => (VARIABLES as readonly string[]).includes(name);

/** What a variable is called; one that nobody knows stays as it is written. */
export function variableName({ t }: Words, name: string): string {
  return isVariable(name) ? t(`canned-var-${name}`) : name;
}

/** A text whose variables have no value here: each stands in words, in brackets, where the owner will write it. */
export function withGaps(words: Words, text: string): string {
  return text.replace(PLACE, (whole, name: string) => (isVariable(name) ? `[${variableName(words, name)}]` : whole));
}

export interface Gap {
  start: number;
  end: number;
  name: string;
}

/** The places that still wait for the owner, in their order; UTF-16 units as the field counts. */
export function gapsIn(words: Words, text: string): Gap[] {
  const marks = VARIABLES.map((name) => ({ name: variableName(words, name), mark: `[${variableName(words, name)}]` }));
  const gaps: Gap[] = [];
  for (const { name, mark } of marks) {
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) gaps.push({ start: at, end: at + mark.length, name });
  }
  for (const match of text.matchAll(PLACE)) gaps.push({ start: match.index, end: match.index + match[0].length, name: match[1] ?? "" });
  return gaps.sort((a, b) => a.start - b.start);
}

/** Variables of a text that the core does not know. */
export function unknownIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map((match) => match[1] ?? "").filter((name) => !isVariable(name)))];
}

/** How a text would read with values as they occur in shops. */
export function withSamples({ t }: Words, text: string): string {
  return text.replace(PLACE, (whole, name: string) => (isVariable(name) ? t(`canned-sample-${name}`) : whole));
}
