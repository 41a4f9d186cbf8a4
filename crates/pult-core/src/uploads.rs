//! Files on their way out: looked at before they are kept, kept before anything is sent.
//!
//! A file lies under the data folder from the moment it is dropped into the composer; what the
//! window shows and what leaves are the same bytes.

use crate::api::dto::{ApiError, AttachmentData, UploadAdd, UploadView};
use crate::core::Core;
use crate::files::{KnownType, known_type, plain_name};
use crate::lane::random_hex;
use base64::Engine as _;
use pult_connectors::OutgoingFile;
use pult_domain::{ChannelLimits, ErrorCode, UploadId};
use pult_store::{NewUpload, UploadRow};

/// Largest file that any channel takes, in bytes: Avito's 24 MB.
pub const LARGEST_UPLOAD: usize = 24 * 1024 * 1024;

impl Core {
    /// Keeps a file for the next reply of a chat.
    pub(crate) async fn upload(&self, request: UploadAdd) -> Result<UploadView, ApiError> {
        let chat = self.store.chat(request.chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        // Before the account is looked at, as for any file (`fetch_for`).
        let lane = self.lanes.of(chat.account);
        self.account_row(chat.account).await?;
        let limits = pult_connectors::limits(chat.channel);
        // Four letters of base64 stand for three bytes; nothing huge is decoded only to be refused.
        let announced = u64::try_from(request.base64.len() / 4 * 3).unwrap_or(u64::MAX);
        if limits.file_bytes == 0 {
            return Err(ApiError::new(ErrorCode::NotSupported, "The channel takes no files"));
        }
        if announced > limits.file_bytes.saturating_add(3) {
            return Err(too_large(&limits));
        }
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(request.base64.as_bytes())
            .map_err(|_| ApiError::new(ErrorCode::InvalidRequest, "The file is not base64"))?;
        let kind = fits(&bytes, &limits)?;
        let waiting = self.store.uploads_waiting(request.chat).await?;
        fits_beside(waiting.iter().map(|file| u64::try_from(file.bytes).unwrap_or_default()).sum(), &bytes, &limits)?;
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let folder = self.data.files_of(chat.account);
        let file = format!("out-{}.{}", random_hex()?, kind.ending);
        let path = folder.join(&file);
        self.write_in_turn(&lane, folder, path.clone(), bytes).await?;
        let name = plain_name(&request.name, kind.ending);
        let new = NewUpload { chat: request.chat, name, media_type: kind.media_type.into(), bytes: size, path: format!("files/{}/{file}", chat.account) };
        let kept = self.store.upload_add(new).await;
        if kept.is_err() {
            // Without its row nobody would ever delete it.
            let _ = tokio::fs::remove_file(&path).await;
        }
        Ok(crate::view::upload(kept?))
    }

    /// Drops a file that has not been sent off.
    pub(crate) async fn drop_upload(&self, id: UploadId) -> Result<(), ApiError> {
        let row = self.store.upload_remove(id).await?;
        if let Err(error) = tokio::fs::remove_file(self.data.folder().join(&row.path)).await {
            tracing::info!(kind = %error.kind(), "A dropped file was not there any more");
        }
        Ok(())
    }

    /// A file of a reply as the window shows it.
    pub(crate) async fn upload_data(&self, id: UploadId) -> Result<AttachmentData, ApiError> {
        let row = self.store.upload(id).await?.ok_or_else(|| ApiError::missing(ErrorCode::AttachmentNotFound))?;
        let bytes = self.upload_bytes(&row).await?;
        Ok(crate::attachments::shown(self.data.folder().join(&row.path), &bytes))
    }

    /// A file as it leaves.
    pub(crate) async fn outgoing(&self, row: &UploadRow) -> Result<OutgoingFile, ApiError> {
        Ok(OutgoingFile { name: row.name.clone(), media_type: row.media_type.clone(), bytes: self.upload_bytes(row).await? })
    }

    async fn upload_bytes(&self, row: &UploadRow) -> Result<Vec<u8>, ApiError> {
        let gone = |_| ApiError::new(ErrorCode::AttachmentNotFound, "The file of the reply is no longer under the data folder");
        tokio::fs::read(self.data.folder().join(&row.path)).await.map_err(gone)
    }
}

fn too_large(limits: &ChannelLimits) -> ApiError {
    ApiError::new(ErrorCode::FileTooLarge, format!("The channel takes files up to {} bytes", limits.file_bytes))
}

/// Whether a file fits beside those that wait for the same reply, of so many bytes together. Where a channel
/// takes no files beside a text, each file leaves as a reply of its own, and there is no sum to keep.
fn fits_beside(waiting: u64, bytes: &[u8], limits: &ChannelLimits) -> Result<(), ApiError> {
    let sum = waiting.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    if limits.files_with_text && sum > limits.files_bytes.max(limits.file_bytes) { Err(too_large(limits)) } else { Ok(()) }
}

/// Whether the channel takes such a file, by its contents.
fn fits(bytes: &[u8], limits: &ChannelLimits) -> Result<KnownType, ApiError> {
    if bytes.is_empty() {
        return Err(ApiError::new(ErrorCode::FileEmpty, "The file is empty"));
    }
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.file_bytes {
        return Err(too_large(limits));
    }
    let kind = known_type(bytes).filter(|kind| limits.file_types.is_empty() || limits.file_types.iter().any(|taken| taken == kind.media_type));
    kind.ok_or_else(|| ApiError::new(ErrorCode::FileKind, "The channel does not take files of this kind"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::tests::Desk;
    use serde_json::json;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    #[tokio::test]
    async fn a_file_does_not_come_behind_those_of_a_shop_that_is_being_removed() {
        let desk = Desk::open().await;
        let chat = desk.chat("a", "Олег", 0, &["> Пришлите фото"]).await;
        // The beginning of a PNG.
        let file = json!({"chat": chat, "name": "a.png", "base64": "iVBORw0KGgpyZXN0"});
        let kept: UploadView = desk.ok("upload_add", file.clone()).await;
        assert_eq!(kept.name, "a.png");
        let folder = desk.core.data.files_of(desk.account);
        // What whoever removes the shop does first.
        desk.core.lanes.of(desk.account).stop.cancel();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(desk.core.call_text("upload_add", file).await.unwrap_err().code, ErrorCode::AccountNotFound);
        assert!(!folder.exists(), "nothing stays of a shop that is gone");
    }

    #[tokio::test]
    async fn a_file_that_comes_while_the_program_ends_is_told_so_and_no_shop_is_gone() {
        let desk = Desk::open().await;
        let chat = desk.chat("a", "Олег", 0, &["> Пришлите фото"]).await;
        // What ending does first; the store is still open.
        desk.core.stop.cancel();
        desk.core.lanes.stop_all();
        let file = UploadAdd { chat, name: "a.png".into(), base64: "iVBORw0KGgpyZXN0".into() };
        assert_eq!(desk.core.upload(file).await.unwrap_err().code, ErrorCode::ShuttingDown);
        assert!(!desk.core.data.files_of(desk.account).exists());
    }

    #[test]
    fn size_and_contents_decide() {
        let limits = pult_connectors::limits(pult_domain::ChannelKind::Wildberries);
        assert_eq!(fits(b"", &limits).expect_err("empty").code, ErrorCode::FileEmpty);
        assert_eq!(fits(b"<html>", &limits).expect_err("no picture").code, ErrorCode::FileKind);
        assert_eq!(fits(&vec![0; 6 << 20], &limits).expect_err("large").code, ErrorCode::FileTooLarge);
        assert!(fits(PNG, &limits).is_ok());
    }

    #[test]
    fn the_largest_file_of_any_channel_is_the_largest_that_is_let_in() {
        let largest = pult_domain::ChannelKind::ALL.into_iter().map(|channel| pult_connectors::limits(channel).file_bytes).max();
        assert_eq!(largest, u64::try_from(LARGEST_UPLOAD).ok());
    }

    #[test]
    fn files_of_one_request_have_a_sum_and_files_that_leave_one_by_one_have_none() {
        let three_mb = vec![0_u8; 3 << 20];
        for channel in pult_domain::ChannelKind::ALL.into_iter().filter(|channel| channel.is_live()) {
            let limits = pult_connectors::limits(channel);
            let largest = limits.files_bytes - (3 << 20);
            assert!(fits_beside(largest, &three_mb, &limits).is_ok(), "{channel:?}");
            assert_eq!(fits_beside(largest + 1, &three_mb, &limits).is_ok(), !limits.files_with_text, "{channel:?}");
            assert!(fits_beside(3 << 20, &three_mb, &limits).is_ok(), "{channel:?}: two files that each fit");
        }
    }
}
