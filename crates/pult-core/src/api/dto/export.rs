//! Chats as files for the owner.

use super::labels::ChatFilter;
use pult_domain::{ChatId, ErrorCode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportForm {
    /// One page to be read and printed.
    Html,
    /// Everything, for programs and for an import.
    Json,
    /// One message a row, for spreadsheets.
    Csv,
    /// A dispute pack: one chat with its files, facts and hashes in a zip.
    Pack,
}

/// How an export or an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TransferState {
    /// Under way.
    Running,
    /// Over, whole.
    Done,
    /// Stopped by the owner.
    Cancelled,
    /// It could not go on.
    Failed,
}

dto! {
    /// Chats to be exported: named by `chats`, `all` of a list, or found by a `query`.
    ExportStart {
        /// These chats, 10,000 at most.
        chats: Option<Vec<ChatId>>,
        /// Every chat of a list, 50,000 at most.
        all: Option<ChatFilter>,
        /// The chats that a search finds; of very many hits the newest 1,000.
        query: Option<String>,
        /// The form; a dispute pack is of one chat.
        form: ExportForm,
        /// The folder; without one, where downloads are kept.
        folder: Option<String>,
        /// The language of a page; the owner's without one.
        locale: Option<String>,
    }

    /// One export or import under way.
    TransferRef {
        /// Its number.
        run: u32,
    }

    /// An export: how far it is, and what came of it.
    ExportView {
        /// Its number.
        run: u32,
        /// The form.
        form: ExportForm,
        /// How it stands.
        state: TransferState,
        /// Chats written.
        chats: u32,
        /// Chats to write.
        chats_in_all: u32,
        /// Messages written.
        messages: f64,
        /// The search had more hits than were taken.
        capped: bool,
        /// Where the file lies, once done.
        path: Option<String>,
        /// Its size, once done.
        bytes: f64,
        /// Of a dispute pack: the SHA-256 of its manifest, which names that of every file.
        manifest_sha256: Option<String>,
        /// Of a dispute pack: files of messages that nobody had looked at, fetched for it so far.
        files_fetched: u32,
        /// Files of messages that could not be put in; the pack says why.
        files_missing: u32,
        /// Why it failed.
        problem: Option<ErrorCode>,
    }
}
