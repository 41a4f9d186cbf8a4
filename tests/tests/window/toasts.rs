//! Toasts, as the desktop's own notification service is told of them.
//!
//! The service is a real one (dunst); do-not-disturb is its own pause. Tested elsewhere, by doubles:
//! the locked screen, which no desktop of the tests has, and the stages of a wait, which take half
//! an hour.

use crate::{connect, until_chats};
use pult_sim::{Item, SimOptions, WbSim};
use pult_tests::desktop::{Desktop, DriverLost, Furniture, Window, until_seen};
use pult_tests::with_hours;
use serde_json::json;

const FURNITURE: Furniture = Furniture { panel: true, notes: true, window_manager: true };
const ANGRY: &str = "Чайник пришёл разбитый, верните деньги!";

/// A desktop that overhears notes, and a window on a shop with one old, urgent chat.
async fn start() -> Option<(Desktop, WbSim, Window)> {
    start_with(&[]).await
}

async fn start_with(args: &[&str]) -> Option<(Desktop, WbSim, Window)> {
    let mut desk = Desktop::start(FURNITURE).await?;
    desk.overhear_notes().await;
    let sim = WbSim::start(SimOptions::default()).await.expect("the marketplace opens");
    let old = sim.buyer("Старый покупатель", Item::default());
    sim.buyer_writes(&old, ANGRY);
    let window = Window::open(&desk, &desk.folder("pult"), args).await;
    // Whatever the time of the test is.
    set_hours(&window, true).await;
    connect(&window, &sim).await;
    until_chats(&window, 1).await;
    Some((desk, sim, window))
}

/// Working hours around the clock, or none at all.
pub(crate) async fn set_hours(window: &Window, working: bool) {
    let policy = window.rpc("sla_get", json!({})).await["policy"].clone();
    let kept = window.rpc("sla_set", json!({"policy": with_hours(policy, working)})).await;
    assert!(kept["refused"].is_null(), "{kept}");
}

/// New buyers write angrily, and the shop is asked.
async fn angry(window: &Window, sim: &WbSim, names: &[&str]) {
    for name in names {
        let buyer = sim.buyer(name, Item::default());
        sim.buyer_writes(&buyer, ANGRY);
    }
    sync(window).await;
}

async fn sync(window: &Window) {
    let report = window.rpc("sync_now", json!({})).await;
    assert!(report["refused"].is_null(), "{report}");
}

/// Waits until whom to call was decided on everything stored so far: one decision may have begun
/// before, the next one not.
async fn until_decided(desk: &Desktop) {
    let before = desk.pauses_asked();
    desk.until("two more decisions", async |desk| desk.pauses_asked() >= before + 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_urgent_message_is_one_toast_that_opens_its_chat_in_the_hidden_window() {
    let Some((desk, sim, window)) = start().await else { return };
    window.rpc("settings_set", json!({"tray_explained": true})).await;
    desk.until("a tray icon", async |desk| desk.tray_item().await.is_some()).await;
    let ours = desk.window_of("Пульт").await;
    desk.close(&ours).await;
    desk.until("the window hidden", async |desk| !desk.is_visible(&ours).await).await;

    let anna = sim.buyer("Анна", Item::default());
    sim.buyer_writes(&anna, ANGRY);
    sync(&window).await;
    let stored = std::time::Instant::now();
    desk.until("a toast", async |desk| desk.notes_shown().await == 1).await;
    println!("the toast was there {} ms after the message was stored", stored.elapsed().as_millis());
    sim.buyer_writes(&anna, "И <b>коробка</b> мокрая & рваная");
    sync(&window).await;
    desk.until("the newer words", async |desk| desk.notes_told().len() == 2).await;
    let [first, second] = desk.notes_told().try_into().expect("two notes");
    assert_eq!((first.title.as_str(), first.replaces), ("Анна", 0));
    assert!(first.body.starts_with(ANGRY) && first.body.contains("Глиняный дом · ответить за "), "{first:?}");
    assert!(second.replaces > 0, "the second stands in the place of the first: {second:?}");
    assert!(second.body.starts_with("И &lt;b&gt;коробка&lt;/b&gt; мокрая &amp; рваная"), "a buyer's words are no markup: {second:?}");
    assert_eq!(second.actions, ["default", "open", "snooze"]);
    desk.until("one toast", async |desk| desk.notes_shown().await == 1).await;

    desk.run("dunstctl", &["action"]).await;
    desk.until("the window back", async |desk| desk.is_visible(&ours).await).await;
    window.until("that chat", "return document.querySelector('.thread')?.innerText.includes('мокрая')").await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_toast_opens_its_chat_where_the_hidden_page_was_closed() {
    until_seen(opened_from_a_toast).await;
}

async fn opened_from_a_toast() -> Result<(), DriverLost> {
    let Some((desk, sim, window)) = start_with(&["--keep-page", "5"]).await else { return Ok(()) };
    window.rpc("settings_set", json!({"tray_explained": true})).await;
    desk.until("a tray icon", async |desk| desk.tray_item().await.is_some()).await;
    let ours = desk.window_of("Пульт").await;
    angry(&window, &sim, &["Анна"]).await;
    desk.until("a toast", async |desk| desk.notes_shown().await == 1).await;
    desk.close(&ours).await;
    desk.until("no page", async |_| window.page_process().is_none()).await;

    desk.run("dunstctl", &["action"]).await;
    desk.window_of("Пульт").await;
    window.look_again().await?;
    window.until("that chat", "return document.querySelector('.thread-name h1')?.innerText === 'Анна'").await;
    window.quit().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_words_of_a_buyer_where_they_are_hidden_and_no_old_chat_calls() {
    let Some((desk, sim, window)) = start().await else { return };
    window.rpc("settings_set", json!({"notify_hide_content": true})).await;
    angry(&window, &sim, &["Анна"]).await;
    desk.until("a toast", async |desk| desk.notes_shown().await == 1).await;
    let told = desk.notes_told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].title, "Срочный чат ждёт ответа");
    assert!(told[0].body.starts_with("Глиняный дом · ответить за "), "{told:?}");
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn four_urgent_chats_are_one_summary() {
    let Some((desk, sim, window)) = start().await else { return };
    angry(&window, &sim, &["Анна", "Мария", "Иван", "Пётр"]).await;
    // Whether the four were looked at together or one after another, the end is the same.
    desk.until("a summary", async |desk| desk.notes_told().iter().any(|note| note.title == "Ждут ответа 4 чата")).await;
    desk.until("one toast", async |desk| desk.notes_shown().await == 1).await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_and_do_not_disturb_hold_and_digest() {
    let Some((desk, sim, window)) = start().await else { return };
    set_hours(&window, false).await;
    angry(&window, &sim, &["Анна", "Мария"]).await;
    until_decided(&desk).await;
    assert_eq!(desk.notes_told(), [], "outside the working hours");
    desk.run("dunstctl", &["set-paused", "true"]).await;
    set_hours(&window, true).await;
    until_decided(&desk).await;
    assert_eq!(desk.notes_told(), [], "while the desktop is not to be disturbed");
    desk.run("dunstctl", &["set-paused", "false"]).await;
    desk.until("the digest", async |desk| desk.notes_shown().await == 1).await;
    let titles: Vec<String> = desk.notes_told().into_iter().map(|note| note.title).collect();
    assert_eq!(titles, ["Пока вас не беспокоили, ответа стали ждать 2 чата"]);
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn starting_with_the_session_is_a_file_and_a_hidden_window() {
    let Some(desk) = Desktop::start(FURNITURE).await else { return };
    let data = desk.folder("pult");
    let window = Window::open(&desk, &data, &["--demo"]).await;
    window.find("[data-testid=chat-row]").await;
    let file = desk.folder("config").join("autostart/pult.desktop");
    assert!(!file.exists(), "off by default");
    window.rpc("settings_set", json!({"autostart": true})).await;
    desk.until("the file", async |_| file.exists()).await;
    window.quit().await;
    let entry = std::fs::read_to_string(&file).expect("read");
    assert!(entry.contains(" --hidden --data ") && entry.contains(&*data.to_string_lossy()), "{entry}");

    let window = Window::open(&desk, &data, &["--hidden"]).await;
    // Rows are drawn once there is a place for them; the rest of the page is there.
    window.find(".desk").await;
    let shown = desk.command("xdotool").args(["search", "--onlyvisible", "--name", "Пульт"]).output().await.expect("xdotool runs");
    assert_eq!(String::from_utf8_lossy(&shown.stdout), "", "the window is not shown");
    desk.until("a tray icon", async |desk| desk.tray_item().await.is_some()).await;
    let icon = desk.tray_item().await.expect("an icon");
    desk.tray_choose(&icon, "Открыть Пульт").await;
    desk.window_of("Пульт").await;
    window.find("[data-testid=chat-row]").await;
    window.rpc("settings_set", json!({"autostart": false})).await;
    desk.until("the file gone", async |_| !file.exists()).await;
    window.quit().await;
}
