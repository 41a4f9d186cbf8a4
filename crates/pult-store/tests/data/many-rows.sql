-- Two shops of two thousand chats each, as the planner's statistics should see them: most chats are done, few are urgent,
-- snoozed, starred or spam, most replies are sent. The words mean nothing, and what is counted elsewhere is not counted.
INSERT INTO account (id, channel, name, token_kind, created_at_ms) VALUES (1, 'wildberries', 'one', 'personal', 0), (2, 'ozon', 'two', 'personal', 0);
INSERT INTO tally (account_id, chats) SELECT id, 2000 FROM account;
WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 999)
INSERT INTO item (account_id, remote_id, title)
SELECT a.id, 'i' || n, iif(n % 10, 'thing', NULL) FROM account a CROSS JOIN n;
WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 4000)
INSERT INTO chat (id, account_id, remote_id, queue, priority, deadline_at_ms, snoozed_until_ms, unread, last_id, last_at_ms,
  customer, item_remote_id, reply_token, starred, spam_at_ms)
SELECT n, 1 + n % 2, 'c' || n, iif(n % 10 < 8, 2, n % 10 - 8), iif(n % 50 = 8, 3, 1), 1000000 + n, iif(n % 40 = 3, 9000000 + n, NULL),
  n % 7 = 0, (1000000 + n * 10) * 1024, 1000000 + n * 10,
  'buyer ' || n % 900, 'i' || n % 1000, iif(n % 20, 'token', NULL), n % 30 = 0, iif(n % 60 = 1, 5, NULL) FROM n;
INSERT INTO message (id, chat_id, remote_id, author, sent_at_ms, attachments, text, outbox_id)
SELECT (c.last_at_ms - k.column1) * 1024, c.id, 'm' || k.column1, k.column1 % 2, c.last_at_ms - k.column1, k.column1 = 3, 'words',
  iif(k.column1 = 1 AND c.id % 2 = 0, c.id / 2, NULL) FROM chat c CROSS JOIN (VALUES (3), (2), (1), (0)) k;
INSERT INTO attachment (message_id, remote_id, kind, wanted_by)
SELECT id, 'f', 'image', iif(chat_id % 8 < 2, 1 + chat_id % 2, NULL) FROM message WHERE attachments > 0;
INSERT INTO outbox (id, account_id, chat_id, text, client_key, queued_at_ms, state, attempts, turned_away, resends, next_at_ms, remote_id, held)
SELECT id / 2, account_id, id, 'words', 'key', 5,
  CASE WHEN id % 200 = 0 THEN 'failed' WHEN id % 202 = 0 THEN 'queued' WHEN id % 206 = 0 THEN 'unconfirmed' ELSE 'sent' END,
  1, 0, 0, 0, 'm1', iif(id % 404 = 0, 'why', NULL) FROM chat WHERE id % 2 = 0;
INSERT INTO event (at_ms, chat_id, kind) SELECT sent_at_ms, chat_id, 'sent' FROM message;
INSERT INTO draft (chat_id, text, updated_at_ms) SELECT id, 'words', 5 FROM chat WHERE id % 5 = 0;
INSERT INTO note (chat_id, text, written_at_ms, deleted_at_ms) SELECT id, 'words', 5, iif(id % 50, NULL, 7) FROM chat WHERE id % 5 = 0;
INSERT INTO label (id, name, folded, colour, created_at_ms) VALUES (1, 'one', 'one', 1, 5), (2, 'two', 'two', 2, 5), (3, 'three', 'three', 3, 5);
INSERT INTO chat_label (label_id, chat_id) SELECT 1 + id % 3, id FROM chat WHERE id % 4 = 0;
INSERT INTO analysis (chat_id, message_id, lang, intent, sentiment, urgency, lang_sure, intent_sure, sentiment_sure, urgency_sure)
SELECT id, last_id, 'ru', 'other', iif(id % 9, 'neutral', 'negative'), 'normal', 90, 90, 90, 90 FROM chat WHERE id % 2 = 1;
INSERT INTO ai_draft (chat_id, state_key, newest_id, text, language, sentiment, categories, urgency, confidence, provider, took_ms, sources,
  findings, blocked, analyzed_at_ms, outcome)
SELECT id, 'key', last_id, 'words', 'ru', 'neutral', 'other', 'normal', 0.5, 'embedded', 1, '[]', '[]', 0, last_at_ms, iif(id % 3, NULL, 'sent')
FROM chat WHERE id % 10 > 5;
