import { CircleSlash2, Link2, type LucideIcon, MapPin, Package, Phone } from "lucide-react";
import type { ChatView, MessageKind, MessageView } from "../../api/bindings";
import { channelName } from "../../shared/channelName";
import { clock, full } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { Attachment } from "./Attachment";
import { DeleteMessage } from "./DeleteMessage";
import { FirstText } from "./FirstText";
import { Links } from "./Links";
import { Ticks } from "./Ticks";

interface Props {
  message: MessageView;
  joined: boolean;
  chat: ChatView;
}

/** Kinds that are not plain words, each with its picture; the words are `kind-…`. */
const KIND_ICONS: Partial<Record<MessageKind, LucideIcon>> = { call: Phone, location: MapPin, item: Package, link: Link2 };

export function Bubble({ message, joined, chat }: Props) {
  const words = useWords();
  const { t } = words;
  if (message.kind === "unsupported" || message.kind === "deleted" || message.author === "system") return <Line message={message} chat={chat} />;
  const ours = message.author !== "customer";
  const Icon = KIND_ICONS[message.kind];
  const text = message.kind === "call" ? callWords(t, message.text) : harmless(message.text);
  const within = chat.limits.delete_within_ms;
  return (
    <article
      className={`bubble ${ours ? "bubble-ours" : "bubble-theirs"}${joined ? " bubble-joined" : ""}`}
      data-testid="message"
      data-author={message.author}
      data-kind={message.kind}
      data-state={ours ? "sent" : undefined}
      aria-label={t(ours ? "message-ours" : "message-theirs", { time: clock(words, message.sent_at_ms) })}
    >
      {message.attachments.map((attachment) => (
        <Attachment key={attachment.attachment} attachment={attachment} />
      ))}
      {Icon && (
        <p className="bubble-kind">
          <Icon size={14} aria-hidden="true" /> {t(`kind-${message.kind}`)}
        </p>
      )}
      {text && (
        <p className="bubble-text" dir="auto">
          {text}
        </p>
      )}
      {!text && !Icon && message.attachments.length === 0 && <p className="bubble-text muted">{t("row-no-text")}</p>}
      <Links text={message.text} />
      <footer className="bubble-foot">
        {message.text_before != null && (
          <>
            <span>{t("message-edited")}</span>
            <FirstText text={message.text_before} />
          </>
        )}
        {ours && within != null && message.remote_id != null && <DeleteMessage message={message} channel={chat.row.channel} withinMs={within} />}
        <time dateTime={new Date(message.sent_at_ms).toISOString()} title={full(words, message.sent_at_ms)}>
          {clock(words, message.sent_at_ms)}
        </time>
        {ours && <Ticks message={message} chat={chat} />}
      </footer>
    </article>
  );
}

function callWords(t: (id: string) => string, status: string): string {
  return status === "missed" ? t("call-missed") : harmless(status);
}

/** What is no one's words: the marketplace's own notes, what was deleted, what cannot be shown. */
function Line({ message, chat }: Pick<Props, "message" | "chat">) {
  const words = useWords();
  const { t } = words;
  const ours = message.author !== "customer";
  const deleted = message.kind === "deleted";
  return (
    <div className="system-line" data-testid="message" data-kind={message.kind} title={full(words, message.sent_at_ms)}>
      <CircleSlash2 size={14} aria-hidden="true" />
      {deleted ? (
        t(ours ? "message-deleted-ours" : "message-deleted-theirs")
      ) : message.author === "system" && message.text ? (
        <bdi className="system-text">{harmless(message.text)}</bdi>
      ) : (
        t("message-unsupported", { channel: channelName(words, chat.row.channel) })
      )}
      <time dateTime={new Date(message.sent_at_ms).toISOString()}>{clock(words, message.sent_at_ms)}</time>
      {message.attachments.map((attachment) => (
        <Attachment key={attachment.attachment} attachment={attachment} />
      ))}
      {deleted && message.text_before && <FirstText text={message.text_before} />}
    </div>
  );
}
