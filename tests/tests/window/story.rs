//! From a pasted token to a sent reply, and the next morning without a network.

use crate::{connect, files_under, marketplace, until_chats};
use pult_tests::desktop::{Desktop, Furniture, Window};
use serde_json::json;
use std::path::Path;

const REPLY: &str = "Здравствуйте! Отправим завтра утром.";

/// Ctrl+Enter, in WebDriver's code points.
const CTRL_ENTER: &str = "\u{E009}\u{E007}";

/// Every message of every chat as the window is told of it: the marketplace's name of the chat, and the words.
const ALL: &str = "const done = arguments[arguments.length - 1];
    const call = (name, json) => window.__TAURI_INTERNALS__.invoke('rpc', {name, json});
    const words = ({chat, remote_id}) => call('chat_messages', {chat}).then(({messages}) => messages.map(({text}) => [remote_id, text]));
    call('chat_list', {view: 'all', limit: 200}).then(({chats}) => Promise.all(chats.map(words))).then((all) => done(all.flat()), (refused) => done({refused}));";

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_token_becomes_sixty_chats_and_a_sent_reply_found_again_without_a_network() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let sim = marketplace(60).await;
    let data = desk.folder("pult");
    let window = Window::open(&desk, &data, &[]).await;

    // The address first: a token must not go anywhere before we know where.
    window.click("[data-testid=onboarding-next]").await;
    window.click("[data-testid=channel-wildberries]").await;
    window.click("[data-testid=advanced]").await;
    window.write_into("[data-testid=address-field]", sim.base_url()).await;
    window.write_into("[data-testid=token-field]", sim.token()).await;
    window.find("[data-testid=token-verdict][data-ok=true]").await;
    window.click("[data-testid=connect-shop]:not([disabled])").await;
    window.click("[data-testid=onboarding-open]").await;
    until_chats(&window, 60).await;
    window.until("sixty unread in the title", "return document.title.startsWith('(60)')").await;

    // A short time to undo, so that the reply is seen waiting before it is seen sent.
    window.rpc("settings_set", json!({"undo_ms": 1500.0})).await;
    window.press("j", "KeyJ").await;
    window.press("Enter", "Enter").await;
    window.until("one read by being opened", "return document.title.startsWith('(59)')").await;
    window.write_into("[data-testid=composer]", REPLY).await;
    window.write_into("[data-testid=composer]", CTRL_ENTER).await;
    window.until("the reply waiting", &bubble("queued")).await;
    window.until("the reply sent", &bubble("sent")).await;
    let received: Vec<_> = sim.delivered().into_iter().filter(|one| one.text == REPLY).collect();
    assert_eq!(received.len(), 1, "the buyer must receive the reply exactly once");

    // The token: in the keychain, and nowhere in the folder.
    assert_eq!(desk.secret(&["service", "app.pult.desktop"]).await.trim(), sim.token());
    let token = sim.token().to_owned();
    let mut written: Vec<(String, String)> = sim.ledger().into_iter().map(|entry| (entry.chat, entry.text)).collect();
    window.quit().await;
    sim.stop().await;
    the_folder_keeps_no(&token, &data);
    logs_keep_no(&["Покупатель", "когда отправите", "Отправим завтра"], &data);

    // The next morning, no network.
    let window = Window::open(&desk, &data, &[]).await;
    until_chats(&window, 59).await;
    let counts = window.rpc("queue_counts", json!({})).await;
    assert_eq!((counts["all"].as_f64(), counts["in_progress"].as_f64()), (Some(60.0), Some(1.0)), "the answered one is in progress: {counts}");
    window.write_into("[data-testid=search]", "отправить").await;
    window.until("inflected forms found", "return document.querySelectorAll('[data-testid=search-hit]').length").await;
    let found = window.rpc("search", json!({"query": "завтра утром"})).await;
    assert_eq!(found["hits"].as_array().map(Vec::len), Some(1), "our own reply is part of the history: {found}");
    let own = "const own = [...document.querySelectorAll('[data-testid=search-hit]')].find((hit) => hit.innerText.includes('завтра утром'));
        own?.click(); return own !== undefined";
    window.until("our own reply among the found", own).await;
    window.until("the reply in its chat, sent as yesterday", &bubble("sent")).await;

    // Not a word more, and not a word less, than the marketplace had.
    let mut kept: Vec<(String, String)> = serde_json::from_value(window.eval_async(ALL, Vec::new()).await).expect("chats and words");
    written.sort();
    kept.sort();
    assert_eq!(kept.len(), 61, "sixty questions and one answer");
    assert_eq!(kept, written);
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn new_messages_appear_by_themselves() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let sim = marketplace(2).await;
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    connect(&window, &sim).await;
    until_chats(&window, 2).await;
    let late = sim.buyer("Опоздавшая", pult_sim::Item::default());
    sim.buyer_writes(&late, "А я ещё успею?");
    window.rpc("sync_now", json!({})).await;
    until_chats(&window, 3).await;
    let first = "return document.querySelector('[data-testid=chat-row][aria-posinset=\"1\"]')?.innerText.includes('Опоздавшая')
        || [...document.querySelectorAll('[data-testid=chat-row]')].some((row) => row.innerText.includes('А я ещё успею?'))";
    window.until("the new words in the list", first).await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn single_keys_work_on_a_cyrillic_layout() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let sim = marketplace(3).await;
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    connect(&window, &sim).await;
    until_chats(&window, 3).await;
    // The key of J writes "о" on a Russian keyboard.
    window.press("о", "KeyJ").await;
    window.press("Enter", "Enter").await;
    window.find("[data-testid=composer]").await;
    // The key of R writes "к": it leads into the field, and writes nothing.
    window.press("к", "KeyR").await;
    window.until("the field having the focus", "return document.activeElement?.dataset.testid === 'composer'").await;
    window.quit().await;
}

fn bubble(state: &str) -> String {
    format!("return [...document.querySelectorAll('[data-testid=message][data-state={state}]')].some((each) => each.innerText.includes('{REPLY}'))")
}

fn the_folder_keeps_no(token: &str, data: &Path) {
    // The signature is the secret part; the middle part is looked for too.
    let parts: Vec<&str> = token.split('.').filter(|part| part.len() > 20).collect();
    assert!(!parts.is_empty(), "a token worth looking for");
    for (path, bytes) in files_under(data) {
        for part in &parts {
            let leaked = bytes.windows(part.len()).any(|window| window == part.as_bytes());
            assert!(!leaked, "the token lies in {}", path.display());
        }
    }
}

fn logs_keep_no(words: &[&str], data: &Path) {
    let logs = files_under(&data.join("logs"));
    assert!(!logs.is_empty(), "there are logs to look through");
    for (path, bytes) in logs {
        let text = String::from_utf8_lossy(&bytes);
        for word in words {
            assert!(!text.contains(word), "{word} stands in {}", path.display());
        }
    }
}
