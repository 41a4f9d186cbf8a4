//! Fifty chats gone through with the keyboard alone, in the real window; at the end each is where
//! the script put it, and the store's counts are those of a recount.

use crate::{connect, until_chats};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use pult_core::secrets::FileSecrets;
use pult_core::{Core, CoreOptions};
use pult_sim::{Item, SimOptions, WbSim};
use pult_tests::desktop::{Desktop, Furniture, Window};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

const SHIFT: char = '\u{E008}';
const CONTROL: char = '\u{E009}';
const ENTER: char = '\u{E007}';
const ESCAPE: char = '\u{E00C}';

/// What buyers ask, by how soon it must be answered.
const ASKED: [&str; 5] = [
    "Чашка пришла разбитая, верните деньги",
    "Где мой заказ?",
    "Добрый день, какой это цвет?",
    "Подойдёт ли чайник для газовой плиты?",
    "Положили блюдце не того цвета",
];

/// Where a chat should be.
#[derive(Clone, Debug, Default, PartialEq)]
struct Put {
    queue: &'static str,
    snoozed: bool,
    labelled: bool,
    starred: bool,
    unread: bool,
}

/// The window under the hands of the script, which remembers what it did.
struct Desk {
    window: Window,
    put: HashMap<i64, Put>,
}

impl Desk {
    /// Presses one key, with those held.
    async fn press(&self, held: &[char], key: char) {
        let mut keys = KeyActions::new("keyboard".into());
        for each in held {
            keys = keys.then(KeyAction::Down { value: *each });
        }
        keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        for each in held.iter().rev() {
            keys = keys.then(KeyAction::Up { value: *each });
        }
        self.window.client.perform_actions(keys).await.expect("the key is pressed");
    }

    async fn key(&self, key: char) {
        self.press(&[], key).await;
    }

    /// Writes into whatever has the keyboard.
    async fn write(&self, text: &str) {
        let at = self.window.client.active_element().await.expect("something has the keyboard");
        at.send_keys(text).await.expect("typed");
    }

    /// Writes into the field of a dialog once it stands, and ends with Enter.
    async fn answer(&self, field: &str, text: &str) {
        let stands = format!("return document.activeElement?.dataset.testid === '{field}'");
        self.window.until(&format!("the keyboard in {field}"), &stands).await;
        self.write(text).await;
        self.key(ENTER).await;
        self.window.until("the dialog closed", "return document.querySelector('dialog[open]') === null").await;
    }

    /// J, until that chat is the open one.
    async fn next(&self, chat: i64) {
        self.key('j').await;
        let open = format!("return document.querySelector('[data-testid=chat-row][aria-selected=true]')?.dataset.chat === '{chat}'");
        self.window.until(&format!("chat {chat} open after J"), &open).await;
        self.window.until("it is read", &format!("return !document.querySelector('#chat-row-{chat}')?.dataset.unread")).await;
    }

    async fn picked(&self, chats: usize) {
        let script = format!("return document.querySelectorAll('[data-testid=chat-row][aria-checked=true]').length === {chats}");
        self.window.until(&format!("{chats} picked"), &script).await;
    }

    fn of(&mut self, chat: i64) -> &mut Put {
        self.put.get_mut(&chat).expect("a chat of the script")
    }

    /// Every chat as the program tells it now.
    async fn told(&self) -> HashMap<i64, Put> {
        let page = self.window.rpc("chat_list", json!({"view": "all", "limit": 200.0})).await;
        let rows = page["chats"].as_array().unwrap_or_else(|| panic!("{page}")).clone();
        rows.iter().map(|row| (number(&row["chat"]), put_of(row))).collect()
    }
}

fn number(value: &Value) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "ids are whole and small")]
    value.as_f64().map(|n| n as i64).unwrap_or_else(|| panic!("{value} is no number"))
}

fn put_of(row: &Value) -> Put {
    let queue = ["waiting", "in_progress", "done"].into_iter().find(|queue| row["queue"] == **queue).unwrap_or_default();
    Put {
        queue,
        snoozed: !row["snoozed_until_ms"].is_null(),
        labelled: row["labels"].as_array().is_some_and(|labels| !labels.is_empty()),
        starred: row["starred"] == true,
        unread: number(&row["unread"]) > 0,
    }
}

async fn fifty() -> WbSim {
    let sim = WbSim::start(SimOptions::default()).await.expect("the marketplace opens");
    for n in 0..50 {
        let buyer = sim.buyer(&format!("Покупатель {n}"), Item::default());
        sim.buyer_writes(&buyer, ASKED[n % ASKED.len()]);
    }
    sim
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_mixed_chats_are_triaged_by_the_keyboard_alone() {
    let Some(desktop) = Desktop::start(Furniture::default()).await else { return };
    let sim = fifty().await;
    let data = desktop.folder("pult");
    let window = Window::open(&desktop, &data, &[]).await;
    connect(&window, &sim).await;
    until_chats(&window, 50).await;
    let page = window.rpc("chat_list", json!({"view": "waiting", "limit": 100.0})).await;
    let order: Vec<i64> = page["chats"].as_array().expect("rows").iter().map(|row| number(&row["chat"])).collect();
    let waiting = Put { queue: "waiting", unread: true, ..Put::default() };
    let mut desk = Desk { window, put: order.iter().map(|chat| (*chat, waiting.clone())).collect() };

    let left = one_by_one(&mut desk, &order[..24], 50).await;
    let left = many_at_once(&mut desk, &order[24..34], left).await;
    the_rest(&mut desk, left).await;

    assert_eq!(desk.told().await, desk.put, "each chat is where the script put it");
    let counts = desk.window.rpc("queue_counts", json!({})).await;
    let count = |is: &dyn Fn(&Put) -> bool| desk.put.values().filter(|put| is(put)).count();
    let expected = [
        ("waiting", count(&|put| put.queue == "waiting" && !put.snoozed)),
        ("in_progress", count(&|put| put.queue == "in_progress" && !put.snoozed)),
        ("snoozed", count(&|put| put.snoozed)),
        ("done", count(&|put| put.queue == "done" && !put.snoozed)),
        ("unread_chats", count(&|put| put.unread && !put.snoozed)),
        ("starred", count(&|put| put.starred)),
        ("all", 50),
    ];
    for (name, expected) in expected {
        assert_eq!(number(&counts[name]), i64::try_from(expected).expect("small"), "{name} of {counts}");
    }
    desk.window.quit().await;
    sim.stop().await;
    // The rules are read anew with the data: deadlines are recounted too.
    let secrets: Arc<FileSecrets> = Arc::new(FileSecrets::new(desktop.folder("other").join("secrets.json")));
    let open = || Core::open(CoreOptions { secrets: Some(secrets.clone()), ..CoreOptions::new(&data) });
    let mut opened = open().await;
    // The program lets go of its folder a moment after its window is gone.
    for _ in 0..50 {
        if opened.is_ok() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        opened = open().await;
    }
    let core = opened.expect("the data open again");
    assert_eq!(core.store().check_full().await.expect("looked through"), Vec::<String>::new());
    core.shutdown().await;
}

/// One chat after the other: closed, hidden, labelled with a star, answered, in turn. Returns how many wait.
async fn one_by_one(desk: &mut Desk, chats: &[i64], mut left: usize) -> usize {
    for (n, chat) in chats.iter().enumerate() {
        desk.next(*chat).await;
        desk.of(*chat).unread = false;
        match n % 4 {
            0 => {
                desk.key('e').await;
                desk.of(*chat).queue = "done";
                left -= 1;
            }
            1 => {
                desk.key('h').await;
                desk.answer("snooze-until", "2h30m").await;
                desk.of(*chat).snoozed = true;
                left -= 1;
            }
            2 => {
                desk.key('l').await;
                // The first time there is no such label: it is made on the spot.
                desk.answer("label-field", "refund").await;
                let on = format!("return document.querySelector('#chat-row-{chat} [data-testid=label-tag]')?.textContent === 'refund'");
                desk.window.until("the label on the row", &on).await;
                desk.key('s').await;
                let star = format!("return document.querySelector('#chat-row-{chat} [data-testid=row-star]') !== null");
                desk.window.until("the star on the row", &star).await;
                let put = desk.of(*chat);
                (put.labelled, put.starred) = (true, true);
            }
            _ => {
                desk.key('r').await;
                desk.window.until("the composer having the keyboard", "return document.activeElement?.dataset.testid === 'composer'").await;
                desk.write("Здравствуйте! Сейчас всё проверим и ответим.").await;
                desk.press(&[CONTROL], ENTER).await;
                desk.window.until("the reply sent", "return document.querySelector('[data-testid=message][data-state=sent]') !== null").await;
                desk.key(ESCAPE).await;
                desk.window.until("the list having the keyboard", "return document.activeElement?.getAttribute('role') === 'listbox'").await;
                desk.of(*chat).queue = "in_progress";
                left -= 1;
            }
        }
        until_chats(&desk.window, left).await;
    }
    left
}

/// Ten chats picked with X and Shift+J: closed and taken back, labelled, then hidden; one of them is
/// marked unread.
async fn many_at_once(desk: &mut Desk, chats: &[i64], left: usize) -> usize {
    desk.next(chats[0]).await;
    desk.of(chats[0]).unread = false;
    let pick = async |desk: &Desk| {
        desk.key('x').await;
        for _ in 1..5 {
            desk.press(&[SHIFT], 'J').await;
        }
        desk.picked(5).await;
    };
    pick(desk).await;
    desk.key('e').await;
    until_chats(&desk.window, left - 5).await;
    desk.key('z').await;
    until_chats(&desk.window, left).await;
    assert_eq!(desk.told().await, desk.put, "undo put back exactly what was");

    pick(desk).await;
    desk.key('l').await;
    desk.answer("label-field", "refund").await;
    desk.key('h').await;
    desk.answer("snooze-until", "3h").await;
    for chat in &chats[..5] {
        let put = desk.of(*chat);
        (put.labelled, put.snoozed) = (true, true);
    }
    until_chats(&desk.window, left - 5).await;

    // Z twice: the snooze, then the labels.
    desk.key('z').await;
    until_chats(&desk.window, left).await;
    desk.key('z').await;
    desk.window
        .until("the labels taken back", "return [...document.querySelectorAll('[role=status]')].some((each) => each.innerText.includes('Отменено'))")
        .await;
    for chat in &chats[..5] {
        let put = desk.of(*chat);
        (put.labelled, put.snoozed) = (false, false);
    }
    until_told(desk).await;

    // The first of them is still the open one: it is put away, or it would be read again at once.
    desk.press(&[SHIFT], 'U').await;
    desk.of(chats[0]).unread = true;
    until_told(desk).await;
    left
}

/// Everything that still waits: picked with Ctrl+A and closed in one act.
async fn the_rest(desk: &mut Desk, left: usize) {
    desk.press(&[CONTROL], 'a').await;
    desk.picked_all(left).await;
    desk.key('e').await;
    desk.window.until("nothing waits", "return document.querySelectorAll('[data-testid=chat-row]').length === 0").await;
    for put in desk.put.values_mut().filter(|put| put.queue == "waiting" && !put.snoozed) {
        put.queue = "done";
    }
}

/// Waits until the program tells what the script remembers.
async fn until_told(desk: &Desk) {
    for _ in 0..100 {
        if desk.told().await == desk.put {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(desk.told().await, desk.put);
}

impl Desk {
    /// The list draws only the rows in sight; the bar knows how many are picked.
    async fn picked_all(&self, chats: usize) {
        let script = format!("return document.querySelector('[data-testid=bulk-count]')?.innerText.includes('{chats}')");
        self.window.until(&format!("all {chats} picked"), &script).await;
    }
}
