//! The seam between Pult and a marketplace.

use std::collections::HashMap;
use std::time::Duration;

use async_trait::async_trait;
use pult_domain::{
    AtMs, ChannelKind, ChannelLimits, ChatKind, Cursor, ErrorCode, FeedChat, FeedPage, OrderState, RemoteChatId, RemoteMessageId, Retry, TokenCheck,
};
use secrecy::SecretString;

/// What is needed to reach one shop at one channel.
#[derive(Clone, Debug)]
pub struct Connect {
    /// The channel ([`ChannelKind::Demo`] speaks Wildberries to a simulator).
    pub channel: ChannelKind,
    /// One address for all hosts of the channel; `None` for the marketplace's own.
    pub base_url: Option<String>,
    /// The public half of the credentials where there is one (Ozon, Avito); which of the shops that the key
    /// shows is meant, where it shows several (Yandex Market).
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

impl ChannelError {
    /// An error that came with no answer.
    pub(crate) fn of(code: ErrorCode, retry: Retry, detail: &str) -> Self {
        Self { code, retry, status: None, detail: detail.to_owned(), missing_right: None }
    }

    /// Whether the same question may be answered another time. A refusal is an answer too; a marketplace that is down gives none.
    pub(crate) fn may_pass(&self) -> bool {
        matches!(self.retry, Retry::Soon | Retry::AfterMs(_))
    }

    /// The outcome of a reply that failed before any of it had left: again later, or never.
    pub(crate) fn before_sending(self) -> Uncertain {
        if self.may_pass() { Uncertain::TurnedAway(self) } else { Uncertain::Refused(self) }
    }

    /// Writes into a check what the marketplace refused.
    pub(crate) fn found_by(self, check: &mut TokenCheck) {
        check.problem = Some(self.code);
        check.missing_rights.extend(self.missing_right.filter(|right| !check.missing_rights.contains(right)));
        check.detail = Some(self.detail).filter(|detail| !detail.is_empty());
    }
}

/// A check after the live look: what waits for the owner is a finding, everything else leaves the
/// question open.
pub(crate) fn settled(mut check: TokenCheck, looked: Result<(), ChannelError>) -> Result<TokenCheck, ChannelError> {
    match looked {
        Ok(()) => {}
        Err(error) if error.retry == Retry::NeedsOwner => error.found_by(&mut check),
        Err(error) => return Err(error),
    }
    check.ok = check.problem.is_none();
    Ok(check)
}

/// A reply to be sent.
#[derive(Clone, Debug)]
pub struct SendReply {
    /// The chat.
    pub chat: RemoteChatId,
    /// What the channel wants to see with a reply (Wildberries: `replySign`), if known.
    pub reply_token: Option<String>,
    /// The text; the caller has checked it against [`ChannelLimits`]. Empty beside a file where the
    /// channel takes only one of them at once.
    pub text: String,
    /// A file to go with it, or instead of it.
    pub file: Option<OutgoingFile>,
}

/// A file to be sent; the caller has checked size and type against [`ChannelLimits`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingFile {
    /// The name the buyer sees, with its ending.
    pub name: String,
    /// The media type, found from the contents.
    pub media_type: String,
    /// The contents.
    pub bytes: Vec<u8>,
}

/// The channel took the reply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// The message id, where the channel gives one.
    pub remote_id: Option<RemoteMessageId>,
    /// The channel's time of the message, where it gives one.
    pub sent_at: Option<AtMs>,
    /// A newer reply token, where the channel gives one.
    pub reply_token: Option<String>,
    /// Why the file did not go although its text did, where a channel takes both at once.
    pub file_refused: Option<ErrorCode>,
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemFacts {
    /// The marketplace's article number.
    pub remote_id: String,
    /// Title.
    pub title: Option<String>,
    /// Present price, in minor units of the currency.
    pub price_minor: Option<i64>,
    /// ISO 4217 letters.
    pub currency: Option<String>,
    /// What to ask [`Channel::download`] for to have its picture.
    pub picture: Option<String>,
    /// Its page at the marketplace, `https` only.
    pub url: Option<String>,
    /// Pieces in stock, where the channel tells.
    pub stock: Option<i64>,
}

/// What a question for items was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemsTold {
    /// What was told.
    pub found: Vec<ItemFacts>,
    /// Asked for, and a failure came before the answer. Whatever else is missing among those found is not to be had.
    pub unanswered: Vec<String>,
}

impl ItemsTold {
    /// All that was asked for was answered.
    pub(crate) fn whole(found: Vec<ItemFacts>) -> Self {
        Self { found, unanswered: Vec::new() }
    }

    /// A failure came after some were found and before those that are `left`, of which the failed request asked for the first
    /// `refused`. Titles are a kindness: a refusal leaves the article number on the screen, and is an answer for what it refused;
    /// where it came first, for everything. An error where nothing was answered.
    pub(crate) fn broken_off(found: Vec<ItemFacts>, left: Vec<String>, refused: usize, error: ChannelError) -> Result<Self, ChannelError> {
        let unanswered = match (error.may_pass(), found.is_empty()) {
            (true, true) => return Err(error),
            (true, false) => left,
            (false, true) => Vec::new(),
            (false, false) => left.into_iter().skip(refused).collect(),
        };
        tracing::debug!(code = error.code.as_str(), status = error.status, "items are not to be had");
        Ok(Self { found, unanswered })
    }
}

/// What is known of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderFacts {
    /// The marketplace's number of it.
    pub remote_id: String,
    /// Where it stands.
    pub state: OrderState,
    /// The marketplace's own word for it; untrusted.
    pub state_word: Option<String>,
    /// When it was placed.
    pub placed_at: Option<AtMs>,
    /// Until when it shall be delivered.
    pub due_at: Option<AtMs>,
    /// When it was delivered.
    pub delivered_at: Option<AtMs>,
    /// What it costs, in minor units of the currency.
    pub total_minor: Option<i64>,
    /// ISO 4217 letters.
    pub currency: Option<String>,
    /// Tracking number; untrusted.
    pub tracking: Option<String>,
    /// Titles and pieces of what was ordered.
    pub lines: Vec<OrderLine>,
}

/// One position of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderLine {
    /// The marketplace's article number.
    pub item: Option<String>,
    /// Title; untrusted.
    pub title: String,
    /// Pieces.
    pub pieces: i64,
}

/// What is left of a request limit, as far as is known without asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The limit in the words of the documents ("chats", "send").
    pub name: String,
    /// Requests allowed in the period.
    pub limit: u32,
    /// Requests left now.
    pub left: u32,
    /// The period, in milliseconds.
    pub period_ms: i64,
}

/// How far each chat's own history was stored: for channels that have no feed over all chats.
#[async_trait]
pub trait Marks: Send + Sync {
    /// The stored [`FeedChat::mark`] of these chats; a chat without one is not in the answer.
    async fn marks(&self, chats: &[RemoteChatId]) -> Result<HashMap<RemoteChatId, String>, ChannelError>;

    /// Whether the owner does not want chats of this kind fetched. Asked with every page, so that
    /// a change holds from the next round on.
    fn hides(&self, _kind: ChatKind) -> bool {
        false
    }
}

/// No marks: everything is read from its beginning.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoMarks;

#[async_trait]
impl Marks for NoMarks {
    async fn marks(&self, _: &[RemoteChatId]) -> Result<HashMap<RemoteChatId, String>, ChannelError> {
        Ok(HashMap::new())
    }
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
    ///
    /// A channel without a feed walks its list of chats and their histories instead: the cursor is
    /// its place in the walk, and [`FeedChat::mark`] says how far each chat was read. A mark is
    /// given only with the page that closes the gap to the mark before.
    async fn page(&self, after: Option<&Cursor>, marks: &dyn Marks) -> Result<FeedPage, ChannelError>;

    /// The newest messages of one chat, so that a reply in doubt can be looked for; `last` says
    /// whether the chat holds no older ones. What cannot be read of them is quarantined, and may be
    /// that reply. `None` where the channel has only its feed.
    async fn recent(&self, _chat: &RemoteChatId) -> Result<Option<FeedPage>, ChannelError> {
        Ok(None)
    }

    /// The cursor from which a new round starts, a little before the stored one, so that events
    /// that arrived late or share a millisecond with the border are seen. Replays change nothing.
    fn overlap(&self, stored: &Cursor) -> Cursor;

    /// The channel's own list of chats: names, items, reply tokens. May lag or be empty.
    async fn chats(&self) -> Result<Vec<FeedChat>, ChannelError>;

    /// Sends one reply, once. Never retries by itself.
    async fn send(&self, reply: &SendReply) -> Result<Sent, Uncertain>;

    /// Fetches a file of a message. [`ErrorCode::FilePending`] while the marketplace checks it.
    async fn download(&self, remote_id: &str) -> Result<Download, ChannelError>;

    /// Titles of items, where the token may ask. Nothing when it may not. A question that a passing failure left without
    /// any answer is an error: taken for an answer, it would put nothing in the place of what is known.
    async fn items(&self, remote_ids: &[String]) -> Result<ItemsTold, ChannelError>;

    /// An order's state; `None` where the channel or the token does not tell.
    async fn order(&self, _remote_id: &str) -> Result<Option<OrderFacts>, ChannelError> {
        Ok(None)
    }

    /// Tells the channel that the owner has read the chat up to a message. The buyer may see that.
    async fn mark_read(&self, _chat: &RemoteChatId, _up_to: &RemoteMessageId) -> Result<(), ChannelError> {
        Ok(())
    }

    /// Deletes a message of ours at the channel, within [`ChannelLimits::delete_within_ms`].
    async fn delete(&self, _chat: &RemoteChatId, _message: &RemoteMessageId) -> Result<(), ChannelError> {
        let detail = "this channel cannot delete messages".to_owned();
        Err(ChannelError { code: ErrorCode::NotSupported, retry: Retry::Never, status: None, detail, missing_right: None })
    }

    /// How far the channel's clock is ahead of this machine's, in milliseconds, by its last answer; 0 until one said so.
    fn clock_ahead_ms(&self) -> i64 {
        0
    }

    /// The same at the least and at the most since it was first asked: far apart where this machine's clock was set meanwhile.
    fn clock_was_ahead_ms(&self) -> (i64, i64) {
        (0, 0)
    }

    /// Forgets how far it was ahead before its last answer: [`Self::clock_was_ahead_ms`] counts from that one on.
    fn forget_clock(&self) {}

    /// The present moment by the channel's clock, to a second, whatever became of this machine's since the channel told; none
    /// until an answer said so.
    fn time_there(&self) -> Option<AtMs> {
        None
    }

    /// What is left of the request limits, without asking anybody.
    fn quotas(&self) -> Vec<Quota> {
        Vec::new()
    }
}
