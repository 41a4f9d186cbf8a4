export interface Piece {
  is: "same" | "went" | "came";
  text: string;
}

/** Longest texts compared word by word; longer ones go whole (the table grows with the product of both). */
const MOST_WORDS = 800;

/** What went and what came between two texts, by words: the longest common run of them stays. */
export function wordDiff(before: string, after: string): Piece[] {
  const [a, b] = [cut(before), cut(after)];
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) return joined([...a.map(went), ...b.map(came)]);
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      pieces.push({ is: "same", text: left });
      i += 1;
      j += 1;
    } else if (right !== undefined && (left === undefined || at(i, j + 1) > at(i + 1, j))) {
      pieces.push(came(right));
      j += 1;
    } else {
      pieces.push(went(left ?? ""));
      i += 1;
    }
  }
  return joined(pieces);
}

const cut = (text: string) => text.match(/\s+|[^\s]+/gu) ?? [];
const went = (text: string): Piece => ({ is: "went", text });
const came = (text: string): Piece => ({ is: "came", text });

function joined(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last?.is === piece.is) last.text += piece.text;
    else out.push({ ...piece });
  }
  return out;
}
