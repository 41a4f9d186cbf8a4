//! The owner's private notes beside a chat. They never leave: no channel and no prompt reads this file.
//!
//! A deleted note is kept for a day, so that it can be brought back; out of the search it is at once.

use crate::pool::Tx;
use crate::search::notes as words;
use crate::sql::statements;
use crate::text::line;
use crate::{Lane, Store, StoreError, drafts, rollup};
use pult_domain::{AtMs, ChatId, ErrorCode, NoteId, Tag};
use sqlx::FromRow;

/// A private note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// The note.
    pub id: NoteId,
    /// The chat it stands beside.
    pub chat: ChatId,
    /// Its text, the owner's own.
    pub text: String,
    /// When it was written.
    pub written_at: AtMs,
    /// When it was last changed, if it was.
    pub edited_at: Option<AtMs>,
}

/// How long a deleted note can be brought back, in milliseconds: a day.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;
/// Most notes of one chat that are shown. Nobody writes so many; a script may.
const MOST_NOTES: i64 = 1_000;

statements! {
    ADD_SQL = "INSERT INTO note (chat_id, client_key, text, written_at_ms) VALUES (?, ?, ?, ?)";
    SAME_SQL = "SELECT id FROM note WHERE chat_id = ? AND client_key = ?";
    ONE_SQL = "SELECT id, chat_id, text, written_at_ms, edited_at_ms FROM note WHERE id = ?";
    STANDING_SQL = "SELECT id, chat_id, text, written_at_ms, edited_at_ms FROM note WHERE id = ? AND deleted_at_ms IS NULL";
    OF_CHAT_SQL = "SELECT id, chat_id, text, written_at_ms, edited_at_ms FROM note WHERE chat_id = ? AND deleted_at_ms IS NULL \
        ORDER BY written_at_ms, id LIMIT ?";
    EDIT_SQL = "UPDATE note SET text = ?2, edited_at_ms = ?3 WHERE id = ?1 AND deleted_at_ms IS NULL AND text IS NOT ?2";
    REMOVE_SQL = "UPDATE note SET deleted_at_ms = ?2 WHERE id = ?1 AND deleted_at_ms IS NULL";
    RESTORE_SQL = "UPDATE note SET deleted_at_ms = NULL WHERE id = ?1 AND deleted_at_ms IS NOT NULL";
    PURGE_SQL = "DELETE FROM note WHERE deleted_at_ms IS NOT NULL AND deleted_at_ms < ?";
}

type Raw = (i64, i64, String, i64, Option<i64>);

impl NoteRow {
    fn of((id, chat, text, written, edited): Raw) -> Self {
        Self { id: NoteId(id), chat: ChatId(chat), text, written_at: AtMs(written), edited_at: edited.map(AtMs) }
    }
}

impl<'r> FromRow<'r, sqlx::sqlite::SqliteRow> for NoteRow {
    fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
        Raw::from_row(row).map(Self::of)
    }
}

impl Store {
    /// Keeps a note and clears the one that was being written. The same key in the same chat is the same note.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`].
    pub async fn note_add(&self, chat: ChatId, text: String, key: Option<String>) -> Result<NoteRow, StoreError> {
        self.write(Lane::Owner, move |tx| Box::pin(add(tx, chat, text, key))).await
    }

    /// Another text for a note.
    ///
    /// # Errors
    /// [`ErrorCode::NoteNotFound`].
    pub async fn note_edit(&self, id: NoteId, text: String) -> Result<NoteRow, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let now = tx.now.0;
                if sqlx::query(EDIT_SQL).bind(id.0).bind(text.clone()).bind(now).execute(&mut tx.conn).await?.rows_affected() > 0 {
                    words::put(tx, id, &line(&text)).await?;
                }
                let row = one(tx, STANDING_SQL, id).await?;
                tx.change().tag(Tag::Notes).chat(row.chat);
                Ok(row)
            })
        })
        .await
    }

    /// Deletes a note; for a day it can be brought back.
    ///
    /// # Errors
    /// [`ErrorCode::NoteNotFound`].
    pub async fn note_remove(&self, id: NoteId) -> Result<NoteRow, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let now = tx.now.0;
                let row = one(tx, STANDING_SQL, id).await?;
                sqlx::query(REMOVE_SQL).bind(id.0).bind(now).execute(&mut tx.conn).await?;
                words::forget(tx, id).await?;
                sqlx::query(PURGE_SQL).bind(now - KEPT_MS).execute(&mut tx.conn).await?;
                tx.change().tag(Tag::Notes).chat(row.chat);
                Ok(row)
            })
        })
        .await
    }

    /// Brings a deleted note back.
    ///
    /// # Errors
    /// [`ErrorCode::NoteNotFound`] when it was deleted more than a day ago, or never.
    pub async fn note_restore(&self, id: NoteId) -> Result<NoteRow, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let row = one(tx, ONE_SQL, id).await?;
                if sqlx::query(RESTORE_SQL).bind(id.0).execute(&mut tx.conn).await?.rows_affected() > 0 {
                    words::put(tx, id, &line(&row.text)).await?;
                    tx.change().tag(Tag::Notes).chat(row.chat);
                }
                Ok(row)
            })
        })
        .await
    }

    /// The notes of a chat, oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn notes(&self, chat: ChatId) -> Result<Vec<NoteRow>, StoreError> {
        Ok(sqlx::query_as(OF_CHAT_SQL).bind(chat.0).bind(MOST_NOTES).fetch_all(&mut *self.reader().await?).await?)
    }
}

async fn add(tx: &mut Tx, chat: ChatId, text: String, key: Option<String>) -> Result<NoteRow, StoreError> {
    rollup::load(tx, chat).await?;
    if let Some(key) = &key {
        let same: Option<i64> = sqlx::query_scalar(SAME_SQL).bind(chat.0).bind(key.clone()).fetch_optional(&mut tx.conn).await?;
        if let Some(id) = same {
            return one(tx, ONE_SQL, NoteId(id)).await;
        }
    }
    let terms = line(&text);
    let id = NoteId(sqlx::query(ADD_SQL).bind(chat.0).bind(key).bind(text).bind(tx.now.0).execute(&mut tx.conn).await?.last_insert_rowid());
    words::put(tx, id, &terms).await?;
    drafts::clear_note(tx, chat).await?;
    tx.change().tag(Tag::Notes).chat(chat);
    one(tx, ONE_SQL, id).await
}

async fn one(tx: &mut Tx, sql: &'static str, id: NoteId) -> Result<NoteRow, StoreError> {
    let row = sqlx::query_as(sql).bind(id.0).fetch_optional(&mut tx.conn).await?;
    row.ok_or(StoreError::NotFound(ErrorCode::NoteNotFound))
}
