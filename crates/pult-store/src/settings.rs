//! Settings: text by key. What a key means is known above.

use crate::{Store, StoreError};

impl Store {
    /// One setting.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn setting(&self, _key: &str) -> Result<Option<String>, StoreError> {
        Err(StoreError::Closed)
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn setting_set(&self, _key: &str, _value: &str) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }

    /// Every setting, by key.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        Err(StoreError::Closed)
    }
}
