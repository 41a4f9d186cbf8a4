//! A data folder, a clock that can be moved, marketplaces, and a core that can be restarted at any
//! point of a story.

mod check;
mod thread;

pub use check::files_below;

use crate::logs;
use pult_core::dto::{AccountAdded, AccountView, ApiError, ChatPage, ChatRow, MessagePage, MessageView, OutboxView, SyncReport};
use pult_core::secrets::FileSecrets;
use pult_core::{Core, CoreOptions, Timeouts};
use pult_domain::{AccountId, AtMs, ChatId, Clock, ErrorCode, OutboxId, OutboxState, ShiftedClock};
use pult_sim::{Buyer, Delivered, Item, SimOptions, WbSim};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Milliseconds of so many seconds.
#[must_use]
pub fn seconds(n: i64) -> i64 {
    n * 1_000
}

/// Milliseconds of so many minutes.
#[must_use]
pub fn minutes(n: i64) -> i64 {
    n * 60_000
}

/// A marketplace and the account that is connected to it.
#[derive(Debug)]
pub struct Shop {
    /// The marketplace.
    pub sim: WbSim,
    /// Our connection to it.
    pub account: AccountId,
}

/// How a shop is connected.
#[derive(Clone, Debug)]
pub struct ShopOptions {
    /// Events of a page.
    pub page_size: usize,
    /// The seed of ids.
    pub seed: u64,
    /// Whether Pult keeps the documented request limits.
    pub paced: bool,
    /// Settle time in milliseconds; the channel's own by default.
    pub settle_ms: Option<i64>,
    /// How far the marketplace's clock is ahead of this machine's, in milliseconds.
    pub clock_ahead_ms: i64,
}

/// A clock that goes as another does, so far ahead of it.
#[derive(Debug)]
pub(crate) struct Ahead(pub(crate) ShiftedClock, pub(crate) i64);

impl Clock for Ahead {
    fn now(&self) -> AtMs {
        self.0.unset().plus_ms(self.1)
    }

    fn steady_ms(&self) -> i64 {
        self.0.steady_ms()
    }
}

impl Default for ShopOptions {
    fn default() -> Self {
        Self { page_size: 50, seed: 1, paced: false, settle_ms: None, clock_ahead_ms: 0 }
    }
}

/// The stage of a story.
pub struct World {
    folder: TempDir,
    clock: ShiftedClock,
    core: Option<Arc<Core>>,
    running: bool,
    timeouts: Option<Timeouts>,
    /// The marketplaces in the order they were connected.
    pub shops: Vec<Shop>,
}

impl World {
    /// An empty Pult: no shop, nothing in the background.
    pub async fn empty() -> Self {
        logs::keep();
        let mut world = Self {
            folder: tempfile::tempdir().expect("a folder"),
            clock: ShiftedClock::default(),
            core: None,
            running: false,
            timeouts: None,
            shops: Vec::new(),
        };
        world.core = Some(world.open().await.expect("a fresh folder opens"));
        world
    }

    /// An empty Pult whose requests, to marketplaces and models, may take only so long; for stories
    /// about silence.
    pub async fn impatient(longest: Duration) -> Self {
        let mut world = Self::empty().await;
        world.timeouts = Some(Timeouts { connect: longest, first_byte: longest, idle: longest, whole: longest * 4 });
        world.restart_core().await;
        world
    }

    /// A Pult with one Wildberries shop, connected and not yet synced.
    pub async fn with_shop() -> Self {
        Self::with(ShopOptions::default()).await
    }

    /// A Pult with one Wildberries shop that shows its feed in pages of that size.
    pub async fn with_pages_of(page_size: usize) -> Self {
        Self::with(ShopOptions { page_size, ..ShopOptions::default() }).await
    }

    /// A Pult with one Wildberries shop of these options.
    pub async fn with(options: ShopOptions) -> Self {
        let mut world = Self::empty().await;
        world.connect(options).await;
        world
    }

    /// A Pult on the folder that another program left, with the marketplace it was connected to.
    pub async fn adopt(folder: TempDir, sim: WbSim, account: AccountId) -> Self {
        logs::keep();
        let shops = vec![Shop { sim, account }];
        let mut world = Self { folder, clock: ShiftedClock::default(), core: None, running: false, timeouts: None, shops };
        world.core = Some(world.open().await.expect("the folder opens"));
        world
    }

    /// A Pult on the folder that another program left.
    pub async fn on(folder: TempDir) -> Self {
        logs::keep();
        let mut world = Self { folder, clock: ShiftedClock::default(), core: None, running: false, timeouts: None, shops: Vec::new() };
        world.core = Some(world.open().await.expect("the folder opens"));
        world
    }

    async fn open(&self) -> Result<Arc<Core>, ApiError> {
        let secrets = Arc::new(FileSecrets::new(self.folder.path().join("secrets.json")));
        let mut options = CoreOptions { clock: Arc::new(self.clock.clone()), secrets: Some(secrets), ..CoreOptions::new(self.folder.path()) };
        if let Some(Timeouts { connect, first_byte, idle, whole }) = self.timeouts {
            options.timeouts = Timeouts { connect, first_byte, idle, whole };
            options.model_limits = Some(pult_assist::llm::Limits { connect, first_token: first_byte, between: idle, whole });
        }
        Core::open(options).await
    }

    /// Starts another marketplace and connects it; returns its place in [`Self::shops`].
    pub async fn connect(&mut self, options: ShopOptions) -> usize {
        let clock = Arc::new(Ahead(self.clock.clone(), options.clock_ahead_ms));
        let sim = SimOptions { page_size: options.page_size, seed: options.seed, clock, ..SimOptions::default() };
        let sim = WbSim::start(sim).await.expect("a free port");
        let mut add = json!({
            "channel": "wildberries", "name": format!("Лавка {}", self.shops.len() + 1), "token": sim.token(),
            "base_url": sim.base_url(), "limits_off": !options.paced,
        });
        if let Some(ms) = options.settle_ms {
            add["settle_ms"] = json!(ms);
        }
        let added: AccountAdded = self.ok("account_add", add).await;
        sim.forget_requests();
        self.shops.push(Shop { sim, account: added.account });
        self.shops.len() - 1
    }

    /// A title in the log of the story: shown with a failure.
    pub fn section(&self, title: &str) {
        println!("\n== {title}");
    }

    /// The first shop's marketplace.
    #[must_use]
    pub fn sim(&self) -> &WbSim {
        &self.shops[0].sim
    }

    /// The first shop's marketplace, for what only its owner may do: closing its port.
    pub fn sim_mut(&mut self) -> &mut WbSim {
        &mut self.shops[0].sim
    }

    /// The core.
    #[must_use]
    pub fn core(&self) -> &Arc<Core> {
        self.core.as_ref().expect("the core is open")
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The clock, here and at the marketplaces.
    #[must_use]
    pub fn clock(&self) -> ShiftedClock {
        self.clock.clone()
    }

    /// The present moment, here and at the marketplaces.
    #[must_use]
    pub fn now(&self) -> AtMs {
        self.clock.now()
    }

    /// This machine's clock is set on, or back, of which the marketplaces know nothing.
    pub fn set_clock_on(&self, ms: i64) {
        self.clock.set_on_ms(ms);
    }

    /// Time passes, here and at the marketplaces.
    pub fn advance(&self, ms: i64) {
        self.clock.advance_ms(ms);
    }

    /// Time passes until ten in the morning, UTC: at night and in the evening the hours of work raise a level.
    pub fn until_morning(&self) {
        self.advance((minutes(600) - self.now().0).rem_euclid(minutes(1_440)));
    }

    /// Ends the core and opens it again on the same folder.
    pub async fn restart_core(&mut self) {
        self.stop_core().await;
        // Tasks of the last session may hold the folder for a moment longer.
        let until = Instant::now() + Duration::from_secs(5);
        let core = loop {
            match self.open().await {
                Err(error) if error.code == ErrorCode::DataInUse && Instant::now() < until => tokio::time::sleep(Duration::from_millis(20)).await,
                opened => break opened.expect("the folder opens again"),
            }
        };
        if self.running {
            core.start().await.expect("the background starts");
        }
        self.core = Some(core);
    }

    /// Ends the core; the story may look at its files.
    pub async fn stop_core(&mut self) {
        if let Some(core) = self.core.take() {
            core.shutdown().await;
        }
    }

    /// Lets the accounts sync and deliver by themselves from now on.
    pub async fn run(&mut self) {
        self.running = true;
        self.core().start().await.expect("the background starts");
    }

    /// Calls an operation.
    ///
    /// # Errors
    /// Its refusal.
    pub async fn call<T: DeserializeOwned>(&self, name: &str, request: Value) -> Result<T, ApiError> {
        self.core().call(name, request).await
    }

    /// Calls an operation that must succeed.
    pub async fn ok<T: DeserializeOwned>(&self, name: &str, request: Value) -> T {
        match self.call(name, request).await {
            Ok(answer) => answer,
            Err(refusal) => panic!("{name} was refused: {refusal}"),
        }
    }

    /// Calls an operation that must be refused; returns why.
    pub async fn refused(&self, name: &str, request: Value) -> ErrorCode {
        match self.call::<Value>(name, request).await {
            Ok(answer) => panic!("{name} was not refused: {answer}"),
            Err(refusal) => refusal.code,
        }
    }

    /// A buyer with the usual order.
    #[must_use]
    pub fn buyer(&self, name: &str) -> Buyer {
        self.sim().buyer(name, Item::default())
    }

    /// Some buyers who have each written so many messages, a second apart, ending now.
    pub fn crowd(&self, buyers: usize, messages: usize) -> Vec<Buyer> {
        let crowd: Vec<Buyer> = (0..buyers).map(|n| self.buyer(&format!("Покупатель {n}"))).collect();
        let all = buyers * messages;
        for n in 0..all {
            let ago = i64::try_from(all - n).expect("a small number");
            self.sim().buyer_wrote_at(&crowd[n % buyers], &format!("Вопрос номер {n}, когда отправите?"), self.now().plus_ms(-seconds(ago)));
        }
        crowd
    }

    /// A round of every account, whatever comes of it.
    pub async fn try_sync(&self) -> Vec<SyncReport> {
        self.ok("sync_now", json!({})).await
    }

    /// A round of the first shop, whatever comes of it.
    pub async fn try_sync_first(&self) -> SyncReport {
        let reports: Vec<SyncReport> = self.ok("sync_now", json!({"account": self.shops[0].account})).await;
        reports.into_iter().next().expect("a report")
    }

    /// A round of every account that must go well.
    pub async fn sync(&self) -> Vec<SyncReport> {
        let reports = self.try_sync().await;
        for report in &reports {
            assert!(report.error.is_none(), "the round must go well: {:?}", report.error);
        }
        reports
    }

    /// A round of the first shop that must stop for this reason.
    pub async fn sync_stops_with(&self, code: ErrorCode) -> SyncReport {
        let report = self.try_sync_first().await;
        let error = report.error.as_ref().unwrap_or_else(|| panic!("the round must stop with {code}, it went well"));
        assert_eq!(error.code, code, "the round must stop with {code}: {error:?}");
        report
    }

    /// The first account as shown.
    pub async fn account(&self) -> AccountView {
        self.account_at(0).await
    }

    /// An account as shown.
    pub async fn account_at(&self, place: usize) -> AccountView {
        let accounts: Vec<AccountView> = self.ok("accounts_list", json!({})).await;
        let wanted = self.shops[place].account;
        accounts.into_iter().find(|view| view.account == wanted).expect("the account is there")
    }

    /// The row of a buyer's chat, if we have it.
    pub async fn find_row(&self, buyer: &Buyer) -> Option<ChatRow> {
        let mut after: Option<String> = None;
        loop {
            let page: ChatPage = self.ok("chat_list", json!({"view": "all", "limit": 200, "after": after})).await;
            if let Some(row) = page.chats.into_iter().find(|row| row.remote_id == buyer.chat) {
                return Some(row);
            }
            after = Some(page.next?);
        }
    }

    /// The row of a buyer's chat.
    pub async fn row(&self, buyer: &Buyer) -> ChatRow {
        self.find_row(buyer).await.expect("the chat is there")
    }

    /// A buyer's chat.
    pub async fn chat(&self, buyer: &Buyer) -> ChatId {
        self.row(buyer).await.chat
    }

    /// All messages of a chat, oldest first, and the replies under way.
    pub async fn messages_of(&self, chat: ChatId) -> (Vec<MessageView>, Vec<OutboxView>) {
        let newest: MessagePage = self.ok("chat_messages", json!({"chat": chat, "limit": 200})).await;
        let outbox = newest.outbox;
        let (mut all, mut older) = (newest.messages, newest.older);
        while older {
            let first = all.first().map(|message| message.message);
            let page: MessagePage = self.ok("chat_messages", json!({"chat": chat, "limit": 200, "before": first})).await;
            older = page.older;
            all.splice(0..0, page.messages);
        }
        (all, outbox)
    }

    /// All messages of a buyer's chat, oldest first.
    pub async fn messages(&self, buyer: &Buyer) -> Vec<MessageView> {
        self.messages_of(self.chat(buyer).await).await.0
    }

    /// The owner answers; the reply is stored and leaves with the next delivery.
    pub async fn reply(&self, buyer: &Buyer, text: &str) -> OutboxId {
        let chat = self.chat(buyer).await;
        let view: OutboxView = self.ok("reply_send", json!({"chat": chat, "text": text, "undo_ms": 0})).await;
        assert_eq!(view.state, OutboxState::Queued, "stored before anything else happens");
        view.outbox
    }

    /// The owner answers and waits for what comes of it.
    pub async fn reply_and_wait(&self, buyer: &Buyer, text: &str) -> OutboxView {
        let chat = self.chat(buyer).await;
        self.ok("reply_send", json!({"chat": chat, "text": text, "undo_ms": 0, "wait": true})).await
    }

    /// All replies, oldest first.
    pub async fn outbox(&self) -> Vec<OutboxView> {
        self.ok("outbox_list", json!({"limit": 1000})).await
    }

    /// One reply.
    pub async fn outbox_of(&self, id: OutboxId) -> OutboxView {
        self.outbox().await.into_iter().find(|view| view.outbox == id).expect("the reply is there")
    }

    /// A reply that must stand in this state.
    pub async fn stands(&self, id: OutboxId, state: OutboxState) -> OutboxView {
        let view = self.outbox_of(id).await;
        assert_eq!(view.state, state, "the reply must be {}: {view:?}", state.as_str());
        view
    }

    /// What the buyer received, oldest first: texts only.
    #[must_use]
    pub fn delivered(&self, buyer: &Buyer) -> Vec<String> {
        self.shops.iter().flat_map(|shop| shop.sim.delivered_to(buyer)).map(|delivered: Delivered| delivered.text).collect()
    }

    /// Waits until something holds; for stories in which Pult runs by itself.
    pub async fn until(&self, what: &str, mut holds: impl AsyncFnMut(&Self) -> bool) {
        let until = Instant::now() + Duration::from_secs(20);
        while !holds(self).await {
            assert!(Instant::now() < until, "waited 20 s in vain until {what}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
