import { ShieldAlert } from "lucide-react";
import type { ChatId, OutboxId } from "../../api/bindings";
import { useOverrides } from "../../api/queries";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  chat: ChatId;
  outbox: OutboxId | null | undefined;
  /** The reply, whose places the guard named. */
  text: string;
}

/** Longer stretches are the whole text, which needs no quoting. */
const QUOTED_CHARS = 60;

/** That a reply left though the guard warned of it: the rule and the place, for whoever looks later. */
export function SentDespite({ chat, outbox, text }: Props) {
  const { t } = useWords();
  const { data } = useOverrides(chat, outbox ?? null);
  if (!data || data.length === 0) return null;
  const letters = [...text];
  return (
    <ul className="despite" aria-label={t("despite-sent")} data-testid="sent-despite">
      {data.map(({ rule, start, end, reason }) => {
        const words = letters.slice(start, end).join("").trim();
        const why = harmless(reason);
        return (
          <li key={`${rule} ${start}`}>
            <ShieldAlert size={14} aria-hidden="true" />
            <span>{words !== "" && end - start <= QUOTED_CHARS ? t("despite-where", { why, words: harmless(words) }) : t("despite-why", { why })}</span>
          </li>
        );
      })}
    </ul>
  );
}
