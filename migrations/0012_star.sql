-- Chats with the owner's star.

ALTER TABLE chat ADD COLUMN starred INTEGER NOT NULL DEFAULT 0; -- by the owner's hand; no message moves it

ALTER TABLE tally ADD COLUMN starred INTEGER NOT NULL DEFAULT 0; -- hidden and closed ones included

-- A message writes an entry here only in a chat with a star, and the newest is the last entry.
CREATE INDEX chat_starred ON chat (last_id, id, account_id) WHERE starred > 0;
