import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { ChannelKind, MessageView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { useNow } from "../../shared/clock";
import { Dialog } from "../../shared/Dialog";
import { useNotices } from "../../shared/notices";
import { span } from "../../shared/time";
import { harmless } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  message: MessageView;
  channel: ChannelKind;
  /** For how long after sending the channel allows it. */
  withinMs: number;
}

/** Takes an own message back at the marketplace, while it allows that and after one more question. */
export function DeleteMessage({ message, channel, withinMs }: Props) {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const [asking, setAsking] = useState(false);
  const remove = useOperation("message_delete");
  const end = message.sent_at_ms + withinMs;
  const open = useNow((now) => now < end);
  const left = useNow((now) => (now < end ? span(words, end - now) : ""));
  if (!open && !asking) return null;
  const close = () => setAsking(false);
  const run = () =>
    remove.mutate(
      { message: message.message },
      {
        onSuccess: () => {
          close();
          offer({ text: t("deleted-now") });
        },
      },
    );
  const name = channelName(words, channel);
  return (
    <>
      <Button kind="link" className="delete-message" data-testid="delete-message" title={t("delete-left", { left })} onClick={() => setAsking(true)}>
        <Trash2 size={14} aria-hidden="true" /> {t("delete")}
      </Button>
      {asking && (
        <Dialog label={t("delete-title")} onClose={close} className="question">
          <h1>{t("delete-title")}</h1>
          <q className="first-text" dir="auto">
            {harmless(message.text).slice(0, 200) || t("row-no-text")}
          </q>
          <p>{t("delete-words", { channel: name })}</p>
          {remove.error && (
            <p className="hint hint-bad" role="alert">
              {words.error(remove.error.code)}
            </p>
          )}
          <footer className="dialog-foot">
            <Button onClick={close}>{t("cancel")}</Button>
            <Button kind="danger" data-testid="confirm-delete" disabled={remove.isPending} onClick={run}>
              {t("delete-yes")}
            </Button>
          </footer>
        </Dialog>
      )}
    </>
  );
}
