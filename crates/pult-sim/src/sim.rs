//! The simulator as tests and the demo shop hold it.

use std::io;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use pult_domain::{AtMs, Clock, SystemClock};
use serde::{Deserialize, Serialize};

use crate::answers::turn_sign;
use crate::dice;
use crate::faults::{Chaos, Faults};
use crate::house::{self, House};
use crate::shop::{Attach, Delivered, Draft, Event, Item, Oddity, Seller, Sender, Shop};
use crate::token::TokenSpec;
use crate::world::{Seen, World, lock};

/// How a simulator is started.
#[derive(Clone, Debug)]
pub struct SimOptions {
    /// Ids, signatures and tokens follow from it.
    pub seed: u64,
    /// Events of a page. What WB gives is not documented; 50 is what integrators saw.
    pub page_size: usize,
    /// The marketplace's time.
    pub clock: Arc<dyn Clock>,
    /// Where the state is kept; with it a restart changes nothing.
    pub state_file: Option<PathBuf>,
    /// Whether the documented request limits hold.
    pub enforce_limits: bool,
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The shop's trade mark.
    pub trade_mark: String,
}

impl Default for SimOptions {
    fn default() -> Self {
        Self {
            seed: 1, page_size: 50, clock: Arc::new(SystemClock), state_file: None, enforce_limits: false, port: 0, trade_mark: "Глина и быт".to_owned()
        }
    }
}

/// A chat seen from the buyer's side. Wherever a chat is asked for, its id as text will do too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// The chat's id.
    pub chat: String,
    /// The name that the marketplace shows.
    pub name: String,
}

impl AsRef<str> for Buyer {
    fn as_ref(&self) -> &str {
        &self.chat
    }
}

/// An event that was put into the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its id.
    pub event: String,
    /// The marketplace's time of it.
    pub at: AtMs,
}

/// One event of the feed: what a client that lost nothing and doubled nothing must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// The chat.
    pub chat: String,
    /// The event's id.
    pub event: String,
    /// Whether its kind is `message`.
    pub is_message: bool,
    /// Who wrote.
    pub sender: Sender,
    /// The text; half a surrogate pair, where one was sent after it, is not part of it.
    pub text: String,
    /// Files and pictures.
    pub files: usize,
    /// The marketplace's time.
    pub at: AtMs,
    /// In how many answers it left the house, whether they arrived or not.
    pub served: u32,
}

impl From<&Event> for LedgerEntry {
    fn from(event: &Event) -> Self {
        Self {
            chat: event.chat.clone(),
            event: event.id.clone(),
            is_message: event.oddity != Oddity::UnknownKind,
            sender: event.sender,
            text: event.text.clone(),
            files: event.files.len(),
            at: event.at,
            served: event.served,
        }
    }
}

/// A running simulator; dropping it ends it. Everything else is on [`SimShop`].
#[derive(Debug)]
pub struct WbSim {
    shop: SimShop,
    house: House<Shop>,
}

/// The strings of a running simulator; clones pull the same ones.
#[derive(Clone, Debug)]
pub struct SimShop {
    pub(crate) world: Arc<World<Shop>>,
    pub(crate) token: String,
}

impl WbSim {
    /// Starts a marketplace with an empty shop, or with the one in the state file, within the
    /// runtime of the caller.
    ///
    /// # Errors
    /// The port is taken, or the state file cannot be read.
    pub async fn start(options: SimOptions) -> io::Result<Self> {
        let shop = house::kept::<Shop>(options.state_file.as_deref())?.map(Shop::loaded).unwrap_or_else(|| {
            let sid = dice::uuid(dice::mix(options.seed ^ 0x5E11E5));
            Shop::new(options.seed, Seller { sid, name: "ИП Гончарова А. В.".to_owned(), trade_mark: options.trade_mark.clone() })
        });
        let house = House::open(options, shop).await?;
        let world = house.world();
        let token = world.change(|shop, now| match shop.tokens.first().filter(|token| now < token.expires_at && !token.revoked) {
            Some(token) => token.text.clone(),
            None => shop.issue(TokenSpec::default(), now),
        });
        Ok(Self { shop: SimShop { world, token }, house })
    }

    /// The strings, to be handed on.
    #[must_use]
    pub fn shop(&self) -> SimShop {
        self.shop.clone()
    }

    /// Ends the simulator; returns when its port is closed.
    pub async fn stop(mut self) {
        self.house.stop().await;
    }

    /// Closes the port and every connection; returns when it is closed.
    pub async fn refuse_connections(&mut self) {
        self.house.refuse_connections().await;
    }

    /// Opens the same port again; returns when it is open.
    pub async fn accept_connections(&mut self) {
        self.house.accept_connections().await;
    }
}

impl Deref for WbSim {
    type Target = SimShop;

    fn deref(&self) -> &SimShop {
        &self.shop
    }
}

impl SimShop {
    /// The address that stands for all hosts of the marketplace.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.world.base_url
    }

    /// A personal token with the rights for chats and cards.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Makes another token.
    #[must_use]
    pub fn token_with(&self, spec: TokenSpec) -> String {
        self.world.change(|shop, now| shop.issue(spec, now))
    }

    /// Withdraws every token given out so far: 401 from now on.
    pub fn revoke_token(&self) {
        self.world.change(|shop, _| shop.tokens.iter_mut().for_each(|token| token.revoked = true));
    }

    /// What the header `X-Sim-Control` must say.
    #[must_use]
    pub fn control_token(&self) -> &str {
        &self.world.control_token
    }

    /// The marketplace's time.
    #[must_use]
    pub fn now(&self) -> AtMs {
        self.world.now()
    }

    /// The script of faults.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.world.faults.clone()
    }

    /// Faults by chance from now on.
    pub fn chaos(&self, chaos: Chaos) {
        self.world.faults.chaos(chaos);
    }

    /// A buyer with an order, who has not written yet.
    #[must_use]
    pub fn buyer(&self, name: &str, item: Item) -> Buyer {
        let chat = self.world.change(|shop, _| shop.open_chat(name, Some(item)));
        Buyer { chat, name: name.to_owned() }
    }

    /// The buyer writes. A chat nobody knows is opened under the given id.
    pub fn buyer_writes(&self, chat: impl AsRef<str>, text: &str) -> Written {
        self.put(chat.as_ref(), Sender::Client, text, &[], Oddity::None)
    }

    /// The buyer writes and sends files or pictures.
    pub fn buyer_sends(&self, chat: impl AsRef<str>, text: &str, files: &[Attach]) -> Written {
        self.put(chat.as_ref(), Sender::Client, text, files, Oddity::None)
    }

    /// The buyer wrote at a moment of the past. Once a cursor has passed that moment, the event is
    /// dated after the cursor instead.
    pub fn buyer_wrote_at(&self, chat: impl AsRef<str>, text: &str, at: AtMs) -> Written {
        written(self.world.change(|shop, _| shop.write(draft(chat.as_ref(), Sender::Client, text), at)))
    }

    /// The shop answered in the cabinet at a moment of the past, as [`Self::buyer_wrote_at`] for the buyer.
    pub fn seller_wrote_at(&self, chat: impl AsRef<str>, text: &str, at: AtMs) -> Written {
        written(self.world.change(|shop, _| shop.write(draft(chat.as_ref(), Sender::Seller, text), at)))
    }

    /// An event that the marketplace puts into its feed too late: behind cursors already given
    /// out. Only a client that asks again for a little of the past sees it.
    pub fn arrives_late(&self, chat: impl AsRef<str>, text: &str, ms_ago: i64) -> Written {
        written(self.world.change(|shop, now| shop.place(draft(chat.as_ref(), Sender::Client, text), now.plus_ms(-ms_ago))))
    }

    /// Wildberries writes into the chat.
    pub fn system_writes(&self, chat: impl AsRef<str>, text: &str) -> Written {
        self.put(chat.as_ref(), Sender::Wb, text, &[], Oddity::None)
    }

    /// The shop answers in the cabinet, past us.
    pub fn seller_writes_in_cabinet(&self, chat: impl AsRef<str>, text: &str) -> Written {
        self.put(chat.as_ref(), Sender::Seller, text, &[], Oddity::None)
    }

    /// An event of the shop without any `message`, as the documents show one.
    pub fn empty_event(&self, chat: impl AsRef<str>) -> Written {
        self.put(chat.as_ref(), Sender::Seller, "", &[], Oddity::NoMessage)
    }

    fn put(&self, chat: &str, sender: Sender, text: &str, files: &[Attach], oddity: Oddity) -> Written {
        written(self.world.change(|shop, now| {
            let files = files.iter().map(|file| shop.store_file(file, now)).collect();
            shop.write(Draft { files, oddity, ..draft(chat, sender, text) }, now)
        }))
    }

    /// Changes the chat's signature: the old one is refused from now on.
    pub fn rotate_sign(&self, chat: impl AsRef<str>) {
        self.world.change(|shop, _| turn_sign(shop, chat.as_ref()));
    }

    /// Keeps the chat out of the list while its events still come.
    pub fn hide_from_list(&self, chat: impl AsRef<str>) {
        self.world.change(|shop, _| {
            if let Some(chat) = shop.chat_mut(chat.as_ref()) {
                chat.hidden = true;
            }
        });
    }

    /// What the buyer received from the shop over the API, oldest first.
    #[must_use]
    pub fn delivered_to(&self, chat: impl AsRef<str>) -> Vec<Delivered> {
        self.world.look(|shop| shop.delivered.iter().filter(|one| one.chat == chat.as_ref()).cloned().collect())
    }

    /// What all buyers received over the API, oldest first.
    #[must_use]
    pub fn delivered(&self) -> Vec<Delivered> {
        self.world.look(|shop| shop.delivered.clone())
    }

    /// The whole feed, oldest first.
    #[must_use]
    pub fn ledger(&self) -> Vec<LedgerEntry> {
        self.world.look(|shop| shop.feed.iter().map(LedgerEntry::from).collect())
    }

    /// The chats that have messages: id and buyer's name.
    #[must_use]
    pub fn chats(&self) -> Vec<Buyer> {
        let heard = |shop: &Shop| {
            shop.chats.iter().filter(|chat| chat.last.is_some()).map(|chat| Buyer { chat: chat.id.clone(), name: chat.client_name.clone() }).collect()
        };
        self.world.look(heard)
    }

    /// Every request so far, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Seen> {
        lock(&self.world.seen).clone()
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        lock(&self.world.seen).clear();
    }
}

fn written(event: Event) -> Written {
    Written { event: event.id, at: event.at }
}

pub(crate) fn draft(chat: &str, sender: Sender, text: &str) -> Draft {
    let source = match sender {
        Sender::Client if dice::number_of(chat).is_multiple_of(3) => "ios",
        Sender::Client if dice::number_of(chat) % 3 == 1 => "android",
        Sender::Client => "rusite",
        Sender::Seller => "seller-portal",
        Sender::Wb => "rusite",
    };
    Draft { chat: chat.to_owned(), sender, source: source.to_owned(), text: text.to_owned(), files: Vec::new(), oddity: Oddity::None }
}
