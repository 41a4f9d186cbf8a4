//! The lines of the contract: one struct a line, its fields in the order of the contract. Long because the
//! contract is, and is compared with it from top to bottom.

use pult_assist::classify::{Intent, Language, Reading, Sentiment, Urgency};
use pult_core::dto::{
    AccountAdded, AccountView, AttachmentView, ChatRow, DemoAdded, DoctorCheck, GuardFinding, LabelView, LastMessage, MessageView, NoteView, OutboxView,
    Problem, SearchChat, SearchHit, SnippetPiece, SyncReport,
};
use pult_domain::sla::{Step, Verdict};
use pult_domain::{AccountId, AtMs, Author, ChannelKind, ChatId, ErrorCode, Hold, MessageId, NoteId, OutboxId, OutboxState, Priority, Queue, TokenCheck};
use serde::Serialize;

/// A line: JSON by its fields, text for people.
pub(crate) trait Line: Serialize {
    /// The line for people. May hold a buyer's text; the face makes it harmless.
    fn text(&self) -> String;
}

/// The operations give counts as JavaScript's numbers; a script wants `3`, not `3.0`.
#[allow(clippy::cast_possible_truncation, reason = "counts and milliseconds, far below 2^53")]
fn whole(number: f64) -> i64 {
    number as i64
}

fn when(at: AtMs) -> String {
    jiff::Timestamp::from_millisecond(at.0).map_or_else(|_| at.0.to_string(), |at| at.strftime("%Y-%m-%d %H:%M:%SZ").to_string())
}

fn or_dash(text: Option<&str>) -> &str {
    text.unwrap_or("-")
}

/// Something the guard found in a reply.
#[derive(Debug, Serialize)]
pub(crate) struct FindingLine {
    rule: String,
    start: u32,
    end: u32,
    reason: String,
    rewrite: Option<String>,
}

impl From<GuardFinding> for FindingLine {
    fn from(finding: GuardFinding) -> Self {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places in a text of some thousand characters")]
        let place = |at: f64| at as u32;
        Self {
            rule: finding.rule,
            start: place(finding.start),
            end: place(finding.end),
            reason: finding.reason,
            rewrite: finding.rewrite.map(|rewrite| rewrite.text),
        }
    }
}

impl FindingLine {
    /// A line of its own under what it belongs to.
    pub(crate) fn text(&self) -> String {
        format!("\n  {}-{} {}: {}", self.start, self.end, self.rule, self.reason)
    }
}

/// A failure that ended something, in the form of every other error.
#[derive(Debug, Serialize)]
pub(crate) struct ProblemLine {
    code: ErrorCode,
    message: String,
    retryable: bool,
    status: Option<u16>,
    retry_at_ms: Option<AtMs>,
    missing_right: Option<String>,
}

impl From<Problem> for ProblemLine {
    fn from(p: Problem) -> Self {
        Self { code: p.code, message: p.detail, retryable: p.code.retryable(), status: p.status, retry_at_ms: p.retry_at_ms, missing_right: p.missing_right }
    }
}

/// What the check of a token found.
#[derive(Debug, Serialize)]
pub(crate) struct CheckLine {
    ok: bool,
    detail: String,
}

impl From<TokenCheck> for CheckLine {
    fn from(check: TokenCheck) -> Self {
        let mut words = vec![format!("{} token", check.kind.as_str())];
        words.extend(check.problem.map(|code| code.to_string()));
        words.extend(check.detail);
        words.extend(check.missing_rights.iter().map(|right| format!("missing right: {right}")));
        words.extend(check.warnings.iter().map(|warning| warning.as_str().to_owned()));
        words.extend(check.expires_at_ms.map(|at| format!("until {}", when(at))));
        words.extend(check.chats_seen.map(|chats| format!("{chats} chats seen")));
        Self { ok: check.ok, detail: words.join("; ") }
    }
}

/// `accounts add`.
#[derive(Debug, Serialize)]
pub(crate) struct AddedLine {
    account: AccountId,
    channel: ChannelKind,
    name: String,
    check: Option<CheckLine>,
}

impl From<AccountAdded> for AddedLine {
    fn from(a: AccountAdded) -> Self {
        Self { account: a.account, channel: a.channel, name: a.name, check: a.check.map(Into::into) }
    }
}

impl Line for AddedLine {
    fn text(&self) -> String {
        let check = self.check.as_ref().map_or("not checked", |check| &check.detail);
        format!("account {}  {}  {}  ({check})", self.account, self.channel.as_str(), self.name)
    }
}

/// `accounts list`, `accounts remove`.
#[derive(Debug, Serialize)]
pub(crate) struct AccountLine {
    account: AccountId,
    channel: ChannelKind,
    name: String,
    health: pult_domain::AccountHealth,
    last_sync_at_ms: Option<AtMs>,
    cursor: Option<String>,
    error_count: i64,
    last_error: Option<ProblemLine>,
}

impl From<AccountView> for AccountLine {
    fn from(a: AccountView) -> Self {
        Self {
            account: a.account,
            channel: a.channel,
            name: a.name,
            health: a.health,
            last_sync_at_ms: a.last_sync_at_ms,
            cursor: a.cursor,
            error_count: whole(a.error_count),
            last_error: a.last_error.map(Into::into),
        }
    }
}

impl Line for AccountLine {
    fn text(&self) -> String {
        let synced = self.last_sync_at_ms.map_or_else(|| "never".to_owned(), when);
        let error = self.last_error.as_ref().map(|e| format!("  last error: {} ({}), {} in a row", e.message, e.code, self.error_count)).unwrap_or_default();
        format!("{}  {}  {}  last sync: {synced}{error}", self.account, self.channel.as_str(), self.name)
    }
}

/// `sync`.
#[derive(Debug, Serialize)]
pub(crate) struct SyncLine {
    account: AccountId,
    channel: ChannelKind,
    pages: i64,
    messages_seen: i64,
    messages_new: i64,
    chats_new: i64,
    cursor: Option<String>,
    took_ms: i64,
    error: Option<ProblemLine>,
}

impl From<SyncReport> for SyncLine {
    fn from(r: SyncReport) -> Self {
        Self {
            account: r.account,
            channel: r.channel,
            pages: whole(r.pages),
            messages_seen: whole(r.messages_seen),
            messages_new: whole(r.messages_new),
            chats_new: whole(r.chats_new),
            cursor: r.cursor,
            took_ms: whole(r.took_ms),
            error: r.error.map(Into::into),
        }
    }
}

impl Line for SyncLine {
    fn text(&self) -> String {
        let error = self.error.as_ref().map(|e| format!("  stopped: {} ({})", e.message, e.code)).unwrap_or_default();
        format!(
            "account {}  {}: {} new of {} messages, {} new chats, {} pages, {} ms{error}",
            self.account,
            self.channel.as_str(),
            self.messages_new,
            self.messages_seen,
            self.chats_new,
            self.pages,
            self.took_ms
        )
    }
}

/// The newest message of a chat.
#[derive(Debug, Serialize)]
pub(crate) struct LastLine {
    author: Author,
    text: String,
    sent_at_ms: AtMs,
}

impl From<LastMessage> for LastLine {
    fn from(m: LastMessage) -> Self {
        Self { author: m.author, text: m.text, sent_at_ms: m.sent_at_ms }
    }
}

/// `chats`.
#[derive(Debug, Serialize)]
pub(crate) struct ChatLine {
    chat: ChatId,
    account: AccountId,
    channel: ChannelKind,
    remote_id: String,
    customer: String,
    queue: Queue,
    priority: Priority,
    deadline_at_ms: Option<AtMs>,
    unread: i64,
    /// Names of its labels.
    labels: Vec<String>,
    last_message: Option<LastLine>,
    /// Where `--after` continues; on the last line, when more chats follow.
    next: Option<String>,
}

impl ChatLine {
    /// A row, with the cursor behind it if it is the last of its page.
    pub(crate) fn new(row: ChatRow, labels: &[LabelView], next: Option<String>) -> Self {
        Self {
            labels: labels.iter().filter(|label| row.labels.contains(&label.label)).map(|label| label.name.clone()).collect(),
            chat: row.chat,
            account: row.account,
            channel: row.channel,
            remote_id: row.remote_id,
            customer: row.customer,
            queue: row.queue,
            priority: row.priority,
            deadline_at_ms: row.deadline_at_ms,
            unread: whole(row.unread),
            last_message: row.last_message.map(Into::into),
            next,
        }
    }
}

impl Line for ChatLine {
    fn text(&self) -> String {
        let due = self.deadline_at_ms.map(|at| format!("  due {}", when(at))).unwrap_or_default();
        let unread = if self.unread > 0 { format!("  {} unread", self.unread) } else { String::new() };
        let last = self.last_message.as_ref().map(|m| format!("\n    {}: {}", m.author.as_str(), one_line(&m.text))).unwrap_or_default();
        let next = self.next.as_ref().map(|cursor| format!("\n(more: --after {cursor})")).unwrap_or_default();
        format!("{}  {}  {}  {}{due}{unread}{last}{next}", self.chat, self.queue.as_str(), self.channel.as_str(), self.customer)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file of a message.
#[derive(Debug, Serialize)]
pub(crate) struct AttachmentLine {
    attachment: pult_domain::AttachmentId,
    kind: pult_domain::AttachmentKind,
    name: Option<String>,
    media_type: Option<String>,
    bytes: Option<i64>,
    stored: bool,
}

impl From<AttachmentView> for AttachmentLine {
    fn from(a: AttachmentView) -> Self {
        Self { attachment: a.attachment, kind: a.kind, name: a.name, media_type: a.media_type, bytes: a.bytes.map(whole), stored: a.stored }
    }
}

/// `messages`: a message, or a reply that is not one yet.
#[derive(Debug, Serialize)]
pub(crate) struct MessageLine {
    message: Option<MessageId>,
    remote_id: Option<String>,
    author: Author,
    text: String,
    sent_at_ms: AtMs,
    state: &'static str,
    attachments: Vec<AttachmentLine>,
}

impl From<MessageView> for MessageLine {
    fn from(m: MessageView) -> Self {
        let state = match (m.kind, m.author) {
            (pult_domain::MessageKind::Unsupported, _) => "unsupported",
            (_, Author::Seller | Author::Assistant) => "sent",
            (_, Author::Customer | Author::System) => "received",
        };
        Self {
            message: Some(m.message),
            remote_id: m.remote_id,
            author: m.author,
            text: m.text,
            sent_at_ms: m.sent_at_ms,
            state,
            attachments: m.attachments.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<OutboxView> for MessageLine {
    fn from(o: OutboxView) -> Self {
        Self {
            message: None,
            remote_id: o.remote_id,
            author: Author::Seller,
            text: o.text,
            sent_at_ms: o.queued_at_ms,
            state: o.state.as_str(),
            attachments: Vec::new(),
        }
    }
}

impl Line for MessageLine {
    fn text(&self) -> String {
        let files = if self.attachments.is_empty() { String::new() } else { format!("  [{} files]", self.attachments.len()) };
        format!("{}  {} ({}): {}{files}", when(self.sent_at_ms), self.author.as_str(), self.state, self.text.replace('\n', "\n    "))
    }
}

/// `reply`.
#[derive(Debug, Serialize)]
pub(crate) struct ReplyLine {
    outbox: OutboxId,
    state: OutboxState,
    remote_id: Option<String>,
    reason: Option<ErrorCode>,
}

impl From<&OutboxView> for ReplyLine {
    fn from(o: &OutboxView) -> Self {
        Self { outbox: o.outbox, state: o.state, remote_id: o.remote_id.clone(), reason: o.reason }
    }
}

impl Line for ReplyLine {
    fn text(&self) -> String {
        let reason = self.reason.map(|code| format!("  ({code})")).unwrap_or_default();
        format!("reply {}  {}{reason}", self.outbox, self.state.as_str())
    }
}

/// `outbox`.
#[derive(Debug, Serialize)]
pub(crate) struct OutboxLine {
    outbox: OutboxId,
    chat: ChatId,
    state: OutboxState,
    text: String,
    attempts: i64,
    reason: Option<ErrorCode>,
    remote_id: Option<String>,
    queued_at_ms: AtMs,
    #[serde(skip_serializing_if = "Option::is_none")]
    planned_at_ms: Option<AtMs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<Hold>,
}

impl From<OutboxView> for OutboxLine {
    fn from(o: OutboxView) -> Self {
        Self {
            outbox: o.outbox,
            chat: o.chat,
            state: o.state,
            text: o.text,
            attempts: whole(o.attempts),
            reason: o.reason,
            remote_id: o.remote_id,
            queued_at_ms: o.queued_at_ms,
            planned_at_ms: o.planned_at_ms,
            held: o.held,
        }
    }
}

impl Line for OutboxLine {
    fn text(&self) -> String {
        let reason = self.reason.map(|code| format!(" ({code})")).unwrap_or_default();
        let plan = self.planned_at_ms.filter(|_| self.state == OutboxState::Queued).map(|at| format!(" for {}", when(at))).unwrap_or_default();
        let held = self.held.map(|why| format!(", held: {}", why.as_str())).unwrap_or_default();
        format!("{}  chat {}  {}{plan}{held}{reason}  {} attempts: {}", self.outbox, self.chat, self.state.as_str(), self.attempts, one_line(&self.text))
    }
}

/// `search`.
#[derive(Debug, Serialize)]
pub(crate) struct HitLine {
    message: MessageId,
    chat: ChatId,
    sent_at_ms: AtMs,
    snippet: String,
    #[serde(skip)]
    marked: String,
}

impl From<SearchHit> for HitLine {
    fn from(hit: SearchHit) -> Self {
        Self { message: hit.message, chat: hit.chat, sent_at_ms: hit.sent_at_ms, snippet: plain(&hit.snippet), marked: marked(&hit.snippet) }
    }
}

impl From<SearchChat> for HitLine {
    fn from(hit: SearchChat) -> Self {
        let parts: Vec<&Vec<SnippetPiece>> = [&hit.customer, &hit.order, &hit.item].into_iter().filter(|part| !part.is_empty()).collect();
        let all = |said: fn(&[SnippetPiece]) -> String| parts.iter().map(|part| said(part)).collect::<Vec<_>>().join(" · ");
        Self { message: hit.message, chat: hit.chat, sent_at_ms: hit.last_at_ms.unwrap_or(AtMs(0)), snippet: all(plain), marked: all(marked) }
    }
}

fn plain(pieces: &[SnippetPiece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn marked(pieces: &[SnippetPiece]) -> String {
    pieces.iter().map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
}

impl Line for HitLine {
    fn text(&self) -> String {
        format!("chat {}  {}  {}", self.chat, when(self.sent_at_ms), one_line(&self.marked))
    }
}

/// `serve`.
#[derive(Debug, Serialize)]
pub(crate) struct ServeLine<'a> {
    pub(crate) url: &'a str,
    pub(crate) token: &'a str,
}

impl Line for ServeLine<'_> {
    fn text(&self) -> String {
        format!("{}/#token={}", self.url, self.token)
    }
}

/// `demo`.
#[derive(Debug, Serialize)]
pub(crate) struct DemoLine {
    account: Option<AccountId>,
    chats: i64,
    messages: i64,
}

impl DemoLine {
    /// After `demo --remove`: which account went.
    pub(crate) fn removed(account: Option<AccountId>) -> Self {
        Self { account, chats: 0, messages: 0 }
    }
}

impl From<DemoAdded> for DemoLine {
    fn from(d: DemoAdded) -> Self {
        Self { account: Some(d.account), chats: whole(d.chats), messages: whole(d.messages) }
    }
}

impl Line for DemoLine {
    fn text(&self) -> String {
        let account = self.account.map(|id| id.to_string());
        format!("demo shop: account {}, {} chats, {} messages", or_dash(account.as_deref()), self.chats, self.messages)
    }
}

/// `doctor`.
#[derive(Debug, Serialize)]
pub(crate) struct DoctorLine {
    pub(crate) check: String,
    pub(crate) ok: bool,
    pub(crate) detail: String,
}

impl From<DoctorCheck> for DoctorLine {
    fn from(d: DoctorCheck) -> Self {
        Self { check: d.check, ok: d.ok, detail: d.detail }
    }
}

impl Line for DoctorLine {
    fn text(&self) -> String {
        format!("{}  {}: {}", if self.ok { "ok  " } else { "FAIL" }, self.check, self.detail)
    }
}
/// When a message must be answered, and why.
#[derive(Debug, Serialize)]
pub(crate) struct VerdictLine {
    id: serde_json::Value,
    priority: Priority,
    deadline_at: String,
    rule: Option<String>,
    steps: Vec<Step>,
    #[serde(skip)]
    sentence: String,
}

impl VerdictLine {
    /// The line of a verdict and its sentence for people.
    pub(crate) fn new(id: serde_json::Value, verdict: Verdict, sentence: String) -> Self {
        let deadline_at = jiff::Timestamp::from_millisecond(verdict.due_at.0).map_or_else(|_| verdict.due_at.0.to_string(), |at| at.to_string());
        Self { id, priority: verdict.priority, deadline_at, rule: verdict.rule, steps: verdict.steps, sentence }
    }
}

impl Line for VerdictLine {
    fn text(&self) -> String {
        self.sentence.clone()
    }
}

/// What a message means.
#[derive(Debug, Serialize)]
pub(crate) struct ReadingLine {
    id: serde_json::Value,
    lang: Language,
    intent: Intent,
    sentiment: Sentiment,
    urgency: Urgency,
    /// How sure the intent is, from 0 to 1: the label that decides what happens to the message.
    confidence: f64,
}

impl ReadingLine {
    /// The line of a message.
    pub(crate) fn new(id: serde_json::Value, reading: Reading) -> Self {
        // Three digits: more would be a precision that calibration does not have.
        let confidence = (f64::from(reading.confidence.intent) * 1000.0).round() / 1000.0;
        Self { id, lang: reading.language, intent: reading.intent, sentiment: reading.sentiment, urgency: reading.urgency, confidence }
    }
}

impl Line for ReadingLine {
    fn text(&self) -> String {
        format!(
            "{}  {}  {} ({:.0} %), {}, {}",
            self.id,
            self.lang.as_str(),
            self.intent.as_str(),
            self.confidence * 100.0,
            self.sentiment.as_str(),
            self.urgency.as_str()
        )
    }
}

/// A private note.
#[derive(Debug, Serialize)]
pub(crate) struct NoteLine {
    note: NoteId,
    chat: ChatId,
    text: String,
    written_at_ms: AtMs,
    edited_at_ms: Option<AtMs>,
}

impl From<NoteView> for NoteLine {
    fn from(n: NoteView) -> Self {
        Self { note: n.note, chat: n.chat, text: n.text, written_at_ms: n.written_at_ms, edited_at_ms: n.edited_at_ms }
    }
}

impl Line for NoteLine {
    fn text(&self) -> String {
        format!("{}  chat {}  {}  {}", self.note, self.chat, when(self.written_at_ms), one_line(&self.text))
    }
}
