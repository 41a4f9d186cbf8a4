import { folded } from "../../shared/folded";

/**
 * How well a name answers what was typed, tolerant of what hands do: the wrong layout, ё and marks left out, the
 * beginnings of words only, one wrong letter in a long word, letters left out.
 */

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю";

function swap(text: string, from: string, to: string): string {
  return [...text].map((letter) => to[from.indexOf(letter)] ?? letter).join("");
}

/** What was typed, and what the same keys type on the other layout; the second counts a little less. */
function readings(typed: string): [text: string, loss: number][] {
  const lower = typed.toLowerCase();
  const all: [string, number][] = [
    [folded(lower), 0],
    [folded(swap(lower, LATIN, CYRILLIC)), 3],
    [folded(swap(lower, CYRILLIC, LATIN)), 3],
  ];
  return all.filter(([text], at) => text.trim() !== "" && all.findIndex(([other]) => other === text) === at);
}

const words = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");

/** One letter wrong, missing, too many, or two in each other's place. */
export function nearly(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}

const TYPO_FROM = 5;

/** How well one word that was typed stands in a name; null where it does not. */
function termScore(term: string, name: string, parts: string[]): number | null {
  if (name.startsWith(term)) return 100;
  const begins = parts.findIndex((part) => part.startsWith(term));
  if (begins >= 0) return 90 - Math.min(begins, 10);
  if (term.length >= 3 && name.includes(term)) return 60;
  if (term.length >= TYPO_FROM && parts.some((part) => nearly(part.slice(0, term.length), term) || nearly(part, term))) return 50;
  const firsts = parts.map((part) => part[0]).join("");
  if (term.length >= 2 && firsts.includes(term)) return 40;
  return term.length >= 3 ? scattered(term, name) : null;
}

/** Letters in their order with others between: only where they begin a word and stay close. */
function scattered(term: string, name: string): number | null {
  let best: number | null = null;
  for (let start = name.indexOf(term[0] ?? ""); start >= 0; start = name.indexOf(term[0] ?? "", start + 1)) {
    if (start > 0 && /[\p{L}\p{N}]/u.test(name[start - 1] ?? "")) continue;
    let at = start;
    for (const letter of term.slice(1)) {
      at = name.indexOf(letter, at + 1);
      if (at < 0) break;
    }
    if (at < 0) continue;
    const score = 30 - (at - start + 1 - term.length);
    if (score > 10 && (best === null || score > best)) best = score;
  }
  return best;
}

/** The best of all readings; null where none fits, the least where nothing was typed. */
export function score(name: string, typed: string): number | null {
  if (typed.trim() === "") return 0;
  const plain = folded(name);
  const parts = words(plain);
  let best: number | null = null;
  for (const [text, loss] of readings(typed)) {
    // The swapped layout may have turned letters into signs: those are no borders of words then.
    const terms = text.trim().split(/\s+/);
    const scores = terms.map((term) => termScore(term, plain, parts));
    if (scores.some((each) => each === null)) continue;
    const sum = scores.reduce<number>((all, each) => all + (each ?? 0), 0) / terms.length - loss;
    if (best === null || sum > best) best = sum;
  }
  return best;
}
