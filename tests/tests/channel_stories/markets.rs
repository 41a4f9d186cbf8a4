//! The four simulated marketplaces, as the suite needs them.

use pult_connectors::{Channel, Connect, Timeouts};
use pult_domain::{ChannelKind, ShiftedClock};
use pult_sim::{Attach, Avito, ChatSim, Endpoint, Face, Fault, Faults, Item, LedgerEntry, Ozon, Played, RetryHeaders, SimOptions, WbSim, YandexMarket};
use secrecy::SecretString;
use std::sync::Arc;
use std::time::Duration;

/// Entries of a page wherever the marketplace decides: few, so that there are many pages.
const PAGE: usize = 4;

/// What goes wrong with the next reply.
#[derive(Clone, Copy, Debug)]
pub enum Trouble {
    /// Delivered, the answer lost.
    AcceptThenDrop,
    /// Delivered, a gateway says 502.
    AcceptThenGateway,
    /// Not processed: asked to wait.
    AskedToWait,
    /// Not processed: refused for good.
    Refused,
    /// Never answered.
    Silence,
    /// Not processed, and the connection dies.
    Lost,
}

/// What the suite needs of a simulated marketplace.
pub trait Marketplace: Sized {
    /// The channel that speaks to it.
    const KIND: ChannelKind;
    /// Whether it has one feed over all chats; the others are walked, list and histories.
    const FEED: bool;

    /// Whether the documented request limits hold.
    async fn open_with(limits: bool) -> Self;
    async fn open() -> Self {
        Self::open_with(false).await
    }
    fn base_url(&self) -> String;
    fn client_id(&self) -> Option<String>;
    fn token(&self) -> String;
    fn clock(&self) -> &ShiftedClock;
    fn faults(&self) -> Faults;
    fn buyer(&self, name: &str) -> String;
    /// Returns the message's id.
    fn buyer_writes(&self, chat: &str, text: &str) -> String;
    fn buyer_sends(&self, chat: &str, picture: &[u8]);
    fn arrives_late(&self, chat: &str, text: &str);
    fn seller_writes_elsewhere(&self, chat: &str, text: &str);
    fn system_writes(&self, chat: &str, text: &str);
    fn token_is_revoked(&self);
    async fn closes(&mut self);
    fn delivered(&self, chat: &str) -> Vec<pult_sim::Delivered>;
    fn ledger(&self) -> Vec<LedgerEntry>;
    fn chaos(&self, chaos: pult_sim::Chaos);
    fn requests(&self, endpoint: Endpoint) -> usize;
    fn all_requests(&self) -> usize;
    /// Requests that were beyond a limit.
    fn beyond_limits(&self) -> usize;

    fn connect(&self) -> Arc<dyn Channel> {
        self.connect_as(self.token())
    }

    fn connect_as(&self, token: String) -> Arc<dyn Channel> {
        self.connect_with(token, true)
    }

    /// A connector that keeps to the limits.
    fn connect_within_limits(&self) -> Arc<dyn Channel> {
        self.connect_with(self.token(), false)
    }

    fn connect_with(&self, token: String, limits_off: bool) -> Arc<dyn Channel> {
        let second = Duration::from_millis(500);
        let connect = Connect {
            channel: Self::KIND,
            base_url: Some(self.base_url()),
            client_id: self.client_id(),
            token: SecretString::from(token),
            limits_off,
            timeouts: Timeouts { connect: second, first_byte: second, idle: second, whole: second * 2 },
        };
        pult_connectors::connect(connect, Arc::new(self.clock().clone())).expect("a connector")
    }

    fn pages_are_replayed_and_reordered(&self) {
        self.faults().events(Fault::DuplicateEvents).with(Fault::ReorderEvents).with(Fault::UnknownFields).times(6);
        if !Self::FEED {
            self.faults().chats(Fault::DuplicateEvents).with(Fault::ReorderEvents).with(Fault::UnknownFields).times(2);
        }
    }

    /// "Wait so many seconds", as this marketplace says it. Avito documents no header for that.
    fn waiting(seconds: u64) -> RetryHeaders {
        if Self::KIND == ChannelKind::Avito { RetryHeaders::Seconds(seconds) } else { RetryHeaders::Documented(seconds) }
    }

    fn next_reply_meets(&self, trouble: Trouble) {
        self.faults().message(match trouble {
            Trouble::AcceptThenDrop => Fault::AcceptThenDrop,
            Trouble::AcceptThenGateway => Fault::AcceptThen5xx { status: 502 },
            Trouble::AskedToWait => Fault::TooManyRequests { headers: Self::waiting(9) },
            Trouble::Refused => Fault::Status { status: 400 },
            Trouble::Silence => Fault::SlowAnswer { ms: 5_000 },
            Trouble::Lost => Fault::ResetBefore,
        });
    }

    fn places(&self) -> std::collections::BTreeSet<(String, String)> {
        self.ledger().into_iter().map(|entry| (entry.chat, entry.event)).collect()
    }
}

fn options(clock: &ShiftedClock, enforce_limits: bool) -> SimOptions {
    SimOptions { page_size: PAGE, enforce_limits, clock: Arc::new(clock.clone()), ..SimOptions::default() }
}

/// What both kinds of simulators do by the same words.
macro_rules! as_every_simulator {
    () => {
        fn base_url(&self) -> String {
            self.sim.base_url().to_owned()
        }

        fn token(&self) -> String {
            self.sim.token().to_owned()
        }

        fn clock(&self) -> &ShiftedClock {
            &self.clock
        }

        fn faults(&self) -> Faults {
            self.sim.faults()
        }

        fn buyer(&self, name: &str) -> String {
            self.sim.buyer(name, Item::default()).chat
        }

        fn buyer_writes(&self, chat: &str, text: &str) -> String {
            self.sim.buyer_writes(chat, text).event
        }

        fn arrives_late(&self, chat: &str, text: &str) {
            self.sim.arrives_late(chat, text, 60_000);
        }

        fn system_writes(&self, chat: &str, text: &str) {
            self.sim.system_writes(chat, text);
        }

        fn token_is_revoked(&self) {
            self.sim.revoke_token();
        }

        async fn closes(&mut self) {
            self.sim.refuse_connections().await;
        }

        fn delivered(&self, chat: &str) -> Vec<pult_sim::Delivered> {
            self.sim.delivered_to(chat)
        }

        fn ledger(&self) -> Vec<LedgerEntry> {
            self.sim.ledger()
        }

        fn chaos(&self, chaos: pult_sim::Chaos) {
            self.sim.chaos(chaos);
        }

        fn beyond_limits(&self) -> usize {
            self.sim.requests().iter().filter(|seen| matches!(seen.status, Some(420 | 429))).count()
        }

        fn all_requests(&self) -> usize {
            self.sim.requests().len()
        }

        fn requests(&self, endpoint: Endpoint) -> usize {
            self.sim.requests().iter().filter(|seen| seen.endpoint == endpoint).count()
        }
    };
}

/// Wildberries: a feed over all chats.
pub struct Wildberries {
    sim: WbSim,
    clock: ShiftedClock,
}

impl Marketplace for Wildberries {
    const KIND: ChannelKind = ChannelKind::Wildberries;
    const FEED: bool = true;

    async fn open_with(limits: bool) -> Self {
        let clock = ShiftedClock::default();
        Self { sim: WbSim::start(options(&clock, limits)).await.expect("a free port"), clock }
    }

    as_every_simulator!();

    fn client_id(&self) -> Option<String> {
        None
    }

    fn buyer_sends(&self, chat: &str, picture: &[u8]) {
        self.sim.buyer_sends(chat, "", &[Attach::picture("image/png", picture)]);
    }

    fn seller_writes_elsewhere(&self, chat: &str, text: &str) {
        self.sim.seller_writes_in_cabinet(chat, text);
    }
}

/// A marketplace with chats and their histories.
pub struct Walked<F: Played> {
    pub sim: ChatSim<F>,
    clock: ShiftedClock,
}

/// The three that are walked.
pub type WalkedOzon = Walked<Ozon>;
pub type WalkedMarket = Walked<YandexMarket>;
pub type WalkedAvito = Walked<Avito>;

impl<F: Played> Marketplace for Walked<F> {
    const KIND: ChannelKind = match F::FACE {
        Face::Ozon => ChannelKind::Ozon,
        Face::YandexMarket => ChannelKind::YandexMarket,
        Face::Avito => ChannelKind::Avito,
    };
    const FEED: bool = false;

    async fn open_with(limits: bool) -> Self {
        let clock = ShiftedClock::default();
        Self { sim: ChatSim::start(options(&clock, limits)).await.expect("a free port"), clock }
    }

    as_every_simulator!();

    fn client_id(&self) -> Option<String> {
        self.sim.client_id().map(str::to_owned)
    }

    fn buyer_sends(&self, chat: &str, picture: &[u8]) {
        self.sim.buyer_sends(chat, "", &[Attach { name: "photo.png".into(), ..Attach::picture("image/png", picture) }]);
    }

    fn seller_writes_elsewhere(&self, chat: &str, text: &str) {
        self.sim.seller_writes_elsewhere(chat, text);
    }
}
