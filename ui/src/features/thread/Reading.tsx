import { useState } from "react";
import type { ChatPlace, ChatView, MessageId, OutboxView } from "../../api/bindings";
import { readingPlace } from "../../api/pages";
import { JumpContext } from "./Quoted";
import { Transcript } from "./Transcript";
import { ViewerProvider } from "./ViewerProvider";

interface Props {
  view: ChatView;
  /** Whether the core has answered since this chat was opened; what was here before may be old. */
  fresh: boolean;
  at: MessageId | null;
  /** Goes to a message of this chat. */
  onJump: (message: MessageId) => void;
  onCancel: (reply: OutboxView) => void;
  onNewest: () => void;
}

/** The messages of one opening of a chat, from where its owner had stopped reading. */
export function Reading({ view, fresh, at, onJump, onCancel, onNewest }: Props) {
  const border = useBorder(fresh ? view : undefined);
  const start = usePlace(fresh ? view : undefined);
  return (
    <ViewerProvider>
      {border !== undefined && start !== undefined && (
        <JumpContext value={onJump}>
          <Transcript chat={view} at={at} place={start} readUpTo={border} onCancel={onCancel} onNewest={onNewest} />
        </JumpContext>
      )}
    </ViewerProvider>
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
