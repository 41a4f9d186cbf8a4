import { Clock3, Hand } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { Language, OutboxView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import type { Refusal } from "../../api/host";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { editOf, useEdit } from "../../shared/keptEdits";
import { useNotices } from "../../shared/notices";
import { full } from "../../shared/time";
import { useHere } from "../../shared/useHere";
import { useWords } from "../../words/words";
import { newestOf, since, useNews } from "../composer/useNews";
import { until } from "../snooze/until";
import { textName, timeName } from "./usePlanEdits";

interface Props {
  reply: OutboxView;
  /** The chat's language, where it is known. */
  language: Language | null;
  onCancel: (reply: OutboxView) => void;
}

/** A reply with a time of its own: when it leaves, or why it waits for the owner's word. */
export function Planned({ reply, language, onCancel }: Props) {
  const words = useWords();
  const { t } = words;
  const [text, setText] = useEdit(textName(reply.outbox));
  // An edit that is only come back to leaves the focus where it is.
  const [begun, setBegun] = useState(false);
  const now = useOperation("outbox_retry");
  const at = reply.planned_at_ms ?? reply.next_at_ms;
  const when = useNow((moment) => until(words, at, moment));
  const late = useNow((moment) => moment - at > 90_000);
  const news = useNews(reply.chat);
  const wrote = since(news, reply.seen ?? 0).length > 0 && newestOf(news) !== null;
  if (text !== null) return <PlanForm reply={reply} language={language} begun={begun} text={text} onText={setText} />;
  const begin = () => {
    setBegun(true);
    setText(reply.text);
  };
  const acts = (
    <div className="trouble-acts">
      <Button data-testid="plan-now" disabled={now.isPending} onClick={() => now.mutate({ outbox: reply.outbox })}>
        {t(reply.held ? "plan-anyway" : "plan-now")}
      </Button>
      <Button kind="quiet" data-testid="plan-edit" onClick={begin}>
        {t("plan-edit")}
      </Button>
      <Button kind="quiet" data-testid="plan-cancel" onClick={() => onCancel(reply)}>
        {t("plan-cancel")}
      </Button>
    </div>
  );
  if (reply.held) {
    return (
      <div className="trouble plan-held" data-testid="plan" data-held={reply.held}>
        <p>
          <Hand size={16} aria-hidden="true" />
          <span>
            <strong>{t("plan-held")}.</strong> {t(reply.held === "late" ? "plan-held-late" : "plan-held-news", { at: when })}
            {now.error && ` ${words.error(now.error.code)}`}
          </span>
        </p>
        {acts}
      </div>
    );
  }
  return (
    <div className="plan" data-testid="plan">
      <p title={full(words, at)}>
        <Clock3 size={14} aria-hidden="true" /> <strong>{t(late ? "plan-due" : "plan-at", { at: when })}</strong>
      </p>
      {wrote && (
        <p className="plan-news" role="status" data-testid="plan-news">
          {t("plan-news")}
        </p>
      )}
      {now.error && (
        <p className="hint hint-bad" role="alert" data-testid="plan-refused">
          {words.error(now.error.code)}
        </p>
      )}
      {acts}
    </div>
  );
}

interface FormProps extends Pick<Props, "reply" | "language"> {
  /** It was opened here and now: the pen goes into it. */
  begun: boolean;
  text: string;
  /** Nothing closes the form. */
  onText: (text: string | null) => void;
}

/** Other words or another time, in the place where the reply stands. */
function PlanForm({ reply, language, begun, text, onText }: FormProps) {
  const words = useWords();
  const { t } = words;
  const [typedAt, setAt] = useEdit(timeName(reply.outbox));
  const at = typedAt ?? "";
  const edit = useOperation("reply_edit");
  const { offer } = useNotices();
  const hereRef = useHere();
  const planned = useNow((now) => until(words, reply.planned_at_ms ?? reply.next_at_ms, now));
  const type = (next: string) => {
    onText(next);
    // What was warned of were other words: nobody has overruled what the guard says of these.
    edit.reset();
  };
  const done = () => {
    onText(null);
    setAt(null);
  };
  const keep = () => {
    if (edit.isPending) return;
    const change = { ...(text.trim() !== reply.text && !reply.file && { text: text.trim() }), ...(at.trim() !== "" && { at: at.trim() }) };
    if (Object.keys(change).length === 0) return done();
    // What the guard warns of was said once below; keeping it a second time overrules it.
    const despite = edit.error?.code === "guard_warned" ? { despite: ["any"] } : {};
    // The answer counts though its chat was left meanwhile; what was typed on since stays.
    edit.mutateAsync({ outbox: reply.outbox, ...change, ...despite }).then(
      () => {
        if (editOf(textName(reply.outbox)) === text && (editOf(timeName(reply.outbox)) ?? "") === at) done();
      },
      (refusal: Refusal) => {
        // Here it stands under the fields, unless other words have come there since.
        if (!hereRef.current || editOf(textName(reply.outbox)) !== text) offer({ text: words.error(refusal.code) });
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.currentTarget.tagName === "INPUT")) keep();
    else if (event.key === "Escape") done();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="plan-form" data-testid="plan-form">
      {!reply.file && (
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the owner has just asked to write here
          autoFocus={begun}
          className="composer-field"
          data-testid="plan-text"
          aria-label={t("composer-label")}
          dir="auto"
          rows={3}
          spellCheck
          lang={language ?? undefined}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
      )}
      <input
        className="field"
        data-testid="plan-time"
        aria-label={t("later-label")}
        autoComplete="off"
        maxLength={100}
        placeholder={planned}
        value={at}
        onChange={(event) => setAt(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {edit.error && (
        <p className="hint hint-bad" role="alert">
          {words.error(edit.error.code)}
        </p>
      )}
      <div className="trouble-acts">
        <Button kind="primary" data-testid="plan-save" disabled={edit.isPending} onClick={keep}>
          {t("save")}
        </Button>
        <Button kind="quiet" onClick={done}>
          {t("cancel")}
        </Button>
      </div>
    </div>
  );
}
