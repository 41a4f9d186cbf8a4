//! What the processes of a run do. Each prints one line of JSON at its end.

use pult_core::dto::{AccountAdded, AccountView, ChatPage, OutboxView, SyncReport};
use pult_core::secrets::FileSecrets;
use pult_core::{Core, CoreOptions};
use pult_domain::Tag;
use pult_sim::{FeedOptions, FeedSim};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How closely the progress of a round is watched. Each look is a question to the store that would be
/// charged to the program.
const LOOK: Duration = Duration::from_millis(20);

/// Serves a feed until stdin closes.
pub(crate) async fn feed(messages: u64, chats: u64, page: usize) {
    let sim = FeedSim::start(FeedOptions { chats, page_size: page, ..FeedOptions::of(messages) }).await.expect("a free port");
    println!("{}", json!({"url": sim.base_url(), "token": sim.token()}));
    // Whoever started this feed ends it by going away.
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await;
}

/// Opens the program on a folder.
pub(crate) async fn open(data: &Path) -> Arc<Core> {
    let secrets = Arc::new(FileSecrets::new(data.join("secrets.json")));
    Core::open(CoreOptions { secrets: Some(secrets), ..CoreOptions::new(data) }).await.expect("the folder opens")
}

/// Calls an operation that must succeed.
pub(crate) async fn call<T: DeserializeOwned>(core: &Arc<Core>, name: &str, request: Value) -> T {
    core.call(name, request).await.unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

async fn connect(core: &Arc<Core>, url: &str, token: &str) {
    let add = json!({"channel": "wildberries", "name": "Замер", "token": token, "base_url": url, "limits_off": true});
    let _: AccountAdded = call(core, "account_add", add).await;
}

/// Most memory this process ever held, in MB: `VmHWM` of the kernel.
fn peak_mb() -> f64 {
    memory_mb(SELF, "status", "VmHWM:")
}

/// The kernel's name for the process that asks.
pub(crate) const SELF: &str = "self";

/// A size of a process that the kernel tells in one of its files, in MB.
pub(crate) fn memory_mb(process: &str, file: &str, field: &str) -> f64 {
    let told = std::fs::read_to_string(format!("/proc/{process}/{file}")).unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix(field)).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1_024.0
}

/// Clock ticks of a second in `/proc/*/stat` on Linux (`sysconf(_SC_CLK_TCK)`).
pub(crate) const TICKS: f64 = 100.0;

/// The numbers of a process's `stat` from its state on: proc(5) counts that one as the third.
pub(crate) fn stat(process: &str) -> Vec<f64> {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name before may hold anything; the state is a letter.
    let after = told.rsplit_once(')').map_or("", |(_, rest)| rest);
    after.split_whitespace().map(|field| field.parse().unwrap_or(0.0)).collect()
}

/// User and system time of a process so far, in seconds (proc(5): fields 14 and 15 of `stat`).
pub(crate) fn spent_s(process: &str) -> f64 {
    stat(process).iter().skip(11).take(2).sum::<f64>() / TICKS
}

/// Processor time that the kernel counted, in seconds: the first number of a `schedstat`, in nanoseconds
/// (Documentation/scheduler/sched-stats.rst).
pub(crate) fn cpu_s(schedstat: &Path) -> f64 {
    let told = std::fs::read_to_string(schedstat).unwrap_or_default();
    told.split_whitespace().next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

/// Processor time of this process, and of its busiest thread: SQLite's on the writing connection.
fn busy_s() -> (f64, f64) {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let times = tasks.map(|task| cpu_s(&task.path().join("schedstat")));
    times.fold((0.0, 0.0), |(all, most), one| (all + one, f64::max(most, one)))
}

async fn round(core: &Arc<Core>) -> SyncReport {
    let reports: Vec<SyncReport> = call(core, "sync_now", json!({})).await;
    let report = reports.into_iter().next().expect("a report");
    assert!(report.error.is_none(), "the round must go well: {:?}", report.error);
    report
}

/// Reads a feed into a fresh data folder.
pub(crate) async fn ingest(data: &Path, url: &str, token: &str, messages: u64) {
    let core = open(data).await;
    connect(&core, url, token).await;
    let mut changes = core.store().changes();
    let transactions = tokio::spawn(async move {
        let mut n = 0_u32;
        while let Ok(change) = changes.recv().await {
            n += u32::from(change.tags.contains(&Tag::Messages));
        }
        n
    });
    let began = Instant::now();
    let running = {
        let core = core.clone();
        tokio::spawn(async move { round(&core).await })
    };
    let wanted = messages as f64;
    let stored = loop {
        let accounts: Vec<AccountView> = call(&core, "accounts_list", json!({})).await;
        if accounts[0].messages_this_round >= wanted || running.is_finished() {
            break (began.elapsed().as_secs_f64(), busy_s());
        }
        tokio::time::sleep(LOOK).await;
    };
    let (stored, (busy, writer)) = stored;
    let report = running.await.expect("the round ends");
    let whole = began.elapsed().as_secs_f64();
    assert!((report.messages_new - wanted).abs() < 0.5, "every message of the feed is new: {report:?}");
    core.shutdown().await;
    drop(core);
    let transactions = transactions.await.expect("counted");
    println!("{}", json!({"stored_s": stored, "whole_s": whole, "busy_s": busy, "writer_s": writer, "peak_mb": peak_mb(), "transactions": transactions}));
}

/// Reads the same feed again from its beginning.
pub(crate) async fn replay(data: &Path, messages: u64) {
    let core = open(data).await;
    let before = core.store().check_quick().await.expect("a look");
    let began = Instant::now();
    let report = round(&core).await;
    let seconds = began.elapsed().as_secs_f64();
    let after = core.store().check_quick().await.expect("a look");
    assert!(report.messages_seen >= messages as f64, "the whole feed was read again: {report:?}");
    assert_eq!((before.chats, before.messages), (after.chats, after.messages), "no row more");
    core.shutdown().await;
    println!("{}", json!({"seconds": seconds, "new": report.messages_new, "peak_mb": peak_mb()}));
}

/// Stores replies while a feed is read.
pub(crate) async fn send(data: &Path, url: &str, token: &str) {
    let core = open(data).await;
    connect(&core, url, token).await;
    let running = {
        let core = core.clone();
        tokio::spawn(async move { round(&core).await })
    };
    let chats = loop {
        let page: ChatPage = call(&core, "chat_list", json!({"view": "all", "limit": 200})).await;
        if page.chats.len() >= 100 || running.is_finished() {
            break page.chats;
        }
        tokio::time::sleep(LOOK).await;
    };
    let mut times = Vec::new();
    while !running.is_finished() {
        let chat = chats[times.len() % chats.len()].chat;
        let began = Instant::now();
        let text = "Здравствуйте! Отправим сегодня, трек-номер пришлём вечером.";
        let _: OutboxView = call(&core, "reply_send", json!({"chat": chat, "text": text, "undo_ms": 60_000})).await;
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
        tokio::time::sleep(Duration::from_millis(7)).await;
    }
    running.await.expect("the round ends");
    core.shutdown().await;
    println!("{}", json!({"times_ms": times}));
}
