//! The way back: into an empty folder from a terminal, or into the folder of a program that has no
//! shop yet. There the data is laid ready and takes its place at the next start, because a running
//! program holds the database; the window asks for that start. Until then no shop can be connected: it
//! would be gone with that start.

use super::{archive, passphrase, refusal};
use crate::api::dto::{ApiError, RestoreDone, RestoredShop};
use crate::data_dir::DataDir;
use crate::sync::count;
use age::secrecy::SecretString;
use pult_domain::{AtMs, Clock, ErrorCode};
use pult_store::{AccountRow, QuickCheck, Store, StoreError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Data that is laid ready, in the data folder.
const READY: &str = "to-restore";

/// Restores a backup into a folder that is empty or not there yet. The folder is untouched unless
/// everything went well.
///
/// # Errors
/// `backup_target_used`, `backup_not_found`, `backup_passphrase_wrong`, `backup_damaged`,
/// `backup_newer`, `backup_unknown`, and what the disk says.
pub async fn restore(file: &Path, secret: &str, folder: &Path, clock: Arc<dyn Clock>) -> Result<RestoreDone, ApiError> {
    let used = || ApiError::new(ErrorCode::BackupTargetUsed, "The folder to restore into is not empty");
    match std::fs::read_dir(folder).map(Iterator::count) {
        Ok(1..) => return Err(used()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritable(&error)),
        _ => {}
    }
    let whole = std::path::absolute(folder).map_err(|error| unwritable(&error))?;
    let beside = whole.with_extension(format!("restoring-{}", std::process::id()));
    let done = into(file, secret, &beside, clock).await?;
    // A rename onto a folder succeeds only while it is empty: nothing that came meanwhile is lost.
    std::fs::rename(&beside, &whole).map_err(|error| {
        let _ = std::fs::remove_dir_all(&beside);
        if matches!(error.kind(), io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists) { used() } else { unwritable(&error) }
    })?;
    Ok(done)
}

/// Lays a backup ready in a data folder.
pub(super) async fn lay_ready(file: &Path, secret: &str, data: &Path, clock: Arc<dyn Clock>) -> Result<RestoreDone, ApiError> {
    let beside = unpacking(data);
    let ready = data.join(READY);
    let done = into(file, secret, &beside, clock).await?;
    let placed = remove(&ready).and_then(|()| std::fs::rename(&beside, &ready));
    placed.map_err(|error| unwritable(&error))?;
    Ok(done)
}

/// Whether a backup is laid ready for the next start.
pub(super) fn is_laid(data: &Path) -> bool {
    data.join(READY).join(archive::DATABASE).exists()
}

/// Where a backup is unpacked before it is laid ready.
fn unpacking(data: &Path) -> PathBuf {
    data.join(format!("{READY}.part"))
}

/// Removes what a kill left of an unpacking.
pub(super) fn clear_unpacked(data: &Path) -> io::Result<()> {
    remove(&unpacking(data))
}

/// Takes away what was laid ready.
pub(super) fn take_away(data: &Path) -> Result<(), ApiError> {
    remove(&data.join(READY)).map_err(|error| unwritable(&error))
}

/// Puts data that was laid ready in its place, unless shops came into the folder since: they stay, and what
/// was laid is kept beside them.
///
/// # Errors
/// What the disk says; `data_newer` where a newer program wrote the database that is there.
pub(crate) async fn take_laid(data: &DataDir, now: AtMs) -> Result<(), StoreError> {
    if is_laid(data.folder()) {
        let shops = match pult_store::has_accounts(&data.database()).await {
            // Nothing could be connected since it was laid; what is damaged is kept like anything else that was there.
            Err(StoreError::Corrupt(_)) => false,
            has => has?,
        };
        if shops {
            std::fs::rename(data.folder().join(READY), data.folder().join(format!("not-restored-{}", now.0)))?;
            tracing::warn!("A backup was laid ready, but shops were connected since: it is kept and not put in place");
            return Ok(());
        }
    }
    if put_in_place(data.folder(), now)? {
        tracing::info!("A backup that was laid ready took its place");
    }
    Ok(())
}

/// Puts data that was laid ready in its place; what was there is kept beside it.
///
/// The database goes last: as long as it lies ready, a start that was broken off goes on.
fn put_in_place(data: &Path, now: AtMs) -> io::Result<bool> {
    let ready = data.join(READY);
    let database = ready.join(archive::DATABASE);
    if !database.exists() {
        remove(&ready)?;
        return Ok(false);
    }
    let aside = data.join(format!("before-restore-{}", now.0));
    std::fs::create_dir_all(&aside)?;
    let mut moves = Vec::new();
    if ready.join("files").exists() {
        moves.push((data.join("files"), aside.join("files")));
        moves.push((ready.join("files"), data.join("files")));
    }
    for name in ["pult.db", "pult.db-wal", "pult.db-shm"] {
        moves.push((data.join(name), aside.join(name)));
    }
    moves.push((database, data.join(archive::DATABASE)));
    for (from, to) in moves {
        match std::fs::rename(from, to) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    remove(&ready)?;
    Ok(true)
}

/// Unpacks into a new folder and looks at what came out; nothing is left of a failure.
async fn into(file: &Path, secret: &str, folder: &Path, clock: Arc<dyn Clock>) -> Result<RestoreDone, ApiError> {
    let done = unpacked(file.to_owned(), SecretString::from(secret.to_owned()), folder.to_owned(), clock).await;
    if done.is_err() {
        let _ = std::fs::remove_dir_all(folder);
    }
    done
}

async fn unpacked(file: PathBuf, secret: SecretString, folder: PathBuf, clock: Arc<dyn Clock>) -> Result<RestoreDone, ApiError> {
    passphrase::not_empty(&secret)?;
    let target = folder.clone();
    let read = tokio::task::spawn_blocking(move || {
        if !file.is_file() {
            return Err(ApiError::missing(ErrorCode::BackupNotFound));
        }
        make_folder(&target).map_err(|error| unwritable(&error))?;
        archive::read(&file, &secret, Some(&target)).map_err(refusal)
    });
    let (head, entries) = read.await.map_err(|_| ApiError::new(ErrorCode::Internal, "Restoring ended early"))??;
    let database = folder.join(archive::DATABASE);
    let now = clock.now();
    let mut looked = look(&database, clock.clone()).await;
    // Backups were made before anybody looked at them; one whose search index alone is damaged has lost nothing.
    if looked.as_ref().is_err_and(|error| error.code == ErrorCode::BackupDamaged) && pult_store::empty_search(&database).await? {
        looked = look(&database, clock).await;
    }
    let (quick, accounts) = looked?;
    let in_doubt = pult_store::doubt_waiting(&database, now).await?;
    let shops = accounts.into_iter().map(|row| RestoredShop { account: row.id, channel: row.channel, name: row.name });
    Ok(RestoreDone {
        made_at_ms: AtMs(head.made_at_ms),
        chats: count(quick.chats),
        messages: count(quick.messages),
        files: super::files_in(&entries),
        in_doubt: count(in_doubt),
        shops: shops.collect(),
    })
}

/// Opens what was unpacked, and refuses it where it is damaged.
async fn look(database: &Path, clock: Arc<dyn Clock>) -> Result<(QuickCheck, Vec<AccountRow>), ApiError> {
    let told = |error: StoreError| match error.code() {
        ErrorCode::DataNewer => ApiError::new(ErrorCode::BackupNewer, error.to_string()),
        ErrorCode::DataCorrupt => ApiError::new(ErrorCode::BackupDamaged, error.to_string()),
        _ => error.into(),
    };
    let store = Store::open(database, clock).await.map_err(told)?;
    let looked = async { Ok::<_, StoreError>((store.check_quick().await?, store.accounts().await?)) }.await;
    store.close().await;
    let (quick, accounts) = looked.map_err(told)?;
    if quick.problems.is_empty() { Ok((quick, accounts)) } else { Err(ApiError::new(ErrorCode::BackupDamaged, "The database of the backup is damaged")) }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    remove(folder)?;
    std::fs::create_dir_all(folder.join("files"))?;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

fn remove(folder: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn unwritable(error: &io::Error) -> ApiError {
    let code = if error.kind() == io::ErrorKind::StorageFull { ErrorCode::DiskFull } else { ErrorCode::DataReadOnly };
    ApiError::new(code, format!("The folder to restore into cannot be written: {}", error.kind()))
}
