//! The program as it runs on years of chats: how soon its window can be used, what it weighs, how quickly a
//! click on Send is safe, and what it costs while nobody writes.
//!
//! Four shops, one at each marketplace: the first is the feed that filled the folder, the others are simulators with
//! a few chats. Worked on is a copy, so that whatever is measured of the folder elsewhere stays as it was.

use super::child::{call, memory_mb, open, spent_s};
use super::report::{Goal, Report, percentile};
use super::stage::{Stage, answer, part, tried};
use super::{channels, sweep};
use pult_core::dto::{AccountAdded, AccountView};
use pult_domain::{ChannelKind, Clock as _, SystemClock};
use pult_tests::process::{client, program};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;

/// The shops beside the one that filled the folder.
const OTHERS: [ChannelKind; 3] = [ChannelKind::Ozon, ChannelKind::YandexMarket, ChannelKind::Avito];
/// How long the first rounds may take.
const PATIENCE: Duration = Duration::from_secs(300);
/// What a start brings (the drafts of a thousand chats that wait) is not rest: looked for in steps, at least so many and
/// at most so many, until one costs less of a core than this.
const STEP: Duration = Duration::from_secs(10);
const STEPS: (u32, u32) = (2, 90);
const QUIET_PERCENT: f64 = 1.0;
/// How long the program is watched at rest: it looks for drafts to be made every two minutes, and one such look belongs to it.
const REST: Duration = Duration::from_secs(120);

/// Connects a filled folder to the shops of this run. The feed may be on another port than when it was read, and
/// its pictures are taken for fetched: at one in two seconds that is half an hour, once.
pub(crate) async fn join(data: &Path, url: &str, token: &str, accounts: &str) {
    let db = Connection::open(data.join("pult.db")).expect("it opens");
    db.execute("UPDATE account SET base_url = ?1", [url]).expect("the feed's address");
    db.execute("UPDATE attachment SET wanted_by = NULL WHERE wanted_by IS NOT NULL", []).expect("no pictures");
    drop(db);
    let accounts: Vec<Value> = serde_json::from_str(accounts).expect("a list of accounts");
    let core = open(data).await;
    let filled: Vec<AccountView> = call(&core, "accounts_list", json!({})).await;
    let checked: Value = call(&core, "account_set_token", json!({"account": filled[0].account, "token": token})).await;
    assert_eq!(checked["ok"], json!(true), "the feed's token: {checked}");
    for account in accounts {
        let _: AccountAdded = call(&core, "account_add", account).await;
    }
    let _: Value = call(&core, "settings_set", json!({"onboarded": true, "locale": "ru", "tray_explained": true})).await;
    core.shutdown().await;
    println!("{}", json!({}));
}

/// All of it, on the data of one stage.
pub(crate) async fn tell(stage: &Stage, report: &mut Report) {
    tell_clicks(stage, report).await;
    let mut markets = Vec::new();
    for channel in OTHERS {
        markets.push((channel, channels::shop(channel, channels::PACED_CHATS, false).await));
    }
    let accounts: Vec<Value> = markets.iter().map(|(channel, market)| market.account(*channel, channel.as_str())).collect();
    let folder = stage.copied();
    let mut command = part("join");
    command.arg(folder.path()).args(stage.feed()).arg(Value::from(accounts).to_string());
    answer(command).await;

    let name = stage.name();
    let mut command = part("start");
    command.arg(folder.path());
    if let Some(told) = tried(command).await {
        let times = times(&told, "times_ms");
        report.line(format!("window, {name}: from start to chats painted, best of {}", times.len()), percentile(&times, 0), "ms", Goal::None);
        report.line(format!("window, {name}: the same, worst"), percentile(&times, 100), "ms", Goal::AtMost(1_000.0));
    }
    rest(&name, folder.path(), report).await;
    let mut command = part("weigh");
    command.arg(folder.path());
    if let Some(told) = tried(command).await {
        let mb = |figure: &str| told[figure].as_f64().expect("a number");
        report.line("an empty window of the same toolkit: memory (PSS)", mb("empty"), "MB", Goal::None);
        report.line("an empty window of the same toolkit: its main process", mb("empty_main"), "MB", Goal::None);
        report.line(format!("window, {name}: memory (PSS)"), mb("open"), "MB", Goal::None);
        report.line(format!("window, {name}: of an empty window"), mb("open") / mb("empty"), "x", Goal::AtMost(1.4));
        report.line(format!("in the tray, its page closed, {name}: memory (PSS)"), mb("closed"), "MB", Goal::None);
        let above = mb("closed") - mb("empty_main");
        report.line(format!("in the tray, its page closed, {name}: above an empty window's main process"), above, "MB", Goal::AtMost(60.0));
        let whole = |figure: &str| told["whole"][figure].as_f64().expect("a number");
        let above = whole("closed") - whole("empty_main");
        report.line(format!("in the tray, its page closed, {name}: the same, both with what they share (RSS)"), above, "MB", Goal::None);
    }
    sweep::tell(&name, folder.path(), report).await;
}

fn times(told: &Value, name: &str) -> Vec<f64> {
    told[name].as_array().expect("times").iter().filter_map(Value::as_f64).collect()
}

/// Clicks on Send in the window, while it reads the stage's feed into a folder of its own.
async fn tell_clicks(stage: &Stage, report: &mut Report) {
    let mut command = part("click");
    command.args(stage.feed());
    let Some(told) = tried(command).await else { return };
    let (queued, emptied) = (times(&told, "queued_ms"), times(&told, "emptied_ms"));
    let name = format!("Send clicked in the window, beside {} ({} replies)", stage.name(), queued.len());
    report.line(format!("{name}: durably queued p50"), percentile(&queued, 50), "ms", Goal::None);
    report.line(format!("{name}: durably queued p95"), percentile(&queued, 95), "ms", Goal::AtMost(20.0));
    report.line(format!("{name}: durably queued worst"), percentile(&queued, 100), "ms", Goal::AtMost(100.0));
    report.line(format!("{name}: the field empty again p95"), percentile(&emptied, 95), "ms", Goal::None);
}

/// `pultctl serve` on the folder, watched from outside.
async fn rest(name: &str, data: &Path, report: &mut Report) {
    let began = SystemClock.now();
    let mut command = Command::new(program("pultctl", "pult-cli"));
    command.arg("--data").arg(data).args(["--format", "json", "serve"]).env_remove("PULT_DATA").env("PULT_SECRETS", "file");
    let mut serve = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).kill_on_drop(true).spawn().expect("pultctl starts");
    let process = serve.id().expect("it runs").to_string();
    let mut lines = BufReader::new(serve.stdout.take().expect("a pipe")).lines();
    let line = lines.next_line().await.expect("serve speaks").expect("a line");
    let told: Value = serde_json::from_str(&line).expect("JSON");
    let text = |name: &str| told[name].as_str().expect("text").to_owned();
    let (url, token, client) = (text("url"), text("token"), client());
    let address = format!("{}/rpc/accounts_list", url.trim_end_matches('/'));
    let until = Instant::now() + PATIENCE;
    loop {
        let asked = client.post(&address).bearer_auth(&token).json(&json!({})).send().await.expect("serve answers");
        let accounts: Vec<AccountView> = asked.json().await.expect("accounts");
        assert_eq!(accounts.len(), OTHERS.len() + 1, "every shop");
        if accounts.iter().all(|account| account.last_sync_at_ms.is_some_and(|at| at >= began)) {
            break;
        }
        assert!(Instant::now() < until, "a first round does not end: {accounts:?}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let settling = Instant::now();
    for step in 1..=STEPS.1 {
        if percent(&process, STEP).await < QUIET_PERCENT && step >= STEPS.0 {
            break;
        }
    }
    let settled = settling.elapsed().as_secs_f64();
    let share = percent(&process, REST).await;
    let memory = memory_mb(&process, "status", "VmRSS:");
    serve.kill().await.expect("it ends");
    report.line(format!("at rest with four shops, {name}: settled after"), settled, "s", Goal::None);
    report.line(format!("at rest with four shops, {name}: of one core, over {} s", REST.as_secs()), share, "%", Goal::AtMost(0.5));
    report.line(format!("at rest with four shops, {name}: memory of pultctl serve (RSS)"), memory, "MB", Goal::AtMost(100.0));
}

/// What a process takes of one core over so long.
async fn percent(process: &str, time: Duration) -> f64 {
    let (before, began) = (spent_s(process), Instant::now());
    tokio::time::sleep(time).await;
    100.0 * (spent_s(process) - before) / began.elapsed().as_secs_f64()
}
