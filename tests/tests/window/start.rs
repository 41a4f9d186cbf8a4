//! Starting: the demo shop in time, a second start, data that cannot be used.

use crate::until_chats;
use pult_tests::desktop::{Desktop, Furniture, Window};
use pult_tests::process::program;
use serde_json::json;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread")]
async fn the_first_demo_chat_is_readable_within_five_seconds() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let begun = Instant::now();
    let window = Window::open(&desk, &desk.folder("pult"), &["--demo"]).await;
    window.until("a row with words", "return document.querySelector('[data-testid=chat-row]')?.innerText.length > 10").await;
    let took = begun.elapsed();
    println!("the first chat was readable after {} ms (window up after {} ms)", took.as_millis(), window.started_in.as_millis());
    assert!(took < Duration::from_secs(5), "{took:?}");
    let counts = window.rpc("queue_counts", json!({})).await;
    assert_eq!(counts["all"].as_f64(), Some(60.0), "sixty chats: {counts}");
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_brings_the_first_to_the_front_and_ends() {
    let Some(mut desk) = Desktop::start(Furniture { window_manager: true, ..Furniture::default() }).await else { return };
    let data = desk.folder("pult");
    let window = Window::open(&desk, &data, &["--demo"]).await;
    window.find("[data-testid=chat-row]").await;
    let ours = desk.window_of("Пульт").await;
    // Another program in front of it.
    let other = desk.cover().await;
    desk.until("the other in front", async |desk| desk.active_window().await == other).await;

    let second = desk.command(program("pult", "pult")).arg("--data").arg(&data).output().await.expect("it starts");
    assert!(second.status.success(), "{}", String::from_utf8_lossy(&second.stderr));
    desk.until("the first in front again", async |desk| desk.active_window().await == ours).await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_is_told_and_left_as_it_is() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let data = desk.folder("pult");
    let damaged = [b"SQLite format 3\0".as_slice(), &[0xA5; 8_000]].concat();
    std::fs::write(data.join("pult.db"), &damaged).expect("written");
    let window = Window::open(&desk, &data, &[]).await;
    let answer = window.rpc("app_info", json!({})).await;
    assert_eq!(answer["refused"]["code"], json!("data_corrupt"), "{answer}");
    let told = window.find("[data-testid=startup-refused]").await.text().await.expect("words");
    assert!(told.contains("копи"), "the owner is told of the copy to restore from: {told}");
    assert_eq!(std::fs::read(data.join("pult.db")).expect("read"), damaged, "nothing was written over it");
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_held_by_a_program_without_a_window_is_told() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let data = desk.folder("pult");
    let lock = std::fs::File::create(data.join("lock")).expect("made");
    lock.lock().expect("held, as a long command in a terminal holds it");
    let window = Window::open(&desk, &data, &[]).await;
    let answer = window.rpc("app_info", json!({})).await;
    assert_eq!(answer["refused"]["code"], json!("data_in_use"), "{answer}");
    window.find("[data-testid=startup-refused]").await;
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_terminal_works_through_the_open_window() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let data = desk.folder("pult");
    let sim = crate::marketplace(4).await;
    let window = Window::open(&desk, &data, &[]).await;
    crate::connect(&window, &sim).await;
    until_chats(&window, 4).await;
    let mut list = desk.command(program("pultctl", "pult-cli"));
    let output = list.arg("--data").arg(&data).args(["--format", "json", "chats", "--queue", "waiting"]).output().await.expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines: Vec<serde_json::Value> = String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 4);

    // What the terminal does, the window shows.
    let chat = lines[0]["chat"].to_string();
    let mut reply = desk.command(program("pultctl", "pult-cli"));
    let output =
        reply.arg("--data").arg(&data).args(["--format", "json", "reply", &chat, "--text", "Из терминала", "--wait"]).output().await.expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    until_chats(&window, 3).await;
    assert_eq!(sim.delivered().iter().filter(|one| one.text == "Из терминала").count(), 1);
    window.quit().await;
}

/// Where the window is moved to, in pixels: neither where it comes up by itself nor a border of the display.
const MOVED_TO: (i32, i32) = (200, 120);
/// More than a window manager's frame is thick, in pixels.
const FRAME: u32 = 40;

#[tokio::test(flavor = "multi_thread")]
async fn size_and_place_of_the_window_are_remembered() {
    let Some(desk) = Desktop::start(Furniture { window_manager: true, ..Furniture::default() }).await else { return };
    let data = desk.folder("pult");
    let window = Window::open(&desk, &data, &["--demo"]).await;
    until_rows(&window).await;
    let ours = desk.window_of("Пульт").await;
    desk.resize(&ours, 900, 700).await;
    window.until("the smaller window", "return window.innerWidth === 900 && window.innerHeight === 700").await;
    desk.move_to(&ours, MOVED_TO.0, MOVED_TO.1).await;
    let moved = |(x, y): (i32, i32)| x.abs_diff(MOVED_TO.0) < FRAME && y.abs_diff(MOVED_TO.1) < FRAME;
    desk.until("the window where it was moved", async |desk| moved(desk.place_of(&ours).await)).await;
    let place = desk.place_of(&ours).await;
    window.quit().await;
    let window = Window::open(&desk, &data, &[]).await;
    until_rows(&window).await;
    window.until("the same size again", "return window.innerWidth === 900 && window.innerHeight === 700").await;
    // To the pixel: one that comes back beside its place by its frame creeps away, start by start.
    let ours = desk.window_of("Пульт").await;
    desk.until("the same place again", async |desk| desk.place_of(&ours).await == place).await;
    let all = window.rpc("queue_counts", json!({})).await;
    assert!(all["all"].as_f64() >= Some(60.0), "the demo shop is still there: {all}");
    window.quit().await;
}

async fn until_rows(window: &Window) {
    window.find("[data-testid=chat-row]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_shop_goes_by_one_click() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let window = Window::open(&desk, &desk.folder("pult"), &["--demo"]).await;
    until_rows(&window).await;
    window.click("[data-testid=demo-remove]").await;
    window.until("no demo shop in the rail", "return document.querySelector('[data-testid=demo-remove]') === null").await;
    window.until("an empty list", "return document.querySelectorAll('[data-testid=chat-row]').length === 0").await;
    assert_eq!(window.rpc("accounts_list", json!({})).await, json!([]));
    let sim = crate::marketplace(2).await;
    crate::connect(&window, &sim).await;
    until_chats(&window, 2).await;
    window.quit().await;
}
