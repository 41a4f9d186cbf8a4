import { Reply } from "lucide-react";
import { createContext, use } from "react";
import type { MessageId, QuoteView } from "../../api/bindings";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** Goes to a message of the open chat; given by who knows where the thread stands. */
export const JumpContext = createContext<(message: MessageId) => void>(() => undefined);

/** The message a reply answers, as one line over it; a click goes there. */
export function Quoted({ quote }: { quote: QuoteView }) {
  const { t } = useWords();
  const jump = use(JumpContext);
  return (
    <button type="button" className="quoted" title={t("answer-jump")} data-testid="quoted" onClick={() => jump(quote.message)}>
      <Reply size={14} aria-hidden="true" />
      <bdi>{harmless(quote.text) || t("row-no-text")}</bdi>
    </button>
  );
}
