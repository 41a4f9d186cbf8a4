import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import type { ChatId, ChatView, MessageId, OutboxView } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { useChat } from "../../api/queries";
import { afterPaint } from "../../shared/afterPaint";
import { Button } from "../../shared/Button";
import { EmptyPane } from "../../shared/EmptyPane";
import { useLetGo } from "../../shared/letGo";
import { useWords } from "../../words/words";
import { SnoozeStrip } from "../snooze/SnoozeStrip";
import { Reading } from "./Reading";
import { RefusedStrip } from "./RefusedStrip";
import { ThreadHead } from "./ThreadHead";

interface Props extends Omit<ComponentProps<typeof ThreadHead>, "view"> {
  chat: ChatId;
  /** The message to open at; none for the chat's end. */
  at?: MessageId | null;
  onNewest: () => void;
  /** Goes to a message of this chat. */
  onJump: (message: MessageId) => void;
  onBringBack: (chat: ChatView) => void;
  onCancel: (reply: OutboxView) => void;
  /** A field over the thread, where something is looked for in it. */
  find?: ReactNode;
  /** The composer, given from outside: a thread does not know how replies are written. */
  composer: (chat: ChatView) => ReactNode;
}

/**
 * One opened chat. Its head stays and changes its words; what is read and written is made anew with each `visit`: no
 * place, no text and no step of undoing goes from one chat into another.
 */
export function Thread({ chat, visit, at = null, onNewest, onBack, onJump, onBringBack, onCancel, find, composer, ...acts }: Props) {
  const words = useWords();
  const { t } = words;
  const { data: view, error } = useChat(chat);
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
  return (
    <main className="thread" aria-label={t("thread-label")}>
      <ThreadHead view={view} visit={visit} onBack={onBack} {...acts} />
      {find}
      <SnoozeStrip row={view.row} onBringBack={() => onBringBack(view)} />
      <RefusedStrip view={view} />
      <Visit key={visit} chat={chat} at={at} onNewest={onNewest} onJump={onJump} onCancel={onCancel} composer={composer} />
    </main>
  );
}

/** What is read and written in a chat while it is open. */
function Visit({ chat, at = null, onNewest, onJump, onCancel, composer }: Pick<Props, "chat" | "at" | "onNewest" | "onJump" | "onCancel" | "composer">) {
  const { data: view, fresh } = useChat(chat);
  useMarkRead(fresh ? view : undefined);
  const pane = useRef<HTMLDivElement>(null);
  useLetGo(pane, view !== undefined);
  if (!view) return null;
  return (
    <div ref={pane} className="thread-visit">
      <Reading view={view} fresh={fresh} at={at} onJump={onJump} onCancel={onCancel} onNewest={onNewest} />
      {composer(view)}
    </div>
  );
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
