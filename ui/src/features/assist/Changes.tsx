import { harmless } from "../../shared/Untrusted";
import type { Piece } from "./wordDiff";

/** Two texts in one, what goes struck out and what comes marked; `without` leaves one of them away. */
export function Changes({ pieces, without }: { pieces: Piece[]; without?: Piece["is"] }) {
  return pieces.map((piece, at) => {
    if (piece.is === without) return null;
    const text = harmless(piece.text);
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one comparison never change places
    if (piece.is === "same") return <span key={at}>{text}</span>;
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    return piece.is === "came" ? <ins key={at}>{text}</ins> : <del key={at}>{text}</del>;
  });
}
