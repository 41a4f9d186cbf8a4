import { FileDown, Mail, MailOpen, Star, Tag, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Picks } from "../../app/useDesk";
import type { Action } from "../../keymap";
import { Button, IconButton } from "../../shared/Button";
import { Kbd } from "../../shared/Kbd";
import { count as figure } from "../../shared/numbers";
import { useWords } from "../../words/words";

interface Props {
  picks: Picks;
  /** How many rows are loaded, and how many chats the list has. */
  loaded: number;
  total: number;
  /** Something unread is among what was picked. */
  anyUnread: boolean;
  /** Everything that was picked has a star. */
  allStarred: boolean;
  actions: Partial<Record<Action, () => void>>;
  onWhole: () => void;
  onNone: () => void;
}

/** Stands in the place of the list's head while chats are picked, so that no row moves. */
export function BulkBar({ picks, loaded, total, anyUnread, allStarred, actions, onWhole, onNone }: Props) {
  const words = useWords();
  const { t } = words;
  const count = picks.whole?.total ?? picks.chats.length;
  const allLoaded = picks.whole === null && picks.chats.length === loaded && loaded < total;
  return (
    <div className="bulk" data-testid="bulk">
      <div className="list-title">
        <h1 data-testid="bulk-count">
          <span role="status">{t("bulk-count", { count })}</span>
        </h1>
        {allLoaded && (
          <Button kind="link" className="bulk-whole" data-testid="bulk-whole" onClick={onWhole}>
            {t("bulk-whole", { count: figure(words, total) })}
          </Button>
        )}
        <IconButton label={t("bulk-none")} className="bulk-close" data-testid="bulk-none" onClick={onNone}>
          <X size={18} />
        </IconButton>
      </div>
      <div className="bulk-acts" role="toolbar" aria-label={t("bulk-label")}>
        <BulkButton action="done" actions={actions}>
          {t("bulk-done")}
        </BulkButton>
        <BulkButton action="snooze" actions={actions}>
          {t("bulk-snooze")}
        </BulkButton>
        <IconButton label={t("key-label")} className="bulk-apart" data-testid="bulk-label" onClick={actions.label}>
          <Tag size={17} />
        </IconButton>
        <IconButton label={t(allStarred ? "star-off" : "star-on")} data-testid="bulk-star" onClick={actions.star}>
          <Star size={17} fill={allStarred ? "currentColor" : "none"} />
        </IconButton>
        <IconButton label={t("key-export")} data-testid="bulk-export" onClick={actions.exportChats}>
          <FileDown size={17} />
        </IconButton>
        {anyUnread ? (
          <IconButton label={t("key-mark-read")} data-testid="bulk-read" onClick={actions.markRead}>
            <MailOpen size={17} />
          </IconButton>
        ) : (
          <IconButton label={t("key-mark-unread")} data-testid="bulk-unread" onClick={actions.markUnread}>
            <Mail size={17} />
          </IconButton>
        )}
      </div>
    </div>
  );
}

interface BulkButtonProps {
  action: "done" | "snooze";
  actions: Props["actions"];
  children: ReactNode;
}

function BulkButton({ action, actions, children }: BulkButtonProps) {
  return (
    <Button data-testid={`bulk-${action}`} onClick={actions[action]}>
      {children} <Kbd action={action} />
    </Button>
  );
}
