//! Many short lives of a shop under faults by chance, each from a seed; at the end of each, the
//! invariants are recounted.
//!
//! `PULT_SEEDS` says how many (500; `script/soak` asks for 10,000), `PULT_FIRST_SEED` where they
//! begin: a failure names its seed, and that seed alone repeats it.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use pult_domain::OutboxState;
use pult_sim::{Buyer, Chaos};
use pult_tests::chance::Chance;
use pult_tests::world::{ShopOptions, World, minutes, seconds};

/// Lives at once.
const LANES: usize = 24;

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// One short life: buyers write, the owner answers, everything goes wrong at some rate.
async fn life(seed: u64) {
    let mut chance = Chance::new(seed);
    let pages = 2 + usize::try_from(chance.below(9)).expect("small");
    let mut w = World::with(ShopOptions { page_size: pages, seed, ..ShopOptions::default() }).await;
    let buyers: Vec<Buyer> = (0..3).map(|n| w.buyer(&format!("Покупатель {n}"))).collect();
    for buyer in &buyers {
        w.sim().buyer_writes(buyer, "Здравствуйте");
    }
    w.sync().await;
    w.sim().chaos(Chaos { permille: 50 + chance.below(350), seed });
    for step in 0..8 + chance.below(8) {
        let buyer = &buyers[usize::try_from(chance.below(3)).expect("small")];
        match chance.below(8) {
            0..=2 => drop(w.sim().buyer_writes(buyer, &format!("Вопрос {step}"))),
            3 | 4 => {
                // Some replies are the same words on purpose.
                let text = format!("Ответ {}", chance.below(4));
                w.reply(buyer, &text).await;
            }
            5 => drop(w.try_sync().await),
            6 => w.advance(seconds(i64::try_from(chance.below(200)).expect("small"))),
            _ if chance.below(3) == 0 => w.restart_core().await,
            _ => drop(w.sim().seller_writes_in_cabinet(buyer, &format!("Из кабинета {step}"))),
        }
        w.check().await;
    }
    w.sim().faults().clear();
    // Nothing that time alone decides may be left.
    for _ in 0..12 {
        w.advance(minutes(6));
        w.try_sync().await;
    }
    for reply in w.outbox().await {
        match reply.state {
            OutboxState::Sent | OutboxState::Failed => {}
            OutboxState::Unconfirmed => assert!(reply.needs_owner, "seed {seed}: only the owner's decision may be left: {reply:?}"),
            // Held back by one that waits for the owner.
            OutboxState::Queued => assert_eq!(reply.attempts, 0.0, "seed {seed}: nothing may be left half done: {reply:?}"),
            other => panic!("seed {seed}: a reply is left {}: {reply:?}", other.as_str()),
        }
    }
    w.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_seed_loses_doubles_or_sends_twice() {
    let (first, count) = (number("PULT_FIRST_SEED", 1), number("PULT_SEEDS", 500));
    // Most of a life is waiting: for answers, and for the pauses the marketplace asks for.
    let lanes: Vec<_> = (0..LANES)
        .map(|lane| {
            tokio::spawn(async move {
                for seed in (first..first + count).skip(lane).step_by(LANES) {
                    // Named before it runs: a failure shows the last of its lane.
                    let life = tokio::spawn(life(seed)).await;
                    assert!(life.is_ok(), "seed {seed} failed: PULT_FIRST_SEED={seed} PULT_SEEDS=1 repeats it");
                }
            })
        })
        .collect();
    for lane in lanes {
        lane.await.expect("every seed ends well");
    }
    println!("{count} seeds from {first}");
}
