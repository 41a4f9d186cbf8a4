import { Reply, X } from "lucide-react";
import type { QuoteView } from "../../api/bindings";
import { Button, IconButton } from "../../shared/Button";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** Characters of a message that are quoted to the buyer. */
const QUOTED = 120;

/** A quotation as plain text: the channels have no other. */
export function quotation(quote: QuoteView): string {
  const line = harmless(quote.text).replace(/\s+/g, " ").trim();
  const cut = [...line];
  return `> ${cut.length > QUOTED ? `${cut.slice(0, QUOTED).join("")}…` : line}\n`;
}

interface Props {
  quote: QuoteView;
  /** The quotation stands in the text already. */
  quoted: boolean;
  onQuote: () => void;
  onClear: () => void;
}

/** Which message the reply answers. The owner sees it; the buyer only where the owner puts the words into the text. */
export function AnswerStrip({ quote, quoted, onQuote, onClear }: Props) {
  const { t } = useWords();
  return (
    <div className="answer-strip" data-testid="answer-strip">
      <Reply size={16} aria-hidden="true" />
      <p>
        <span className="muted">{t("answer-to")}</span> <bdi>{harmless(quote.text) || t("row-no-text")}</bdi>
      </p>
      {!quoted && (
        <Button kind="link" title={t("answer-quote-hint")} data-testid="answer-quote" onClick={onQuote}>
          {t("answer-quote")}
        </Button>
      )}
      <IconButton label={t("answer-clear")} data-testid="answer-clear" onClick={onClear}>
        <X size={16} />
      </IconButton>
    </div>
  );
}
