//! The shop's side of the marketplace: chats, the feed, files, cards. Pure state; whoever calls
//! brings the time.
//!
//! The cursor, thought through from the documents: `next` says from which moment the next batch
//! starts, and the rounds end when a batch is empty; so a batch holds what is *later* than `next`,
//! or the last event would come for ever. Then events of one millisecond must not be torn apart by
//! the end of a page, nor may a new event be dated to a moment that a client has passed already.
//! Both are kept here: a page is drawn out to the end of its last millisecond, and nothing is dated
//! at or before the latest `next` given out. A client that follows `next` loses nothing.

use std::collections::{BTreeMap, HashMap};

use pult_domain::AtMs;
use serde::{Deserialize, Serialize};

use crate::dice;
use crate::token::{self, Issued, TokenSpec};

/// The item (and order) a chat is about: `goodCard`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// The article.
    pub nm_id: i64,
    /// The title on the item's card.
    pub title: String,
    /// What the buyer paid. The documents say "integer" and their example 500 is roubles.
    pub price: i64,
    /// ISO 4217 letters.
    pub currency: String,
    /// The order key.
    pub rid: String,
    /// The size; `0` where there are none.
    pub size: String,
}

impl Default for Item {
    fn default() -> Self {
        Self::new(12_345_678, "Чашка чайная «Иней», 300 мл", 890)
    }
}

impl Item {
    /// An item sold for roubles; the order key is drawn from the article.
    #[must_use]
    pub fn new(nm_id: i64, title: &str, price: i64) -> Self {
        let rid = dice::hex(dice::mix(nm_id.unsigned_abs()), 32);
        Self { nm_id, title: title.to_owned(), price, currency: "RUB".to_owned(), rid, size: "0".to_owned() }
    }
}

/// Who wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// The buyer.
    Client,
    /// The shop.
    Seller,
    /// Wildberries.
    Wb,
}

/// What the marketplace says about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moderation {
    /// It may be fetched.
    Passed,
    /// 202 until that moment.
    Until(AtMs),
    /// 451, for good.
    Failed,
}

/// A file or picture of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attach {
    /// Its name.
    pub name: String,
    /// Its media type; what begins with `image/` goes into `images`, the rest into `files`.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it can be fetched.
    pub moderation: Moderation,
}

impl Attach {
    /// A picture.
    #[must_use]
    pub fn picture(media_type: &str, bytes: &[u8]) -> Self {
        Self { name: "photo.jpg".to_owned(), media_type: media_type.to_owned(), bytes: bytes.to_vec(), moderation: Moderation::Passed }
    }

    /// A document.
    #[must_use]
    pub fn pdf(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), media_type: "application/pdf".to_owned(), bytes: bytes.to_vec(), moderation: Moderation::Passed }
    }

    /// The same file in another state of moderation.
    #[must_use]
    pub fn moderated(mut self, moderation: Moderation) -> Self {
        self.moderation = moderation;
        self
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoredFile {
    pub(crate) name: String,
    pub(crate) media_type: String,
    #[serde(with = "as_base64")]
    pub(crate) bytes: Vec<u8>,
    pub(crate) moderation: Moderation,
    pub(crate) at: AtMs,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Chat {
    pub(crate) id: String,
    pub(crate) client_name: String,
    pub(crate) item: Option<Item>,
    /// Raised each time the signature changes.
    pub(crate) sign_no: u32,
    /// The last message: its text and time. `None` until somebody writes; the chat is not listed before.
    pub(crate) last: Option<(String, AtMs)>,
    /// Kept from the list (closed chats, R5-Saas in FACTS 1.3), while events still come.
    pub(crate) hidden: bool,
}

/// What is odd about an event on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Oddity {
    #[default]
    None,
    /// No `message` at all (the documents' last example).
    NoMessage,
    /// `eventType` nobody knows.
    UnknownKind,
    /// Half a surrogate pair after the text.
    LoneSurrogate,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) chat: String,
    pub(crate) sender: Sender,
    pub(crate) source: String,
    pub(crate) text: String,
    pub(crate) files: Vec<String>,
    pub(crate) first: bool,
    pub(crate) sign_no: u32,
    pub(crate) at: AtMs,
    pub(crate) oddity: Oddity,
    pub(crate) served: u32,
}

/// A message that the buyer received from the shop over the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    /// The chat.
    pub chat: String,
    /// The text.
    pub text: String,
    /// Names of its files.
    pub files: Vec<String>,
    /// When it arrived.
    pub at: AtMs,
}

/// Something due at a moment to come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Later {
    pub(crate) due: AtMs,
    pub(crate) delivers: bool,
    pub(crate) draft: Draft,
}

/// An event before it has an id and a time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Draft {
    pub(crate) chat: String,
    pub(crate) sender: Sender,
    pub(crate) source: String,
    pub(crate) text: String,
    pub(crate) files: Vec<String>,
    pub(crate) oddity: Oddity,
}

/// Who the shop is (`/api/v1/seller-info`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    /// The seller's id, also in the token.
    pub sid: String,
    /// The name in the contract.
    pub name: String,
    /// The trade mark.
    pub trade_mark: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Shop {
    pub(crate) seed: u64,
    made: u64,
    pub(crate) seller: Seller,
    pub(crate) tokens: Vec<Issued>,
    pub(crate) chats: Vec<Chat>,
    pub(crate) feed: Vec<Event>,
    pub(crate) later: Vec<Later>,
    pub(crate) delivered: Vec<Delivered>,
    pub(crate) cards: BTreeMap<i64, String>,
    pub(crate) files: BTreeMap<String, StoredFile>,
    /// The latest `next` given out, or the newest event: nothing is dated at or before it.
    watermark: i64,
    /// What the demo shop has used up.
    pub(crate) used: BTreeMap<String, u32>,
    #[serde(skip)]
    by_id: HashMap<String, usize>,
}

/// One batch of the feed, before it is written down.
#[derive(Debug)]
pub(crate) struct Page {
    /// Positions in the feed.
    pub(crate) events: std::ops::Range<usize>,
    pub(crate) next: AtMs,
}

impl Shop {
    pub(crate) fn new(seed: u64, seller: Seller) -> Self {
        Self {
            seed,
            made: 0,
            seller,
            tokens: Vec::new(),
            chats: Vec::new(),
            feed: Vec::new(),
            later: Vec::new(),
            delivered: Vec::new(),
            cards: BTreeMap::new(),
            files: BTreeMap::new(),
            watermark: 0,
            used: BTreeMap::new(),
            by_id: HashMap::new(),
        }
    }

    /// Rebuilds what is not stored.
    pub(crate) fn loaded(mut self) -> Self {
        self.by_id = self.chats.iter().enumerate().map(|(n, chat)| (chat.id.clone(), n)).collect();
        self
    }

    /// Differs whenever serving has changed something a restart must know.
    pub(crate) fn mark(&self) -> (i64, usize, usize) {
        (self.watermark, self.feed.len(), self.later.len())
    }

    fn number(&mut self) -> u64 {
        self.made += 1;
        dice::mix(self.seed ^ dice::mix(self.made))
    }

    pub(crate) fn issue(&mut self, spec: TokenSpec, now: AtMs) -> String {
        let seed = self.number();
        let issued = token::mint(spec, &self.seller.sid, seed, now);
        let text = issued.text.clone();
        self.tokens.push(issued);
        text
    }

    pub(crate) fn open_chat(&mut self, name: &str, item: Option<Item>) -> String {
        let id = format!("1:{}", dice::uuid(self.number()));
        self.open_chat_as(&id, name, item);
        id
    }

    pub(crate) fn open_chat_as(&mut self, id: &str, name: &str, item: Option<Item>) {
        if let Some(item) = &item {
            self.cards.insert(item.nm_id, item.title.clone());
        }
        self.by_id.insert(id.to_owned(), self.chats.len());
        self.chats.push(Chat { id: id.to_owned(), client_name: name.to_owned(), item, sign_no: 0, last: None, hidden: false });
    }

    pub(crate) fn chat(&self, id: &str) -> Option<&Chat> {
        self.by_id.get(id).and_then(|n| self.chats.get(*n))
    }

    pub(crate) fn chat_mut(&mut self, id: &str) -> Option<&mut Chat> {
        self.by_id.get(id).and_then(|n| self.chats.get_mut(*n))
    }

    /// The chat's signature as it was after so many changes.
    pub(crate) fn sign(&self, chat: &str, sign_no: u32) -> String {
        let seed = dice::mix(self.seed ^ dice::number_of(chat) ^ u64::from(sign_no));
        format!("{chat}:{}", dice::hex(seed, 128))
    }

    /// The chat whose present signature this is.
    pub(crate) fn signed(&self, sign: &str) -> Option<&Chat> {
        let (id, _) = sign.rsplit_once(':')?;
        self.chat(id).filter(|chat| self.sign(id, chat.sign_no) == sign)
    }

    pub(crate) fn store_file(&mut self, attach: &Attach, at: AtMs) -> String {
        let id = dice::uuid(self.number());
        let Attach { name, media_type, bytes, moderation } = attach.clone();
        self.files.insert(id.clone(), StoredFile { name, media_type, bytes, moderation, at });
        id
    }

    /// Puts an event into the feed: now, or at a moment of the past nobody has asked beyond yet.
    pub(crate) fn write(&mut self, draft: Draft, at: AtMs) -> Event {
        self.place(draft, AtMs(at.0.max(self.watermark.saturating_add(1))))
    }

    /// Puts an event where it belongs by its time, even behind a cursor already given out.
    pub(crate) fn place(&mut self, draft: Draft, at: AtMs) -> Event {
        if self.chat(&draft.chat).is_none() {
            self.open_chat_as(&draft.chat.clone(), "Покупатель", None);
        }
        let id = dice::uuid(self.number());
        let (sign_no, first) = self.chat(&draft.chat).map_or((0, true), |chat| (chat.sign_no, chat.last.is_none()));
        let Draft { chat, sender, source, text, files, oddity } = draft;
        if let Some(row) = self.chat_mut(&chat)
            && row.last.as_ref().is_none_or(|(_, last)| *last <= at)
        {
            row.last = Some((text.clone(), at));
        }
        let event = Event { id, chat, sender, source, text, files, first, sign_no, at, oddity, served: 0 };
        let place = self.feed.partition_point(|other| other.at <= at);
        self.feed.insert(place, event.clone());
        event
    }

    /// The message of the shop reaches the buyer and the feed.
    pub(crate) fn deliver(&mut self, draft: Draft, now: AtMs) -> Event {
        self.note_delivery(&draft, now);
        self.write(draft, now)
    }

    pub(crate) fn note_delivery(&mut self, draft: &Draft, now: AtMs) {
        let files = draft.files.iter().filter_map(|id| self.files.get(id)).map(|file| file.name.clone()).collect();
        self.delivered.push(Delivered { chat: draft.chat.clone(), text: draft.text.clone(), files, at: now });
    }

    /// Does what has become due. Returns whether anything was.
    pub(crate) fn catch_up(&mut self, now: AtMs) -> bool {
        let (mut due, rest): (Vec<Later>, Vec<Later>) = std::mem::take(&mut self.later).into_iter().partition(|later| later.due <= now);
        self.later = rest;
        due.sort_by_key(|later| later.due);
        let any = !due.is_empty();
        for Later { due, delivers, draft } in due {
            if delivers {
                self.deliver(draft, due);
            } else {
                self.write(draft, due);
            }
        }
        any
    }

    /// The batch after a moment: whole milliseconds, at least one event if there is any.
    pub(crate) fn page(&self, after: Option<AtMs>, size: usize, now: AtMs) -> Page {
        let start = after.map_or(0, |after| self.feed.partition_point(|event| event.at <= after));
        let mut end = start.saturating_add(size.max(1)).min(self.feed.len());
        let last = end.checked_sub(1).filter(|last| *last >= start).and_then(|last| self.feed.get(last)).map(|event| event.at);
        if let Some(last) = last {
            end = self.feed.partition_point(|event| event.at <= last);
        }
        // An empty shop asked for the first time still owes a cursor, and 0 is refused by itself.
        let next = last.or(after).unwrap_or_else(|| AtMs(now.0.max(1)));
        Page { events: start..end, next }
    }

    /// A cursor leaves the house. One the client made up itself (in the future) binds nobody.
    pub(crate) fn give_out(&mut self, next: AtMs, now: AtMs) {
        if next <= now || self.feed.last().is_some_and(|event| next <= event.at) {
            self.watermark = self.watermark.max(next.0);
        }
    }
}

mod as_base64 {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}
