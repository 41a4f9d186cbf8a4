//! The words and rules of the trade, as pure values and functions.
//!
//! Here live: ids, channels, chats, messages, the outbox machine, waiting, rules and deadlines, retry
//! rules, error codes, change tags and the [`Clock`] seam.
//! Never here: async, IO, reading a clock, SQL, HTTP. Whoever needs the time passes it in.

pub mod account;
pub mod address;
pub mod change;
pub mod channel;
pub mod chat;
pub mod clock;
pub mod drafts;
pub mod echo;
pub mod error;
pub mod feed;
pub mod fingerprint;
pub mod forms;
#[doc(hidden)]
pub mod fuzz;
pub mod ids;
pub mod message;
pub mod metrics;
pub mod models;
pub mod notices;
pub mod outbox;
pub mod people;
pub mod query;
pub mod reading;
pub mod retry;
pub mod sla;
pub mod stems;
pub mod waiting;

pub use account::{AccountHealth, TokenCheck, TokenKind, TokenWarning};
pub use change::{Change, Tag};
pub use channel::{ChannelKind, ChannelLimits};
pub use chat::{ChatKind, OrderState, Priority, Queue, View};
pub use clock::{AtMs, Clock, DAY_MS, ShiftedClock, SystemClock};
pub use drafts::{
    BuiltIn, DraftFate, DraftFault, DraftGap, DraftMaker, DraftManner, DraftSourceKind, DraftSureness, DraftVariant, GuardVerdict, GuardWriter, HabitKind,
    HabitState, SnippetForm,
};
pub use error::ErrorCode;
pub use feed::{Cursor, FeedAttachment, FeedChat, FeedItem, FeedMessage, FeedPage, HistoryRight, Quarantined, ReplyRight};
pub use ids::{
    AccountId, AttachmentId, CannedId, ChatId, DraftId, HabitId, ImportId, LabelId, MessageId, NoteId, OutboxId, PersonId, ProviderId, RemoteChatId,
    RemoteMessageId, SavedViewId, SnippetId, UndoId, UploadId,
};
pub use message::{AttachmentKind, Author, MessageKind};
pub use models::{ModelCurrency, ModelField, ModelPurpose, ProviderKind};
pub use notices::NoticeLevel;
pub use outbox::{FailReason, Hold, Outbox, OutboxEvent, OutboxState};
pub use people::{PersonReason, PersonSureness};
pub use reading::{Confidence, Corrected, Intent, Language, Reader, Reading, Sentiment};
pub use retry::{Backoff, Retry};
