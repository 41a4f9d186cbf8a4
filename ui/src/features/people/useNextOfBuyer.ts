import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ChatId } from "../../api/bindings";
import { useHost } from "../../api/core";
import { key } from "../../api/keys";

/** The chats of this chat's buyer. The question is not about one chat: news of any of them makes the answer stale. */
export function usePerson(chat: ChatId | null) {
  const host = useHost();
  const request = { of: chat ?? 0 };
  return useQuery({ queryKey: key("person_get", request), queryFn: () => host.call("person_get", request), enabled: chat !== null });
}

/** Chats that may be the same buyer's. */
export function useSuggestions(chat: ChatId) {
  const host = useHost();
  const request = { chat };
  return useQuery({ queryKey: key("person_suggestions", request), queryFn: () => host.call("person_suggestions", request), retry: false });
}

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
