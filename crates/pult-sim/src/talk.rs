//! The shop's side of a marketplace that has chats and their histories, but no feed over all of
//! them: Ozon, Yandex Market, Avito. Pure state; whoever calls brings the time.
//!
//! One state serves all three, because what happens in a shop is the same everywhere: somebody
//! writes in a chat, something is delivered, read, edited or taken back. What differs is how it is
//! told ([`crate::ozon`], [`crate::yandex_market`], [`crate::avito`]) and how ids look ([`Face`]).
//!
//! What no document says is decided here once: a message that the marketplace notices late carries
//! its old time, yet its chat counts as touched now; an edit touches no chat, a deletion does.

use std::collections::BTreeMap;

use pult_domain::AtMs;
use serde::{Deserialize, Serialize};

use crate::dice;
use crate::faults::Fault;
use crate::shop::{Attach, Delivered, Item, StoredFile};

pub(crate) mod control;
mod front;
pub(crate) mod key;
pub(crate) mod say;
pub(crate) mod sim;

use key::{IssuedKey, Session};

/// Which marketplace a simulator plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// Ozon.
    Ozon,
    /// Yandex Market.
    YandexMarket,
    /// Avito.
    Avito,
}

/// What sort of chat it is; each marketplace has some of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatSort {
    /// With a buyer, about an item or an order.
    #[default]
    Buyer,
    /// With the marketplace's support (Ozon).
    Support,
    /// Announcements (Ozon).
    Notification,
    /// With a buyer and an arbiter (Yandex Market).
    Dispute,
    /// About a return (Yandex Market).
    Return,
    /// With a person, about no item (Avito's `u2u`, Yandex Market's `DIRECT`).
    Direct,
}

/// Who wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The buyer.
    Buyer,
    /// The shop.
    Seller,
    /// The marketplace, by itself.
    Market,
    /// The marketplace's support.
    Support,
}

/// What a message is, where it is more than words and files (Avito).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Shared {
    /// Words, files, or both.
    #[default]
    Words,
    /// A link with a preview; the text stands beside it.
    Link {
        /// Where it leads.
        url: String,
    },
    /// An item on sale.
    Item {
        /// The item.
        item: Item,
    },
    /// A place; the text is its address.
    Place {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
    },
    /// A call nobody answered.
    MissedCall,
    /// A spoken message; its file is the recording.
    Voice,
    /// Words of a bot.
    Bot,
    /// Taken back.
    Deleted,
    /// A kind nobody knows.
    Riddle,
}

/// One message of a chat.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) who: Speaker,
    pub(crate) what: Shared,
    pub(crate) text: String,
    pub(crate) files: Vec<String>,
    pub(crate) at: AtMs,
    /// When the other side read it.
    pub(crate) read: Option<AtMs>,
    pub(crate) served: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Chat {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) sort: ChatSort,
    pub(crate) item: Option<Item>,
    /// The order's number, where the chat is about one.
    pub(crate) order: Option<String>,
    pub(crate) opened_at: AtMs,
    /// When something last happened in it.
    pub(crate) touched_at: AtMs,
    /// In the order in which the marketplace took them, which is not always that of their times.
    pub(crate) lines: Vec<Line>,
    pub(crate) closed: bool,
    /// The other side's account is gone: the chat is not to be found any more.
    pub(crate) gone: bool,
    /// The status with which the marketplace answers for its history, whoever asks.
    #[serde(default)]
    pub(crate) refuses: Option<u16>,
}

impl Chat {
    /// When the buyer last wrote.
    pub(crate) fn heard_at(&self) -> Option<AtMs> {
        self.lines.iter().filter(|line| line.who == Speaker::Buyer).map(|line| line.at).max()
    }

    /// Messages that the shop has not marked as read.
    pub(crate) fn unread(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.who != Speaker::Seller && line.read.is_none())
    }
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStage {
    /// Paid, to be packed.
    #[default]
    Packing,
    /// On its way.
    OnTheWay,
    /// Waiting at the pickup point.
    AtPickup,
    /// With the buyer.
    Delivered,
    /// Cancelled.
    Cancelled,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) item: Item,
    pub(crate) chat: String,
    pub(crate) stage: OrderStage,
    pub(crate) placed_at: AtMs,
    pub(crate) moved_at: AtMs,
    /// Kept and sent by the shop itself (Ozon's FBS), not by the marketplace (FBO).
    pub(crate) own_stock: bool,
}

/// A message due at a moment to come.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Later {
    due: AtMs,
    delivers: bool,
    chat: String,
    line: Line,
}

/// What the shop has subscribed to, as far as chats are concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// Enough for everything (Ozon `PREMIUM_PLUS`, Avito "Максимальный").
    #[default]
    Enough,
    /// Too low for chats (Ozon `PREMIUM`, Avito "Базовый").
    TooLow,
    /// None at all.
    Nothing,
}

/// A message before it has an id and a time.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) who: Speaker,
    pub(crate) what: Shared,
    pub(crate) text: String,
    pub(crate) files: Vec<String>,
}

impl Draft {
    pub(crate) fn words(who: Speaker, text: &str) -> Self {
        Self { who, what: Shared::Words, text: text.to_owned(), files: Vec::new() }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Talks {
    pub(crate) face: Face,
    pub(crate) seed: u64,
    made: u64,
    pub(crate) trade_mark: String,
    pub(crate) plan: Plan,
    pub(crate) keys: Vec<IssuedKey>,
    pub(crate) sessions: Vec<Session>,
    pub(crate) chats: Vec<Chat>,
    later: Vec<Later>,
    pub(crate) delivered: Vec<Delivered>,
    pub(crate) files: BTreeMap<String, StoredFile>,
    pub(crate) items: BTreeMap<i64, Item>,
    pub(crate) orders: BTreeMap<String, Order>,
    /// How wrong the marketplace's own clock is, in milliseconds.
    pub(crate) skew_ms: i64,
    /// Ozon: whether a history leaves out the message it was asked to begin with. The documents say
    /// "with which to begin", which is read as "with it" unless a test says otherwise.
    pub(crate) leaves_out_first: bool,
}

impl Talks {
    pub(crate) fn new(face: Face, seed: u64, trade_mark: &str) -> Self {
        Self {
            face,
            seed,
            made: 0,
            trade_mark: trade_mark.to_owned(),
            plan: Plan::default(),
            keys: Vec::new(),
            sessions: Vec::new(),
            chats: Vec::new(),
            later: Vec::new(),
            delivered: Vec::new(),
            files: BTreeMap::new(),
            items: BTreeMap::new(),
            orders: BTreeMap::new(),
            skew_ms: 0,
            leaves_out_first: false,
        }
    }

    /// A moment as the marketplace's own clock has it.
    pub(crate) fn told(&self, at: AtMs) -> AtMs {
        at.plus_ms(self.skew_ms)
    }

    /// Differs whenever serving has changed something a restart must know.
    pub(crate) fn mark(&self) -> (i64, usize, usize) {
        let lines = self.chats.iter().map(|chat| chat.lines.len()).sum();
        (i64::try_from(self.made).unwrap_or(i64::MAX), lines, self.later.len())
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.made += 1;
        dice::mix(self.seed ^ dice::mix(self.made))
    }

    /// The next id of a chat, as this marketplace spells them.
    fn chat_id(&mut self, sort: ChatSort) -> String {
        let number = self.number();
        match self.face {
            Face::Ozon => dice::uuid(number),
            Face::YandexMarket => (7_000_000 + self.made * 13).to_string(),
            // `~` and `_` are seen in real ids and must survive a path.
            Face::Avito if sort == ChatSort::Direct => format!("u2u-{}~_{}", dice::hex(number, 10), dice::hex(number ^ 1, 10)),
            Face::Avito => format!("u2i-{}~_{}", dice::hex(number, 10), dice::hex(number ^ 1, 10)),
        }
    }

    /// The next id of a message: Ozon's are beyond 2^53, Avito's are no numbers.
    fn line_id(&mut self) -> String {
        let number = self.number();
        match self.face {
            Face::Ozon => (3_000_000_000_118_021_931 + self.made * 1_009).to_string(),
            Face::YandexMarket => (50_000_000_000 + self.made * 7).to_string(),
            Face::Avito => dice::hex(number, 32),
        }
    }

    /// The number of an order, as this marketplace spells them.
    fn order_number(&mut self) -> String {
        let number = self.number();
        match self.face {
            Face::Ozon => format!("{:010}-{:04}", number % 1_000_000_000, self.made % 10_000),
            Face::YandexMarket => (48_000_000_000 + number % 1_000_000_000).to_string(),
            Face::Avito => (70_000_000_000_000 + number % 1_000_000_000).to_string(),
        }
    }

    pub(crate) fn open_chat(&mut self, sort: ChatSort, name: &str, item: Option<Item>, now: AtMs) -> String {
        let id = self.chat_id(sort);
        self.open_chat_as(&id, sort, name, item, now);
        id
    }

    fn open_chat_as(&mut self, id: &str, sort: ChatSort, name: &str, item: Option<Item>, now: AtMs) {
        let order = item.as_ref().map(|item| {
            self.items.insert(item.nm_id, item.clone());
            let number = self.order_number();
            let order = Order { item: item.clone(), chat: id.to_owned(), stage: OrderStage::OnTheWay, placed_at: now, moved_at: now, own_stock: false };
            self.orders.insert(number.clone(), order);
            number
        });
        self.chats.push(Chat {
            id: id.to_owned(),
            name: name.to_owned(),
            sort,
            item,
            order,
            opened_at: now,
            touched_at: now,
            lines: Vec::new(),
            closed: false,
            gone: false,
            refuses: None,
        });
    }

    pub(crate) fn chat(&self, id: &str) -> Option<&Chat> {
        self.chats.iter().find(|chat| chat.id == id && !chat.gone)
    }

    pub(crate) fn chat_mut(&mut self, id: &str) -> Option<&mut Chat> {
        self.chats.iter_mut().find(|chat| chat.id == id)
    }

    /// The chats somebody has written in, the one touched last first.
    pub(crate) fn listed(&self) -> Vec<&Chat> {
        let mut listed: Vec<&Chat> = self.chats.iter().filter(|chat| !chat.lines.is_empty() && !chat.gone).collect();
        listed.sort_by_key(|chat| (std::cmp::Reverse(chat.touched_at), chat.id.as_str()));
        listed
    }

    pub(crate) fn store_file(&mut self, attach: &Attach, at: AtMs) -> String {
        let id = dice::uuid(self.number());
        let Attach { name, media_type, bytes, moderation } = attach.clone();
        self.files.insert(id.clone(), StoredFile { name, media_type, bytes, moderation, at });
        id
    }

    fn line(&mut self, draft: Draft, at: AtMs) -> Line {
        let Draft { who, what, text, files } = draft;
        Line { id: self.line_id(), who, what, text, files, at, read: None, served: 0 }
    }

    /// Notes that these messages left the house, whether they arrive or not.
    pub(crate) fn serve_lines(&mut self, chat: &str, lines: &[Line]) {
        let Some(chat) = self.chat_mut(chat) else { return };
        for line in chat.lines.iter_mut().filter(|line| lines.iter().any(|served| served.id == line.id)) {
            line.served = line.served.saturating_add(1);
        }
    }

    /// Somebody writes; a chat nobody knows is opened under the given id.
    pub(crate) fn write(&mut self, chat: &str, draft: Draft, at: AtMs, now: AtMs) -> Line {
        if !self.chats.iter().any(|one| one.id == chat) {
            self.open_chat_as(chat, ChatSort::Buyer, "Покупатель", None, now);
        }
        let line = self.line(draft, at);
        self.put(chat, line.clone(), now);
        line
    }

    fn put(&mut self, chat: &str, line: Line, now: AtMs) {
        if let Some(chat) = self.chat_mut(chat) {
            chat.touched_at = chat.touched_at.max(now);
            chat.lines.push(line);
        }
    }

    fn note_delivery(&mut self, chat: &str, line: &Line, at: AtMs) {
        let files = line.files.iter().filter_map(|id| self.files.get(id)).map(|file| file.name.clone()).collect();
        self.delivered.push(Delivered { chat: chat.to_owned(), text: line.text.clone(), files, at });
    }

    /// Takes a reply of the shop in: at once, or as the faults say.
    pub(crate) fn accept(&mut self, chat: &str, draft: Draft, faults: &[Fault], now: AtMs) -> Line {
        let line = self.line(draft, now);
        for fault in faults {
            match fault {
                Fault::AcceptLate { ms } => {
                    self.later.push(Later { due: now.plus_ms(*ms), delivers: true, chat: chat.to_owned(), line: line.clone() });
                    return line;
                }
                Fault::EchoLate { ms } => {
                    self.note_delivery(chat, &line, now);
                    self.later.push(Later { due: now.plus_ms(*ms), delivers: false, chat: chat.to_owned(), line: line.clone() });
                    return line;
                }
                _ => {}
            }
        }
        self.note_delivery(chat, &line, now);
        self.put(chat, line.clone(), now);
        line
    }

    /// Does what has become due. Returns whether anything was.
    pub(crate) fn catch_up(&mut self, now: AtMs) -> bool {
        let (mut due, rest): (Vec<Later>, Vec<Later>) = std::mem::take(&mut self.later).into_iter().partition(|later| later.due <= now);
        self.later = rest;
        due.sort_by_key(|later| later.due);
        let any = !due.is_empty();
        for Later { due, delivers, chat, mut line } in due {
            if delivers {
                line.at = due;
                self.note_delivery(&chat, &line, due);
            }
            // Avito has told the id already; elsewhere ids grow in the order of the chat.
            if self.face != Face::Avito {
                line.id = self.line_id();
            }
            self.put(&chat, line, due);
        }
        any
    }

    pub(crate) fn due_later(&self) -> usize {
        self.later.len()
    }

    /// The shop has read the chat up to a message (all of it where none is named).
    pub(crate) fn read(&mut self, chat: &str, up_to: Option<&str>, now: AtMs) {
        let Some(chat) = self.chat_mut(chat) else { return };
        let end = up_to.and_then(|id| chat.lines.iter().position(|line| line.id == id)).unwrap_or(chat.lines.len().saturating_sub(1));
        for line in chat.lines.iter_mut().take(end + 1).filter(|line| line.who != Speaker::Seller && line.read.is_none()) {
            line.read = Some(now);
        }
    }

    pub(crate) fn change_line(&mut self, chat: &str, line: &str, f: impl FnOnce(&mut Line)) -> bool {
        let found = self.chat_mut(chat).and_then(|chat| chat.lines.iter_mut().find(|one| one.id == line));
        found.map(f).is_some()
    }

    /// The message becomes "deleted"; it stays in the history.
    pub(crate) fn remove(&mut self, chat: &str, line: &str, now: AtMs) -> bool {
        let removed = self.change_line(chat, line, |line| {
            line.what = Shared::Deleted;
            line.text.clear();
            line.files.clear();
        });
        if let (true, Some(chat)) = (removed, self.chat_mut(chat)) {
            chat.touched_at = chat.touched_at.max(now);
        }
        removed
    }
}
