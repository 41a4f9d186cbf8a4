//! Ids. Ours are integers, a marketplace's are opaque text that is never parsed.

use serde::{Deserialize, Serialize};

macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
        #[serde(transparent)]
        #[ts(as = "f64")]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.trim().parse().map(Self)
            }
        }
    };
}

macro_rules! remote_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// Keeps the id exactly as the channel gave it.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as the channel wrote it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

row_id!(
    /// A shop's connection to one channel.
    AccountId
);
row_id!(
    /// Our own row id of a chat. Never shown to a marketplace.
    ChatId
);
row_id!(
    /// A message: `sent_at_ms * 1024 + n`, so that row order is time order and the number stays
    /// below 2^53, safe in JavaScript. See [`MessageId::first_at`].
    MessageId
);
row_id!(
    /// A reply on its way out.
    OutboxId
);
row_id!(
    /// A private note of the owner beside a chat.
    NoteId
);
row_id!(
    /// A file or picture of a message.
    AttachmentId
);

row_id!(
    /// A file that leaves, or will leave, with a reply.
    UploadId
);

row_id!(
    /// A provider of language models that the owner set up.
    ProviderId
);

row_id!(
    /// A label that the owner made.
    LabelId
);
row_id!(
    /// A buyer who has several chats; the owner said that they are one.
    PersonId
);
row_id!(
    /// A view that the owner saved.
    SavedViewId
);
row_id!(
    /// Something the owner did that can be taken back while the program runs.
    UndoId
);

row_id!(
    /// A drafted reply.
    DraftId
);
row_id!(
    /// A habit found in the owner's edits.
    HabitId
);
row_id!(
    /// A canned reply.
    CannedId
);
row_id!(
    /// A snippet of knowledge.
    SnippetId
);

row_id!(
    /// An import of history from a file.
    ImportId
);

remote_id!(
    /// The chat id the marketplace gave; unique only together with the account.
    RemoteChatId
);
remote_id!(
    /// The message id the marketplace gave; unique only together with the chat.
    RemoteMessageId
);

/// How many messages may share one millisecond before ids spill into the next.
pub const MESSAGE_IDS_PER_MS: i64 = 1024;

/// The latest millisecond whose ids stay below 2^53: some time in the year 2248.
const LAST_ID_MS: i64 = (1 << 53) / MESSAGE_IDS_PER_MS - 2;

impl MessageId {
    /// The smallest id a message sent at this moment can have. Times before 1970 and beyond the
    /// year 2248 (a broken clock on the other side) are drawn to the border, never refused. No message
    /// has the id 0, which says of a chat that nothing is written or read in it.
    #[must_use]
    pub fn first_at(sent_at: crate::AtMs) -> Self {
        Self(sent_at.0.clamp(1, LAST_ID_MS) * MESSAGE_IDS_PER_MS)
    }
}
