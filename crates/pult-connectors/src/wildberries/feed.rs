//! From a page of events to a [`FeedPage`]: nothing dropped, nothing skipped.
//!
//! Every event is read strictly first (fast, the ordinary case), then loosely, and if it has no
//! chat or no id it is quarantined with its JSON. Alternatives that lost: reading everything loosely
//! (0.43 instead of 1.36 million events a second on one core, 2026-11), a generic tree (large
//! numbers lose digits), and strict types alone (one odd field would reject a page, and with it the
//! whole feed behind it).

use std::collections::HashMap;

use pult_domain::{
    AtMs, AttachmentKind, Author, Cursor, FeedAttachment, FeedChat, FeedItem, FeedMessage, FeedPage, MessageKind, Quarantined, RemoteChatId, RemoteMessageId,
};
use serde_json::value::RawValue;

use crate::wildberries::loose::{self, Fields};
use crate::wildberries::wire::{RawEvents, WireEvent, WirePage, WireResult};

/// Longest id taken, in bytes. Real ones have 40; a longer one is a broken page, not an id.
const LONGEST_ID: usize = 512;

/// How far `next` may lie beyond everything seen: a day. Further is a broken number, and following
/// it would skip every message until then.
const FURTHEST_STEP_MS: i64 = 24 * 60 * 60 * 1_000;

/// Why a page was rejected as a whole; the cursor stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rejected {
    /// Not the JSON that was promised.
    Unreadable(&'static str),
    /// More events than are taken at once.
    TooMany,
    /// The marketplace reported errors instead of a result.
    Errors(String),
}

/// Reads a page that was asked for with `after`.
pub(crate) fn page(body: &[u8], after: Option<i64>, now: AtMs) -> Result<FeedPage, Rejected> {
    // Broken UTF-8 becomes U+FFFD; an id that holds one is quarantined below, so that two ids never
    // melt into one.
    let text = String::from_utf8_lossy(body);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let result = result(text)?;
    let RawEvents { events, too_many } = result.events.unwrap_or_default();
    if too_many {
        return Err(Rejected::TooMany);
    }
    let total = result.total_events.and_then(loose::number);
    if events.is_empty() && total.is_none_or(|total| total > 0) && result.next.is_none_or(|_| total.is_some()) {
        return Err(Rejected::Unreadable("the page announces events and has none"));
    }
    let announced = result.newest_event_time.and_then(loose::text);
    let announced = loose::moment(None, announced.as_deref());
    let neighbour = announced.filter(|at| !loose::is_ahead(*at, now)).unwrap_or(now);
    let mut reader = Reader::new(events.len(), neighbour, now);
    for event in &events {
        reader.event(event);
    }
    let mut page = reader.page;
    let next = result.next.and_then(loose::number);
    if !events.is_empty() {
        // An empty page never moves the cursor: events that arrive late are then still ahead of it.
        page.cursor = step(next, after, Newest::of(&page.messages, announced, after, now)).map(|next| Cursor(next.to_string()));
    }
    // `next` as it was asked with means the end only where nothing later came: a feed that repeats
    // itself has more to tell, and an end that is none would prove replies absent that are there.
    let later = page.messages.iter().any(|message| after.is_none_or(|after| message.sent_at.0 > after));
    page.last = total == Some(0) || events.is_empty() || (next.is_some() && next == after && !later);
    // Last: the feed goes by the times as they came.
    for (place, neighbour, raw) in reader.ahead {
        if let Some(message) = page.messages.get_mut(place) {
            loose::take_back(message, raw, neighbour, now);
        }
    }
    Ok(page)
}

/// The `result` of an answer; by its documented shape, else (keys twice) field by field.
fn result(text: &str) -> Result<WireResult<'_>, Rejected> {
    const NO_RESULT: Rejected = Rejected::Unreadable("no result in the answer");
    let (result, errors) = match serde_json::from_str::<WirePage<'_>>(text) {
        Ok(page) => (page.result, page.errors),
        Err(_) => {
            let page = Fields::of(text).ok_or(Rejected::Unreadable("the answer is not JSON of the known shape"))?;
            let result = page.get("result").and_then(|raw| Fields::of(raw.get())).ok_or(NO_RESULT)?;
            let events = match result.get("events") {
                Some(raw) => Some(serde_json::from_str(raw.get()).map_err(|_| Rejected::Unreadable("the events are not a list"))?),
                None => None,
            };
            let (next, total_events, newest_event_time) = (result.get("next"), result.get("totalEvents"), result.get("newestEventTime"));
            (Some(WireResult { next, total_events, newest_event_time, events }), page.get("errors"))
        }
    };
    match (result, errors.and_then(loose::list).unwrap_or_default().first()) {
        (Some(result), _) => Ok(result),
        (None, Some(first)) => Err(Rejected::Errors(loose::text(first).unwrap_or_default())),
        (None, None) => Err(NO_RESULT),
    }
}

/// Where the feed continues, in milliseconds; `None` leaves the old cursor.
///
/// - A `next` before the one asked with is not followed, and nothing is put in its place: pages of
///   a feed in disorder need not be whole, and a computed place could skip events.
/// - `next` that is missing or lies a day beyond everything seen is replaced by the newest event's
///   time, which is what `next` is in the document's example. An event from tomorrow or later is not
///   seen: behind it lies every message that is written until then.
/// - One millisecond is given back where that still means progress: whether the feed begins at
///   `next` or behind it is not documented, and events may share the border's millisecond.
fn step(next: Option<i64>, after: Option<i64>, newest: Newest) -> Option<i64> {
    let beyond = after.unwrap_or(0);
    let furthest = newest.seen.unwrap_or(newest.now).max(beyond).saturating_add(FURTHEST_STEP_MS);
    let next = next.filter(|next| (1..=furthest).contains(next)).or(newest.believable).filter(|next| *next >= beyond)?;
    Some(if next - 1 > beyond { next - 1 } else { next })
}

/// The newest times around a page, in milliseconds, against which `next` is held.
#[derive(Clone, Copy)]
struct Newest {
    /// Of the page's believable events, or what the page says of itself.
    seen: Option<i64>,
    /// Of the events that are not from tomorrow or later.
    believable: Option<i64>,
    /// The present moment.
    now: i64,
}

impl Newest {
    fn of(messages: &[FeedMessage], announced: Option<AtMs>, after: Option<i64>, now: AtMs) -> Self {
        let times = || messages.iter().map(|message| message.sent_at);
        let believed = |at: &AtMs| !loose::is_ahead(*at, now);
        let believable = times().filter(believed).max();
        let seen = believable.or(announced.filter(believed));
        // Where nothing can be believed, not even the place that was asked with, it is this machine's clock that is far behind.
        let behind = seen.is_none() && after.is_none_or(|after| loose::is_ahead(AtMs(after), now));
        let seen = if behind { times().max().or(announced) } else { seen };
        Self { seen: seen.map(|at| at.0), believable: believable.map(|at| at.0), now: now.0 }
    }
}

/// What is built while a page is read.
struct Reader<'a> {
    page: FeedPage,
    /// Where each chat stands in `page.chats`.
    chats: HashMap<String, usize>,
    /// The time for an event that has none: that of its neighbour.
    last_time: AtMs,
    /// The present moment.
    now: AtMs,
    /// Messages from tomorrow or later: their places in `page.messages`, their neighbours' times, their events.
    ahead: Vec<(usize, AtMs, &'a str)>,
}

impl<'a> Reader<'a> {
    fn new(events: usize, newest: AtMs, now: AtMs) -> Self {
        let page = FeedPage { messages: Vec::with_capacity(events), ..FeedPage::default() };
        Self { page, chats: HashMap::new(), last_time: newest, now, ahead: Vec::new() }
    }

    fn event(&mut self, raw: &'a RawValue) {
        let (place, neighbour) = (self.page.messages.len(), self.last_time);
        let ordinary = serde_json::from_str(raw.get()).is_ok_and(|event| self.ordinary(event));
        if !ordinary && let Err(reason) = self.odd(raw.get()) {
            self.page.quarantined.push(Quarantined { raw: raw.get().to_owned(), reason: reason.to_owned() });
        }
        if self.page.messages.get(place).is_some_and(|message| loose::is_ahead(message.sent_at, self.now)) {
            self.last_time = neighbour;
            self.ahead.push((place, neighbour, raw.get()));
        }
    }

    /// Takes an event of the documented shape; `false` hands it to [`Self::odd`].
    fn ordinary(&mut self, event: WireEvent<'_>) -> bool {
        let WireEvent { chat_id, event_id, event_type, message, add_timestamp, add_time, reply_sign, sender, client_name, .. } = event;
        let at = loose::moment(add_timestamp, add_time.as_ref().map(|iso| &*iso.0));
        let (Some(sent_at), true) = (at, event_type.0 == "message" && is_id(&chat_id.0) && is_id(&event_id.0)) else { return false };
        let (text, attached) = message.map_or((None, None), |message| (message.text, message.attachments));
        let mut attachments = Vec::new();
        let mut item = None;
        if let Some(attached) = attached {
            let (card, whole) = attached.good_card.map_or((None, true), loose::good_card);
            if !whole {
                return false;
            }
            item = card;
            for file in attached.files.into_iter().flatten() {
                attachments.push(loose::attachment(AttachmentKind::File, file.download_id, file.name, file.content_type, file.size));
            }
            for image in attached.images.into_iter().flatten() {
                attachments.push(loose::attachment(AttachmentKind::Image, image.download_id, None, None, None));
            }
            if attachments.iter().any(|attachment| attachment.remote_id.is_empty()) {
                return false;
            }
        }
        self.chat(&chat_id.0, client_name.as_ref().map(|name| &*name.0), reply_sign.as_ref().map(|sign| &*sign.0), item);
        self.last_time = sent_at;
        self.page.messages.push(FeedMessage {
            remote_chat_id: RemoteChatId::new(chat_id.0),
            remote_id: RemoteMessageId::new(event_id.0),
            author: author(sender.as_ref().map(|sender| &*sender.0)),
            kind: MessageKind::Text,
            text: text.unwrap_or_default(),
            sent_at,
            attachments,
            read: None,
            raw: None,
            undated: false,
        });
        true
    }

    /// Takes any event that says which chat and which event it is.
    fn odd(&mut self, raw: &str) -> Result<(), &'static str> {
        const KNOWN: [&str; 11] =
            ["chatID", "eventID", "eventType", "isNewChat", "message", "source", "addTimestamp", "addTime", "replySign", "sender", "clientName"];
        let mended = loose::mended(raw);
        let fields = Fields::of(&mended).ok_or("the event is not an object")?;
        let chat_id = fields.text("chatID").filter(|id| is_id(id)).ok_or("no usable chatID")?;
        let event_id = fields.text("eventID").filter(|id| is_id(id)).ok_or("no usable eventID")?;
        let content = Content::of(fields.get("message"));
        let known_kind = match fields.text("eventType") {
            Some(kind) => kind == "message",
            None => fields.get("eventType").is_none() && fields.get("message").is_some(),
        };
        let empty = content.text.is_empty() && content.attachments.is_empty();
        let kind = if !known_kind || (empty && !content.whole) { MessageKind::Unsupported } else { MessageKind::Text };
        let time = loose::moment(fields.number("addTimestamp"), fields.text("addTime").as_deref());
        // Kept where anything of it is not shown: an unknown field, a mended text, a borrowed time.
        let odd = !known_kind || !content.whole || time.is_none() || !fields.only(&KNOWN) || mended != raw;
        let sent_at = time.unwrap_or(self.last_time);
        self.chat(&chat_id, fields.text("clientName").as_deref(), fields.text("replySign").as_deref(), content.item);
        self.last_time = sent_at;
        self.page.messages.push(FeedMessage {
            remote_chat_id: RemoteChatId::new(chat_id),
            remote_id: RemoteMessageId::new(event_id),
            author: author(fields.text("sender").as_deref()),
            kind,
            text: content.text,
            sent_at,
            attachments: content.attachments,
            read: None,
            raw: odd.then(|| raw.to_owned()),
            undated: time.is_none(),
        });
        Ok(())
    }

    /// Notes what an event tells of its chat; a later event of the page wins, and silence never
    /// erases.
    fn chat(&mut self, id: &str, name: Option<&str>, sign: Option<&str>, item: Option<FeedItem>) {
        let at = match self.chats.get(id) {
            Some(at) => *at,
            None => {
                self.chats.insert(id.to_owned(), self.page.chats.len());
                self.page.chats.push(FeedChat::new(id));
                self.page.chats.len() - 1
            }
        };
        let Some(chat) = self.page.chats.get_mut(at) else { return };
        renew(&mut chat.customer_name, name);
        renew(&mut chat.reply_token, sign);
        if item.is_some() {
            chat.item = item;
        }
    }
}

fn renew(old: &mut Option<String>, new: Option<&str>) {
    if let Some(new) = new.filter(|new| !new.is_empty() && old.as_deref() != Some(*new)) {
        *old = Some(new.to_owned());
    }
}

/// What a message of any shape holds; `whole` unless something in it was not understood.
#[derive(Default)]
struct Content {
    text: String,
    attachments: Vec<FeedAttachment>,
    item: Option<FeedItem>,
    whole: bool,
}

impl Content {
    fn of(message: Option<&RawValue>) -> Self {
        let Some(message) = message else { return Self { whole: true, ..Self::default() } };
        let Some(fields) = Fields::of(message.get()) else { return Self::default() };
        let text = fields.text("text");
        let mut content = Self { whole: fields.only(&["text", "attachments"]) && text.is_some() == fields.get("text").is_some(), ..Self::default() };
        content.text = text.unwrap_or_default();
        let Some(attached) = fields.get("attachments") else { return content };
        let Some(attached) = Fields::of(attached.get()) else { return Self { whole: false, ..content } };
        let (item, known) = attached.get("goodCard").map_or((None, true), loose::good_card);
        content.item = item;
        content.whole &= known && attached.only(&["goodCard", "files", "images"]);
        for (key, kind) in [("files", AttachmentKind::File), ("images", AttachmentKind::Image)] {
            if let Some(raw) = attached.get(key) {
                content.whole &= loose::attachments(raw, kind, &mut content.attachments);
            }
        }
        content
    }
}

fn author(sender: Option<&str>) -> Author {
    match sender {
        Some("client") => Author::Customer,
        Some("seller") => Author::Seller,
        // `wb` is the marketplace; a sender not known yet must not look like a waiting buyer.
        _ => Author::System,
    }
}

fn is_id(id: &str) -> bool {
    !id.trim().is_empty() && id.len() <= LONGEST_ID && !id.contains('\u{fffd}')
}

#[cfg(test)]
mod tests;
