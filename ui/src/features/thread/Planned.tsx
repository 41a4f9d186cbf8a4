import { Clock3, Hand } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { Language, OutboxView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { full } from "../../shared/time";
import { useWords } from "../../words/words";
import { newestOf, since, useNews } from "../composer/useNews";
import { until } from "../snooze/until";

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
  const [editing, setEditing] = useState(false);
  const now = useOperation("outbox_retry");
  const at = reply.planned_at_ms ?? reply.next_at_ms;
  const when = useNow((moment) => until(words, at, moment));
  const late = useNow((moment) => moment - at > 90_000);
  const news = useNews(reply.chat);
  const wrote = since(news, reply.seen ?? 0).length > 0 && newestOf(news) !== null;
  if (editing) return <PlanForm reply={reply} language={language} onDone={() => setEditing(false)} />;
  const acts = (
    <div className="trouble-acts">
      <Button data-testid="plan-now" disabled={now.isPending} onClick={() => now.mutate({ outbox: reply.outbox })}>
        {t(reply.held ? "plan-anyway" : "plan-now")}
      </Button>
      <Button kind="quiet" data-testid="plan-edit" onClick={() => setEditing(true)}>
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

/** Other words or another time, in the place where the reply stands. */
function PlanForm({ reply, language, onDone }: Pick<Props, "reply" | "language"> & { onDone: () => void }) {
  const words = useWords();
  const { t } = words;
  const [text, setText] = useState(reply.text);
  const [at, setAt] = useState("");
  const edit = useOperation("reply_edit");
  const planned = useNow((now) => until(words, reply.planned_at_ms ?? reply.next_at_ms, now));
  const type = (next: string) => {
    setText(next);
    // What was warned of were other words: nobody has overruled what the guard says of these.
    edit.reset();
  };
  const keep = () => {
    const change = { ...(text.trim() !== reply.text && !reply.file && { text: text.trim() }), ...(at.trim() !== "" && { at: at.trim() }) };
    if (Object.keys(change).length === 0) return onDone();
    // What the guard warns of was said once below; keeping it a second time overrules it.
    const despite = edit.error?.code === "guard_warned" ? { despite: ["any"] } : {};
    edit.mutate({ outbox: reply.outbox, ...change, ...despite }, { onSuccess: onDone });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.currentTarget.tagName === "INPUT")) keep();
    else if (event.key === "Escape") onDone();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="plan-form" data-testid="plan-form">
      {!reply.file && (
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the owner has just asked to write here
          autoFocus
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
        <Button kind="quiet" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </div>
  );
}
