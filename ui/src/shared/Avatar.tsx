import type { ChannelKind } from "../api/bindings";
import { useWords } from "../words/words";
import { harmless } from "./Untrusted";

export function initials(name: string): string {
  const words = harmless(name)
    .split(/[\s.,]+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? "")
    .join("")
    .toUpperCase();
}

/** The buyer's initials with the marketplace's two letters. Said elsewhere in words, so hidden from readers. */
export function Avatar({ name, channel }: { name: string; channel: ChannelKind }) {
  const { t } = useWords();
  return (
    <span className="avatar" aria-hidden="true">
      {initials(name) || "·"}
      <span className={`mark mark-${channel}`}>{t(`mark-${channel.replace("_", "-")}`)}</span>
    </span>
  );
}
