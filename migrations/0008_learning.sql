-- Warnings that were overruled, what the owner's edits of drafts teach, and what long chats come to.

CREATE TABLE guard_override ( -- a warning of the guard under which a reply was sent off; places, never words
  outbox_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  first INTEGER NOT NULL, -- places in the reply's text, in Unicode scalar values
  past INTEGER NOT NULL, -- one past the last
  chat_id INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
  writer TEXT NOT NULL, -- whose words they were: 'human' or 'assisted'
  who TEXT NOT NULL, -- who sent them nevertheless
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (outbox_id, rule, first, past)
) STRICT, WITHOUT ROWID;
CREATE INDEX guard_override_chat ON guard_override (chat_id);

ALTER TABLE ai_draft ADD COLUMN outbox_id INTEGER; -- the reply its outcome was told from; a withdrawn reply tells nothing
CREATE INDEX ai_draft_outbox ON ai_draft (outbox_id) WHERE outbox_id IS NOT NULL;
CREATE INDEX ai_draft_made ON ai_draft (analyzed_at_ms); -- figures of the last month

CREATE TABLE habit ( -- something the owner did to drafts again and again
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  was TEXT NOT NULL, -- what stood in drafts; empty where something is only added
  becomes TEXT NOT NULL, -- what the owner makes of it; empty where it is left out
  intent TEXT, -- what the buyers wanted, where that was always the same
  state TEXT NOT NULL CHECK (state IN ('proposed', 'on', 'off', 'rejected')),
  found_at_ms INTEGER NOT NULL,
  decided_at_ms INTEGER,
  snippet_id INTEGER, -- the note it became
  used INTEGER NOT NULL DEFAULT 0, -- drafts made with it
  before_drafts INTEGER NOT NULL DEFAULT 0, -- drafts it would have changed, when it was accepted
  before_distance REAL, -- the mean share of them that was edited
  UNIQUE (kind, language, was, becomes)
) STRICT;

CREATE TABLE habit_example ( -- the edits it was seen in; they go with their chats
  habit_id INTEGER NOT NULL REFERENCES habit (id) ON DELETE CASCADE,
  draft_id INTEGER NOT NULL REFERENCES ai_draft (id) ON DELETE CASCADE,
  PRIMARY KEY (habit_id, draft_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX habit_example_draft ON habit_example (draft_id);

CREATE TABLE habit_use ( -- the drafts made with it
  habit_id INTEGER NOT NULL REFERENCES habit (id) ON DELETE CASCADE,
  draft_id INTEGER NOT NULL REFERENCES ai_draft (id) ON DELETE CASCADE,
  PRIMARY KEY (habit_id, draft_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX habit_use_draft ON habit_use (draft_id);

CREATE TABLE chat_summary ( -- of a long chat, as of a message; a newer one of the buyer makes it stale
  chat_id INTEGER PRIMARY KEY REFERENCES chat (id) ON DELETE CASCADE,
  newest_id INTEGER NOT NULL,
  summary TEXT NOT NULL, -- JSON
  provider TEXT NOT NULL, -- 'embedded' without a model
  model TEXT,
  cost_micros INTEGER NOT NULL DEFAULT 0,
  currency TEXT,
  made_at_ms INTEGER NOT NULL
) STRICT;
