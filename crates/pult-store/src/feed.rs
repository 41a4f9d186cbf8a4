//! What the channels' feeds bring.

use crate::{Lane, Store, StoreError};
use pult_domain::{AccountId, AtMs, FeedChat, FeedPage, OutboxId};

/// What applying pages did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Messages in the pages, duplicates and all.
    pub messages_seen: i64,
    /// Messages that were not known.
    pub messages_new: i64,
    /// Chats that were not known.
    pub chats_new: i64,
    /// Unreadable events that were not known.
    pub quarantined_new: i64,
    /// Replies whose echo was found.
    pub confirmed: Vec<OutboxId>,
}

impl Store {
    /// Stores pages of an account's feed together with their cursor.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::AccountNotFound`], or what the disk says; then nothing of the last
    /// transaction was stored and its cursor is the old one.
    pub async fn apply_pages(&self, _account: AccountId, _pages: Vec<FeedPage>, _lane: Lane) -> Result<Applied, StoreError> {
        Err(StoreError::Closed)
    }

    /// Stores a channel's own list of chats: names, items, reply tokens. Chats without messages are kept too.
    ///
    /// # Errors
    /// As [`Store::apply_pages`].
    pub async fn apply_chats(&self, _account: AccountId, _chats: Vec<FeedChat>) -> Result<Applied, StoreError> {
        Err(StoreError::Closed)
    }

    /// How many chats of the account cannot be answered yet for want of a reply token.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chats_without_reply_token(&self, _account: AccountId) -> Result<i64, StoreError> {
        Err(StoreError::Closed)
    }

    /// Remote ids of items that have no title and were not asked for since `asked_before`.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn items_untitled(&self, _account: AccountId, _asked_before: AtMs, _limit: i64) -> Result<Vec<String>, StoreError> {
        Err(StoreError::Closed)
    }

    /// Keeps the titles that were told, and that the others were asked for now.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn items_titled(&self, _account: AccountId, _asked: Vec<String>, _titles: Vec<(String, String)>) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
}
