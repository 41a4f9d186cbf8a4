//! What a removed shop leaves in the file though its rows are gone.
//!
//! SQLite keeps the bytes of deleted rows in free pages, a search index the terms of deleted messages until it merges
//! them away, the dictionary every word that anybody ever wrote. The owner was told that the conversation leaves. So the
//! indexes are merged, words that nothing has any more go, and the file is written anew; the copies that were made before
//! changes of the schema go too. `secure_delete` lost: it is paid for with every row that ever changes, and it knows
//! nothing of indexes and dictionaries.
//!
//! It is done behind everything else: merging and looking for words in steps of some milliseconds, and any other work
//! interrupts the writing of the file. A mark says that there is something to sweep: a program that is closed meanwhile
//! goes on at its next start.

use crate::pool::{Tx, WeakStore};
use crate::sql::statements;
use crate::{Lane, Store, StoreError, migrate};
use pult_domain::AtMs;
use std::time::Duration;
use tokio::task::JoinHandle;

/// Pages of an index that one step writes: 5 to 20 ms (measured, 2026-11).
const PAGES: i64 = 64;
/// Words that one step looks for: 5 ms.
const WORDS: i64 = 128;
/// Pause before the second try, where other work left no time for writing the file; each further one is twice as long.
const AGAIN: Duration = Duration::from_secs(60);
/// The longest pause: each try that other work ends has written much of the file for nothing.
const LONGEST: Duration = Duration::from_secs(60 * 60);
/// How long whoever removes a shop waits for the sweep: small shops are gone when he is told so.
const WAITED: Duration = Duration::from_secs(5);

statements! {
    MARK_SQL = "INSERT INTO fact (key, value) VALUES ('traces', 1) ON CONFLICT (key) DO UPDATE SET value = value + 1";
    MARKED_SQL = "SELECT value FROM fact WHERE key = 'traces'";
    SWEPT_SQL = "DELETE FROM fact WHERE key = 'traces' AND value = ?";
    CHANGES_SQL = "SELECT total_changes()";
    MERGE_MESSAGES_SQL = "INSERT INTO word_index (word_index, rank) VALUES ('merge', ?)";
    MERGE_CHATS_SQL = "INSERT INTO chat_index (chat_index, rank) VALUES ('merge', ?)";
    MERGE_NOTES_SQL = "INSERT INTO note_index (note_index, rank) VALUES ('merge', ?)";
    LAST_WORD_SQL = "SELECT max(term) FROM (SELECT term FROM word WHERE term > ?1 ORDER BY term LIMIT ?2)";
    // Terms hold letters and digits only: within quotes they are words and nothing else.
    FORGET_WORDS_SQL = "DELETE FROM word WHERE term IN (SELECT w.term FROM (SELECT term FROM word WHERE term > ?1 ORDER BY term LIMIT ?2) w \
        WHERE NOT EXISTS (SELECT 1 FROM word_index WHERE word_index MATCH '\"' || w.term || '\"') \
        AND NOT EXISTS (SELECT 1 FROM chat_index WHERE chat_index MATCH '\"' || w.term || '\"') \
        AND NOT EXISTS (SELECT 1 FROM note_index WHERE note_index MATCH '\"' || w.term || '\"'))";
}

/// Something is removed that must not be found in the file any more.
pub(crate) async fn mark(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query(MARK_SQL).execute(&mut tx.conn).await?;
    Ok(())
}

/// Sweeps and waits for it, but not for long: what is left is done beside the work.
pub(crate) async fn sweep(store: &Store) {
    // The sweep goes on when nobody waits for it any more.
    let _ = tokio::time::timeout(WAITED, beside_the_work(store)).await;
}

/// Goes on with what was left to sweep when the program was closed.
pub(crate) async fn go_on(store: &Store) -> Result<(), StoreError> {
    if marked(store).await?.is_some() {
        drop(beside_the_work(store));
    }
    Ok(())
}

fn beside_the_work(store: &Store) -> JoinHandle<()> {
    let store = store.downgrade();
    tokio::spawn(async move {
        let (mut merged, mut pause) = (None, AGAIN);
        loop {
            match swept(&store, &mut merged).await {
                Ok(true) | Err(StoreError::Closed) => return,
                Ok(false) => tokio::time::sleep(pause).await,
                // The next start tries again.
                Err(error) => return tracing::warn!(code = %error.code(), "What a removed shop has left could not be swept out"),
            }
            pause = (pause * 2).min(LONGEST);
        }
    })
}

/// Sweeps once; whether nothing is left to be swept. What was merged at the mark of an earlier try is not merged again:
/// only the file is still to be written.
async fn swept(store: &WeakStore, merged: &mut Option<i64>) -> Result<bool, StoreError> {
    // Held for one step at a time: a store that everybody has let go of does not live on for this.
    let held = || store.upgrade().ok_or(StoreError::Closed);
    let Some(mark) = marked(&held()?).await? else { return Ok(true) };
    if *merged != Some(mark) {
        for index in [MERGE_MESSAGES_SQL, MERGE_CHATS_SQL, MERGE_NOTES_SQL] {
            // The first step takes up the whole index, the others go on with that whatever is written meanwhile.
            let mut more = merge(&held()?, index, -PAGES).await?;
            while more {
                more = merge(&held()?, index, PAGES).await?;
            }
        }
        let mut after = Some(String::new());
        while let Some(word) = after {
            after = forget_words(&held()?, word).await?;
        }
        *merged = Some(mark);
    }
    let store = held()?;
    migrate::forget_backups(store.file(), AtMs(i64::MAX));
    Ok(store.tidied().await? && unmark(&store, mark).await?)
}

async fn marked(store: &Store) -> Result<Option<i64>, StoreError> {
    Ok(sqlx::query_scalar(MARKED_SQL).fetch_optional(&mut *store.reader().await?).await?)
}

/// The sweep that began at this mark is over; whether nothing was removed meanwhile.
async fn unmark(store: &Store, mark: i64) -> Result<bool, StoreError> {
    store
        .write(Lane::BackFill, move |tx| {
            Box::pin(async move {
                let swept = sqlx::query(SWEPT_SQL).bind(mark).execute(&mut tx.conn).await?;
                Ok(swept.rows_affected() > 0)
            })
        })
        .await
}

/// Merges some pages of an index; whether there is more to merge.
async fn merge(store: &Store, index: &'static str, pages: i64) -> Result<bool, StoreError> {
    store
        .write(Lane::BackFill, move |tx| {
            Box::pin(async move {
                let before: i64 = sqlx::query_scalar(CHANGES_SQL).fetch_one(&mut tx.conn).await?;
                sqlx::query(index).bind(pages).execute(&mut tx.conn).await?;
                let after: i64 = sqlx::query_scalar(CHANGES_SQL).fetch_one(&mut tx.conn).await?;
                // The statement itself counts as one (sqlite.org/fts5.html, 6.8).
                Ok(after - before > 1)
            })
        })
        .await
}

/// Takes those of the next words out of the dictionary that no index has; the last of them, none at its end.
async fn forget_words(store: &Store, after: String) -> Result<Option<String>, StoreError> {
    store
        .write(Lane::BackFill, move |tx| {
            Box::pin(async move {
                let last: Option<String> = sqlx::query_scalar(LAST_WORD_SQL).bind(after.clone()).bind(WORDS).fetch_one(&mut tx.conn).await?;
                if sqlx::query(FORGET_WORDS_SQL).bind(after).bind(WORDS).execute(&mut tx.conn).await?.rows_affected() > 0 {
                    // Whoever writes such a word again brings it back.
                    tx.words.clear();
                }
                Ok(last)
            })
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::SystemClock;
    use std::sync::Arc;

    #[tokio::test]
    async fn what_was_merged_at_a_mark_is_not_merged_again() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
        for (mut merged, left) in [(Some(1), 1_i64), (None, 0)] {
            let marked = store.write(Lane::Live, |tx| {
                Box::pin(async move {
                    mark(tx).await?;
                    sqlx::query("INSERT INTO word (term) VALUES ('лишнее') ON CONFLICT DO NOTHING").execute(&mut tx.conn).await?;
                    Ok(())
                })
            });
            marked.await.unwrap();
            while !swept(&store.downgrade(), &mut merged).await.unwrap() {}
            let words: i64 = sqlx::query_scalar("SELECT count(*) FROM word").fetch_one(&mut *store.reader().await.unwrap()).await.unwrap();
            assert_eq!((words, merged), (left, Some(1)));
        }
        store.close().await;
    }
}
