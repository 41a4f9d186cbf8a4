import { Copy } from "lucide-react";
import type { MessageId, MessageView } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { useMessageRaw } from "../../api/queries";
import { Button } from "../../shared/Button";
import { useCopy } from "../../shared/CopyButton";
import { Unfold } from "../../shared/Unfold";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** What a message came as of which not all is shown, on demand. */
export function WhatCame({ message }: { message: MessageView }) {
  const { t } = useWords();
  if (message.kind !== "unsupported" && !message.has_raw) return null;
  return (
    <Unfold show={t("came-show")} hide={t("came-hide")} title={t("came-why")} className="what-came" testid="what-came">
      <Came message={message.message} />
    </Unfold>
  );
}

/** Letters and nothing else: nobody here knows what they mean, and strangers wrote them. */
function Came({ message }: { message: MessageId }) {
  const words = useWords();
  const { t } = words;
  const copy = useCopy();
  const { data, error } = useMessageRaw(message);
  if (error) return <p>{words.error(Refusal.from(error).code)}</p>;
  if (!data) return null;
  const { text, cut } = data;
  if (text == null) return <p>{t("came-nothing")}</p>;
  return (
    <div className="came" data-testid="came">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="came-scroll" aria-label={t("came-title")} tabIndex={0}>
        <pre dir="ltr">{harmless(text)}</pre>
      </section>
      {cut && <p>{t("came-cut")}</p>}
      <Button kind="link" onClick={() => copy(text)}>
        <Copy size={14} aria-hidden="true" /> {t("copy")}
      </Button>
    </div>
  );
}
