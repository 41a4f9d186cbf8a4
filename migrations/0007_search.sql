-- What search needs besides the words of messages.

CREATE TABLE word ( -- every word of the index without a digit: forms and misspellings are looked for here
  term TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Who and what a chat is about. Folded words, as in `word_index`; detail = column, since `from:` and
-- `order:` ask for one of them.
CREATE VIRTUAL TABLE chat_index USING fts5 (customer, orders, item, content = '', contentless_delete = 1, detail = 'column', tokenize = 'ascii');
