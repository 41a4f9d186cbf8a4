//! Backups in one encrypted file: on demand, by schedule, and the way back.
//!
//! A backup is written under another name, read back to its last byte, and only then given its own:
//! a file that ends in `.pult-backup` has been proven. The keychain's secrets are never in it. The
//! passphrase is forgotten with the request, except for schedules: there the keychain keeps it.

mod archive;
mod passphrase;
mod restore;
mod schedule;

pub use restore::restore;
pub(crate) use restore::take_laid;

use crate::api::dto::{ApiError, BackupDone, BackupFile, BackupNow, BackupResult, RestoreAsk, RestoreDone};
use crate::core::Core;
use crate::export::PartFile;
use crate::state::downloads;
use crate::sync::count;
use age::secrecy::SecretString;
use archive::{Entry, Fault, Head};
use pult_domain::{AtMs, ErrorCode};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The ending of a proven backup.
const ENDING: &str = "pult-backup";
/// The copy of the database that a backup is made of, in the data folder.
const COPY: &str = "backup-copy.db";

/// Backups are made one after another.
#[derive(Default)]
pub(crate) struct Backups {
    turn: tokio::sync::Mutex<()>,
}

impl Core {
    pub(crate) async fn back_up_now(self: &Arc<Self>, request: BackupNow) -> Result<BackupDone, ApiError> {
        let secret = passphrase::chosen(request.passphrase)?;
        let folder = folder_of(request.folder)?;
        let done = self.back_up(&secret, folder).await;
        self.note_backup(false, &done).await?;
        done
    }

    /// Makes a backup in a folder. What a restore would refuse is refused here, and no older backup makes
    /// room for it.
    async fn back_up(&self, secret: &SecretString, folder: PathBuf) -> Result<BackupDone, ApiError> {
        let _turn = self.backups.turn.lock().await;
        let now = self.clock.now();
        let quick = self.store.check_quick().await?;
        // Beside the original: what lies there is the owner's alone, and the keychain's secrets are not in it.
        let copy = self.data.folder().join(COPY);
        self.store.copy_into(&copy).await?;
        let (data, secret) = (self.data.folder().to_owned(), secret.clone());
        let head = Head::new(quick.schema_version, now.0);
        let work = tokio::task::spawn_blocking(move || write_and_prove(&folder, &secret, &head, &data)).await;
        let _ = std::fs::remove_file(&copy);
        let (path, bytes, entries) = work.map_err(|_| ApiError::new(ErrorCode::Internal, "The backup ended early"))??;
        tracing::info!(took_ms = self.clock.now().since_ms(now), bytes, "A backup was made and read back");
        #[allow(clippy::cast_precision_loss, reason = "file sizes stay far below 2^53")]
        Ok(BackupDone {
            path: path.display().to_string(),
            bytes: bytes as f64,
            made_at_ms: now,
            chats: count(quick.chats),
            messages: count(quick.messages),
            files: files_in(&entries),
        })
    }

    async fn note_backup(&self, by_schedule: bool, done: &Result<BackupDone, ApiError>) -> Result<(), ApiError> {
        let at_ms = self.clock.now();
        let result = match done {
            Ok(done) => BackupResult { at_ms, by_schedule, path: Some(done.path.clone()), bytes: done.bytes, error: None },
            Err(error) => BackupResult { at_ms, by_schedule, path: None, bytes: 0.0, error: Some(error.code) },
        };
        self.keep_backup_result(result).await
    }

    /// Backups that lie where owners put them: downloads, documents, the desktop, and drives.
    pub(crate) async fn backup_files(&self) -> Result<Vec<BackupFile>, ApiError> {
        let found = tokio::task::spawn_blocking(|| {
            let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
            let mut folders = vec![downloads(), home.join("Documents"), home.join("Desktop"), home.clone()];
            let user = home.file_name().map(PathBuf::from).unwrap_or_default();
            for drives in [Path::new("/media").join(&user), Path::new("/run/media").join(&user)] {
                folders.extend(std::fs::read_dir(drives).into_iter().flatten().flatten().map(|drive| drive.path()));
            }
            backups_in(&folders)
        });
        found.await.map_err(|_| ApiError::new(ErrorCode::Internal, "Looking for backups ended early"))
    }

    /// Lays a backup ready for the next start, where no shop is connected yet.
    pub(crate) async fn lay_backup_ready(&self, request: RestoreAsk) -> Result<RestoreDone, ApiError> {
        let _turn = self.backups.turn.lock().await;
        self.no_shop_yet().await?;
        let done = restore::lay_ready(&at_home(&request.path), &request.passphrase, self.data.folder(), self.clock.clone()).await?;
        // Unpacking takes its time: a shop that was connected meanwhile stays.
        if let Err(used) = self.no_shop_yet().await {
            restore::take_away(self.data.folder())?;
            return Err(used);
        }
        Ok(done)
    }

    async fn no_shop_yet(&self) -> Result<(), ApiError> {
        let used = || ApiError::new(ErrorCode::BackupTargetUsed, "Shops are connected here already");
        if self.store.accounts().await?.is_empty() { Ok(()) } else { Err(used()) }
    }

    /// Refuses a shop or a history that would be gone with the next start: a backup takes the place of
    /// everything then.
    pub(crate) fn nothing_laid(&self) -> Result<(), ApiError> {
        let laid = || ApiError::new(ErrorCode::BackupLaid, "A backup was laid ready and takes its place at the next start: start anew first");
        if restore::is_laid(self.data.folder()) { Err(laid()) } else { Ok(()) }
    }
}

/// Writes under another name, reads back, and only then gives the name.
fn write_and_prove(folder: &Path, secret: &SecretString, head: &Head, data: &Path) -> Result<(PathBuf, u64, Vec<Entry>), ApiError> {
    let proven = (|| {
        let part = PartFile::make(folder, &name_of(head.made_at_ms), data)?;
        let written = archive::write(part.file()?, secret, head, &data.join(COPY), &data.join("files"))?;
        let (_, read) = archive::read(part.path(), secret, None)?;
        if written != read {
            return Err(Fault::Damaged);
        }
        crate::crash_point::crash_point("backup_before_name");
        let (target, bytes) = part.finish()?;
        Ok((target, bytes, read))
    })();
    proven.map_err(refusal)
}

/// The name of a backup, with the day in it.
fn name_of(made_at_ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(made_at_ms).unwrap_or_default().to_zoned(jiff::tz::TimeZone::system());
    format!("{}.{ENDING}", at.strftime("pult-%Y-%m-%d-%H%M"))
}

/// Removes what a kill left in the data folder of a backup or of a restoring: whole copies of everything there was.
pub(crate) fn clear_left_over(data: &Path) {
    let copy = match std::fs::remove_file(data.join(COPY)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    if let Err(error) = copy.and(restore::clear_unpacked(data)) {
        tracing::info!(kind = %error.kind(), "What was left of a backup or of a restoring could not be removed");
    }
}

fn backups_in(folders: &[PathBuf]) -> Vec<BackupFile> {
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten().flatten());
    let mut found: Vec<BackupFile> = entries
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == ENDING))
        .filter_map(|entry| {
            let meta = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
            let changed = meta.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
            #[allow(clippy::cast_precision_loss, reason = "file sizes stay far below 2^53")]
            Some(BackupFile {
                path: entry.path().display().to_string(),
                bytes: meta.len() as f64,
                changed_at_ms: AtMs(i64::try_from(changed.as_millis()).unwrap_or(i64::MAX)),
            })
        })
        .collect();
    found.sort_by(|a, b| b.changed_at_ms.cmp(&a.changed_at_ms).then_with(|| a.path.cmp(&b.path)));
    found.dedup_by(|a, b| a.path == b.path);
    found
}

/// The folder as typed; a relative one would depend on where the program was started.
fn folder_of(typed: Option<String>) -> Result<PathBuf, ApiError> {
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else { return Ok(downloads()) };
    let folder = at_home(typed.trim());
    if folder.is_absolute() { Ok(folder) } else { Err(ApiError::new(ErrorCode::BackupFolder, "A folder is given with its whole path")) }
}

/// A path as people type it, with `~` for their home.
pub(crate) fn at_home(typed: &str) -> PathBuf {
    match (typed.trim().strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(typed.trim()),
    }
}

fn files_in(entries: &[Entry]) -> f64 {
    let files = entries.iter().filter(|entry| entry.name.starts_with("files/")).count();
    count(i64::try_from(files).unwrap_or(i64::MAX))
}

fn refusal(fault: Fault) -> ApiError {
    let (code, message) = match fault {
        Fault::Disk(error) if error.kind() == std::io::ErrorKind::StorageFull => (ErrorCode::DiskFull, "The disk is full".to_owned()),
        Fault::Disk(error) if error.kind() == std::io::ErrorKind::NotFound => (ErrorCode::BackupNotFound, "There is no such file or folder".to_owned()),
        Fault::Disk(error) => (ErrorCode::BackupFolder, format!("The backup could not be written or read: {}", error.kind())),
        Fault::Unknown => (ErrorCode::BackupUnknown, "The file is no backup of Pult".to_owned()),
        Fault::Passphrase => (ErrorCode::BackupPassphraseWrong, "The passphrase does not open the backup".to_owned()),
        Fault::Damaged => (ErrorCode::BackupDamaged, "The backup is cut or changed".to_owned()),
        Fault::Newer => (ErrorCode::BackupNewer, "The backup was made by a newer version".to_owned()),
    };
    ApiError::new(code, message)
}

#[cfg(test)]
mod tests;
