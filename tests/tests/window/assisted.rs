//! Drafted replies in the real window: found, inserted and sent by the keyboard alone, on a Latin and
//! on a Cyrillic layout; and a model's words as they come.

use crate::{connect, until_chats};
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use pult_sim::{Item, SimOptions, WbSim};
use pult_tests::desktop::{Desktop, Furniture, Window};
use pult_tests::model::SmallModel;
use pult_tests::provider::{Reply, StubProvider, pieces};
use serde_json::{Value, json};

const CONTROL: char = '\u{E009}';
const ENTER: char = '\u{E007}';
const SHIFT: char = '\u{E008}';

/// The keys of J and Enter, whatever they write: numbers that every X server of a PC gives them.
const KEY_OF_J: &str = "44";
const KEY_OF_CTRL: &str = "37";
const KEY_OF_ENTER: &str = "36";

async fn two_questions() -> WbSim {
    let sim = WbSim::start(SimOptions::default()).await.expect("the marketplace opens");
    for (name, asks) in [("Олег", "Где мой заказ?"), ("Вера", "Здравствуйте, когда отправите чашку?")] {
        let buyer = sim.buyer(name, Item::default());
        sim.buyer_writes(&buyer, asks);
    }
    sim
}

/// Presses a key with Ctrl held, through the driver.
async fn with_ctrl(window: &Window, key: char) {
    let keys = KeyActions::new("keyboard".into());
    let keys = keys.then(KeyAction::Down { value: CONTROL }).then(KeyAction::Down { value: key });
    let keys = keys.then(KeyAction::Up { value: key }).then(KeyAction::Up { value: CONTROL });
    window.client.perform_actions(keys).await.expect("the keys are pressed");
}

/// The draft that the panel shows, once it stands there whole.
async fn draft_shown(window: &Window) -> String {
    let text = window.until("a draft", "return document.querySelector('[data-testid=draft-text]')?.innerText").await;
    text.as_str().expect("a text").trim().to_owned()
}

async fn composer_holds(window: &Window, text: &str) {
    let script = format!("return document.querySelector('[data-testid=composer]')?.value.trim() === {}", json!(text));
    window.until(&format!("{text:?} in the composer"), &script).await;
    window.until("the composer having the keyboard", "return document.activeElement?.dataset.testid === 'composer'").await;
}

async fn sent(window: &Window) {
    window.until("the reply sent", "return document.querySelector('[data-testid=message][data-state=sent]') !== null").await;
}

fn received(sim: &WbSim, text: &str) -> usize {
    sim.delivered().into_iter().filter(|one| one.text == text).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_is_answered_with_its_draft_by_three_keys_on_any_layout() {
    let Some(desk) = Desktop::start(Furniture { window_manager: true, ..Furniture::default() }).await else { return };
    let sim = two_questions().await;
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    connect(&window, &sim).await;
    until_chats(&window, 2).await;

    // A Latin layout, through the driver: J, Ctrl+J, Ctrl+Enter.
    let keys = KeyActions::new("keyboard".into()).then(KeyAction::Down { value: 'j' }).then(KeyAction::Up { value: 'j' });
    window.client.perform_actions(keys).await.expect("pressed");
    let first = draft_shown(&window).await;
    with_ctrl(&window, 'j').await;
    composer_holds(&window, &first).await;
    with_ctrl(&window, ENTER).await;
    sent(&window).await;
    let mark = window.until("whose words it was", "return document.querySelector('[data-state=sent] [data-testid=drafted]')?.innerText").await;
    assert!(mark.as_str().is_some_and(|mark| ["Пульт, проверили вы", "Pult, checked by you"].contains(&mark.trim())), "{mark}");
    until_chats(&window, 1).await;
    assert_eq!(received(&sim, &first), 1, "the buyer has the draft exactly once");

    // A Cyrillic one, through the X server itself: the very same keys write other letters.
    desk.run("setxkbmap", &["ru"]).await;
    window.eval("document.querySelector('[role=listbox]')?.focus()").await;
    desk.run("xdotool", &["key", KEY_OF_J]).await;
    let customer = "return [...document.querySelectorAll('[data-testid=chat-row]')].some((row) => row.getAttribute('aria-selected') === 'true')
        && document.querySelector('[data-testid=message][data-state=sent]') === null";
    window.until("the other chat open", customer).await;
    let second = draft_shown(&window).await;
    desk.run("xdotool", &["keydown", KEY_OF_CTRL, "key", KEY_OF_J, "keyup", KEY_OF_CTRL]).await;
    composer_holds(&window, &second).await;
    desk.run("xdotool", &["keydown", KEY_OF_CTRL, "key", KEY_OF_ENTER, "keyup", KEY_OF_CTRL]).await;
    sent(&window).await;
    assert_eq!(sim.delivered().len(), 2, "one reply a chat and nothing else");
    assert!(received(&sim, &second) >= 1);
    window.until("nothing waits", "return document.querySelector('[data-testid=chat-row]') === null").await;
    window.quit().await;
    sim.stop().await;
}

/// Connects a model on this machine through the window's own way in.
async fn connect_model(window: &Window, url: &str) {
    let set = json!({"kind": "llama_cpp", "base_url": url, "model": "small"});
    let kept: Value = window.rpc("provider_set", set).await;
    assert!(kept["refused"].is_null(), "{kept}");
}

/// Remembers in the page every state of the panel that is drawn, however short.
const WATCH: &str = "window.drawn = [];
    new MutationObserver(() => {
        const making = document.querySelector('[data-testid=draft-making] .assist-coming')?.innerText;
        if (making && window.drawn.at(-1) !== making) window.drawn.push(making);
    }).observe(document.body, {childList: true, subtree: true, characterData: true});";

#[tokio::test(flavor = "multi_thread")]
async fn a_models_words_come_one_after_the_other_and_can_be_stopped() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let sim = two_questions().await;
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    connect(&window, &sim).await;
    until_chats(&window, 2).await;
    // A model that begins and never ends: what it wrote stands there until it is stopped.
    let begun = "{\"language\": \"ru\", \"reply\": \"Здравствуйте! Смотрим, где заказ";
    let stub = StubProvider::always(Reply::events(pieces(begun)).then_holds()).await;
    window.press("j", "KeyJ").await;
    let embedded = draft_shown(&window).await;
    connect_model(&window, &stub.url()).await;
    let keys = KeyActions::new("keyboard".into()).then(KeyAction::Down { value: CONTROL }).then(KeyAction::Down { value: SHIFT });
    let keys = keys.then(KeyAction::Down { value: 'J' }).then(KeyAction::Up { value: 'J' });
    let keys = keys.then(KeyAction::Up { value: SHIFT }).then(KeyAction::Up { value: CONTROL });
    window.client.perform_actions(keys).await.expect("regenerated");
    window.until("the words so far", "return document.querySelector('[data-testid=draft-making]')?.innerText.includes('Смотрим, где заказ')").await;
    window.click("[data-testid=draft-cancel]").await;
    window.until("the embedded draft again", "return document.querySelector('[data-testid=draft-making]') === null").await;
    assert_eq!(draft_shown(&window).await, embedded);
    window.quit().await;
    sim.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_model_writes_into_the_panel() {
    let Some(model) = SmallModel::start().await else { return };
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let sim = WbSim::start(SimOptions::default()).await.expect("the marketplace opens");
    let buyer = sim.buyer("Anna", Item::default());
    sim.buyer_writes(&buyer, "Hello! When will my teapot arrive?");
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    connect(&window, &sim).await;
    until_chats(&window, 1).await;
    window.press("j", "KeyJ").await;
    window.find("[data-testid=draft]").await;
    window.eval(WATCH).await;
    connect_model(&window, &model.url()).await;
    let chats = window.rpc("chat_list", json!({"view": "all"})).await;
    let chat = chats["chats"][0]["chat"].clone();
    // The way of the button "Regenerate". What it says is chance: it may decline to reply at all.
    let made = window.rpc("draft_make", json!({"chat": chat, "wait": false})).await;
    assert!(made["refused"].is_null(), "{made}");
    window.find("[data-testid=draft-making]").await;
    let seen = "return window.drawn.length > 1 || document.querySelector('[data-testid=draft-making]') === null";
    window.until("its words in the panel", seen).await;
    window.rpc("draft_cancel", json!({"chat": chat})).await;
    window.until("nobody writing any more", "return document.querySelector('[data-testid=draft-making]') === null").await;
    window.find("[data-testid=draft]").await;
    let ledger = window.rpc("ledger_list", json!({})).await;
    assert_eq!((ledger["calls"][0]["kind"].as_str(), ledger["calls"][0]["local"].as_bool()), (Some("llama_cpp"), Some(true)), "{ledger}");
    window.quit().await;
    sim.stop().await;
}
