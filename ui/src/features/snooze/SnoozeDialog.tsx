import { type ReactNode, useState } from "react";
import type { AccountId, ChatId } from "../../api/bindings";
import { Refusal } from "../../api/host";
import { useChat, useSnoozeTime } from "../../api/queries";
import { Button } from "../../shared/Button";
import { useNow } from "../../shared/clock";
import { Dialog } from "../../shared/Dialog";
import { TypedLine, useTyped } from "../../shared/TypedLine";
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
  return <SnoozeDialog who={who} whose={{ chat }} before={row?.snoozed_until_ms ?? null} {...rest} />;
}

/** Hides many chats until the same moment, by the clock of their shop where they are its whole list. */
export function SnoozeMany({ count, account, ...rest }: Props & { count: number; account: AccountId | null }) {
  const { t } = useWords();
  return <SnoozeDialog who={t("bulk-count", { count })} whose={account === null ? {} : { account }} before={null} {...rest} />;
}

interface Asking extends Props {
  who: ReactNode;
  whose: Parameters<typeof useSnoozeTime>[0];
  before: number | null;
}

/** What was understood of what stands in the line, or why nothing was; none while there is too little to say. */
function useUnderstood(whose: Asking["whose"], typed: string): string | null {
  const words = useWords();
  const { t } = words;
  const { data, error } = useSnoozeTime(whose, typed);
  const at = data?.until_ms;
  const moment = useNow((now) => (at == null || isUntilBuyerWrites(at) ? "" : until(words, at, now)));
  if (typed.trim() === "") return null;
  if (at != null) return isUntilBuyerWrites(at) ? t("snooze-line-buyer") : t("snooze-understood", { until: moment });
  return error && typed.trim().length > 2 ? refusalWords(words, Refusal.from(error)) : null;
}

function SnoozeDialog({ who, whose, before, onSnooze, onClose }: Asking) {
  const words = useWords();
  const { t } = words;
  const { typed, fault, setFault, onType } = useTyped();
  const understood = useUnderstood(whose, typed);
  const [busy, setBusy] = useState(false);
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
  const asleep = useNow((now) => (before === null || isUntilBuyerWrites(before) ? "" : until(words, before, now)));
  const submit = () => {
    // Nothing typed would bring a chat back, which is another button's act.
    if (typed.trim() === "") setFault(t("sla-snooze-empty"));
    else void send(typed);
  };
  return (
    <Dialog label={t("snooze-title")} onClose={onClose} className="question snooze">
      <h1>{t("snooze-title")}</h1>
      {who && <p className="snooze-who">{who}</p>}
      <TypedLine
        label={t("snooze-label")}
        example={t("snooze-example")}
        act={t("snooze-save")}
        hint={understood ?? t("snooze-hint")}
        fault={fault}
        live
        typed={typed}
        maxLength={100}
        names={{ field: "snooze-until", act: "snooze-save", hint: "snooze-hint" }}
        onType={onType}
        onSubmit={submit}
      />
      <div className="snooze-quick">
        {QUICK.map(({ name, typed: text }) => (
          <Button key={name} data-testid={`snooze-${name}`} onClick={() => void send(text)}>
            {t(`snooze-${name}`)}
          </Button>
        ))}
      </div>
      {before !== null && (
        <div className="snooze-now">
          <p>{isUntilBuyerWrites(before) ? t("snooze-line-buyer") : t("snooze-line", { until: asleep })}</p>
          <Button data-testid="snooze-back" onClick={() => void send("")}>
            {t("snooze-back")}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
