import { useMemo } from "react";
import type { ChatId } from "../../api/bindings";
import { usePerson } from "../../api/queries";

/** The next chat of the open chat's buyer, in whichever shop; nothing where there is none. */
export function useNextOfBuyer(chat: ChatId | null): ChatId | undefined {
  const chats = usePerson(chat).data?.chats;
  return useMemo(() => {
    if (chat === null || !chats || chats.length < 2) return undefined;
    // By number, not by the newest words: the same key again goes on, and round.
    const ids = chats.map((each) => each.row.chat).sort((a, b) => a - b);
    return ids[(ids.indexOf(chat) + 1) % ids.length];
  }, [chat, chats]);
}
