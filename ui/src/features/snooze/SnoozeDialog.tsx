import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { ChatId } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { useChat } from "../../api/queries";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { Untrusted } from "../../shared/Untrusted";
import { useWords, type Words } from "../../words/words";
import { isUntilBuyerWrites, until } from "./until";

/** What is sent for the three choices: the core reads all five languages, so one is enough. */
const QUICK = [
  { name: "hour", typed: "1h" },
  { name: "tomorrow", typed: "tomorrow 9" },
  { name: "buyer", typed: "until the buyer writes" },
] as const;

/** What a typed time lacks; the core names it, the words are the same as in the terminal. */
const FAULTS = ["snooze_empty", "snooze_not_understood", "snooze_no_such_time", "snooze_in_the_past", "snooze_too_far"];

export function refusalWords(words: Words, refusal: Refusal): string {
  if (refusal.code === "snooze_not_understood" && FAULTS.includes(refusal.message)) return words.t(`sla-${refusal.message.replaceAll("_", "-")}`);
  return words.error(refusal.code);
}

interface Props {
  onSnooze: (typed: string) => Promise<void>;
  onClose: () => void;
}

/** Hides one chat, named and with the way to bring it back. */
export function SnoozeOne({ chat, ...rest }: Props & { chat: ChatId }) {
  const row = useChat(chat).data?.row;
  const who = row?.customer ? <Untrusted text={row.customer} /> : null;
  return <SnoozeDialog who={who} before={row?.snoozed_until_ms ?? null} {...rest} />;
}

/** Hides many chats until the same moment. */
export function SnoozeMany({ count, ...rest }: Props & { count: number }) {
  const { t } = useWords();
  return <SnoozeDialog who={t("bulk-count", { count })} before={null} {...rest} />;
}

function SnoozeDialog({ who, before, onSnooze, onClose }: Props & { who: ReactNode; before: number | null }) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const send = async (text: string) => {
    // A second Enter must not snooze twice.
    if (busy) return;
    setBusy(true);
    try {
      await onSnooze(text);
      onClose();
    } catch (thrown) {
      setFault(refusalWords(words, Refusal.from(thrown)));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Nothing typed would bring a chat back, which is another button's act.
    if (typed.trim() === "") setFault(t("sla-snooze-empty"));
    else void send(typed);
  };
  return (
    <Dialog label={t("snooze-title")} onClose={onClose} className="question snooze">
      <h1>{t("snooze-title")}</h1>
      {who && <p className="snooze-who">{who}</p>}
      <form className="snooze-form" onSubmit={submit}>
        <label htmlFor={id}>{t("snooze-label")}</label>
        <span className="snooze-line">
          <input
            id={id}
            className="field"
            data-testid="snooze-until"
            autoComplete="off"
            maxLength={100}
            placeholder={t("snooze-example")}
            value={typed}
            aria-invalid={fault !== null}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setTyped(event.target.value);
              setFault(null);
            }}
          />
          <Button kind="primary" type="submit" data-testid="snooze-save">
            {t("snooze-save")}
          </Button>
        </span>
        <p id={`${id}-hint`} className={fault ? "hint hint-bad" : "hint"} role={fault ? "alert" : undefined} data-testid="snooze-hint">
          {fault ?? t("snooze-hint")}
        </p>
      </form>
      <div className="snooze-quick">
        {QUICK.map(({ name, typed: text }) => (
          <Button key={name} data-testid={`snooze-${name}`} onClick={() => void send(text)}>
            {t(`snooze-${name}`)}
          </Button>
        ))}
      </div>
      {before !== null && (
        <div className="snooze-now">
          <p>{isUntilBuyerWrites(before) ? t("snooze-line-buyer") : t("snooze-line", { until: until(words, before, Date.now()) })}</p>
          <Button data-testid="snooze-back" onClick={() => void send("")}>
            {t("snooze-back")}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
