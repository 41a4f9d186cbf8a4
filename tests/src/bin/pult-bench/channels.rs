//! The four channels side by side: how quickly a shop's past comes in, how many requests it takes,
//! whether a documented limit is ever passed, and what eight connected shops cost while nobody writes.
//!
//! The marketplaces are the simulators, in a process of their own. How fast they answer says nothing
//! about the real ones; requests for each message do, and so does the time between two channels of
//! one run.

use super::child::{SELF, call, memory_mb, open, spent_s};
use super::report::{Goal, Report};
use super::stage::{answer, part};
use pult_core::dto::{AccountAdded, AccountView, SyncReport};
use pult_domain::ChannelKind;
use pult_sim::SimOptions;
use pult_tests::stage::Market;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

const CHANNELS: [ChannelKind; 4] = [ChannelKind::Wildberries, ChannelKind::Ozon, ChannelKind::YandexMarket, ChannelKind::Avito];
/// A shop's past: chats, and messages in each.
const CHATS: usize = 100;
const MESSAGES: usize = 10;
/// Chats of the shop that is read with the limiters on: few, or a channel's limit is all that is waited for.
pub(crate) const PACED_CHATS: usize = 5;
/// What a first import leaves to be done (drafts of what waits, the picture of each item) is not rest.
const SETTLE: Duration = Duration::from_secs(30);
/// How long the program is watched at rest.
const REST: Duration = Duration::from_secs(60);

/// A simulated shop with a past.
pub(crate) async fn shop(channel: ChannelKind, chats: usize, limits: bool) -> Market {
    let market = Market::start(channel, SimOptions { enforce_limits: limits, ..SimOptions::default() }).await;
    for chat in 0..chats {
        let buyer = market.buyer(&format!("Покупатель {chat}"));
        for message in 0..MESSAGES {
            market.buyer_writes(&buyer, &format!("Здравствуйте, где мой заказ? Пишу {message}-й раз."));
        }
    }
    market
}

async fn connect(core: &std::sync::Arc<pult_core::Core>, market: &Market, channel: ChannelKind, limits: bool) -> AccountAdded {
    let mut add = market.account(channel, channel.as_str());
    add["limits_off"] = json!(!limits);
    call(core, "account_add", add).await
}

async fn round(core: &std::sync::Arc<pult_core::Core>) -> SyncReport {
    let reports: Vec<SyncReport> = call(core, "sync_now", json!({})).await;
    let report = reports.into_iter().next().expect("a report");
    assert!(report.error.is_none(), "the round must go well: {:?}", report.error);
    report
}

/// First import, a quiet round, and the documented limits, channel by channel.
pub(crate) async fn tell(report: &mut Report) {
    for channel in CHANNELS {
        let name = channel.as_str();
        let market = shop(channel, CHATS, false).await;
        let folder = tempfile::tempdir().expect("a folder");
        let core = open(folder.path()).await;
        connect(&core, &market, channel, false).await;
        let before = market.requests().len();
        let began = Instant::now();
        let first = round(&core).await;
        let seconds = began.elapsed().as_secs_f64();
        let asked = market.requests().len() - before;
        let rows = (CHATS * MESSAGES) as f64;
        assert!((first.messages_new - rows).abs() < 0.5, "{name}: every message once: {first:?}");
        let before = market.requests().len();
        round(&core).await;
        let quiet = market.requests().len() - before;
        core.shutdown().await;
        report.line(format!("{name}: first import of {rows} messages in {CHATS} chats"), rows / seconds, "messages/s", Goal::None);
        report.line(format!("{name}: requests of that import"), asked as f64, "", Goal::None);
        report.line(format!("{name}: requests of a round without news"), quiet as f64, "", Goal::None);
        paced(channel, report).await;
    }
    rest(report).await;
}

/// The same with the limiters on, against a simulator that refuses whatever passes a documented limit.
async fn paced(channel: ChannelKind, report: &mut Report) {
    let market = shop(channel, PACED_CHATS, true).await;
    let folder = tempfile::tempdir().expect("a folder");
    let core = open(folder.path()).await;
    connect(&core, &market, channel, true).await;
    let began = Instant::now();
    round(&core).await;
    round(&core).await;
    let seconds = began.elapsed().as_secs_f64();
    core.shutdown().await;
    let refused = market.requests().iter().filter(|seen| matches!(seen.status, Some(420 | 429))).count();
    report.line(format!("{}: two rounds of {PACED_CHATS} chats within the limits", channel.as_str()), seconds, "s", Goal::None);
    report.line(format!("{}: requests refused for passing a limit", channel.as_str()), refused as f64, "", Goal::AtMost(0.0));
}

/// Two shops at each marketplace, connected and quiet.
async fn rest(report: &mut Report) {
    let mut markets = Vec::new();
    for channel in CHANNELS.into_iter().chain(CHANNELS) {
        markets.push((channel, shop(channel, PACED_CHATS, false).await));
    }
    let accounts: Vec<Value> =
        markets.iter().enumerate().map(|(n, (channel, market))| market.account(*channel, &format!("{} {n}", channel.as_str()))).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = part("rest");
    command.arg(folder.path()).arg(Value::from(accounts).to_string());
    let told = answer(command).await;
    let number = |name: &str| told[name].as_f64().expect("a number");
    report.line("at rest with eight shops: of one core", number("percent"), "%", Goal::AtMost(0.5));
    report.line("at rest with eight shops: memory", number("rss_mb"), "MB", Goal::AtMost(100.0));
}

/// The process that is watched at rest.
pub(crate) async fn watched(data: &Path, accounts: &str) {
    let accounts: Vec<Value> = serde_json::from_str(accounts).expect("a list of accounts");
    let core = open(data).await;
    for account in &accounts {
        let _: AccountAdded = call(&core, "account_add", account.clone()).await;
    }
    core.start().await.expect("it starts");
    loop {
        let views: Vec<AccountView> = call(&core, "accounts_list", json!({})).await;
        if views.iter().all(|view| view.last_sync_at_ms.is_some()) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    tokio::time::sleep(SETTLE).await;
    let (before, began) = (spent_s(SELF), Instant::now());
    tokio::time::sleep(REST).await;
    let percent = 100.0 * (spent_s(SELF) - before) / began.elapsed().as_secs_f64();
    println!("{}", json!({"percent": percent, "rss_mb": memory_mb(SELF, "status", "VmRSS:")}));
    core.shutdown().await;
}
