//! Files that nobody has looked at yet, fetched for a dispute pack: a dispute is often about what they show.
//!
//! Each file has its time, and so have all of them together. A shop that stands still is asked for nothing,
//! and once the marketplace itself does not answer, the rest is not tried. A pack is made in any case: what
//! is missing is named in it with the reason.

use crate::api::dto::ExportView;
use crate::core::Core;
use crate::transfers::Run;
use pult_domain::ErrorCode;
use pult_store::{AccountRow, AttachmentRow};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Longest wait for one file.
const ONE: Duration = Duration::from_secs(30);
/// Longest wait for all files of a pack.
const ALL: Duration = Duration::from_secs(3 * 60);

/// The fetching for one pack.
pub(super) struct Fetching {
    until: Instant,
    /// Why nothing more is asked for.
    over: Option<ErrorCode>,
}

impl Core {
    /// Begins the fetching for a pack.
    pub(super) fn begin_fetching(&self, account: &AccountRow) -> Fetching {
        let over = if account.paused || self.paused.load(Ordering::SeqCst) {
            Some(ErrorCode::AccountPaused)
        } else if account.channel.is_live() {
            account.blocked
        } else {
            Some(ErrorCode::ArchiveOnly)
        };
        Fetching { until: Instant::now() + ALL, over }
    }

    /// Fetches a file and tells where it lies; else why it could not be had.
    pub(super) async fn fetch_for_pack(&self, run: &Run<ExportView>, fetching: &mut Fetching, file: &AttachmentRow) -> Result<PathBuf, ErrorCode> {
        if let Some(code) = fetching.over {
            return Err(code);
        }
        let left = fetching.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorCode::TimedOut);
        }
        let fetched = tokio::select! {
            () = run.stop.cancelled() => Ok(Err(ErrorCode::ShuttingDown)),
            fetched = tokio::time::timeout(ONE.min(left), self.fetch(file)) => fetched.map(|fetched| fetched.map_err(|error| error.code)),
        };
        // A file that takes too long says nothing of the next.
        let Ok(fetched) = fetched else { return Err(ErrorCode::TimedOut) };
        match fetched {
            Ok((path, _)) => {
                run.change(|view| view.files_fetched = view.files_fetched.saturating_add(1));
                self.note_transfers();
                Ok(path)
            }
            Err(code) => {
                fetching.over = Some(code).filter(|code| !is_of_the_file(*code));
                Err(code)
            }
        }
    }
}

/// Whether a refusal is about this file and not about the way to all of them.
fn is_of_the_file(code: ErrorCode) -> bool {
    use ErrorCode as E;
    matches!(code, E::AttachmentNotFound | E::FilePending | E::FileBlocked | E::FileTooLarge | E::AnswerTooLarge | E::ChannelRefused | E::NotSupported)
}
