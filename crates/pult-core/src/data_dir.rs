//! The folder on the owner's machine, held by one program at a time.

use crate::api::dto::ApiError;
use pult_domain::ErrorCode;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// The data folder while this program holds it; dropping lets it go, and so does a kill.
#[derive(Debug)]
pub struct DataDir {
    folder: PathBuf,
    _lock: File,
}

/// Where the data lives when nobody says otherwise: `$XDG_DATA_HOME/pult`, else
/// `~/.local/share/pult`; `PULT_DATA` overrides.
#[must_use]
pub fn default_folder() -> PathBuf {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("PULT_DATA")
        .or_else(|| set("XDG_DATA_HOME").map(|base| base.join("pult")))
        .or_else(|| set("HOME").map(|home| home.join(".local/share/pult")))
        .unwrap_or_else(|| PathBuf::from("pult-data"))
}

impl DataDir {
    /// Takes the folder, making it when it is not there.
    ///
    /// # Errors
    /// `data_in_use` while another program holds it, `data_read_only` where nothing can be written.
    pub fn take(folder: &Path) -> Result<Self, ApiError> {
        let refuse = |error: std::io::Error| {
            let code = match error.kind() {
                std::io::ErrorKind::StorageFull => ErrorCode::DiskFull,
                _ => ErrorCode::DataReadOnly,
            };
            ApiError::new(code, format!("The data folder cannot be written: {}", error.kind()))
        };
        // The window begins its log before it takes the folder.
        let theirs = std::fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name() != crate::log::FOLDER));
        std::fs::create_dir_all(folder.join("files")).map_err(refuse)?;
        // What others keep something in is not ours to close: `--data /tmp` must not lock everybody out.
        if !theirs {
            make_private(folder);
        }
        let lock = File::options().create(true).truncate(false).write(true).open(folder.join("lock")).map_err(refuse)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { folder: folder.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(ApiError::new(ErrorCode::DataInUse, "Another Pult holds the data folder")),
            Err(TryLockError::Error(error)) => Err(refuse(error)),
        }
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.folder.join("pult.db")
    }

    /// Where copies of the database are kept.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        self.folder.join("backups")
    }

    /// Where an account's files are kept.
    #[must_use]
    pub fn files_of(&self, account: pult_domain::AccountId) -> PathBuf {
        self.folder.join("files").join(account.to_string())
    }
}

/// Other users of the machine have no business here. Best effort: some file systems have no modes.
fn make_private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    if let Err(error) = std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)) {
        tracing::warn!(kind = %error.kind(), "The data folder's mode could not be set");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_holder() {
        let dir = tempfile::tempdir().expect("a folder");
        let first = DataDir::take(dir.path()).expect("free");
        assert_eq!(DataDir::take(dir.path()).expect_err("held").code, ErrorCode::DataInUse);
        drop(first);
        DataDir::take(dir.path()).expect("free again");
    }

    #[test]
    fn only_a_folder_of_our_own_is_closed_to_others() {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |folder: &Path| std::fs::metadata(folder).expect("there").permissions().mode() & 0o777;
        let dir = tempfile::tempdir().expect("a folder");
        let (new, empty, shared) = (dir.path().join("new"), dir.path().join("empty"), dir.path().join("shared"));
        for open in [&empty, &shared] {
            std::fs::create_dir(open).expect("made");
            std::fs::set_permissions(open, std::fs::Permissions::from_mode(0o755)).expect("open to all");
        }
        std::fs::write(shared.join("letter.txt"), "Dear friend").expect("somebody else's");
        std::fs::create_dir_all(new.join("logs")).expect("a log that was begun before");
        for folder in [&new, &empty, &shared] {
            DataDir::take(folder).expect("free");
        }
        assert_eq!((mode(&new), mode(&empty), mode(&shared)), (0o700, 0o700, 0o755));
    }
}
