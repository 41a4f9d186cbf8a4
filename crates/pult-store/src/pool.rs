//! The writer and the readers.

use crate::StoreError;
use pult_domain::{Change, Clock};
use std::path::Path;
use std::sync::Arc;

/// Which queue a write waits in. Earlier lanes overtake later ones between transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// A reply being stored or moving on.
    Send,
    /// Anything else the owner did.
    Owner,
    /// What the feed brings now.
    Live,
    /// History; may be lost with its cursor in a power cut, since the feed has it still.
    BackFill,
}

/// The store. Cheap to clone; all clones share one writer and one set of readers.
#[derive(Clone, Debug)]
pub struct Store {}

impl Store {
    /// Opens the database, creating or migrating it first.
    ///
    /// # Errors
    /// [`StoreError::Newer`] (the file is untouched), [`StoreError::Corrupt`], or what the disk says.
    pub async fn open(_file: &Path, _clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        Err(StoreError::Closed)
    }

    /// One [`Change`] for each committed transaction that changed something.
    #[must_use]
    pub fn changes(&self) -> tokio::sync::broadcast::Receiver<Change> {
        tokio::sync::broadcast::channel(1).1
    }

    /// Finishes what is queued, checkpoints and closes.
    pub async fn close(&self) {}

    /// The database file.
    #[must_use]
    pub fn file(&self) -> &Path {
        Path::new("")
    }

    /// Tidies up when a back-fill has ended: one `VACUUM` and fresh statistics, behind everything else.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn after_back_fill(&self) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
}
