//! The network is cut under the real window: everything is done all the same, the window says since
//! when and what waits, and when the network is back the replies leave in order, each exactly once.

use crate::{connect, marketplace, until_chats};
use pult_tests::desktop::{Desktop, Furniture, Window};
use serde_json::{Value, json};

/// Ctrl+Enter, in WebDriver's code points.
const CTRL_ENTER: &str = "\u{E009}\u{E007}";

const FIRST: &str = "Здравствуйте! Ответ без сети, первый.";
const SECOND: &str = "И ещё одно: второй ответ в тот же чат.";
const THIRD: &str = "Другому покупателю: ответ третий.";
const DRAFT: &str = "Черновик, который никто не отправлял";

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_done_without_a_network_and_what_waited_leaves_in_order_once() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let mut sim = marketplace(12).await;
    let data = desk.folder("pult");
    let window = Window::open(&desk, &data, &[]).await;
    window.rpc("settings_set", json!({"locale": "ru"})).await;
    connect(&window, &sim).await;
    until_chats(&window, 12).await;

    sim.refuse_connections().await;
    window.rpc("sync_now", json!({})).await;
    let banner = window.until("the banner without a network", &strip("textContent")).await;
    let banner = banner.as_str().unwrap_or_default();
    assert!(banner.contains("Нет сети с "), "since when: {banner}");

    let chats = window.rpc("chat_list", json!({"view": "waiting"})).await;
    let of = |place: usize| chats["chats"][place]["chat"].as_f64().expect("a chat");
    let (one, two, three, four) = (of(0), of(1), of(2), of(3));

    // Reading.
    open(&window, one).await;
    window.until("the buyer's words", "return document.querySelectorAll('.thread [data-testid=message]').length").await;
    // Queueing replies, two in one chat and one in another.
    send(&window, FIRST).await;
    send(&window, SECOND).await;
    open(&window, two).await;
    send(&window, THIRD).await;
    window.until("what waits, counted", &format!("{} .includes('3 ответа')", strip("textContent"))).await;
    assert_eq!(states(&window).await, ["queued", "queued", "queued"]);

    // Searching, and opening what was found.
    window.write_into("[data-testid=search]", "отправите чашку").await;
    window.until("found messages", "return document.querySelectorAll('[data-testid=search-hit]').length").await;
    window.click("[data-testid=search-hit]").await;
    window.until("the found message in its chat", "return document.querySelector('.entry-found')").await;
    clear_search(&window).await;

    // Labelling.
    let label = window.rpc("label_add", json!({"name": "Без сети"})).await["label"].clone();
    open(&window, three).await;
    window.press("l", "KeyL").await;
    window.write_into("dialog[open] input", "Без сети\u{E007}").await;
    window.until("the label on the chat", "return document.querySelector('.thread-head')?.innerText.includes('Без сети')").await;
    window.eval("document.querySelector('dialog[open]')?.dispatchEvent(new Event('cancel', {cancelable: true})); return true").await;
    window.until("the dialog closed", "return document.querySelector('dialog[open]') === null").await;

    // Snoozing.
    window.eval("document.activeElement?.blur(); return true").await;
    window.press("h", "KeyH").await;
    window.write_into("[data-testid=snooze-until]", "2h\u{E007}").await;
    window.until("the dialog closed", "return document.querySelector('dialog[open]') === null").await;

    // Drafting.
    open(&window, four).await;
    window.write_into("[data-testid=composer]", DRAFT).await;
    let kept = format!(
        "const done = arguments[arguments.length - 1]; const look = () => window.__TAURI_INTERNALS__.invoke('rpc', {{name: 'chat_get', json: {{chat: {four}}}}})
            .then((view) => view.draft === '{DRAFT}' ? done(true) : setTimeout(look, 100)); look();"
    );
    window.eval_async(&kept, Vec::new()).await;

    // All of it survives the program's end.
    window.quit().await;
    let window = Window::open(&desk, &data, &[]).await;
    // A chat is answered when its reply has left: only the hidden one is out of the list.
    until_chats(&window, 11).await;
    window.until("the banner again", &format!("{} .includes('3 ответа')", strip("textContent"))).await;
    assert_eq!(states(&window).await, ["queued", "queued", "queued"]);
    let found = window.rpc("chat_list", json!({"view": "snoozed"})).await;
    assert_eq!((found["total"].as_f64(), found["chats"][0]["chat"].as_f64(), found["chats"][0]["labels"][0].clone()), (Some(1.0), Some(three), label));
    assert_eq!(window.rpc("chat_get", json!({"chat": four})).await["draft"], DRAFT);
    assert!(sim.delivered().is_empty(), "nothing can have arrived");

    // The network is back.
    sim.accept_connections().await;
    window.rpc("sync_now", json!({})).await;
    window.until("no banner", "return document.querySelector('[data-testid=status-strip][data-kind=offline]') === null").await;
    let none_left = "const done = arguments[arguments.length - 1]; const look = () => window.__TAURI_INTERNALS__.invoke('rpc', {name: 'outbox_list', json: {}})
        .then((all) => all.every((each) => each.state === 'sent') ? done(all.length) : setTimeout(look, 200)); look();";
    assert_eq!(window.eval_async(none_left, Vec::new()).await.as_f64(), Some(3.0));
    let arrived: Vec<(String, String)> = sim.delivered().into_iter().map(|each| (each.chat, each.text)).collect();
    let place = |text: &str| {
        let places: Vec<usize> = arrived.iter().enumerate().filter(|(_, (_, each))| each == text).map(|(place, _)| place).collect();
        assert_eq!(places.len(), 1, "{text} must arrive exactly once: {arrived:?}");
        places[0]
    };
    assert!(place(FIRST) < place(SECOND), "in the order of the chat: {arrived:?}");
    assert_eq!(arrived[place(FIRST)].0, arrived[place(SECOND)].0);
    assert_ne!(arrived[place(FIRST)].0, arrived[place(THIRD)].0);
    assert_eq!(arrived.len(), 3, "and nothing else: {arrived:?}");
    // A round more sends nothing a second time.
    window.rpc("sync_now", json!({})).await;
    assert_eq!(sim.delivered().len(), 3);
    window.quit().await;
}

fn strip(property: &str) -> String {
    format!("return document.querySelector('[data-testid=status-strip][data-kind=offline]')?.{property}")
}

async fn open(window: &Window, chat: f64) {
    let row = format!("const row = document.querySelector('#chat-row-{chat}'); row?.click(); return row !== null");
    window.until("the chat's row", &row).await;
    let open = format!(
        "return document.querySelector('#chat-row-{chat}')?.getAttribute('aria-selected') === 'true' && document.querySelector('[data-testid=composer]')"
    );
    window.until("the chat", &open).await;
}

async fn send(window: &Window, text: &str) {
    window.write_into("[data-testid=composer]", text).await;
    window.write_into("[data-testid=composer]", CTRL_ENTER).await;
    let waits = format!("return [...document.querySelectorAll('[data-testid=message][data-state=queued]')].some((each) => each.innerText.includes('{text}'))");
    window.until("the reply waiting", &waits).await;
}

async fn clear_search(window: &Window) {
    window.eval("const f = document.querySelector('[data-testid=search]'); f.focus(); f.select(); document.execCommand('delete'); f.blur(); return true").await;
    window.find("[data-testid=chat-row]").await;
}

async fn states(window: &Window) -> Vec<String> {
    let all = window.rpc("outbox_list", json!({})).await;
    all.as_array().into_iter().flatten().filter_map(|each: &Value| each["state"].as_str().map(str::to_owned)).collect()
}
