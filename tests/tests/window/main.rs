//! The real window: the program as built, on a display of its own, against simulated marketplaces.
//!
//! Nothing here stands in for anything: the page is driven through WebKitWebDriver, the tray is read
//! from the session bus, the keychain is a real Secret Service. A test that needs programs which are
//! not installed says so and passes; in the continuous check it fails.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on must say so loudly and at once")]

mod assisted;
mod channels;
mod composing;
mod figures;
mod hostile;
mod killed;
mod offline;
mod people;
mod rights;
mod simulator;
mod spelling;
mod start;
mod story;
mod toasts;
mod tray;
mod triage;

use pult_sim::{Item, SimOptions, WbSim};
use pult_tests::desktop::Window;
use serde_json::{Value, json};

/// A marketplace with so many chats, each with one question.
async fn marketplace(chats: usize) -> WbSim {
    let sim = WbSim::start(SimOptions::default()).await.expect("the marketplace opens");
    for number in 1..=chats {
        let buyer = sim.buyer(&format!("Покупатель {number}"), Item::default());
        sim.buyer_writes(&buyer, &format!("Вопрос {number}: когда отправите чашку?"));
    }
    sim
}

/// Connects the shop without the steps, for tests that are about something else.
async fn connect(window: &Window, sim: &WbSim) -> Value {
    window.rpc("settings_set", json!({"onboarded": true, "undo_ms": 0.0})).await;
    let request = json!({"channel": "wildberries", "name": "Глиняный дом", "token": sim.token(), "base_url": sim.base_url()});
    let added = window.rpc("account_add", request).await;
    assert!(added["refused"].is_null(), "the shop must be connected: {added}");
    // The steps were decided on at the first look; the page is asked again, as at a start.
    window.client.refresh().await.expect("the page loads again");
    added
}

/// Waits until the list says that it holds so many chats.
async fn until_chats(window: &Window, chats: usize) {
    let script = format!("return document.querySelector('[data-testid=chat-row]')?.getAttribute('aria-setsize') === '{chats}'");
    window.until(&format!("{chats} chats in the list"), &script).await;
}

/// All that a folder holds, as bytes, with the path of each file.
fn files_under(folder: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok) {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => found.push((entry.path(), std::fs::read(entry.path()).unwrap_or_default())),
                _ => {}
            }
        }
    }
    found
}
