//! The real program, really killed: between any two steps of a send, and at random moments.
//!
//! The simulator lives in this process and remembers what buyers received; `pultctl` is the victim.
//! `PULT_KILL_CYCLES` says how many random kills (50; `script/soak` asks for 1,000), `PULT_KILL_SEED`
//! repeats a run.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use pult_sim::{Buyer, Chaos, Fault, Item, RetryHeaders, SimOptions, WbSim};
use pult_tests::chance::Chance;
use pult_tests::process::Terminal;
use pult_tests::world::World;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// Settle time of the accounts here, in milliseconds: long enough for a loopback answer, short
/// enough for a test.
const SETTLE_MS: &str = "300";

struct Shop {
    terminal: Terminal,
    sim: WbSim,
    account: String,
    ivan: Buyer,
    chat: String,
}

impl Shop {
    /// A shop whose only buyer waits for an answer.
    async fn open(seed: u64) -> Self {
        let sim = WbSim::start(SimOptions { seed, page_size: 5, ..SimOptions::default() }).await.expect("a free port");
        let terminal = Terminal::new();
        let account = terminal.connect(&sim, &["--settle-ms", SETTLE_MS]).await;
        let ivan = sim.buyer("Иван", Item::default());
        sim.buyer_writes(&ivan, "Когда отправите?");
        terminal.run(&["sync"]).await.one();
        let chats = terminal.run(&["chats"]).await.well();
        let chat = chats[0]["chat"].to_string();
        Self { terminal, sim, account, ivan, chat }
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
            let open = ["queued", "sending", "unconfirmed"];
            if !rows.iter().any(|row| open.contains(&row["state"].as_str().unwrap_or_default())) {
                return;
            }
            still = if rows == before { still + 1 } else { 0 };
            before = rows;
            tokio::time::sleep(Duration::from_millis(400)).await;
        }
    }

    /// What the feed could not decide twice, the owner decides after a look at the marketplace.
    async fn owner_decides(&self) -> usize {
        let mut decided = 0;
        loop {
            let rows = self.outbox().await;
            let Some(row) = rows.iter().find(|row| row["state"] == "unconfirmed") else { return decided };
            let there = self.sim.delivered().iter().any(|one| row["text"].as_str() == Some(&one.text));
            self.terminal.run(&["outbox", if there { "confirm" } else { "retry" }, &row["outbox"].to_string()]).await.one();
            decided += 1;
            self.settle().await;
        }
    }

    fn delivered(&self) -> Vec<String> {
        self.sim.delivered_to(&self.ivan).into_iter().map(|one| one.text).collect()
    }

    /// Recounts everything from inside.
    async fn end(self) {
        let account = pult_domain::AccountId(self.account.parse().expect("an id"));
        World::adopt(self.terminal.into_folder(), self.sim, account).await.end().await;
    }
}

const POINTS: [&str; 4] = ["before_begin", "after_begin", "after_answer", "after_outcome"];

/// Dies at this point of sending while this goes wrong, starts again, and the buyer has one answer.
async fn dies_at(point: &str, fault: Option<Fault>, seed: u64) {
    println!("\n== dies at {point}, {fault:?}");
    let mut shop = Shop::open(seed).await;
    if let Some(fault) = fault.clone() {
        shop.sim.faults().message(fault);
    }
    shop.terminal.set("PULT_CRASH_AT", point);
    let died = shop.terminal.run(&["reply", &shop.chat, "--text", "Сегодня вечером", "--undo-ms", "0", "--wait"]).await;
    assert_eq!(died.code(), None, "the program was to die at {point}: {died:?}");
    shop.terminal.unset("PULT_CRASH_AT");
    // What the program died too early to meet must not strike the next attempt.
    shop.sim.faults().clear();
    shop.settle().await;
    let rows = shop.outbox().await;
    assert_eq!(rows.len(), 1, "{point}: the reply is there, once: {rows:?}");
    assert_eq!(rows[0]["state"], "sent", "{point}, {fault:?}: {rows:?}");
    assert_eq!(shop.delivered(), ["Сегодня вечером"], "{point}, {fault:?}: the buyer has exactly one answer");
    shop.end().await;
}

#[tokio::test]
async fn a_kill_between_any_two_steps_of_a_send_is_one_answer() {
    for (n, point) in (1..).zip(POINTS) {
        dies_at(point, None, n).await;
    }
}

#[tokio::test]
async fn a_kill_between_any_two_steps_of_a_faulty_send_is_one_answer() {
    let faults =
        [Fault::AcceptThenDrop, Fault::AcceptThen5xx { status: 502 }, Fault::ResetBefore, Fault::TooManyRequests { headers: RetryHeaders::Documented(1) }];
    let mut seed = 100;
    for fault in faults {
        for point in POINTS {
            seed += 1;
            dies_at(point, Some(fault.clone()), seed).await;
        }
    }
}

#[tokio::test]
async fn a_second_kill_in_doubt_leaves_the_decision_to_the_owner() {
    let mut shop = Shop::open(7).await;
    shop.terminal.set("PULT_CRASH_AT", "after_begin");
    let died = shop.terminal.run(&["reply", &shop.chat, "--text", "Сегодня", "--undo-ms", "0", "--wait"]).await;
    assert_eq!(died.code(), None, "{died:?}");
    tokio::time::sleep(Duration::from_millis(400)).await;
    let died = shop.terminal.run(&["sync"]).await;
    assert_eq!(died.code(), None, "the one resend was to die too: {died:?}");
    shop.terminal.unset("PULT_CRASH_AT");
    for _ in 0..3 {
        shop.terminal.run(&["sync"]).await;
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    let rows = shop.outbox().await;
    assert_eq!(rows[0]["state"], "unconfirmed", "{rows:?}");
    assert!(shop.delivered().is_empty(), "a third attempt is the owner's decision alone");
    let id = rows[0]["outbox"].to_string();
    shop.terminal.run(&["outbox", "retry", &id]).await.one();
    shop.settle().await;
    assert_eq!(shop.delivered().iter().filter(|text| *text == "Сегодня").count(), 1, "asked for by hand: {:?}", shop.outbox().await);
    shop.end().await;
}

#[tokio::test]
async fn a_served_program_that_dies_while_sending_loses_nothing() {
    let mut shop = Shop::open(9).await;
    shop.terminal.set("PULT_CRASH_AT", "after_answer");
    let served = shop.terminal.serve().await;
    let through = shop.terminal.run(&["reply", &shop.chat, "--text", "Сегодня", "--undo-ms", "0", "--wait"]).await;
    assert_eq!(through.code(), Some(1), "the program that was to answer is gone: {through:?}");
    drop(served);
    shop.terminal.unset("PULT_CRASH_AT");
    shop.settle().await;
    assert_eq!(shop.delivered(), ["Сегодня"]);
    assert_eq!(shop.outbox().await.len(), 1);
    shop.end().await;
}

/// What a cycle does before it is killed.
enum Deed {
    Sync,
    Reply { chat: String, text: String },
    Serve { replies: Vec<(String, String)> },
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_kills_lose_nothing_double_nothing_and_send_nothing_twice() {
    let cycles = number("PULT_KILL_CYCLES", 50);
    let seed = number("PULT_KILL_SEED", 20_261_121);
    println!("{cycles} cycles, PULT_KILL_SEED={seed}");
    let mut chance = Chance::new(seed);
    let shop = Shop::open(seed).await;
    let crowd: Vec<Buyer> = (0..6).map(|n| shop.sim.buyer(&format!("Покупатель {n}"), Item::default())).collect();
    for buyer in &crowd {
        shop.sim.buyer_writes(buyer, "Здравствуйте");
    }
    shop.terminal.run(&["sync"]).await.one();
    let chats: Vec<String> = shop.terminal.run(&["chats", "--limit", "50"]).await.well().iter().map(|line| line["chat"].to_string()).collect();
    shop.sim.chaos(Chaos { permille: 150, seed });

    let mut promised: BTreeMap<i64, String> = BTreeMap::new();
    for cycle in 0..cycles {
        for _ in 0..chance.below(4) {
            let buyer = &crowd[usize::try_from(chance.below(6)).expect("small")];
            shop.sim.buyer_writes(buyer, &format!("Сообщение в круге {cycle}, число {}", chance.below(1_000_000)));
        }
        let mut chat = || chats[usize::try_from(chance.below(chats.len() as u64)).expect("small")].clone();
        let deed = match cycle % 3 {
            0 => Deed::Sync,
            1 => Deed::Reply { chat: chat(), text: format!("Ответ {cycle}") },
            _ => Deed::Serve { replies: (0..2).map(|n| (chat(), format!("Ответ {cycle}.{n}"))).collect() },
        };
        // Most often in the first moments, where everything happens; sometimes late.
        let delay = Duration::from_millis(chance.below(25) * chance.below(12));
        for (outbox, text) in do_and_kill(&shop, deed, delay).await {
            promised.insert(outbox, text);
        }
    }

    println!("== {} replies were promised; the faults end", promised.len());
    shop.sim.faults().clear();
    shop.settle().await;
    let decided = shop.owner_decides().await;
    let rows = shop.outbox().await;
    let all: Vec<String> = shop.sim.delivered().into_iter().map(|one| one.text).collect();
    let mut tally: BTreeMap<String, u32> = BTreeMap::new();
    for (outbox, text) in &promised {
        assert!(
            rows.iter().any(|row| row["outbox"].as_i64() == Some(*outbox) && row["text"].as_str() == Some(text)),
            "a promised reply is gone: {outbox} {text}"
        );
    }
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
    println!(
        "== {} replies: {tally:?}, {again} of them with more than one attempt, {decided} decided by the owner; {} events in the feed",
        rows.len(),
        shop.sim.ledger().len()
    );
    assert!(all.len() >= usize::try_from(cycles / 4).expect("small"), "the test did send: {}", all.len());
    shop.end().await;
}

/// Starts a deed, kills it after a moment as `kill -9` does; returns the replies it promised.
async fn do_and_kill(shop: &Shop, deed: Deed, delay: Duration) -> Vec<(i64, String)> {
    match deed {
        Deed::Sync => {
            let mut child = shop.terminal.command(&["sync"]).spawn().expect("pultctl starts");
            tokio::time::sleep(delay).await;
            let _ = child.start_kill();
            shop.terminal.wait(child).await;
            Vec::new()
        }
        Deed::Reply { chat, text } => {
            let mut child = shop.terminal.command(&["reply", &chat, "--text", &text, "--undo-ms", "0", "--wait"]).spawn().expect("pultctl starts");
            tokio::time::sleep(delay).await;
            let _ = child.start_kill();
            let ran = shop.terminal.wait(child).await;
            // A line cut by the kill is no promise.
            let line = ran.stdout.lines().next().and_then(|line| serde_json::from_str::<Value>(line).ok());
            line.and_then(|line| line["outbox"].as_i64()).map(|outbox| (outbox, text)).into_iter().collect()
        }
        Deed::Serve { replies } => {
            let served = shop.terminal.serve().await;
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
