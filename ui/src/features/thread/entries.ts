import type { MessageId, MessageView, NoteView, OutboxView } from "../../api/bindings";
import type { Transcript } from "../../api/pages";
import { dayKey } from "../../shared/time";

export type Entry =
  | { kind: "day"; key: string; at: number }
  | { kind: "new"; key: string }
  | { kind: "message"; key: string; message: MessageView; joined: boolean }
  | { kind: "note"; key: string; note: NoteView }
  | { kind: "reply"; key: string; reply: OutboxView };

/** Notes beside the messages, and whether messages go on before and after those that are here. */
export interface Beside {
  notes: NoteView[];
  older: boolean;
  newer: boolean;
}

const NOTHING: Beside = { notes: [], older: false, newer: false };

/** The notes that belong between the first and the last message here. */
function within({ notes, older, newer }: Beside, messages: MessageView[]): NoteView[] {
  const from = older ? (messages[0]?.sent_at_ms ?? 0) : Number.NEGATIVE_INFINITY;
  const to = newer ? (messages.at(-1)?.sent_at_ms ?? 0) : Number.POSITIVE_INFINITY;
  return notes.filter((note) => note.written_at_ms >= from && note.written_at_ms < to);
}

/** What the thread shows, top to bottom: days, the border of what was read, messages, replies under way. */
export function entriesOf(transcript: Transcript, readUpTo: MessageId | null, beside: Beside = NOTHING): Entry[] {
  const entries: Entry[] = [];
  let day = "";
  // A reply that waits since an earlier day stands behind the messages of a later one: its day is told a second time.
  const told = new Map<string, number>();
  let before: MessageView | null = null;
  let bordered = readUpTo === null;
  const newDay = (at: number) => {
    const key = dayKey(at);
    if (key === day) return false;
    day = key;
    const times = told.get(key) ?? 0;
    told.set(key, times + 1);
    entries.push({ kind: "day", key: times === 0 ? `day-${key}` : `day-${key}-${times}`, at });
    return true;
  };
  const notes = within(beside, transcript.messages);
  let next = 0;
  const notesBefore = (at: number) => {
    for (let note = notes[next]; note !== undefined && note.written_at_ms < at; note = notes[next]) {
      newDay(note.written_at_ms);
      entries.push({ kind: "note", key: `n${note.note}`, note });
      before = null;
      next += 1;
    }
  };
  for (const message of transcript.messages) {
    notesBefore(message.sent_at_ms);
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
  notesBefore(Number.POSITIVE_INFINITY);
  for (const reply of transcript.outbox) {
    newDay(reply.queued_at_ms);
    entries.push({ kind: "reply", key: `o${reply.outbox}`, reply });
  }
  return entries;
}
