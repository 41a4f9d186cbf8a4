//! Whether what is stored agrees with itself.

use crate::{Store, StoreError};

/// What a quick look at the database tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuickCheck {
    /// Version of the schema in the file.
    pub schema_version: i64,
    /// Version of the search index in the file.
    pub index_version: i64,
    /// Accounts stored.
    pub accounts: i64,
    /// Chats stored.
    pub chats: i64,
    /// Messages stored.
    pub messages: i64,
    /// Replies stored, whatever their state.
    pub replies: i64,
    /// Size of the database file, in bytes.
    pub file_bytes: i64,
    /// What SQLite's own quick check found; empty when all is well.
    pub problems: Vec<String>,
}

impl Store {
    /// A look that is quick at any size.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn check_quick(&self) -> Result<QuickCheck, StoreError> {
        Err(StoreError::Closed)
    }

    /// Recounts every derived fact; an empty list means that every invariant holds.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn check_full(&self) -> Result<Vec<String>, StoreError> {
        Err(StoreError::Closed)
    }
}
