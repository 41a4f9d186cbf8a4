-- Pictures that are fetched before somebody looks at them.

-- The account that fetches it by itself; none where it is no picture, too old, imported, here already or given up.
ALTER TABLE attachment ADD COLUMN wanted_by INTEGER;
ALTER TABLE attachment ADD COLUMN fetch_failures INTEGER NOT NULL DEFAULT 0; -- of its own tries; a file that came forgets them
ALTER TABLE attachment ADD COLUMN fetch_after_ms INTEGER NOT NULL DEFAULT 0; -- not by itself before this moment

-- What came in the last 30 days. What an import brought has a file's word for an id, which no channel knows.
UPDATE attachment SET wanted_by = (SELECT c.account_id FROM message m JOIN chat c ON c.id = m.chat_id WHERE m.id = attachment.message_id)
  WHERE message_id >= (unixepoch() - 30 * 86400) * 1000 * 1024 AND kind = 'image' AND path IS NULL AND remote_id <> ''
  AND NOT EXISTS (SELECT 1 FROM imported_message i WHERE i.message_id = attachment.message_id);

-- A message writes an entry here only with a picture of these days, and it goes when the picture is here.
CREATE INDEX attachment_wanted ON attachment (wanted_by, message_id, fetch_after_ms) WHERE wanted_by IS NOT NULL;
