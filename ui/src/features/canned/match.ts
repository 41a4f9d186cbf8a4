import type { CannedView, Language } from "../../api/bindings";
import { folded } from "../labels/fold";

/** What stands after a slash at the beginning of the line the pen is in. */
export interface Slash {
  /** Where the slash stands, in UTF-16 units as the field counts. */
  start: number;
  query: string;
}

/** More than this after a slash is a sentence, not a wish for a canned reply. */
const LONGEST = 40;

export function slashAt(text: string, caret: number): Slash | null {
  const start = text.lastIndexOf("\n", caret - 1) + 1;
  if (caret <= start || text[start] !== "/") return null;
  const query = text.slice(start + 1, caret);
  return query.length > LONGEST || /^[\s/]/.test(query) ? null : { start, query };
}

/** Every word asked for begins a word of the name. */
function begins(name: string, wanted: string): boolean {
  const parts = folded(name).split(/[^\p{L}\p{N}]+/u);
  return wanted.split(/\s+/).every((word) => parts.some((part) => part.startsWith(word)));
}

function rank(reply: CannedView, wanted: string): number {
  if (wanted === "") return 1;
  const shortcut = folded(reply.shortcut);
  if (shortcut === wanted) return 5;
  if (shortcut.startsWith(wanted)) return 4;
  if (begins(reply.title, wanted)) return 3;
  if (reply.words.some((words) => begins(words, wanted))) return 2;
  return wanted.length > 2 && begins(reply.text, wanted) ? 1 : 0;
}

/** The canned replies that fit: by shortcut, name, words and text; the buyer's language and what is used most come first. */
export function found(all: CannedView[], query: string, language: Language | null): CannedView[] {
  const wanted = folded(query.trim());
  const foreign = (reply: CannedView) => Number(language !== null && reply.language != null && reply.language !== language);
  return all
    .map((reply) => ({ reply, rank: rank(reply, wanted) }))
    .filter((each) => each.rank > 0)
    .sort((a, b) => foreign(a.reply) - foreign(b.reply) || b.rank - a.rank || b.reply.used - a.reply.used || a.reply.title.localeCompare(b.reply.title))
    .map((each) => each.reply);
}
