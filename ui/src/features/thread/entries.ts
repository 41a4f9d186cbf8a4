import type { MessageId, MessageView, OutboxView } from "../../api/bindings";
import type { Transcript } from "../../api/queries";
import { dayKey } from "../../shared/time";

export type Entry =
  | { kind: "day"; key: string; at: number }
  | { kind: "new"; key: string }
  | { kind: "message"; key: string; message: MessageView; joined: boolean }
  | { kind: "reply"; key: string; reply: OutboxView };

/** What the thread shows, top to bottom: days, the border of what was read, messages, replies under way. */
export function entriesOf(transcript: Transcript, readUpTo: MessageId | null): Entry[] {
  const entries: Entry[] = [];
  let day = "";
  let before: MessageView | null = null;
  let bordered = readUpTo === null;
  const newDay = (at: number) => {
    const key = dayKey(at);
    if (key === day) return false;
    day = key;
    entries.push({ kind: "day", key: `day-${key}`, at });
    return true;
  };
  for (const message of transcript.messages) {
    let broken = newDay(message.sent_at_ms);
    if (!bordered && readUpTo !== null && message.message > readUpTo && message.author === "customer") {
      bordered = true;
      broken = true;
      entries.push({ kind: "new", key: "new" });
    }
    const joined = !broken && before?.author === message.author;
    entries.push({ kind: "message", key: `m${message.message}`, message, joined });
    before = message;
  }
  for (const reply of transcript.outbox) {
    newDay(reply.queued_at_ms);
    entries.push({ kind: "reply", key: `o${reply.outbox}`, reply });
  }
  return entries;
}
