import { MessageCircleWarning } from "lucide-react";
import type { MessageView } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { Kbd } from "../../shared/Kbd";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

/** The newest of several are shown; the others stand in the thread right above. */
const SHOWN = 2;

interface Props {
  news: MessageView[];
  /** Sending was asked for once: the next time it leaves. */
  asked: boolean;
  enterSends: boolean;
  onRead: () => void;
}

/** The buyer wrote after the reply was begun: the new words, right above the pen. */
export function StaleBanner({ news, asked, enterSends, onRead }: Props) {
  const { t } = useWords();
  return (
    <div className={asked ? "stale stale-asked" : "stale"} role={asked ? "alert" : "status"} data-testid="stale" data-asked={asked || undefined}>
      <MessageCircleWarning size={16} aria-hidden="true" />
      <div className="stale-words">
        <strong>{t("stale-title", { count: news.length })}</strong>
        {news.slice(-SHOWN).map((message) => (
          <p key={message.message} dir="auto">
            {harmless(message.text) || t("row-no-text")}
          </p>
        ))}
        {asked && (
          <p className="stale-again">
            {t("stale-again")} {!enterSends && <Kbd action="send" />}
          </p>
        )}
      </div>
      <Button kind="link" data-testid="stale-read" onClick={onRead}>
        {t("stale-read")}
      </Button>
    </div>
  );
}
