import { Ban, Check, CircleAlert, Clock3, Hand, type LucideIcon, PencilLine, Star } from "lucide-react";
import { memo } from "react";
import type { ChatRow, ItemView } from "../../api/bindings";
import type { Shop } from "../../api/queries";
import { Avatar } from "../../shared/Avatar";
import { isOurs } from "../../shared/author";
import { channelName } from "../../shared/channelName";
import { count } from "../../shared/numbers";
import { ShopMark } from "../../shared/ShopMark";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";
import { LabelTags } from "../labels/LabelTags";
import { HeardFlag } from "./HeardFlag";
import { LevelTag } from "./PriorityMark";
import { WaitChip } from "./WaitChip";

export function itemLine(words: Words, item: ItemView | null | undefined): string {
  if (!item) return "";
  if (item.title) return item.size ? `${item.title}, ${item.size}` : item.title;
  return item.remote_id ? words.t("item-article", { id: item.remote_id }) : "";
}

interface Props {
  row: ChatRow;
  /** Where it comes from, once that is known; given by the list, which asks once for all its rows. */
  shop: Shop | undefined;
  selected: boolean;
  cursor: boolean;
  top: number;
  index: number;
  total: number;
  /** Whether it is picked; undefined while nothing is. */
  picked: boolean | undefined;
  onOpen: (row: ChatRow) => void;
  onPick: (row: ChatRow) => void;
  onReach: (row: ChatRow) => void;
}

export const rowDomId = (chat: number) => `chat-row-${chat}`;

export const ChatRowView = memo(function ChatRowView({ row, shop, selected, cursor, top, index, total, picked, onOpen, onPick, onReach }: Props) {
  const words = useWords();
  const { t } = words;
  const last = row.last_message;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for its rows
    <div
      id={rowDomId(row.chat)}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-checked={picked}
      aria-posinset={index + 1}
      aria-setsize={total}
      className="row"
      data-testid="chat-row"
      data-chat={row.chat}
      data-unread={row.unread > 0 || undefined}
      data-cursor={cursor || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        if (event.shiftKey) onReach(row);
        else if (event.ctrlKey || event.metaKey || (event.target instanceof Element && event.target.closest(".row-pick"))) onPick(row);
        else onOpen(row);
      }}
    >
      {/* What is read aloud in other words than it shows is an image with a name: text hidden beside it would be laid
          out on a layer of its own, and five of those took nearly half of a row's time. To press for the mouse only: the keyboard
          picks with X, and a row has no buttons of its own. */}
      <span className="row-pick" data-testid="row-pick" role="img" aria-label={channelName(words, row.channel)}>
        <Avatar name={row.customer} channel={row.channel} />
        <span className="row-check">{picked && <Check size={16} strokeWidth={3} />}</span>
      </span>
      <div className="row-who">
        <span className="row-name">{row.customer ? <Untrusted text={row.customer} /> : t("buyer-nameless")}</span>
        {row.starred && (
          <span className="row-star" role="img" aria-label={t("row-starred")} data-testid="row-star">
            <Star size={14} fill="currentColor" />
          </span>
        )}
        <WaitChip row={row} />
      </div>
      <div className="row-item">
        {shop && !shop.alone && <ShopMark name={shop.name} colour={shop.colour} said />}
        <span className="row-thing">
          <Untrusted text={itemLine(words, row.item)} />
        </span>
        <LabelTags ids={row.labels} most={2} />
        {row.queue === "waiting" && (row.priority === "urgent" || row.priority === "high") && <LevelTag level={row.priority} />}
      </div>
      <div className="row-last">
        <span className="row-text">
          {last && isOurs(last.author) && <span className="row-ours">{t("row-you")} </span>}
          {last &&
            (last.text ? (
              <Untrusted text={harmless(last.text).replace(/\s+/g, " ")} />
            ) : (
              t(last.attachments > 0 ? "row-files" : "row-no-text", { count: last.attachments })
            ))}
          {!last && t("row-empty")}
        </span>
        <HeardFlag row={row} />
        <RowFlag row={row} />
        {row.unread > 0 && (
          <span className="unread" role="img" aria-label={t("row-unread", { count: row.unread })}>
            {count(words, row.unread)}
          </span>
        )}
      </div>
    </div>
  );
});

/** A reply in trouble outranks one under way, which outranks a text being written, and that the mark of spam. */
function flagOf(row: ChatRow): { Icon: LucideIcon; words: string; bad?: true; testid?: string } | null {
  if (row.outbox === "failed") return { Icon: CircleAlert, words: "flag-failed", bad: true };
  if (row.outbox === "unconfirmed") return { Icon: CircleAlert, words: "flag-unconfirmed", bad: true };
  if (row.plan_held) return { Icon: Hand, words: "flag-plan-held", bad: true };
  if (row.outbox === "queued" || row.outbox === "sending") return { Icon: Clock3, words: row.planned ? "flag-planned" : "flag-sending" };
  if (row.has_draft) return { Icon: PencilLine, words: "flag-draft" };
  return row.spam ? { Icon: Ban, words: "flag-spam", testid: "row-spam" } : null;
}

function RowFlag({ row }: { row: ChatRow }) {
  const { t } = useWords();
  const flag = flagOf(row);
  if (!flag) return null;
  const { Icon, words, bad, testid } = flag;
  return (
    <span className={bad ? "flag flag-bad" : "flag"} data-testid={testid}>
      <Icon size={14} aria-hidden="true" />
      {t(words)}
    </span>
  );
}
