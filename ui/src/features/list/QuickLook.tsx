import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { ChatRow, MessageView } from "../../api/bindings";
import { useHost } from "../../api/core";
import { key } from "../../api/keys";
import { useChatContext } from "../../api/queries";
import { isOurs } from "../../shared/author";
import { useNow } from "../../shared/clock";
import { Kbd } from "../../shared/Kbd";
import { useNotices } from "../../shared/notices";
import { date, short } from "../../shared/time";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";
import { until } from "../snooze/until";
import { itemLine, rowDomId } from "./ChatRowView";
import { chipWords } from "./WaitChip";

/** How many of the last messages are shown. */
const MESSAGES = 3;
const EDGE = 8;

interface Props {
  row: ChatRow;
  /** Asked for by a key: it says where it leads. Otherwise the pointer rests on the row, and may come over here. */
  pinned: boolean;
  onStay?: () => void;
  onLeave?: () => void;
}

/** The end of a chat beside its row, without opening it: nothing here marks it read. */
export function QuickLook({ row, pinned, onStay, onLeave }: Props) {
  const words = useWords();
  const { t } = words;
  const host = useHost();
  const title = useId();
  const box = useRef<HTMLDivElement>(null);
  const request = { chat: row.chat, limit: MESSAGES };
  const last = useQuery({ queryKey: key("chat_messages", request), queryFn: () => host.call("chat_messages", request), retry: false }).data?.messages;
  const context = useChatContext(row.chat).data;
  const order = context?.order;
  const due = useNow((now) => chipWords(words, row, now));
  const { announce } = useNotices();
  const place = usePlace(row.chat, box, [last, order]);
  const heard = last?.map((message) => lineOf(words, message)).join(". ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: said when the chat or its end changes, not with every minute that passes
  useEffect(() => {
    if (pinned && heard !== undefined) announce([row.customer || t("buyer-nameless"), due, heard].map(harmless).join(". "));
  }, [pinned, row.chat, heard]);
  const deadline = useNow(
    (now) => row.queue === "waiting" && row.deadline_at_ms != null && row.snoozed_until_ms == null && until(words, row.deadline_at_ms, now),
  );
  const item = context?.item?.title ?? itemLine(words, row.item);
  return createPortal(
    <div
      ref={box}
      role="dialog"
      aria-modal="false"
      aria-labelledby={title}
      className="quick-look"
      data-testid="quick-look"
      style={place}
      onPointerEnter={onStay}
      onPointerLeave={onLeave}
    >
      <h2 id={title} className="quick-head">
        {row.customer ? <Untrusted text={row.customer} /> : t("buyer-nameless")}
      </h2>
      <p className="quick-due">{due}</p>
      {(item || order || row.item?.order_id || deadline) && (
        <dl className="quick-facts">
          {item && (
            <div>
              <dt>{t("side-item")}</dt>
              <dd>
                <Untrusted text={item} />
              </dd>
            </div>
          )}
          {(order || row.item?.order_id) && (
            <div>
              <dt>{t("side-order")}</dt>
              <dd>
                {order ? (
                  <span className={`order-state order-${order.state}`}>{t(`order-${order.state.replaceAll("_", "-")}`)}</span>
                ) : (
                  <Untrusted text={row.item?.order_id ?? ""} />
                )}
                {order?.due_at_ms != null && order.delivered_at_ms == null && (
                  <small>
                    {" "}
                    {t("side-due")} {date(words, order.due_at_ms)}
                  </small>
                )}
              </dd>
            </div>
          )}
          {deadline && (
            <div>
              <dt>{t("quick-deadline")}</dt>
              <dd>{deadline}</dd>
            </div>
          )}
        </dl>
      )}
      <ol className="quick-messages">
        {last?.map((message) => (
          <li key={message.message} className={isOurs(message.author) ? "quick-ours" : "quick-theirs"}>
            {isOurs(message.author) && <span className="visually-hidden">{t("row-you")} </span>}
            <span className="quick-text">{message.text ? <Untrusted text={message.text} /> : wordless(words, message)}</span>
            <When at={message.sent_at_ms} />
          </li>
        ))}
        {last?.length === 0 && <li className="muted">{t("row-empty")}</li>}
      </ol>
      {pinned && (
        <p className="quick-foot">
          <span>
            {t("quick-open")} <Kbd action="open" />
          </span>
          <span>
            {t("quick-close")} <Kbd action="quickLook" />
          </span>
        </p>
      )}
    </div>,
    document.body,
  );
}

function When({ at }: { at: number }) {
  const words = useWords();
  return <small>{useNow((now) => short(words, at, now))}</small>;
}

/** What stands for a message that has no words. */
const wordless = ({ t }: Words, { attachments }: MessageView) => (attachments.length > 0 ? t("row-files", { count: attachments.length }) : t("row-no-text"));

function lineOf(words: Words, message: MessageView): string {
  const said = message.text || wordless(words, message);
  return isOurs(message.author) ? `${words.t("row-you")} ${said}` : said;
}

/** Beside the row, inside the window; under a narrow list, where nothing is beside, at the foot. */
function usePlace(chat: number, box: React.RefObject<HTMLDivElement | null>, contents: unknown[]) {
  const [place, setPlace] = useState<{ left: number; top: number; visibility?: "hidden" }>({ left: 0, top: 0, visibility: "hidden" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what arrives changes the size
  useLayoutEffect(() => {
    const set = () => {
      const row = document.getElementById(rowDomId(chat))?.getBoundingClientRect();
      const own = box.current?.getBoundingClientRect();
      if (!row || !own) return;
      const beside = row.right + EDGE + own.width + EDGE <= window.innerWidth;
      const left = beside ? row.right + EDGE : Math.max(EDGE, (window.innerWidth - own.width) / 2);
      const top = beside ? row.top : window.innerHeight - own.height - EDGE;
      setPlace({ left, top: Math.max(EDGE, Math.min(top, window.innerHeight - own.height - EDGE)) });
    };
    set();
    // The list scrolls to the row after this was drawn.
    const frame = requestAnimationFrame(set);
    return () => cancelAnimationFrame(frame);
  }, [chat, ...contents]);
  return place;
}
