import { type ReactNode, useCallback, useState } from "react";
import type { ChatId } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { useNotices } from "../../shared/notices";
import { useWords } from "../../words/words";
import { SnoozeDialog } from "./SnoozeDialog";
import { isUntilBuyerWrites, typedFor, until } from "./until";

interface Snoozing {
  /** Asks until when; nothing happens without a chat. */
  ask(chat: ChatId | null): void;
  /** Brings a hidden chat back at once. */
  bringBack(chat: ChatId, before: number | null): void;
  dialog: ReactNode;
}

/** Hiding chats for a while, and the way back from it. `onActed` hears of every act, so that Z undoes the newest thing. */
export function useSnooze(onActed: () => void): Snoozing {
  const words = useWords();
  const { t } = words;
  const { offer } = useNotices();
  const { mutateAsync } = useOperation("chat_snooze");
  const [asked, setAsked] = useState<ChatId | null>(null);

  const put = useCallback(
    async (chat: ChatId, typed: string, before: number | null) => {
      const { until_ms } = await mutateAsync({ chat, until: typed });
      onActed();
      const back = typedFor(before, Date.now());
      const text =
        until_ms == null
          ? t("snooze-returned")
          : isUntilBuyerWrites(until_ms)
            ? t("snooze-done-buyer")
            : t("snooze-done", { until: until(words, until_ms, Date.now()) });
      offer({
        text,
        undo: () => void mutateAsync({ chat, until: back }).catch((refusal) => offer({ text: words.error(refusal.code) })),
      });
    },
    [mutateAsync, offer, onActed, t, words],
  );
  const bringBack = useCallback(
    (chat: ChatId, before: number | null) => void put(chat, "", before).catch((refusal) => offer({ text: words.error(refusal.code) })),
    [put, offer, words],
  );
  const dialog = asked !== null && <SnoozeDialog chat={asked} onSnooze={(typed, before) => put(asked, typed, before)} onClose={() => setAsked(null)} />;
  return { ask: setAsked, bringBack, dialog };
}
