//! Copies of the database, and the way back from a damaged one.
//!
//! A damaged file is set aside whole, never repaired in place and never deleted. The newest copy
//! that passes SQLite's check takes its place. What was synced since comes again from the
//! channels, because the copy's cursors are as old as its rows. What only we have is looked for in
//! the damaged file: replies, drafts and notes newer than the copy. None of it is sent by itself: a reply
//! that waited when the copy was made may have been delivered since, so the owner decides.
//!
//! A copy has its name, and older ones make room for it, only when it is what a restore would take. Where
//! the search indexes alone are damaged nothing is lost, and no copy is needed: see `mend`.
//!
//! Alternatives that lost: SQLite's `.recover` (not in the library, and it mixes old and new rows
//! without telling), asking before restoring (there is no other choice that keeps more).

mod mend;
mod place;

pub use mend::{empty_search, mend_search};

use crate::migrate::{self, MIGRATIONS};
use crate::sql::statements;
use crate::{Store, StoreError, check};
use pult_domain::outbox::MOST_RESENDS;
use pult_domain::{AtMs, ErrorCode};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, FromRow, SqliteConnection};
use std::path::{Path, PathBuf};

/// Copies kept beside the newest.
const KEPT: usize = 3;
/// Beginning of the names of folders for damaged databases; behind it stands the moment.
const ASIDE: &str = "damaged-";
/// Texts of one kind looked for in a damaged file, at most.
const MOST_SALVAGED: i64 = 10_000;

/// What bringing back a copy did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovered {
    /// When the copy was made.
    pub copied_at: AtMs,
    /// Where the damaged file and its list of unsent texts lie.
    pub set_aside: PathBuf,
    /// Unsent replies found in the damaged file, and drafts and notes that the copy has not or has otherwise.
    pub salvaged: i64,
    /// Those of them that wait in the outbox, a composer or beside their chat again; the rest are in the
    /// list only.
    pub brought_back: i64,
}

/// A text that only we had.
#[derive(Debug, FromRow, Serialize)]
struct Unsent {
    id: i64,
    account_id: i64,
    chat_id: i64,
    chat: String,
    kind: String,
    text: String,
    at_ms: i64,
    edited_at_ms: Option<i64>,
}

/// What became of a text of the damaged file.
enum Put {
    /// It is in its place.
    Back,
    /// The copy has it as it is.
    Known,
    /// The copy has no place for it: it is in the list only.
    Listed,
}

statements! {
    COPY_SQL = "VACUUM INTO ?";
    UNSENT_REPLIES_SQL = "SELECT o.id, o.account_id, o.chat_id, c.remote_id AS chat, 'reply' AS kind, o.text, o.queued_at_ms AS at_ms, \
        NULL AS edited_at_ms FROM outbox o JOIN chat c ON c.id = o.chat_id \
        WHERE o.state NOT IN ('sent', 'cancelled') AND o.text <> '' ORDER BY o.id DESC LIMIT ?";
    DRAFTS_SQL = "SELECT d.chat_id AS id, c.account_id, d.chat_id, c.remote_id AS chat, 'draft' AS kind, d.text, d.updated_at_ms AS at_ms, \
        NULL AS edited_at_ms FROM draft d JOIN chat c ON c.id = d.chat_id LIMIT ?";
    NOTES_SQL = "SELECT n.id, c.account_id, n.chat_id, c.remote_id AS chat, 'note' AS kind, n.text, n.written_at_ms AS at_ms, \
        n.edited_at_ms FROM note n JOIN chat c ON c.id = n.chat_id WHERE n.deleted_at_ms IS NULL ORDER BY n.id DESC LIMIT ?";
    HAS_NOTES_SQL = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'note')";
    BACK_NOTE_SQL = "INSERT INTO note (chat_id, text, written_at_ms, edited_at_ms) SELECT ?2, ?3, ?4, ?5 WHERE NOT EXISTS \
        (SELECT 1 FROM note WHERE id = ?1 AND chat_id = ?2 AND written_at_ms = ?4)";
    NEWER_NOTE_SQL = "UPDATE note SET text = ?3, edited_at_ms = ?5, deleted_at_ms = NULL WHERE id = ?1 AND chat_id = ?2 AND written_at_ms = ?4 \
        AND (deleted_at_ms IS NOT NULL OR coalesce(edited_at_ms, 0) < coalesce(?5, 0))";
    FORGET_INDEX_SQL = "DELETE FROM fact WHERE key = 'note_index_version'";
    DOUBT_SQL = "UPDATE outbox SET state = 'unconfirmed', attempts = max(attempts, 1), resends = ?1, first_attempt_at_ms = coalesce(first_attempt_at_ms, queued_at_ms), \
        last_attempt_at_ms = ?2, unconfirmed_at_ms = ?2, reason = ?3 WHERE state IN ('queued', 'sending', 'unconfirmed')";
    KNOWN_REPLY_SQL = "SELECT EXISTS (SELECT 1 FROM outbox WHERE chat_id = ? AND text = ? AND queued_at_ms = ?)";
    SAME_CHAT_SQL = "SELECT EXISTS (SELECT 1 FROM chat WHERE id = ? AND account_id = ? AND remote_id = ?)";
    BACK_REPLY_SQL = "INSERT INTO outbox (account_id, chat_id, text, queued_at_ms, state, attempts, turned_away, resends, next_at_ms, first_attempt_at_ms, \
        last_attempt_at_ms, unconfirmed_at_ms, reason) VALUES (?1, ?2, ?3, ?4, 'unconfirmed', 1, 0, ?5, ?4, ?4, ?6, ?6, ?7)";
    BACK_DRAFT_SQL = "INSERT INTO draft (chat_id, text, updated_at_ms) VALUES (?, ?, ?) ON CONFLICT (chat_id) DO UPDATE SET text = excluded.text, \
        updated_at_ms = excluded.updated_at_ms WHERE excluded.updated_at_ms > updated_at_ms";
    HAS_ACCOUNTS_SQL = "SELECT EXISTS (SELECT 1 FROM account WHERE removing = 0)";
}

impl Store {
    /// Makes a copy of the database in `folder` and lets go of the oldest. The writer is not held up.
    ///
    /// # Errors
    /// As [`Store::copy_into`]; then no copy under its final name exists and the older ones stay.
    pub async fn copy_to(&self, folder: &Path, now: AtMs) -> Result<PathBuf, StoreError> {
        std::fs::create_dir_all(folder)?;
        let target = folder.join(format!("pult-{}.db", now.0));
        // One name for all: what was broken off is replaced by the next copy, and does not gather.
        let partial = folder.join("pult.part");
        self.copy_into(&partial).await?;
        std::fs::rename(&partial, &target)?;
        for old in copies(folder, now).into_iter().skip(KEPT) {
            if let Err(error) = std::fs::remove_file(&old.1) {
                tracing::info!(kind = %error.kind(), "An old copy could not be deleted");
            }
        }
        Ok(target)
    }

    /// Copies the database, as it is at one moment, into a new file that only its owner reads. The
    /// writer is not held up; a file of that name is replaced.
    ///
    /// It is the copy that is looked at, with what a restore demands: copying mends some damage and keeps
    /// other, as that of a search index.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] where the copy would not come back; what the disk says. Then no file is left.
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
        if let Err(refused) = check::prove(target).await {
            let _ = std::fs::remove_file(target);
            return Err(refused);
        }
        Ok(std::fs::File::open(target)?.sync_all()?)
    }

    /// When the newest copy in a folder was made; one of a moment to come is as good as none.
    #[must_use]
    pub fn newest_copy(folder: &Path, now: AtMs) -> Option<AtMs> {
        copies(folder, now).first().map(|(at, _)| *at).filter(|at| *at <= now)
    }
}

/// The copies in a folder, newest first. Those of moments to come are the last: they were made under a clock that was set
/// back since, and must neither pass for the newest nor push those out that are made now.
fn copies(folder: &Path, now: AtMs) -> Vec<(AtMs, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<(AtMs, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let at = name.to_str()?.strip_prefix("pult-")?.strip_suffix(".db")?.parse().ok()?;
            Some((AtMs(at), entry.path()))
        })
        .collect();
    found.sort_by(|a, b| (b.0 <= now, b).cmp(&(a.0 <= now, a)));
    found
}

/// Ends what a start was broken off at that set a damaged database aside: the log is back beside it. Nobody may have
/// it open.
///
/// # Errors
/// What the disk says.
pub fn put_log_back(file: &Path) -> Result<(), StoreError> {
    Ok(place::put_log_back(file)?)
}

/// Sets a damaged database aside and puts the newest good copy in its place. `None` when there is
/// no good copy: then nothing was touched.
///
/// # Errors
/// [`StoreError::DiskFull`]: an older copy must not take its place for want of room. What the disk says; the damaged
/// file has its name still, or has given it to the copy.
pub async fn recover(file: &Path, folder: &Path, now: AtMs) -> Result<Option<Recovered>, StoreError> {
    let restored = file.with_extension("restored");
    let mut good = None;
    for (at, copy) in copies(folder, now) {
        if laid_out(&copy, &restored).await? {
            good = Some(at);
            break;
        }
        tracing::warn!("A copy of the database is damaged or unreadable too; an older one is tried");
    }
    let Some(copied_at) = good else {
        place::clear(&restored)?;
        return Ok(None);
    };
    let aside = set_aside(file, now)?;
    // Read before it is moved: its log lies beside it.
    let unsent = salvage(file).await;
    let list = serde_json::to_vec_pretty(&unsent).map_err(|_| StoreError::Unreadable("unsent texts"))?;
    std::fs::write(aside.join("unsent.json"), list)?;
    make_private(&aside.join("unsent.json"))?;
    std::fs::File::open(&restored)?.sync_all()?;
    let (salvaged, brought_back) = bring_back(&restored, &unsent, now).await?;
    place::take(file, &aside, &restored)?;
    Ok(Some(Recovered { copied_at, set_aside: aside, salvaged, brought_back }))
}

/// Lays a copy out under another name; whether it is good, if need be with its search indexes built anew. A
/// copy of an older version is brought up to date when it is opened.
async fn laid_out(copy: &Path, restored: &Path) -> Result<bool, StoreError> {
    place::clear(restored)?;
    if let Err(error) = std::fs::copy(copy, restored) {
        place::clear(restored)?;
        // A disk that gives a copy back no more may give an older one; for want of room none can be laid out.
        return if error.kind() == std::io::ErrorKind::StorageFull { Err(StoreError::DiskFull) } else { Ok(false) };
    }
    make_private(restored)?;
    let good = good_or_mended(restored).await;
    if good.is_err() {
        place::clear(restored)?;
    }
    good
}

async fn good_or_mended(file: &Path) -> Result<bool, StoreError> {
    Ok(mend::is_good(file).await? || (mend::empty_search(file).await? && mend::is_good(file).await?))
}

/// The folder for a damaged database.
fn set_aside(file: &Path, now: AtMs) -> Result<PathBuf, StoreError> {
    let aside = file.with_file_name(format!("{ASIDE}{}", now.0));
    std::fs::create_dir_all(&aside)?;
    Ok(aside)
}

/// The texts that only we had, as far as the damaged file gives them.
async fn salvage(file: &Path) -> Vec<Unsent> {
    let mut found = Vec::new();
    // A copy is read: opening the original could write to it.
    let copy = file.with_extension("salvage");
    // Whatever could be copied is read.
    let _ = place::clear(&copy).and_then(|()| place::copy_with_log(file, &copy));
    if let Ok(mut conn) = SqliteConnectOptions::new().filename(&copy).disable_statement_logging().connect().await {
        for sql in [UNSENT_REPLIES_SQL, DRAFTS_SQL, NOTES_SQL] {
            match sqlx::query_as::<_, Unsent>(sql).bind(MOST_SALVAGED).fetch_all(&mut conn).await {
                Ok(rows) => found.extend(rows),
                Err(_) => tracing::warn!("Some unsent texts of the damaged database cannot be read"),
            }
        }
        let _ = conn.close().await;
    }
    // What stays of it is removed by the next.
    let _ = place::clear(&copy);
    found
}

/// Puts every waiting reply of the copy in doubt and adds the texts that are newer than it: how many there
/// are, and how many of them have their place again.
async fn bring_back(copy: &Path, unsent: &[Unsent], now: AtMs) -> Result<(i64, i64), StoreError> {
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

/// Whether a database that nobody has open has shops or archives.
///
/// # Errors
/// As [`Store::open`] refuses the file; it is not written to.
pub async fn has_accounts(file: &Path) -> Result<bool, StoreError> {
    if migrate::inspect(file, MIGRATIONS).await? == migrate::Found::Nothing {
        return Ok(false);
    }
    let mut conn = SqliteConnectOptions::new().filename(file).read_only(true).disable_statement_logging().connect().await?;
    let has = sqlx::query_scalar(HAS_ACCOUNTS_SQL).fetch_one(&mut conn).await;
    conn.close().await?;
    Ok(has?)
}

async fn bring_back_in(conn: &mut SqliteConnection, unsent: &[Unsent], now: AtMs) -> Result<(i64, i64), StoreError> {
    let (mut found, mut back) = (0, 0);
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *conn).await?;
    let reason = ErrorCode::DataCorrupt.as_str();
    sqlx::query(DOUBT_SQL).bind(i64::from(MOST_RESENDS)).bind(now.0).bind(reason).execute(&mut *conn).await?;
    // A copy of an older version has no place for notes; then they are in the list only.
    let takes_notes: bool = sqlx::query_scalar(HAS_NOTES_SQL).fetch_one(&mut *conn).await?;
    if takes_notes {
        // Their words are put into the index when the database is opened.
        sqlx::query(FORGET_INDEX_SQL).execute(&mut *conn).await?;
    }
    // Oldest first, as they were queued.
    for text in unsent.iter().rev() {
        match put_back(&mut *conn, text, takes_notes, now).await? {
            Put::Back => (found, back) = (found + 1, back + 1),
            Put::Listed => found += 1,
            Put::Known => {}
        }
    }
    sqlx::query("COMMIT").execute(&mut *conn).await?;
    Ok((found, back))
}

/// Puts a text of the damaged file into the copy, where its chat is the same there.
async fn put_back(conn: &mut SqliteConnection, text: &Unsent, takes_notes: bool, now: AtMs) -> Result<Put, StoreError> {
    let same: bool = sqlx::query_scalar(SAME_CHAT_SQL).bind(text.chat_id).bind(text.account_id).bind(text.chat.clone()).fetch_one(&mut *conn).await?;
    let put = match text.kind.as_str() {
        _ if !same => return Ok(Put::Listed),
        "note" if !takes_notes => return Ok(Put::Listed),
        "note" => put_note(conn, text).await?,
        "draft" => {
            let query = sqlx::query(BACK_DRAFT_SQL).bind(text.chat_id).bind(text.text.clone()).bind(text.at_ms);
            query.execute(&mut *conn).await?.rows_affected() > 0
        }
        _ => put_reply(conn, text, now).await?,
    };
    Ok(if put { Put::Back } else { Put::Known })
}

/// Puts a note back that the copy does not have, has as it was before it was changed, or has as deleted.
async fn put_note(conn: &mut SqliteConnection, note: &Unsent) -> Result<bool, StoreError> {
    let mut rows = 0;
    for sql in [NEWER_NOTE_SQL, BACK_NOTE_SQL] {
        let query = sqlx::query(sql).bind(note.id).bind(note.chat_id).bind(note.text.clone()).bind(note.at_ms).bind(note.edited_at_ms);
        rows += query.execute(&mut *conn).await?.rows_affected();
    }
    Ok(rows > 0)
}

/// Puts a reply back in doubt. One that the copy has waits there, in doubt like all of them.
async fn put_reply(conn: &mut SqliteConnection, reply: &Unsent, now: AtMs) -> Result<bool, StoreError> {
    let known: bool = sqlx::query_scalar(KNOWN_REPLY_SQL).bind(reply.chat_id).bind(reply.text.clone()).bind(reply.at_ms).fetch_one(&mut *conn).await?;
    if !known {
        let query = sqlx::query(BACK_REPLY_SQL).bind(reply.account_id).bind(reply.chat_id).bind(reply.text.clone()).bind(reply.at_ms);
        query.bind(i64::from(MOST_RESENDS)).bind(now.0).bind(ErrorCode::DataCorrupt.as_str()).execute(&mut *conn).await?;
    }
    Ok(true)
}

/// Leaves a file to its owner alone: it holds everything that the database holds.
pub(crate) fn make_private(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))
}
