import { Clock3, Paperclip } from "lucide-react";
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import type { ChatId, ChatView, DraftMode, MessageId, OutboxView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { comboOf } from "../../keymap";
import { Button, IconButton } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { useNow } from "../../shared/clock";
import { Kbd } from "../../shared/Kbd";
import { hits, useKeymap } from "../../shared/keys";
import { languageOf } from "../../shared/language";
import { useNotices } from "../../shared/notices";
import { useWords } from "../../words/words";
import { DraftFindings } from "../assist/DraftFindings";
import { CannedOptions, optionId } from "../canned/CannedOptions";
import { CannedPicker } from "../canned/CannedPicker";
import { Gaps } from "../canned/Gaps";
import { useCannedPicker } from "../canned/useCannedPicker";
import { isDecision } from "../guarding/decision";
import { sentence } from "../guarding/sentence";
import { useGuard } from "../guarding/useGuard";
import { AnswerStrip, quotation } from "./AnswerStrip";
import { storedDraft, useDraft, writeDraft } from "./drafts";
import { FileLimits } from "./FileLimits";
import { NoteField } from "./NoteField";
import { isOver, ReplyWindow } from "./ReplyWindow";
import { SendLater } from "./SendLater";
import { StaleBanner } from "./StaleBanner";
import { Uploads } from "./Uploads";
import { useDraftSaving } from "./useDraftSaving";
import { newestOf, since, useNews } from "./useNews";
import { useUploads } from "./useUploads";

const MODES: readonly DraftMode[] = ["reply", "note"];

/** The ruler is silent until this share of the limit is used. */
const RULER_FROM = 0.5;

export interface ComposerHandle {
  /** Whose texts it holds: what is meant for another chat does not belong here. */
  chat: ChatId;
  focus(): void;
  /** Asks for files. */
  attach(): void;
  /** Opens the canned replies. */
  canned(): void;
  /** Sends what stands in the field; closes the chat with it where asked to. */
  send(then?: "done"): void;
  /** Begins a private note, where there are notes. */
  note?(): void;
  /** What stands in the field. */
  text(): string;
  /** What stands in the field is this window's from now on, whatever becomes of what the core has of it. */
  hold(): void;
  /** Puts a text into the field, in place of what stands there, and the pen behind it. */
  put(text: string): void;
}

interface Props {
  chat: ChatView;
  enterSends: boolean;
  onSent: (reply: OutboxView) => void;
  /** The same, and the chat is done with. */
  onSentDone: (reply: OutboxView) => void;
  /** To where canned replies are written. */
  onKnowledge: () => void;
  /** The last reply can be taken back; the empty field hears the usual key for that too. */
  onUndo?: (() => void) | undefined;
  ref?: Ref<ComposerHandle>;
}

/** Length as the channel counts it: Unicode scalar values. */
export function length(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export function Composer({ chat, enterSends, onSent, onSentDone, onKnowledge, onUndo, ref }: Props) {
  const words = useWords();
  const { t } = words;
  const keys = useKeymap();
  const id = chat.row.chat;
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const note = useRef<{ focus(): void }>(null);
  const [mode, setMode] = useState<DraftMode>(chat.draft === "" && chat.note_draft !== "" ? "note" : "reply");
  const { text, seen, answers } = useDraft(chat);
  const pen = useDraftSaving(chat);
  const news = useNews(id);
  const newest = newestOf(news);
  const write = (next: string) => pen.write(next, newest);
  const unread = text.trim() === "" ? [] : since(news, seen);
  // The buyer's message up to which sending was asked for once already.
  const [asked, setAsked] = useState<MessageId | null>(null);
  const [later, setLater] = useState(false);
  const uploads = useUploads(chat);
  const [dragging, setDragging] = useState(false);
  const send = useOperation("reply_send");
  const canned = useCannedPicker({ chat, text, field, write });
  const { findings, tell } = useGuard(id, text);
  const { offer } = useNotices();
  const hints = useId();
  const closed = useNow((now) => isOver(chat, now));
  const takesFiles = chat.limits.file_bytes > 0;
  const [begun, setBegun] = useState<{ in: DraftMode } | null>(null);
  const begin = (next: DraftMode) => {
    setMode(next);
    setBegun({ in: next });
  };
  useEffect(() => {
    if (!begun) return;
    // The other field stands only after this was drawn: on a busy machine the next frame may come before that.
    const frame = requestAnimationFrame(() => (begun.in === "note" ? note.current : field.current)?.focus());
    return () => cancelAnimationFrame(frame);
  }, [begun]);
  const attach = () => {
    if (takesFiles) picker.current?.click();
  };
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
  const files = uploads.files;
  // A warning is only said: sending a text whose warnings stand under it overrules them. What the guard stops also from a person, and a place that waits for a value, do not leave.
  const held = findings.some((finding) => finding.level === "block") ? t("composer-held") : canned.gaps.length > 0 ? t("composer-held-gaps") : null;
  /** Why nothing leaves as it stands, in words. */
  const unready = () => {
    if (closed) return words.error("reply_window_over");
    if (over > 0) return t("composer-over", { over, limit, channel: channelName(words, chat.row.channel) });
    if (uploads.coming > 0) return t("uploads-coming", { count: uploads.coming });
    if (text.trim() === "" && files.length === 0) return words.error("text_empty");
    return held;
  };
  const ready = !send.isPending && unready() === null;
  const warned = findings.filter(isDecision).map((finding) => finding.rule);
  const guarded = send.error?.code === "guard_blocked" || send.error?.code === "guard_warned";
  const blocked = closed ? "reply_window_over" : chat.reply_blocked;

  // The message was named after the field was drawn: the pen goes where it is needed.
  const answered = answers?.message;
  const pointed = useRef(answered);
  useEffect(() => {
    if (answered !== undefined && answered !== pointed.current) {
      setMode("reply");
      requestAnimationFrame(() => field.current?.focus());
    }
    pointed.current = answered;
  }, [answered]);

  /** Whether what the buyer wrote meanwhile is known: it is shown, and asked for once more. */
  const hasRead = () => {
    if (unread.length === 0 || asked === newest) return true;
    setAsked(newest);
    return false;
  };

  const submit = (then?: "done", at?: string) => {
    if (!ready || !hasRead()) return Promise.resolve();
    const clientKey = pen.depart(text);
    const known = asked ?? seen ?? newest;
    const done = send.mutateAsync(
      {
        chat: id,
        text,
        ...(known !== null && { seen: known }),
        ...(answers && { reply_to: answers.message }),
        ...(at !== undefined && { at }),
        client_key: clientKey,
        ...(files.length > 0 && { uploads: files.map((file) => file.upload) }),
        ...(warned.length > 0 && { despite: warned }),
      },
      { onError: (refusal) => tell(text, refusal.findings) },
    );
    // Not `onSuccess`: who leaves the chat meanwhile has sent the text all the same.
    const settled = done.then(
      (reply) => {
        // Only now is the text safe in the outbox. What was typed meanwhile stays.
        pen.arrived(text);
        setAsked(null);
        uploads.forgive();
        if (then === "done") return onSentDone(reply);
        onSent(reply);
        field.current?.focus();
      },
      (refusal) => {
        pen.stayed();
        throw refusal;
      },
    );
    // Where nobody waits for the answer, the refusal stands above the field.
    return at === undefined ? settled.catch(() => undefined) : settled;
  };

  /** Plans it; what has come between since the moment was asked for is the answer. */
  const plan = async (at: string) => {
    const why = unready() ?? (send.isPending ? words.error("state_conflict") : hasRead() ? null : words.error("buyer_wrote_again"));
    if (why === null) await submit(undefined, at);
    return why;
  };

  useImperativeHandle(ref, () => ({
    chat: id,
    focus: () => begin("reply"),
    note: () => begin("note"),
    attach,
    canned: canned.ask,
    send: (then) => void submit(then),
    text: () => text,
    hold: () => {
      if (text !== "" || answers !== null) writeDraft(id, {}, storedDraft(chat, "reply"));
    },
    put: (next) => {
      begin("reply");
      pen.replace(next, newest);
      field.current?.focus();
      // The pen stands where the text ends once it is drawn.
      requestAnimationFrame(() => field.current?.setSelectionRange(next.length, next.length));
    },
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || canned.onKey(event)) return;
    if (hits(keys, event.nativeEvent, "sendDone")) {
      event.preventDefault();
      return void submit("done");
    }
    if (text === "" && onUndo && comboOf(event.nativeEvent) === "Mod+z") {
      event.preventDefault();
      return onUndo();
    }
    const sends = hits(keys, event.nativeEvent, "send") || (enterSends && event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.altKey);
    if (!sends) return;
    event.preventDefault();
    void submit();
  };

  const mend = (next: string) => {
    write(next);
    field.current?.focus();
    offer({ text: t("guard-mended"), undo: () => write(text) });
  };

  const takeFrom = (event: ClipboardEvent | DragEvent, given: FileList | undefined) => {
    if (!given || given.length === 0) return;
    event.preventDefault();
    // Files go to the buyer: a note has none.
    setMode("reply");
    void uploads.take([...given]);
  };

  return (
    <section
      className="composer"
      data-testid="composer-pane"
      data-mode={mode}
      data-dragging={dragging || undefined}
      aria-label={t("composer-label")}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        setDragging(false);
        takeFrom(event, event.dataTransfer.files);
      }}
    >
      <div className="composer-head">
        <fieldset className="modes">
          <legend className="visually-hidden">{t("mode-label")}</legend>
          {MODES.map((each) => (
            <label key={each} className="mode">
              <input type="radio" className="visually-hidden" name="mode" data-testid={`mode-${each}`} checked={mode === each} onChange={() => begin(each)} />
              {t(`mode-${each}`)}
            </label>
          ))}
        </fieldset>
        <ReplyWindow chat={chat} />
      </div>
      {mode === "note" ? (
        <NoteField ref={note} chat={chat} enterSends={enterSends} onKept={() => begin("note")} />
      ) : (
        <>
          {blocked && (
            <p className="hint hint-warn" role="status" data-testid="reply-blocked">
              {words.error(blocked)}
            </p>
          )}
          {send.error && (!guarded || findings.length > 0) && (
            <p className={guarded ? "hint hint-warn" : "hint hint-bad"} role="alert" data-testid="send-refused">
              {words.error(send.error.code)} {t("composer-kept")}
            </p>
          )}
          {uploads.refused.map((sentence) => (
            <p key={sentence} className="hint hint-bad" role="alert" data-testid="file-refused">
              {sentence}
            </p>
          ))}
          {canned.refused && (
            <p className="hint hint-bad" role="alert">
              {canned.refused}
            </p>
          )}
          {unread.length > 0 && (
            <StaleBanner
              news={unread}
              asked={asked === newest}
              enterSends={enterSends}
              onRead={() => {
                writeDraft(id, { seen: newest }, storedDraft(chat, "reply"));
                pen.write(text);
                field.current?.focus();
              }}
            />
          )}
          {answers && (
            <AnswerStrip
              quote={answers}
              quoted={text.includes(quotation(answers).trim())}
              onQuote={() => {
                write(`${quotation(answers)}${text}`);
                field.current?.focus();
              }}
              onClear={() => pen.answer(null)}
            />
          )}
          <div className="composer-input">
            {canned.asking && (
              <CannedPicker
                all={canned.all}
                language={canned.language}
                onChoose={canned.chooseAsked}
                onClose={canned.stopAsking}
                onLeave={canned.leaveAsking}
                onManage={onKnowledge}
              />
            )}
            {canned.nothing && (
              <div className="canned-pop" data-testid="canned-nothing">
                <p className="canned-foot">
                  <span role="status">{t("canned-none")}</span>
                  {/* For the pointer, which must not take the pen away; by keyboard the button below leads there. */}
                  <Button kind="link" tabIndex={-1} onMouseDown={(event) => event.preventDefault()} onClick={onKnowledge}>
                    {t("canned-first")}
                  </Button>
                </p>
              </div>
            )}
            {canned.current && (
              <div className="canned-pop">
                <CannedOptions id={canned.listId} replies={canned.replies} current={canned.current} onChoose={canned.choose} />
                <p className="canned-foot">
                  <span role="status">{t("canned-offered", { count: canned.replies.length })}</span>
                </p>
              </div>
            )}
            <textarea
              ref={field}
              className="composer-field"
              data-testid="composer"
              aria-label={t("composer-label")}
              aria-describedby={hints}
              aria-autocomplete="list"
              aria-controls={canned.current ? canned.listId : undefined}
              aria-activedescendant={canned.current ? optionId(canned.listId, canned.current) : undefined}
              aria-invalid={over > 0}
              dir="auto"
              rows={2}
              spellCheck
              lang={languageOf(chat) ?? undefined}
              value={text}
              placeholder={t(chat.row.queue === "done" ? "composer-hint-done" : "composer-hint")}
              onChange={(event) => {
                write(event.target.value);
                canned.track(event.target.selectionStart, event.target.value);
              }}
              onSelect={(event) =>
                canned.track(event.currentTarget.selectionStart === event.currentTarget.selectionEnd ? event.currentTarget.selectionStart : null)
              }
              onBlur={() => canned.track(null)}
              onKeyDown={onKeyDown}
              onPaste={(event) => takeFrom(event, event.clipboardData.files)}
            />
          </div>
          <Uploads files={files} coming={uploads.coming} onDrop={uploads.drop} onRename={uploads.rename} />
          {takesFiles && (dragging || files.length > 0) && <FileLimits chat={chat} />}
          <Gaps gaps={canned.gaps} onShow={(gap) => canned.select(gap.start, gap.end)} />
          <div className="composer-line" id={hints}>
            <div className="composer-says" role="status" data-testid="composer-says">
              <DraftFindings id={hints} text={text} findings={findings} say={(finding) => sentence(words, text, finding)} onRewrite={mend} />
            </div>
            {(over > 0 || findings.length === 0) && (
              <span className={over > 0 ? "hint hint-bad" : "hint"} role={over > 0 ? "alert" : undefined}>
                {over > 0
                  ? t("composer-over", { over, limit, channel: channelName(words, chat.row.channel) })
                  : t(enterSends ? "composer-enter" : "composer-keys")}
              </span>
            )}
            {(used >= limit * RULER_FROM || over > 0) && (
              <span className={over > 0 ? "ruler ruler-over" : "ruler"}>{t("composer-ruler", { used, limit })}</span>
            )}
          </div>
          <div className="composer-foot">
            {takesFiles && (
              <>
                <Button data-testid="attach" title={t("attach-hint")} onClick={attach}>
                  <Paperclip size={16} aria-hidden="true" /> {t("attach")}
                </Button>
                <input
                  ref={picker}
                  type="file"
                  hidden
                  multiple
                  data-testid="file-picker"
                  accept={chat.limits.file_types.join(",")}
                  onChange={(event) => {
                    void uploads.take([...(event.target.files ?? [])]);
                    event.target.value = "";
                  }}
                />
              </>
            )}
            <Button data-testid="canned-open" title={t("key-canned")} aria-expanded={canned.asking} onClick={canned.ask}>
              {t("canned-button")}{" "}
              <span className="keys" aria-hidden="true">
                <kbd>/</kbd>
              </span>
            </Button>
            <span className="send-pair">
              <IconButton
                label={t("later-button")}
                data-testid="send-later"
                disabled={!ready}
                onClick={() => {
                  if (hasRead()) setLater(true);
                }}
              >
                <Clock3 size={18} />
              </IconButton>
              <Button kind="primary" data-testid="send" disabled={!ready} title={held ?? undefined} onClick={() => void submit()}>
                {t(held === null && (warned.length > 0 || (unread.length > 0 && asked === newest)) ? "composer-send-anyway" : "send")}{" "}
                {!enterSends && <Kbd action="send" />}
              </Button>
            </span>
          </div>
        </>
      )}
      {later && <SendLater chat={id} onSend={plan} onClose={() => setLater(false)} />}
    </section>
  );
}
