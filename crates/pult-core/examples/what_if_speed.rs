//! How long the past takes under other rules, read from the store and judged:
//! `cargo run --release -p pult-core --example what_if_speed [chats]`.
//!
//! Fills a fresh data folder with chats of five messages over the last 90 days (three in four of the
//! buyer's in Russian, the rest in the other languages), replays them through the operations as the
//! window does, and prints seconds, chats a second, and how soon a cancelled one is over; then how
//! long the page "Figures" takes over the same past, the first time and the second.

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use pult_core::dto::{WhatIfState, WhatIfView};
use pult_core::{Core, CoreOptions};
use pult_domain::sla::SlaPolicy;
use pult_domain::{AccountId, AtMs, Author, ChannelKind, Clock as _, FeedMessage, FeedPage, MessageKind, RemoteChatId, RemoteMessageId, SystemClock};
use pult_store::{Lane, NewAccount};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Instant;

type Fault = Box<dyn std::error::Error>;

const TEXTS: [&str; 8] = [
    "Здравствуйте! Где мой заказ 554321? Обещали привезти вчера, а статус не меняется уже третий день",
    "Чайник перестал включаться на третий день, хочу вернуть деньги",
    "Добрый день, подскажите, пожалуйста, какой у него вес и подойдёт ли он для индукционной плиты",
    "Пришёл не тот размер, можно обменять?",
    "Спасибо, всё получила, очень довольна покупкой",
    "Когда будет в наличии синий?",
    "Jó napot! Ha ma délig rendelek, holnap fel tudják adni?",
    "Colis attendu vendredi dernier, et depuis, silence radio.",
];
const MINUTE_MS: i64 = 60_000;
/// Messages of a chat: who, and how many minutes after the first.
const TALK: [(Author, i64); 5] = [(Author::Customer, 0), (Author::Customer, 2), (Author::Seller, 40), (Author::Customer, 300), (Author::Seller, 500)];

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let chats: i64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    let core = Core::open(CoreOptions::new(folder.path())).await?;
    let account = core.store().account_add(shop()).await?;
    fill(&core, account, chats).await?;
    let request = json!({
        "window": "speed",
        "policy": SlaPolicy { off_hours: pult_domain::sla::OffHours::Pause, ..SlaPolicy::default() },
        "answering": {"how": "percent", "percent": 70},
    });

    let started = Instant::now();
    let run = begin(&core, request.clone()).await?;
    let view = until(&core, run, |view| view.state != WhatIfState::Running).await?;
    let seconds = started.elapsed().as_secs_f64();
    let by = if view.words_only { "words" } else { "words and meaning" };
    println!("{} chats of {} messages by {by}: {seconds:.2} s, {:.0} chats a second", view.chats, TALK.len(), f64::from(view.chats) / seconds);
    println!("{:?}", view.result.map(|result| result.total));

    let run = begin(&core, request).await?;
    until(&core, run, |view| view.chats > 0).await?;
    let asked = Instant::now();
    core.call_text("what_if_cancel", json!({"run": run})).await?;
    let view = until(&core, run, |_| true).await?;
    println!("told to stop: {:?} after {:.1} ms", view.state, asked.elapsed().as_secs_f64() * 1e3);
    for time in ["counted", "asked again"] {
        let began = Instant::now();
        let figures: Value = core.call("metrics", json!({"days": 90})).await?;
        println!("figures of 90 days {time}: {:.2} s, {} bytes", began.elapsed().as_secs_f64(), figures.to_string().len());
    }

    let ended = Instant::now();
    core.shutdown().await;
    println!("everything is over after another {:.1} ms", ended.elapsed().as_secs_f64() * 1e3);
    Ok(())
}

async fn begin(core: &Arc<Core>, request: Value) -> Result<u32, Fault> {
    let view: WhatIfView = core.call("what_if_start", request).await?;
    Ok(view.run)
}

/// Waits as the window does: the core tells of a change, then it is asked.
async fn until(core: &Arc<Core>, run: u32, holds: impl Fn(&WhatIfView) -> bool) -> Result<WhatIfView, Fault> {
    let mut changes = core.changes();
    loop {
        let view: Option<WhatIfView> = core.call("what_if", json!({"run": run})).await?;
        match view {
            Some(view) if holds(&view) => return Ok(view),
            _ => changes.recv().await?,
        };
    }
}

fn shop() -> NewAccount {
    NewAccount { limits_off: true, ..NewAccount::plain(ChannelKind::Wildberries, "speed") }
}

async fn fill(core: &Core, account: AccountId, chats: i64) -> Result<(), Fault> {
    const A_PAGE: i64 = 200;
    let first = SystemClock.now().plus_ms(-89 * 24 * 60 * MINUTE_MS);
    let apart = 88 * 24 * 60 * MINUTE_MS / chats.max(1);
    let mut writing = core.store().writing_pages(account);
    for from in (0..chats).step_by(usize::try_from(A_PAGE)?) {
        let messages = (from..(from + A_PAGE).min(chats)).flat_map(|chat| talk(chat, first.plus_ms(chat * apart)));
        writing.put(vec![FeedPage { messages: messages.collect(), ..FeedPage::default() }], Lane::BackFill).await?;
    }
    writing.finish().await?;
    Ok(())
}

fn talk(chat: i64, from: AtMs) -> impl Iterator<Item = FeedMessage> {
    TALK.into_iter().enumerate().map(move |(n, (author, minutes))| {
        let at = usize::try_from(chat).unwrap_or_default() + n * 3;
        FeedMessage {
            remote_chat_id: RemoteChatId(format!("chat-{chat}")),
            remote_id: RemoteMessageId(format!("{chat}-{n}")),
            author,
            kind: MessageKind::Text,
            text: format!("{} {chat}", TEXTS.get(at % TEXTS.len()).copied().unwrap_or_default()),
            sent_at: from.plus_ms((minutes + minutes * (chat % 7)) * MINUTE_MS),
            attachments: Vec::new(),
            read: None,
            raw: None,
            undated: false,
        }
    })
}
