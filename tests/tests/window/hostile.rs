//! A buyer who sends everything that has ever broken a window.

use crate::{connect, until_chats};
use pult_sim::{Item, SimOptions, WbSim};
use pult_tests::desktop::{Desktop, Furniture, Window};
use serde_json::json;

fn hostile() -> String {
    let markup = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=2</script><svg onload=window.hacked=3>{{7*7}}";
    let links = "javascript:window.hacked=4 [x](javascript:window.hacked=5)";
    let marks = "\u{202E}справа налево\u{202C} \u{2066}x\u{2069} \u{FEFF}";
    let emoji = "👩‍👩‍👧‍👦🏳️‍🌈🧨 Z̸̢̛͇a̷l̶g̵o̴";
    format!("{markup} {links} {marks} {emoji} ноль:\u{0}: {} конец", "Щ".repeat(10_000))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_message_is_shown_harmlessly_and_stored_whole() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let sim = WbSim::start(SimOptions::default()).await.expect("the marketplace opens");
    let buyer = sim.buyer("<b onmouseover=window.hacked=6>Иван\u{202E}</b>", Item::new(1, "<iframe src=javascript:window.hacked=7></iframe>", 100));
    let text = hostile();
    sim.buyer_writes(&buyer, &text);

    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    connect(&window, &sim).await;
    until_chats(&window, 1).await;
    window.click("[data-testid=chat-row]").await;
    window.find("[data-testid=message]").await;

    let shown = window.eval("return document.querySelector('[data-testid=message]').textContent").await;
    let shown = shown.as_str().unwrap_or_default();
    assert!(shown.contains("<script>window.hacked=2</script>"), "markup is text: {}", shown.chars().take(200).collect::<String>());
    assert!(shown.contains(&"Щ".repeat(10_000)) && shown.contains("конец"), "the whole text is there");
    assert!(!shown.contains('\u{202E}') && !shown.contains('\u{0}'), "marks that turn the line, and the null byte, are not in the page");
    let made =
        "return document.querySelectorAll('[data-testid=message] :is(script,img,svg[onload],iframe,a), [data-testid=chat-row] :is(script,iframe,b)').length";
    assert_eq!(window.eval(made).await, json!(0), "no element came out of the buyer's words");
    assert_eq!(window.eval("return window.hacked ?? null").await, json!(null), "nothing of it ran");
    // The words must not push the page apart either.
    let wide = "return document.documentElement.scrollWidth <= window.innerWidth";
    assert_eq!(window.eval(wide).await, json!(true), "the page stays as wide as the window");

    let chats = window.rpc("chat_list", json!({"view": "all"})).await;
    let messages = window.rpc("chat_messages", json!({"chat": chats["chats"][0]["chat"]})).await;
    assert_eq!(messages["messages"][0]["text"].as_str(), Some(text.as_str()), "stored to the last byte");
    window.quit().await;
}
