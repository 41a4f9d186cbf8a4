//! Whom the program calls, with doubles for the two things no desktop of the tests offers: a locked
//! screen, and half an hour.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use async_trait::async_trait;
use pult_core::notices::{Board, DeskNow, DeskState, Note, Place};
use pult_domain::ChatId;
use pult_tests::world::{World, minutes};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const ANGRY: &str = "Чайник пришёл разбитый, верните деньги!";

/// A desktop that is asked and told.
#[derive(Default)]
struct Desk {
    now: Mutex<DeskNow>,
    told: Mutex<Vec<Told>>,
    asked: Mutex<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Told {
    Note(Note),
    Withdrawn(Place),
    Attention,
}

#[async_trait]
impl DeskState for Desk {
    async fn now(&self) -> DeskNow {
        *self.asked.lock().unwrap() += 1;
        *self.now.lock().unwrap()
    }
}

#[async_trait]
impl Board for Desk {
    async fn show(&self, note: Note) {
        self.told.lock().unwrap().push(Told::Note(note));
    }

    async fn withdraw(&self, place: Place) {
        self.told.lock().unwrap().push(Told::Withdrawn(place));
    }

    async fn attention(&self) {
        self.told.lock().unwrap().push(Told::Attention);
    }
}

impl Desk {
    /// A desktop in front of a world's core, once the core has looked around: what it finds at its
    /// very first look is known to the owner.
    async fn before(w: &World) -> Arc<Self> {
        let desk = Arc::new(Self::default());
        w.core().call_owner(desk.clone(), desk.clone());
        w.until("the first look begun", async |_| desk.asked() >= 1).await;
        // The second look begins when the first has ended.
        let _: Value = w.ok("settings_set", json!({"undo_ms": 5_000.0})).await;
        let _: Value = w.ok("settings_set", json!({"undo_ms": 6_000.0})).await;
        w.until("the first look over", async |_| desk.asked() >= 2).await;
        desk
    }

    fn asked(&self) -> usize {
        *self.asked.lock().unwrap()
    }

    /// Everything told so far, in order.
    fn told(&self) -> Vec<Told> {
        self.told.lock().unwrap().clone()
    }

    /// The bodies of the notes, in order.
    fn bodies(&self) -> Vec<String> {
        self.told().into_iter().filter_map(|told| if let Told::Note(note) = told { Some(note.body) } else { None }).collect()
    }

    async fn until(&self, w: &World, what: &str, holds: impl Fn(&[Told]) -> bool) {
        w.until(what, async |_| holds(&self.told())).await;
    }
}

/// A shop that works around the clock, connected and seen.
async fn shop() -> World {
    let w = World::with_shop().await;
    let mut policy = w.ok::<Value>("sla_get", json!({})).await["policy"].clone();
    policy["calendar"]["week"] = Value::Array(vec![json!([{"from": 0, "to": 1440}]); 7]);
    let _: Value = w.ok("sla_set", json!({"policy": policy})).await;
    w.sync().await;
    w
}

/// Time passes, and something changes that makes the program look.
async fn pass(w: &World, ms: i64, theme: &str) {
    w.advance(ms);
    let _: Value = w.ok("settings_set", json!({"theme": theme})).await;
}

fn chat_note(told: &[Told], n: usize) -> bool {
    told.iter().filter(|told| matches!(told, Told::Note(_))).count() == n
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wait_alerts_at_half_at_a_tenth_and_at_the_breach_and_never_again() {
    let mut w = shop().await;
    let desk = Desk::before(&w).await;
    w.advance(1_000);
    let anna = w.buyer("Анна");
    w.sim().buyer_writes(&anna, ANGRY);
    w.sync().await;
    desk.until(&w, "the call", |told| chat_note(told, 1)).await;
    pass(&w, minutes(15), "dark").await;
    desk.until(&w, "half of the time", |told| chat_note(told, 2)).await;
    pass(&w, minutes(12), "light").await;
    desk.until(&w, "a tenth of the time", |told| chat_note(told, 3)).await;
    assert!(!desk.told().contains(&Told::Attention), "no deadline was missed");
    pass(&w, minutes(3), "dark").await;
    desk.until(&w, "the breach", |told| chat_note(told, 4)).await;
    let told = desk.told();
    assert!(told.contains(&Told::Attention));
    assert!(matches!(told.last(), Some(Told::Note(note)) if note.pressing && note.body.ends_with("срок ответа прошёл")), "{told:?}");
    let places: Vec<ChatId> = told.iter().filter_map(|told| if let Told::Note(note) = told { note.chat } else { None }).collect();
    assert_eq!(places, [w.chat(&anna).await; 4], "always at the place of the one chat");

    // After a restart nothing is told again; a new chat shows that the program looked.
    w.restart_core().await;
    let desk = Desk::before(&w).await;
    w.advance(1_000);
    let maria = w.buyer("Мария");
    w.sim().buyer_writes(&maria, ANGRY);
    w.sync().await;
    let maria = w.chat(&maria).await;
    desk.until(&w, "the other chat", |told| matches!(told, [Told::Note(note)] if note.chat == Some(maria))).await;
    w.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_locked_screen_shows_no_words_and_an_answer_takes_the_toast_away() {
    let w = shop().await;
    let desk = Desk::before(&w).await;
    desk.now.lock().unwrap().locked = true;
    w.advance(1_000);
    let anna = w.buyer("Анна");
    w.sim().buyer_writes(&anna, ANGRY);
    w.sync().await;
    desk.until(&w, "the call", |told| chat_note(told, 1)).await;
    let text = format!("{:?}", desk.told());
    assert!(!text.contains("Анна") && !text.contains("Чайник"), "{text}");
    desk.now.lock().unwrap().locked = false;
    w.advance(1_000);
    w.sim().buyer_writes(&anna, "Вы тут?");
    w.sync().await;
    desk.until(&w, "the newer words", |told| chat_note(told, 2)).await;
    assert!(desk.bodies()[1].starts_with("Вы тут?"), "{:?}", desk.bodies());
    let chat = w.chat(&anna).await;
    let _: Value = w.ok("chat_snooze", json!({"chat": chat, "until": "30m"})).await;
    desk.until(&w, "the toast taken away", |told| told.last() == Some(&Told::Withdrawn(Place::Chat(chat)))).await;
    w.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_muted_queue_does_not_call_and_the_other_still_does() {
    let mut w = shop().await;
    w.connect(Default::default()).await;
    w.sync().await;
    let _: Value = w.ok("settings_set", json!({"notify_level": "all", "notify_muted_queues": ["urgent"]})).await;
    let desk = Desk::before(&w).await;
    w.advance(1_000);
    let [angry, calm, late] = ["Анна", "Иван", "Мария"].map(|name| w.sim().buyer(name, Default::default()));
    w.sim().buyer_writes(&angry, ANGRY);
    w.sync().await;
    w.advance(1_000);
    w.sim().buyer_writes(&calm, "Какой это цвет?");
    w.sync().await;
    // Whoever was to call before has called by then.
    desk.until(&w, "the calm one", |told| !told.is_empty()).await;
    assert!(matches!(desk.told().as_slice(), [Told::Note(note)] if note.title == "Иван"), "{:?}", desk.told());
    // Heard again, the queue calls for what comes from now on, not for what was silent.
    let _: Value = w.ok("settings_set", json!({"notify_muted_queues": []})).await;
    w.advance(1_000);
    w.sim().buyer_writes(&late, ANGRY);
    w.sync().await;
    desk.until(&w, "the urgent one", |told| told.len() > 1).await;
    assert!(matches!(&desk.told()[1], Told::Note(note) if note.title == "Мария"), "{:?}", desk.told());
    assert!(!format!("{:?}", desk.told()).contains("Анна"), "{:?}", desk.told());
    w.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_muted_shop_and_what_is_not_urgent_do_not_call() {
    let mut w = shop().await;
    w.connect(Default::default()).await;
    w.sync().await;
    let _: Value = w.ok("settings_set", json!({"notify_muted_accounts": [w.shops[0].account]})).await;
    let desk = Desk::before(&w).await;
    w.advance(1_000);
    let muted = w.shops[0].sim.buyer("Анна", Default::default());
    let [calm, urgent] = ["Иван", "Мария"].map(|name| w.shops[1].sim.buyer(name, Default::default()));
    w.shops[0].sim.buyer_writes(&muted, ANGRY);
    w.shops[1].sim.buyer_writes(&calm, "Какой это цвет?");
    w.sync().await;
    w.advance(1_000);
    w.shops[1].sim.buyer_writes(&urgent, ANGRY);
    w.sync().await;
    // Whoever was to call before has called by then.
    desk.until(&w, "the urgent one", |told| !told.is_empty()).await;
    assert!(matches!(desk.told().as_slice(), [Told::Note(note)] if note.title == "Мария"), "{:?}", desk.told());
    w.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_failed_look_was_about_is_looked_at_again_although_nothing_changes() {
    let w = shop().await;
    let desk = Desk::before(&w).await;
    let db = rusqlite::Connection::open(w.folder().join("pult.db")).unwrap();
    // Settings that are no text: whoever looks must read them first.
    assert_eq!(db.execute("UPDATE setting SET value = CAST(x'ff' AS TEXT) || value WHERE key = 'settings'", []).unwrap(), 1);
    w.advance(1_000);
    let anna = w.buyer("Анна");
    w.sim().buyer_writes(&anna, ANGRY);
    w.sync().await;
    // What has changed is told by then, and looked at in vain: what comes later comes of nothing but time.
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    assert!(desk.told().is_empty(), "{:?}", desk.told());
    db.execute("DELETE FROM setting WHERE key = 'settings'", []).unwrap();
    desk.until(&w, "the call", |told| chat_note(told, 1)).await;
    assert!(desk.bodies()[0].starts_with("Чайник"), "{:?}", desk.bodies());
    w.end().await;
}
