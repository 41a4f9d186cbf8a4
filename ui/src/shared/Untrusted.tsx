// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be shown harmlessly
const HARMFUL = /[\u0000-\u0008\u000b-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/**
 * Text of strangers as it may stand on screen: control characters become visible squares, invisible marks that turn
 * the direction of what follows or hide inside words are dropped. What is stored stays whole.
 */
export function harmless(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(HARMFUL, (mark) => (mark < " " || mark === "\u007f" ? "\u25a1" : ""));
}

/** Buyer's words inside a line of ours. Always a text node, always isolated. */
export function Untrusted({ text }: { text: string }) {
  return <bdi>{harmless(text)}</bdi>;
}
