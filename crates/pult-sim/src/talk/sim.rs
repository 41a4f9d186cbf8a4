//! The three simulators as tests hold them.

use std::io;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use pult_domain::AtMs;

use super::key::KeySpec;
use super::say::plain_text;
use super::{Chat, ChatSort, Draft, Face, Line, OrderStage, Plan, Shared, Speaker, Talks};
use crate::faults::{Chaos, Faults};
use crate::house::{self, House};
use crate::shop::{Attach, Delivered, Item, Sender};
use crate::sim::{Buyer, LedgerEntry, SimOptions, Written};
use crate::world::{Seen, World, lock};

/// Says which marketplace a [`ChatSim`] plays.
pub trait Played: Send + Sync + 'static {
    /// That marketplace.
    const FACE: Face;
}

/// Ozon is played.
#[derive(Clone, Copy, Debug)]
pub struct Ozon;
/// Yandex Market is played.
#[derive(Clone, Copy, Debug)]
pub struct YandexMarket;
/// Avito is played.
#[derive(Clone, Copy, Debug)]
pub struct Avito;

impl Played for Ozon {
    const FACE: Face = Face::Ozon;
}
impl Played for YandexMarket {
    const FACE: Face = Face::YandexMarket;
}
impl Played for Avito {
    const FACE: Face = Face::Avito;
}

/// Ozon on this machine.
pub type OzonSim = ChatSim<Ozon>;
/// Yandex Market on this machine.
pub type MarketSim = ChatSim<YandexMarket>;
/// Avito on this machine.
pub type AvitoSim = ChatSim<Avito>;

/// A running simulator of a marketplace without a feed; dropping it ends it. Everything else is on
/// [`ChatShop`].
#[derive(Debug)]
pub struct ChatSim<F> {
    shop: ChatShop,
    house: House<Talks>,
    played: PhantomData<F>,
}

/// The strings of a running simulator; clones pull the same ones.
#[derive(Clone, Debug)]
pub struct ChatShop {
    world: Arc<World<Talks>>,
    token: String,
    client_id: Option<String>,
}

impl<F: Played> ChatSim<F> {
    /// Starts a marketplace with an empty shop, or with the one in the state file, within the
    /// runtime of the caller.
    ///
    /// # Errors
    /// The port is taken, or the state file cannot be read.
    pub async fn start(options: SimOptions) -> io::Result<Self> {
        let kept = house::kept::<Talks>(options.state_file.as_deref())?;
        let talks = kept.unwrap_or_else(|| Talks::new(F::FACE, options.seed, &options.trade_mark));
        if talks.face != F::FACE {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the state file is another marketplace's"));
        }
        let house = House::open(options, talks).await?;
        let world = house.world();
        let token = world.change(|talks, now| match talks.keys.first().filter(|key| now < key.expires_at && !key.revoked) {
            Some(key) => key.text.clone(),
            None => talks.issue(KeySpec::default(), now),
        });
        let client_id = world.look(Talks::client_id);
        Ok(Self { shop: ChatShop { world, token, client_id }, house, played: PhantomData })
    }

    /// The strings, to be handed on.
    #[must_use]
    pub fn shop(&self) -> ChatShop {
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

impl<F> Deref for ChatSim<F> {
    type Target = ChatShop;

    fn deref(&self) -> &ChatShop {
        &self.shop
    }
}

impl ChatShop {
    /// The address that stands for all hosts of the marketplace.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.world.base_url
    }

    /// A key with every right: Ozon's Api-Key, the Market's Api-Key, Avito's client secret.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The public half of the credentials, where there is one (Ozon, Avito).
    #[must_use]
    pub fn client_id(&self) -> Option<&str> {
        self.client_id.as_deref()
    }

    /// Makes another key.
    #[must_use]
    pub fn token_with(&self, spec: KeySpec) -> String {
        self.world.change(|talks, now| talks.issue(spec, now))
    }

    /// Withdraws every key given out so far, and what was obtained with them.
    pub fn revoke_token(&self) {
        self.world.change(|talks, _| talks.revoke());
    }

    /// Avito: every token obtained so far has expired (403); the key is still good.
    pub fn expire_sessions(&self) {
        self.world.change(|talks, now| talks.sessions.iter_mut().for_each(|session| session.expires_at = now));
    }

    /// Changes what the shop has subscribed to.
    pub fn set_plan(&self, plan: Plan) {
        self.world.change(|talks, _| talks.plan = plan);
    }

    /// The marketplace's own clock is wrong by so many milliseconds in everything it tells.
    pub fn set_clock_skew_ms(&self, ms: i64) {
        self.world.change(|talks, _| talks.skew_ms = ms);
    }

    /// What the header `X-Sim-Control` must say.
    #[must_use]
    pub fn control_token(&self) -> &str {
        &self.world.control_token
    }

    /// The true time.
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
        self.opens(ChatSort::Buyer, name, Some(item))
    }

    /// A chat of any sort; it is listed once somebody has written in it.
    #[must_use]
    pub fn opens(&self, sort: ChatSort, name: &str, item: Option<Item>) -> Buyer {
        let chat = self.world.change(|talks, now| talks.open_chat(sort, name, item, now));
        Buyer { chat, name: name.to_owned() }
    }

    /// The buyer writes.
    pub fn buyer_writes(&self, chat: impl AsRef<str>, text: &str) -> Written {
        self.put(chat.as_ref(), Draft::words(Speaker::Buyer, text), 0)
    }

    /// The buyer sends files or pictures: each is a message of its own, after the text if there is
    /// one. Returns the last.
    pub fn buyer_sends(&self, chat: impl AsRef<str>, text: &str, files: &[Attach]) -> Written {
        self.sends(chat.as_ref(), Speaker::Buyer, text, files)
    }

    /// The buyer wrote at a moment of the past.
    pub fn buyer_wrote_at(&self, chat: impl AsRef<str>, text: &str, at: AtMs) -> Written {
        written(&self.world.change(|talks, now| talks.write(chat.as_ref(), Draft::words(Speaker::Buyer, text), at, now)))
    }

    /// A message that the marketplace shows so much later than it was written: its time is old, its
    /// place in the chat by time is among others already given out.
    pub fn arrives_late(&self, chat: impl AsRef<str>, text: &str, ms_ago: i64) -> Written {
        self.put(chat.as_ref(), Draft::words(Speaker::Buyer, text), -ms_ago)
    }

    /// The marketplace writes into the chat by itself.
    pub fn system_writes(&self, chat: impl AsRef<str>, text: &str) -> Written {
        self.put(chat.as_ref(), Draft::words(Speaker::Market, text), 0)
    }

    /// The marketplace's support writes.
    pub fn support_writes(&self, chat: impl AsRef<str>, text: &str) -> Written {
        self.put(chat.as_ref(), Draft::words(Speaker::Support, text), 0)
    }

    /// The shop answers in the cabinet, past us.
    pub fn seller_writes_elsewhere(&self, chat: impl AsRef<str>, text: &str) -> Written {
        self.put(chat.as_ref(), Draft::words(Speaker::Seller, text), 0)
    }

    /// The shop sends files in the cabinet, past us.
    pub fn seller_sends_elsewhere(&self, chat: impl AsRef<str>, files: &[Attach]) -> Written {
        self.sends(chat.as_ref(), Speaker::Seller, "", files)
    }

    fn sends(&self, chat: &str, who: Speaker, text: &str, files: &[Attach]) -> Written {
        written(&self.world.change(|talks, now| {
            let mut last = (!text.is_empty() || files.is_empty()).then(|| talks.write(chat, Draft::words(who, text), now, now));
            for file in files {
                let files = vec![talks.store_file(file, now)];
                last = Some(talks.write(chat, Draft { files, ..Draft::words(who, "") }, now, now));
            }
            last.unwrap_or_else(|| talks.write(chat, Draft::words(who, text), now, now))
        }))
    }

    fn put(&self, chat: &str, draft: Draft, shift_ms: i64) -> Written {
        written(&self.world.change(|talks, now| talks.write(chat, draft, now.plus_ms(shift_ms), now)))
    }

    /// The buyer has read everything.
    pub fn buyer_reads(&self, chat: impl AsRef<str>) {
        self.world.change(|talks, now| {
            for line in talks.chat_mut(chat.as_ref()).into_iter().flat_map(|chat| &mut chat.lines) {
                if line.who == Speaker::Seller && line.read.is_none() {
                    line.read = Some(now);
                }
            }
        });
    }

    /// The text of a message becomes another; its id and time stay. Returns whether it was found.
    pub fn edits(&self, chat: impl AsRef<str>, event: &str, text: &str) -> bool {
        self.world.change(|talks, _| talks.change_line(chat.as_ref(), event, |line| line.text = text.to_owned()))
    }

    /// The message is taken back; it stays in the history as a deleted one where the marketplace has
    /// such a thing, and with an empty text elsewhere. Returns whether it was found.
    pub fn removes(&self, chat: impl AsRef<str>, event: &str) -> bool {
        self.world.change(|talks, now| talks.remove(chat.as_ref(), event, now))
    }

    /// The marketplace closes the chat: it takes no reply any more.
    pub fn closes_chat(&self, chat: impl AsRef<str>) {
        self.with_chat(chat.as_ref(), |chat| chat.closed = true);
    }

    /// The other side's account is deleted: the chat is not to be found any more.
    pub fn chat_vanishes(&self, chat: impl AsRef<str>) {
        self.with_chat(chat.as_ref(), |chat| chat.gone = true);
    }

    /// From now on the history of this chat alone is answered with that status; `None` mends it.
    pub fn history_refuses(&self, chat: impl AsRef<str>, status: Option<u16>) {
        self.with_chat(chat.as_ref(), |chat| chat.refuses = status);
    }

    fn with_chat(&self, id: &str, f: impl FnOnce(&mut Chat)) {
        self.world.change(|talks, _| talks.chat_mut(id).map(f));
    }

    /// The order of the chat moves on.
    pub fn order_moves(&self, chat: impl AsRef<str>, stage: OrderStage) {
        self.world.change(|talks, now| {
            for order in talks.orders.values_mut().filter(|order| order.chat == chat.as_ref()) {
                (order.stage, order.moved_at) = (stage, now);
            }
        });
    }

    /// The number of the chat's order.
    #[must_use]
    pub fn order_of(&self, chat: impl AsRef<str>) -> Option<String> {
        self.world.look(|talks| talks.chat(chat.as_ref()).and_then(|chat| chat.order.clone()))
    }

    /// Messages of the chat that the shop has not marked as read: their ids.
    #[must_use]
    pub fn unread(&self, chat: impl AsRef<str>) -> Vec<String> {
        self.world.look(|talks| talks.chat(chat.as_ref()).map(|chat| chat.unread().map(|line| line.id.clone()).collect()).unwrap_or_default())
    }

    /// What the buyer received from the shop over the API, oldest first.
    #[must_use]
    pub fn delivered_to(&self, chat: impl AsRef<str>) -> Vec<Delivered> {
        self.world.look(|talks| talks.delivered.iter().filter(|one| one.chat == chat.as_ref()).cloned().collect())
    }

    /// What all buyers received over the API, oldest first.
    #[must_use]
    pub fn delivered(&self) -> Vec<Delivered> {
        self.world.look(|talks| talks.delivered.clone())
    }

    /// Every message of every chat, oldest first; [`Sender::Wb`] stands for the marketplace.
    #[must_use]
    pub fn ledger(&self) -> Vec<LedgerEntry> {
        self.world.look(ledger)
    }

    /// The chats that have messages: id and name.
    #[must_use]
    pub fn chats(&self) -> Vec<Buyer> {
        self.world.look(|talks| talks.listed().into_iter().map(|chat| Buyer { chat: chat.id.clone(), name: chat.name.clone() }).collect())
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

impl ChatSim<Ozon> {
    /// From now on a history leaves out the message it was asked to begin with.
    pub fn history_leaves_out_first(&self) {
        self.shop.world.change(|talks, _| talks.leaves_out_first = true);
    }

    /// The shop keeps and sends this order itself (FBS): it may write without being asked until 72
    /// hours after delivery.
    pub fn own_stock(&self, chat: impl AsRef<str>) {
        self.shop.world.change(|talks, _| talks.orders.values_mut().filter(|order| order.chat == chat.as_ref()).for_each(|order| order.own_stock = true));
    }
}

impl ChatSim<Avito> {
    /// The buyer shares something that is more than words; a voice brings its recording.
    pub fn buyer_shares(&self, chat: impl AsRef<str>, what: Shared, text: &str, recording: Option<&[u8]>) -> Written {
        written(&self.shop.world.change(|talks, now| {
            let voice = |bytes: &[u8]| Attach { media_type: "audio/mp4".to_owned(), name: "voice.mp4".to_owned(), ..Attach::picture("audio/mp4", bytes) };
            let files = recording.map(|bytes| talks.store_file(&voice(bytes), now)).into_iter().collect();
            talks.write(chat.as_ref(), Draft { who: Speaker::Buyer, what, text: text.to_owned(), files }, now, now)
        }))
    }
}

fn written(line: &Line) -> Written {
    Written { event: line.id.clone(), at: line.at }
}

pub(super) fn ledger(talks: &Talks) -> Vec<LedgerEntry> {
    let entry = |chat: &Chat, line: &Line| LedgerEntry {
        chat: chat.id.clone(),
        event: line.id.clone(),
        is_message: line.what != Shared::Riddle,
        sender: match line.who {
            Speaker::Buyer => Sender::Client,
            Speaker::Seller => Sender::Seller,
            Speaker::Market | Speaker::Support => Sender::Wb,
        },
        text: plain_text(&line.text),
        files: line.files.len(),
        at: line.at,
        served: line.served,
    };
    let mut all: Vec<LedgerEntry> = talks.chats.iter().flat_map(|chat| chat.lines.iter().map(move |line| entry(chat, line))).collect();
    all.sort_by_key(|entry| entry.at);
    all
}
