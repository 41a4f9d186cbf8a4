import { Clock3 } from "lucide-react";
import type { ChatId, OutboxView } from "../../api/bindings";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { Kbd } from "../../shared/Kbd";
import { useWords } from "../../words/words";
import { until } from "../snooze/until";

/** A plan is called planned for so long; taken back it can be in the thread until it leaves. */
const PLANNED_SHOWN_MS = 10_000;

interface Props {
  /** The newest reply that left the composer; none once it was taken back. */
  reply: OutboxView | null;
  /** The open chat. */
  chat: ChatId | null;
  onUndo: () => void;
}

/** How long the last reply can still be taken back, wherever the owner is by now. */
export function UndoBar({ reply, chat, onUndo }: Props) {
  const words = useWords();
  const { t } = words;
  const seconds = useNow((now) => {
    if (!reply) return 0;
    const end = reply.planned_at_ms == null ? reply.next_at_ms : Math.min(reply.planned_at_ms, reply.queued_at_ms + PLANNED_SHOWN_MS);
    return Math.max(Math.ceil((end - now) / 1000), 0);
  });
  const planned = useNow((now) => (reply?.planned_at_ms == null ? null : until(words, reply.planned_at_ms, now)));
  if (!reply || seconds === 0) return null;
  const elsewhere = reply.chat !== chat;
  const text = planned === null ? t(elsewhere ? "undo-bar-elsewhere" : "undo-bar", { seconds }) : t("undo-bar-planned", { at: planned });
  return (
    <div className="undo-bar" data-testid="undo-bar">
      <Clock3 size={16} aria-hidden="true" />
      {/* Said once, not every second. */}
      <span aria-hidden="true">{text}</span>
      <span className="visually-hidden" role="status">
        {t("undo-bar-said")}
      </span>
      <Button kind="link" data-testid="undo-send" onClick={onUndo}>
        {t("undo")} <Kbd action="undo" />
      </Button>
    </div>
  );
}
