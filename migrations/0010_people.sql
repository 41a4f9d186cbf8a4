-- One buyer with several chats, by the owner's word, and where the owner was reading. Only which
-- chats: no name, no phone, no text is kept a second time.

CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  made_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE person_chat ( -- a chat belongs to one person or to none
  chat_id INTEGER PRIMARY KEY REFERENCES chat (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  joined_at_ms INTEGER NOT NULL,
  by_itself INTEGER NOT NULL DEFAULT 0 -- a later chat of the same buyer of the same account
) STRICT;
CREATE INDEX person_chat_person ON person_chat (person_id);

CREATE TABLE person_apart ( -- the owner said no: never suggested again, never joined by itself
  chat_id INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE, -- the larger of the two
  PRIMARY KEY (chat_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_apart_other ON person_apart (other_id);

CREATE TABLE chat_buyer ( -- the marketplace's own number of the buyer, where it tells one
  chat_id INTEGER PRIMARY KEY REFERENCES chat (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  remote_buyer TEXT NOT NULL
) STRICT;
CREATE INDEX chat_buyer_same ON chat_buyer (account_id, remote_buyer);

CREATE TABLE chat_place ( -- where in a chat the owner was reading; none at its end
  chat_id INTEGER PRIMARY KEY REFERENCES chat (id) ON DELETE CASCADE,
  message_id INTEGER NOT NULL, -- the first message that was seen whole or in part
  above_px INTEGER NOT NULL -- how much of it was above the edge
) STRICT;
