import type { NoteView, OutboxView } from "../api/bindings";
import type { MemoryHost } from "./memoryHost";
import type { Answers } from "./memoryLabels";
import { NOW } from "./memoryThings";

/** A reply that waits for its turn. */
export const REPLY: OutboxView = {
  outbox: 1,
  chat: 1,
  state: "queued",
  text: "Доброе утро",
  attempts: 0,
  queued_at_ms: NOW,
  next_at_ms: NOW,
  needs_owner: false,
};

/** A reply that leaves in an hour. */
export const planned = (over: Partial<OutboxView> = {}): OutboxView => ({
  ...REPLY,
  next_at_ms: NOW + 3_600_000,
  planned_at_ms: NOW + 3_600_000,
  seen: 11,
  ...over,
});

/** A note of the first chat. */
export const noted = (over: Partial<NoteView> = {}): NoteView => ({ note: 1, chat: 1, text: "Постоянный", written_at_ms: NOW, ...over });

/** Notes, plans and renamed files of the core in memory. */
export function composerAnswers(
  host: MemoryHost,
): Pick<Answers, "notes_list" | "note_add" | "note_edit" | "note_remove" | "note_restore" | "send_time" | "reply_edit" | "upload_rename"> {
  const noteOf = (id: number): NoteView => {
    const found = host.notes.find((each) => each.note === id);
    if (!found) throw new Error(`no note ${id}`);
    return found;
  };
  const gone = new Map<number, NoteView>();
  return {
    notes_list: ({ chat }) => host.notes.filter((each) => each.chat === chat).map((each) => ({ ...each })),
    note_add: ({ chat, text }) => {
      const note = { note: host.notes.length + 1, chat, text, written_at_ms: Date.now() };
      host.notes.push(note);
      return note;
    },
    note_edit: ({ note, text }) => Object.assign(noteOf(note), { text, edited_at_ms: Date.now() }),
    note_remove: ({ note }) => {
      const row = noteOf(note);
      gone.set(note, row);
      host.notes = host.notes.filter((each) => each !== row);
      return row;
    },
    note_restore: ({ note }) => {
      const row = gone.get(note) ?? noteOf(note);
      host.notes.push(row);
      return row;
    },
    send_time: () => ({ at_ms: Date.now() + 12 * 3_600_000, open: true }),
    reply_edit: ({ outbox, text, at }) => {
      const reply = host.outbox.find((each) => each.outbox === outbox) as OutboxView;
      if (text != null) reply.text = text;
      if (at != null) Object.assign(reply, { planned_at_ms: Date.now() + 3_600_000, next_at_ms: Date.now() + 3_600_000, held: null });
      return reply;
    },
    upload_rename: ({ upload, name }) => {
      const file = host.uploads.find((each) => each.upload === upload);
      if (!file) throw new Error(`no file ${upload}`);
      file.name = `${name}.png`;
      return file;
    },
  };
}
