//! Writing replies and notes: plans, changes, answers to a message, private notes.

use super::ReplySend;
use pult_domain::{AtMs, Author, ChatId, MessageId, NoteId, OutboxId, UploadId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is being written in a chat's composer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DraftMode {
    /// A reply to the buyer.
    #[default]
    Reply,
    /// A private note.
    Note,
}

dto! {
    /// A message as a reply to it shows it.
    QuoteView {
        /// The message.
        message: MessageId,
        /// Who wrote it.
        author: Author,
        /// Its beginning; untrusted.
        text: String,
    }

    /// What is changed about a reply that has not begun to leave; what is absent stays.
    ReplyEdit {
        /// The reply.
        outbox: OutboxId,
        /// Other words.
        text: Option<String>,
        /// Another time as typed.
        at: Option<String>,
        /// Rules of the guard whose warnings somebody has seen and overrules; `any` stands for all.
        despite: Option<Vec<String>>,
    }

    /// A time being typed.
    SendTimeAsk {
        /// The chat whose shop's clock and hours count.
        chat: ChatId,
        /// As typed; `opening` is the shop's next opening.
        typed: String,
    }

    /// A time as it was understood.
    SendTime {
        /// The moment.
        at_ms: AtMs,
        /// Whether the shop works then.
        open: bool,
    }

    /// A private note of the owner beside a chat.
    NoteView {
        /// The note.
        note: NoteId,
        /// Its chat.
        chat: ChatId,
        /// Its text, the owner's own.
        text: String,
        /// When it was written.
        written_at_ms: AtMs,
        /// When it was last changed, if it was.
        edited_at_ms: Option<AtMs>,
    }

    /// A note to be kept.
    NoteAdd {
        /// The chat it stands beside.
        chat: ChatId,
        /// The text.
        text: String,
        /// Made when the note was begun: a second request with the same key is the same note.
        client_key: Option<String>,
    }

    /// Another text for a note.
    NoteEdit {
        /// The note.
        note: NoteId,
        /// The text.
        text: String,
    }

    /// One note.
    NoteRef {
        /// The note.
        note: NoteId,
    }

    /// Another name for a file that waits in the composer.
    UploadRename {
        /// The file.
        upload: UploadId,
        /// Its name; the ending stays that of its contents.
        name: String,
    }
}

impl ReplySend {
    /// A reply of words alone, as a person writes it.
    #[must_use]
    pub fn of(chat: ChatId, text: impl Into<String>) -> Self {
        Self {
            chat,
            text: text.into(),
            uploads: None,
            undo_ms: None,
            client_key: None,
            wait: None,
            writer: None,
            despite: None,
            at: None,
            reply_to: None,
            seen: None,
            despite_news: None,
        }
    }
}
