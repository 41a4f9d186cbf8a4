//! Ozon: a list of chats and the history of each.
//!
//! Written from the Seller API (2026-09) and from what integrators report where it is silent; such
//! facts are marked where they are used. Chats need the plan Premium Plus or Premium Pro; without
//! it the list is shown and every history refused (reported 2026-02).
//!
//! Histories are read from the newest message back to the stored mark. Reading forward from the
//! mark would save nothing (a page holds what is new either way), needs the marked message to exist
//! still, and never shows again what changed: a picture that passed its check, a message read.

pub(crate) mod fuzz;
mod key_check;
mod limits;
mod markdown;
mod refusal;
mod shop;
mod wire;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pult_domain::{AtMs, ChannelLimits, Clock, Cursor, ErrorCode, FeedChat, FeedPage, RemoteChatId, RemoteMessageId, ReplyRight, Retry, TokenCheck};
use reqwest::header::HeaderValue;
use reqwest::{Client, RequestBuilder, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::channel::{Channel, ChannelError, Connect, Download, ItemsTold, Marks, OrderFacts, OutgoingFile, Quota, SendReply, Sent, Uncertain};
use crate::http::Answer;
use crate::http::answer::redact;
use crate::http::line::Line;
use crate::loose::Fields;
use crate::walk::{self, HistoryPart, ListPart, Listed, Stumbles, Walked};
use limits::{Method, PAUSE_MS};
use refusal::Plan;
use wire::{Checked, History, Picture};

/// Ozon's own host (Seller API, 2026-09).
const HOST: &str = "https://api-seller.ozon.ru";

/// Chats asked for at once: the most allowed (`/v3/chat/list`).
const CHATS_AT_ONCE: u32 = 100;

/// Messages asked for at once: the most allowed (`/v3/chat/history`).
const MESSAGES_AT_ONCE: u32 = 1_000;

/// Messages asked for where a part of the history is known: the default (`/v3/chat/history`).
const NEWEST_AT_ONCE: u32 = 50;

/// How long a walk may stop at the first page without anything new, in milliseconds: a quarter of
/// an hour. That the list shows the newest activity first is reported, not documented.
const WHOLE_EVERY_MS: i64 = 15 * 60 * 1_000;

/// Most chats kept as settled; losing them costs a wrong word until the next look at the list.
const MOST_SETTLED: usize = 100_000;

/// How long a picture in moderation is left alone, in milliseconds.
const MODERATION_PAUSE_MS: i64 = 30_000;

/// One shop at Ozon.
pub(crate) struct Ozon {
    line: Line,
    client_id: Result<String, ErrorCode>,
    key: Result<SecretString, ErrorCode>,
    /// What the shop pays for, and when that was asked.
    plan: Mutex<Option<(AtMs, Plan)>>,
    /// Chats whose list entry says all about replies (closed, or not a buyer's), so that their
    /// history has no say in it.
    settled: Mutex<HashSet<RemoteChatId>>,
    /// Chats whose last message the list does not name, with what stood for it ([`wire::untold`]) when they were read last.
    untold: Mutex<HashMap<RemoteChatId, Option<String>>>,
    stumbles: Stumbles,
}

impl Ozon {
    pub(crate) fn open(connect: Connect, clock: Arc<dyn Clock>) -> Result<Self, ChannelError> {
        let client_id = key_check::client_id(connect.client_id.as_deref());
        let line = Line::open(&connect, clock, client_id.as_deref().unwrap_or_default(), limits::limits)?;
        let key = key_check::key(connect.token.expose_secret());
        Ok(Self { line, client_id, key, plan: Mutex::default(), settled: Mutex::default(), untold: Mutex::default(), stumbles: Stumbles::default() })
    }

    /// A request with the shop's credentials.
    fn signed(&self, request: RequestBuilder) -> Result<RequestBuilder, ChannelError> {
        let unusable = |code: &ErrorCode| ChannelError::of(*code, Retry::NeedsOwner, "the Client-Id or the Api-Key cannot be sent");
        let client_id = HeaderValue::from_str(self.client_id.as_ref().map_err(unusable)?).map_err(|_| unusable(&ErrorCode::ClientIdInvalid))?;
        let mut key = HeaderValue::from_str(self.key.as_ref().map_err(unusable)?.expose_secret()).map_err(|_| unusable(&ErrorCode::TokenMalformed))?;
        key.set_sensitive(true);
        Ok(request.header("Client-Id", client_id).header("Api-Key", key))
    }

    fn request(&self, client: &Client, method: Method) -> Result<RequestBuilder, ChannelError> {
        self.signed(client.post(self.line.url(HOST, method.path(), None)?))
    }

    /// One reading request; anything but a success comes back as an error.
    async fn ask(&self, method: Method, body: Option<&(impl Serialize + Sync)>) -> Result<Answer, ChannelError> {
        let mut request = self.request(&self.line.http.reads, method)?;
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = self.line.read(method.lane(), PAUSE_MS, request).await?;
        if answer.is_success() { Ok(answer) } else { Err(self.refused(method, &answer, &[]).await) }
    }

    async fn history_page(&self, body: &HistoryBody<'_>) -> Result<History, ChannelError> {
        let answer = self.ask(Method::History, Some(body)).await?;
        let chat = RemoteChatId::new(body.chat_id);
        wire::history(&wire::text(&answer.body), &chat, self.line.latest_now(), &|url| self.lies_here(url)).ok_or_else(|| unreadable(&answer))
    }

    /// Keeps what a page of the list says about replies.
    fn settle(&self, part: &ListPart) {
        let mut settled = self.settled.lock().unwrap_or_else(PoisonError::into_inner);
        if settled.len() >= MOST_SETTLED {
            settled.clear();
        }
        for Listed { chat, .. } in &part.chats {
            if chat.reply_right.is_some() {
                settled.insert(chat.remote_id.clone());
            } else {
                settled.remove(&chat.remote_id);
            }
        }
    }

    /// Leaves alone the chats of a page of the list whose last message it does not name, and that were read since what stands
    /// for it has changed. Their mark is what was read, never that, and the walk remembers only a few hundred such chats.
    fn leave_alone(&self, part: &mut ListPart, now: AtMs) {
        let stands = wire::untold(now);
        let mut untold = self.untold.lock().unwrap_or_else(PoisonError::into_inner);
        if untold.len() >= MOST_SETTLED {
            untold.clear();
        }
        for listed in part.chats.iter_mut().filter(|listed| listed.mark.as_ref() == Some(&stands)) {
            let read = untold.entry(listed.chat.remote_id.clone()).or_default();
            if read.as_ref() == Some(&stands) {
                listed.mark = None;
            }
        }
    }

    /// Notes that a chat was read to the end of what is new.
    fn was_read(&self, chat: &RemoteChatId) {
        let mut untold = self.untold.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(read) = untold.get_mut(chat) {
            *read = Some(wire::untold(self.line.clock.now()));
        }
    }

    /// Until when a buyer may be answered by what a page of his history says.
    fn reply_right(&self, chat: &RemoteChatId, read: &History) -> Option<ReplyRight> {
        let settled = self.settled.lock().unwrap_or_else(PoisonError::into_inner).contains(chat);
        if settled { None } else { read.reply_right() }
    }

    /// Whether an address is that of a file at Ozon: with the chat API or on its content network.
    fn lies_here(&self, url: &str) -> bool {
        let Ok(url) = Url::parse(url) else { return false };
        let file = url.host_str().is_some_and(|host| host == "ozone.ru" || host.ends_with(".ozone.ru")) || url.path().contains("/chat/file");
        self.line.is_own(&url) || (file && is_ozons(&url))
    }

    /// Where a file lies, if anything may be fetched from there.
    async fn place_of(&self, remote_id: &str) -> Result<Url, ChannelError> {
        let missing = || ChannelError::of(ErrorCode::AttachmentNotFound, Retry::Never, "no file of Ozon's");
        let url = match Checked::of(remote_id) {
            Some(checked) => self.picture(&checked).await?,
            None => remote_id.to_owned(),
        };
        Url::parse(&url).ok().filter(|url| self.line.is_own(url) || is_ozons(url)).ok_or_else(missing)
    }

    /// Where a picture lies that was being checked when its message was read. The filter by message
    /// may be ignored like those of the list; then the history from the message on is looked at.
    async fn picture(&self, checked: &Checked) -> Result<String, ChannelError> {
        let outcome = |code, retry, detail: &str| Err(ChannelError::of(code, retry, detail));
        let (ids, number) = ([checked.message.as_str()], message_number(&checked.message));
        let filter = Some(Filter { message_ids: &ids });
        let filtered = HistoryBody { filter, ..HistoryBody::of(&checked.chat, NEWEST_AT_ONCE) };
        let around = HistoryBody { from_message_id: Some(&number), ..HistoryBody::of(&checked.chat, NEWEST_AT_ONCE) };
        for body in [filtered, around] {
            let answer = self.ask(Method::History, Some(&body)).await?;
            match wire::picture(&wire::text(&answer.body), &checked.message, &|url| self.lies_here(url)).ok_or_else(|| unreadable(&answer))? {
                Picture::At(url) => return Ok(url),
                Picture::Pending => return outcome(ErrorCode::FilePending, Retry::AfterMs(MODERATION_PAUSE_MS), "the picture is being checked"),
                Picture::Blocked => return outcome(ErrorCode::FileBlocked, Retry::Never, "the picture did not pass the check"),
                Picture::Gone => {}
            }
        }
        outcome(ErrorCode::AttachmentNotFound, Retry::Never, "no such picture")
    }

    /// Sends a text or a file, once.
    async fn post(&self, method: Method, body: &(impl Serialize + Sync), bytes: usize, secrets: &[&str]) -> Result<Sent, Uncertain> {
        let request = self.request(&self.line.http.sends, method).map_err(Uncertain::Refused)?.json(body);
        let answer = self.line.upload(method.lane(), PAUSE_MS, request, bytes).await?;
        if !answer.is_success() {
            return Err(self.failed_send(method, &answer, secrets).await);
        }
        let lost = |code, detail: &str| Err(Uncertain::AnswerLost(ChannelError { status: Some(answer.status), ..ChannelError::of(code, Retry::Soon, detail) }));
        let text = wire::text(&answer.body);
        match Fields::of(&text).and_then(|fields| fields.text("result")) {
            // The answer names neither message nor time.
            Some(word) if word.eq_ignore_ascii_case("success") => Ok(Sent::default()),
            Some(word) => lost(ErrorCode::ChannelRefused, &redact(&word, &self.secrets(secrets))),
            None => lost(ErrorCode::AnswerUnreadable, "the answer to the reply could not be read"),
        }
    }

    fn secrets<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let key = self.key.as_ref().map(|key| key.expose_secret()).unwrap_or_default();
        std::iter::once(key).chain(more.iter().copied()).collect()
    }
}

/// What Ozon takes: 1 to 1000 characters of plain text, or a file (`/v1/chat/send/message` and
/// `/v1/chat/send/file`, Seller API 2026-09), within 48 hours of the buyer's last message; for FBS
/// and rFBS also from payment until 72 hours after delivery, which no method tells.
///
/// Neither a size nor types of files are stated. 10 MB and the types every marketplace takes are
/// ours: as base64 that is a request of 14 MB, and beyond it a refusal could not be told from a
/// broken line.
pub(crate) fn accepts() -> ChannelLimits {
    ChannelLimits {
        text_chars: 1_000,
        file_bytes: 10 * 1024 * 1024,
        files_bytes: 10 * 1024 * 1024,
        file_types: ["image/jpeg", "image/png", "application/pdf"].map(str::to_owned).to_vec(),
        files_with_text: false,
        tells_read: true,
        takes_read: true,
        delete_within_ms: None,
        reply_within_ms: Some(wire::REPLY_WITHIN_MS),
    }
}

#[async_trait]
impl Walked for Ozon {
    async fn list(&self, at: Option<&str>) -> Result<ListPart, ChannelError> {
        // No filter: filters were reported to be ignored, and the owner chooses what he sees.
        let body = ListBody { limit: CHATS_AT_ONCE, cursor: at.filter(|at| !at.is_empty()) };
        let answer = self.ask(Method::List, Some(&body)).await?;
        let now = self.line.clock.now();
        let mut part = wire::list(&wire::text(&answer.body), now).ok_or_else(|| unreadable(&answer))?;
        self.settle(&part);
        self.leave_alone(&mut part, now);
        Ok(part)
    }

    async fn history(&self, chat: &RemoteChatId, known: Option<&str>, _: &str, at: Option<&str>) -> Result<HistoryPart, ChannelError> {
        let mut place = at.and_then(|at| serde_json::from_str::<Back>(at).ok()).unwrap_or_default();
        let limit = if at.is_none() && known.is_some() { NEWEST_AT_ONCE } else { MESSAGES_AT_ONCE };
        let from = place.from.as_deref().map(message_number);
        let read = self.history_page(&HistoryBody { from_message_id: from.as_deref(), ..HistoryBody::of(chat, limit) }).await?;
        let mut facts = FeedChat::new(chat.as_str());
        // A later page is older: what it says of item and time must not replace what is newer.
        if !place.item {
            facts.item.clone_from(&read.item);
        }
        if !place.buyer {
            facts.reply_right = self.reply_right(chat, &read);
        }
        let newest = place.newest.take().or_else(|| read.newest().map(|message| message.remote_id.0.clone()));
        let closed = known.is_some_and(|known| read.messages.iter().any(|message| message.remote_id.as_str() == known));
        let next = (read.has_next && !closed).then(|| Back {
            newest: newest.clone(),
            from: read.oldest().map(|message| message.remote_id.0.clone()).or(place.from),
            item: place.item || facts.item.is_some(),
            buyer: place.buyer || facts.reply_right.is_some(),
        });
        if next.is_none() {
            self.was_read(chat);
        }
        let next = next.map(|next| serde_json::to_string(&next).unwrap_or_default());
        Ok(HistoryPart { chat: Some(facts), messages: read.messages, next, quarantined: read.quarantined, mark: newest })
    }

    fn whole_every_ms(&self) -> Option<i64> {
        Some(WHOLE_EVERY_MS)
    }

    fn stumbles(&self) -> &Stumbles {
        &self.stumbles
    }
}

#[async_trait]
impl Channel for Ozon {
    fn limits(&self) -> ChannelLimits {
        accepts()
    }

    async fn check(&self) -> Result<TokenCheck, ChannelError> {
        self.check_key().await
    }

    async fn page(&self, after: Option<&Cursor>, marks: &dyn Marks) -> Result<FeedPage, ChannelError> {
        // Buyers edit their messages (`TYPE_UPDATE_MESSAGE`, Seller API 2026-04), and the history tells them as they are.
        Ok(FeedPage { tells_edits: true, ..walk::page(self, after, marks, &*self.line.clock).await? })
    }

    async fn recent(&self, chat: &RemoteChatId) -> Result<Option<FeedPage>, ChannelError> {
        let read = self.history_page(&HistoryBody::of(chat, NEWEST_AT_ONCE)).await?;
        let facts = FeedChat { reply_right: self.reply_right(chat, &read), item: read.item, ..FeedChat::new(chat.as_str()) };
        let (chats, last) = (vec![facts], !read.has_next);
        Ok(Some(FeedPage { chats, messages: read.messages, quarantined: read.quarantined, last, tells_edits: true, ..FeedPage::default() }))
    }

    fn clock_ahead_ms(&self) -> i64 {
        self.line.clock_ahead_ms()
    }

    fn clock_was_ahead_ms(&self) -> (i64, i64) {
        self.line.clock_was_ahead_ms()
    }

    fn forget_clock(&self) {
        self.line.forget_clock();
    }

    fn time_there(&self) -> Option<AtMs> {
        self.line.time_there()
    }

    fn overlap(&self, stored: &Cursor) -> Cursor {
        walk::overlap(stored)
    }

    /// Empty: the walk tells everything the list does.
    async fn chats(&self) -> Result<Vec<FeedChat>, ChannelError> {
        Ok(Vec::new())
    }

    async fn send(&self, reply: &SendReply) -> Result<Sent, Uncertain> {
        let chat_id = reply.chat.as_str();
        match &reply.file {
            Some(_) if !reply.text.is_empty() => {
                let detail = "Ozon takes a text or a file, not both at once";
                Err(Uncertain::Refused(ChannelError::of(ErrorCode::InvalidRequest, Retry::Never, detail)))
            }
            Some(OutgoingFile { name, bytes, .. }) => {
                let body = FileBody { chat_id, base64_content: STANDARD.encode(bytes), name };
                let length = body.base64_content.len();
                self.post(Method::SendFile, &body, length, &[name]).await
            }
            None => self.post(Method::SendMessage, &TextBody { chat_id, text: &reply.text }, 0, &[&reply.text]).await,
        }
    }

    async fn download(&self, remote_id: &str) -> Result<Download, ChannelError> {
        let url = self.place_of(remote_id).await?;
        // The credentials go to the API's own host and to no other.
        let api = self.line.url(HOST, "", None)?;
        let mut request = self.line.http.reads.get(url.clone());
        if url.origin() == api.origin() {
            request = self.signed(request)?;
        }
        let answer = self.line.read(Method::File.lane(), PAUSE_MS, request).await.map_err(|error| match error.code {
            ErrorCode::AnswerTooLarge => ChannelError { code: ErrorCode::FileTooLarge, ..error },
            _ => error,
        })?;
        match answer.status {
            // Links expire, and a content network says 403 then.
            204 | 400 | 403 | 404 | 410 => {
                Err(ChannelError { status: Some(answer.status), ..ChannelError::of(ErrorCode::AttachmentNotFound, Retry::Never, "no such file") })
            }
            _ if answer.is_success() => {
                let media_type = answer.header("content-type").map(str::to_owned);
                Ok(Download { bytes: answer.body, media_type })
            }
            _ => Err(self.refused(Method::File, &answer, &[]).await),
        }
    }

    async fn items(&self, remote_ids: &[String]) -> Result<ItemsTold, ChannelError> {
        self.products(remote_ids).await
    }

    async fn order(&self, remote_id: &str) -> Result<Option<OrderFacts>, ChannelError> {
        self.order_facts(remote_id).await
    }

    async fn mark_read(&self, chat: &RemoteChatId, up_to: &RemoteMessageId) -> Result<(), ChannelError> {
        let body = ReadBody { chat_id: chat.as_str(), from_message_id: &message_number(up_to.as_str()) };
        self.ask(Method::MarkRead, Some(&body)).await.map(drop)
    }

    fn quotas(&self) -> Vec<Quota> {
        limits::quotas(&self.line.limits, self.line.clock.now())
    }
}

/// `/v3/chat/list`.
#[derive(Debug, Serialize)]
struct ListBody<'a> {
    limit: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<&'a str>,
}

/// `/v3/chat/history`, newest first.
#[derive(Debug, Serialize)]
struct HistoryBody<'a> {
    chat_id: &'a str,
    direction: &'static str,
    limit: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    from_message_id: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<Filter<'a>>,
}

#[derive(Debug, Serialize)]
struct Filter<'a> {
    message_ids: &'a [&'a str],
}

impl<'a> HistoryBody<'a> {
    fn of(chat: &'a RemoteChatId, limit: u32) -> Self {
        Self { chat_id: chat.as_str(), direction: "Backward", limit, from_message_id: None, filter: None }
    }
}

/// `/v1/chat/send/message`.
#[derive(Debug, Serialize)]
struct TextBody<'a> {
    chat_id: &'a str,
    text: &'a str,
}

/// `/v1/chat/send/file`.
#[derive(Serialize)]
struct FileBody<'a> {
    chat_id: &'a str,
    base64_content: String,
    name: &'a str,
}

/// `/v2/chat/read`.
#[derive(Debug, Serialize)]
struct ReadBody<'a> {
    chat_id: &'a str,
    from_message_id: &'a RawValue,
}

/// A place in a history that is read backwards.
#[derive(Debug, Default, serde::Deserialize, Serialize)]
struct Back {
    /// The newest message of the first page: the mark, once the gap is closed.
    newest: Option<String>,
    /// The oldest message read so far.
    from: Option<String>,
    /// Whether a newer page named an item.
    item: bool,
    /// Whether a newer page held a message of the buyer.
    buyer: bool,
}

/// A message id where the document wants a number: its own digits, never through a number type,
/// for ids pass 3 * 10^18.
fn message_number(id: &str) -> Box<RawValue> {
    let digits = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()) && (id == "0" || !id.starts_with('0'));
    let json = if digits { id.to_owned() } else { serde_json::Value::from(id).to_string() };
    RawValue::from_string(json).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// Whether an address leads to Ozon, over TLS.
fn is_ozons(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let ozons = ["ozon.ru", "ozone.ru"].iter().any(|domain| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
    ozons && url.scheme() == "https" && url.port().is_none() && url.username().is_empty() && url.password().is_none()
}

fn unreadable(answer: &Answer) -> ChannelError {
    ChannelError { status: Some(answer.status), ..ChannelError::of(ErrorCode::AnswerUnreadable, Retry::Soon, "the answer is not JSON of the known shape") }
}
