-- Chats that time has still to raise.

-- What is urgent already and waits on is not in it: a look at the deadlines reads what has come near and nothing else, however much
-- is overdue.
CREATE INDEX chat_due ON chat (deadline_at_ms, id, account_id) WHERE queue = 0 AND priority < 3 AND snoozed_until_ms IS NULL;
