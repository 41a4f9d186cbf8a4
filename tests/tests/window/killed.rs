//! The program dies while a reply is on its way, and its owner starts it again.

use crate::{marketplace, until_chats};
use pult_sim::Fault;
use pult_tests::desktop::{Desktop, Furniture, Window};
use serde_json::json;

const REPLY: &str = "Здравствуйте! Отправим завтра утром.";

/// Ctrl+Enter, in WebDriver's code points.
const CTRL_ENTER: &str = "\u{E009}\u{E007}";
/// Longer than the program is left alive, in milliseconds.
const NO_ANSWER_MS: u64 = 60_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_on_its_way_when_the_program_dies_is_in_doubt_until_it_is_found_and_never_sent_twice() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let mut sim = marketplace(1).await;
    let data = desk.folder("pult");
    let window = Window::open(&desk, &data, &[]).await;
    window.rpc("settings_set", json!({"onboarded": true, "undo_ms": 0.0})).await;
    // Nothing to settle: a reply that a look at the feed does not find leaves again at once.
    let shop = json!({"channel": "wildberries", "name": "Глиняный дом", "token": sim.token(), "base_url": sim.base_url(), "settle_ms": 0.0});
    let added = window.rpc("account_add", shop).await;
    assert!(added["refused"].is_null(), "the shop must be connected: {added}");
    window.client.refresh().await.expect("the page loads again");
    until_chats(&window, 1).await;

    // The buyer has it, and the marketplace is long in saying so.
    sim.faults().message(Fault::SlowAnswer { ms: NO_ANSWER_MS });
    window.click("[data-testid=chat-row]").await;
    window.write_into("[data-testid=composer]", REPLY).await;
    window.write_into("[data-testid=composer]", CTRL_ENTER).await;
    window.until("the reply on its way", &alone("sending")).await;
    desk.until("the reply at the buyer", async |_| !sim.delivered().is_empty()).await;
    window.kill().await;

    // Nobody can be asked yet: it is neither lost nor said to be sent.
    sim.refuse_connections().await;
    let window = Window::open(&desk, &data, &[]).await;
    until_chats(&window, 1).await;
    window.click("[data-testid=chat-row]").await;
    window.until("the reply in doubt", &alone("unconfirmed")).await;

    sim.accept_connections().await;
    window.rpc("sync_now", json!({})).await;
    window.until("the reply found in the feed", &alone("sent")).await;
    // A round more sends nothing a second time.
    window.rpc("sync_now", json!({})).await;
    let received: Vec<String> = sim.delivered().into_iter().map(|one| one.text).collect();
    assert_eq!(received, [REPLY], "the buyer must receive the reply exactly once");
    window.quit().await;
}

/// Whether the chat shows the reply once, in this state.
fn alone(state: &str) -> String {
    format!(
        "const shown = [...document.querySelectorAll('[data-testid=message]')].filter((each) => each.innerText.includes('{REPLY}'));
        return shown.length === 1 && shown[0].dataset.state === '{state}'"
    )
}
