//! From Ozon's answers to our words, field by field, because little in them keeps to its type:
//! ids are numbers or strings, `has_next` is a boolean or the string "true", words of enumerations
//! come in three spellings, one of them with a Cyrillic letter (Seller API 2026-09, its examples
//! and reports of 2026-02).
//!
//! What cannot be understood even as "some message" is quarantined with its JSON. An answer is
//! rejected as a whole only where it is not the JSON object with the promised list.

use pult_domain::{
    AtMs, AttachmentKind, Author, ChatKind, FeedAttachment, FeedChat, FeedItem, FeedMessage, MessageKind, Quarantined, RemoteChatId, RemoteMessageId,
    ReplyRight,
};
use serde_json::value::RawValue;

use super::markdown;
use crate::loose::{self, Fields};
use crate::walk::{ListPart, Listed};

/// Longest id taken, in bytes. Real ones have 36.
const LONGEST_ID: usize = 512;

/// Most elements taken of one answer; a chat's history is asked for in pages of 1,000.
const MOST_ELEMENTS: usize = 20_000;

/// How long a reply is taken after the buyer's last message, in milliseconds: 48 hours
/// (`/v1/chat/send/message`, Seller API 2026-09).
pub(super) const REPLY_WITHIN_MS: i64 = 48 * 60 * 60 * 1_000;

/// How often a chat is read whose last message the list does not name, in milliseconds: 10 min (ours).
const UNTOLD_EVERY_MS: i64 = 10 * 60 * 1_000;

/// The body as text that serde can read whole.
pub(super) fn text(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    loose::mended(text.strip_prefix('\u{feff}').unwrap_or(&text)).into_owned()
}

/// Reads a page of `/v3/chat/list`; `None` where it is none.
pub(super) fn list(body: &str, now: AtMs) -> Option<ListPart> {
    let fields = Fields::of(body)?;
    let mut part = ListPart::default();
    for raw in elements(&fields, "chats")? {
        match listed(raw, now) {
            Some(listed) => part.chats.push(listed),
            None => part.quarantined.push(quarantined(raw, "a chat without a usable chat_id")),
        }
    }
    // More without a cursor is no end: the walk asks once more and notices the circle.
    part.next = (flag(&fields, "has_next") == Some(true)).then(|| fields.text("cursor").unwrap_or_default());
    Some(part)
}

fn listed(raw: &RawValue, now: AtMs) -> Option<Listed> {
    let fields = Fields::of(raw.get())?;
    let inner = fields.get("chat").and_then(|chat| Fields::of(chat.get()));
    // Older descriptions keep the facts beside the counters instead of inside `chat`.
    let told = |key: &str| inner.as_ref().and_then(|inner| inner.text(key)).or_else(|| fields.text(key));
    let chat_id = told("chat_id").filter(|id| is_id(id))?;
    let word = told("chat_type").map(|word| spelled(&word));
    let kind = word.as_deref().and_then(chat_kind);
    let closed = told("chat_status").is_some_and(|word| spelled(&word) == "CLOSED");
    let reply_right = match kind {
        // A kind that is not told may be a buyer's all the same; his messages decide.
        Some(ChatKind::Notification) if word.as_deref() != Some("UNSPECIFIED") => Some(ReplyRight::Closed),
        _ if closed => Some(ReplyRight::Closed),
        Some(ChatKind::Support) => Some(ReplyRight::Open),
        // The buyer's last message decides; the history tells it.
        _ => None,
    };
    let mark = match told("last_message_id") {
        Some(id) => Some(id).filter(|id| is_id(id) && id != "0"),
        // No field of the answer is promised: what may hold something new is read now and then.
        None => Some(untold(now)),
    };
    Some(Listed { chat: FeedChat { kind, reply_right, ..FeedChat::new(chat_id) }, mark })
}

/// What stands for the last message of a chat where the list does not name it.
pub(super) fn untold(now: AtMs) -> String {
    format!("?{}", now.0 / UNTOLD_EVERY_MS)
}

/// What a page of a history holds.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    pub(super) messages: Vec<FeedMessage>,
    pub(super) quarantined: Vec<Quarantined>,
    pub(super) has_next: bool,
    /// The newest item anybody wrote about.
    pub(super) item: Option<FeedItem>,
}

impl History {
    /// The page's newest message; among equals the first, for the newest come first.
    pub(super) fn newest(&self) -> Option<&FeedMessage> {
        self.messages.iter().rev().max_by_key(|message| message.sent_at)
    }

    /// The page's oldest message; among equals the last.
    pub(super) fn oldest(&self) -> Option<&FeedMessage> {
        self.messages.iter().rev().min_by_key(|message| message.sent_at)
    }

    /// Until when the buyer may be answered, if he wrote anything here.
    pub(super) fn reply_right(&self) -> Option<ReplyRight> {
        let buyers = self.messages.iter().filter(|message| message.author == Author::Customer);
        buyers.map(|message| message.sent_at).max().map(|at| ReplyRight::Until(at.plus_ms(REPLY_WITHIN_MS)))
    }
}

/// Reads a page of `/v3/chat/history`; `None` where it is none. `lies_here` tells the addresses of
/// Ozon's files.
pub(super) fn history(body: &str, chat: &RemoteChatId, now: AtMs, lies_here: &dyn Fn(&str) -> bool) -> Option<History> {
    let fields = Fields::of(body)?;
    let mut history = History { has_next: flag(&fields, "has_next") == Some(true), ..History::default() };
    let mut item: Option<(AtMs, FeedItem)> = None;
    let mut last_time = now;
    for raw in elements(&fields, "messages")? {
        let Some(read) = Reading::of(raw) else {
            history.quarantined.push(quarantined(raw, "a message without a usable message_id"));
            continue;
        };
        let mut message = read.message(raw, chat, last_time, lies_here);
        loose::take_back(&mut message, raw.get(), last_time, now);
        last_time = message.sent_at;
        if let Some(found) = read.item()
            && item.as_ref().is_none_or(|(at, _)| *at < message.sent_at)
        {
            item = Some((message.sent_at, found));
        }
        history.messages.push(message);
    }
    history.item = item.map(|(_, item)| item);
    Some(history)
}

/// One message, its fields apart.
struct Reading<'a> {
    fields: Fields<'a>,
    id: String,
}

impl<'a> Reading<'a> {
    fn of(raw: &'a RawValue) -> Option<Self> {
        let fields = Fields::of(raw.get())?;
        let id = fields.text("message_id").filter(|id| is_id(id))?;
        Some(Self { fields, id })
    }

    fn message(&self, raw: &RawValue, chat: &RemoteChatId, last_time: AtMs, lies_here: &dyn Fn(&str) -> bool) -> FeedMessage {
        const KNOWN: [&str; 8] = ["message_id", "user", "created_at", "is_read", "data", "is_image", "moderate_image_status", "context"];
        let picture = flag(&self.fields, "is_image") == Some(true);
        let time = loose::moment(self.fields.number("created_at"), self.fields.text("created_at").as_deref());
        let author = self.fields.get("user").and_then(|user| Fields::of(user.get())).and_then(|user| user.text("type")).and_then(|word| author(&word));
        let data = self.data();
        let mut lines = Vec::new();
        let mut attachments = Vec::new();
        for line in data.iter().flatten() {
            let content = markdown::read(line, picture, lies_here);
            lines.push(content.text);
            attachments.extend(content.files.into_iter().map(attachment));
        }
        if !attachments.is_empty() {
            // What is left of a piece that was a picture and nothing else.
            lines.retain(|line| !line.is_empty());
        }
        self.checked_pictures(picture, chat, &mut attachments);
        let text = lines.join("\n");
        let empty = text.trim().is_empty() && attachments.is_empty();
        let odd = time.is_none() || author.is_none() || data.is_none() || empty || !self.fields.only(&KNOWN);
        FeedMessage {
            remote_chat_id: chat.clone(),
            remote_id: RemoteMessageId::new(self.id.as_str()),
            // Nobody unknown may look like a waiting buyer.
            author: author.unwrap_or(Author::System),
            kind: if empty { MessageKind::Unsupported } else { MessageKind::Text },
            text,
            sent_at: time.unwrap_or(last_time),
            attachments,
            // Of a buyer's message it says that the shop has read it.
            read: flag(&self.fields, "is_read").filter(|_| author == Some(Author::Seller)),
            raw: odd.then(|| raw.get().to_owned()),
            undated: time.is_none(),
        }
    }

    /// The pieces of text; one text where a list is promised is taken as one piece.
    fn data(&self) -> Option<Vec<String>> {
        let raw = self.fields.get("data")?;
        match loose::list(raw) {
            Some(pieces) => pieces.into_iter().map(loose::text).collect(),
            None => loose::text(raw).map(|text| vec![text]),
        }
    }

    /// A picture that is being checked, or did not pass, is asked for by its message: its address
    /// is missing until then, or leads nowhere.
    fn checked_pictures(&self, picture: bool, chat: &RemoteChatId, attachments: &mut Vec<FeedAttachment>) {
        let status = self.fields.text("moderate_image_status").map(|word| spelled(&word));
        if !picture || !matches!(status.as_deref(), Some("MODERATION" | "FAILED")) {
            return;
        }
        attachments.retain(|attachment| attachment.kind != AttachmentKind::Image);
        attachments.push(FeedAttachment { remote_id: Checked::id(chat, &self.id), kind: AttachmentKind::Image, name: None, media_type: None, bytes: None });
    }

    fn item(&self) -> Option<FeedItem> {
        let context = Fields::of(self.fields.get("context")?.get())?;
        let told = |key: &str| context.text(key).filter(|id| !id.trim().is_empty() && id != "0");
        let item = FeedItem { remote_id: told("sku"), order_id: told("order_number"), ..FeedItem::default() };
        (item != FeedItem::default()).then_some(item)
    }
}

/// A picture in moderation, known by its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checked {
    pub(super) chat: RemoteChatId,
    pub(super) message: String,
}

impl Checked {
    const SCHEME: &'static str = "checked:";

    fn id(chat: &RemoteChatId, message: &str) -> String {
        format!("{}{}", Self::SCHEME, serde_json::json!([chat.as_str(), message]))
    }

    /// The picture of an id made here.
    pub(super) fn of(remote_id: &str) -> Option<Self> {
        let (chat, message): (String, String) = serde_json::from_str(remote_id.strip_prefix(Self::SCHEME)?).ok()?;
        Some(Self { chat: RemoteChatId::new(chat), message })
    }
}

/// How the check of a message's picture stands, and where the picture lies.
pub(super) enum Picture {
    Pending,
    Blocked,
    At(String),
    Gone,
}

/// Finds a message's picture in a page of its history.
pub(super) fn picture(body: &str, message_id: &str, lies_here: &dyn Fn(&str) -> bool) -> Option<Picture> {
    let fields = Fields::of(body)?;
    let found = elements(&fields, "messages")?.into_iter().filter_map(Reading::of).find(|message| message.id == message_id);
    let Some(message) = found else { return Some(Picture::Gone) };
    Some(match message.fields.text("moderate_image_status").map(|word| spelled(&word)).as_deref() {
        Some("MODERATION") => Picture::Pending,
        Some("FAILED") => Picture::Blocked,
        _ => {
            let files = message.data().into_iter().flatten().flat_map(|line| markdown::read(&line, true, lies_here).files);
            files.map(|file| Picture::At(file.url)).next().unwrap_or(Picture::Gone)
        }
    })
}

fn attachment(file: markdown::File) -> FeedAttachment {
    FeedAttachment { remote_id: file.url, kind: file.kind, name: file.name, media_type: None, bytes: None }
}

/// The list of an answer; a null, or none at all beside other fields, is an empty one.
fn elements<'a>(fields: &Fields<'a>, key: &str) -> Option<Vec<&'a RawValue>> {
    match fields.get(key) {
        Some(raw) => loose::bounded(raw.get(), MOST_ELEMENTS).filter(|(_, more)| !more).map(|(list, _)| list),
        None => (!fields.is_empty()).then(Vec::new),
    }
}

/// A boolean, also as a string.
pub(super) fn flag(fields: &Fields<'_>, key: &str) -> Option<bool> {
    match fields.get(key)?.get().trim_matches('"').to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// A word of an enumeration in one spelling: capitals, and Latin where an example has a Cyrillic
/// letter that looks the same (`Сustomer`, history 2026-09).
pub(super) fn spelled(word: &str) -> String {
    word.trim().chars().map(|c| if matches!(c, 'С' | 'с') { 'C' } else { c.to_ascii_uppercase() }).collect()
}

/// The kind by its word in one spelling.
fn chat_kind(word: &str) -> Option<ChatKind> {
    Some(match word {
        "SELLER_SUPPORT" | "SELLER_PERSONAL_MANAGER_UNITY_CRM" | "SELLER_BUSINESS_DEVELOPMENT_GROUP" => ChatKind::Support,
        // Chats of notifications come as unspecified, too.
        "UNSPECIFIED" | "SELLER_API_UPDATES" => ChatKind::Notification,
        // `BUYER_SELLER`, `BUYER_SELLER_SELECT`, and whatever buyers may write in tomorrow.
        _ if word.contains("BUYER") => ChatKind::Buyer,
        _ if word.contains("NOTIFICATION") => ChatKind::Notification,
        _ if word.contains("SUPPORT") => ChatKind::Support,
        _ => return None,
    })
}

fn author(word: &str) -> Option<Author> {
    match spelled(word).as_str() {
        "CUSTOMER" => Some(Author::Customer),
        "SELLER" => Some(Author::Seller),
        "CRM" | "COURIER" | "SUPPORT" | "NOTIFICATIONUSER" | "NOTIFICATION_USER" => Some(Author::System),
        _ => None,
    }
}

fn quarantined(raw: &RawValue, reason: &str) -> Quarantined {
    Quarantined { raw: raw.get().to_owned(), reason: reason.to_owned() }
}

fn is_id(id: &str) -> bool {
    !id.trim().is_empty() && id.len() <= LONGEST_ID && !id.contains('\u{fffd}')
}

#[cfg(test)]
mod tests;
