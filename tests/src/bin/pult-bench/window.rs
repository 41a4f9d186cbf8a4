//! The real window on years of chats, under a display of its own: how soon its chats can be read, how quickly a click on
//! Send is safe beside a full back-fill, and what it weighs beside an empty window.
//!
//! Times are taken in the page, by its own clock; the driver's would hold its round trips. The program's start is the
//! kernel's word for it, exact to a tick of 10 ms.

use super::child::{TICKS, memory_mb, stat};
use pult_domain::{Clock as _, SystemClock};
use pult_tests::desktop::{DRAWS, Desktop, Furniture, PATIENCE, Window, family, is_named};
use pult_tests::process::program;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::Child;

/// How often the window is started.
const STARTS: usize = 3;
/// Most replies that are sent, and fewest that tell anything.
const REPLIES: usize = 200;
const FEWEST: usize = 20;
/// Promises nothing: a warning would hold Send back.
const REPLY: &str = "Здравствуйте! Спасибо, что написали. Уже смотрим.";
/// Time to undo, in milliseconds: the longest, so that no reply leaves while others are queued.
const UNDO_MS: f64 = 60_000.0;
/// How long a window stands until it is weighed, and one without a page: at rest is who has given back what a look needed, which a
/// reading connection does when nobody has asked it for half a minute, looked for as often.
const STAND: Duration = Duration::from_secs(75);
/// The toolkit's own browser, with nothing in it: an empty window. WebKitGTK's library brings it.
const EMPTY: &str = "webkit2gtk-4.1/MiniBrowser";

/// The page's time at which the first chats were painted, once they are; asked again and again from the beginning.
const PAINTED: &str = "if (!window.benchLook) {
        window.benchLook = () => {
            const row = document.querySelector('[data-testid=chat-row]');
            if (!row || row.innerText.length < 10) return requestAnimationFrame(window.benchLook);
            // The frame that is being made now shows it; a message posted here is handled after it.
            const after = new MessageChannel();
            after.port1.onmessage = () => { window.benchPainted = Date.now(); };
            after.port2.postMessage(0);
        };
        requestAnimationFrame(window.benchLook);
    }
    return window.benchPainted ?? null;";

/// Writes a reply, clicks on Send as soon as that can be done, and tells how long it took until the core's answer (the
/// reply is in the outbox) was in the page, and until the field was empty; nothing where no click sends anything. While years
/// of history come in, most chats have news at any moment: then the first click is answered with what the buyer wrote, and the
/// next one, on "send all the same", is the one that counts.
const CLICK: &str = "const [text, done] = arguments;
    const field = document.querySelector('[data-testid=composer]');
    if (!field) return done(null);
    if (!window.benchHears) {
        window.benchHears = true;
        const plain = window.fetch.bind(window);
        // The toolkit's bridge asks the core through it.
        window.fetch = (address, options) => {
            const answer = plain(address, options);
            if (typeof options?.body === 'string' && options.body.includes('\"reply_send\"')) {
                answer.then(() => { window.benchQueued = performance.now(); }, () => undefined);
            }
            return answer;
        };
    }
    field.focus();
    field.select();
    document.execCommand('insertText', false, text);
    const begun = performance.now();
    let clicked = null;
    const look = () => {
        const now = performance.now();
        if (now - begun > 5000) return done(null);
        const button = document.querySelector('[data-testid=send]');
        if (button && !button.disabled && field.value === text && (clicked === null || now - clicked > 500)) {
            window.benchQueued = null;
            clicked = performance.now();
            button.click();
        } else if (clicked !== null && window.benchQueued && field.value === '') {
            return done([window.benchQueued - clicked, now - clicked]);
        }
        setTimeout(look, 1);
    };
    look();";

/// Starts the window on a filled folder, several times.
pub(crate) async fn start(data: &Path) {
    let Some(mut desktop) = Desktop::start(Furniture::default()).await else { return };
    desktop.set("PULT_SECRETS", "file");
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let window = Window::open(&desktop, data, &[]).await;
        let began = began_ms(window.pid);
        times.push(painted(&window).await - began);
        window.quit().await;
    }
    println!("{}", json!({"times_ms": times}));
}

/// When a process was started, in milliseconds of the wall clock (proc(5): field 22 of `stat`, counted from the boot).
fn began_ms(pid: u32) -> f64 {
    let uptime = std::fs::read_to_string("/proc/uptime").unwrap_or_default();
    let up_s: f64 = uptime.split_whitespace().next().and_then(|seconds| seconds.parse().ok()).expect("a time since the boot");
    let began_s = stat(&pid.to_string())[19] / TICKS;
    SystemClock.now().0 as f64 - (up_s - began_s) * 1_000.0
}

async fn painted(window: &Window) -> f64 {
    let until = Instant::now() + PATIENCE;
    loop {
        // Until the page has come in there may be none to ask.
        let seen = window.client.execute(PAINTED, Vec::new()).await.ok();
        if let Some(at) = seen.as_ref().and_then(Value::as_f64) {
            return at;
        }
        assert!(Instant::now() < until, "no chats: {seen:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Connects a feed in the window, and clicks on Send for as long as it is read.
pub(crate) async fn click(url: &str, token: &str) {
    let Some(mut desktop) = Desktop::start(Furniture::default()).await else { return };
    desktop.set("PULT_SECRETS", "file");
    let window = Window::open(&desktop, &desktop.folder("pult"), &[]).await;
    window.rpc("settings_set", json!({"onboarded": true, "locale": "ru", "undo_ms": UNDO_MS})).await;
    let add = json!({"channel": "wildberries", "name": "Замер", "token": token, "base_url": url, "limits_off": true});
    let added = window.rpc("account_add", add).await;
    assert!(added["refused"].is_null(), "the shop must be connected: {added}");
    // The steps were decided on at the first look; the page is asked again, as at a start.
    window.client.refresh().await.expect("the page loads again");
    window.find("[data-testid=chat-row]").await;
    // The list of all chats: an answered one stays in it.
    window.press("g", "KeyG").await;
    window.press("a", "KeyA").await;
    window.click("[data-testid=chat-row]").await;
    window.find("[data-testid=composer]").await;
    let (mut queued, mut emptied, mut unsent) = (Vec::new(), Vec::new(), 0);
    while queued.len() < REPLIES {
        let took = window.eval_async(CLICK, vec![json!(REPLY)]).await;
        let accounts = window.rpc("accounts_list", json!({})).await;
        // The first round is over: this reply may have been queued after it.
        if !accounts[0]["last_sync_at_ms"].is_null() {
            break;
        }
        if let (Some(safe), Some(empty)) = (took[0].as_f64(), took[1].as_f64()) {
            queued.push(safe);
            emptied.push(empty);
        } else {
            unsent += 1;
            assert!(unsent < FEWEST, "no click sends anything; the page says:\n{}", window.text().await);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(queued.len() >= FEWEST, "the feed was read after {} replies: it is too short", queued.len());
    println!("{}", json!({"queued_ms": queued, "emptied_ms": emptied}));
    window.quit().await;
}

/// Weighs an empty window, and then the program on a filled folder: with its window, and with its page closed in the tray.
pub(crate) async fn weigh(data: &Path) {
    let Some(mut desktop) = Desktop::start(Furniture { panel: true, window_manager: true, ..Furniture::default() }).await else { return };
    desktop.set("PULT_SECRETS", "file");
    // One after the other: what two of them share would be halved.
    let mut empty = opened(&desktop, &browser(), &["about:blank"]);
    tokio::time::sleep(STAND).await;
    let main = empty.id().expect("the empty window stands");
    let (empty_mb, empty_main_mb, empty_whole_mb, all) = (pss_mb(main), one_mb(main), whole_mb(main), family(main));
    empty.kill().await.expect("it ends");
    desktop.until("the empty window's processes gone", async |_| all.iter().all(|pid| one_mb(*pid) < 0.1)).await;

    let folder = data.to_string_lossy();
    let mut ours = opened(&desktop, &program("pult", "pult"), &["--data", &*folder, "--keep-page", "1"]);
    let pid = ours.id().expect("the program runs");
    let window = desktop.window_of("Пульт").await;
    desktop.until("a tray icon", async |desk| desk.tray_item().await.is_some()).await;
    tokio::time::sleep(STAND).await;
    let open_mb = pss_mb(pid);
    desktop.close(&window).await;
    desktop.until("no page", async |_| !family(pid).into_iter().any(|pid| is_named(pid, DRAWS))).await;
    tokio::time::sleep(STAND).await;
    let (closed_mb, closed_whole_mb) = (pss_mb(pid), whole_mb(pid));
    assert_eq!(ours.try_wait().expect("it can be asked"), None, "the program stays in the tray");
    ours.kill().await.expect("it ends");
    let whole = json!({"empty_main": empty_whole_mb, "closed": closed_whole_mb});
    println!("{}", json!({"empty": empty_mb, "empty_main": empty_main_mb, "open": open_mb, "closed": closed_mb, "whole": whole}));
}

/// Where Debian's library keeps the browser: in the folder of the machine's kind.
fn browser() -> PathBuf {
    let kinds = std::fs::read_dir("/usr/lib").expect("libraries").filter_map(Result::ok);
    kinds.map(|kind| kind.path().join(EMPTY)).find(|file| file.is_file()).expect("WebKitGTK's MiniBrowser")
}

fn opened(desktop: &Desktop, file: &Path, args: &[&str]) -> Child {
    desktop.command(file).args(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
}

/// What a process and all that it started weigh, with what others share counted by shares.
fn pss_mb(pid: u32) -> f64 {
    family(pid).into_iter().map(one_mb).sum()
}

/// What a process weighs with all that it shares: an empty window's main process shares its libraries with the page's, one without a
/// page with nobody.
fn whole_mb(pid: u32) -> f64 {
    memory_mb(&pid.to_string(), "status", "VmRSS:")
}

fn one_mb(pid: u32) -> f64 {
    memory_mb(&pid.to_string(), "smaps_rollup", "Pss:")
}
