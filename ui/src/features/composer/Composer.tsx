import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from "react";
import type { ChatView, OutboxView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { keymap, matches } from "../../keymap";
import { Button } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { Kbd } from "../../shared/Kbd";
import { useWords } from "../../words/words";
import { draftOf, useDraft, writeDraft } from "./drafts";
import { useDraftSaving } from "./useDraftSaving";

/** The ruler is silent until this share of the limit is used. */
const RULER_FROM = 0.5;

export interface ComposerHandle {
  focus(): void;
}

interface Props {
  chat: ChatView;
  enterSends: boolean;
  onSent: (reply: OutboxView) => void;
  ref?: Ref<ComposerHandle>;
}

/** Length as the channel counts it: Unicode scalar values. */
export function length(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export function Composer({ chat, enterSends, onSent, ref }: Props) {
  const words = useWords();
  const { t } = words;
  const id = chat.row.chat;
  const field = useRef<HTMLTextAreaElement>(null);
  const text = useDraft(id, chat.draft);
  const { write, forget } = useDraftSaving(id);
  const send = useOperation("reply_send");
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }), []);

  // The field grows with the text, up to the height the styles allow.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [text]);

  const limit = chat.limits.text_chars;
  const used = length(text);
  const over = used - limit;
  const ready = text.trim() !== "" && over <= 0 && !send.isPending;

  const submit = () => {
    if (!ready) return;
    if (!draftOf(id)) writeDraft(id, text);
    const clientKey = draftOf(id)?.clientKey;
    send.mutate(
      { chat: id, text, client_key: clientKey ?? crypto.randomUUID() },
      {
        onSuccess: (reply) => {
          // Only now is the text safe in the outbox. What was typed meanwhile stays.
          if (draftOf(id)?.text === text) forget();
          onSent(reply);
          field.current?.focus();
        },
      },
    );
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const sends = matches(event, keymap.send.keys[0]) || (enterSends && event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.altKey);
    if (!sends) return;
    event.preventDefault();
    submit();
  };

  return (
    <section className="composer" data-testid="composer-pane" aria-label={t("composer-label")}>
      {chat.reply_blocked && (
        <p className="hint hint-warn" role="status">
          {words.error(chat.reply_blocked)}
        </p>
      )}
      {send.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(send.error.code)} {t("composer-kept")}
        </p>
      )}
      <textarea
        ref={field}
        className="composer-field"
        data-testid="composer"
        aria-label={t("composer-label")}
        aria-describedby="composer-foot"
        aria-invalid={over > 0}
        dir="auto"
        rows={2}
        spellCheck
        value={text}
        placeholder={t(chat.row.queue === "done" ? "composer-hint-done" : "composer-hint")}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-foot" id="composer-foot">
        <span className={over > 0 ? "hint hint-bad" : "hint"} role={over > 0 ? "alert" : undefined}>
          {over > 0 ? t("composer-over", { over, limit, channel: channelName(words, chat.row.channel) }) : t(enterSends ? "composer-enter" : "composer-keys")}
        </span>
        {(used >= limit * RULER_FROM || over > 0) && <span className={over > 0 ? "ruler ruler-over" : "ruler"}>{t("composer-ruler", { used, limit })}</span>}
        <Button kind="primary" data-testid="send" disabled={!ready} onClick={submit}>
          {t("send")} {!enterSends && <Kbd action="send" />}
        </Button>
      </div>
    </section>
  );
}
