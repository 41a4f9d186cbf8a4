//! Replies on their way out: the rows of the pure machine in `pult_domain::outbox`.

use crate::{Store, StoreError};
use pult_domain::{AccountId, AtMs, ChatId, Outbox, OutboxEvent, OutboxId, OutboxState, RemoteChatId};

/// A reply the owner has just sent off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReply {
    /// The chat.
    pub chat: ChatId,
    /// The text, checked by the caller.
    pub text: String,
    /// Not before this moment: now plus the time to undo.
    pub next_at: AtMs,
    /// The face's own key of this click; the same key in the same chat is the same reply.
    pub client_key: Option<String>,
}

/// What the channel told when it took a reply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentFacts {
    /// The channel's time of the message.
    pub sent_at: Option<AtMs>,
    /// A newer reply token.
    pub reply_token: Option<String>,
}

/// A reply with its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// The reply.
    pub id: OutboxId,
    /// The account it leaves through.
    pub account: AccountId,
    /// The chat.
    pub chat: ChatId,
    /// The marketplace's id of the chat.
    pub remote_chat_id: RemoteChatId,
    /// What the channel wants to see with a reply.
    pub reply_token: Option<String>,
    /// The text.
    pub text: String,
    /// When the owner sent it off.
    pub queued_at: AtMs,
    /// Where it stands.
    pub machine: Outbox,
}

impl Store {
    /// Stores a reply durably, before anything else happens with it, and clears the chat's draft.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::ChatNotFound`].
    pub async fn outbox_add(&self, _reply: NewReply) -> Result<OutboxRow, StoreError> {
        Err(StoreError::Closed)
    }

    /// Moves a reply on by one event, durably. `sent` tells more when the channel took it.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::OutboxNotFound`]; [`StoreError::NotAllowed`] when the state refuses, nothing changed.
    pub async fn outbox_step(&self, _id: OutboxId, _event: OutboxEvent, _sent: Option<SentFacts>) -> Result<OutboxRow, StoreError> {
        Err(StoreError::Closed)
    }

    /// One reply.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox(&self, _id: OutboxId) -> Result<Option<OutboxRow>, StoreError> {
        Err(StoreError::Closed)
    }

    /// Replies, oldest first, of one state or chat if given.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_list(&self, _state: Option<OutboxState>, _chat: Option<ChatId>, _limit: i64) -> Result<Vec<OutboxRow>, StoreError> {
        Err(StoreError::Closed)
    }

    /// Per chat of the account the oldest reply that holds back the others.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_heads(&self, _account: AccountId) -> Result<Vec<OutboxRow>, StoreError> {
        Err(StoreError::Closed)
    }

    /// The program starts: attempts that never ended come into doubt. Returns how many.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_found_at_start(&self) -> Result<i64, StoreError> {
        Err(StoreError::Closed)
    }

    /// The replies of a chat that are neither sent nor withdrawn, oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_open(&self, _chat: ChatId) -> Result<Vec<OutboxRow>, StoreError> {
        Err(StoreError::Closed)
    }
}
