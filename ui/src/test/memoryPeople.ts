import type { ActDone, ChatId, PersonSuggestion } from "../api/bindings";
import type { MemoryHost } from "./memoryHost";
import type { Answers } from "./memoryLabels";

type Own = "person_get" | "person_suggestions" | "people_join" | "people_part" | "people_apart" | "chat_days" | "chat_place_set";

/** Chats of one buyer, and places in a chat. */
export class MemoryPeople {
  /** Chats that belong together. */
  groups: ChatId[][] = [];
  suggested: PersonSuggestion[] = [];
  /** Every place that was kept, newest last. */
  places: { chat: ChatId; place?: { message: number; above_px: number } | null }[] = [];

  answers(host: MemoryHost): Pick<Answers, Own> {
    const groupOf = (chat: ChatId) => this.groups.find((group) => group.includes(chat)) ?? [];
    const done: ActDone = { undo: 1, chats: 2 };
    return {
      person_get: ({ of }) => {
        const rows = groupOf(of).map((chat) => host.rowOf(chat));
        return { person: rows.length > 1 ? 1 : null, chats: rows.map((row) => ({ row, by_itself: false })) };
      },
      person_suggestions: ({ chat }) => this.suggested.filter((hint) => hint.row.chat !== chat && !groupOf(chat).includes(hint.row.chat)),
      people_join: ({ chats }) => {
        const all = [...new Set(chats.flatMap((chat) => [chat, ...groupOf(chat)]))];
        this.groups = [...this.groups.filter((group) => !group.some((chat) => all.includes(chat))), all];
        return done;
      },
      people_part: ({ chat }) => {
        this.groups = this.groups.map((group) => group.filter((each) => each !== chat)).filter((group) => group.length > 1);
        return done;
      },
      people_apart: ({ other }) => {
        this.suggested = this.suggested.filter((hint) => hint.row.chat !== other);
        return done;
      },
      chat_days: ({ chat, borders }) => {
        const all = host.messages.get(chat) ?? [];
        const first = borders
          .slice(0, -1)
          .map((from, n) => all.find((each) => each.sent_at_ms >= from && each.sent_at_ms < (borders[n + 1] ?? from))?.message ?? null);
        const beyond = borders.at(-1) ?? 0;
        return {
          first,
          before: all.findLast((each) => each.sent_at_ms < (borders[0] ?? 0))?.message ?? null,
          after: all.find((each) => each.sent_at_ms >= beyond)?.message ?? null,
        };
      },
      chat_place_set: (set) => {
        this.places.push(set);
        return {};
      },
    };
  }
}
