-- What channels without one feed over all chats tell, the files of replies, and looked-up facts.

CREATE TABLE chat_channel ( -- apart from `chat`, whose row is written with every message
  chat_id INTEGER PRIMARY KEY REFERENCES chat (id) ON DELETE CASCADE,
  kind INTEGER NOT NULL DEFAULT 0, -- 0 buyer, 1 support, 2 notification, 3 dispute
  reply_until_ms INTEGER, -- the channel takes replies until this moment
  reply_closed INTEGER NOT NULL DEFAULT 0, -- the channel takes no more replies
  mark TEXT -- how far the chat's own history is stored; written with the messages it stands for
) STRICT;

ALTER TABLE message ADD COLUMN read INTEGER; -- whether the other side has read it, where the channel tells
ALTER TABLE message ADD COLUMN text_before TEXT; -- the first text of a message that was edited or deleted later

ALTER TABLE account ADD COLUMN colour INTEGER; -- 0 to 7, a place in the palette; by the account's number where none was chosen
ALTER TABLE account ADD COLUMN hidden_kinds TEXT NOT NULL DEFAULT ''; -- words of chat kinds not fetched, with commas
ALTER TABLE account ADD COLUMN marks_read INTEGER NOT NULL DEFAULT 0; -- tell the channel what was read; the buyer may see it

CREATE TABLE upload ( -- files of replies, kept under the data folder before anything is sent
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL, -- found from the contents
  bytes INTEGER NOT NULL,
  path TEXT NOT NULL, -- under the data folder, a name of our own
  added_at_ms INTEGER NOT NULL,
  outbox_id INTEGER REFERENCES outbox (id) ON DELETE SET NULL -- the reply it leaves with; none while it waits in the composer
) STRICT;
CREATE INDEX upload_chat ON upload (chat_id) WHERE outbox_id IS NULL;
CREATE INDEX upload_outbox ON upload (outbox_id) WHERE outbox_id IS NOT NULL;

CREATE TABLE lookup ( -- facts asked for apart from the feed: items and orders
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('item', 'order', 'customer')),
  remote_id TEXT NOT NULL,
  asked_at_ms INTEGER NOT NULL,
  facts TEXT, -- JSON; none where the channel had nothing to say
  PRIMARY KEY (account_id, kind, remote_id)
) STRICT, WITHOUT ROWID;
