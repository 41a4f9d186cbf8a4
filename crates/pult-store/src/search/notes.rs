//! The words of private notes: an index of their own beside that of the messages, with the same terms
//! and the same dictionary, so that one search field finds both and a note is never taken for a message.

use super::asked::{Asked, Beginnings};
use super::index;
use super::snippet::snippet;
use crate::pool::Tx;
use crate::sql::statements;
use crate::text::{INDEX_VERSION, line};
use crate::{Lane, Store, StoreError};
use pult_domain::ids::MESSAGE_IDS_PER_MS;
use pult_domain::{AtMs, ChannelKind, ChatId, MessageId, NoteId};
use sqlx::SqliteConnection;

/// A note that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteHit {
    /// The note.
    pub note: NoteId,
    /// Its chat.
    pub chat: ChatId,
    /// The chat's channel.
    pub channel: ChannelKind,
    /// The buyer's name.
    pub customer: String,
    /// When it was written.
    pub written_at: AtMs,
    /// The message it stands behind, if there is one.
    pub behind: Option<MessageId>,
    /// The place, as pieces: found words are marked.
    pub snippet: Vec<(String, bool)>,
}

/// The schema's version that has the index.
pub(crate) const SCHEMA: i64 = 10;
/// Most notes found at once.
const MOST_FOUND: usize = 20;
/// Notes looked at where some of them may fail: the index does not know the order of words.
const LOOKED_AT: i64 = 500;
/// Under this key the store keeps the version of the index.
const VERSION: &str = "note_index_version";
/// The version of the index. One ahead of its terms: an index of the first kind kept the notes of shops that were removed.
const INDEXED: i64 = INDEX_VERSION + 1;

statements! {
    PUT_SQL = "INSERT INTO note_index (rowid, terms) VALUES (?, ?)";
    FORGET_SQL = "DELETE FROM note_index WHERE rowid = ?";
    EMPTY_SQL = "INSERT INTO note_index (note_index) VALUES ('delete-all')";
    ALL_SQL = "SELECT id, text FROM note WHERE deleted_at_ms IS NULL ORDER BY id";
    VERSION_SQL = "SELECT value FROM fact WHERE key = ?";
    SET_VERSION_SQL = "INSERT INTO fact (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    // Those of a shop that is being removed do not stand in the way of the others.
    FIND_SQL = "SELECT n.id, n.chat_id, a.channel, c.customer, n.written_at_ms, n.text, \
        (SELECT max(m.id) FROM message m WHERE m.chat_id = n.chat_id AND m.id < (n.written_at_ms + 1) * ?3) \
        FROM note_index CROSS JOIN note n ON n.id = note_index.rowid CROSS JOIN chat c ON c.id = n.chat_id \
        CROSS JOIN account a ON a.id = c.account_id \
        WHERE note_index MATCH ?1 AND n.deleted_at_ms IS NULL AND a.removing = 0 ORDER BY note_index.rowid DESC LIMIT ?2";
}

/// Writes the words of a note, new or changed.
pub(crate) async fn put(tx: &mut Tx, note: NoteId, terms: &str) -> Result<(), StoreError> {
    forget(tx, note).await?;
    if !terms.is_empty() {
        sqlx::query(PUT_SQL).bind(note.0).bind(terms.to_owned()).execute(&mut tx.conn).await?;
        index::learn(tx, terms).await?;
    }
    Ok(())
}

/// Takes the words of a note out.
pub(crate) async fn forget(tx: &mut Tx, note: NoteId) -> Result<(), StoreError> {
    sqlx::query(FORGET_SQL).bind(note.0).execute(&mut tx.conn).await?;
    Ok(())
}

/// Builds the index anew when it is of another version. Notes are few: one transaction.
pub(crate) async fn bring_up_to_date(store: &Store) -> Result<(), StoreError> {
    let version: Option<i64> = sqlx::query_scalar(VERSION_SQL).bind(VERSION).fetch_optional(&mut *store.reader().await?).await?;
    if version == Some(INDEXED) {
        return Ok(());
    }
    store
        .write(Lane::BackFill, |tx| {
            Box::pin(async move {
                sqlx::query(EMPTY_SQL).execute(&mut tx.conn).await?;
                let all: Vec<(i64, String)> = sqlx::query_as(ALL_SQL).fetch_all(&mut tx.conn).await?;
                for (id, text) in all {
                    put(tx, NoteId(id), &line(&text)).await?;
                }
                sqlx::query(SET_VERSION_SQL).bind(VERSION).bind(INDEXED).execute(&mut tx.conn).await?;
                Ok(())
            })
        })
        .await
}

/// The notes with all words that are asked for, newest first.
pub(super) async fn find(conn: &mut SqliteConnection, asked: &Asked) -> Result<Vec<NoteHit>, StoreError> {
    type Raw = (i64, i64, String, String, i64, String, Option<i64>);
    let Some(expression) = asked.expression(Beginnings::Joined) else { return Ok(Vec::new()) };
    let most = if asked.must_verify() { LOOKED_AT } else { i64::try_from(MOST_FOUND).unwrap_or(LOOKED_AT) };
    let mut found: Vec<Raw> = sqlx::query_as(FIND_SQL).bind(expression).bind(most).bind(MESSAGE_IDS_PER_MS).fetch_all(conn).await?;
    found.sort_by_key(|row| std::cmp::Reverse((row.4, row.0)));
    let hits = found.into_iter().filter(|row| asked.holds(&row.5, "")).filter_map(|(id, chat, channel, customer, at, text, behind)| {
        Some(NoteHit {
            note: NoteId(id),
            chat: ChatId(chat),
            channel: ChannelKind::parse(&channel)?,
            customer,
            written_at: AtMs(at),
            behind: behind.map(MessageId),
            snippet: snippet(asked, &text),
        })
    });
    Ok(hits.take(MOST_FOUND).collect())
}
