//! Files of replies: kept before anything is sent, each leaving as a reply of its own.

use crate::pool::Tx;
use crate::sql::statements;
use crate::{Lane, Store, StoreError};
use pult_domain::{AtMs, ChatId, ErrorCode, OutboxId, Tag, UploadId};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

/// A file of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadRow {
    /// The file.
    pub id: UploadId,
    /// Its chat.
    pub chat: ChatId,
    /// The name the buyer will see.
    pub name: String,
    /// What it is, by its contents.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// Where it lies, under the data folder.
    pub path: String,
    /// The reply it leaves with; none while it waits in the composer.
    pub outbox: Option<OutboxId>,
}

/// A file to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUpload {
    /// Its chat.
    pub chat: ChatId,
    /// The name the buyer will see.
    pub name: String,
    /// What it is, by its contents.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// Where it lies, under the data folder.
    pub path: String,
}

const MOST_WAITING: i64 = 100;

statements! {
    ADD_SQL = "INSERT INTO upload (chat_id, name, media_type, bytes, path, added_at_ms) VALUES (?, ?, ?, ?, ?, ?)";
    ONE_SQL = "SELECT id, chat_id, name, media_type, bytes, path, outbox_id FROM upload WHERE id = ?";
    WAITING_SQL = "SELECT id, chat_id, name, media_type, bytes, path, outbox_id FROM upload WHERE chat_id = ? AND outbox_id IS NULL ORDER BY id LIMIT ?";
    RENAME_SQL = "UPDATE upload SET name = ?2 WHERE id = ?1 AND outbox_id IS NULL";
    REMOVE_SQL = "DELETE FROM upload WHERE id = ? AND outbox_id IS NULL";
    TAKE_SQL = "UPDATE upload SET outbox_id = ?2 WHERE id = ?1 AND chat_id = ?3 AND outbox_id IS NULL";
    GIVE_BACK_SQL = "UPDATE upload SET outbox_id = NULL WHERE outbox_id = ?";
    CHAT_SQL = "SELECT account_id FROM chat WHERE id = ?";
}

impl FromRow<'_, SqliteRow> for UploadRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: UploadId(row.try_get(0)?),
            chat: ChatId(row.try_get(1)?),
            name: row.try_get(2)?,
            media_type: row.try_get(3)?,
            bytes: row.try_get(4)?,
            path: row.try_get(5)?,
            outbox: row.try_get::<Option<i64>, _>(6)?.map(OutboxId),
        })
    }
}

impl Store {
    /// Keeps a file for the next reply of a chat.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`].
    pub async fn upload_add(&self, new: NewUpload) -> Result<UploadRow, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let chat: Option<i64> = sqlx::query_scalar(CHAT_SQL).bind(new.chat.0).fetch_optional(&mut tx.conn).await?;
                chat.ok_or(StoreError::NotFound(ErrorCode::ChatNotFound))?;
                let AtMs(now) = tx.now;
                let query = sqlx::query(ADD_SQL).bind(new.chat.0).bind(new.name).bind(new.media_type).bind(new.bytes).bind(new.path).bind(now);
                let id = query.execute(&mut tx.conn).await?.last_insert_rowid();
                tx.change().tag(Tag::Drafts).chat(new.chat);
                one(tx, UploadId(id)).await
            })
        })
        .await
    }

    /// One file.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn upload(&self, id: UploadId) -> Result<Option<UploadRow>, StoreError> {
        Ok(sqlx::query_as(ONE_SQL).bind(id.0).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// The files that wait in a chat's composer, in the order they were added.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn uploads_waiting(&self, chat: ChatId) -> Result<Vec<UploadRow>, StoreError> {
        Ok(sqlx::query_as(WAITING_SQL).bind(chat.0).bind(MOST_WAITING).fetch_all(&mut *self.reader().await?).await?)
    }

    /// Another name for a file that waits in the composer.
    ///
    /// # Errors
    /// [`ErrorCode::AttachmentNotFound`] when it has left the composer.
    pub async fn upload_rename(&self, id: UploadId, name: String) -> Result<UploadRow, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                if sqlx::query(RENAME_SQL).bind(id.0).bind(name).execute(&mut tx.conn).await?.rows_affected() == 0 {
                    return Err(StoreError::NotFound(ErrorCode::AttachmentNotFound));
                }
                let row = one(tx, id).await?;
                tx.change().tag(Tag::Drafts).chat(row.chat);
                Ok(row)
            })
        })
        .await
    }

    /// Drops a file that waits in the composer; its row before, for the caller to delete the file.
    ///
    /// # Errors
    /// [`ErrorCode::AttachmentNotFound`] when it has left the composer.
    pub async fn upload_remove(&self, id: UploadId) -> Result<UploadRow, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let row = one(tx, id).await?;
                if sqlx::query(REMOVE_SQL).bind(id.0).execute(&mut tx.conn).await?.rows_affected() == 0 {
                    return Err(StoreError::NotFound(ErrorCode::AttachmentNotFound));
                }
                tx.change().tag(Tag::Drafts).chat(row.chat);
                Ok(row)
            })
        })
        .await
    }
}

async fn one(tx: &mut Tx, id: UploadId) -> Result<UploadRow, StoreError> {
    let row = sqlx::query_as(ONE_SQL).bind(id.0).fetch_optional(&mut tx.conn).await?;
    row.ok_or(StoreError::NotFound(ErrorCode::AttachmentNotFound))
}

/// A file leaves the composer with a reply.
pub(crate) async fn take(tx: &mut Tx, id: UploadId, chat: ChatId, reply: OutboxId) -> Result<(), StoreError> {
    let taken = sqlx::query(TAKE_SQL).bind(id.0).bind(reply.0).bind(chat.0).execute(&mut tx.conn).await?.rows_affected();
    if taken == 0 { Err(StoreError::NotFound(ErrorCode::AttachmentNotFound)) } else { Ok(()) }
}

/// A withdrawn reply gives its file back to the composer.
pub(crate) async fn give_back(tx: &mut Tx, reply: OutboxId) -> Result<(), StoreError> {
    sqlx::query(GIVE_BACK_SQL).bind(reply.0).execute(&mut tx.conn).await?;
    Ok(())
}
