import { useCallback, useRef } from "react";
import type { ChatId, ChatView, OutboxView } from "../api/bindings";
import { useHost, useOperation } from "../api/core";
import { giveBack } from "../features/composer/drafts";
import { useActs } from "../features/select/useActs";
import { useNotices } from "../shared/notices";
import { useWords } from "../words/words";

/** What the owner does with replies and chats, and the way back from it. */
export function useReplies(open: (chat: ChatId) => void) {
  const words = useWords();
  const { t } = words;
  const host = useHost();
  /** The newest reply, until something else was done after it: Z undoes the newest thing. */
  const newest = useRef<OutboxView | null>(null);
  const { offer, undoLast } = useNotices();
  const acted = useCallback(() => {
    newest.current = null;
  }, []);
  const acts = useActs(acted);
  const cancel = useOperation("outbox_cancel");

  const cancelReply = useCallback(
    (reply: OutboxView) =>
      cancel.mutate(
        { outbox: reply.outbox },
        {
          onSuccess: () => {
            if (reply.text !== "") giveBack(reply.chat, reply.text);
          },
          onError: (refusal) => offer({ text: words.error(refusal.code) }),
        },
      ),
    [cancel.mutate, offer, words],
  );

  const onSent = useCallback((reply: OutboxView) => {
    newest.current = reply;
  }, []);

  /** Files left with the text as replies of their own, at the same moment: they come back with it. */
  const withdrawTogether = useCallback(
    async (reply: OutboxView) => {
      const queued = await host.call("outbox_list", { chat: reply.chat, state: "queued" }).catch(() => []);
      for (const each of queued) if (each.file && each.outbox !== reply.outbox && each.queued_at_ms === reply.queued_at_ms) cancelReply(each);
    },
    [host, cancelReply],
  );

  /** Z: the newest reply while it can still be held back, else the newest act, then the one before it. */
  const undo = useCallback(() => {
    const reply = newest.current;
    newest.current = null;
    if (reply && reply.next_at_ms > Date.now()) {
      cancelReply(reply);
      void withdrawTogether(reply);
    } else if (reply) {
      // What was done before the reply is not what the owner wants back now; asked again, he does.
      offer({ text: t("undo-too-late") });
    } else if (!undoLast()) acts.takeBack();
  }, [cancelReply, undoLast, withdrawTogether, acts, offer, t]);

  const moveChat = useCallback(
    ({ chat, queue }: Pick<ChatView["row"], "chat" | "queue">) => acts.try({ chats: [chat] }, { do: "move", queue: queue === "done" ? "waiting" : "done" }),
    [acts],
  );

  const showTroubled = useCallback(async () => {
    for (const state of ["failed", "unconfirmed"] as const) {
      const [reply] = await host.call("outbox_list", { state, limit: 1 }).catch(() => []);
      if (reply) return open(reply.chat);
    }
  }, [host, open]);

  return { cancelReply, onSent, undo, moveChat, acts, showTroubled };
}
