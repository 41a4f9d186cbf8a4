import { initials } from "./Avatar";
import { harmless } from "./Untrusted";

/** The palette of shops; the numbers are the core's. */
export const COLOURS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

export function shadeClass(colour: number): string {
  return `shade-${COLOURS.find((each) => each === colour) ?? 0}`;
}

/** A shop's colour with its first letter, so that the colour is never the only sign. Its name stands beside it, or is said. */
export function ShopMark({ name, colour, said = false }: { name: string; colour: number; said?: boolean }) {
  return (
    <span className={`shop-mark ${shadeClass(colour)}`} {...(said ? { role: "img", "aria-label": harmless(name) } : { "aria-hidden": true })}>
      {Array.from(initials(name))[0] ?? "·"}
    </span>
  );
}
