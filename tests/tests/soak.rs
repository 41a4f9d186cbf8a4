//! Four accounts on faulty marketplaces, and the real program killed at random moments: afterwards
//! the ledgers are compared.
//!
//! `PULT_KILL_CYCLES` says how many kills (50; `script/soak` asks for 1,000), `PULT_KILL_SEED`
//! repeats a run.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use pult_domain::{AccountId, ChannelKind};
use pult_sim::{Buyer, Chaos, SimOptions};
use pult_tests::chance::Chance;
use pult_tests::process::Terminal;
use pult_tests::stage::{Market, agrees};
use pult_tests::world::World;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

const CHANNELS: [ChannelKind; 4] = [ChannelKind::Wildberries, ChannelKind::Ozon, ChannelKind::YandexMarket, ChannelKind::Avito];
/// Buyers of each marketplace.
const BUYERS: u64 = 3;

struct Street {
    terminal: Terminal,
    shops: Vec<(ChannelKind, Market, AccountId, Vec<Buyer>)>,
    chats: Vec<String>,
}

/// What a cycle does before it is killed.
enum Deed {
    Sync,
    Reply { chat: String, text: String },
    Serve { replies: Vec<(String, String)> },
}

impl Street {
    /// Four connected shops whose buyers have all written once.
    async fn open(seed: u64) -> Self {
        let terminal = Terminal::new();
        let mut shops = Vec::new();
        for channel in CHANNELS {
            let market = Market::start(channel, SimOptions { seed, page_size: 5, ..SimOptions::default() }).await;
            let account = terminal.connect_market(&market, channel, &["--settle-ms", "300"]).await;
            let buyers: Vec<Buyer> = (0..BUYERS).map(|n| market.buyer(&format!("Покупатель {n}"))).collect();
            buyers.iter().for_each(|buyer| market.buyer_writes(buyer, "Здравствуйте"));
            shops.push((channel, market, AccountId(account.parse().expect("an id")), buyers));
        }
        terminal.run(&["sync"]).await.well();
        let chats = terminal.run(&["chats", "--limit", "50"]).await.well().iter().map(|line| line["chat"].to_string()).collect();
        Self { terminal, shops, chats }
    }

    async fn outbox(&self) -> Vec<Value> {
        self.terminal.run(&["outbox"]).await.well()
    }

    /// Syncs as an owner's program would go on doing, until nothing is left that time alone decides.
    async fn settle(&self) {
        let (mut before, mut still) = (Vec::new(), 0);
        // Ten quiet rounds are longer than any wait these faults ask for.
        while still < 10 {
            self.terminal.run(&["sync"]).await;
            let rows = self.outbox().await;
            if !rows.iter().any(|row| ["queued", "sending", "unconfirmed"].contains(&row["state"].as_str().unwrap_or_default())) {
                return;
            }
            still = if rows == before { still + 1 } else { 0 };
            before = rows;
            tokio::time::sleep(Duration::from_millis(400)).await;
        }
    }

    fn delivered(&self) -> Vec<String> {
        self.shops.iter().flat_map(|(_, market, ..)| market.delivered()).map(|one| one.text).collect()
    }

    /// What the feed could not decide twice, the owner decides after a look at the marketplace.
    async fn owner_decides(&self) -> usize {
        let mut decided = 0;
        loop {
            let rows = self.outbox().await;
            let Some(row) = rows.iter().find(|row| row["state"] == "unconfirmed") else { return decided };
            let there = self.delivered().iter().any(|one| row["text"].as_str() == Some(one));
            self.terminal.run(&["outbox", if there { "confirm" } else { "retry" }, &row["outbox"].to_string()]).await.one();
            decided += 1;
            self.settle().await;
        }
    }

    /// Starts a deed, kills it after a moment as `kill -9` does; returns the replies it promised.
    async fn do_and_kill(&self, deed: Deed, delay: Duration) -> Vec<(i64, String)> {
        match deed {
            Deed::Sync => {
                let mut child = self.terminal.command(&["sync"]).spawn().expect("pultctl starts");
                tokio::time::sleep(delay).await;
                let _ = child.start_kill();
                self.terminal.wait(child).await;
                Vec::new()
            }
            Deed::Reply { chat, text } => {
                let mut child = self.terminal.command(&["reply", &chat, "--text", &text, "--undo-ms", "0", "--wait"]).spawn().expect("pultctl starts");
                tokio::time::sleep(delay).await;
                let _ = child.start_kill();
                let ran = self.terminal.wait(child).await;
                // A line cut by the kill is no promise.
                let line = ran.stdout.lines().next().and_then(|line| serde_json::from_str::<Value>(line).ok());
                line.and_then(|line| line["outbox"].as_i64()).map(|outbox| (outbox, text)).into_iter().collect()
            }
            Deed::Serve { replies } => {
                let served = self.terminal.serve().await;
                let mut promised = Vec::new();
                for (chat, text) in replies {
                    let chat: i64 = chat.parse().expect("an id");
                    let (status, answer) = served.call("reply_send", &json!({"chat": chat, "text": text, "undo_ms": 0})).await;
                    assert_eq!(status, 200, "{answer}");
                    promised.push((answer["outbox"].as_i64().expect("an id"), text));
                }
                tokio::time::sleep(delay).await;
                served.kill().await;
                promised
            }
        }
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_kills_lose_nothing_double_nothing_and_send_nothing_twice() {
    let cycles = number("PULT_KILL_CYCLES", 50);
    let seed = number("PULT_KILL_SEED", 20_261_121);
    println!("{cycles} cycles over four accounts, PULT_KILL_SEED={seed}");
    let mut chance = Chance::new(seed);
    let street = Street::open(seed).await;
    for (n, (_, market, ..)) in (0..).zip(&street.shops) {
        market.chaos(Chaos { permille: 100, seed: seed + n });
    }

    let mut promised: BTreeMap<i64, String> = BTreeMap::new();
    for cycle in 0..cycles {
        for _ in 0..chance.below(4) {
            let (_, market, _, buyers) = &street.shops[usize::try_from(chance.below(4)).expect("small")];
            let buyer = &buyers[usize::try_from(chance.below(BUYERS)).expect("small")];
            market.buyer_writes(buyer, &format!("Сообщение в круге {cycle}, число {}", chance.below(1_000_000)));
        }
        let mut chat = || street.chats[usize::try_from(chance.below(street.chats.len() as u64)).expect("small")].clone();
        let deed = match cycle % 3 {
            0 => Deed::Sync,
            1 => Deed::Reply { chat: chat(), text: format!("Ответ {cycle}") },
            _ => Deed::Serve { replies: (0..2).map(|n| (chat(), format!("Ответ {cycle}.{n}"))).collect() },
        };
        // Most often in the first moments, where everything happens; sometimes late.
        let delay = Duration::from_millis(chance.below(25) * chance.below(16));
        promised.extend(street.do_and_kill(deed, delay).await);
    }

    println!("== {} replies were promised; the faults end", promised.len());
    street.shops.iter().for_each(|(_, market, ..)| market.faults().clear());
    street.settle().await;
    let decided = street.owner_decides().await;
    let rows = street.outbox().await;
    let all = street.delivered();
    for (outbox, text) in &promised {
        let kept = rows.iter().any(|row| row["outbox"].as_i64() == Some(*outbox) && row["text"].as_str() == Some(text));
        assert!(kept, "a promised reply is gone: {outbox} {text}");
    }
    let mut tally: BTreeMap<String, u32> = BTreeMap::new();
    for row in &rows {
        let (state, text) = (row["state"].as_str().expect("a state"), row["text"].as_str().expect("a text"));
        *tally.entry(state.to_owned()).or_default() += 1;
        let copies = all.iter().filter(|one| *one == text).count();
        match state {
            "sent" => assert_eq!(copies, 1, "a sent reply is with the buyer once: {row}"),
            "failed" => assert_eq!(copies, 0, "a failed reply certainly was not taken: {row}"),
            other => panic!("nothing may be left {other}: {row}"),
        }
    }
    let again = rows.iter().filter(|row| row["attempts"].as_i64() > Some(1)).count();
    let events: usize = street.shops.iter().map(|(_, market, ..)| market.ledger().len()).sum();
    println!(
        "== {} replies: {tally:?}, {again} of them with more than one attempt, {decided} decided by the owner; {events} events at the marketplaces",
        rows.len()
    );
    assert!(all.len() >= usize::try_from(cycles / 4).expect("small"), "the test did send: {}", all.len());

    // A walk sees in its next round what came during this one.
    for _ in 0..2 {
        street.terminal.run(&["sync"]).await.well();
    }
    let Street { terminal, shops, .. } = street;
    let world = World::on(terminal.into_folder()).await;
    world.check().await;
    for (channel, market, account, _) in &shops {
        agrees(&world, market, *account, *channel).await;
    }
}
