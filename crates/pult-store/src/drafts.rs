//! Texts being written, two per chat: a reply and a private note.

use crate::outbox::Quoted;
use crate::pool::Tx;
use crate::sql::statements;
use crate::{Lane, Store, StoreError, rollup};
use pult_domain::{Author, ChatId, MessageId, Tag};
use sqlx::Row;

/// What the composer of a chat holds besides its text and files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComposerRow {
    /// The buyer's newest message when the text was begun.
    pub seen: Option<MessageId>,
    /// The message it answers.
    pub answers: Option<Quoted>,
    /// The note being written; empty when there is none.
    pub note: String,
}

statements! {
    SET_SQL = "INSERT INTO draft (chat_id, text, updated_at_ms, seen_id, reply_to) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (chat_id) DO UPDATE SET \
        text = excluded.text, updated_at_ms = excluded.updated_at_ms, seen_id = coalesce(excluded.seen_id, seen_id), reply_to = excluded.reply_to \
        WHERE text IS NOT excluded.text OR seen_id IS NOT coalesce(excluded.seen_id, seen_id) OR reply_to IS NOT excluded.reply_to";
    CLEAR_SQL = "DELETE FROM draft WHERE chat_id = ?";
    GET_SQL = "SELECT text FROM draft WHERE chat_id = ?";
    SET_NOTE_SQL = "INSERT INTO note_draft (chat_id, text, updated_at_ms) VALUES (?, ?, ?) ON CONFLICT (chat_id) DO UPDATE SET \
        text = excluded.text, updated_at_ms = excluded.updated_at_ms WHERE text IS NOT excluded.text";
    CLEAR_NOTE_SQL = "DELETE FROM note_draft WHERE chat_id = ?";
    COMPOSER_SQL = "SELECT d.seen_id, q.id, q.author, substr(q.text, 1, 200), n.text FROM (SELECT ?1 AS chat) given LEFT JOIN draft d ON d.chat_id = given.chat \
        LEFT JOIN message q ON q.id = d.reply_to LEFT JOIN note_draft n ON n.chat_id = given.chat";
}

impl Store {
    /// Keeps the text of the composer; an empty one removes it.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::ChatNotFound`].
    pub async fn draft_set(&self, chat: ChatId, text: String) -> Result<(), StoreError> {
        self.draft_keep(chat, text, None, None).await
    }

    /// The same, with what its writer had seen when it was begun and the message it answers. What was
    /// seen stays where it is not told again.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::ChatNotFound`].
    pub async fn draft_keep(&self, chat: ChatId, text: String, seen: Option<MessageId>, reply_to: Option<MessageId>) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                rollup::load(tx, chat).await?;
                put(tx, chat, &text, seen, reply_to).await
            })
        })
        .await
    }

    /// Keeps a note being written; an empty one removes it.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::ChatNotFound`].
    pub async fn note_draft_set(&self, chat: ChatId, text: String) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                rollup::load(tx, chat).await?;
                let now = tx.now.0;
                let changed = if text.is_empty() {
                    return clear_note(tx, chat).await;
                } else {
                    sqlx::query(SET_NOTE_SQL).bind(chat.0).bind(text).bind(now).execute(&mut tx.conn).await?.rows_affected()
                };
                if changed > 0 {
                    tx.change().tag(Tag::Drafts).chat(chat);
                }
                Ok(())
            })
        })
        .await
    }

    /// The text of the composer; empty when there is none.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn draft(&self, chat: ChatId) -> Result<String, StoreError> {
        let text: Option<String> = sqlx::query_scalar(GET_SQL).bind(chat.0).fetch_optional(&mut *self.reader().await?).await?;
        Ok(text.unwrap_or_default())
    }

    /// What the composer holds besides its text and files.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn composer(&self, chat: ChatId) -> Result<ComposerRow, StoreError> {
        let row = sqlx::query(COMPOSER_SQL).bind(chat.0).fetch_one(&mut *self.reader().await?).await?;
        let answers = match row.try_get::<Option<i64>, _>(1)? {
            Some(message) => Some(Quoted { message: MessageId(message), author: Author::from_code(row.try_get(2)?), text: row.try_get(3)? }),
            None => None,
        };
        let seen = row.try_get::<Option<i64>, _>(0)?.map(MessageId);
        Ok(ComposerRow { seen, answers, note: row.try_get::<Option<String>, _>(4)?.unwrap_or_default() })
    }
}

/// The text of the composer, as the transaction sees it.
pub(crate) async fn text(tx: &mut Tx, chat: ChatId) -> Result<String, StoreError> {
    let text: Option<String> = sqlx::query_scalar(GET_SQL).bind(chat.0).fetch_optional(&mut tx.conn).await?;
    Ok(text.unwrap_or_default())
}

/// Keeps the text of the composer; nothing at all removes its row.
pub(crate) async fn put(tx: &mut Tx, chat: ChatId, text: &str, seen: Option<MessageId>, reply_to: Option<MessageId>) -> Result<(), StoreError> {
    if text.is_empty() && reply_to.is_none() {
        return clear(tx, chat).await;
    }
    let query = sqlx::query(SET_SQL).bind(chat.0).bind(text.to_owned()).bind(tx.now.0).bind(seen.map(|id| id.0)).bind(reply_to.map(|id| id.0));
    if query.execute(&mut tx.conn).await?.rows_affected() > 0 {
        tx.change().tag(Tag::Drafts).chat(chat);
    }
    Ok(())
}

/// Removes the draft of a chat, if there is one.
pub(crate) async fn clear(tx: &mut Tx, chat: ChatId) -> Result<(), StoreError> {
    if sqlx::query(CLEAR_SQL).bind(chat.0).execute(&mut tx.conn).await?.rows_affected() > 0 {
        tx.change().tag(Tag::Drafts).chat(chat);
    }
    Ok(())
}

/// Removes the note being written.
pub(crate) async fn clear_note(tx: &mut Tx, chat: ChatId) -> Result<(), StoreError> {
    if sqlx::query(CLEAR_NOTE_SQL).bind(chat.0).execute(&mut tx.conn).await?.rows_affected() > 0 {
        tx.change().tag(Tag::Drafts).chat(chat);
    }
    Ok(())
}
