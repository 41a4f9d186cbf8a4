import { useCallback, useRef, useState } from "react";
import type { ChatId, ChatRow, ChatView, OutboxView } from "../api/bindings";
import { useHost, useOperation } from "../api/core";
import { putBack, saveNow } from "../features/composer/drafts";
import { type Target, useActs } from "../features/select/useActs";
import { useNotices } from "../shared/notices";
import { useWords } from "../words/words";

/** What the owner does with replies and chats, and the way back from it. */
export function useReplies(open: (chat: ChatId) => void) {
  const words = useWords();
  const { t } = words;
  const host = useHost();
  /** The newest reply, until something else was done after it: Z undoes the newest thing. */
  const newest = useRef<OutboxView | null>(null);
  /** The way back that was offered last before it left. */
  const wayBefore = useRef(0);
  const [leaving, setLeaving] = useState<OutboxView | null>(null);
  /** That reply closed its chat as well. */
  const closed = useRef(false);
  const { offer, undoLast, wayBack } = useNotices();
  const acted = useCallback(() => {
    newest.current = null;
  }, []);
  const acts = useActs(acted);
  const { mutate: hold } = useOperation("outbox_cancel");

  const cancelReply = useCallback(
    async (reply: OutboxView) => {
      // The core joins what comes back with what stands in the composer: it has to know that first.
      await saveNow(reply.chat);
      hold(
        { outbox: reply.outbox },
        {
          onSuccess: (back) => {
            setLeaving((now) => (now?.outbox === reply.outbox ? null : now));
            if (back.draft != null) putBack(reply.chat, back.draft, back.seen ?? null, back.answers ?? null);
          },
          onError: (refusal) => offer({ text: refusal.code === "state_conflict" ? t("undo-too-late") : words.error(refusal.code) }),
        },
      );
    },
    [hold, offer, words, t],
  );

  const left = useCallback(
    (reply: OutboxView, andClosed: boolean) => {
      newest.current = reply;
      closed.current = andClosed;
      wayBefore.current = wayBack();
      setLeaving(reply);
    },
    [wayBack],
  );
  const onSent = useCallback((reply: OutboxView) => left(reply, false), [left]);

  /** The reply closes its chat; both come back together. */
  const onSentDone = useCallback(
    (reply: OutboxView) => {
      const said = acts.run({ chats: [reply.chat] }, { do: "move", queue: "done" }, t("acted-sent-done"));
      said.then(
        () => left(reply, true),
        () => left(reply, false),
      );
    },
    [acts, left, t],
  );

  /** Z: the newest reply while it can still be held back, else the newest act, then the one before it. */
  const undo = useCallback(() => {
    // What was done after the reply goes first; the reply can still be taken back after that.
    if (wayBack() > wayBefore.current && undoLast()) return;
    const reply = newest.current;
    newest.current = null;
    if (reply && reply.next_at_ms > Date.now()) {
      void cancelReply(reply);
      if (closed.current && !undoLast()) acts.takeBack();
      if (closed.current) open(reply.chat);
    } else if (reply) {
      // What was done before the reply is not what the owner wants back now; asked again, he does.
      offer({ text: t("undo-too-late") });
    } else if (!undoLast()) acts.takeBack();
  }, [cancelReply, undoLast, wayBack, acts, offer, open, t]);

  /** The button that names the reply: that one, whatever was done after it. */
  const unsend = useCallback(() => {
    if (leaving === null) return;
    if (newest.current === leaving) {
      if (wayBack() <= wayBefore.current) return undo();
      newest.current = null;
    }
    void cancelReply(leaving);
    if (closed.current) open(leaving.chat);
  }, [leaving, wayBack, undo, cancelReply, open]);

  const moveChat = useCallback(
    ({ chat, queue }: Pick<ChatView["row"], "chat" | "queue">) => acts.try({ chats: [chat] }, { do: "move", queue: queue === "done" ? "waiting" : "done" }),
    [acts],
  );

  /** Spam: what the buyers wrote last is corrected, so that the program learns it, and the chats are marked and closed. */
  const markSpam = useCallback(
    async (target: Target, rows: readonly ChatRow[], done?: () => void) => {
      const views = "chats" in target ? await Promise.all(rows.map(({ chat }) => host.call("chat_get", { chat }).catch(() => null))) : [];
      const heard = views.flatMap((view) =>
        view?.analysis && view.analysis.intent !== "abuse_spam" ? [{ chat: view.row.chat, message: view.analysis.message }] : [],
      );
      await Promise.all(heard.map((each) => host.call("analysis_correct", { ...each, intent: "abuse_spam" }).catch(() => null)));
      acts.try(target, { do: "spam", on: true }, done);
    },
    [host, acts],
  );

  const showTroubled = useCallback(async () => {
    for (const which of [{ state: "failed" }, { state: "unconfirmed" }, { held: true }] as const) {
      const [reply] = await host.call("outbox_list", { ...which, limit: 1 }).catch(() => []);
      if (reply) return open(reply.chat);
    }
  }, [host, open]);

  return { cancelReply, leaving, onSent, onSentDone, markSpam, undo, unsend, moveChat, acts, showTroubled };
}
