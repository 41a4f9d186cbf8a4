//! A database of which only the search indexes are damaged has lost nothing: they are built anew from what
//! they index. So no older copy takes its place, and a copy in that state is as good as any.
//!
//! Which part is damaged is not read from what SQLite says of it: the indexes are emptied, and where that
//! leaves nothing to be said, it was them alone.

use super::place;
use crate::{StoreError, check};
use pult_domain::AtMs;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection};
use std::path::Path;

/// The indexes that a database of any version has.
const INDEXES_SQL: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('word_index', 'chat_index', 'note_index')";
/// Whoever opens the database next finds indexes of no version, and builds them.
const FORGET_SQL: &str = "DELETE FROM fact WHERE key IN ('index_version', 'index_building', 'index_floor', 'note_index_version')";

/// Makes a database whole of which only the search indexes are damaged; the damaged file is set aside.
/// Whether it is whole now: else nothing was touched. Nobody may have it open.
///
/// # Errors
/// [`StoreError::DiskFull`]: an older copy must not take its place for want of room. What the disk says
/// when the files change places.
pub async fn mend_search(file: &Path, now: AtMs) -> Result<bool, StoreError> {
    let mended = file.with_extension("mended");
    place::clear(&mended)?;
    let whole = copied_and_mended(file, &mended).await;
    if !matches!(whole, Ok(true)) {
        place::clear(&mended)?;
        return whole;
    }
    std::fs::File::open(&mended)?.sync_all()?;
    place::take(file, &super::set_aside(file, now)?, &mended)?;
    Ok(true)
}

async fn copied_and_mended(file: &Path, mended: &Path) -> Result<bool, StoreError> {
    match place::copy_with_log(file, mended) {
        Ok(()) => Ok(empty_search(mended).await? && is_good(mended).await?),
        Err(error) if error.kind() == std::io::ErrorKind::StorageFull => Err(StoreError::DiskFull),
        // What cannot even be copied is looked for in an older copy.
        Err(_) => Ok(false),
    }
}

/// Empties the search indexes of a database that nobody has open, where that makes it whole; whether it
/// did. They are built anew when it is opened.
///
/// # Errors
/// [`StoreError::DiskFull`].
pub async fn empty_search(file: &Path) -> Result<bool, StoreError> {
    let whole = emptied(file).await;
    if let Err(error) = &whole {
        tracing::warn!(code = %error.code(), "The search indexes of a damaged database could not be emptied");
    }
    verdict(whole)
}

/// Whether a database that nobody has open is one that a start would take.
pub(super) async fn is_good(file: &Path) -> Result<bool, StoreError> {
    verdict(check::prove(file).await.map(|()| true))
}

/// Whatever goes wrong in a database speaks against it, but for a full disk: that says nothing of it.
fn verdict(looked: Result<bool, StoreError>) -> Result<bool, StoreError> {
    match looked {
        Err(StoreError::DiskFull) => Err(StoreError::DiskFull),
        looked => Ok(looked.unwrap_or(false)),
    }
}

async fn emptied(file: &Path) -> Result<bool, StoreError> {
    let mut conn = SqliteConnectOptions::new().filename(file).disable_statement_logging().connect().await?;
    let whole = emptied_in(&mut conn).await;
    // What was not committed is taken back with the connection.
    conn.close().await?;
    whole
}

async fn emptied_in(conn: &mut SqliteConnection) -> Result<bool, StoreError> {
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *conn).await?;
    let indexes: Vec<String> = sqlx::query_scalar(INDEXES_SQL).fetch_all(&mut *conn).await?;
    for index in indexes {
        sqlx::query(AssertSqlSafe(format!("INSERT INTO {index} ({index}) VALUES ('delete-all')"))).execute(&mut *conn).await?;
    }
    sqlx::query(FORGET_SQL).execute(&mut *conn).await?;
    let said: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(5)").fetch_all(&mut *conn).await?;
    if said != ["ok"] {
        return Ok(false);
    }
    sqlx::query("COMMIT").execute(&mut *conn).await?;
    // One file without a log: it is about to be moved.
    sqlx::query("PRAGMA journal_mode = DELETE").execute(&mut *conn).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_says_nothing_of_a_database() {
        assert!(verdict(Ok(true)).unwrap());
        assert!(!verdict(Ok(false)).unwrap());
        assert!(!verdict(Err(StoreError::Corrupt("torn".into()))).unwrap());
        assert!(matches!(verdict(Err(StoreError::DiskFull)), Err(StoreError::DiskFull)));
    }
}
