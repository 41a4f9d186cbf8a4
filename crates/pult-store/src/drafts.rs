//! Texts being written, one per chat.

use crate::{Store, StoreError};
use pult_domain::ChatId;

impl Store {
    /// Keeps the text of the composer; an empty one removes it.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::ChatNotFound`].
    pub async fn draft_set(&self, _chat: ChatId, _text: String) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }

    /// The text of the composer; empty when there is none.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn draft(&self, _chat: ChatId) -> Result<String, StoreError> {
        Err(StoreError::Closed)
    }
}
