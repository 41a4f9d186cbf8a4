import { useCallback, useMemo } from "react";
import type { ChatFilter, ChatId, ChatsDo, UndoId } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { Refusal } from "../../api/host";
import { useNotices } from "../../shared/notices";
import { useWords, type Words } from "../../words/words";
import { isUntilBuyerWrites, until } from "../snooze/until";

/** What an act is done with: chats, or everything a list held at a moment. */
export type Target = { chats: readonly ChatId[] } | { all: ChatFilter; seenAt: number };

export interface Acts {
  /** Does it, says so, and offers the way back. The refusal is thrown: a dialog may have a place for it. */
  run(target: Target, act: ChatsDo, said?: string): Promise<void>;
  /** As `run`, with a refusal said as a notice. `done` is called once it is done. */
  try(target: Target, act: ChatsDo, done?: () => void): void;
  /** Takes an act back, the newest where none is named. */
  takeBack(undo?: UndoId): void;
  /** Says what was done, with the way back. */
  offerBack(text: string, undo: UndoId | null | undefined): void;
}

function saidOf(words: Words, act: ChatsDo, count: number, untilMs: number | null): string {
  const { t } = words;
  switch (act.do) {
    case "move":
      return t(act.queue === "done" ? "acted-done" : act.queue === "waiting" ? "acted-back" : "acted-taken", { count });
    case "snooze":
      if (untilMs === null) return t("acted-returned", { count });
      return isUntilBuyerWrites(untilMs) ? t("acted-snoozed-buyer", { count }) : t("acted-snoozed", { count, until: until(words, untilMs, Date.now()) });
    case "star":
      return t(act.on ? "acted-starred" : "acted-unstarred", { count });
    case "spam":
      return t(act.on ? "acted-spam" : "acted-unspam", { count });
    case "label":
      return t(act.on ? "acted-labelled" : "acted-unlabelled", { count });
    default:
      return t(`acted-${act.do}`, { count });
  }
}

/** Acts on one chat or many, each with its way back. `onActed` hears of every one, so that Z undoes the newest thing. */
export function useActs(onActed: () => void): Acts {
  const words = useWords();
  const { offer } = useNotices();
  const { mutateAsync } = useOperation("chats_act");
  const { mutate: undoMutate } = useOperation("undo");

  const takeBack = useCallback(
    (undo?: UndoId) =>
      undoMutate(undo === undefined ? {} : { undo }, {
        onSuccess: ({ left }) => offer({ text: left > 0 ? words.t("undone-but", { count: left }) : words.t("undone") }),
        onError: (refusal) => offer({ text: words.error(refusal.code) }),
      }),
    [undoMutate, offer, words],
  );
  const offerBack = useCallback(
    (text: string, undo: UndoId | null | undefined) => {
      onActed();
      offer(undo == null ? { text } : { text, undo: () => takeBack(undo) });
    },
    [offer, onActed, takeBack],
  );
  const run = useCallback(
    async (target: Target, act: ChatsDo, said?: string) => {
      const request = "chats" in target ? { chats: [...target.chats], act } : { all: target.all, seen_at_ms: target.seenAt, act };
      const done = await mutateAsync(request);
      offerBack(done.undo == null ? words.t("acted-nothing") : (said ?? saidOf(words, act, done.chats, done.until_ms ?? null)), done.undo);
    },
    [mutateAsync, offerBack, words],
  );
  const tryIt = useCallback(
    (target: Target, act: ChatsDo, done?: () => void) => void run(target, act).then(done, (thrown) => offer({ text: words.error(Refusal.from(thrown).code) })),
    [run, offer, words],
  );
  return useMemo(() => ({ run, try: tryIt, takeBack, offerBack }), [run, tryIt, takeBack, offerBack]);
}
