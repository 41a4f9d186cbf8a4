import { useMemo } from "react";
import type { ChatId } from "../../api/bindings";
import { usePerson } from "../../api/queries";

/** Goes to the next chat of the open chat's buyer; nothing where there is none. */
export function useNextOfBuyer(chat: ChatId | null, open: (chat: ChatId) => void): (() => void) | undefined {
  const chats = usePerson(chat).data?.chats;
  return useMemo(() => {
    if (chat === null || !chats || chats.length < 2) return undefined;
    // By number, not by the newest words: the same key again goes on, and round.
    const ids = chats.map((each) => each.row.chat).sort((a, b) => a - b);
    const next = ids[(ids.indexOf(chat) + 1) % ids.length];
    return next === undefined ? undefined : () => open(next);
  }, [chat, chats, open]);
}
