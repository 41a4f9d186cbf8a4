import type { GuardFinding } from "../../api/bindings";

interface Span {
  start: number;
  end: number;
}

/**
 * Findings of a text, for the text it has become by one stroke of the pen: what stands before the change stays, what
 * stands behind it moves along, what was changed is no longer known. So a sentence under the field neither flickers
 * while somebody types elsewhere nor offers to mend the wrong place. Places are Unicode scalar values.
 */
export function carried(findings: GuardFinding[], before: string, now: string): GuardFinding[] {
  if (before === now || findings.length === 0) return findings;
  const [old, next] = [[...before], [...now]];
  let head = 0;
  while (head < old.length && head < next.length && old[head] === next[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < next.length - head && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
  const shift = next.length - old.length;
  const moved = <S extends Span>(span: S): S | null => {
    if (span.end <= head) return span;
    return span.start >= old.length - tail ? { ...span, start: span.start + shift, end: span.end + shift } : null;
  };
  return findings.flatMap((finding) => {
    const found = moved(finding);
    return found ? [{ ...found, rewrite: finding.rewrite ? moved(finding.rewrite) : null }] : [];
  });
}
