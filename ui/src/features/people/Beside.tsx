import { X } from "lucide-react";
import { useState } from "react";
import type { ChatId, MessageId, OutboxView } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { useChat } from "../../api/queries";
import { Button, IconButton } from "../../shared/Button";
import { EmptyPane } from "../../shared/EmptyPane";
import { Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { Reading } from "../thread/Reading";
import { ReadBeside } from "../thread/readBeside";
import { ThreadShop } from "../thread/ThreadShop";

interface Props {
  chat: ChatId;
  onOpen: (chat: ChatId) => void;
  onCancel: (reply: OutboxView) => void;
  onClose: () => void;
}

/** A second talk beside the open one, to be read: it stays unread, and who wants to answer opens it. */
export function Beside({ chat, onOpen, onCancel, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { data: view, error, fresh } = useChat(chat);
  const [visit, setVisit] = useState<{ at: MessageId | null; times: number }>({ at: null, times: 0 });
  const goTo = (at: MessageId | null) => setVisit({ at, times: visit.times + 1 });
  return (
    <aside className="beside" aria-label={t("people-beside-pane")} data-testid="beside">
      <header className="pane-head beside-head">
        <div className="thread-title">
          <h2 className="beside-name" dir="auto">
            {view?.row.customer ? <Untrusted text={view.row.customer} /> : t("buyer-nameless")}
          </h2>
          {view && (
            <p>
              <ThreadShop view={view} />
            </p>
          )}
        </div>
        <Button data-testid="beside-open" onClick={() => onOpen(chat)}>
          {t("quick-open")}
        </Button>
        <IconButton label={t("close")} data-testid="beside-close" onClick={onClose}>
          <X size={20} />
        </IconButton>
      </header>
      {error && !view && <EmptyPane title={words.error(Refusal.from(error).code)} />}
      {view && (
        <ReadBeside value={true}>
          <Reading key={visit.times} view={view} fresh={fresh} at={visit.at} onJump={goTo} onCancel={onCancel} onNewest={() => goTo(null)} />
        </ReadBeside>
      )}
    </aside>
  );
}
