-- Chats that the owner called spam.

-- When he did so: a closing of before was for another reason. A reply through Pult, written after it, takes it off.
ALTER TABLE chat ADD COLUMN spam_at_ms INTEGER;

ALTER TABLE tally ADD COLUMN spam INTEGER NOT NULL DEFAULT 0; -- hidden and open ones included

-- A message writes an entry here only in such a chat, and the newest is the last entry.
CREATE INDEX chat_spam ON chat (last_id, id, account_id) WHERE spam_at_ms IS NOT NULL;
