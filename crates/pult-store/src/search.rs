//! Search as typed.

use crate::{Store, StoreError};
use pult_domain::{AtMs, Author, ChannelKind, ChatId, MessageId};

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

impl Store {
    /// Messages with all words of the query, the last word as a beginning, newest first.
    ///
    /// # Errors
    /// What the disk says; no query is an error.
    pub async fn search(&self, _query: &str, _limit: i64) -> Result<Vec<Hit>, StoreError> {
        Err(StoreError::Closed)
    }
}
