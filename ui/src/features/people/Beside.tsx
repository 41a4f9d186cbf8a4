import { X } from "lucide-react";
import { useState } from "react";
import type { ChatId, MessageId, OutboxView } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { useChat, useShop } from "../../api/queries";
import { Button, IconButton } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { EmptyPane } from "../../shared/EmptyPane";
import { ShopMark } from "../../shared/ShopMark";
import { Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { Reading } from "../thread/Reading";
import { ReadBeside } from "../thread/readBeside";

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
  const shop = useShop(view?.row.account ?? 0);
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
              <ShopMark name={view.account_name} colour={shop?.colour ?? 0} />
              <span className="thread-shop">
                {view.row.channel !== "demo" && `${channelName(words, view.row.channel)}, `}
                <Untrusted text={view.account_name} />
              </span>
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
