import { Check, CheckCheck } from "lucide-react";
import type { ChatView, MessageView } from "../../api/bindings";
import { channelName } from "../../shared/channelName";
import { useWords } from "../../words/words";

/** How far a reply of ours is known to have come: taken, seen in the chat, read. */
export function Ticks({ message, chat }: { message: MessageView; chat: ChatView }) {
  const words = useWords();
  const { t } = words;
  const channel = channelName(words, chat.row.channel);
  const accepted = message.remote_id == null && message.outbox != null;
  if (chat.limits.tells_read && message.read) {
    return (
      <span className="tick tick-read" title={t("tick-read", { channel })} data-testid="tick" data-read="true">
        <CheckCheck size={14} aria-hidden="true" /> {t("state-read")}
      </span>
    );
  }
  const title = accepted ? t("tick-accepted", { channel }) : chat.limits.tells_read ? t("tick-unread", { channel }) : t("tick-sent", { channel });
  return (
    <span className="tick" title={title} data-testid="tick">
      <Check size={14} aria-hidden="true" /> {t("state-sent")}
    </span>
  );
}
