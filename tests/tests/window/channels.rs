//! All four marketplaces in the real window: connected with a wrong, an incomplete and a right key,
//! and five shops answered from the keyboard.

use pult_domain::ChannelKind;
use pult_sim::{KeyRight, KeySpec, SimOptions, TokenSpec};
use pult_tests::desktop::{Desktop, Furniture, Window};
use pult_tests::stage::Market;
use serde_json::json;

/// Ctrl+Enter and Ctrl+A, in WebDriver's code points.
const CTRL_ENTER: &str = "\u{E009}\u{E007}";
const CTRL_A: &str = "\u{E009}a";

async fn market(channel: ChannelKind, seed: u64, chats: usize) -> Market {
    let market = Market::start(channel, SimOptions { seed, ..SimOptions::default() }).await;
    for n in 0..chats {
        let buyer = market.buyer(&format!("Покупатель {n}"));
        market.buyer_writes(&buyer, &format!("Вопрос {n} про заказ, {}", channel.as_str()));
    }
    market
}

/// A key that lacks what reading chats needs.
fn incomplete(market: &Market) -> String {
    match market {
        Market::Wildberries(sim) => sim.token_with(TokenSpec { rights: vec![pult_sim::Right::Content], ..TokenSpec::default() }),
        Market::Ozon(sim) => sim.token_with(KeySpec::with_rights(&[KeyRight::Items])),
        Market::YandexMarket(sim) => sim.token_with(KeySpec::with_rights(&[KeyRight::Items])),
        Market::Avito(sim) => sim.token_with(KeySpec::with_rights(&[KeyRight::Items])),
    }
}

async fn write_into(window: &Window, css: &str, text: &str) {
    window.click(css).await;
    window.write_into(css, CTRL_A).await;
    window.write_into(css, text).await;
}

async fn is_connected_step_by_step(channel: ChannelKind) {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let market = market(channel, 3, 2).await;
    let (base_url, right) = market.address();
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    window.click("[data-testid=onboarding-next]").await;
    window.click(&format!("[data-testid=channel-{}]", channel.as_str())).await;
    window.click("[data-testid=advanced]").await;
    write_into(&window, "[data-testid=address-field]", &base_url).await;
    if let Some(id) = market.client_id() {
        write_into(&window, "[data-testid=client-id-field]", &id).await;
    }
    let no = "return document.querySelector('[data-testid=token-verdict]')?.dataset.ok === 'false' && document.querySelector('[data-testid=token-verdict]').innerText";
    // A key nobody gave out, of the shape of a good one.
    let wrong: String = right.chars().rev().collect();
    write_into(&window, "[data-testid=token-field]", &wrong).await;
    let words = window.until("the wrong key refused in words", no).await;
    assert!(words.as_str().is_some_and(|words| words.chars().count() > 20), "{words}");
    let blocked = "return document.querySelector('[data-testid=connect-shop]').disabled";
    assert_eq!(window.eval(blocked).await, json!(true), "a refused key cannot be saved");

    write_into(&window, "[data-testid=token-field]", &incomplete(&market)).await;
    let lacking = window
        .until("the incomplete key refused in other words", &format!("const words = (() => {{ {no} }})(); return words && words !== {words} && words"))
        .await;
    assert_ne!(lacking, words, "what is missing is another thing than a wrong key");

    write_into(&window, "[data-testid=token-field]", &right).await;
    window.find("[data-testid=token-verdict][data-ok=true]").await;
    window.click("[data-testid=connect-shop]:not([disabled])").await;
    window.click("[data-testid=onboarding-open]").await;
    crate::until_chats(&window, 2).await;
    assert_eq!(desk.secret(&["service", "app.pult.desktop"]).await.trim(), right, "the key is in the keychain");
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wildberries_is_connected_step_by_step() {
    is_connected_step_by_step(ChannelKind::Wildberries).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ozon_is_connected_step_by_step() {
    is_connected_step_by_step(ChannelKind::Ozon).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn yandex_market_is_connected_step_by_step() {
    is_connected_step_by_step(ChannelKind::YandexMarket).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn avito_is_connected_step_by_step() {
    is_connected_step_by_step(ChannelKind::Avito).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_shops_are_answered_from_the_keyboard() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let channels = [ChannelKind::Wildberries, ChannelKind::Wildberries, ChannelKind::Ozon, ChannelKind::YandexMarket, ChannelKind::Avito];
    let mut markets = Vec::new();
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    window.rpc("settings_set", json!({"onboarded": true, "undo_ms": 0.0})).await;
    for (n, channel) in (1..).zip(channels) {
        let market = market(channel, n, 1).await;
        let added = window.rpc("account_add", market.account(channel, &format!("Лавка {n}"))).await;
        assert!(added["refused"].is_null(), "{added}");
        markets.push(market);
    }
    window.client.refresh().await.expect("the page loads again");
    crate::until_chats(&window, 5).await;
    for n in 1..=5 {
        window.press("j", "KeyJ").await;
        window.press("Enter", "Enter").await;
        window.write_into("[data-testid=composer]", &format!("Ответ номер {n}, отправим сегодня")).await;
        window.write_into("[data-testid=composer]", CTRL_ENTER).await;
        let sent = format!("return [...document.querySelectorAll('[data-state=sent]')].some((bubble) => bubble.innerText.includes('номер {n},'))");
        window.until("the reply sent", &sent).await;
        // Away from the text field, so that J is a key again; the answered chat has left the queue.
        window.press("Escape", "Escape").await;
        window.press("Escape", "Escape").await;
        window.until("back at the list", "return !/^(TEXTAREA|INPUT)$/.test(document.activeElement?.tagName ?? '')").await;
    }
    for (market, channel) in markets.iter().zip(channels) {
        assert_eq!(market.delivered().len(), 1, "{}: every buyer has one answer, from the right shop", channel.as_str());
    }
    window.quit().await;
}
