//! The past replayed under other rules, in the real window: asked for, read, and only then kept.

use crate::connect;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use pult_domain::AtMs;
use pult_sim::{Item, SimOptions, WbSim};
use pult_tests::desktop::{Desktop, Furniture, Window};
use serde_json::{Value, json};

const CONTROL: char = '\u{E009}';
const ENTER: char = '\u{E007}';
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// After how many minutes the shop answered each of its buyers in the cabinet.
const ANSWERED_AFTER: [i64; 6] = [20, 50, 90, 110, 600, 2_000];

/// A marketplace with a past of three weeks; each asked what is no hurry, at noon of the shop's zone.
async fn marketplace() -> WbSim {
    let sim = WbSim::start(SimOptions::default()).await.expect("the marketplace opens");
    let today = sim.now().0 / DAY * DAY;
    for (n, minutes) in (1_i64..).zip(ANSWERED_AFTER) {
        let buyer = sim.buyer(&format!("Покупатель {n}"), Item::default());
        let asked = today - n * 3 * DAY + 9 * 60 * MINUTE;
        sim.buyer_wrote_at(&buyer, "Какой это цвет?", AtMs(asked));
        sim.seller_wrote_at(&buyer, "Белый.", AtMs(asked + minutes * MINUTE));
    }
    sim
}

async fn press(window: &Window, held: char, key: char) {
    let keys = KeyActions::new("keyboard".into());
    let keys = keys.then(KeyAction::Down { value: held }).then(KeyAction::Down { value: key });
    let keys = keys.then(KeyAction::Up { value: key }).then(KeyAction::Up { value: held });
    window.client.perform_actions(keys).await.expect("the keys are pressed");
}

async fn write(window: &Window, text: &str) {
    window.client.active_element().await.expect("something has the keyboard").send_keys(text).await.expect("typed");
}

async fn click(window: &Window, name: &str) {
    window.click(&format!("[data-testid={name}]")).await;
}

/// Waits for the figure beside one of the four counts.
async fn until_figure(window: &Window, count: &str, n: usize) {
    let script = format!("return document.querySelector('[data-testid=sim-{count}]')?.closest('label').querySelector('strong').textContent === '{n}'");
    window.until(&format!("{n} beside {count}"), &script).await;
}

async fn policy(window: &Window) -> Value {
    window.rpc("sla_get", json!({"account": null})).await["policy"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_past_is_replayed_under_other_times_and_what_was_tried_is_kept_when_asked() {
    let Some(desktop) = Desktop::start(Furniture::default()).await else { return };
    let sim = marketplace().await;
    let window = Window::open(&desktop, &desktop.folder("pult"), &[]).await;
    // Day and night count alike, so that the calendar of this year decides nothing.
    let mut before = policy(&window).await;
    before["off_hours"] = json!("ignore");
    window.rpc("sla_set", json!({"account": null, "policy": before})).await;
    let before = policy(&window).await;
    connect(&window, &sim).await;
    window.until("the shop in the rail", "return document.querySelector('.rail-shop') !== null").await;
    press(&window, CONTROL, 'k').await;
    window.until("the palette", "return document.querySelector('dialog[open]') !== null").await;
    write(&window, "Что было бы").await;
    write(&window, &ENTER.to_string()).await;

    click(&window, "sim-start").await;
    window.until("an outcome", "return document.querySelector('[data-testid=sim-sentence]') !== null").await;
    until_figure(&window, "breached_after", 1).await;
    until_figure(&window, "added", 0).await;

    // From one day to one hour.
    window.find(".sim-minutes:has([data-testid=sim-minutes-normal]) select").await.select_by_value("hours").await.expect("chosen");
    click(&window, "sim-start").await;
    for (count, n) in [("breached_before", 1), ("breached_after", 4), ("added", 3), ("avoided", 0)] {
        until_figure(&window, count, n).await;
    }
    click(&window, "sim-added").await;
    let noons = window.eval("return [...document.querySelectorAll('.heat td[data-place]')].map((cell) => [cell.dataset.place.split('-')[1], cell.textContent]).filter(([, n]) => Number(n) > 0)").await;
    let noons: Vec<(String, String)> = serde_json::from_value(noons).expect("cells");
    assert!(noons.iter().all(|(hour, _)| hour == "12"), "asked at noon: {noons:?}");
    assert_eq!(noons.iter().filter_map(|(_, n)| n.parse::<u32>().ok()).sum::<u32>(), 3, "{noons:?}");

    assert_eq!(policy(&window).await, before, "a try changes nothing");
    click(&window, "sim-apply").await;
    window.until("what was tried holds", "return document.querySelector('[data-testid=sim-apply]') === null").await;
    assert_ne!(policy(&window).await, before);
    window.quit().await;
    sim.stop().await;
}
