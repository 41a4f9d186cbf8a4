//! The network is cut under the real window: everything is done all the same, the window says since
//! when and what waits, and when the network is back the replies leave in order, each exactly once.

mod commands;

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
    // Made beside the window: it is told of it like of anything else.
    window.until("the label known", "return document.querySelector('.rail')?.innerText.includes('Без сети')").await;
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

/// A key of the map, the code of its place on the keyboard, and what is so once it was pressed on the open chat.
const ACTS: [(&str, &str, &str, &str); 7] = [
    ("a star", "s", "KeyS", "document.querySelector('[data-testid=star]')?.getAttribute('aria-pressed') === 'true'"),
    ("taken up", "i", "KeyI", "document.querySelectorAll('[data-testid=chat-row]').length === 3"),
    ("taken back", "z", "KeyZ", "document.querySelectorAll('[data-testid=chat-row]').length === 4"),
    ("closed", "e", "KeyE", "document.querySelectorAll('[data-testid=chat-row]').length === 3"),
    ("opened again", "z", "KeyZ", "document.querySelectorAll('[data-testid=chat-row]').length === 4"),
    ("picked", "x", "KeyX", "document.querySelector('[data-testid=bulk]') !== null"),
    ("put aside", "Escape", "Escape", "document.querySelector('[data-testid=bulk]') === null"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_act_is_done_without_a_network() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let (mut sim, mut other) = (marketplace(3).await, marketplace(0).await);
    let same = other.buyer("Покупатель 1", pult_sim::Item::default());
    other.buyer_writes(&same, "Это снова я: мой телефон +7 912 345-67-89");
    let data = desk.folder("pult");
    let window = Window::open(&desk, &data, &[]).await;
    window.rpc("settings_set", json!({"locale": "ru"})).await;
    connect(&window, &sim).await;
    let second = json!({"channel": "wildberries", "name": "Вторая лавка", "token": other.token(), "base_url": other.base_url()});
    assert!(window.rpc("account_add", second).await["refused"].is_null());
    until_chats(&window, 4).await;
    sim.refuse_connections().await;
    other.refuse_connections().await;
    window.rpc("sync_now", json!({})).await;
    window.until("the banner without a network", &strip("textContent")).await;

    let chats = window.rpc("chat_list", json!({"view": "all"})).await;
    let named = |name: &str, message: &str| {
        let rows = chats["chats"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["customer"] == name && row["last_message"]["text"].as_str().is_some_and(|text| text.contains(message)));
        row.and_then(|row| row["chat"].as_f64()).unwrap_or_else(|| panic!("{name} in {chats}"))
    };
    let (one, again) = (named("Покупатель 1", "Вопрос"), named("Покупатель 1", "снова я"));
    open(&window, one).await;
    for (what, key, code, so) in ACTS {
        hands_off(&window).await;
        window.press(key, code).await;
        window.until(what, &format!("return {so}")).await;
    }

    // A note that never leaves.
    open(&window, one).await;
    hands_off(&window).await;
    window.press("n", "KeyN").await;
    window.write_into("[data-testid=note]", &format!("Перезвонить, когда будет связь{CTRL_ENTER}")).await;
    window.until("the note in the chat", "return document.querySelector('[data-testid=note-entry]')?.innerText.includes('Перезвонить')").await;

    // The buyer's other chat: joined, and read beside this one.
    window.rpc("people_join", json!({"chats": [one, again]})).await;
    window.click("[data-testid=people-chat] [data-testid=people-beside]").await;
    window.until("the other talk beside it", "return document.querySelector('[data-testid=beside]')?.innerText.includes('Это снова я')").await;
    hands_off(&window).await;
    window.press("Escape", "Escape").await;
    window.until("the panel again", "return document.querySelector('[data-testid=side]') !== null").await;

    // Looking for words in this chat, going to a day of it.
    window.press("d", "KeyD").await;
    window.write_into("[data-testid=date-field]", "сегодня\u{E007}").await;
    window.until("the day", "return document.querySelector('.entry-found')").await;

    // Everything else there is.
    hands_off(&window).await;
    commands::every_one(&window, one, again, named("Покупатель 2", "Вопрос")).await;

    // The chat as a file, on this machine.
    let out = desk.folder("out");
    let made = window.rpc("export_start", json!({"chats": [one], "form": "html", "folder": out, "locale": "ru"})).await;
    assert!(made["refused"].is_null(), "{made}");
    let done = "const [run] = arguments; const end = arguments[arguments.length - 1]; const look = () => window.__TAURI_INTERNALS__
        .invoke('rpc', {name: 'export_view', json: {run}}).then((view) => view.state === 'running' ? setTimeout(look, 100) : end(view.state)); look();";
    assert_eq!(window.eval_async(done, vec![made["run"].clone()]).await, "done");

    // All of it is there after a restart, the closed chat in its own list, and nothing has left.
    window.quit().await;
    let window = Window::open(&desk, &data, &[]).await;
    until_chats(&window, 3).await;
    let view = window.rpc("chat_get", json!({"chat": one})).await;
    assert_eq!((view["row"]["starred"].as_bool(), view["row"]["queue"].as_str()), (Some(true), Some("waiting")), "{view}");
    let person = window.rpc("person_get", json!({"of": one})).await;
    assert_eq!(person["chats"].as_array().map(Vec::len), Some(2), "{person}");
    assert!(sim.delivered().is_empty() && other.delivered().is_empty());
    window.quit().await;
}

/// A picture for a buyer, one of the program's own.
const PHOTO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../icons/32x32.png");
const BESIDE_PHOTO: &str = "Вот фотография чашки";
const TAKEN_BACK: &str = "Это никогда не уйдёт";
const PLANNED: &str = "Завтра всё проверим";
/// Another program's history: one chat, closed long ago.
const HISTORY: &str = "Дата;Автор;Покупатель;Текст
20.11.2025 13:05;Покупатель;Мария;Здравствуйте! Кувшин протекает
20.11.2025 13:15;Магазин;Мария;Пришлём новый
";

#[tokio::test(flavor = "multi_thread")]
async fn files_plans_history_and_backups_need_no_network_and_what_was_taken_back_never_leaves() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let mut sim = marketplace(3).await;
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    window.rpc("settings_set", json!({"locale": "ru"})).await;
    connect(&window, &sim).await;
    until_chats(&window, 3).await;
    sim.refuse_connections().await;
    window.rpc("sync_now", json!({})).await;
    window.until("the banner without a network", &strip("textContent")).await;
    let chats = window.rpc("chat_list", json!({"view": "waiting"})).await;
    let of = |place: usize| chats["chats"][place]["chat"].as_f64().expect("a chat");
    let (one, two, three) = (of(0), of(1), of(2));

    // A file with words: seen before it is sent, and both wait.
    open(&window, one).await;
    window.write_into("[data-testid=file-picker]", PHOTO).await;
    window.until("the picture looked at", "return document.querySelector('[data-testid=upload] img')?.naturalWidth === 32").await;
    send(&window, BESIDE_PHOTO).await;
    window.until("the picture waiting", &drawn("queued", "each.querySelector('img') !== null")).await;

    // A reply taken back: its words are in the field again.
    window.rpc("settings_set", json!({"undo_ms": 60_000.0})).await;
    send(&window, TAKEN_BACK).await;
    window.click("[data-testid=undo-send]").await;
    let back = format!("return document.querySelector('[data-testid=composer]')?.value === '{TAKEN_BACK}'");
    window.until("the words in the field again", &back).await;
    window.rpc("settings_set", json!({"undo_ms": 0.0})).await;

    // A reply for tomorrow.
    open(&window, two).await;
    window.write_into("[data-testid=composer]", PLANNED).await;
    window.click("[data-testid=send-later]:not([disabled])").await;
    window.write_into("[data-testid=later-at]", "завтра 9\u{E007}").await;
    window.until("the plan", "return document.querySelector('[data-testid=plan]')?.innerText.includes('Уйдёт')").await;

    // Words looked for in the open chat.
    open(&window, three).await;
    window.write_into("[data-testid=composer]", "\u{E009}f").await;
    window.write_into("[data-testid=find-field]", "отправите").await;
    window.until("the words found", "return document.querySelector('.entry-found')?.innerText.includes('отправите')").await;
    window.until("all of them counted", "return document.querySelector('.find-said')?.innerText === '1 из 1'").await;
    window.write_into("[data-testid=find-field]", "\u{E00C}").await;

    // History from a file: tried, taken in, and found by other forms of its words.
    let file = desk.folder("out").join("history.csv");
    std::fs::write(&file, HISTORY).expect("the file is written");
    window.write_into("[data-testid=composer]", "\u{E009}k").await;
    window.write_into("dialog[open] input", "Загрузить историю\u{E007}").await;
    window.write_into("[data-testid=import-picker]", &file.to_string_lossy()).await;
    window.click("[data-testid=import-try]:not([disabled])").await;
    window.click("[data-testid=import-go]:not([disabled])").await;
    let taken = "return document.querySelector('[data-testid=import-done]')?.innerText.includes('1 чат, 2 сообщения')";
    window.until("the history taken in", taken).await;
    window.click("[data-testid=import-close]").await;
    window.write_into("[data-testid=search]", "протекают кувшины").await;
    window.click("[data-testid=search-hit]").await;
    window.until("the message in its chat", "return document.querySelector('.entry-found')?.innerText.includes('Кувшин протекает')").await;
    clear_search(&window).await;

    // A backup behind a passphrase.
    hands_off(&window).await;
    window.press("g", "KeyG").await;
    window.press("t", "KeyT").await;
    window.click("[data-testid=backup-make]").await;
    window.write_into("[data-testid=backup-passphrase]", "лиса и виноград").await;
    window.write_into("[data-testid=backup-passphrase-again]", "лиса и виноград\u{E007}").await;
    let copy = window.until("the backup's place", "return document.querySelector('.backup-path')?.innerText.trim()").await;
    let copy = std::fs::read(copy.as_str().unwrap_or_default()).expect("the backup lies where the page says");
    assert!(copy.starts_with(b"age-encryption.org/v1"), "it is closed by its passphrase");

    // In the list that an answered chat does not leave.
    hands_off(&window).await;
    window.press("Escape", "Escape").await;
    window.press("g", "KeyG").await;
    window.press("a", "KeyA").await;
    until_chats(&window, 4).await;

    // The network is back: the file leaves before its words; the plan waits for its day, or for being asked.
    assert!(sim.delivered().is_empty(), "nothing can have arrived");
    sim.accept_connections().await;
    window.rpc("sync_now", json!({})).await;
    open(&window, one).await;
    window.until("the picture sent", &drawn("sent", "each.querySelector('img') !== null")).await;
    window.until("its words sent", &drawn("sent", &format!("each.innerText.includes('{BESIDE_PHOTO}')"))).await;
    window.until("what was taken back still in the field", &back).await;
    assert_eq!(sim.delivered().len(), 2, "nobody asked for the plan yet");
    open(&window, two).await;
    window.click("[data-testid=plan-now]").await;
    window.until("the plan sent", &drawn("sent", &format!("each.innerText.includes('{PLANNED}')"))).await;
    window.rpc("sync_now", json!({})).await;
    let arrived: Vec<String> = sim.delivered().into_iter().map(|each| [each.files.concat(), each.text].concat()).collect();
    assert_eq!(arrived, ["32x32.png", BESIDE_PHOTO, PLANNED], "in order, each once");
    window.quit().await;
}

/// Whether a message in such a state is drawn of which something is so.
fn drawn(state: &str, so: &str) -> String {
    format!("return [...document.querySelectorAll('[data-testid=message][data-state={state}]')].some((each) => {so})")
}

/// Takes the keyboard out of whatever field has it.
async fn hands_off(window: &Window) {
    window.eval("document.activeElement?.blur(); return true").await;
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
    window.until("the reply waiting", &drawn("queued", &format!("each.innerText.includes('{text}')"))).await;
}

async fn clear_search(window: &Window) {
    window.eval("const f = document.querySelector('[data-testid=search]'); f.focus(); f.select(); document.execCommand('delete'); f.blur(); return true").await;
    window.find("[data-testid=chat-row]").await;
}

async fn states(window: &Window) -> Vec<String> {
    let all = window.rpc("outbox_list", json!({})).await;
    all.as_array().into_iter().flatten().filter_map(|each: &Value| each["state"].as_str().map(str::to_owned)).collect()
}
