//! How long the rules and the simulator take: `cargo run --release -p pult-domain --example sla_speed`.
//!
//! Prints microseconds a message, with words met before and without, and seconds for 100,000 chats.

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use pult_domain::sla::{Answering, History, Letter, Memory, OffHours, Said, Simulation, SlaPolicy};
use pult_domain::{AtMs, Author};
use std::time::Instant;

const TEXTS: [&str; 6] = [
    "Здравствуйте! Где мой заказ 554321? Обещали привезти вчера, а статус не меняется уже третий день",
    "Чайник перестал включаться на третий день, хочу вернуть деньги",
    "Would this paint survive on a south facing outside wall?",
    "Jó napot! Ha ma délig rendelek, holnap fel tudják adni?",
    "Koupila jsem dva svetry, jeden chci poslat nazpět. Přikládáte štítek?",
    "Colis attendu vendredi dernier, et depuis, silence radio.",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let policy = SlaPolicy::default();
    let started = Instant::now();
    let judge = policy.ready().map_err(|fault| format!("{fault:?}"))?;
    println!("compiling the policy: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    for (name, fresh) in [("no word met before", true), ("every word met before", false)] {
        let mut memory = Memory::default();
        let started = Instant::now();
        let rounds = 2_000_u32;
        for _ in 0..rounds {
            for text in TEXTS {
                if fresh {
                    memory = Memory::default();
                }
                std::hint::black_box(judge.due(&mut memory, &Letter::new(text, AtMs(1_795_164_000_000))));
            }
        }
        println!("a message, {name}: {:.1} us", started.elapsed().as_secs_f64() * 1e6 / f64::from(rounds * 6));
    }
    let chats = chats(100_000);
    let changed = SlaPolicy { off_hours: OffHours::Pause, ..SlaPolicy::default() };
    let started = Instant::now();
    let mut simulation =
        Simulation::new(&policy, &changed, Answering::Percent { percent: 70 }, AtMs(1_795_164_000_000)).map_err(|fault| format!("{fault:?}"))?;
    chats.iter().for_each(|chat| simulation.take(chat));
    println!("100,000 chats of 4 messages: {:.2} s, {:?}", started.elapsed().as_secs_f64(), simulation.result().total);
    Ok(())
}

fn chats(count: usize) -> Vec<History> {
    let chat = |n: usize| {
        let start = 1_787_400_000_000 + i64::try_from(n).unwrap_or(0) * 77_000;
        let said = |after: i64, author, text: &str| Said { author, at: AtMs(start + after * 60_000), text: text.to_owned() };
        let text = |k: usize| TEXTS.get((n + k) % TEXTS.len()).copied().unwrap_or_default();
        let wait = i64::try_from(n % 300).unwrap_or(0);
        History {
            messages: vec![
                said(0, Author::Customer, text(0)),
                said(3, Author::Customer, text(1)),
                said(wait + 4, Author::Seller, ""),
                said(wait + 60, Author::Customer, text(2)),
            ],
            ..History::default()
        }
    };
    (0..count).map(chat).collect()
}
