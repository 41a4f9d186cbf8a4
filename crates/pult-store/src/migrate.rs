//! The schema's versions: append only, checksummed, each in one transaction.
//!
//! Our own runner of a few lines instead of sqlx's `Migrator`: a database from a newer version
//! must be refused before a single byte of it changes, a copy is made before the first step, and
//! the files are embedded without the `macros` feature. A migration that is broken off leaves the
//! version before it, since SQLite's schema changes are part of the transaction.

use crate::{StoreError, copies};
use pult_domain::fingerprint::fnv;
use pult_domain::{AtMs, DAY_MS};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// One step of the schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Migration {
    /// Its number; steps are applied in order.
    pub(crate) version: i64,
    /// Its SQL.
    pub(crate) sql: &'static str,
}

/// Every step there is.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: include_str!("../../../migrations/0001_counter.sql") },
    Migration { version: 2, sql: include_str!("../../../migrations/0002_marketplaces.sql") },
    Migration { version: 3, sql: include_str!("../../../migrations/0003_labels.sql") },
    Migration { version: 4, sql: include_str!("../../../migrations/0004_analysis.sql") },
    Migration { version: 5, sql: include_str!("../../../migrations/0005_models.sql") },
    Migration { version: 6, sql: include_str!("../../../migrations/0006_drafts.sql") },
    Migration { version: 7, sql: include_str!("../../../migrations/0007_search.sql") },
    Migration { version: 8, sql: include_str!("../../../migrations/0008_learning.sql") },
    Migration { version: 9, sql: include_str!("../../../migrations/0009_composer.sql") },
    Migration { version: 10, sql: include_str!("../../../migrations/0010_people.sql") },
    Migration { version: 11, sql: include_str!("../../../migrations/0011_import.sql") },
    Migration { version: 12, sql: include_str!("../../../migrations/0012_star.sql") },
    Migration { version: 13, sql: include_str!("../../../migrations/0013_fetched_ahead.sql") },
    Migration { version: 14, sql: include_str!("../../../migrations/0014_spam.sql") },
    Migration { version: 15, sql: include_str!("../../../migrations/0015_due.sql") },
];

/// "Pult" in the file's header, so that other programs' databases are told from ours.
const APPLICATION_ID: i64 = 0x5075_6c74;

/// Up to this size, in bytes, a database is checked whole at every start: 16 MiB take some tens of
/// milliseconds. Larger ones are checked by `check_quick` and `check_full`.
const CHECKED_AT_START: u64 = 16 * 1024 * 1024;

/// How long the copy made before a change of the schema is kept, in milliseconds: 14 days.
pub(crate) const KEPT_MS: i64 = 14 * DAY_MS;

/// The version of the schema in an open database.
pub(crate) const VERSION_SQL: &str = "SELECT coalesce(max(version), 0) FROM schema_migration";

const APPLIED_SQL: &str = "SELECT version, checksum FROM schema_migration ORDER BY version";

/// What a look at the file, without changing it, told.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing is there.
    Nothing,
    /// A database of ours at this version, which the given steps may bring further.
    Version(i64),
}

/// Looks at the file without writing to it.
pub(crate) async fn inspect(file: &Path, migrations: &[Migration]) -> Result<Found, StoreError> {
    match header(file)? {
        None => return Ok(Found::Nothing),
        Some(header) if header.starts_with(b"SQLite format 3\0") => {}
        Some(_) => return Err(StoreError::Corrupt("the file is no SQLite database".into())),
    }
    let mut conn = SqliteConnectOptions::new().filename(file).read_only(true).disable_statement_logging().connect().await?;
    let found = look(&mut conn, file, migrations).await;
    conn.close().await?;
    found
}

async fn look(conn: &mut SqliteConnection, file: &Path, migrations: &[Migration]) -> Result<Found, StoreError> {
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(&mut *conn).await?;
    if tables == 0 {
        return Ok(Found::Nothing);
    }
    let id: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *conn).await?;
    if id != APPLICATION_ID {
        return Err(StoreError::Corrupt("the database belongs to another program".into()));
    }
    let applied: Vec<(i64, String)> = sqlx::query_as(APPLIED_SQL).fetch_all(&mut *conn).await?;
    let known = migrations.last().map_or(0, |last| last.version);
    let found = applied.last().map_or(0, |last| last.0);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for (version, sum) in &applied {
        let same = migrations.iter().any(|m| m.version == *version && checksum(m.sql) == *sum);
        if !same {
            return Err(StoreError::Corrupt(format!("schema step {version} is not the one this program knows")));
        }
    }
    if file.metadata()?.len() <= CHECKED_AT_START {
        let said: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(5)").fetch_all(&mut *conn).await?;
        if said != ["ok"] {
            return Err(StoreError::Corrupt(said.join("; ")));
        }
    }
    Ok(Found::Version(found))
}

fn header(file: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    let opened = match std::fs::File::open(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => return Err(StoreError::ReadOnly),
        opened => opened?,
    };
    let mut bytes = Vec::new();
    opened.take(16).read_to_end(&mut bytes)?;
    Ok(if bytes.is_empty() { None } else { Some(bytes) })
}

/// The copy made before the schema changes: `<file>.before-<version>.bak`.
pub(crate) fn backup_path(file: &Path, version: i64) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".before-{version}.bak"));
    PathBuf::from(name)
}

/// Copies the database, pages still in its log included, under another name first: a copy that
/// exists under the final name is whole.
pub(crate) async fn back_up(file: &Path, version: i64) -> Result<PathBuf, StoreError> {
    let target = backup_path(file, version);
    let mut partial = target.clone().into_os_string();
    partial.push(".part");
    let partial = PathBuf::from(partial);
    match std::fs::remove_file(&partial) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut conn = SqliteConnectOptions::new().filename(file).disable_statement_logging().connect().await?;
    let copied = sqlx::query("VACUUM INTO ?").bind(partial.to_string_lossy().into_owned()).execute(&mut conn).await;
    conn.close().await?;
    if let Err(error) = copied {
        // A half copy on a full disk takes the room that the history needs.
        let _ = std::fs::remove_file(&partial);
        return Err(error.into());
    }
    // Best effort: some file systems have no modes, and the program must start there too.
    let _ = copies::make_private(&partial);
    std::fs::File::open(&partial)?.sync_all()?;
    std::fs::rename(&partial, &target)?;
    Ok(target)
}

/// Removes the copies that were made before changes of the schema, where they are older than this moment. A database that
/// has been at work for [`KEPT_MS`] needs no way back; and who removes a shop wants it in none of them.
pub(crate) fn forget_backups(file: &Path, made_before: AtMs) {
    for copy in backups(file).into_iter().filter(|copy| made_at(copy).is_some_and(|made| made < made_before)) {
        if let Err(error) = std::fs::remove_file(copy) {
            tracing::info!(kind = %error.kind(), "A copy made before a change of the schema could not be deleted");
        }
    }
}

/// Those copies, and what is left of such as were broken off.
fn backups(file: &Path) -> Vec<PathBuf> {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name().and_then(OsStr::to_str)) else { return Vec::new() };
    let begins = format!("{name}.before-");
    let ours = |name: &str| name.starts_with(&begins) && (name.ends_with(".bak") || name.ends_with(".bak.part"));
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|path| path.file_name().and_then(OsStr::to_str).is_some_and(ours)).collect()
}

fn made_at(copy: &Path) -> Option<AtMs> {
    let changed = std::fs::metadata(copy).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(changed.as_millis()).ok().map(AtMs)
}

/// Brings the database from `from` to the newest version, one transaction a step.
pub(crate) async fn migrate(conn: &mut SqliteConnection, from: i64, migrations: &[Migration]) -> Result<(), StoreError> {
    for step in migrations.iter().filter(|step| step.version > from) {
        let outcome = apply(conn, step).await;
        if outcome.is_err() {
            // The transaction may be gone already; there is nothing more to undo then.
            let _ = sqlx::query("ROLLBACK").execute(&mut *conn).await;
        }
        outcome?;
    }
    Ok(())
}

async fn apply(conn: &mut SqliteConnection, step: &Migration) -> Result<(), StoreError> {
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *conn).await?;
    sqlx::raw_sql(
        "CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER PRIMARY KEY, checksum TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT",
    )
    .execute(&mut *conn)
    .await?;
    sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA application_id = {APPLICATION_ID}"))).execute(&mut *conn).await?;
    sqlx::raw_sql(step.sql).execute(&mut *conn).await?;
    sqlx::query("INSERT INTO schema_migration (version, checksum) VALUES (?, ?)").bind(step.version).bind(checksum(step.sql)).execute(&mut *conn).await?;
    sqlx::query("COMMIT").execute(&mut *conn).await?;
    Ok(())
}

fn checksum(sql: &str) -> String {
    format!("{:016x}", fnv(sql.as_bytes()))
}

#[cfg(test)]
mod tests;
