//! Copies of the database, and the way back from a damaged one.
//!
//! A damaged file is set aside whole, never repaired in place and never deleted. The newest copy
//! that passes SQLite's check takes its place. What was synced since comes again from the
//! channels, because the copy's cursors are as old as its rows. What only we have is looked for in
//! the damaged file: replies and drafts newer than the copy. None of it is sent by itself: a reply
//! that waited when the copy was made may have been delivered since, so the owner decides.
//!
//! Alternatives that lost: SQLite's `.recover` (not in the library, and it mixes old and new rows
//! without telling), asking before restoring (there is no other choice that keeps more).

use crate::migrate::{self, MIGRATIONS};
use crate::sql::statements;
use crate::{Store, StoreError};
use pult_domain::outbox::MOST_RESENDS;
use pult_domain::{AtMs, ErrorCode};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, FromRow, SqliteConnection};
use std::path::{Path, PathBuf};

/// Copies kept beside the newest.
const KEPT: usize = 3;
/// Unsent replies and drafts looked for in a damaged file, at most.
const MOST_SALVAGED: i64 = 10_000;

/// What bringing back a copy did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovered {
    /// When the copy was made.
    pub copied_at: AtMs,
    /// Where the damaged file and its list of unsent texts lie.
    pub set_aside: PathBuf,
    /// Unsent replies and drafts found in the damaged file.
    pub salvaged: i64,
    /// Those of them that wait in the outbox or a composer again; the rest are in the list only.
    pub brought_back: i64,
}

/// A text that only we had.
#[derive(Debug, FromRow, Serialize)]
struct Unsent {
    account_id: i64,
    chat_id: i64,
    chat: String,
    kind: String,
    text: String,
    at_ms: i64,
}

statements! {
    COPY_SQL = "VACUUM INTO ?";
    UNSENT_REPLIES_SQL = "SELECT o.account_id, o.chat_id, c.remote_id AS chat, 'reply' AS kind, o.text, o.queued_at_ms AS at_ms FROM outbox o \
        JOIN chat c ON c.id = o.chat_id WHERE o.state NOT IN ('sent', 'cancelled') AND o.text <> '' ORDER BY o.id DESC LIMIT ?";
    DRAFTS_SQL = "SELECT c.account_id, d.chat_id, c.remote_id AS chat, 'draft' AS kind, d.text, d.updated_at_ms AS at_ms FROM draft d \
        JOIN chat c ON c.id = d.chat_id LIMIT ?";
    NOTES_SQL = "SELECT c.account_id, n.chat_id, c.remote_id AS chat, 'note' AS kind, n.text, n.written_at_ms AS at_ms FROM note n \
        JOIN chat c ON c.id = n.chat_id WHERE n.deleted_at_ms IS NULL ORDER BY n.id DESC LIMIT ?";
    HAS_NOTES_SQL = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'note')";
    BACK_NOTE_SQL = "INSERT INTO note (chat_id, text, written_at_ms) SELECT ?1, ?2, ?3 WHERE NOT EXISTS \
        (SELECT 1 FROM note WHERE chat_id = ?1 AND written_at_ms = ?3)";
    FORGET_INDEX_SQL = "DELETE FROM fact WHERE key = 'note_index_version'";
    DOUBT_SQL = "UPDATE outbox SET state = 'unconfirmed', attempts = max(attempts, 1), resends = ?1, first_attempt_at_ms = coalesce(first_attempt_at_ms, queued_at_ms), \
        last_attempt_at_ms = ?2, unconfirmed_at_ms = ?2, reason = ?3 WHERE state IN ('queued', 'sending', 'unconfirmed')";
    KNOWN_REPLY_SQL = "SELECT EXISTS (SELECT 1 FROM outbox WHERE chat_id = ? AND text = ? AND queued_at_ms = ?)";
    SAME_CHAT_SQL = "SELECT EXISTS (SELECT 1 FROM chat WHERE id = ? AND account_id = ? AND remote_id = ?)";
    BACK_REPLY_SQL = "INSERT INTO outbox (account_id, chat_id, text, queued_at_ms, state, attempts, turned_away, resends, next_at_ms, first_attempt_at_ms, \
        last_attempt_at_ms, unconfirmed_at_ms, reason) VALUES (?1, ?2, ?3, ?4, 'unconfirmed', 1, 0, ?5, ?4, ?4, ?6, ?6, ?7)";
    BACK_DRAFT_SQL = "INSERT INTO draft (chat_id, text, updated_at_ms) VALUES (?, ?, ?) ON CONFLICT (chat_id) DO UPDATE SET text = excluded.text, \
        updated_at_ms = excluded.updated_at_ms WHERE excluded.updated_at_ms > updated_at_ms";
}

impl Store {
    /// Makes a copy of the database in `folder` and lets go of the oldest. The writer is not held up.
    ///
    /// # Errors
    /// What the disk says; then no copy under its final name exists and the older ones stay.
    pub async fn copy_to(&self, folder: &Path, now: AtMs) -> Result<PathBuf, StoreError> {
        std::fs::create_dir_all(folder)?;
        let target = folder.join(format!("pult-{}.db", now.0));
        let partial = target.with_extension("part");
        self.copy_into(&partial).await?;
        std::fs::rename(&partial, &target)?;
        for old in copies(folder).into_iter().skip(KEPT) {
            if let Err(error) = std::fs::remove_file(&old.1) {
                tracing::info!(kind = %error.kind(), "An old copy could not be deleted");
            }
        }
        Ok(target)
    }

    /// Copies the database, as it is at one moment, into a new file that only its owner reads. The
    /// writer is not held up; a file of that name is replaced.
    ///
    /// # Errors
    /// What the disk says; then no file is left.
    pub async fn copy_into(&self, target: &Path) -> Result<(), StoreError> {
        match std::fs::remove_file(target) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let mut conn = SqliteConnectOptions::new().filename(self.file()).read_only(true).disable_statement_logging().connect().await?;
        let copied = sqlx::query(COPY_SQL).bind(target.to_string_lossy().into_owned()).execute(&mut conn).await;
        conn.close().await?;
        if let Err(error) = copied {
            // A half copy on a full disk takes the room that the history needs.
            let _ = std::fs::remove_file(target);
            return Err(error.into());
        }
        make_private(target)?;
        Ok(std::fs::File::open(target)?.sync_all()?)
    }

    /// When the newest copy in a folder was made.
    #[must_use]
    pub fn newest_copy(folder: &Path) -> Option<AtMs> {
        copies(folder).first().map(|(at, _)| *at)
    }
}

/// The copies in a folder, newest first.
fn copies(folder: &Path) -> Vec<(AtMs, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<(AtMs, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let at = name.to_str()?.strip_prefix("pult-")?.strip_suffix(".db")?.parse().ok()?;
            Some((AtMs(at), entry.path()))
        })
        .collect();
    found.sort_by(|a, b| b.cmp(a));
    found
}

/// Sets a damaged database aside and puts the newest good copy in its place. `None` when there is
/// no good copy: then nothing was touched.
///
/// # Errors
/// What the disk says; the damaged file is then either where it was or in its folder aside.
pub async fn recover(file: &Path, folder: &Path, now: AtMs) -> Result<Option<Recovered>, StoreError> {
    let mut good = None;
    for (at, path) in copies(folder) {
        // A copy of an older version is brought up to date when it is opened.
        if matches!(migrate::inspect(&path, MIGRATIONS).await, Ok(migrate::Found::Version(_))) {
            good = Some((at, path));
            break;
        }
        tracing::warn!("A copy of the database is damaged too; an older one is tried");
    }
    let Some((copied_at, copy)) = good else { return Ok(None) };
    let aside = file.with_file_name(format!("damaged-{}", now.0));
    std::fs::create_dir_all(&aside)?;
    // Read before it is moved: its log lies beside it.
    let unsent = salvage(file).await;
    let list = serde_json::to_vec_pretty(&unsent).map_err(|_| StoreError::Unreadable("unsent texts"))?;
    std::fs::write(aside.join("unsent.json"), list)?;
    make_private(&aside.join("unsent.json"))?;
    let restored = file.with_extension("restored");
    std::fs::copy(&copy, &restored)?;
    make_private(&restored)?;
    std::fs::File::open(&restored)?.sync_all()?;
    let brought_back = bring_back(&restored, &unsent, now).await?;
    for part in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(part);
        let from = PathBuf::from(name);
        if let Some(name) = from.file_name().filter(|_| from.exists()) {
            std::fs::rename(&from, aside.join(name))?;
        }
    }
    std::fs::rename(&restored, file)?;
    Ok(Some(Recovered { copied_at, set_aside: aside, salvaged: i64::try_from(unsent.len()).unwrap_or(i64::MAX), brought_back }))
}

/// The texts that only we had, as far as the damaged file gives them.
async fn salvage(file: &Path) -> Vec<Unsent> {
    let mut found = Vec::new();
    // A copy is read: opening the original could write to it.
    let copy = file.with_extension("salvage");
    let copied = std::fs::copy(file, &copy).is_ok();
    let wal = |path: &Path| PathBuf::from(format!("{}-wal", path.display()));
    let _ = std::fs::copy(wal(file), wal(&copy));
    if copied && let Ok(mut conn) = SqliteConnectOptions::new().filename(&copy).disable_statement_logging().connect().await {
        for sql in [UNSENT_REPLIES_SQL, DRAFTS_SQL, NOTES_SQL] {
            match sqlx::query_as::<_, Unsent>(sql).bind(MOST_SALVAGED).fetch_all(&mut conn).await {
                Ok(rows) => found.extend(rows),
                Err(_) => tracing::warn!("Some unsent texts of the damaged database cannot be read"),
            }
        }
        let _ = conn.close().await;
    }
    for part in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(PathBuf::from(format!("{}{part}", copy.display())));
    }
    found
}

/// Puts every waiting reply of the copy in doubt and adds the texts that are newer than it.
async fn bring_back(copy: &Path, unsent: &[Unsent], now: AtMs) -> Result<i64, StoreError> {
    let mut conn = SqliteConnectOptions::new().filename(copy).foreign_keys(true).disable_statement_logging().connect().await?;
    let brought = bring_back_in(&mut conn, unsent, now).await;
    conn.close().await?;
    brought
}

/// Puts every reply that waits in a restored database in doubt: it may have been delivered since
/// the backup was made, so only the owner sends it. The number of them.
///
/// # Errors
/// What the disk says.
pub async fn doubt_waiting(file: &Path, now: AtMs) -> Result<i64, StoreError> {
    let mut conn = SqliteConnectOptions::new().filename(file).disable_statement_logging().connect().await?;
    let reason = ErrorCode::BackupRestored.as_str();
    let doubted = sqlx::query(DOUBT_SQL).bind(i64::from(MOST_RESENDS)).bind(now.0).bind(reason).execute(&mut conn).await;
    conn.close().await?;
    Ok(i64::try_from(doubted?.rows_affected()).unwrap_or(i64::MAX))
}

async fn bring_back_in(conn: &mut SqliteConnection, unsent: &[Unsent], now: AtMs) -> Result<i64, StoreError> {
    let mut brought = 0;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *conn).await?;
    let resends = i64::from(MOST_RESENDS);
    let reason = ErrorCode::DataCorrupt.as_str();
    sqlx::query(DOUBT_SQL).bind(resends).bind(now.0).bind(reason).execute(&mut *conn).await?;
    // A copy of an older version has no place for notes; then they are in the list only.
    let takes_notes: bool = sqlx::query_scalar(HAS_NOTES_SQL).fetch_one(&mut *conn).await?;
    if takes_notes {
        // Their words are put into the index when the database is opened.
        sqlx::query(FORGET_INDEX_SQL).execute(&mut *conn).await?;
    }
    // Oldest first, as they were queued.
    for text in unsent.iter().rev() {
        let same: bool = sqlx::query_scalar(SAME_CHAT_SQL).bind(text.chat_id).bind(text.account_id).bind(text.chat.clone()).fetch_one(&mut *conn).await?;
        if !same {
            continue;
        }
        if text.kind == "note" {
            if !takes_notes {
                continue;
            }
            sqlx::query(BACK_NOTE_SQL).bind(text.chat_id).bind(text.text.clone()).bind(text.at_ms).execute(&mut *conn).await?;
        } else if text.kind == "draft" {
            sqlx::query(BACK_DRAFT_SQL).bind(text.chat_id).bind(text.text.clone()).bind(text.at_ms).execute(&mut *conn).await?;
        } else {
            let known: bool = sqlx::query_scalar(KNOWN_REPLY_SQL).bind(text.chat_id).bind(text.text.clone()).bind(text.at_ms).fetch_one(&mut *conn).await?;
            if !known {
                let query = sqlx::query(BACK_REPLY_SQL).bind(text.account_id).bind(text.chat_id).bind(text.text.clone()).bind(text.at_ms);
                query.bind(resends).bind(now.0).bind(reason).execute(&mut *conn).await?;
            }
        }
        brought += 1;
    }
    sqlx::query("COMMIT").execute(&mut *conn).await?;
    Ok(brought)
}

fn make_private(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))
}
