-- The first schema: accounts, chats, messages, files, replies, drafts, settings and the word index.
--
-- Times are UTC milliseconds (`..._at_ms`). Remote ids are the marketplaces' own, opaque text.
-- Texts are stored whole, NUL bytes included; STRICT keeps every column what it says it is.

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that files and logs cannot be confused
  channel TEXT NOT NULL,
  name TEXT NOT NULL,
  base_url TEXT,
  client_id TEXT, -- the public half of the credentials; tokens live in the keychain, never here
  seller_id TEXT,
  settle_ms INTEGER,
  limits_off INTEGER NOT NULL DEFAULT 0,
  paused INTEGER NOT NULL DEFAULT 0,
  blocked TEXT, -- an error code: the owner must do something
  cursor TEXT, -- written in the transaction of the messages it stands for, never before them
  last_sync_at_ms INTEGER,
  error_count INTEGER NOT NULL DEFAULT 0,
  last_error TEXT, -- JSON
  token_kind TEXT NOT NULL,
  token_expires_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  removing INTEGER NOT NULL DEFAULT 0 -- being removed in slices; hidden from every query
) STRICT;
CREATE UNIQUE INDEX account_seller ON account (channel, seller_id) WHERE seller_id IS NOT NULL;

CREATE TABLE tally ( -- counts per account, moved in the transaction of what they count
  account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  waiting INTEGER NOT NULL DEFAULT 0,
  urgent INTEGER NOT NULL DEFAULT 0,
  in_progress INTEGER NOT NULL DEFAULT 0,
  snoozed INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  chats INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE item ( -- what is sold, as far as a chat mentioned it
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  remote_id TEXT NOT NULL,
  title TEXT,
  asked_at_ms INTEGER NOT NULL DEFAULT 0, -- when its title was last asked for
  PRIMARY KEY (account_id, remote_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_untitled ON item (account_id, asked_at_ms) WHERE title IS NULL;

CREATE TABLE chat (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  remote_id TEXT NOT NULL,
  -- whose turn it is: 0 waiting, 1 in progress, 2 done
  queue INTEGER NOT NULL DEFAULT 1,
  priority INTEGER NOT NULL DEFAULT 1, -- 0 low, 1 normal, 2 high, 3 urgent
  waiting_since_ms INTEGER,
  deadline_at_ms INTEGER,
  answered_at_ms INTEGER,
  done_at_ms INTEGER, -- the owner set it aside, looking at messages up to this moment
  taken INTEGER NOT NULL DEFAULT 0, -- set aside into "in progress" instead of "done"
  reopened_at_ms INTEGER, -- the owner put it back into "waiting" though nothing was unanswered
  snoozed_until_ms INTEGER,
  unread INTEGER NOT NULL DEFAULT 0,
  read_up_to INTEGER NOT NULL DEFAULT 0, -- a message id; 0 when nothing was read
  -- the last message by id, that is by (sent time, arrival within the millisecond)
  last_id INTEGER NOT NULL DEFAULT 0,
  last_author INTEGER NOT NULL DEFAULT 3,
  last_text TEXT NOT NULL DEFAULT '', -- 120 characters
  last_attachments INTEGER NOT NULL DEFAULT 0,
  last_at_ms INTEGER,
  customer TEXT NOT NULL DEFAULT '',
  item_remote_id TEXT,
  item_title TEXT,
  order_id TEXT,
  price_minor INTEGER,
  currency TEXT,
  size TEXT,
  reply_token TEXT,
  UNIQUE (account_id, remote_id)
) STRICT;
-- Few indexes: a message writes an entry in each that names what it moves. The lists by recency
-- share one, walked once for each account and queue and merged (seven indexes of their own cost as
-- much time as the messages themselves). The deadlines' are partial, since a broad
-- (queue, priority) index misled the planner into a sort (3 ms instead of 0.1).
CREATE INDEX chat_recent ON chat (account_id, queue, last_id, id, unread);
CREATE INDEX chat_waiting ON chat (deadline_at_ms, id, account_id) WHERE queue = 0 AND snoozed_until_ms IS NULL;
CREATE INDEX chat_urgent ON chat (deadline_at_ms, id, account_id) WHERE queue = 0 AND priority = 3 AND snoozed_until_ms IS NULL;
CREATE INDEX chat_snoozed ON chat (snoozed_until_ms) WHERE snoozed_until_ms IS NOT NULL;
CREATE INDEX chat_customer ON chat (account_id, customer) WHERE customer <> '';
CREATE INDEX chat_unanswerable ON chat (account_id) WHERE reply_token IS NULL;

CREATE TABLE message (
  id INTEGER PRIMARY KEY, -- sent_at_ms * 1024 + n: row order is time order
  chat_id INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
  remote_id ANY, -- none while our own reply has not come back; a UUID as its 16 bytes, any other id as text
  author INTEGER NOT NULL, -- 0 customer, 1 seller, 2 assistant, 3 system
  kind INTEGER NOT NULL DEFAULT 0, -- 0 text, 1 unsupported, 2 deleted, 3 call, 4 location, 5 item, 6 link
  sent_at_ms INTEGER NOT NULL,
  outbox_id INTEGER,
  attachments INTEGER NOT NULL DEFAULT 0,
  text TEXT NOT NULL,
  raw TEXT, -- the event as it came, when something in it was unknown
  UNIQUE (chat_id, remote_id)
) STRICT;
CREATE INDEX message_chat ON message (chat_id); -- with the row id: a chat in order
CREATE INDEX message_outbox ON message (outbox_id) WHERE outbox_id IS NOT NULL;

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  remote_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT,
  media_type TEXT,
  bytes INTEGER,
  path TEXT -- under the data folder, once fetched
) STRICT;
CREATE INDEX attachment_message ON attachment (message_id);

CREATE TABLE quarantine ( -- events that could not be read, with their bytes
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  fingerprint INTEGER NOT NULL, -- FNV-1a of the bytes, so that a replay adds nothing
  seen_at_ms INTEGER NOT NULL,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  UNIQUE (account_id, fingerprint)
) STRICT;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  chat_id INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  client_key TEXT, -- the same click told twice is one reply
  queued_at_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'unconfirmed', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL,
  turned_away INTEGER NOT NULL,
  resends INTEGER NOT NULL,
  next_at_ms INTEGER NOT NULL,
  first_attempt_at_ms INTEGER,
  last_attempt_at_ms INTEGER,
  unconfirmed_at_ms INTEGER,
  reason TEXT,
  remote_id TEXT,
  UNIQUE (chat_id, client_key)
) STRICT;
CREATE INDEX outbox_chat ON outbox (chat_id);
CREATE INDEX outbox_state ON outbox (state);
CREATE INDEX outbox_open ON outbox (chat_id) WHERE state NOT IN ('sent', 'cancelled');
CREATE INDEX outbox_awaited ON outbox (account_id) WHERE state IN ('queued', 'sending', 'unconfirmed') OR (state = 'sent' AND remote_id IS NULL);

CREATE TABLE draft (
  chat_id INTEGER PRIMARY KEY REFERENCES chat (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE event ( -- what happened to a chat or a reply besides messages; holds no content
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  chat_id INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
  outbox_id INTEGER,
  kind TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX event_chat ON event (chat_id);

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE fact ( -- numbers the store keeps about itself
  key TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Words are folded and stemmed before they come here (docs/decisions/0003), so the tokenizer only
-- cuts at blanks. Contentless: the texts are in `message`. A prefix index of three letters. No
-- positions (detail = none): nothing asks for phrases yet, and they are a third of the index.
CREATE VIRTUAL TABLE word_index USING fts5 (terms, content = '', contentless_delete = 1, prefix = '3', detail = 'none', tokenize = 'ascii');
