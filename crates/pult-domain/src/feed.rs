//! What a channel hands over: a page of its feed in our words, with nothing dropped.

use crate::{AtMs, AttachmentKind, Author, ChatKind, MessageKind, RemoteChatId, RemoteMessageId};
use serde::{Deserialize, Serialize};

/// Where the feed continues. Opaque outside the channel that made it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// One page of a channel's feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedPage {
    /// Chats the page tells something about, apart from messages (names, items, reply rights).
    pub chats: Vec<FeedChat>,
    /// Messages in the order of the page, duplicates and all.
    pub messages: Vec<FeedMessage>,
    /// Events that could not be understood even as "unsupported"; kept with their bytes.
    pub quarantined: Vec<Quarantined>,
    /// Where the next page starts. `None` when the channel gave no usable cursor: the old one stays.
    pub cursor: Option<Cursor>,
    /// Whether the channel says that nothing follows this page for now.
    pub last: bool,
    /// How far the channel's clock was ahead of this machine's, at the least and at the most since it was first asked, in
    /// milliseconds: far apart where this machine's was set meanwhile; 0 where it does not say.
    pub clock_ahead_ms: (i64, i64),
    /// Whether its messages are told as they are now, so that a known one may have other words. A feed of events tells
    /// each as it was.
    pub tells_edits: bool,
}

/// What is known of a chat. `None` never erases what an earlier page told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedChat {
    /// The marketplace's id.
    pub remote_id: RemoteChatId,
    /// The buyer's name as the marketplace shows it.
    pub customer_name: Option<String>,
    /// The marketplace's own number of the buyer, where it tells one; means nothing outside its account.
    pub buyer: Option<String>,
    /// What the chat is about.
    pub item: Option<FeedItem>,
    /// What the channel wants to see with a reply (Wildberries: `replySign`).
    pub reply_token: Option<String>,
    /// Who the chat is with.
    pub kind: Option<ChatKind>,
    /// Whether the channel still takes a reply.
    pub reply_right: Option<ReplyRight>,
    /// Whether the channel shows the chat's messages, where each chat has a history of its own.
    pub history: Option<HistoryRight>,
    /// How far this chat's own history has been read, for channels without one feed over all
    /// chats. Opaque outside the channel; stored with the last of the messages it stands for, never
    /// before, and given back through `Marks`.
    pub mark: Option<String>,
}

impl FeedChat {
    /// A chat of which only the id is known.
    pub fn new(remote_id: impl Into<String>) -> Self {
        Self { remote_id: RemoteChatId::new(remote_id), ..Self::default() }
    }
}

/// Until when a channel takes a reply in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyRight {
    /// Without an end.
    Open,
    /// Until this moment (Ozon: 48 h after the buyer's last message).
    Until(AtMs),
    /// No more.
    Closed,
}

/// Whether a channel shows the messages of a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryRight {
    /// It does.
    Shown,
    /// It refused them, and would refuse them again: with this HTTP status.
    Refused(u16),
}

/// The item (and order) of a chat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedItem {
    /// The marketplace's article number.
    pub remote_id: Option<String>,
    /// The item's title.
    pub title: Option<String>,
    /// The order the chat belongs to.
    pub order_id: Option<String>,
    /// What the buyer paid, in minor units of the currency.
    pub price_minor: Option<i64>,
    /// ISO 4217 letters.
    pub currency: Option<String>,
    /// Size or variant.
    pub size: Option<String>,
}

/// One message of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedMessage {
    /// The chat it belongs to.
    pub remote_chat_id: RemoteChatId,
    /// The marketplace's id of the message.
    pub remote_id: RemoteMessageId,
    /// Who wrote it.
    pub author: Author,
    /// What can be shown of it.
    pub kind: MessageKind,
    /// The text as it came, whole; empty when there is none.
    pub text: String,
    /// When the marketplace took it.
    pub sent_at: AtMs,
    /// Files and pictures.
    pub attachments: Vec<FeedAttachment>,
    /// Whether the other side has read it, where the channel tells.
    pub read: Option<bool>,
    /// The event as it came, kept when the kind or a field was unknown.
    pub raw: Option<String>,
    /// It came without a moment of its own, or with one from tomorrow or later: `sent_at` is its neighbour's.
    pub undated: bool,
}

/// A file or picture of a message, not yet fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedAttachment {
    /// What to ask the channel for.
    pub remote_id: String,
    /// What the channel says it is.
    pub kind: AttachmentKind,
    /// The file's name; untrusted.
    pub name: Option<String>,
    /// Media type as claimed; untrusted.
    pub media_type: Option<String>,
    /// Size in bytes as claimed.
    pub bytes: Option<u64>,
}

/// An event that could not be read, with its bytes, so that nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// The event's JSON.
    pub raw: String,
    /// What was wrong with it, for the log and the owner's report; holds no content.
    pub reason: String,
}
