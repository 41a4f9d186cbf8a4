//! Messages and their files.

use crate::{Store, StoreError};
use pult_domain::{AccountId, AtMs, AttachmentId, AttachmentKind, Author, ChatId, MessageId, MessageKind, OutboxId, RemoteMessageId};

/// A message of a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// The message.
    pub id: MessageId,
    /// The marketplace's id; none while our own reply has not come back.
    pub remote_id: Option<RemoteMessageId>,
    /// Who wrote it.
    pub author: Author,
    /// What can be shown of it.
    pub kind: MessageKind,
    /// The whole text.
    pub text: String,
    /// When the marketplace took it.
    pub sent_at: AtMs,
    /// The reply it came from.
    pub outbox: Option<OutboxId>,
    /// Its files.
    pub attachments: Vec<AttachmentRow>,
}

/// A stretch of a chat, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageRows {
    /// The messages.
    pub rows: Vec<MessageRow>,
    /// Whether older ones exist.
    pub older: bool,
    /// Whether newer ones exist.
    pub newer: bool,
}

/// A file or picture of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    /// The file.
    pub id: AttachmentId,
    /// The account to ask for it.
    pub account: AccountId,
    /// Its message.
    pub message: MessageId,
    /// What to ask the channel for.
    pub remote_id: String,
    /// What the channel says it is.
    pub kind: AttachmentKind,
    /// Its name; untrusted.
    pub name: Option<String>,
    /// Its media type as claimed, or as found once fetched.
    pub media_type: Option<String>,
    /// Its size in bytes, as claimed or as fetched.
    pub bytes: Option<i64>,
    /// Where it lies under the data folder, once fetched.
    pub path: Option<String>,
}

impl Store {
    /// A stretch of a chat: the newest messages, or those before or after one, oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn messages(&self, _chat: ChatId, _before: Option<MessageId>, _after: Option<MessageId>, _limit: i64) -> Result<MessageRows, StoreError> {
        Err(StoreError::Closed)
    }

    /// One file.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn attachment(&self, _id: AttachmentId) -> Result<Option<AttachmentRow>, StoreError> {
        Err(StoreError::Closed)
    }

    /// The file was fetched and lies at `path` under the data folder.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::AttachmentNotFound`].
    pub async fn attachment_stored(&self, _id: AttachmentId, _path: String, _media_type: Option<String>, _bytes: i64) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }
}
