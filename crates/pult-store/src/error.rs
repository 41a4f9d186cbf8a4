//! What can go wrong with the store, each with the code the owner is told.

use pult_domain::ErrorCode;
use pult_domain::outbox::NotAllowed;

/// A failure of the store. No variant carries customer text.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database was written by a newer version; it was not touched.
    #[error("the database has schema version {found}, this program knows {known}")]
    Newer {
        /// The version in the file.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// The file is damaged or no database of ours.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// The file or its folder cannot be written.
    #[error("the data folder cannot be written")]
    ReadOnly,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// Somebody else holds the database.
    #[error("the database is in use")]
    Busy,
    /// The row asked for does not exist; which kind of row is told by the code.
    #[error("no such row: {0}")]
    NotFound(ErrorCode),
    /// What was asked for cannot be; why is told by the code.
    #[error("refused: {0}")]
    Refused(ErrorCode),
    /// The reply's state does not allow the step.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The shop is connected already.
    #[error("the shop is connected already")]
    DuplicateAccount,
    /// A paging cursor that this store has not made, or made for another view.
    #[error("the paging cursor is not one of ours")]
    BadCursor,
    /// The store is closed or closing.
    #[error("the store is closed")]
    Closed,
    /// A file operation beside the database failed (the backup before a migration).
    #[error("file operation failed: {0}")]
    Io(#[from] std::io::Error),
    /// Anything else SQLite or sqlx says.
    #[error("the database failed: {0}")]
    Database(#[source] sqlx::Error),
    /// A stored value that cannot be read back.
    #[error("a stored value cannot be read: {0}")]
    Unreadable(&'static str),
}

impl StoreError {
    /// The code whose words the interface knows.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Newer { .. } => ErrorCode::DataNewer,
            Self::Corrupt(_) => ErrorCode::DataCorrupt,
            Self::ReadOnly => ErrorCode::DataReadOnly,
            Self::DiskFull => ErrorCode::DiskFull,
            Self::Busy => ErrorCode::DataInUse,
            Self::NotFound(code) | Self::Refused(code) => *code,
            Self::NotAllowed(_) => ErrorCode::StateConflict,
            Self::DuplicateAccount => ErrorCode::DuplicateAccount,
            Self::BadCursor => ErrorCode::InvalidRequest,
            Self::Closed => ErrorCode::ShuttingDown,
            Self::Io(_) | Self::Database(_) | Self::Unreadable(_) => ErrorCode::StorageFailed,
        }
    }
}

/// SQLite's primary result codes that have a meaning of their own here (sqlite.org/rescode.html).
impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|e| e.code()).and_then(|code| code.parse::<u32>().ok());
        match code.map(|code| code & 0xff) {
            Some(5 | 6) => Self::Busy,
            Some(3 | 8 | 14 | 23) => Self::ReadOnly,
            Some(13) => Self::DiskFull,
            Some(11 | 26) => Self::Corrupt(error.to_string()),
            _ => match error {
                sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Self::Closed,
                other => Self::Database(other),
            },
        }
    }
}
