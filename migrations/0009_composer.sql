-- The composer: planned and held replies, what a draft has seen, answers to a message, private notes.

ALTER TABLE outbox ADD COLUMN planned_at_ms INTEGER; -- the owner's moment; none leaves as soon as it may
ALTER TABLE outbox ADD COLUMN held TEXT; -- why a planned reply waits for the owner: 'buyer_wrote' or 'late'
ALTER TABLE outbox ADD COLUMN seen_id INTEGER; -- the buyer's newest message when the owner last looked at the plan
ALTER TABLE outbox ADD COLUMN reply_to INTEGER; -- the message it answers, told to the owner only
ALTER TABLE outbox ADD COLUMN batch INTEGER; -- files and text sent off together, by the first of them
CREATE INDEX outbox_held ON outbox (held) WHERE held IS NOT NULL;
CREATE INDEX outbox_batch ON outbox (batch) WHERE batch IS NOT NULL;

ALTER TABLE draft ADD COLUMN seen_id INTEGER; -- the buyer's newest message when the text was begun
ALTER TABLE draft ADD COLUMN reply_to INTEGER;

CREATE TABLE note ( -- the owner's own words beside a chat; they never leave
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
  client_key TEXT, -- the same click told twice is one note
  text TEXT NOT NULL,
  written_at_ms INTEGER NOT NULL,
  edited_at_ms INTEGER,
  deleted_at_ms INTEGER, -- kept for a day, so that it can be brought back
  UNIQUE (chat_id, client_key)
) STRICT;
CREATE INDEX note_chat ON note (chat_id, written_at_ms) WHERE deleted_at_ms IS NULL;
CREATE INDEX note_deleted ON note (deleted_at_ms) WHERE deleted_at_ms IS NOT NULL;

CREATE TABLE note_draft ( -- a note being written
  chat_id INTEGER PRIMARY KEY REFERENCES chat (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT;

-- The same terms as in `word_index`; a note's place is its row id.
CREATE VIRTUAL TABLE note_index USING fts5 (terms, content = '', contentless_delete = 1, prefix = '3', detail = 'none', tokenize = 'ascii');
