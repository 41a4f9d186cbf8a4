-- History that was read from files: what an import added, so that it can be told from what the channel
-- brought, and be taken back whole.

CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  name TEXT NOT NULL, -- the file's, without its folder
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'undoing')),
  made_account INTEGER NOT NULL DEFAULT 0, -- the account was made for it and goes with it, once empty
  chats INTEGER NOT NULL DEFAULT 0, -- added, as the rest
  messages INTEGER NOT NULL DEFAULT 0,
  known INTEGER NOT NULL DEFAULT 0, -- messages that were here already
  refused INTEGER NOT NULL DEFAULT 0 -- lines that could not be read
) STRICT;
CREATE INDEX import_account ON import (account_id);

-- These say nothing of whose turn it is and nothing of what is unread. A row goes when the channel
-- itself brings the message: from then on it is like any other.
CREATE TABLE imported_message (
  message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX imported_message_import ON imported_message (import_id);

CREATE TABLE imported_chat ( -- chats that an import made and whose channel has not told of them since
  chat_id INTEGER PRIMARY KEY REFERENCES chat (id) ON DELETE CASCADE,
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  closed_at_ms INTEGER NOT NULL -- where the import closed it, looking at its last message
) STRICT;
CREATE INDEX imported_chat_import ON imported_chat (import_id);
