//! The shops' connections to their channels, with the state of their sync.

use crate::{Store, StoreError};
use pult_domain::{AccountId, AtMs, ChannelKind, Cursor, ErrorCode, TokenKind};
use serde::{Deserialize, Serialize};

/// An account to be added. Its token is not among these facts and never reaches the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// The channel.
    pub channel: ChannelKind,
    /// The owner's name for the shop.
    pub name: String,
    /// One address for all hosts of the channel; `None` for the marketplace's own.
    pub base_url: Option<String>,
    /// The public half of the credentials where there is one.
    pub client_id: Option<String>,
    /// The marketplace's id of the seller, if known: two accounts of one shop are refused by it.
    pub seller_id: Option<String>,
    /// The time after which an absent reply counts as absent, in milliseconds; loopback only.
    pub settle_ms: Option<i64>,
    /// No request limiter; loopback only.
    pub limits_off: bool,
    /// What sort of token it is.
    pub token_kind: TokenKind,
    /// When the token ends, if it says.
    pub token_expires_at: Option<AtMs>,
}

/// What a new token told about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenFacts {
    /// What sort of token it is.
    pub kind: TokenKind,
    /// When it ends, if it says.
    pub expires_at: Option<AtMs>,
    /// The marketplace's id of the seller, if the token says; `None` keeps the known one.
    pub seller_id: Option<String>,
}

/// Why the last round of an account failed. Stored as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredProblem {
    /// What happened, as a code.
    pub code: ErrorCode,
    /// The marketplace's own words or ours, without token or customer text.
    pub detail: String,
    /// HTTP status, if an answer came.
    pub status: Option<u16>,
    /// When the next attempt is due, if one is.
    pub retry_at: Option<AtMs>,
    /// The right that is missing, by the marketplace's own name.
    pub missing_right: Option<String>,
}

/// An account with the state of its sync and its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// The account.
    pub id: AccountId,
    /// The channel.
    pub channel: ChannelKind,
    /// The owner's name for the shop.
    pub name: String,
    /// One address for all hosts of the channel, if not the marketplace's own.
    pub base_url: Option<String>,
    /// The public half of the credentials where there is one.
    pub client_id: Option<String>,
    /// The marketplace's id of the seller, if known.
    pub seller_id: Option<String>,
    /// The settle time given with the account, in milliseconds.
    pub settle_ms: Option<i64>,
    /// No request limiter.
    pub limits_off: bool,
    /// Paused by the owner.
    pub paused: bool,
    /// Stopped until the owner does something; why.
    pub blocked: Option<ErrorCode>,
    /// Where the feed continues.
    pub cursor: Option<Cursor>,
    /// When the last whole round ended.
    pub last_sync_at: Option<AtMs>,
    /// Failed rounds in a row.
    pub error_count: i64,
    /// Why the last round failed, if it did.
    pub last_error: Option<StoredProblem>,
    /// What sort of token it has.
    pub token_kind: TokenKind,
    /// When the token ends, if it says.
    pub token_expires_at: Option<AtMs>,
    /// When it was added.
    pub created_at: AtMs,
    /// Unread messages over its chats.
    pub unread: i64,
    /// Chats that wait for a reply.
    pub waiting: i64,
}

impl Store {
    /// Adds an account.
    ///
    /// # Errors
    /// [`StoreError::DuplicateAccount`] when the channel has an account of that seller already.
    pub async fn account_add(&self, _new: NewAccount) -> Result<AccountId, StoreError> {
        Err(StoreError::Closed)
    }

    /// One account.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn account(&self, _id: AccountId) -> Result<Option<AccountRow>, StoreError> {
        Err(StoreError::Closed)
    }

    /// Every account, in the order they were added.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        Err(StoreError::Closed)
    }

    /// Removes an account with everything it brought, the search index included. Returns the
    /// paths of fetched attachments, for the caller to delete.
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`].
    pub async fn account_remove(&self, _id: AccountId) -> Result<Vec<String>, StoreError> {
        Err(StoreError::Closed)
    }

    /// Pauses or resumes the sync of an account.
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`].
    pub async fn account_set_paused(&self, _id: AccountId, _paused: bool) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }

    /// Keeps what a new token told; the account is no longer blocked and its errors are forgotten.
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`].
    pub async fn account_set_token_facts(&self, _id: AccountId, _facts: TokenFacts) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }

    /// Gives the account another address (the demo shop has a new port at every start).
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`].
    pub async fn account_set_base_url(&self, _id: AccountId, _base_url: Option<String>) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }

    /// A round ended well.
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`].
    pub async fn account_sync_ok(&self, _id: AccountId, _at: AtMs) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }

    /// A round failed; `blocked` stops the account until the owner does something.
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`].
    pub async fn account_sync_failed(&self, _id: AccountId, _problem: StoredProblem, _blocked: bool) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
}
