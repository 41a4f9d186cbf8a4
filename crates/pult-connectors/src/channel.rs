//! The seam between Pult and a marketplace.

use std::time::Duration;

use async_trait::async_trait;
use pult_domain::{AtMs, ChannelKind, ChannelLimits, Cursor, ErrorCode, FeedChat, FeedPage, RemoteChatId, RemoteMessageId, Retry, TokenCheck};
use secrecy::SecretString;

/// What is needed to reach one shop at one channel.
#[derive(Clone, Debug)]
pub struct Connect {
    /// The channel ([`ChannelKind::Demo`] speaks Wildberries to a simulator).
    pub channel: ChannelKind,
    /// One address for all hosts of the channel; `None` for the marketplace's own.
    pub base_url: Option<String>,
    /// The public half of the credentials where there is one (Ozon, Avito).
    pub client_id: Option<String>,
    /// The token, key or secret.
    pub token: SecretString,
    /// No request limiter; for loopback addresses only.
    pub limits_off: bool,
    /// How long to wait for what; tests shorten them.
    pub timeouts: Timeouts,
}

/// How long one request may take, step by step. The defaults are those of the reliability plan
/// 3.1 (2026-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until the connection stands: name, TCP and TLS.
    pub connect: Duration,
    /// From there until the answer begins.
    pub first_byte: Duration,
    /// Between two pieces of the answer.
    pub idle: Duration,
    /// The whole request, whatever it does meanwhile.
    pub whole: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), first_byte: Duration::from_secs(15), idle: Duration::from_secs(15), whole: Duration::from_secs(60) }
    }
}

/// A failed call that certainly changed nothing over there, or only read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct ChannelError {
    /// What happened, as a code.
    pub code: ErrorCode,
    /// When to try again.
    pub retry: Retry,
    /// HTTP status, if an answer came.
    pub status: Option<u16>,
    /// The marketplace's own words or ours, without token or customer text.
    pub detail: String,
    /// The right that is missing, by the marketplace's own name.
    pub missing_right: Option<String>,
}

/// A reply to be sent.
#[derive(Clone, Debug)]
pub struct SendReply {
    /// The chat.
    pub chat: RemoteChatId,
    /// What the channel wants to see with a reply (Wildberries: `replySign`), if known.
    pub reply_token: Option<String>,
    /// The text; the caller has checked it against [`ChannelLimits`].
    pub text: String,
}

/// The channel took the reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The message id, where the channel gives one.
    pub remote_id: Option<RemoteMessageId>,
    /// The channel's time of the message, where it gives one.
    pub sent_at: Option<AtMs>,
    /// A newer reply token, where the channel gives one.
    pub reply_token: Option<String>,
}

/// Why a send did not end in [`Sent`]. The difference decides whether it may be sent again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Uncertain {
    /// Certainly not processed: connection refused, 429, 503 with a retry time.
    #[error("turned away: {0}")]
    TurnedAway(ChannelError),
    /// Certainly refused: any other 4xx.
    #[error("refused: {0}")]
    Refused(ChannelError),
    /// Perhaps processed: the answer was lost after bytes had left, or a 5xx came.
    #[error("answer lost: {0}")]
    AnswerLost(ChannelError),
}

/// A file fetched from the channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The bytes, within the size limit.
    pub bytes: Vec<u8>,
    /// Media type as claimed; untrusted.
    pub media_type: Option<String>,
}

/// What is known of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFacts {
    /// The marketplace's article number.
    pub remote_id: String,
    /// Title.
    pub title: Option<String>,
}

/// One shop at one marketplace.
#[async_trait]
pub trait Channel: Send + Sync {
    /// What the channel accepts.
    fn limits(&self) -> ChannelLimits;

    /// Tries the token: shape, rights, expiry, one live call. Never an `Err` for a bad token: the
    /// finding is in the [`TokenCheck`]; `Err` only where nothing could be found out (no network).
    async fn check(&self) -> Result<TokenCheck, ChannelError>;

    /// The next page of the feed after a cursor; `None` asks from the beginning.
    async fn page(&self, after: Option<&Cursor>) -> Result<FeedPage, ChannelError>;

    /// The cursor from which a new round starts, a little before the stored one, so that events
    /// that arrived late or share a millisecond with the border are seen. Replays change nothing.
    fn overlap(&self, stored: &Cursor) -> Cursor;

    /// The channel's own list of chats: names, items, reply tokens. May lag or be empty.
    async fn chats(&self) -> Result<Vec<FeedChat>, ChannelError>;

    /// Sends one reply, once. Never retries by itself.
    async fn send(&self, reply: &SendReply) -> Result<Sent, Uncertain>;

    /// Fetches a file of a message. [`ErrorCode::FilePending`] while the marketplace checks it.
    async fn download(&self, remote_id: &str) -> Result<Download, ChannelError>;

    /// Titles of items, where the token may ask. An empty list when it may not.
    async fn items(&self, remote_ids: &[String]) -> Result<Vec<ItemFacts>, ChannelError>;
}
