import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import type { ChatView, MessageView } from "../../api/bindings";
import { useHost } from "../../api/core";
import { type Host, Refusal } from "../../api/host";
import { isOurs } from "../../shared/author";
import { channelName } from "../../shared/channelName";
import { useNotices } from "../../shared/notices";
import { full } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { MOST_MESSAGES } from "./printed";

const PAGE = 200;

interface Laid {
  chat: ChatView;
  messages: MessageView[];
}

interface Gathered {
  chats: Laid[];
  /** Older messages did not fit on the paper. */
  cut: boolean;
}

async function gather(host: Host, chats: readonly number[]): Promise<Gathered> {
  const laid: Laid[] = [];
  let room = MOST_MESSAGES;
  let cut = false;
  for (const chat of chats) {
    const messages: MessageView[] = [];
    let before: number | undefined;
    for (;;) {
      const page = await host.call("chat_messages", { chat, limit: PAGE, ...(before !== undefined && { before }) });
      messages.unshift(...page.messages);
      room -= page.messages.length;
      const [first] = page.messages;
      if (!page.older || !first) break;
      if (room <= 0) {
        cut = true;
        break;
      }
      before = first.message;
    }
    laid.push({ chat: await host.call("chat_get", { chat }), messages });
  }
  return { chats: laid, cut };
}

/** Chats laid out for the printer. Seen on paper only; it goes when the print dialogue has been left. */
export function PrintSheet({ chats, onDone }: { chats: readonly number[]; onDone: () => void }) {
  const host = useHost();
  const words = useWords();
  const { offer } = useNotices();
  const [gathered, setGathered] = useState<Gathered | null>(null);
  useEffect(() => {
    let left = false;
    gather(host, chats).then(
      (found) => !left && setGathered(found),
      (thrown) => {
        if (left) return;
        offer({ text: words.error(Refusal.from(thrown).code) });
        onDone();
      },
    );
    return () => {
      left = true;
    };
  }, [host, chats, onDone, offer, words]);
  useEffect(() => {
    if (!gathered) return;
    // Some webviews come back from printing before the dialogue is left, others only after it.
    window.addEventListener("afterprint", onDone, { once: true });
    const frame = requestAnimationFrame(() => window.print());
    return () => {
      window.removeEventListener("afterprint", onDone);
      cancelAnimationFrame(frame);
    };
  }, [gathered, onDone]);
  return gathered && createPortal(<Sheets gathered={gathered} />, document.body);
}

function Sheets({ gathered }: { gathered: Gathered }) {
  const words = useWords();
  const { t } = words;
  return (
    <div className="paper" data-testid="paper" aria-hidden="true">
      {gathered.cut && <p className="paper-cut">{t("print-cut")}</p>}
      {gathered.chats.map(({ chat, messages }) => (
        <section key={chat.row.chat}>
          <h1>
            <bdi>{harmless(chat.row.customer) || t("buyer-nameless")}</bdi>
          </h1>
          <p>
            {channelName(words, chat.row.channel)}, <bdi>{harmless(chat.account_name)}</bdi>
            {chat.row.item?.order_id && (
              <>
                {" · "}
                {t("print-order")} <bdi>{harmless(chat.row.item.order_id)}</bdi>
              </>
            )}
            {chat.row.item?.title && (
              <>
                {" · "}
                <bdi>{harmless(chat.row.item.title)}</bdi>
              </>
            )}
          </p>
          {messages.map((each) => (
            <Printed key={each.message} message={each} customer={chat.row.customer} />
          ))}
        </section>
      ))}
    </div>
  );
}

function Printed({ message, customer }: { message: MessageView; customer: string }) {
  const words = useWords();
  const { t } = words;
  return (
    <div className={isOurs(message.author) ? "paper-message paper-ours" : "paper-message"}>
      <p className="paper-by">
        <bdi>{message.author === "customer" && customer ? harmless(customer) : t(`print-author-${message.author}`)}</bdi>, {full(words, message.sent_at_ms)}
      </p>
      {message.text && (
        <p className="paper-text" dir="auto">
          {harmless(message.text)}
        </p>
      )}
      {message.attachments.map((file) => (
        <p key={file.attachment} className="paper-file">
          <bdi>{file.name ? harmless(file.name) : t("print-file")}</bdi>
        </p>
      ))}
    </div>
  );
}
