//! The hidden window gives its memory back.
//!
//! A page that nobody sees keeps a process of its own: on the demo shop, a debug build, 150 MB of 370 (PSS; the
//! program's own 194, 136 without a page; 2026-11-23). Once it has been hidden for a while, it is asked where
//! in it the owner is, and closed; whoever opens the window again gets a new page at that very place. What is
//! being written is with the core already, as at the end of the program. A page that holds something else
//! half-written (a form, a question that waits for its answer) says so and stays.
//!
//! Alternatives that lost: closing it at once (who looks in again a moment later waits for a new page);
//! stopping its process (it keeps the memory); leaving it open, which is what chats in a browser do and what
//! design 8 measures us against.

use crate::desk::{Desk, lock};
use crate::{fetcher, window};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tauri::{AppHandle, Manager as _};

/// Asks the page where the owner is; `null` where it has to stay (`ui/src/app/useRest.ts`).
const ASK: &str = "window.pultPlace?.() ?? null";

/// Longer than a page takes to go.
const GONE: Duration = Duration::from_secs(1);

/// What is known of the page while there is none.
pub(crate) struct Rest {
    /// The owner's folder, for the next page.
    pub(crate) data: PathBuf,
    /// How long a hidden page is kept; nothing for ever.
    after: Option<Duration>,
    /// Counts the times the window was hidden or shown: a rest that was planned before is off.
    turn: AtomicU64,
    /// Whether the page was closed to give its memory back, so that its end is not the program's.
    closed: AtomicBool,
    /// Where the owner was in it, in the page's own words.
    place: Mutex<Option<Value>>,
}

impl Rest {
    pub(crate) fn new(data: PathBuf, after: Option<Duration>) -> Self {
        Self { data, after, turn: AtomicU64::new(0), closed: AtomicBool::new(false), place: Mutex::default() }
    }

    /// Whether the window is without a page for as long as nobody opens it.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }

    /// The page is there again, or about to be shown; where the last one was left.
    pub(crate) fn ended(&self) -> Option<Value> {
        self.turn.fetch_add(1, Ordering::SeqCst);
        self.closed.store(false, Ordering::SeqCst);
        lock(&self.place).take()
    }

    /// There is no page yet: the next one begins there.
    pub(crate) fn keep(&self, place: Option<Value>) {
        *lock(&self.place) = place;
    }
}

/// The window is hidden: its page is closed after a while, unless it is shown again before.
pub(crate) fn plan(app: &AppHandle) {
    let rest = app.state::<Rest>();
    let turn = rest.turn.fetch_add(1, Ordering::SeqCst) + 1;
    let Some(after) = rest.after else { return };
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            tokio::time::sleep(after).await;
            if app.state::<Rest>().turn.load(Ordering::SeqCst) != turn {
                return;
            }
            // What holds it now may be over when it is asked again.
            ask(&app, turn);
        }
    });
}

fn ask(app: &AppHandle, turn: u64) {
    let Some(window) = app.get_webview_window(window::MAIN) else { return };
    let answered = {
        let app = app.clone();
        move |answer: String| match serde_json::from_str::<Value>(&answer) {
            Ok(place @ Value::Object(_)) => window::on_main(&app, move |app| close(app, turn, place)),
            _ => tracing::debug!("The hidden page stays: something in it is not finished"),
        }
    };
    if let Err(error) = window.eval_with_callback(ASK, answered) {
        tracing::warn!(%error, "The hidden page could not be asked");
    }
}

/// On the main thread, where windows are shown and hidden: nothing comes between the look and the act. The page goes a
/// moment later (`window::raise_on`).
fn close(app: &AppHandle, turn: u64, place: Value) {
    let (desk, rest) = (app.state::<Desk>(), app.state::<Rest>());
    let Some(window) = app.get_webview_window(window::MAIN) else { return };
    let free = rest.turn.load(Ordering::SeqCst) == turn && !desk.leaving.load(Ordering::SeqCst);
    // Without the icon nobody could bring it back.
    if !free || !desk.tray_shown() || window.is_visible().unwrap_or(true) {
        return;
    }
    rest.keep(Some(place));
    rest.closed.store(true, Ordering::SeqCst);
    match window.destroy() {
        Ok(()) => {
            tracing::info!("The hidden page was closed");
            after_it(app, turn);
        }
        Err(error) => {
            rest.closed.store(false, Ordering::SeqCst);
            tracing::warn!(%error, "The hidden page could not be closed");
        }
    }
}

/// The page goes a moment after it was told to; then what fetched for it is not needed, nor what the page had here.
fn after_it(app: &AppHandle, turn: u64) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(GONE).await;
        window::on_main(&app, move |app| {
            if app.state::<Rest>().turn.load(Ordering::SeqCst) == turn && app.get_webview_window(window::MAIN).is_none() {
                fetcher::end();
                drop(tauri::async_runtime::spawn_blocking(pult_heap::give_back));
            }
        });
    });
}
