//! Chats: lists, heads, counts, and what the owner does with them.

use crate::{Store, StoreError};
use pult_domain::{AccountId, AtMs, Author, ChannelKind, ChatId, FeedItem, MessageId, OutboxState, Priority, Queue, RemoteChatId, View};

/// How many chats stand in each view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Waiting for our reply.
    pub waiting: i64,
    /// Waiting and urgent.
    pub urgent: i64,
    /// Replied to or taken.
    pub in_progress: i64,
    /// Hidden until a moment.
    pub snoozed: i64,
    /// Closed.
    pub done: i64,
    /// Every chat.
    pub all: i64,
    /// Unread messages over all chats.
    pub unread: i64,
    /// Replies that failed or are in doubt.
    pub replies_in_trouble: i64,
}

/// Which chats to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatListQuery {
    /// The view.
    pub view: View,
    /// Only this account's chats.
    pub account: Option<AccountId>,
    /// Only chats with unread messages.
    pub unread_only: bool,
    /// Most rows wanted.
    pub limit: i64,
    /// Where the last page ended: [`ChatListPage::next`] of it.
    pub after: Option<String>,
}

/// A page of chats.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatListPage {
    /// The chats, in the order of the view.
    pub rows: Vec<ChatRow>,
    /// Where the next page starts, if there is one.
    pub next: Option<String>,
    /// How many chats the whole list has.
    pub total: i64,
}

/// A chat as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatRow {
    /// The chat.
    pub id: ChatId,
    /// Its account.
    pub account: AccountId,
    /// Its channel.
    pub channel: ChannelKind,
    /// The marketplace's id.
    pub remote_id: RemoteChatId,
    /// The buyer's name; empty when the marketplace told none.
    pub customer: String,
    /// What the chat is about.
    pub item: Option<FeedItem>,
    /// Whose turn it is.
    pub queue: Queue,
    /// How soon.
    pub priority: Priority,
    /// The first unanswered message of the buyer.
    pub waiting_since: Option<AtMs>,
    /// Until when we must answer.
    pub deadline: Option<AtMs>,
    /// Hidden until this moment.
    pub snoozed_until: Option<AtMs>,
    /// Messages of the buyer that were not read.
    pub unread: i64,
    /// The last message.
    pub last: Option<LastMessage>,
    /// The state of the most troubled reply that is not sent.
    pub outbox: Option<OutboxState>,
    /// Whether an unsent text waits in the composer.
    pub has_draft: bool,
}

/// The last message of a chat, cut for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastMessage {
    /// The message.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// Its first 120 characters.
    pub text: String,
    /// When.
    pub sent_at: AtMs,
    /// How many files it has.
    pub attachments: i64,
}

/// A chat as its own page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatHead {
    /// The row of the lists.
    pub row: ChatRow,
    /// What the channel wants to see with a reply.
    pub reply_token: Option<String>,
    /// The text in the composer.
    pub draft: String,
    /// The last message that was read.
    pub read_up_to: Option<MessageId>,
    /// How many messages it has.
    pub messages: i64,
    /// When the first was sent.
    pub first_message_at: Option<AtMs>,
    /// Other chats of the same account with the same buyer's name.
    pub other_chats: i64,
}

impl Store {
    /// How many chats stand in each view.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn queue_counts(&self) -> Result<QueueCounts, StoreError> {
        Err(StoreError::Closed)
    }

    /// A page of a view.
    ///
    /// # Errors
    /// [`StoreError::BadCursor`].
    pub async fn chat_list(&self, _query: ChatListQuery) -> Result<ChatListPage, StoreError> {
        Err(StoreError::Closed)
    }

    /// One chat.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat(&self, _id: ChatId) -> Result<Option<ChatRow>, StoreError> {
        Err(StoreError::Closed)
    }

    /// One chat with what its own page shows.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat_head(&self, _id: ChatId) -> Result<Option<ChatHead>, StoreError> {
        Err(StoreError::Closed)
    }

    /// Everything in the chat has been read.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::ChatNotFound`].
    pub async fn chat_mark_read(&self, _id: ChatId) -> Result<(), StoreError> {
        Err(StoreError::Closed)
    }

    /// Moves a chat to a queue by the owner's hand.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::ChatNotFound`].
    pub async fn chat_move(&self, _id: ChatId, _queue: Queue, _now: AtMs) -> Result<ChatRow, StoreError> {
        Err(StoreError::Closed)
    }
}
