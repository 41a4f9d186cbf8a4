-- Labels of chats, the owner's saved views, and what a chat needs to be found as unread.

CREATE TABLE label (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE, -- as it reads without case: no two labels look alike
  colour INTEGER NOT NULL, -- 0 to 7, a place in the palette
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE chat_label (
  label_id INTEGER NOT NULL REFERENCES label (id) ON DELETE CASCADE,
  chat_id INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
  PRIMARY KEY (label_id, chat_id) -- the chats of a label; a list filtered by it walks these
) STRICT, WITHOUT ROWID;
CREATE INDEX chat_label_chat ON chat_label (chat_id); -- the labels of a row

CREATE TABLE saved_view ( -- a filter with a name
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  place INTEGER NOT NULL, -- order in the rail
  name TEXT NOT NULL,
  base TEXT NOT NULL, -- the view it narrows
  account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
  label_id INTEGER REFERENCES label (id) ON DELETE CASCADE,
  unread INTEGER NOT NULL DEFAULT 0,
  query TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX saved_view_account ON saved_view (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX saved_view_label ON saved_view (label_id) WHERE label_id IS NOT NULL;

ALTER TABLE chat ADD COLUMN marked_unread INTEGER NOT NULL DEFAULT 0; -- by the owner, though everything in it was read
ALTER TABLE chat ADD COLUMN assigned_to INTEGER; -- for more than one person at the counter; nothing shows it yet

-- A message writes an entry here only while its chat is unread, and the newest is the last entry.
CREATE INDEX chat_unread ON chat (last_id, id, account_id) WHERE unread > 0 AND snoozed_until_ms IS NULL;

ALTER TABLE tally ADD COLUMN unread_chats INTEGER NOT NULL DEFAULT 0; -- chats with something unread that are not hidden
UPDATE tally SET unread_chats = (SELECT count(*) FROM chat c WHERE c.account_id = tally.account_id AND c.unread > 0 AND c.snoozed_until_ms IS NULL);
