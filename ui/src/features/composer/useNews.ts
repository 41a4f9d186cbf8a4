import { useMemo } from "react";
import type { ChatId, MessageId, MessageView } from "../../api/bindings";
import { useTranscript } from "../../api/pages";

const NOTHING: MessageView[] = [];

/** What the buyer wrote last, oldest first; the same answer that the open thread shows. */
export function useNews(chat: ChatId): MessageView[] {
  const { data } = useTranscript(chat);
  return useMemo(() => data?.messages.filter((each) => each.author === "customer" && each.kind !== "deleted") ?? NOTHING, [data]);
}

export const newestOf = (news: MessageView[]): MessageId | null => news.at(-1)?.message ?? null;

/** What came after the text was begun; nothing where nobody knows when that was. */
export function since(news: MessageView[], seen: MessageId | null): MessageView[] {
  return seen === null ? NOTHING : news.filter((each) => each.message > seen);
}
