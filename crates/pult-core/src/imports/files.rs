//! Where the file of an import lies: at a path of this machine, or handed over by the window in pieces.
//!
//! A webview gives a page a file's contents, never its path, so the pieces are put together under the
//! data folder and go when they were imported, or else when the program starts again.

use crate::api::dto::{ApiError, ImportChunk, ImportFile, ImportUpload};
use crate::core::Core;
use crate::lane::random_hex;
use base64::Engine as _;
use pult_domain::ErrorCode;
use std::fs::File;
use std::io::{Error, ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Largest file that is imported, in bytes: 1 GB, some three million messages.
const MOST_BYTES: u64 = 1 << 30;
/// The folder of what was handed over, under the data folder.
const FOLDER: &str = "imports";
/// Letters of a name that [`random_hex`] gives.
const HEX: usize = 32;
/// Longest name of a file that is kept, in Unicode scalar values.
const NAME_CHARS: usize = 200;

/// A file of an import before it is opened.
pub(super) struct Located {
    path: PathBuf,
    name: String,
    handed_over: bool,
}

/// A file that was opened once and may be opened again.
pub(super) struct Opened {
    path: PathBuf,
    /// Its name, without its folder.
    pub(super) name: String,
    /// Its size.
    pub(super) bytes: u64,
    handed_over: bool,
}

impl Located {
    pub(super) fn open(self) -> Result<Opened, ApiError> {
        let found = std::fs::metadata(&self.path).map_err(|error| unreadable(&error))?;
        if !found.is_file() {
            return Err(unreadable(&Error::from(ErrorKind::IsADirectory)));
        }
        if found.len() > MOST_BYTES {
            return Err(ApiError::new(ErrorCode::ImportTooLarge, "The file is larger than an import takes"));
        }
        Ok(Opened { path: self.path, name: self.name, bytes: found.len(), handed_over: self.handed_over })
    }
}

impl Opened {
    /// The file from its beginning.
    pub(super) fn again(&self) -> Result<File, ApiError> {
        File::open(&self.path).map_err(|error| unreadable(&error))
    }

    /// Removes what the window handed over: the owner who takes the history back, or removes its archive, is told that it leaves.
    pub(super) fn let_go(&self) {
        if self.handed_over
            && let Err(error) = std::fs::remove_file(&self.path)
        {
            tracing::info!(kind = %error.kind(), "A file handed over for an import could not be removed");
        }
    }
}

pub(super) fn unreadable(error: &Error) -> ApiError {
    ApiError::new(ErrorCode::ImportNotFound, format!("The file cannot be read: {}", error.kind()))
}

impl Core {
    /// Takes a piece of a file from the window.
    pub(crate) async fn take_import_chunk(&self, chunk: ImportChunk) -> Result<ImportUpload, ApiError> {
        let bytes = base64::engine::general_purpose::STANDARD.decode(chunk.base64.as_bytes());
        let bytes = bytes.map_err(|_| ApiError::new(ErrorCode::InvalidRequest, "The piece is not base64"))?;
        let fresh = chunk.upload.is_none();
        let upload = match chunk.upload {
            Some(upload) => upload,
            None => random_hex()?,
        };
        let path = self.upload_of_import(&upload)?;
        let work = tokio::task::spawn_blocking(move || append(&path, &bytes, fresh));
        let size = work.await.map_err(|_| super::ended())?;
        let size = size.map_err(|error| match error.kind() {
            ErrorKind::FileTooLarge => ApiError::new(ErrorCode::ImportTooLarge, "The file is larger than an import takes"),
            ErrorKind::StorageFull => ApiError::new(ErrorCode::DiskFull, "The disk is full"),
            _ => unreadable(&error),
        })?;
        Ok(ImportUpload { upload, bytes: super::bytes_of(size) })
    }

    /// Where a file of an import lies.
    pub(super) fn path_of_import(&self, file: ImportFile) -> Result<Located, ApiError> {
        let short = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect();
        match (file.path, file.upload) {
            (Some(path), None) => {
                let path = crate::backup::at_home(&path);
                if !path.is_absolute() {
                    return Err(ApiError::new(ErrorCode::ImportNotFound, "A file is given with its whole path"));
                }
                let name = short(&path.to_string_lossy());
                Ok(Located { path, name, handed_over: false })
            }
            (None, Some(upload)) => {
                let (path, name) = (self.upload_of_import(&upload)?, short(&file.name.unwrap_or_default()));
                Ok(Located { path, name, handed_over: true })
            }
            _ => Err(ApiError::new(ErrorCode::InvalidRequest, "Either path or upload")),
        }
    }

    fn upload_of_import(&self, upload: &str) -> Result<PathBuf, ApiError> {
        let ours = upload.len() == HEX && upload.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        if ours { Ok(self.data.folder().join(FOLDER).join(upload)) } else { Err(ApiError::missing(ErrorCode::ImportNotFound)) }
    }
}

fn append(path: &Path, bytes: &[u8], fresh: bool) -> std::io::Result<u64> {
    if let (true, Some(folder)) = (fresh, path.parent()) {
        // One file at a time is enough: the one before was chosen by mistake or is imported.
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir_all(folder)?;
    }
    let mut file = File::options().append(true).create_new(fresh).mode(0o600).open(path)?;
    let size = file.metadata()?.len() + u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > MOST_BYTES {
        return Err(ErrorKind::FileTooLarge.into());
    }
    file.write_all(bytes)?;
    Ok(size)
}

/// Removes what windows handed over before the program ended.
pub(crate) fn clear_uploads(data: &Path) {
    if let Err(error) = std::fs::remove_dir_all(data.join(FOLDER))
        && error.kind() != ErrorKind::NotFound
    {
        tracing::info!(kind = %error.kind(), "Files handed over for imports could not be removed");
    }
}

#[cfg(test)]
mod tests {
    use crate::api::dto::{ImportUpload, ImportView, TransferState};
    use crate::drafting::tests::Desk;
    use base64::Engine as _;
    use serde_json::json;
    use std::time::Duration;

    #[tokio::test]
    async fn a_file_from_the_window_goes_with_its_import_and_not_with_the_trial() {
        let desk = Desk::open().await;
        let table = base64::engine::general_purpose::STANDARD.encode("date,author,chat,text\n2025-11-20 10:00,buyer,1,Где мой заказ?\n");
        let here: ImportUpload = desk.ok("import_chunk", json!({ "base64": table })).await;
        let lies = desk.core.data.folder().join(super::FOLDER).join(&here.upload);
        for dry_run in [true, false] {
            let file = json!({ "upload": here.upload, "name": "a.csv" });
            let mut view: ImportView = desk.ok("import_start", json!({ "file": file, "target": { "archive": "Старый магазин" }, "dry_run": dry_run })).await;
            while view.state == TransferState::Running {
                tokio::time::sleep(Duration::from_millis(5)).await;
                view = desk.ok::<Option<ImportView>>("import_view", json!({ "run": view.run })).await.unwrap();
            }
            assert_eq!((view.state, view.messages_new), (TransferState::Done, 1.0), "{view:?}");
            assert_eq!(lies.exists(), dry_run);
        }
    }
}
