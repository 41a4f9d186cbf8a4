//! Building the index anew when it is of another version than this program's words.
//!
//! A million messages take the better part of a minute, and nobody waits that long for his shop. So only a
//! small database is done before it is opened; a larger one is built while it is used, behind
//! everything else, from the newest message back. Until it is done, search says how far back it looked,
//! as it does whenever it stops early. Each transaction writes down how far it came: a program that is
//! closed goes on where it stopped. What the feed or the owner writes meanwhile is indexed by them, and
//! whoever is in the index already is left alone here.

use super::index::{Described, add, describe};
use crate::pool::Tx;
use crate::sql::statements;
use crate::text::{INDEX_VERSION, message_line};
use crate::{Lane, Store, StoreError};
use sqlx::SqliteConnection;

/// Messages or chats of one transaction: about 10 ms.
const AT_ONCE: i64 = 256;
/// Up to so many messages the index is whole when the store is open: a tenth of a second or two.
const DONE_BEFORE_OPENING: i64 = 4_000;

statements! {
    VERSION_SQL = "SELECT value FROM fact WHERE key = 'index_version'";
    SET_VERSION_SQL = "INSERT INTO fact (key, value) VALUES ('index_version', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    BUILDING_SQL = "SELECT value FROM fact WHERE key = 'index_building'";
    SET_BUILDING_SQL = "INSERT INTO fact (key, value) VALUES ('index_building', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    FLOOR_SQL = "SELECT value FROM fact WHERE key = 'index_floor'";
    SET_FLOOR_SQL = "INSERT INTO fact (key, value) VALUES ('index_floor', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    BUILT_SQL = "DELETE FROM fact WHERE key IN ('index_building', 'index_floor')";
    EMPTY_SQL = "INSERT INTO word_index (word_index) VALUES ('delete-all')";
    EMPTY_CHATS_SQL = "INSERT INTO chat_index (chat_index) VALUES ('delete-all')";
    EMPTY_WORDS_SQL = "DELETE FROM word";
    ABOVE_SQL = "SELECT coalesce(max(id), 0) + 1 FROM message";
    MANY_SQL = "SELECT count(*) FROM (SELECT 1 FROM message LIMIT ?)";
    TEXTS_SQL = "SELECT m.id, m.text, CASE WHEN m.attachments > 0 AND m.kind <> 2 THEN (SELECT group_concat(f.name, ' ') FROM attachment f WHERE f.message_id = m.id) END, \
        EXISTS (SELECT 1 FROM word_index_docsize d WHERE d.id = m.id) FROM message m WHERE m.id < ? ORDER BY m.id DESC LIMIT ?";
    CHATS_SQL = "SELECT c.id, c.customer, c.order_id, coalesce(c.item_title, i.title) FROM chat c \
        LEFT JOIN item i ON i.account_id = c.account_id AND i.remote_id = c.item_remote_id WHERE c.id > ? ORDER BY c.id LIMIT ?";
}

/// The version of the index in the file.
pub(crate) async fn version(store: &Store) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(VERSION_SQL).fetch_optional(&mut *store.reader().await?).await?.unwrap_or(0))
}

/// Whether the index has all messages.
pub(crate) async fn is_whole(conn: &mut SqliteConnection) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar::<_, i64>(VERSION_SQL).fetch_optional(conn).await? == Some(INDEX_VERSION))
}

/// Brings the index to this program's version: now where little is to be done, else beside the work.
pub(crate) async fn bring_up_to_date(store: &Store) -> Result<(), StoreError> {
    if version(store).await? == INDEX_VERSION {
        return Ok(());
    }
    begin(store).await?;
    let many: i64 = sqlx::query_scalar(MANY_SQL).bind(DONE_BEFORE_OPENING + 1).fetch_one(&mut *store.reader().await?).await?;
    if many <= DONE_BEFORE_OPENING {
        while !step(store).await? {}
        return Ok(());
    }
    // A store that everybody has let go of does not live on for its index.
    let store = store.downgrade();
    tokio::spawn(async move {
        loop {
            let Some(store) = store.upgrade() else { return };
            match step(&store).await {
                Ok(false) => {}
                Ok(true) => return tracing::info!("The search index is built"),
                Err(StoreError::Closed) => return,
                // The next start goes on.
                Err(error) => return tracing::warn!(code = %error.code(), "The search index could not be built on"),
            }
        }
    });
    Ok(())
}

/// Empties the index, unless it was begun already, and indexes the chats: they are few.
async fn begin(store: &Store) -> Result<(), StoreError> {
    let building: Option<i64> = sqlx::query_scalar(BUILDING_SQL).fetch_optional(&mut *store.reader().await?).await?;
    let floor: Option<i64> = sqlx::query_scalar(FLOOR_SQL).fetch_optional(&mut *store.reader().await?).await?;
    if building == Some(INDEX_VERSION)
        && let Some(floor) = floor
    {
        store.index_floor_is(floor);
        return Ok(());
    }
    // Behind the newest message everything is indexed as it comes.
    let above = store.write(Lane::BackFill, |tx| Box::pin(empty(tx))).await?;
    store.index_floor_is(above);
    let mut after = -1;
    loop {
        let last = store.write(Lane::BackFill, move |tx| Box::pin(chats(tx, after))).await?;
        let Some(last) = last else { break };
        after = last;
    }
    store.write(Lane::BackFill, move |tx| Box::pin(floor_is(tx, above))).await
}

/// Empties the index; the first message id that nobody has yet.
async fn empty(tx: &mut Tx) -> Result<i64, StoreError> {
    for sql in [EMPTY_SQL, EMPTY_CHATS_SQL, EMPTY_WORDS_SQL, BUILT_SQL] {
        sqlx::query(sql).execute(&mut tx.conn).await?;
    }
    tx.words.clear();
    sqlx::query(SET_BUILDING_SQL).bind(INDEX_VERSION).execute(&mut tx.conn).await?;
    Ok(sqlx::query_scalar(ABOVE_SQL).fetch_one(&mut tx.conn).await?)
}

async fn floor_is(tx: &mut Tx, floor: i64) -> Result<(), StoreError> {
    sqlx::query(SET_FLOOR_SQL).bind(floor).execute(&mut tx.conn).await?;
    Ok(())
}

/// Indexes some chats; the last of them.
async fn chats(tx: &mut Tx, after: i64) -> Result<Option<i64>, StoreError> {
    let chats: Vec<Described> = sqlx::query_as(CHATS_SQL).bind(after).bind(AT_ONCE).fetch_all(&mut tx.conn).await?;
    describe(tx, &chats).await?;
    Ok(chats.last().map(|(id, ..)| *id))
}

/// Indexes the next messages; whether those were the last.
async fn step(store: &Store) -> Result<bool, StoreError> {
    let floor = store.index_floor();
    let reached = store.write(Lane::BackFill, move |tx| Box::pin(messages(tx, floor))).await?;
    store.index_floor_is(reached.unwrap_or(0));
    Ok(reached.is_none())
}

/// Indexes messages before this one; how far that came, nothing when it came to the end. Read and written in
/// one transaction: nobody edits or removes a message in between.
async fn messages(tx: &mut Tx, before: i64) -> Result<Option<i64>, StoreError> {
    let texts: Vec<(i64, String, Option<String>, bool)> = sqlx::query_as(TEXTS_SQL).bind(before).bind(AT_ONCE).fetch_all(&mut tx.conn).await?;
    let reached = texts.last().map(|(id, ..)| *id);
    let mut lines: Vec<(i64, String)> = Vec::with_capacity(texts.len());
    // In the order of the index.
    for (id, text, names, indexed) in texts.into_iter().rev() {
        if !indexed {
            lines.push((id, message_line(&text, names.as_deref())));
        }
    }
    let lines: Vec<(i64, &str)> = lines.iter().map(|(id, line)| (*id, line.as_str())).collect();
    add(tx, &lines).await?;
    match reached {
        Some(reached) => floor_is(tx, reached).await?,
        None => {
            sqlx::query(SET_VERSION_SQL).bind(INDEX_VERSION).execute(&mut tx.conn).await?;
            sqlx::query(BUILT_SQL).execute(&mut tx.conn).await?;
        }
    }
    Ok(reached)
}
