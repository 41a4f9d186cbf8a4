//! A filled window: one shop with many chats, another whose one buyer never stopped writing.

use crate::Args;
use fantoccini::wd::TimeoutConfiguration;
use pult_sim::{FeedOptions, FeedSim};
use pult_tests::desktop::{Desktop, Window};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// The window with what it shows.
pub(crate) struct Stage {
    pub(crate) window: Window,
    /// The thread with most messages.
    pub(crate) long: i64,
    /// Feeds stay open while the window is measured: a refused connection is work too.
    _feeds: Vec<FeedSim>,
}

/// How long filling may take.
const PATIENCE: Duration = Duration::from_secs(1_800);

impl Stage {
    pub(crate) async fn open(desktop: &Desktop, data: &Path, args: &Args) -> Self {
        let known = data.join("pult.db").exists();
        let window = Window::open(desktop, data, &[]).await;
        // A loaded machine may take its time over a stretch that is scrolled.
        let patient = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None);
        window.client.update_timeouts(patient).await.expect("a longer time for scripts");
        window.rpc("settings_set", json!({"onboarded": true, "locale": "ru", "undo_ms": 0.0})).await;
        let mut feeds = Vec::new();
        if !known {
            feeds.push(connect(&window, "Глиняный дом", FeedOptions { chats: args.chats, ..FeedOptions::of(args.messages) }).await);
            feeds.push(connect(&window, "Одна беседа", FeedOptions { chats: 1, seed: 2, ..FeedOptions::of(args.thread) }).await);
        }
        if args.memory.is_none() {
            window.rpc("sync_pause", json!({"paused": true})).await;
        }
        window.client.refresh().await.expect("the page loads again");
        window.find("[data-testid=chat-row]").await;
        let long = longest(&window).await;
        Self { window, long, _feeds: feeds }
    }
}

async fn connect(window: &Window, name: &str, options: FeedOptions) -> FeedSim {
    let begun = Instant::now();
    let feed = FeedSim::start(options).await.expect("a free port");
    let request = json!({"channel": "wildberries", "name": name, "token": feed.token(), "base_url": feed.base_url(), "limits_off": true});
    let added = window.rpc("account_add", request).await;
    assert!(added["refused"].is_null(), "the shop must be connected: {added}");
    loop {
        let accounts = window.rpc("accounts_list", json!({})).await;
        let account = accounts.as_array().and_then(|all| all.iter().find(|one| one["account"] == added["account"]).cloned()).expect("the account");
        if !account["last_sync_at_ms"].is_null() {
            eprintln!("{} messages in {} chats read in {} s", options.messages, options.chats, begun.elapsed().as_secs());
            return feed;
        }
        assert!(begun.elapsed() < PATIENCE, "filling takes too long: {account}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// The one chat of the second shop.
async fn longest(window: &Window) -> i64 {
    let accounts = window.rpc("accounts_list", json!({})).await;
    let second = accounts.as_array().and_then(|all| all.last().cloned()).map_or(Value::Null, |one| one["account"].clone());
    let page = window.rpc("chat_list", json!({"view": "all", "account": second, "limit": 1})).await;
    page["chats"][0]["chat"].as_i64().expect("a chat of many messages")
}
