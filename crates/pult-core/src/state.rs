//! The page "State": what the program is, holds and lacks, in figures; and the logs to send along.

use crate::api::dto::{AccountState, ApiError, DiskUse, QuotaView, SavedFile, StateView};
use crate::core::Core;
use crate::doctor::KEYCHAIN_KNOWN_MS;
use crate::sync::count;
use pult_connectors::Quota;
use pult_domain::{DAY_MS, ErrorCode};
use pult_store::AccountRow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A token's end is told from so many days before it on (experience 3.6: 14, 3 and 1 days).
const TOLD_DAYS: i64 = 14;
/// What is kept of databases that gave their place to others, and of a backup that found the place taken.
const KEPT_ASIDE: [&str; 3] = ["damaged-", "before-restore-", "not-restored-"];
/// Bytes of logs that are exported at most, newest first: 20 MB.
const MOST_LOG_BYTES: u64 = 20 << 20;

impl Core {
    pub(crate) async fn state(self: &Arc<Self>) -> Result<StateView, ApiError> {
        let quick = self.store.check_quick().await?;
        let mut accounts = Vec::new();
        for row in self.store.accounts().await? {
            accounts.push(self.account_state(row).await?);
        }
        let folder = self.data.folder().to_owned();
        let disk = tokio::task::spawn_blocking(move || disk_use(&folder)).await;
        Ok(StateView {
            version: env!("CARGO_PKG_VERSION").into(),
            schema: count(quick.schema_version),
            data_dir: self.data.folder().display().to_string(),
            secrets: self.secrets.kind().into(),
            disk: disk.map_err(|_| ApiError::new(ErrorCode::Internal, "The disk use could not be counted"))?,
            accounts,
            lookups: self.lookups.used(),
            checks: Core::doctor(self, KEYCHAIN_KNOWN_MS).await,
        })
    }

    async fn account_state(&self, row: AccountRow) -> Result<AccountState, ApiError> {
        let counts = self.store.account_counts(row.id).await?;
        let now = self.clock.now();
        // Only a connection that stands knows its limits; making one for this page could ask the keychain.
        let quotas = self.lanes.of(row.id).connected().await.map(|channel| channel.quotas()).unwrap_or_default();
        Ok(AccountState {
            behind_ms: row.last_sync_at.map(|at| count(now.since_ms(at).max(0))),
            token_days_left: row.token_expires_at.and_then(|end| days_left(end.since_ms(now))).map(count),
            quotas: quotas.into_iter().map(quota).collect(),
            quarantined: count(counts.quarantined),
            messages: count(counts.messages),
            view: self.account_view(row),
        })
    }

    /// Writes the logs, cleaned once more, into one file where downloads are kept.
    pub(crate) async fn export_log(&self) -> Result<SavedFile, ApiError> {
        let data = self.data.folder().to_owned();
        let logs = data.join(crate::log::FOLDER);
        let stamp = self.clock.now().0 / 1000;
        let written = tokio::task::spawn_blocking(move || {
            let text = newest_logs(&logs)?;
            save_as(&downloads(), &format!("pult-log-{stamp}.txt"), redacted(&text).as_bytes(), &data)
        });
        saved(written.await)
    }
}

fn quota(quota: Quota) -> QuotaView {
    QuotaView { name: quota.name, limit: f64::from(quota.limit), left: f64::from(quota.left), period_ms: count(quota.period_ms) }
}

/// Whole days that are left, where the owner should know; 0 when it is over.
pub(crate) fn days_left(ms: i64) -> Option<i64> {
    let days = ms.max(0) / DAY_MS;
    (days <= TOLD_DAYS).then_some(days)
}

fn size_of(path: &Path) -> u64 {
    let Ok(found) = std::fs::symlink_metadata(path) else { return 0 };
    if !found.is_dir() {
        return found.len();
    }
    let Ok(inside) = std::fs::read_dir(path) else { return 0 };
    inside.flatten().map(|entry| size_of(&entry.path())).sum()
}

pub(crate) fn disk_use(folder: &Path) -> DiskUse {
    #[allow(clippy::cast_precision_loss, reason = "file sizes stay far below 2^53")]
    let bytes = |n: u64| n as f64;
    let entries: Vec<PathBuf> = std::fs::read_dir(folder).map(|dir| dir.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
    let named = |wanted: &dyn Fn(&str) -> bool| -> u64 {
        let ours = entries.iter().filter(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(wanted));
        ours.map(|path| size_of(path)).sum()
    };
    DiskUse {
        database: bytes(named(&|name| matches!(name, "pult.db" | "pult.db-wal" | "pult.db-shm"))),
        files: bytes(size_of(&folder.join("files"))),
        logs: bytes(size_of(&folder.join(crate::log::FOLDER))),
        backups: bytes(named(&|name| name.ends_with(".bak") || KEPT_ASIDE.iter().any(|kept| name.starts_with(kept))) + size_of(&folder.join("backups"))),
    }
}

/// Where downloads are kept: what the desktop says, else `Downloads` at home, else home.
pub(crate) fn downloads() -> PathBuf {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(told) = set("XDG_DOWNLOAD_DIR").filter(|path| path.is_absolute()) {
        return told;
    }
    let home = set("HOME").unwrap_or_else(|| PathBuf::from("."));
    let config = set("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    let told = std::fs::read_to_string(config.join("user-dirs.dirs")).ok().and_then(|text| {
        let line = text.lines().find_map(|line| line.trim().strip_prefix("XDG_DOWNLOAD_DIR="))?;
        let value = line.trim().trim_matches('"');
        Some(value.strip_prefix("$HOME/").map_or_else(|| PathBuf::from(value), |rest| home.join(rest)))
    });
    told.filter(|path| path.is_absolute()).unwrap_or_else(|| home.join("Downloads"))
}

/// Writes a file under a name that is not taken yet, readable by its owner alone. It has the name once it is
/// whole; what a full disk cuts off is removed, and what a kill leaves at the next start with this data folder.
pub(crate) fn save_as(folder: &Path, name: &str, bytes: &[u8], data: &Path) -> std::io::Result<PathBuf> {
    use std::io::Write as _;
    let part = crate::export::PartFile::make(folder, name, data)?;
    part.file()?.write_all(bytes)?;
    part.finish().map(|(path, _)| path)
}

/// What came of writing a file for the owner.
pub(crate) fn saved(written: Result<std::io::Result<PathBuf>, tokio::task::JoinError>) -> Result<SavedFile, ApiError> {
    match written {
        Ok(Ok(path)) => Ok(SavedFile { path: path.display().to_string() }),
        Ok(Err(error)) if error.kind() == std::io::ErrorKind::StorageFull => {
            Err(ApiError::new(ErrorCode::DiskFull, "The file could not be written: the disk is full"))
        }
        Ok(Err(error)) => Err(ApiError::new(ErrorCode::StorageFailed, format!("The file could not be written: {}", error.kind()))),
        Err(_) => Err(ApiError::new(ErrorCode::Internal, "Writing the file ended early")),
    }
}

/// The newest log files, oldest line first.
fn newest_logs(folder: &Path) -> std::io::Result<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    let mut room = MOST_LOG_BYTES;
    let mut newest = Vec::new();
    for file in files.into_iter().rev() {
        let bytes = std::fs::read(&file)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > room && !newest.is_empty() {
            break;
        }
        room = room.saturating_sub(size);
        newest.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    newest.reverse();
    Ok(newest.concat())
}

/// Logs hold no texts, names and tokens; what is sent to strangers is cleaned once more of
/// everything that could be one: long runs of letters and digits, addresses, long numbers, home folders.
pub(crate) fn redacted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    let flush = |word: &mut String, out: &mut String| {
        out.push_str(if is_secret(word) { "[…]" } else { word });
        word.clear();
    };
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+' | '/' | '=' | '~' | '%') {
            word.push(c);
        } else {
            flush(&mut word, &mut out);
            out.push(c);
        }
    }
    flush(&mut word, &mut out);
    out
}

/// Longest piece of a moment that stands without a colon: `2026-11-21T06`, in characters.
const MOMENT_CHARS: usize = 13;

fn is_secret(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    // A moment as logs write it ("2026-11-21T06:45:12.123456Z" is cut at its colons) is no number of a person.
    // Nothing may hide behind one.
    let moment = (10..=MOMENT_CHARS).contains(&word.len())
        && word.starts_with("20")
        && word.chars().nth(4) == Some('-')
        && word.chars().nth(7) == Some('-')
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | 'T' | 'Z'));
    let longest = word.split(['.', '-', '_', '/', '=', '+', '%', '~', '@']).map(|part| part.chars().count()).max().unwrap_or(0);
    let mixed = word.chars().any(|c| c.is_ascii_digit()) && word.chars().any(char::is_alphabetic);
    if moment {
        return false;
    }
    word.contains('@')
        || word.starts_with("/home/")
        || word.starts_with("/root/")
        || word.starts_with("/Users/")
        || digits >= 10
        || longest >= 32
        || (mixed && longest >= 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exported_log_names_nobody() {
        let line = r#"{"timestamp":"2026-11-21T06:45:12.123456Z","level":"INFO","fields":{"message":"A round ended","took_ms":412},"span":{"account":"3"}}"#;
        assert_eq!(redacted(line), line, "what a log should hold stays readable");
        for secret in [
            "eyJhbGciOiJFUzI1NiIsImtpZCI6IjIwMjQ",
            "anna@example.com",
            "+79161234567",
            "/home/anna/.local/share/pult",
            "a1b2c3d4e5f6a7b8c9d0e1f2",
            "2026-11-21-anna@example.com",
            "2026-11-79161234567",
        ] {
            assert!(!redacted(&format!("why: {secret}, again")).contains(secret), "{secret}");
        }
    }

    #[test]
    fn days_are_told_from_two_weeks_on() {
        assert_eq!(days_left(15 * DAY_MS), None);
        assert_eq!((days_left(14 * DAY_MS + 5), days_left(DAY_MS - 1), days_left(-5)), (Some(14), Some(0), Some(0)));
    }

    #[test]
    fn a_saved_file_never_takes_the_place_of_another() {
        let (dir, data) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let first = save_as(dir.path(), "a.png", b"1", data.path()).expect("written");
        let second = save_as(dir.path(), "a.png", b"2", data.path()).expect("written");
        assert_eq!(second.file_name().and_then(|name| name.to_str()), Some("a (1).png"));
        assert_eq!(std::fs::read(first).expect("there"), b"1");
    }

    #[test]
    fn a_file_that_cannot_be_saved_leaves_nothing_behind() {
        let (dir, data) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        // Written whole and refused at the last step, the name: file systems take 255 bytes.
        save_as(dir.path(), &"a".repeat(300), b"1", data.path()).expect_err("no such name can be given");
        assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), 0);
        let notes = data.path().join("exports");
        assert_eq!(std::fs::read_dir(&notes).expect("a folder").count(), 0, "nor does a note tell of it");
        // Where no note can be kept, a kill would leave a file that nobody finds.
        std::fs::remove_dir(&notes).expect("removed");
        std::fs::write(&notes, b"").expect("written");
        save_as(dir.path(), "a.png", b"1", data.path()).expect_err("no note can be kept");
        assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), 0);
    }
}
