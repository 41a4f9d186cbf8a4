//! The icon by the clock, and what closing the window means with and without one.

use crate::toasts::set_hours;
use crate::{connect, marketplace, until_chats};
use pult_tests::desktop::{DRAWS, Desktop, DriverLost, FETCHES, Furniture, Window, family, is_named, until_seen};
use pult_tests::process::program;
use serde_json::json;

const REPLY: &str = "Здравствуйте! Отправим завтра утром.";
/// Ctrl+Enter, in WebDriver's code points.
const CTRL_ENTER: &str = "\u{E009}\u{E007}";

const WITH_TRAY: Furniture = Furniture { panel: true, notes: true, window_manager: true };

#[tokio::test(flavor = "multi_thread")]
async fn the_icon_counts_hides_the_window_and_ends_the_program() {
    let Some(desk) = Desktop::start(WITH_TRAY).await else { return };
    let sim = marketplace(7).await;
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    // Outside the hours of work seven chats would be urgent, and what is urgent shows before a pause.
    set_hours(&window, true).await;
    connect(&window, &sim).await;
    until_chats(&window, 7).await;

    desk.until("a tray icon", async |desk| desk.tray_item().await.is_some()).await;
    let icon = desk.tray_item().await.expect("an icon");
    desk.until("the number of unread messages", async |desk| desk.tray_label(&icon).await == "7").await;
    let ours = desk.window_of("(7) Пульт").await;
    let words: Vec<String> = desk.tray_menu(&icon).await.into_iter().map(|line| line.label).filter(|label| !label.is_empty()).collect();
    assert_eq!(words, ["7 новых сообщений", "Открыть Пульт", "Приостановить проверку чатов", "Выйти"]);

    // Pausing: the words turn, the picture changes, and the core is paused.
    let picture = std::fs::read(desk.tray_picture(&icon).await).expect("a picture");
    desk.tray_choose(&icon, "Приостановить проверку чатов").await;
    desk.until("the other word", async |desk| desk.tray_menu(&icon).await.iter().any(|line| line.label == "Продолжить проверку чатов")).await;
    assert_eq!(window.rpc("app_info", json!({})).await["sync_paused"], json!(true));
    let paused = std::fs::read(desk.tray_picture(&icon).await).expect("a picture");
    assert_ne!(picture, paused, "a pause must be seen");
    desk.tray_choose(&icon, "Продолжить проверку чатов").await;

    // Closing hides, and says so the first time only.
    desk.close(&ours).await;
    desk.until("the window hidden", async |desk| !desk.is_visible(&ours).await).await;
    assert!(window.runs(), "chats go on being checked");
    desk.until("the explanation", async |desk| desk.notes_shown().await == 1).await;
    desk.tray_choose(&icon, "Открыть Пульт").await;
    desk.until("the window back", async |desk| desk.is_visible(&ours).await).await;
    desk.run("dunstctl", &["close-all"]).await;
    desk.close(&ours).await;
    desk.until("the window hidden again", async |desk| !desk.is_visible(&ours).await).await;
    assert_eq!(window.rpc("app_info", json!({})).await["settings"]["tray_explained"], json!(true));
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(desk.notes_shown().await, 0, "said once, not twice");

    // What arrives meanwhile is counted.
    let buyer = sim.chats().into_iter().next().expect("a buyer");
    sim.buyer_writes(&buyer, "Вы ещё здесь?");
    window.rpc("sync_now", json!({})).await;
    desk.until("eight unread", async |desk| desk.tray_label(&icon).await == "8").await;

    desk.tray_choose(&icon, "Выйти").await;
    window.ended().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_tray_closing_ends_the_program() {
    let Some(desk) = Desktop::start(Furniture { window_manager: true, ..Furniture::default() }).await else { return };
    let sim = marketplace(1).await;
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    connect(&window, &sim).await;
    until_chats(&window, 1).await;
    // Longer to undo than the program is left open.
    window.rpc("settings_set", json!({"undo_ms": 60_000.0})).await;
    window.click("[data-testid=chat-row]").await;
    window.write_into("[data-testid=composer]", REPLY).await;
    window.write_into("[data-testid=composer]", CTRL_ENTER).await;
    window.until("the reply waiting", "return document.querySelector('[data-testid=message][data-state=queued]') !== null").await;
    let ours = desk.window_of("Пульт").await;
    desk.close(&ours).await;
    window.ended().await;
    let received: Vec<String> = sim.delivered().into_iter().map(|one| one.text).collect();
    assert_eq!(received, [REPLY], "nobody can take it back any more, and tomorrow is too late");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_hidden_in_a_tray_that_dies_comes_back() {
    let Some(mut desk) = Desktop::start(WITH_TRAY).await else { return };
    let window = Window::open(&desk, &desk.folder("pult"), &["--demo"]).await;
    window.find("[data-testid=chat-row]").await;
    desk.until("a tray icon", async |desk| desk.tray_item().await.is_some()).await;
    let ours = desk.window_of("Пульт").await;
    desk.close(&ours).await;
    desk.until("the window hidden", async |desk| !desk.is_visible(&ours).await).await;
    // The panel was started last.
    desk.end_newest().await;
    desk.until("the window back", async |desk| desk.is_visible(&ours).await).await;

    // The panel comes back, and our icon with it.
    desk.start_panel().await;
    desk.until("the icon again", async |desk| desk.tray_item().await.is_some()).await;
    let icon = desk.tray_item().await.expect("an icon");
    desk.until("its menu", async |desk| desk.tray_menu(&icon).await.iter().any(|line| line.label == "Выйти")).await;
    desk.close(&ours).await;
    desk.until("the window hidden again", async |desk| !desk.is_visible(&ours).await).await;
    desk.tray_choose(&icon, "Выйти").await;
    window.ended().await;
}

/// Seconds after which a hidden page is closed here.
const KEEP: &str = "2";

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_page_gives_its_memory_back_and_the_next_one_begins_where_it_was() {
    until_seen(closed_and_opened_again).await;
}

async fn closed_and_opened_again() -> Result<(), DriverLost> {
    let Some(desk) = Desktop::start(WITH_TRAY).await else { return Ok(()) };
    let window = Window::open(&desk, &desk.folder("pult"), &["--demo", "--keep-page", KEEP]).await;
    window.rpc("settings_set", json!({"tray_explained": true})).await;
    window.click("[data-testid=chat-row]").await;
    window.write_into("[data-testid=composer]", "Отправим сегодня").await;
    window
        .until(
            "the row marked as begun",
            "return document.querySelector('[data-testid=chat-row][aria-selected=true]')?.innerText.toLowerCase().includes('черновик')",
        )
        .await;
    let buyer = window.eval("return document.querySelector('.thread-name h1').innerText").await;
    let size = window.eval("return [innerWidth, innerHeight]").await;
    let page = window.page_process().expect("a page");

    // A question on the page waits for its answer: it stays, however long it is hidden.
    desk.until("a tray icon", async |desk| desk.tray_item().await.is_some()).await;
    let icon = desk.tray_item().await.expect("an icon");
    let ours = desk.window_of("Пульт").await;
    window.eval("const d = document.createElement('dialog'); document.body.append(d); d.showModal()").await;
    desk.close(&ours).await;
    tokio::time::sleep(std::time::Duration::from_secs(5)).await;
    assert_eq!(window.page_process(), Some(page), "a page with a question must stay");
    window.eval("document.querySelector('body > dialog').remove()").await;

    desk.until("no page", async |_| window.page_process().is_none()).await;
    assert!(window.runs(), "chats go on being checked");
    assert!(desk.tray_item().await.is_some(), "the icon stays");

    desk.tray_choose(&icon, "Открыть Пульт").await;
    let again = desk.window_of("Пульт").await;
    desk.until("the window back", async |desk| desk.is_visible(&again).await).await;
    window.look_again().await?;
    window.until("the same chat", &format!("return document.querySelector('.thread-name h1')?.innerText === {buyer}")).await;
    window.until("its draft", "return document.querySelector('[data-testid=composer]')?.value === 'Отправим сегодня'").await;
    assert_eq!(window.eval("return [innerWidth, innerHeight]").await, size, "as large as before");

    // Closed again, and ended from the icon: nothing is left that would have to be shown first.
    desk.close(&again).await;
    desk.until("no page again", async |_| window.page_process().is_none()).await;
    desk.tray_choose(&icon, "Выйти").await;
    window.ended().await;
    Ok(())
}

/// Colours of a page that is drawn; an empty window has a few.
const COLOURS: u32 = 100;

/// Nobody drives this one: a driver would be lost with the process that fetches (`src-tauri/fetcher.rs`).
#[tokio::test(flavor = "multi_thread")]
async fn without_a_page_nothing_fetches_for_one_and_the_next_one_is_drawn() {
    let Some(desk) = Desktop::start(WITH_TRAY).await else { return };
    let data = desk.folder("pult");
    let started = desk.command(program("pult", "pult")).arg("--data").arg(&data).args(["--demo", "--keep-page", KEEP]).spawn();
    let mut ours = started.expect("the program starts");
    let pid = ours.id().expect("it runs");
    let has = |name: &str| family(pid).into_iter().any(|pid| is_named(pid, name));
    let window = desk.window_of("Пульт").await;
    desk.until("a tray icon", async |desk| desk.tray_item().await.is_some()).await;
    let icon = desk.tray_item().await.expect("an icon");
    desk.until("a page, and what fetches for it", async |_| has(DRAWS) && has(FETCHES)).await;

    desk.close(&window).await;
    desk.until("neither", async |_| !has(DRAWS) && !has(FETCHES)).await;
    assert_eq!(ours.try_wait().expect("it can be asked"), None, "the program stays");

    desk.tray_choose(&icon, "Открыть Пульт").await;
    let window = desk.window_of("Пульт").await;
    desk.until("both again", async |_| has(DRAWS) && has(FETCHES)).await;
    let picture = data.join("window.png").to_string_lossy().into_owned();
    desk.until("a page that is drawn", async |desk| {
        desk.run("import", &["-window", &window, &picture]).await;
        desk.run("identify", &["-format", "%k", &picture]).await.trim().parse().is_ok_and(|colours: u32| colours > COLOURS)
    })
    .await;
    desk.tray_choose(&icon, "Выйти").await;
    ours.wait().await.expect("it ends");
}
