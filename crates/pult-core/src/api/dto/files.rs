//! Files on their way out, and files kept for the owner.

use pult_domain::{ChatId, UploadId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// A file that was kept where the owner finds it.
    SavedFile {
        /// Where it lies on this machine.
        path: String,
    }

    /// A file for the next reply.
    UploadAdd {
        /// The chat.
        chat: ChatId,
        /// Its name, with the ending.
        name: String,
        /// Its bytes, base64.
        base64: String,
    }

    /// A file of a reply.
    UploadRef {
        /// The file.
        upload: UploadId,
    }

    /// A file of a reply.
    UploadView {
        /// The file.
        upload: UploadId,
        /// The name the buyer will see.
        name: String,
        /// What it is, by its contents.
        media_type: String,
        /// Its size in bytes.
        bytes: f64,
    }
}
