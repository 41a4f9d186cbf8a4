//! A page of a chat's messages, of every documented type and of others.
//!
//! The order of a page is not documented; newest first is what is seen. A page is therefore put in
//! order by time, keeping the server's own order within a second, which is all the time there is.

use pult_domain::{AtMs, Author, FeedAttachment, FeedMessage, MessageKind, Quarantined, RemoteChatId, RemoteMessageId};
use serde_json::value::RawValue;

use crate::avito::chats::{FURTHEST, elements, imprint, taken};
use crate::avito::{files, is_id};
use crate::loose::{self, Fields};

/// The fields of a message (messenger.json, `Messages`, 2026-04-30).
const KNOWN: [&str; 9] = ["id", "author_id", "created", "direction", "type", "content", "is_read", "read", "quote"];

/// The kinds of content (messenger.json, `MessageContent`).
const CONTENTS: [&str; 8] = ["text", "image", "link", "item", "location", "call", "voice", "flow_id"];

/// The fields of what a message holds (messenger.json, `MessageContent`). An item is kept in any case.
const PARTS: [(&str, &[&str]); 5] = [
    ("image", &["sizes"]),
    ("voice", &["voice_id"]),
    ("link", &["text", "url", "preview"]),
    ("call", &["status", "target_user_id"]),
    ("location", &["kind", "lat", "lon", "text", "title"]),
];

/// The fields of a link's preview (the same).
const PREVIEW: [&str; 5] = ["description", "domain", "images", "title", "url"];

/// A page of a history, read; its messages oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct MessagesPage {
    pub(crate) messages: Vec<FeedMessage>,
    pub(crate) quarantined: Vec<Quarantined>,
    /// The offset of the next page; `None` at the end of what can be asked for.
    pub(crate) next: Option<usize>,
    /// The chat has messages that no page can show.
    pub(crate) out_of_reach: bool,
    /// The newest message of the page stood first, and none out of its turn: an old one says then
    /// that all behind it are older.
    pub(crate) newest_first: bool,
    /// See [`Elements::may_be_last`](crate::avito::chats::Elements::may_be_last).
    pub(crate) may_be_last: bool,
}

impl MessagesPage {
    /// What it is known again by: its newest message, or its [`imprint`].
    pub(crate) fn head(&self) -> Option<String> {
        self.messages.last().map(|message| message.remote_id.0.clone()).or_else(|| imprint(&self.quarantined))
    }
}

/// Reads a page that was asked for with `offset`; `me` is our user id.
///
/// # Errors
/// Why nothing of it can be used.
pub(crate) fn page(body: &[u8], chat: &RemoteChatId, offset: usize, me: &str, now: AtMs) -> Result<MessagesPage, &'static str> {
    let text = String::from_utf8_lossy(body);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let list = elements(text, "messages")?;
    let mut page = MessagesPage { out_of_reach: list.is_out_of_reach(offset), may_be_last: list.may_be_last(), ..MessagesPage::default() };
    if list.goes_on() && offset < FURTHEST {
        page.next = Some((offset + taken(list.elements.len())).min(FURTHEST));
    }
    let mut last_time = None;
    for raw in list.elements {
        let neighbour = last_time.unwrap_or(now);
        match message(raw.get(), chat, me, neighbour) {
            Ok(mut message) => {
                loose::take_back(&mut message, raw.get(), neighbour, now);
                last_time = Some(message.sent_at);
                page.messages.push(message);
            }
            Err(reason) => page.quarantined.push(Quarantined { raw: raw.get().to_owned(), reason: reason.to_owned() }),
        }
    }
    if let (Some(first), Some(last)) = (page.messages.first(), page.messages.last()) {
        page.newest_first = first.sent_at > last.sent_at && page.messages.is_sorted_by(|one, next| one.sent_at >= next.sent_at);
        if first.sent_at >= last.sent_at {
            page.messages.reverse();
        }
    }
    page.messages.sort_by_key(|message| message.sent_at);
    hush_stubs(&mut page.messages);
    Ok(page)
}

/// A chat that holds nothing but references to items (and words of the system) has no dialogue:
/// Avito makes such chats by itself, and nobody waits in them.
fn hush_stubs(messages: &mut [FeedMessage]) {
    let stub = |message: &FeedMessage| message.kind == MessageKind::Item || message.author == Author::System;
    if messages.iter().all(stub) {
        for message in messages.iter_mut().filter(|message| message.author == Author::Customer) {
            message.author = Author::System;
        }
    }
}

fn message(raw: &str, chat: &RemoteChatId, me: &str, neighbour: AtMs) -> Result<FeedMessage, &'static str> {
    let mended = loose::mended(raw);
    let fields = Fields::of(&mended).ok_or("the message is not an object")?;
    let id = fields.text("id").filter(|id| is_id(id)).ok_or("no usable message id")?;
    let kind = fields.text("type");
    let time = loose::moment(fields.number("created"), None);
    let content = Content::of(kind.as_deref(), fields.get("content"));
    // Kept where anything of it is not shown: an unknown field, a mended text, a quotation.
    let odd = !content.whole || time.is_none() || fields.get("quote").is_some() || !fields.only(&KNOWN) || mended != raw;
    Ok(FeedMessage {
        remote_chat_id: chat.clone(),
        remote_id: RemoteMessageId::new(id),
        author: author(&fields, kind.as_deref(), me),
        kind: content.kind,
        text: content.text,
        sent_at: time.unwrap_or(neighbour),
        attachments: content.attachments,
        read: read(&fields),
        raw: odd.then(|| raw.to_owned()),
        undated: time.is_none(),
    })
}

/// Who wrote it. The author's id goes before the direction: an example of the document has a
/// message of ours come "in". Ids of users may be hashed, so the direction speaks where none is ours.
fn author(fields: &Fields<'_>, kind: Option<&str>, me: &str) -> Author {
    let author = fields.text("author_id");
    match (kind, author.as_deref(), fields.text("direction").as_deref()) {
        (Some("system"), _, _) | (_, Some("0"), _) => Author::System,
        (_, Some(id), _) if id == me => Author::Seller,
        (_, _, Some("out")) => Author::Seller,
        (_, _, Some("in")) | (_, Some(_), _) => Author::Customer,
        // Nothing says who it was; that must not look like a waiting buyer.
        _ => Author::System,
    }
}

/// Whether the buyer has read a message of ours. `read` is the moment of that; `is_read` speaks of
/// the asking side (messenger.json, `Messages`), so its `true` alone proves nothing.
fn read(fields: &Fields<'_>) -> Option<bool> {
    if fields.text("direction").as_deref() != Some("out") {
        return None;
    }
    let is_read = fields.get("is_read").and_then(|raw| serde_json::from_str::<bool>(raw.get()).ok());
    match fields.number("read") {
        Some(moment) => Some(moment > 0),
        None if fields.has("read") || is_read == Some(false) => Some(false),
        None => None,
    }
}

/// What a message holds; `whole` unless something of it is not shown.
struct Content {
    kind: MessageKind,
    text: String,
    attachments: Vec<FeedAttachment>,
    whole: bool,
}

impl Content {
    fn of(kind: Option<&str>, raw: Option<&RawValue>) -> Self {
        let fields = raw.and_then(|raw| Fields::of(raw.get()));
        let known = fields.as_ref().is_none_or(|fields| fields.only(&CONTENTS));
        let fields = fields.unwrap_or_default();
        let text = fields.text("text").unwrap_or_default();
        let part = |key: &str| fields.get(key).and_then(|raw| Fields::of(raw.get()));
        let known = known && PARTS.into_iter().all(|(key, known)| part(key).is_none_or(|part| part.only(known)));
        let preview = part("link").and_then(|link| link.get("preview"));
        let known = known && preview.is_none_or(|raw| Fields::of(raw.get()).is_some_and(|preview| preview.only(&PREVIEW)));
        let found = match kind {
            Some("text") => (!text.is_empty()).then(|| Self::words(MessageKind::Text, text.clone())),
            Some("deleted") => Some(Self::words(MessageKind::Deleted, String::new())),
            Some("image") => part("image").and_then(|image| image.get("sizes").and_then(files::largest)).map(|url| Self::file(files::picture(&url))),
            Some("voice") => part("voice").and_then(|voice| voice.text("voice_id")).filter(|id| is_id(id)).map(|id| Self::file(files::voice(&id))),
            Some("call") => Some(Self::words(MessageKind::Call, part("call").and_then(|call| call.text("status")).unwrap_or_default())),
            // Its content is empty (messenger.json), so how it ended is not known.
            Some("appCall") => Some(Self { whole: false, ..Self::words(MessageKind::Call, String::new()) }),
            Some("link") => part("link").and_then(|link| link_words(&link)).map(|words| Self::words(MessageKind::Link, words)),
            Some("location") => part("location").and_then(|place| place_words(&place)).map(|words| Self::words(MessageKind::Location, words)),
            Some("item") => part("item").and_then(|item| item_words(&item)).map(|words| Self { whole: false, ..Self::words(MessageKind::Item, words) }),
            Some("system") if !text.is_empty() => Some(Self::words(MessageKind::Text, text.clone())),
            // A message without a type that has words is shown; that it has none is kept.
            None if !text.is_empty() => Some(Self { whole: false, ..Self::words(MessageKind::Text, text.clone()) }),
            _ => None,
        };
        let mut content = found.unwrap_or_else(|| {
            let word = Some(text.clone()).filter(|text| !text.is_empty()).or_else(|| fields.text("flow_id")).unwrap_or_default();
            Self { whole: false, ..Self::words(MessageKind::Unsupported, word) }
        });
        // Words beside a picture or a place are words all the same.
        if content.text.is_empty() && content.kind != MessageKind::Deleted {
            content.text = text;
        }
        content.whole &= known;
        content
    }

    fn words(kind: MessageKind, text: String) -> Self {
        Self { kind, text, attachments: Vec::new(), whole: true }
    }

    fn file(attachment: FeedAttachment) -> Self {
        Self { kind: MessageKind::Text, text: String::new(), attachments: vec![attachment], whole: true }
    }
}

fn present(fields: &Fields<'_>, key: &str) -> Option<String> {
    fields.text(key).filter(|text| !text.trim().is_empty())
}

/// A link's words and address.
fn link_words(link: &Fields<'_>) -> Option<String> {
    match (present(link, "text"), present(link, "url")) {
        (Some(text), Some(url)) if text != url => Some(format!("{text}\n{url}")),
        (text, url) => text.or(url),
    }
}

/// A place's words, or its coordinates.
fn place_words(place: &Fields<'_>) -> Option<String> {
    let coordinates = || Some(format!("{}, {}", present(place, "lat")?, present(place, "lon")?));
    present(place, "text").or_else(|| present(place, "title")).or_else(coordinates)
}

/// An item's title; its price and address stay with the message as it came.
fn item_words(item: &Fields<'_>) -> Option<String> {
    present(item, "title").or_else(|| present(item, "item_url"))
}

#[cfg(test)]
mod tests;
