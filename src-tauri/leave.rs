//! Closing, hiding and leaving.
//!
//! Closing hides the window only while a tray icon can bring it back; otherwise it ends the
//! program. Leaving gives the core a bounded time: what is stored is stored, a reply in its time to
//! undo leaves at once, one on its way is found again at the next start.

use crate::desk::{Desk, lock};
use crate::{door, rest, window};
use pult_core::dto::AppInfo;
use serde_json::json;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tauri::{AppHandle, Manager as _};

/// Longest wait for the core and the door on the way out: three seconds for the door and beside it for replies, five for the core.
const LONGEST: Duration = Duration::from_secs(9);

/// Longest wait for replies that nobody can take back any more, within that time.
const LET_GO: Duration = Duration::from_secs(3);

/// The owner closed the window.
pub(crate) fn close_requested(app: &AppHandle) {
    let desk = app.state::<Desk>();
    let hidden = desk.core().is_ok() && desk.tray_shown() && !desk.leaving.load(Ordering::SeqCst);
    match app.get_webview_window(window::MAIN).filter(|_| hidden).map(|window| window.hide()) {
        Some(Ok(())) => {
            explain_once(app);
            rest::plan(app);
        }
        _ => quit(app),
    }
}

/// Ends the program, once.
pub(crate) fn quit(app: &AppHandle) {
    let desk = app.state::<Desk>();
    if desk.leaving.swap(true, Ordering::SeqCst) {
        return;
    }
    // Size and place are read from the live window, so they are kept before it goes.
    if let Some(window) = app.get_webview_window(window::MAIN) {
        let _ = window.hide();
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let desk = app.state::<Desk>();
        let door = lock(&desk.door).take();
        let core = desk.core();
        let closing = async {
            let door = async {
                if let Some(door) = door {
                    door::shut(door).await;
                }
            };
            let replies = async {
                if let Ok(core) = &core {
                    core.let_go(LET_GO).await;
                }
            };
            tokio::join!(door, replies);
            if let Ok(core) = core {
                core.shutdown().await;
            }
        };
        if tokio::time::timeout(LONGEST, closing).await.is_err() {
            tracing::warn!("The program ends although not everything could be closed in time");
        }
        desk.left.store(true, Ordering::SeqCst);
        app.exit(0);
    });
}

/// Whether all is closed, so that the loop of the window may end.
pub(crate) fn is_done(app: &AppHandle) -> bool {
    app.state::<Desk>().left.load(Ordering::SeqCst)
}

/// A session that ends or a terminal that stops us asks the same way as the menu.
pub(crate) fn on_signals(app: &AppHandle) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        for kind in [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()] {
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                match signal(kind) {
                    Ok(mut signal) => {
                        signal.recv().await;
                        quit(&app);
                    }
                    Err(error) => tracing::warn!(%error, "A signal cannot be heard"),
                }
            });
        }
    }
    #[cfg(not(unix))]
    let _ = app;
}

/// Says, the first time only, that the program is still at work and how to leave it.
fn explain_once(app: &AppHandle) {
    let Ok(core) = app.state::<Desk>().core() else { return };
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        match core.call::<AppInfo>("app_info", json!({})).await {
            Ok(info) if !info.settings.tray_explained => {}
            _ => return,
        }
        let words = lock(&app.state::<Desk>().face).words.clone();
        let shown = notify_rust::Notification::new()
            .appname("Pult")
            .icon("pult")
            .summary(&words.say("tray-hidden-title", None))
            .body(&words.say("tray-hidden-body", None))
            .action("default", &words.say("tray-open", None))
            .action("quit", &words.say("tray-quit", None))
            .show_async()
            .await;
        match shown {
            // Only what was shown counts as said.
            Ok(note) => {
                if let Err(error) = core.call_text("settings_set", json!({"tray_explained": true})).await {
                    tracing::warn!(code = %error.code, "That the tray was explained could not be kept");
                }
                wait_for_choice(app, note);
            }
            Err(error) => tracing::warn!(%error, "No notification could be shown"),
        }
    });
}

/// Waiting for a notification's button blocks: it gets a thread that lasts as long as the note.
fn wait_for_choice(app: AppHandle, note: notify_rust::NotificationHandle) {
    std::thread::spawn(move || {
        note.wait_for_action(|action| match action {
            "default" => window::raise(&app),
            "quit" => quit(&app),
            _ => {}
        });
    });
}
