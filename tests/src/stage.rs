//! One marketplace of any kind with a Pult connected to it: what stories over all four channels need.

use crate::world::{Ahead, World, minutes, seconds};
use pult_core::dto::{AccountAdded, MessageView, OutboxView, SyncReport};
use pult_domain::{AccountId, ChannelKind, ChatId, OutboxId, OutboxState};
use pult_sim::{AvitoSim, Buyer, Chaos, Delivered, Faults, Item, LedgerEntry, MarketSim, OzonSim, Seen, SimOptions, WbSim};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// A simulated marketplace of any kind.
#[derive(Debug)]
pub enum Market {
    /// Wildberries.
    Wildberries(WbSim),
    /// Ozon.
    Ozon(OzonSim),
    /// Yandex Market.
    YandexMarket(MarketSim),
    /// Avito.
    Avito(AvitoSim),
}

macro_rules! on_each {
    ($market:expr, $sim:ident => $body:expr) => {
        match $market {
            Market::Wildberries($sim) => $body,
            Market::Ozon($sim) => $body,
            Market::YandexMarket($sim) => $body,
            Market::Avito($sim) => $body,
        }
    };
}

impl Market {
    /// Starts the marketplace of a channel.
    pub async fn start(channel: ChannelKind, options: SimOptions) -> Self {
        match channel {
            ChannelKind::Wildberries | ChannelKind::Demo => Self::Wildberries(WbSim::start(options).await.expect("a free port")),
            ChannelKind::Ozon => Self::Ozon(OzonSim::start(options).await.expect("a free port")),
            ChannelKind::YandexMarket => Self::YandexMarket(MarketSim::start(options).await.expect("a free port")),
            ChannelKind::Avito => Self::Avito(AvitoSim::start(options).await.expect("a free port")),
            ChannelKind::Archive => panic!("an archive has no marketplace"),
        }
    }

    /// The request that connects a Pult to it.
    #[must_use]
    pub fn account(&self, channel: ChannelKind, name: &str) -> serde_json::Value {
        let (base_url, token) = self.address();
        json!({"channel": channel.as_str(), "name": name, "token": token, "client_id": self.client_id(), "base_url": base_url, "limits_off": true, "settle_ms": 1_000})
    }

    /// The public half of the credentials, where there is one.
    #[must_use]
    pub fn client_id(&self) -> Option<String> {
        match self {
            Self::Wildberries(_) => None,
            Self::Ozon(sim) => sim.client_id().map(str::to_owned),
            Self::YandexMarket(sim) => sim.client_id().map(str::to_owned),
            Self::Avito(sim) => sim.client_id().map(str::to_owned),
        }
    }

    /// A buyer with an order.
    #[must_use]
    pub fn buyer(&self, name: &str) -> Buyer {
        on_each!(self, sim => sim.buyer(name, Item::default()))
    }

    /// The buyer writes.
    pub fn buyer_writes(&self, buyer: &Buyer, text: &str) {
        on_each!(self, sim => drop(sim.buyer_writes(buyer, text)));
    }

    /// Faults by chance from now on.
    pub fn chaos(&self, chaos: Chaos) {
        on_each!(self, sim => sim.chaos(chaos));
    }

    /// What all buyers received over the API, oldest first.
    #[must_use]
    pub fn delivered(&self) -> Vec<Delivered> {
        on_each!(self, sim => sim.delivered())
    }

    /// Its address and its key.
    #[must_use]
    pub fn address(&self) -> (String, String) {
        on_each!(self, sim => (sim.base_url().to_owned(), sim.token().to_owned()))
    }

    /// The script of faults.
    #[must_use]
    pub fn faults(&self) -> Faults {
        on_each!(self, sim => sim.faults())
    }

    /// Withdraws every key.
    pub fn revoke_token(&self) {
        on_each!(self, sim => sim.revoke_token());
    }

    /// Another key for the same shop.
    #[must_use]
    pub fn another_token(&self) -> String {
        match self {
            Self::Wildberries(sim) => sim.token_with(pult_sim::TokenSpec::default()),
            Self::Ozon(sim) => sim.token_with(pult_sim::KeySpec::default()),
            Self::YandexMarket(sim) => sim.token_with(pult_sim::KeySpec::default()),
            Self::Avito(sim) => sim.token_with(pult_sim::KeySpec::default()),
        }
    }

    /// What the buyer received over the API, oldest first.
    #[must_use]
    pub fn delivered_to(&self, buyer: &Buyer) -> Vec<Delivered> {
        on_each!(self, sim => sim.delivered_to(buyer))
    }

    /// Every message of every chat.
    #[must_use]
    pub fn ledger(&self) -> Vec<LedgerEntry> {
        on_each!(self, sim => sim.ledger())
    }

    /// Every request so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Seen> {
        on_each!(self, sim => sim.requests())
    }

    /// Closes the port and every connection.
    pub async fn refuse_connections(&mut self) {
        on_each!(self, sim => sim.refuse_connections().await);
    }

    /// Opens the port again.
    pub async fn accept_connections(&mut self) {
        on_each!(self, sim => sim.accept_connections().await);
    }
}

/// A Pult with one shop at a marketplace of any kind.
pub struct Stage {
    /// The Pult.
    pub world: World,
    /// The marketplace.
    pub market: Market,
    /// The account between them.
    pub account: AccountId,
    channel: ChannelKind,
}

impl Stage {
    /// A Pult that is connected and not yet synced; the marketplace shows pages of four, and a request
    /// may be silent for a second and a half.
    pub async fn of(channel: ChannelKind) -> Self {
        Self::with_clock(channel, 0).await
    }

    /// The same, with a marketplace whose clock is so far ahead of this machine's.
    pub async fn with_clock(channel: ChannelKind, ahead_ms: i64) -> Self {
        let world = World::impatient(Duration::from_millis(1_500)).await;
        let options = SimOptions { page_size: 4, clock: Arc::new(Ahead(world.clock(), ahead_ms)), ..SimOptions::default() };
        let market = Market::start(channel, options).await;
        let added: AccountAdded = world.ok("account_add", market.account(channel, "Лавка")).await;
        Self { world, market, account: added.account, channel }
    }

    /// Two buyers who have written three messages each, a second apart.
    pub fn conversation(&self) -> [Buyer; 2] {
        let buyers = [self.market.buyer("Иван"), self.market.buyer("Мария")];
        for n in 0..6_usize {
            self.world.advance(seconds(1));
            self.market.buyer_writes(&buyers[n % 2], &format!("Вопрос номер {n}, когда отправите?"));
        }
        buyers
    }

    /// A round, whatever comes of it.
    pub async fn try_sync(&self) -> SyncReport {
        self.world.try_sync().await.into_iter().next().expect("a report")
    }

    /// Rounds until one goes well, with the pauses that were asked for.
    pub async fn sync(&self) {
        for _ in 0..40 {
            let report = self.try_sync().await;
            if report.error.is_none() {
                return;
            }
            self.world.advance(minutes(16));
        }
        panic!("{}: no round goes well any more: {:?}", self.channel.as_str(), self.try_sync().await.error);
    }

    /// The owner answers; the reply is stored and leaves with the next round.
    pub async fn reply(&self, buyer: &Buyer, text: &str) -> OutboxId {
        self.world.reply(buyer, text).await
    }

    /// Rounds and pauses until the reply stands in that state.
    pub async fn until_reply(&self, id: OutboxId, state: OutboxState) -> OutboxView {
        for _ in 0..20 {
            let view = self.world.outbox_of(id).await;
            if view.state == state {
                return view;
            }
            let _ = self.try_sync().await;
            self.world.advance(minutes(3));
        }
        panic!("{}: the reply never becomes {}: {:?}", self.channel.as_str(), state.as_str(), self.world.outbox_of(id).await);
    }

    /// Ends a story: faults stop, and then everything the marketplace knows is here exactly once.
    pub async fn end(self) {
        self.market.faults().clear();
        self.world.advance(minutes(20));
        self.sync().await;
        // A walk sees in its next round what came during this one.
        self.sync().await;
        self.world.check().await;
        agrees(&self.world, &self.market, self.account, self.channel).await;
    }

    /// All messages of a buyer's chat, oldest first.
    pub async fn messages(&self, buyer: &Buyer) -> Vec<MessageView> {
        self.world.messages(buyer).await
    }
}

/// Everything the marketplace knows is in that account exactly once, and nothing else.
///
/// # Panics
/// When it is not.
pub async fn agrees(world: &World, market: &Market, account: AccountId, channel: ChannelKind) {
    let name = channel.as_str();
    let mut expected: BTreeMap<String, BTreeMap<String, LedgerEntry>> = BTreeMap::new();
    for entry in market.ledger() {
        let twin = expected.entry(entry.chat.clone()).or_default().insert(entry.event.clone(), entry);
        assert!(twin.is_none(), "the simulator gave an id twice");
    }
    let rows: BTreeMap<String, ChatId> =
        world.all_chats().await.into_iter().filter(|row| row.account == account).map(|row| (row.remote_id, row.chat)).collect();
    for (chat, events) in &expected {
        let row = rows.get(chat).unwrap_or_else(|| panic!("{name}: a chat was lost: {chat}"));
        let (here, _) = world.messages_of(*row).await;
        let ids: Vec<&str> = here.iter().filter_map(|message| message.remote_id.as_deref()).collect();
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{name}: an event is there twice: {ids:?}");
        for (id, entry) in events {
            let message = here.iter().find(|message| message.remote_id.as_deref() == Some(id.as_str()));
            let message = message.unwrap_or_else(|| panic!("{name}: an event was lost: {entry:?}"));
            assert!(message.text.contains(entry.text.trim()), "{name}: a text is kept whole: {entry:?}, not {message:?}");
            assert_eq!(message.attachments.len(), entry.files, "{name}: no file may be lost: {entry:?}");
        }
        assert_eq!(ids.len(), events.len(), "{name}: nothing that the marketplace does not know");
        assert!(here.iter().all(|message| message.remote_id.is_some()), "{name}: every reply of ours has come back: {here:?}");
    }
}
