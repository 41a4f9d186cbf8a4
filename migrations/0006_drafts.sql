-- Drafted replies with their sources and what became of them, canned replies and snippets of knowledge.

CREATE TABLE ai_draft ( -- the newest of a chat is shown; older ones stay while something was done with them
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
  state_key TEXT NOT NULL, -- what it was made of: never made twice for the same
  newest_id INTEGER NOT NULL, -- the newest message it has seen; a newer one of the buyer makes it stale
  text TEXT, -- none where none was made
  reason TEXT, -- why none was made
  language TEXT NOT NULL,
  sentiment TEXT NOT NULL,
  categories TEXT NOT NULL, -- words of the label guide with commas, the main one first
  urgency TEXT NOT NULL,
  confidence REAL NOT NULL, -- from 0 to 1
  provider TEXT NOT NULL, -- 'embedded' without a model
  model TEXT,
  cost_micros INTEGER NOT NULL DEFAULT 0, -- millionths of the currency
  currency TEXT,
  took_ms INTEGER NOT NULL,
  sources TEXT NOT NULL, -- JSON
  findings TEXT NOT NULL, -- JSON
  blocked INTEGER NOT NULL, -- candidates that the guard stopped before this one
  variant TEXT, -- the form the owner asked for
  analyzed_at_ms INTEGER NOT NULL,
  outcome TEXT, -- inserted, edited, sent or ignored
  outcome_at_ms INTEGER,
  distance REAL, -- share of characters that differ from what was sent
  sent_text TEXT, -- what was sent instead, where it was edited
  thumb INTEGER, -- 1 up, -1 down
  thumb_reason TEXT
) STRICT;
CREATE INDEX ai_draft_chat ON ai_draft (chat_id); -- with the row id: the newest of a chat
CREATE INDEX ai_draft_outcome ON ai_draft (outcome, id) WHERE outcome IS NOT NULL;

CREATE TABLE canned ( -- the owner's canned replies
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  text TEXT NOT NULL, -- variables as {{order}}
  shortcut TEXT NOT NULL DEFAULT '', -- typed after a slash
  language TEXT, -- any where none is told
  intent TEXT,
  words TEXT NOT NULL DEFAULT '', -- words of a question that ask for it, one phrase a line
  used INTEGER NOT NULL DEFAULT 0,
  updated_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE snippet ( -- what the owner knows and a buyer may ask
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  language TEXT,
  origin TEXT NOT NULL DEFAULT '', -- the file it was read from
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (title, text)
) STRICT;
