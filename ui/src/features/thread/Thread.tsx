import { ArrowLeft, CalendarSearch, FileDown, Moon, PanelRight, Tag } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ChatId, ChatPlace, ChatView, MessageId, OutboxView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { readingPlace } from "../../api/pages";
import { useChat, useShop } from "../../api/queries";
import { afterPaint } from "../../shared/afterPaint";
import { Button, IconButton } from "../../shared/Button";
import { channelName } from "../../shared/channelName";
import { EmptyPane } from "../../shared/EmptyPane";
import { Kbd } from "../../shared/Kbd";
import { useLetGo } from "../../shared/letGo";
import { ShopMark } from "../../shared/ShopMark";
import { Untrusted } from "../../shared/Untrusted";
import { useWords } from "../../words/words";
import { LabelTags } from "../labels/LabelTags";
import { WaitChip } from "../list/WaitChip";
import { SnoozeStrip } from "../snooze/SnoozeStrip";
import { JumpContext } from "./Quoted";
import { Transcript } from "./Transcript";
import { ViewerProvider } from "./ViewerProvider";

interface Props {
  chat: ChatId;
  /** The message to open at; none for the chat's end. */
  at?: MessageId | null;
  onNewest: () => void;
  onBack: () => void;
  onSide: () => void;
  onMove: (chat: ChatView) => void;
  onSnooze: () => void;
  onLabel: () => void;
  onDate: () => void;
  onExport: () => void;
  /** Goes to a message of this chat. */
  onJump: (message: MessageId) => void;
  onBringBack: (chat: ChatView) => void;
  onCancel: (reply: OutboxView) => void;
  /** A field over the thread, where something is looked for in it. */
  find?: ReactNode;
  /** The composer, given from outside: a thread does not know how replies are written. */
  composer: (chat: ChatView) => ReactNode;
}

/** One opened chat; give it the chat's id as its key. */
export function Thread({
  chat,
  at = null,
  onNewest,
  onBack,
  onSide,
  onMove,
  onSnooze,
  onLabel,
  onDate,
  onExport,
  onJump,
  onBringBack,
  onCancel,
  find,
  composer,
}: Props) {
  const words = useWords();
  const { t } = words;
  const { data: view, error, fresh } = useChat(chat);
  const shop = useShop(view?.row.account ?? 0);
  const border = useBorder(fresh ? view : undefined);
  const start = usePlace(fresh ? view : undefined);
  useMarkRead(fresh ? view : undefined);
  const pane = useRef<HTMLElement>(null);
  useLetGo(pane, view !== undefined);

  if (error && !view) {
    return (
      <main className="thread">
        <EmptyPane title={words.error(Refusal.from(error).code)}>
          <Button onClick={onBack}>{t("back-to-list")}</Button>
        </EmptyPane>
      </main>
    );
  }
  if (!view) return <main className="thread" aria-busy="true" />;
  const done = view.row.queue === "done";
  const nameless = view.row.customer === "";
  return (
    <main ref={pane} className="thread" aria-label={t("thread-label")}>
      <header className="pane-head thread-head">
        <IconButton label={t("back-to-list")} className="only-narrow" onClick={onBack}>
          <ArrowLeft size={20} />
        </IconButton>
        <div className="thread-title">
          <h1 dir="auto" className={nameless && view.kind !== "buyer" ? "kind-name" : undefined}>
            {nameless ? t(view.kind === "buyer" ? "buyer-nameless" : `chat-${view.kind}`) : <Untrusted text={view.row.customer} />}
          </h1>
          <p>
            <ShopMark name={view.account_name} colour={shop?.colour ?? 0} />
            <span className="thread-shop">
              {view.row.channel !== "demo" && `${channelName(words, view.row.channel)}, `}
              <Untrusted text={view.account_name} />
            </span>
            {view.kind !== "buyer" && (
              <span className={view.kind === "dispute" ? "tag tag-warn" : "tag"} data-testid="chat-kind">
                {t(`chat-${view.kind}`)}
              </span>
            )}
            {done && <span className="tag">{t("thread-done")}</span>}
            <LabelTags ids={view.row.labels} most={1} />
          </p>
        </div>
        <div className="thread-acts">
          <WaitChip row={view.row} reachable />
          <IconButton label={t("key-jump-date")} data-testid="jump-date" onClick={onDate}>
            <CalendarSearch size={18} />
          </IconButton>
          <IconButton label={t("export-title-one")} data-testid="export" onClick={onExport}>
            <FileDown size={18} />
          </IconButton>
          <IconButton label={t("key-label")} data-testid="label" onClick={onLabel}>
            <Tag size={18} />
          </IconButton>
          <IconButton label={t("key-snooze")} data-testid="snooze" onClick={onSnooze}>
            <Moon size={18} />
          </IconButton>
          <Button data-testid="done" onClick={() => onMove(view)}>
            {t(done ? "reopen" : "done")} <Kbd action="done" />
          </Button>
          <IconButton label={t("side-toggle")} className="only-folded-side" onClick={onSide}>
            <PanelRight size={20} />
          </IconButton>
        </div>
      </header>
      {find}
      <SnoozeStrip row={view.row} onBringBack={() => onBringBack(view)} />
      <ViewerProvider>
        {border !== undefined && start !== undefined && (
          <JumpContext value={onJump}>
            <Transcript chat={view} at={at} place={start} readUpTo={border} onCancel={onCancel} onNewest={onNewest} />
          </JumpContext>
        )}
      </ViewerProvider>
      {composer(view)}
    </main>
  );
}

/** Where the owner had stopped reading when the chat was opened; it stays there while the chat is open. */
function useBorder(view: ChatView | undefined): MessageId | null | undefined {
  const [border, setBorder] = useState<MessageId | null>();
  if (view && border === undefined) setBorder(view.row.unread > 0 ? (view.read_up_to ?? 0) : null);
  return border;
}

/** Where the owner was reading when the chat was opened; it stays that while the chat is open. */
function usePlace(view: ChatView | undefined): ChatPlace | null | undefined {
  const [place, setPlace] = useState<ChatPlace | null>();
  if (view && place === undefined) setPlace(readingPlace(view));
  return place;
}

/** Looking at a chat reads it: at once, and again for what arrives while the window is in front. */
function useMarkRead(view: ChatView | undefined): void {
  const { mutate } = useOperation("chat_read");
  const chat = view?.row.chat;
  const unread = view?.row.unread ?? 0;
  useEffect(() => {
    if (chat === undefined || unread === 0) return;
    const read = () => {
      if (document.visibilityState !== "hidden") mutate({ chat });
    };
    // After its words are on the screen: the mark asks for lists and counts anew, and the eyes came for the words.
    const callOff = afterPaint(read);
    document.addEventListener("visibilitychange", read);
    return () => {
      callOff();
      document.removeEventListener("visibilitychange", read);
    };
  }, [chat, unread, mutate]);
}
