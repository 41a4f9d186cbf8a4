import { Columns2, Link2Off, UserCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { ActDone, ChatId, ChatRow, PersonBecause, PersonSuggestion } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { usePerson, useShop, useSuggestions } from "../../api/queries";
import { isOurs } from "../../shared/author";
import { Button, IconButton } from "../../shared/Button";
import { ChannelMark } from "../../shared/ChannelMark";
import { channelName } from "../../shared/channelName";
import { useNow } from "../../shared/clock";
import { Kbd } from "../../shared/Kbd";
import { useNotices } from "../../shared/notices";
import { short } from "../../shared/time";
import { harmless, Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";

interface Props {
  chat: ChatId;
  onOpen: (chat: ChatId) => void;
  onBeside: (chat: ChatId) => void;
  /** Says what was done, with the way back. */
  onDone: (text: string, undo: number | null | undefined) => void;
}

/** The buyer's other chats, in whichever shop: those the owner joined, then those that may be the same buyer's. */
export function PeopleBlock({ chat, onOpen, onBeside, onDone }: Props) {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const chats = usePerson(chat).data?.chats ?? [];
  const suggested = useSuggestions(chat).data ?? [];
  const join = useOperation("people_join");
  const part = useOperation("people_part");
  const apart = useOperation("people_apart");
  const after = (said: string) => ({
    onSuccess: (done: ActDone) => onDone(said, done.undo),
    onError: (refusal: { code: Parameters<typeof words.error>[0] }) => offer({ text: words.error(refusal.code) }),
  });
  const others = chats.filter((each) => each.row.chat !== chat);
  if (others.length === 0 && suggested.length === 0) return null;
  return (
    <section className="side-block people" data-testid="people" aria-label={t("people-title")}>
      <h2>
        {t("people-title")} {others.length > 0 && <Kbd action="nextOfBuyer" />}
      </h2>
      {others.length > 0 && (
        <ul className="people-list">
          {others.map(({ row, by_itself }) => (
            <li key={row.chat} data-testid="people-chat">
              <OtherChat row={row} onOpen={onOpen} note={by_itself ? t("people-by-itself") : null} />
              <span className="people-acts">
                <BesideButton chat={row.chat} onBeside={onBeside} />
                <IconButton label={t("people-part")} data-testid="people-part" onClick={() => part.mutate({ chat: row.chat }, after(t("people-parted")))}>
                  <Link2Off size={16} />
                </IconButton>
              </span>
            </li>
          ))}
          {others.length > 1 && (
            <li className="people-leave">
              <Button kind="link" data-testid="people-leave" onClick={() => part.mutate({ chat }, after(t("people-parted")))}>
                {t("people-leave")}
              </Button>
            </li>
          )}
        </ul>
      )}
      {suggested.length > 0 && <h3 className="people-perhaps">{t("people-perhaps")}</h3>}
      {suggested.length > 0 && (
        <ul className="people-list">
          {suggested.map((hint) => (
            <li key={hint.row.chat} className="people-hint" data-testid="people-hint" data-sureness={hint.sureness}>
              <OtherChat row={hint.row} onOpen={onOpen} note={<Because hint={hint} />} />
              <span className="people-acts">
                <BesideButton chat={hint.row.chat} onBeside={onBeside} />
              </span>
              <span className="people-choice">
                <Button data-testid="people-join" onClick={() => join.mutate({ chats: [chat, hint.row.chat] }, after(t("people-joined")))}>
                  <UserCheck size={14} aria-hidden="true" /> {t("people-join")}
                </Button>
                <Button kind="quiet" data-testid="people-apart" onClick={() => apart.mutate({ chat, other: hint.row.chat }, after(t("people-apart-said")))}>
                  {t("people-apart")}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function BesideButton({ chat, onBeside }: Pick<Props, "chat" | "onBeside">) {
  const { t } = useWords();
  return (
    <IconButton label={t("people-beside")} data-testid="people-beside" onClick={() => onBeside(chat)}>
      <Columns2 size={16} />
    </IconButton>
  );
}

/** One chat: where it is, what about, how it stands, its last words; pressing it opens it. */
function OtherChat({ row, note, onOpen }: { row: ChatRow; note: ReactNode; onOpen: (chat: ChatId) => void }) {
  const words = useWords();
  const { t } = words;
  const shop = useShop(row.account);
  const at = useNow((now) => (row.last_message ? short(words, row.last_message.sent_at_ms, now) : ""));
  const waits = row.queue === "waiting" && row.snoozed_until_ms == null;
  const state = row.snoozed_until_ms != null ? "snoozed" : row.queue.replace("_", "-");
  return (
    <button type="button" className="people-chat" data-testid="people-open" onClick={() => onOpen(row.chat)}>
      <span className="people-head">
        <ChannelMark channel={row.channel} />
        <span className="people-shop">
          <Untrusted text={shop?.name ?? ""} />
          <span className="visually-hidden">, {channelName(words, row.channel)}</span>
        </span>
        <span className={waits ? "people-state people-waits" : "people-state"}>{t(`people-state-${state}`)}</span>
      </span>
      <span className="people-about">
        <Untrusted text={row.customer || t("buyer-nameless")} />
        {row.item?.title && (
          <>
            {" · "}
            <Untrusted text={row.item.title} />
          </>
        )}
      </span>
      {row.last_message && (
        <span className="people-last">
          <span className="people-text" dir="auto">
            {isOurs(row.last_message.author) && `${t("row-you")} `}
            {harmless(row.last_message.text) || t("row-no-text")}
          </span>
          <time>{at}</time>
        </span>
      )}
      {note && <span className="people-note">{note}</span>}
    </button>
  );
}

/** A long number by its two ends: it is known by them, and the whole stands in the chat. */
function brief(number: string): string {
  const signs = Array.from(number);
  return signs.length > 14 ? `${signs.slice(0, 6).join("")}…${signs.slice(-4).join("")}` : number;
}

function Because({ hint }: { hint: PersonSuggestion }) {
  const { t } = useWords();
  const said = (because: PersonBecause) => t(`people-reason-${because.reason}`, { value: brief(harmless(because.value ?? "")) });
  return (
    <>
      <strong>{t(`people-${hint.sureness}`)}</strong> {hint.reasons.map(said).join(", ")}
    </>
  );
}
