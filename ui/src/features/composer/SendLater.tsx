import { useState } from "react";
import type { ChatId } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { useSendTime } from "../../api/queries";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { Dialog } from "../../shared/Dialog";
import { TypedLine, useTyped } from "../../shared/TypedLine";
import { useWords, type Words } from "../../words/words";
import { until } from "../snooze/until";

/** The core reads all five languages; these are its own words. */
const QUICK = [
  { name: "opening", typed: "opening" },
  { name: "hour", typed: "1h" },
  { name: "tomorrow", typed: "tomorrow 9" },
] as const;

interface Props {
  chat: ChatId;
  /** Answers why it was not sent off, in words; refuses with what the core says. */
  onSend: (typed: string) => Promise<string | null>;
  onClose: () => void;
}

function refused(words: Words, thrown: unknown): string {
  return words.error(Refusal.from(thrown).code);
}

/** When the reply shall leave: typed, with what was understood beneath, or one of three usual moments. */
export function SendLater({ chat, onSend, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { typed, fault, setFault, onType } = useTyped();
  const [busy, setBusy] = useState(false);
  const { data, error } = useSendTime(chat, typed);
  const send = async (text: string) => {
    // A second Enter must not plan twice.
    if (busy) return;
    setBusy(true);
    try {
      const why = await onSend(text);
      if (why === null) return onClose();
      setFault(why);
    } catch (thrown) {
      setFault(refused(words, thrown));
    }
    setBusy(false);
  };
  const submit = () => {
    if (typed.trim() === "") setFault(words.error("send_time_not_understood"));
    else void send(typed);
  };
  const at = useNow((now) => (data ? until(words, data.at_ms, now) : ""));
  const understood = data && typed.trim() !== "" ? t(data.open ? "later-at" : "later-at-closed", { at }) : null;
  return (
    <Dialog label={t("later-title")} onClose={onClose} className="question snooze">
      <h1>{t("later-title")}</h1>
      <TypedLine
        label={t("later-label")}
        example={t("later-example")}
        act={t("later-save")}
        hint={understood ?? (error && typed.trim().length > 2 ? words.error("send_time_not_understood") : t("later-hint"))}
        fault={fault}
        live
        typed={typed}
        maxLength={100}
        names={{ field: "later-at", act: "later-save", hint: "later-hint" }}
        onType={onType}
        onSubmit={submit}
      />
      <div className="snooze-quick">
        {QUICK.map(({ name, typed: text }) => (
          <QuickTime key={name} chat={chat} name={name} typed={text} onSend={() => void send(text)} />
        ))}
      </div>
    </Dialog>
  );
}

/** A usual moment, with what it comes to in this shop. */
function QuickTime({ chat, name, typed, onSend }: { chat: ChatId; name: string; typed: string; onSend: () => void }) {
  const words = useWords();
  const { data } = useSendTime(chat, typed);
  const at = useNow((now) => (data ? until(words, data.at_ms, now) : ""));
  return (
    <Button data-testid={`later-${name}`} onClick={onSend}>
      {words.t(`later-${name}`)}
      {data && <span className="muted">{at}</span>}
    </Button>
  );
}
