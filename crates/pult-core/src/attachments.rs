//! Files of messages: fetched once, when they are looked at or ahead of that (`pictures`), kept under names of our own.

use crate::api::dto::{ApiError, AttachmentData, SavedFile};
use crate::core::Core;
use crate::files::{KnownType, known_type};
use crate::lane::Lane;
use crate::picture_size::picture_size;
use crate::sync::Stopped;
use base64::Engine as _;
use pult_connectors::ChannelError;
use pult_domain::{AttachmentId, ErrorCode, Retry};
use pult_store::AttachmentRow;
use std::path::PathBuf;

/// Largest picture handed to the window, in bytes: 8 MB; larger ones stay files.
pub(crate) const PICTURE_BYTES: u64 = 8 * 1024 * 1024;

/// Most pixels of a picture that is shown: 50 million, which unpacked are 200 MB. A few kilobytes can claim
/// to be thousands of millions, and would take the window with them.
const PICTURE_PIXELS: u64 = 50_000_000;

/// The kind of a picture that can be shown without harm to whoever shows it.
pub(crate) fn harmless_picture(bytes: &[u8]) -> Option<KnownType> {
    let fits = |(width, height): (u32, u32)| u64::from(width) * u64::from(height) <= PICTURE_PIXELS;
    known_type(bytes).filter(|kind| kind.picture && picture_size(bytes).is_some_and(fits))
}

/// A file as the window gets it: pictures of known kinds, nothing else.
pub(crate) fn shown(path: PathBuf, bytes: &[u8]) -> AttachmentData {
    let shown = harmless_picture(bytes).filter(|_| bytes.len() as u64 <= PICTURE_BYTES);
    AttachmentData {
        media_type: shown.map(|kind| kind.media_type.to_owned()),
        base64: shown.map(|_| base64::engine::general_purpose::STANDARD.encode(bytes)).unwrap_or_default(),
        path: path.display().to_string(),
    }
}

impl Core {
    /// The file of a message, from this machine or fetched from the channel.
    pub(crate) async fn attachment(&self, id: AttachmentId) -> Result<AttachmentData, ApiError> {
        let row = self.store.attachment(id).await?;
        let row = row.ok_or_else(|| ApiError::missing(ErrorCode::AttachmentNotFound))?;
        let (path, bytes) = match self.kept(&row).await {
            Some(kept) => kept,
            None => self.fetch(&row).await?,
        };
        Ok(shown(path, &bytes))
    }

    /// Copies a file of a message to where downloads are kept, under its own name made safe.
    pub(crate) async fn save_attachment(&self, id: AttachmentId) -> Result<SavedFile, ApiError> {
        let row = self.store.attachment(id).await?;
        let row = row.ok_or_else(|| ApiError::missing(ErrorCode::AttachmentNotFound))?;
        let (_, bytes) = match self.kept(&row).await {
            Some(kept) => kept,
            None => self.fetch(&row).await?,
        };
        // An unknown kind is never saved under an ending that would open a program.
        let ending = known_type(&bytes).map_or("bin", |kind| kind.ending);
        let name = crate::files::plain_name(row.name.as_deref().unwrap_or_default(), ending);
        let data = self.data.folder().to_owned();
        crate::state::saved(tokio::task::spawn_blocking(move || crate::state::save_as(&crate::state::downloads(), &name, &bytes, &data)).await)
    }

    async fn kept(&self, row: &AttachmentRow) -> Option<(PathBuf, Vec<u8>)> {
        let path = self.data.folder().join(row.path.as_deref()?);
        // A file the owner has deleted is fetched again.
        tokio::fs::read(&path).await.ok().map(|bytes| (path, bytes))
    }

    /// Fetches a file that somebody waits for. What was tried in vain before is no reason not to try.
    pub(crate) async fn fetch(&self, row: &AttachmentRow) -> Result<(PathBuf, Vec<u8>), ApiError> {
        let lane = self.lanes.of(row.account);
        let _awaited = lane.await_file();
        self.fetch_for(row, pult_store::Lane::Owner).await.map_err(ApiError::from)
    }

    /// Fetches a file of a message from the channel and keeps it; `queue` is where its row is written.
    pub(crate) async fn fetch_for(&self, row: &AttachmentRow, queue: pult_store::Lane) -> Result<(PathBuf, Vec<u8>), Stopped> {
        // Before the account is looked at: one that is removed after that has stopped this lane, and no later one.
        let lane = self.lanes.of(row.account);
        let account = self.account_row(row.account).await?;
        let download = self.channel(&account).await?.download(&row.remote_id).await?;
        let known: Option<KnownType> = known_type(&download.bytes);
        // What is kept is never asked for again, and nobody looks at it now: an empty answer, or a page of words, must not stand
        // in a picture's place.
        let words = download.bytes.trim_ascii_start().first().is_none_or(|first| matches!(first, b'<' | b'{'));
        if words && queue == pult_store::Lane::Live {
            let detail = "What came is no picture".to_owned();
            return Err(Stopped::Channel(ChannelError { code: ErrorCode::AnswerUnreadable, retry: Retry::Soon, status: None, detail, missing_right: None }));
        }
        let folder = self.data.files_of(row.account);
        // The name is ours alone: what a stranger calls a file never touches the disk.
        let name = format!("{}.{}", row.id, known.map_or("bin", |kind| kind.ending));
        let path = folder.join(&name);
        let kept = format!("files/{}/{name}", row.account);
        let bytes = download.bytes;
        let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let bytes = self.write_in_turn(&lane, folder, path.clone(), bytes).await?;
        self.store.attachment_stored(row.id, kept, known.map(|kind| kind.media_type.to_owned()), length, queue).await?;
        Ok((path, bytes))
    }

    /// Writes a file of an account, one at a time: two who ask for the same one would else take the half-written
    /// neighbour away from each other. None is written once the account is being removed or the program ends.
    pub(crate) async fn write_in_turn(&self, lane: &Lane, folder: PathBuf, file: PathBuf, bytes: Vec<u8>) -> Result<Vec<u8>, ApiError> {
        let turn = lane.files.clone().lock_owned().await;
        // First: a shop that is there again at the next start is not said to be gone.
        if self.stop.is_cancelled() {
            return Err(ApiError::new(ErrorCode::ShuttingDown, "The program is ending"));
        }
        if lane.stop.is_cancelled() {
            return Err(ApiError::new(ErrorCode::AccountNotFound, "The shop is gone"));
        }
        let written = tokio::task::spawn_blocking(move || {
            // Whoever waited may be gone; the turn lasts until the file is written all the same.
            let _turn = turn;
            std::fs::create_dir_all(&folder)?;
            crate::files::write_private(&file, &bytes).map(|()| bytes)
        });
        written
            .await
            .map_err(|_| ApiError::new(ErrorCode::Internal, "Writing the file ended early"))?
            .map_err(|error| ApiError::new(ErrorCode::StorageFailed, format!("The file could not be kept: {}", error.kind())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture_size::tests::png_of;

    #[test]
    fn a_picture_that_unpacks_to_gigabytes_is_a_file() {
        let path = || PathBuf::from("/data/files/1/1.png");
        let bomb = shown(path(), &png_of(50_000, 50_000));
        assert_eq!((bomb.media_type, bomb.base64.as_str(), bomb.path.as_str()), (None, "", "/data/files/1/1.png"));
        let photo = shown(path(), &png_of(10_000, 5_000));
        assert_eq!(photo.media_type.as_deref(), Some("image/png"));
        assert!(!photo.base64.is_empty());
        assert_eq!(shown(path(), &png_of(10_001, 5_000)).media_type, None, "fifty million pixels are enough for any camera");
        assert_eq!(shown(path(), b"\x89PNG\r\n\x1a\nof no size").media_type, None, "what does not tell its size is not tried");
        assert_eq!(shown(path(), &[png_of(5, 5), vec![0; usize::try_from(PICTURE_BYTES).unwrap()]].concat()).media_type, None, "nor is a huge file");
    }
}
