//! From the answers of the chat methods to our words: nothing dropped, nothing skipped.
//!
//! Everything is read field by field: a page holds a hundred messages at most, and the network
//! takes longer than any way of reading. A message without an id, and a chat without one, is set
//! aside with its JSON; a page is refused only where it is no JSON of the known shape at all.

use pult_domain::{
    AtMs, AttachmentKind, Author, ChatKind, FeedAttachment, FeedChat, FeedItem, FeedMessage, MessageKind, Quarantined, RemoteChatId, RemoteMessageId,
    ReplyRight,
};
use serde_json::value::RawValue;

use crate::loose::{self, Fields};

/// Most elements taken of one list. The largest page documented has 100.
const MOST_ELEMENTS: usize = 10_000;

/// Longest id taken, in bytes. Real ones have at most 19 digits.
const LONGEST_ID: usize = 64;

/// The offset of a time that names none: all examples are Moscow's (partner-api.yaml, 2026-07-17).
const MOSCOW: i8 = 3;

/// Why an answer was rejected as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rejected {
    /// Not the JSON that was promised.
    Unreadable(&'static str),
    /// More elements than are taken at once.
    TooMany,
    /// The marketplace reported errors instead of a result.
    Errors(String),
}

/// A body as text. Broken UTF-8 becomes U+FFFD; an id that holds one is set aside.
pub(super) fn text_of(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

/// The fields of an answer that reports no error.
pub(super) fn answer(text: &str) -> Result<Fields<'_>, Rejected> {
    let fields = Fields::of(text).ok_or(Rejected::Unreadable("the answer is not JSON of the known shape"))?;
    if fields.text("status").as_deref() != Some("ERROR") {
        return Ok(fields);
    }
    let words = fields.get("errors").and_then(loose::list).and_then(|errors| {
        let first = Fields::of(errors.first()?.get())?;
        first.text("message").or_else(|| first.text("code"))
    });
    Err(Rejected::Errors(words.unwrap_or_default()))
}

/// The `result` of an answer.
pub(super) fn result(text: &str) -> Result<Fields<'_>, Rejected> {
    let result = answer(text)?.get("result").and_then(|raw| Fields::of(raw.get()));
    result.ok_or(Rejected::Unreadable("no result in the answer"))
}

/// The elements of a list, raw; `null` for a list is an empty one.
pub(super) fn elements<'a>(fields: &Fields<'a>, key: &str) -> Result<Vec<&'a RawValue>, Rejected> {
    let Some(raw) = fields.get(key) else {
        return if fields.has(key) { Ok(Vec::new()) } else { Err(Rejected::Unreadable("the list is missing")) };
    };
    match loose::bounded(raw.get(), MOST_ELEMENTS) {
        None => Err(Rejected::Unreadable("the list is none")),
        Some((_, true)) => Err(Rejected::TooMany),
        Some((elements, false)) => Ok(elements),
    }
}

/// Where a list continues.
pub(super) fn next_page(fields: &Fields<'_>) -> Option<String> {
    Fields::of(fields.get("paging")?.get())?.text("nextPageToken").filter(|token| !token.is_empty())
}

/// A text field that holds something.
pub(super) fn present(fields: &Fields<'_>, key: &str) -> Option<String> {
    fields.text(key).filter(|text| !text.trim().is_empty())
}

/// An id: opaque text, by the documents the digits of an i64. A slash would not survive as part of
/// a file's id.
pub(super) fn id(fields: &Fields<'_>, key: &str) -> Option<String> {
    present(fields, key).filter(|id| id.len() <= LONGEST_ID && !id.contains(['\u{fffd}', '/']) && !id.contains(char::is_control))
}

/// A moment: ISO 8601 with an offset, or a Unix stamp.
pub(super) fn moment(fields: &Fields<'_>, key: &str) -> Option<AtMs> {
    let text = fields.text(key)?;
    let text = text.trim();
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Some(AtMs(at.as_millisecond()));
    }
    match text.parse::<jiff::civil::DateTime>() {
        Ok(local) if !text.bytes().all(|byte| byte.is_ascii_digit()) => moscow(local),
        _ => loose::moment(fields.number(key), None),
    }
}

/// The moment of a time in Moscow.
pub(super) fn moscow(local: jiff::civil::DateTime) -> Option<AtMs> {
    let at = jiff::tz::Offset::constant(MOSCOW).to_timestamp(local).ok()?;
    Some(AtMs(at.as_millisecond()))
}

/// A chat of the list.
#[derive(Clone, Debug)]
pub(super) struct ChatRow {
    pub(super) chat: FeedChat,
    /// `updatedAt`: the time of its last message, as it came and as a moment.
    pub(super) updated: Option<(String, Option<AtMs>)>,
    /// The shop of its order.
    pub(super) campaign: Option<String>,
}

/// A page of the list of chats.
#[derive(Clone, Debug, Default)]
pub(super) struct ChatPage {
    pub(super) rows: Vec<ChatRow>,
    pub(super) next: Option<String>,
    pub(super) quarantined: Vec<Quarantined>,
}

/// Reads `POST /v2/businesses/{id}/chats`.
pub(super) fn chats(body: &[u8]) -> Result<ChatPage, Rejected> {
    let text = text_of(body);
    let result = result(&text)?;
    let mut page = ChatPage { next: next_page(&result), ..ChatPage::default() };
    for raw in elements(&result, "chats")? {
        match chat(raw.get()) {
            Some(row) => page.rows.push(row),
            None => page.quarantined.push(set_aside(raw, "a chat without a usable chatId")),
        }
    }
    Ok(page)
}

/// Reads `GET /v2/businesses/{id}/chat`.
pub(super) fn one_chat(body: &[u8]) -> Result<Option<ChatRow>, Rejected> {
    Ok(chat_of(&result(&text_of(body))?))
}

fn chat(raw: &str) -> Option<ChatRow> {
    chat_of(&Fields::of(&loose::mended(raw))?)
}

fn chat_of(fields: &Fields<'_>) -> Option<ChatRow> {
    let mut row = context(id(fields, "chatId")?, fields);
    row.chat.kind = fields.text("type").map(|kind| if kind == "ARBITRAGE" { ChatKind::Dispute } else { ChatKind::Buyer });
    // A status not known yet is let through: the server says no where it does not want a reply.
    row.chat.reply_right = fields.text("status").map(|status| if status == "FINISHED" { ReplyRight::Closed } else { ReplyRight::Open });
    // It goes into the mark, which has to stay small.
    row.updated = present(fields, "updatedAt").filter(|updated| updated.len() <= LONGEST_ID).map(|updated| (updated, moment(fields, "updatedAt")));
    Some(row)
}

/// What `context` tells of a chat: the buyer, the order and its shop.
fn context(chat: String, fields: &Fields<'_>) -> ChatRow {
    let context = fields.get("context").and_then(|raw| Fields::of(raw.get())).unwrap_or_default();
    let customer = context.get("customer").and_then(|raw| Fields::of(raw.get()));
    let order = id(&context, "orderId").or_else(|| id(fields, "orderId"));
    let item = order.map(|order| FeedItem { order_id: Some(order), ..FeedItem::default() });
    let customer_name = customer.as_ref().and_then(|customer| present(customer, "name"));
    let buyer = customer.as_ref().and_then(|customer| present(customer, "publicId")).filter(|id| id.len() <= LONGEST_ID);
    ChatRow { chat: FeedChat { customer_name, buyer, item, ..FeedChat::new(chat) }, updated: None, campaign: id(&context, "campaignId") }
}

/// A page of a chat's history.
#[derive(Clone, Debug)]
pub(super) struct HistoryPage {
    pub(super) row: ChatRow,
    /// Oldest first.
    pub(super) messages: Vec<FeedMessage>,
    pub(super) next: Option<String>,
    pub(super) quarantined: Vec<Quarantined>,
}

/// Reads `POST /v2/businesses/{id}/chats/history`.
pub(super) fn history(body: &[u8], chat: &RemoteChatId, now: AtMs) -> Result<HistoryPage, Rejected> {
    let text = text_of(body);
    let result = result(&text)?;
    let mut page = HistoryPage { row: context(chat.0.clone(), &result), messages: Vec::new(), next: next_page(&result), quarantined: Vec::new() };
    let mut last_time = now;
    for raw in elements(&result, "messages")? {
        match message(raw.get(), chat, last_time) {
            Some(mut message) => {
                loose::take_back(&mut message, raw.get(), last_time, now);
                last_time = message.sent_at;
                page.messages.push(message);
            }
            None => page.quarantined.push(set_aside(raw, "a message without a usable messageId")),
        }
    }
    // Their order is documented nowhere. Ids are compared as the numbers they are written as.
    page.messages.sort_by(|one, other| {
        let key = |message: &FeedMessage| (message.sent_at, message.remote_id.as_str().len());
        key(one).cmp(&key(other)).then_with(|| one.remote_id.cmp(&other.remote_id))
    });
    Ok(page)
}

/// Reads one message; `time` is its neighbour's, taken where it has none of its own.
pub(super) fn message(raw: &str, chat: &RemoteChatId, time: AtMs) -> Option<FeedMessage> {
    let mended = loose::mended(raw);
    let fields = Fields::of(&mended)?;
    let message_id = id(&fields, "messageId")?;
    let text = fields.text("message");
    let mut whole = fields.only(&["messageId", "createdAt", "sender", "message", "payload"]) && text.is_some() == fields.get("message").is_some();
    let mut attachments = Vec::new();
    for (n, element) in fields.get("payload").and_then(|raw| loose::bounded(raw.get(), MOST_ELEMENTS)).map(|(files, _)| files).into_iter().flatten().enumerate()
    {
        let file = Fields::of(element.get());
        whole &= file.as_ref().is_some_and(|file| file.only(&["name", "url", "size"]) && present(file, "url").is_some());
        attachments.push(attachment(FileId { chat: chat.as_str(), message: &message_id, n }.to_string(), &file.unwrap_or_default()));
    }
    whole &= attachments.is_empty() == fields.get("payload").is_none();
    let author = match fields.text("sender").as_deref() {
        Some("PARTNER") => Some(Author::Seller),
        Some("CUSTOMER") => Some(Author::Customer),
        // Automatic messages and Market's support: nobody waits for an answer to them.
        Some("MARKET" | "SUPPORT") => Some(Author::System),
        _ => None,
    };
    let sent_at = moment(&fields, "createdAt");
    let empty = text.as_ref().is_none_or(String::is_empty) && attachments.is_empty();
    let odd = !whole || empty || author.is_none() || sent_at.is_none() || mended != raw;
    Some(FeedMessage {
        remote_chat_id: chat.clone(),
        remote_id: RemoteMessageId::new(message_id),
        // A sender not known yet must not look like a waiting buyer.
        author: author.unwrap_or(Author::System),
        kind: if empty { MessageKind::Unsupported } else { MessageKind::Text },
        text: text.unwrap_or_default(),
        sent_at: sent_at.unwrap_or(time),
        attachments,
        read: None,
        raw: odd.then(|| raw.to_owned()),
        undated: sent_at.is_none(),
    })
}

fn attachment(remote_id: String, file: &Fields<'_>) -> FeedAttachment {
    let name = present(file, "name");
    let ending = name.as_deref().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    let picture = matches!(ending.as_deref(), Some("jpg" | "jpeg" | "png" | "gif" | "webp" | "bmp" | "heic" | "heif"));
    let kind = if picture { AttachmentKind::Image } else { AttachmentKind::File };
    let bytes = file.number("size").and_then(|size| u64::try_from(size).ok());
    FeedAttachment { remote_id, kind, name, media_type: None, bytes }
}

/// What a file is asked for by: its place. Its address may expire, and would be another one with
/// every reading of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileId<'a> {
    pub(super) chat: &'a str,
    pub(super) message: &'a str,
    pub(super) n: usize,
}

impl<'a> FileId<'a> {
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.split('/');
        let (chat, message, n) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = parts.next().is_none() && !chat.is_empty() && !message.is_empty();
        Some(Self { chat, message, n: n.parse().ok()? }).filter(|_| whole)
    }
}

impl std::fmt::Display for FileId<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.chat, self.message, self.n)
    }
}

fn set_aside(raw: &RawValue, reason: &str) -> Quarantined {
    Quarantined { raw: raw.get().to_owned(), reason: reason.to_owned() }
}

#[cfg(test)]
mod tests;
