import type { Cell } from "../../api/bindings";
import { count } from "../../shared/numbers";
import type { Words } from "../../words/words";

/** What would have come of it, in one sentence for the owner of a shop. */
export function outcomeWords(words: Words, total: Cell): string {
  const { t } = words;
  const all = count(words, total.episodes);
  const [before, after] = [count(words, total.breached_before), count(words, total.breached_after)];
  if (total.episodes === 0) return t("sim-nobody");
  if (total.breached_before === 0 && total.breached_after === 0) return t("sim-never-late", { count: total.episodes, all });
  if (total.avoided === 0 && total.added === 0) return t("sim-same", { after, all });
  if (total.breached_after < total.breached_before) return t("sim-better", { before, after, all });
  if (total.breached_after > total.breached_before) return t("sim-worse", { before, after, all });
  return t("sim-moved", { after, all, moved: count(words, total.avoided) });
}
