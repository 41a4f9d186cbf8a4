import type { GuardFinding } from "../../api/bindings";
import { harmless } from "../../shared/Untrusted";
import type { Words } from "../../words/words";

/** Longer stretches are the whole text, which needs no quoting. */
const QUOTED_CHARS = 60;

/** One sentence of a finding: why, and the words it is about. */
export function sentence({ t }: Words, text: string, { reason, start, end }: GuardFinding): string {
  const why = harmless(reason).replace(/[.!?…]+$/u, "");
  const words = [...text].slice(start, end).join("").trim();
  const quotable = words !== "" && end - start <= QUOTED_CHARS;
  return quotable ? t("guard-sentence-quoted", { why, words: harmless(words) }) : t("guard-sentence", { why });
}
