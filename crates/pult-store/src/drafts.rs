//! Texts being written, one per chat.

use crate::pool::Tx;
use crate::sql::statements;
use crate::{Lane, Store, StoreError, rollup};
use pult_domain::{ChatId, Tag};

statements! {
    SET_SQL = "INSERT INTO draft (chat_id, text, updated_at_ms) VALUES (?, ?, ?) \
        ON CONFLICT (chat_id) DO UPDATE SET text = excluded.text, updated_at_ms = excluded.updated_at_ms WHERE text IS NOT excluded.text";
    CLEAR_SQL = "DELETE FROM draft WHERE chat_id = ?";
    GET_SQL = "SELECT text FROM draft WHERE chat_id = ?";
}

impl Store {
    /// Keeps the text of the composer; an empty one removes it.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::ChatNotFound`].
    pub async fn draft_set(&self, chat: ChatId, text: String) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                rollup::load(tx, chat).await?;
                if text.is_empty() {
                    return clear(tx, chat).await;
                }
                let now = tx.now.0;
                if sqlx::query(SET_SQL).bind(chat.0).bind(text).bind(now).execute(&mut tx.conn).await?.rows_affected() > 0 {
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
        let text: Option<String> = sqlx::query_scalar(GET_SQL).bind(chat.0).fetch_optional(self.readers()).await?;
        Ok(text.unwrap_or_default())
    }
}

/// Removes the draft of a chat, if there is one.
pub(crate) async fn clear(tx: &mut Tx, chat: ChatId) -> Result<(), StoreError> {
    if sqlx::query(CLEAR_SQL).bind(chat.0).execute(&mut tx.conn).await?.rows_affected() > 0 {
        tx.change().tag(Tag::Drafts).chat(chat);
    }
    Ok(())
}
