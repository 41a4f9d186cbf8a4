//! One buyer in two shops, a jump to a date, and the place in a long chat that is found again.

use crate::{connect, until_chats};
use pult_domain::AtMs;
use pult_sim::{Item, SimOptions, WbSim};
use pult_tests::desktop::{Desktop, Furniture, Window};
use serde_json::json;

const DAY_MS: i64 = 86_400_000;

async fn shop(seed: u64) -> WbSim {
    WbSim::start(SimOptions { seed, ..SimOptions::default() }).await.expect("the marketplace opens")
}

#[tokio::test(flavor = "multi_thread")]
async fn chats_of_one_buyer_are_joined_opened_by_key_and_parted_again() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let (first, second) = (shop(1).await, shop(2).await);
    let one = first.buyer("Анна", Item::default());
    first.buyer_writes(&one, "Мой телефон +7 912 345-67-89, позвоните");
    let other = second.buyer("Анна Белова", Item::default());
    second.buyer_writes(&other, "Это 89123456789, где заказ?");
    let data = desk.folder("pult");
    let window = Window::open(&desk, &data, &[]).await;
    connect(&window, &first).await;
    let added =
        window.rpc("account_add", json!({"channel": "wildberries", "name": "Вторая лавка", "token": second.token(), "base_url": second.base_url()})).await;
    assert!(added["refused"].is_null(), "{added}");
    until_chats(&window, 2).await;

    window.click("[data-testid=chat-row]").await;
    window.find("[data-testid=people-hint][data-sureness=likely] [data-testid=people-open]").await;
    // A draft that comes meanwhile moves the button: it is pressed where it then is.
    let join = "document.querySelector('[data-testid=people-join]')?.click(); return document.querySelector('[data-testid=people-chat]')";
    window.until("the joined chats", join).await;
    let open = "return document.querySelector('[data-testid=chat-row][aria-selected=true]')?.dataset.chat";
    let before = window.eval(open).await;
    window.eval("document.activeElement?.blur(); return true").await;
    window.press("p", "KeyP").await;
    window.until("the buyer's other chat", &format!("const at = (() => {{ {open} }})(); return at && at !== {before}")).await;
    window.find("[data-testid=people-chat]").await;

    // After a restart they still belong together, and the panel takes it back.
    window.quit().await;
    let window = Window::open(&desk, &data, &[]).await;
    window.click("[data-testid=chat-row]").await;
    window.find("[data-testid=people-chat]").await;
    let part = "document.querySelector('[data-testid=people-part]')?.click(); return document.querySelector('[data-testid=people-chat]') === null";
    window.until("nobody beside", part).await;
    assert!(
        window.eval("return document.querySelector('[data-testid=people-hint]') === null").await.as_bool().unwrap_or_default(),
        "what was parted is not suggested"
    );
    // Z brings it back.
    window.eval("document.activeElement?.blur(); return true").await;
    window.press("z", "KeyZ").await;
    window.find("[data-testid=people-chat]").await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_chat_opens_where_it_was_read_and_goes_to_a_date() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let sim = shop(1).await;
    let buyer = sim.buyer("Постоянная покупательница", Item::default());
    let now = sim.now().0;
    // A message every six hours, for half a year.
    for n in (0..720_i64).rev() {
        sim.buyer_wrote_at(&buyer, &format!("Сообщение {n}"), AtMs(now - n * DAY_MS / 4));
    }
    let short = sim.buyer("Другая", Item::default());
    sim.buyer_writes(&short, "Здравствуйте");
    let data = desk.folder("pult");
    let window = Window::open(&desk, &data, &[]).await;
    window.rpc("settings_set", json!({"locale": "ru"})).await;
    connect(&window, &sim).await;
    until_chats(&window, 2).await;
    let open = |name: &str| {
        format!(
            "const row = [...document.querySelectorAll('[data-testid=chat-row]')].find((each) => each.innerText.includes('{name}')); row?.click(); return row !== undefined"
        )
    };
    window.until("the long chat", &open("Постоянная")).await;
    window.until("its end", "return document.querySelector('.transcript')?.innerText.includes('Сообщение 0')").await;

    // To a date three months back: typed; pages come from both sides of it.
    window.eval("document.activeElement?.blur(); return true").await;
    window.press("d", "KeyD").await;
    let typed = format!("const at = new Date({}); return `${{at.getDate()}}.${{at.getMonth() + 1}}.${{at.getFullYear()}}`", now - 90 * DAY_MS);
    let day = window.eval(&typed).await.as_str().expect("a day").to_owned();
    window.write_into("[data-testid=date-field]", &format!("{day}\u{E007}")).await;
    window.until("the day", "return document.querySelector('.entry-found')").await;
    // Fifty messages come with it on each side. Pulled to an edge, more follow there.
    for (to, what, far) in [("0", "older", "n > 480"), ("pane.scrollHeight", "newer", "n < 240")] {
        let pulled = format!(
            "const pane = document.querySelector('.transcript'); pane.scrollTop = {to};
            const numbers = [...pane.querySelectorAll('.bubble')].map((each) => Number(/Сообщение (\\d+)/.exec(each.innerText)?.[1]));
            return numbers.some((n) => {far})"
        );
        window.until(&format!("{what} messages"), &pulled).await;
    }

    // Somewhere in the middle, then another chat, then back: the same message at the same height.
    let middle = "const pane = document.querySelector('.transcript'); pane.scrollTop = pane.scrollHeight / 2; return true";
    window.eval(middle).await;
    let top = "const pane = document.querySelector('.transcript').getBoundingClientRect();
        const first = [...document.querySelectorAll('.transcript .bubble')].find((each) => each.getBoundingClientRect().bottom > pane.top + 1);
        return first && `${first.innerText.split('\\n')[0]}|${Math.round(first.getBoundingClientRect().top - pane.top)}`";
    let was = settled(&window, top).await;
    window.until("the other chat", &open("Другая")).await;
    window.until("its words", "return document.querySelector('.transcript')?.innerText.includes('Здравствуйте')").await;
    window.until("the long chat again", &open("Постоянная")).await;
    window.until("its messages", "return document.querySelectorAll('.transcript .bubble').length > 3").await;
    near(&settled(&window, top).await, &was);
    // And after a restart.
    window.quit().await;
    let window = Window::open(&desk, &data, &[]).await;
    window.until("the long chat after a restart", &open("Постоянная")).await;
    window.until("its messages", "return document.querySelectorAll('.transcript .bubble').length > 3").await;
    near(&settled(&window, top).await, &was);
    let nodes = window.eval("return document.querySelectorAll('*').length").await;
    assert!(nodes.as_f64().is_some_and(|nodes| nodes < 2_000.0), "{nodes} elements");
    window.quit().await;
}

/// The first message that is seen and how far from the edge, once it moves no more.
async fn settled(window: &Window, script: &str) -> String {
    let mut before = String::new();
    for _ in 0..60 {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let now = window.eval(script).await.as_str().unwrap_or_default().to_owned();
        if now == before && !now.is_empty() {
            return now;
        }
        before = now;
    }
    panic!("the chat does not come to rest: {before}");
}

fn near(now: &str, was: &str) {
    let (text, px) = was.rsplit_once('|').expect("a place");
    let (found, at) = now.rsplit_once('|').expect("a place");
    assert_eq!(found, text, "the first message that is seen");
    let (px, at): (i64, i64) = (px.parse().expect("pixels"), at.parse().expect("pixels"));
    assert!((px - at).abs() <= 4, "at the same height: {at} instead of {px}");
}
