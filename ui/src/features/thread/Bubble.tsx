import { CircleSlash2, Link2, type LucideIcon, MapPin, Package, PenLine, Phone, Reply } from "lucide-react";
import { use } from "react";
import type { ChatView, DraftedBy, MessageKind, MessageView } from "../../api/bindings";
import { isOurs } from "../../shared/author";
import { IconButton } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { useNow } from "../../shared/clock";
import { clock, full } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { storedDraft, writeDraft } from "../composer/drafts";
import { until } from "../snooze/until";
import { Attachment } from "./Attachment";
import { DeleteMessage } from "./DeleteMessage";
import { FirstText } from "./FirstText";
import { Links } from "./Links";
import { Quoted } from "./Quoted";
import { ReadBeside } from "./readBeside";
import { SentDespite } from "./SentDespite";
import { Ticks } from "./Ticks";
import { WhatCame } from "./WhatCame";

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
  const open = !use(ReadBeside);
  if (message.kind === "unsupported" || message.kind === "deleted" || message.author === "system") return <Line message={message} chat={chat} />;
  const ours = isOurs(message.author);
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
      {message.answers && <Quoted quote={message.answers} />}
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
      {ours && message.outbox != null && <SentDespite chat={chat.row.chat} outbox={message.outbox} text={message.text} />}
      <footer className="bubble-foot">
        {message.text_before != null && (
          <>
            <span>{t("message-edited")}</span>
            <FirstText text={message.text_before} />
          </>
        )}
        {!ours && open && (
          <IconButton label={t("answer-this")} className="bubble-act" data-testid="answer-this" onClick={() => answer(message, chat)}>
            <Reply size={14} />
          </IconButton>
        )}
        {message.drafted && <DraftedMark drafted={message.drafted} />}
        {ours && message.planned_at_ms != null && message.sent_at_ms - message.planned_at_ms > LATE_MS && (
          <span data-testid="sent-late">
            <PlanWas at={message.planned_at_ms} />
          </span>
        )}
        <WhatCame message={message} />
        {ours && within != null && message.remote_id != null && <DeleteMessage message={message} channel={chat.row.channel} withinMs={within} />}
        <time dateTime={new Date(message.sent_at_ms).toISOString()} title={full(words, message.sent_at_ms)}>
          {clock(words, message.sent_at_ms)}
        </time>
        {ours && <Ticks message={message} chat={chat} />}
      </footer>
    </article>
  );
}

/** Whose words these were first: a sent draft is never taken for the owner's own. */
function DraftedMark({ drafted }: { drafted: DraftedBy }) {
  const { t } = useWords();
  const by = drafted.maker === "embedded" ? "pult" : "model";
  return (
    <span className="drafted" data-testid="drafted" title={t("drafted-hint")}>
      <PenLine size={12} aria-hidden="true" /> {t(`drafted-${by}${drafted.edited ? "-edited" : ""}`)}
    </span>
  );
}

function PlanWas({ at }: { at: number }) {
  const words = useWords();
  return words.t("plan-was", { at: useNow((now) => until(words, at, now)) });
}

/** A plan that left more than five minutes after its time says so. */
const LATE_MS = 5 * 60_000;

/** The reply being written answers this message; the pen goes to it by itself. */
function answer({ message, author, text }: MessageView, chat: ChatView): void {
  writeDraft(chat.row.chat, { answers: { message, author, text: [...text].slice(0, 200).join("") } }, storedDraft(chat, "reply"));
}

function callWords(t: (id: string) => string, status: string): string {
  return status === "missed" ? t("call-missed") : harmless(status);
}

/** What is no one's words: the marketplace's own notes, what was deleted, what cannot be shown. */
function Line({ message, chat }: Pick<Props, "message" | "chat">) {
  const words = useWords();
  const { t } = words;
  const deleted = message.kind === "deleted";
  return (
    <div className="system-line" data-testid="message" data-kind={message.kind} title={full(words, message.sent_at_ms)}>
      <CircleSlash2 size={14} aria-hidden="true" />
      {deleted ? (
        t(isOurs(message.author) ? "message-deleted-ours" : message.author === "customer" ? "message-deleted-theirs" : "deleted-now")
      ) : message.author === "system" && message.text ? (
        <bdi className="system-text">{harmless(message.text)}</bdi>
      ) : (
        <>
          {t(message.text ? "message-unsupported-words" : "message-unsupported", { channel: channelName(words, chat.row.channel) })}{" "}
          {message.text && <bdi className="system-text">{harmless(message.text)}</bdi>}
        </>
      )}
      <time dateTime={new Date(message.sent_at_ms).toISOString()}>{clock(words, message.sent_at_ms)}</time>
      {message.attachments.map((attachment) => (
        <Attachment key={attachment.attachment} attachment={attachment} />
      ))}
      {deleted && message.text_before && <FirstText text={message.text_before} />}
      <WhatCame message={message} />
    </div>
  );
}
