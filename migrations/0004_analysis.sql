-- What was heard in a chat's last messages, and what the owner corrected.

CREATE TABLE analysis ( -- of the newest message that waits and asks for something; kept after the answer, for search
  chat_id INTEGER PRIMARY KEY REFERENCES chat (id) ON DELETE CASCADE,
  message_id INTEGER NOT NULL, -- the message that was heard; goes with its chat
  lang TEXT NOT NULL, -- the words of this row are those of the label guide
  intent TEXT NOT NULL,
  sentiment TEXT NOT NULL,
  urgency TEXT NOT NULL, -- the highest of all messages that wait
  lang_sure INTEGER NOT NULL, -- in hundredths, as the next three; 100 where the owner said so
  intent_sure INTEGER NOT NULL,
  sentiment_sure INTEGER NOT NULL,
  urgency_sure INTEGER NOT NULL
) STRICT;
CREATE INDEX analysis_intent ON analysis (intent);
CREATE INDEX analysis_sentiment ON analysis (sentiment);

CREATE TABLE correction ( -- what the owner said of a message; learned from as long as the message is here
  message_id INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL, -- corrections are replayed in this order
  intent TEXT, -- what the owner left alone is NULL
  sentiment TEXT,
  urgency TEXT
) STRICT;
CREATE INDEX correction_at ON correction (at_ms);
