import { Clock3, FileText, HelpCircle, TriangleAlert } from "lucide-react";
import type { ChannelKind, Language, OutboxView, UploadView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { Button } from "../../shared/Button";
import { useCopy } from "../../shared/CopyButton";
import { channelName } from "../../shared/channelName";
import { useNow } from "../../shared/clock";
import { useNotices } from "../../shared/notices";
import { size } from "../../shared/numbers";
import { wait } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";
import { Preview } from "../composer/Uploads";
import { Planned } from "./Planned";
import { Quoted } from "./Quoted";
import { SentDespite } from "./SentDespite";

interface Props {
  reply: OutboxView;
  channel: ChannelKind;
  /** The chat's language, where it is known. */
  language: Language | null;
  /** The shop sends nothing until the owner does something. */
  held: boolean;
  onCancel: (reply: OutboxView) => void;
}

function queuedWords(words: Words, { reply, channel, held }: Pick<Props, "reply" | "channel" | "held">, now: number): string {
  if (held) return words.t("reply-held");
  const left = reply.next_at_ms - now;
  if (reply.attempts > 0 && reply.reason) {
    const what = reply.reason === "rate_limited" ? words.t("reply-turned-away", { channel: channelName(words, channel) }) : words.error(reply.reason);
    return left > 0 ? words.t("problem-retry", { what, wait: wait(words, left) }) : what;
  }
  return left > 0 ? words.t("reply-leaves-in", { wait: wait(words, left) }) : words.t("reply-in-line");
}

/** A reply that is not a message yet, with what is known of it and what the owner can do. */
export function ReplyBubble({ reply, channel, language, held, onCancel }: Props) {
  const words = useWords();
  const { t } = words;
  const planned = reply.state === "queued" && reply.planned_at_ms != null && (reply.attempts === 0 || reply.held != null);
  const status = useNow((now) => {
    if (planned && !held) return "";
    if (reply.state === "queued") return queuedWords(words, { reply, channel, held }, now);
    return reply.state === "sending" ? t("state-sending") : "";
  });
  return (
    <article
      className={`bubble bubble-ours reply-${reply.state}${planned ? " reply-planned" : ""}`}
      data-testid="message"
      data-author="seller"
      data-state={reply.state}
      aria-label={t("message-reply")}
    >
      {reply.answers && <Quoted quote={reply.answers} />}
      {reply.file && <ReplyFile file={reply.file} />}
      {reply.text !== "" && (
        <p className="bubble-text" dir="auto">
          {harmless(reply.text)}
        </p>
      )}
      <SentDespite chat={reply.chat} outbox={reply.outbox} text={reply.text} />
      {status && (
        <footer className="bubble-foot">
          <span className="tick">
            <Clock3 size={14} aria-hidden="true" /> {status}
          </span>
          {reply.state === "queued" && (
            <Button kind="link" data-testid="undo-reply" onClick={() => onCancel(reply)}>
              {t("undo")}
            </Button>
          )}
        </footer>
      )}
      {planned && !held && <Planned reply={reply} language={language} onCancel={onCancel} />}
      {reply.state === "failed" && <Failed reply={reply} onCancel={onCancel} />}
      {reply.state === "unconfirmed" && <Unconfirmed reply={reply} channel={channel} />}
    </article>
  );
}

function Failed({ reply, onCancel }: Pick<Props, "reply" | "onCancel">) {
  const words = useWords();
  const { t } = words;
  const retry = useOperation("outbox_retry");
  const { drop: dropFile, dropping } = useDropFile(reply);
  const copy = useCopy();
  return (
    <div className="trouble">
      <p>
        <TriangleAlert size={16} aria-hidden="true" />
        <span>
          <strong>{t(reply.file ? "file-failed" : "state-failed")}.</strong> {words.error(retry.error?.code ?? reply.reason ?? "internal")}
        </span>
      </p>
      <div className="trouble-acts">
        <Button disabled={retry.isPending} onClick={() => retry.mutate({ outbox: reply.outbox })}>
          {t("retry")}
        </Button>
        {reply.file ? (
          <Button kind="quiet" data-testid="remove-file" disabled={dropping} onClick={dropFile}>
            {t("file-drop")}
          </Button>
        ) : (
          <>
            <Button onClick={() => copy(reply.text)}>{t("copy")}</Button>
            <Button kind="quiet" onClick={() => onCancel(reply)}>
              {t("reply-drop")}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

/** Takes a file that failed out of the thread for good: back from the outbox, then away. */
function useDropFile(reply: OutboxView): { drop: () => void; dropping: boolean } {
  const words = useWords();
  const { offer } = useNotices();
  const cancel = useOperation("outbox_cancel");
  const remove = useOperation("upload_remove");
  const drop = () => {
    const file = reply.file?.upload;
    if (file === undefined) return;
    cancel
      .mutateAsync({ outbox: reply.outbox })
      .then(() => remove.mutateAsync({ upload: file }))
      .catch((thrown) => offer({ text: words.error(Refusal.from(thrown).code) }));
  };
  return { drop, dropping: cancel.isPending || remove.isPending };
}

function ReplyFile({ file }: { file: UploadView }) {
  const words = useWords();
  if (file.media_type.startsWith("image/")) return <Preview file={file} className="picture" />;
  return (
    <p className="file" data-testid="reply-file">
      <FileText size={20} aria-hidden="true" />
      <span className="file-name">
        <bdi>{harmless(file.name)}</bdi>
        <small>{size(words, file.bytes)}</small>
      </span>
    </p>
  );
}

/** What keeps Pult so long from finding out may go on: no network, a shop that was stopped, a token that asks once an hour. */
const LONG_IN_DOUBT_MS = 10 * 60_000;

function Unconfirmed({ reply, channel }: Pick<Props, "reply" | "channel">) {
  const words = useWords();
  const { t } = words;
  const long = useNow((now) => reply.unconfirmed_at_ms != null && now - reply.unconfirmed_at_ms >= LONG_IN_DOUBT_MS);
  const confirm = useOperation("outbox_confirm");
  const retry = useOperation("outbox_retry");
  const busy = confirm.isPending || retry.isPending;
  const refused = confirm.error ?? retry.error;
  const name = channelName(words, channel);
  return (
    <div className="trouble">
      <p>
        <HelpCircle size={16} aria-hidden="true" />
        <span>
          <strong>{t("state-unconfirmed")}.</strong>{" "}
          {t(reply.needs_owner ? "unconfirmed-owner" : long ? "unconfirmed-long" : "unconfirmed-looking", { channel: name })}
          {refused && ` ${words.error(refused.code)}`}
        </span>
      </p>
      {(reply.needs_owner || long) && (
        <div className="trouble-acts">
          <Button disabled={busy} onClick={() => confirm.mutate({ outbox: reply.outbox })}>
            {t("unconfirmed-arrived")}
          </Button>
          <Button disabled={busy} onClick={() => retry.mutate({ outbox: reply.outbox })}>
            {t("unconfirmed-again")}
          </Button>
        </div>
      )}
    </div>
  );
}
