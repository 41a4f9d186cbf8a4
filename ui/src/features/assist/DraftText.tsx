import type { GuardFinding } from "../../api/bindings";
import { harmless } from "../../shared/Untrusted";

interface Part {
  text: string;
  /** The place among the findings, where one begins here. */
  finding: number | null;
}

/** The text cut at its findings; places are counted in Unicode scalar values. */
export function parts(text: string, findings: GuardFinding[]): Part[] {
  const letters = [...text];
  const out: Part[] = [];
  let from = 0;
  const ordered = findings.map((finding, at) => ({ ...finding, at })).sort((a, b) => a.start - b.start);
  for (const { start, end, at } of ordered) {
    if (start < from || end <= start) continue;
    if (start > from) out.push({ text: letters.slice(from, start).join(""), finding: null });
    out.push({ text: letters.slice(start, end).join(""), finding: at });
    from = end;
  }
  if (from < letters.length) out.push({ text: letters.slice(from).join(""), finding: null });
  return out;
}

/** A drafted text with wavy lines where the guard has something to say; what it says stands below. */
export function DraftText({ text, findings, describedBy }: { text: string; findings: GuardFinding[]; describedBy: (finding: number) => string }) {
  return (
    <p className="assist-text" dir="auto" data-testid="draft-text">
      {parts(text, findings).map((part, at) =>
        part.finding === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
          <span key={at}>{harmless(part.text)}</span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <mark key={at} className={`wavy wavy-${findings[part.finding]?.level}`} aria-describedby={describedBy(part.finding)}>
            {harmless(part.text)}
          </mark>
        ),
      )}
    </p>
  );
}

/** The text with the guard's rewrite in it. */
export function rewritten(text: string, { start, end, text: comes }: { start: number; end: number; text: string }): string {
  const letters = [...text];
  return [...letters.slice(0, start), ...comes, ...letters.slice(end)].join("");
}
