import { Check, CircleSlash2 } from "lucide-react";
import type { ChannelKind, MessageView } from "../../api/bindings";
import { channelName } from "../../shared/channelName";
import { clock, full } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { Attachment } from "./Attachment";

interface Props {
  message: MessageView;
  joined: boolean;
  channel: ChannelKind;
}

export function Bubble({ message, joined, channel }: Props) {
  const words = useWords();
  const { t } = words;
  if (message.kind === "unsupported" || message.author === "system") {
    return (
      <p className="system-line" data-testid="message" data-kind={message.kind} title={full(words, message.sent_at_ms)}>
        <CircleSlash2 size={14} aria-hidden="true" />
        {message.author === "system" && message.text ? <bdi>{harmless(message.text)}</bdi> : t("message-unsupported", { channel: channelName(words, channel) })}
        <time dateTime={new Date(message.sent_at_ms).toISOString()}>{clock(words, message.sent_at_ms)}</time>
      </p>
    );
  }
  const ours = message.author !== "customer";
  const text = harmless(message.text);
  return (
    <article
      className={`bubble ${ours ? "bubble-ours" : "bubble-theirs"}${joined ? " bubble-joined" : ""}`}
      data-testid="message"
      data-author={message.author}
      data-state={ours ? "sent" : undefined}
      aria-label={t(ours ? "message-ours" : "message-theirs", { time: clock(words, message.sent_at_ms) })}
    >
      {message.attachments.map((attachment) => (
        <Attachment key={attachment.attachment} attachment={attachment} />
      ))}
      {text && (
        <p className="bubble-text" dir="auto">
          {text}
        </p>
      )}
      {!text && message.attachments.length === 0 && <p className="bubble-text muted">{t("row-no-text")}</p>}
      <footer className="bubble-foot">
        <time dateTime={new Date(message.sent_at_ms).toISOString()} title={full(words, message.sent_at_ms)}>
          {clock(words, message.sent_at_ms)}
        </time>
        {ours && (
          <span
            className="tick"
            title={t(message.remote_id == null && message.outbox != null ? "tick-accepted" : "tick-sent", { channel: channelName(words, channel) })}
          >
            <Check size={14} aria-hidden="true" /> {t("state-sent")}
          </span>
        )}
      </footer>
    </article>
  );
}
