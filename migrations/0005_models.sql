-- Providers of language models in the owner's order, and what was sent to them: kinds of facts and
-- figures, never a text.

CREATE TABLE model_provider (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: the keychain's entry carries it
  place INTEGER NOT NULL, -- order in the chain
  kind TEXT NOT NULL, -- whose profile it follows
  name TEXT NOT NULL,
  base_url TEXT, -- another address than the profile's
  model TEXT NOT NULL DEFAULT '',
  folder TEXT, -- what the provider needs besides the key: a cloud folder, a scope
  ca_file TEXT, -- certificates trusted for this provider only
  price_in INTEGER, -- millionths of its currency for a million tokens of question; NULL where unknown
  price_out INTEGER, -- the same for tokens of answer
  context INTEGER, -- most tokens of question and answer; NULL where unknown
  enabled INTEGER NOT NULL DEFAULT 1,
  has_key INTEGER NOT NULL DEFAULT 0, -- whether the keychain was given one; the key itself is only there
  checked_at_ms INTEGER, -- when it was last tried
  check_code TEXT, -- why it could not be used then; NULL when it could
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE model_call ( -- written before anything leaves, at its worst; put right when the call is over
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  provider_id INTEGER REFERENCES model_provider (id) ON DELETE SET NULL,
  kind TEXT NOT NULL,
  model TEXT NOT NULL,
  local INTEGER NOT NULL, -- stayed on this machine
  chat_id INTEGER REFERENCES chat (id) ON DELETE SET NULL,
  purpose TEXT NOT NULL,
  fields TEXT NOT NULL, -- kinds of facts in it, with commas
  bytes_out INTEGER NOT NULL,
  bytes_in INTEGER NOT NULL DEFAULT 0,
  tokens_in INTEGER NOT NULL DEFAULT 0,
  tokens_out INTEGER NOT NULL DEFAULT 0,
  cost_micros INTEGER NOT NULL, -- millionths of the currency
  currency TEXT NOT NULL,
  cost_exact INTEGER NOT NULL DEFAULT 0,
  outcome TEXT, -- 'ok' or an error code; NULL while it is under way, or when the program died meanwhile
  took_ms INTEGER,
  first_token_ms INTEGER
) STRICT;
CREATE INDEX model_call_spent ON model_call (currency, at_ms, cost_micros); -- sums of a day and a month never touch the rows
CREATE INDEX model_call_chat ON model_call (chat_id) WHERE chat_id IS NOT NULL;
CREATE INDEX model_call_provider ON model_call (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX model_provider_place ON model_provider (place); -- with the row id: the owner's order
