//! The real program, really killed between any two steps of a send. Kills at random moments are in
//! `soak.rs`.
//!
//! The simulator lives in this process and remembers what buyers received; `pultctl` is the victim.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use pult_sim::{Buyer, Fault, Item, RetryHeaders, SimOptions, WbSim};
use pult_tests::process::Terminal;
use pult_tests::world::World;
use serde_json::Value;
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

#[tokio::test]
async fn what_is_being_written_survives_a_kill() {
    let shop = Shop::open(10).await;
    let served = shop.terminal.serve().await;
    let chat: i64 = shop.chat.parse().expect("an id");
    for (mode, text) in [("reply", "Сегодня отправ"), ("note", "Спросить про чек")] {
        served.call("draft_set", &serde_json::json!({"chat": chat, "text": text, "mode": mode, "seen": 1})).await;
    }
    served.kill().await;
    let served = shop.terminal.serve().await;
    let (_, view) = served.call("chat_get", &serde_json::json!({"chat": chat})).await;
    assert_eq!((view["draft"].as_str(), view["note_draft"].as_str()), (Some("Сегодня отправ"), Some("Спросить про чек")));
    assert_eq!(view["draft_seen"], 1);
    served.kill().await;
    shop.end().await;
}

#[tokio::test]
async fn a_kill_while_a_reply_waits_out_its_undo_time_keeps_the_time_and_the_way_back() {
    let shop = Shop::open(11).await;
    let served = shop.terminal.serve().await;
    let chat: i64 = shop.chat.parse().expect("an id");
    let (_, reply) = served.call("reply_send", &serde_json::json!({"chat": chat, "text": "Ой", "undo_ms": 60_000})).await;
    served.kill().await;
    let served = shop.terminal.serve().await;
    let (_, again) = served.call("outbox_list", &serde_json::json!({"chat": chat})).await;
    assert_eq!((&again[0]["state"], &again[0]["next_at_ms"]), (&serde_json::json!("queued"), &reply["next_at_ms"]));
    let (_, back) = served.call("outbox_cancel", &serde_json::json!({"outbox": reply["outbox"]})).await;
    assert_eq!((&back["state"], &back["draft"]), (&serde_json::json!("cancelled"), &serde_json::json!("Ой")));
    served.kill().await;
    shop.settle().await;
    assert!(shop.delivered().is_empty());
    shop.end().await;
}
