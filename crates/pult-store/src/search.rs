//! Search as typed.
//!
//! Newest first, never by relevance: message ids are made from time, so the index is walked
//! backwards and stops after the rows that are shown (0.7 to 0.9 ms for a word in 18 % of a million
//! messages, against 222 to 421 ms when it is ranked). Snippets are cut here from the message's
//! own text: the index holds terms only.

use crate::pool::Tx;
use crate::sql::statements;
use crate::text::{Asked, INDEX_VERSION, words};
use crate::{Lane, Store, StoreError, feed};
use pult_domain::stems::Stemmers;
use pult_domain::{AtMs, Author, ChannelKind, ChatId, MessageId};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};
use std::ops::Range;
use std::sync::PoisonError;

/// A message that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The message.
    pub message: MessageId,
    /// Its chat.
    pub chat: ChatId,
    /// Its channel.
    pub channel: ChannelKind,
    /// Who wrote it.
    pub author: Author,
    /// The buyer's name; empty when the marketplace told none.
    pub customer: String,
    /// When it was sent.
    pub sent_at: AtMs,
    /// The words around the first hit; `true` marks what was asked for.
    pub snippet: Vec<(String, bool)>,
}

/// Most hits of one search.
const MOST_HITS: i64 = 200;
/// Characters shown before the first hit, and in all.
const SHOWN: (usize, usize) = (40, 160);
/// Messages indexed in one transaction when the index is built anew.
const REBUILT_AT_ONCE: i64 = 400;

statements! {
    FIND_SQL = "WITH hits (id) AS (SELECT rowid FROM word_index WHERE word_index MATCH ? ORDER BY rowid DESC LIMIT ?) \
        SELECT m.id, m.chat_id, a.channel, m.author, c.customer, m.sent_at_ms, m.text FROM hits CROSS JOIN message m ON m.id = hits.id \
        CROSS JOIN chat c ON c.id = m.chat_id CROSS JOIN account a ON a.id = c.account_id WHERE a.removing = 0";
    VERSION_SQL = "SELECT value FROM fact WHERE key = 'index_version'";
    SET_VERSION_SQL = "INSERT INTO fact (key, value) VALUES ('index_version', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    UNINDEX_ONE_SQL = "DELETE FROM word_index WHERE rowid = ?";
    INDEX_ONE_SQL = "INSERT INTO word_index (rowid, terms) VALUES (?, ?)";
    EMPTY_SQL = "INSERT INTO word_index (word_index) VALUES ('delete-all')";
    TEXTS_SQL = "SELECT id, text FROM message WHERE id > ? ORDER BY id LIMIT ?";
}

/// Other words for a message that is known.
pub(crate) async fn replace(tx: &mut Tx, message: i64, terms: &str) -> Result<(), StoreError> {
    sqlx::query(UNINDEX_ONE_SQL).bind(message).execute(&mut tx.conn).await?;
    if !terms.is_empty() {
        sqlx::query(INDEX_ONE_SQL).bind(message).bind(terms.to_owned()).execute(&mut tx.conn).await?;
    }
    Ok(())
}

/// A hit with its whole text.
struct Found {
    hit: Hit,
    text: String,
}

impl FromRow<'_, SqliteRow> for Found {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let channel: String = row.try_get(2)?;
        let hit = Hit {
            message: MessageId(row.try_get(0)?),
            chat: ChatId(row.try_get(1)?),
            channel: ChannelKind::parse(&channel).ok_or_else(|| sqlx::Error::Decode("channel".into()))?,
            author: Author::from_code(row.try_get(3)?),
            customer: row.try_get(4)?,
            sent_at: AtMs(row.try_get(5)?),
            snippet: Vec::new(),
        };
        Ok(Self { hit, text: row.try_get(6)? })
    }
}

impl Store {
    /// Messages with all words of the query, the last word as a beginning, newest first.
    ///
    /// # Errors
    /// What the disk says; no query is an error.
    pub async fn search(&self, query: &str, limit: i64) -> Result<Vec<Hit>, StoreError> {
        let stemmers = Stemmers::default();
        let Some(asked) = Asked::read(&stemmers, query) else { return Ok(Vec::new()) };
        let found = sqlx::query_as(FIND_SQL).bind(asked.expression()).bind(limit.clamp(1, MOST_HITS));
        let found: Vec<Found> = found.fetch_all(self.readers()).await?;
        let mut hits: Vec<Hit> = found.into_iter().map(|Found { hit, text }| Hit { snippet: snippet(&stemmers, &asked, &text), ..hit }).collect();
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.message));
        Ok(hits)
    }
}

/// The words around the first hit; hits are marked.
fn snippet(stemmers: &Stemmers, asked: &Asked, text: &str) -> Vec<(String, bool)> {
    let first = words(text).find(|range| text.get(range.clone()).is_some_and(|word| asked.marks(stemmers, word)));
    let from = first.map_or(0, |range| range.start);
    let start = text.get(..from).map_or(0, |before| before.char_indices().rev().nth(SHOWN.0).map_or(0, |(at, _)| at));
    let shown = text.get(start..).unwrap_or_default();
    let end = shown.char_indices().nth(SHOWN.1).map_or(shown.len(), |(at, _)| at);
    let shown = shown.get(..end).unwrap_or_default();
    let mut out = Snippet { parts: Vec::new() };
    if start > 0 {
        out.push("…", false);
    }
    let mut done = 0;
    for Range { start, end } in words(shown) {
        let word = shown.get(start..end).unwrap_or_default();
        out.push(shown.get(done..start).unwrap_or_default(), false);
        out.push(word, asked.marks(stemmers, word));
        done = end;
    }
    out.push(shown.get(done..).unwrap_or_default(), false);
    if start + end < text.len() {
        out.push("…", false);
    }
    out.parts
}

/// Parts of a snippet, neighbours of the same kind joined.
struct Snippet {
    parts: Vec<(String, bool)>,
}

impl Snippet {
    fn push(&mut self, text: &str, marked: bool) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some((last, kind)) if *kind == marked => last.push_str(text),
            _ => self.parts.push((text.to_owned(), marked)),
        }
    }
}

/// The version of the index in the file.
pub(crate) async fn version(store: &Store) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(VERSION_SQL).fetch_optional(store.readers()).await?.unwrap_or(0))
}

/// Builds the index anew when it is of another version than this program's words. Its version is
/// written last: an interrupted building starts again.
pub(crate) async fn bring_up_to_date(store: &Store) -> Result<(), StoreError> {
    if version(store).await? == INDEX_VERSION {
        return Ok(());
    }
    store
        .write(Lane::BackFill, |tx| {
            Box::pin(async move {
                sqlx::query(EMPTY_SQL).execute(&mut tx.conn).await?;
                Ok(())
            })
        })
        .await?;
    let mut after = -1;
    loop {
        let texts: Vec<(i64, String)> = sqlx::query_as(TEXTS_SQL).bind(after).bind(REBUILT_AT_ONCE).fetch_all(store.readers()).await?;
        let Some((last, _)) = texts.last() else { break };
        after = *last;
        let lines = {
            let mut indexer = store.indexer().lock().unwrap_or_else(PoisonError::into_inner);
            texts.iter().map(|(id, text)| (*id, indexer.line(text))).filter(|(_, line)| !line.is_empty()).collect::<Vec<_>>()
        };
        store.write(Lane::BackFill, move |tx| Box::pin(index(tx, lines))).await?;
    }
    store
        .write(Lane::Owner, |tx| {
            Box::pin(async move {
                sqlx::query(SET_VERSION_SQL).bind(INDEX_VERSION).execute(&mut tx.conn).await?;
                Ok(())
            })
        })
        .await
}

async fn index(tx: &mut Tx, lines: Vec<(i64, String)>) -> Result<(), StoreError> {
    feed::INDEX.execute(&mut tx.conn, &lines, |query, (id, line)| query.bind(*id).bind(line.clone())).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(query: &str, text: &str) -> Vec<(String, bool)> {
        let stemmers = Stemmers::default();
        snippet(&stemmers, &Asked::read(&stemmers, query).unwrap(), text)
    }

    #[test]
    fn hits_are_marked_in_the_text_as_it_was_written() {
        assert_eq!(cut("заказы", "Где мой Заказ?"), [("Где мой ".into(), false), ("Заказ".into(), true), ("?".into(), false)]);
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_hit() {
        let text = format!("{} посылка {}", "слово ".repeat(500), "ещё ".repeat(500));
        let parts = cut("посыл", &text);
        assert!(parts.iter().any(|(part, marked)| *marked && part == "посылка"));
        let length: usize = parts.iter().map(|(part, _)| part.chars().count()).sum();
        assert!(length <= SHOWN.1 + 2, "{length} characters");
        assert!(parts.first().is_some_and(|(part, _)| part.starts_with('…')));
    }
}
