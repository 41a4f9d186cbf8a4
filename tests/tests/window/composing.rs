//! Taking a reply back, and the buyer who writes while it is being written, in the real window.

use crate::{connect, until_chats};
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use pult_sim::{Item, SimOptions, WbSim};
use pult_tests::desktop::{Desktop, Furniture, Window};
use serde_json::json;

const CONTROL: char = '\u{E009}';
const ENTER: char = '\u{E007}';
/// Longer than any of these steps takes on a loaded machine, in milliseconds.
const UNDO_MS: f64 = 60_000.0;

async fn with_ctrl(window: &Window, key: char) {
    let keys = KeyActions::new("keyboard".into());
    let keys = keys.then(KeyAction::Down { value: CONTROL }).then(KeyAction::Down { value: key });
    let keys = keys.then(KeyAction::Up { value: key }).then(KeyAction::Up { value: CONTROL });
    window.client.perform_actions(keys).await.expect("the keys are pressed");
}

async fn write(window: &Window, text: &str) {
    window.click("[data-testid=composer]").await;
    window.write_into("[data-testid=composer]", text).await;
}

async fn holds(window: &Window, text: &str) {
    let script = format!("return document.querySelector('[data-testid=composer]')?.value === {}", json!(text));
    window.until(&format!("{text:?} in the composer"), &script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_is_taken_back_and_the_buyers_new_words_ask_for_a_second_press() {
    let Some(desk) = Desktop::start(Furniture { window_manager: true, ..Furniture::default() }).await else { return };
    let sim = WbSim::start(SimOptions::default()).await.expect("the marketplace opens");
    let buyer = sim.buyer("Вера", Item::default());
    sim.buyer_writes(&buyer, "Когда отправите чашку?");
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    connect(&window, &sim).await;
    until_chats(&window, 1).await;
    window.rpc("settings_set", json!({"undo_ms": UNDO_MS})).await;
    window.eval("document.querySelector('[data-testid=chat-row]').click()").await;

    write(&window, "Завтра утром").await;
    with_ctrl(&window, ENTER).await;
    let bar = "return document.querySelector('[data-testid=undo-bar]')?.innerText ?? null";
    window.until("the bar that takes it back", bar).await;
    holds(&window, "").await;
    // The field is empty: the usual key takes back what has just left it.
    with_ctrl(&window, 'z').await;
    holds(&window, "Завтра утром").await;
    window.until("the bar gone", "return document.querySelector('[data-testid=undo-bar]') === null").await;
    let outbox = window.rpc("outbox_list", json!({})).await;
    assert_eq!(outbox[0]["state"], "cancelled", "{outbox}");

    sim.buyer_writes(&buyer, "Уже не нужно, спасибо");
    window.rpc("sync_now", json!({})).await;
    let stale = "return document.querySelector('[data-testid=stale]')?.innerText.includes('Уже не нужно') === true";
    window.until("the new words above the pen", stale).await;
    window.rpc("settings_set", json!({"undo_ms": 0.0})).await;
    write(&window, "!").await;
    with_ctrl(&window, ENTER).await;
    window.until("the question", "return document.querySelector('[data-testid=stale][data-asked]') !== null").await;
    assert!(sim.delivered().is_empty(), "the first press only asks");
    with_ctrl(&window, ENTER).await;
    window.until("the reply sent", "return document.querySelector('[data-testid=message][data-state=sent]') !== null").await;
    let delivered: Vec<String> = sim.delivered().into_iter().map(|one| one.text).collect();
    assert_eq!(delivered, ["Завтра утром!"], "once, and never what was taken back");
}
