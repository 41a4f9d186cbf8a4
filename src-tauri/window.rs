//! The one window: what it shows, where it may go, how it comes to the front.

use crate::desk::{Desk, lock};
use crate::rest::{self, Rest};
use crate::{painting, spelling};
use pult_domain::ChatId;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;
use std::time::Duration;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Emitter as _, Manager as _, Url, UserAttentionType, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The window's label, named in the capability.
pub(crate) const MAIN: &str = "main";

/// The event that opens a chat in the page; `null` opens the list of urgent ones.
const OPEN: &str = "pult-open-chat";
/// Inner size at the first start and the smallest, in logical pixels.
const SIZE: (f64, f64) = (1440.0, 900.0);
const SMALLEST: (f64, f64) = (640.0, 480.0);
/// How soon it is tried again to open a window whose page is about to be gone.
const PAGE_GOES: Duration = Duration::from_millis(20);
/// How long a session's start may take until its panel is there.
const PANEL_COMES: Duration = Duration::from_secs(60);

/// What the owner wants to see.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted {
    /// What stood there last.
    TheSame,
    /// A chat that a toast is about; none for the list of urgent ones.
    Chat(Option<ChatId>),
}

/// Opens the window at the start. Where the program could not start it is opened too: its first question is
/// answered with the reason, and the page has the words.
///
/// Hidden, it stays so only where an icon can bring it: a session that starts shows its panel late,
/// so that is judged after a while.
pub(crate) fn open(app: &AppHandle, hidden: bool) -> tauri::Result<()> {
    if hidden {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(PANEL_COMES).await;
            if !app.state::<Desk>().tray_shown() {
                raise(&app);
            }
        });
    }
    build(app, hidden, &Value::Null)?;
    if hidden {
        rest::plan(app);
    }
    Ok(())
}

/// A window with a page that finds in `begin` what it begins with (`ui/src/api/host/tauri.ts`).
fn build(app: &AppHandle, hidden: bool, begin: &Value) -> tauri::Result<()> {
    // Let go of before the window comes up: the pump waits for it.
    let title = lock(&app.state::<Desk>().face).title();
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title(title)
        .visible(!hidden)
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        // What the webview itself keeps stays in the owner's one folder.
        .data_directory(app.state::<Rest>().data.join("webview"))
        // A page loaded anew by hand begins as any first one.
        .initialization_script(format!("window.pultBegin = performance.getEntriesByType('navigation')[0]?.type === 'reload' ? null : {begin}"))
        .disable_drag_drop_handler()
        .devtools(cfg!(debug_assertions))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    painting::choose(&window);
    spelling::check(&window);
    Ok(())
}

/// Whether the window may go there: only to the pages inside the program.
fn is_ours(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows and Android give the inner pages this address.
        "http" | "https" => cfg!(any(windows, target_os = "android")) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Shows the window in front of the others.
pub(crate) fn raise(app: &AppHandle) {
    raise_on(app, Wanted::TheSame);
}

/// The same, with what the owner wants to see. Where the page was closed meanwhile, another one is opened.
pub(crate) fn raise_on(app: &AppHandle, wanted: Wanted) {
    on_main(app, move |app| {
        let (rest, window) = (app.state::<Rest>(), app.get_webview_window(MAIN));
        if rest.is_closed() && window.is_some() {
            // The old page is on its way out, and its label is taken until it has gone.
            return raise_soon(app, wanted);
        }
        let place = rest.ended();
        match window {
            Some(window) => to_front(app, &window, wanted),
            None if app.state::<Desk>().leaving.load(Ordering::SeqCst) => {}
            None => begin_at(app, place, wanted),
        }
    });
}

fn raise_soon(app: &AppHandle, wanted: Wanted) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PAGE_GOES).await;
        raise_on(&app, wanted);
    });
}

/// Runs something where windows are made, shown and hidden.
pub(crate) fn on_main(app: &AppHandle, act: impl FnOnce(&AppHandle) + Send + 'static) {
    let run = {
        let app = app.clone();
        move || act(&app)
    };
    if let Err(error) = app.run_on_main_thread(run) {
        tracing::warn!(%error, "The window could not be reached");
    }
}

fn to_front(app: &AppHandle, window: &WebviewWindow, wanted: Wanted) {
    let steps = [window.show(), window.unminimize(), window.set_focus(), window.request_user_attention(Some(UserAttentionType::Informational))];
    for error in steps.into_iter().filter_map(Result::err) {
        tracing::warn!(%error, "The window could not be brought to the front");
    }
    if let Wanted::Chat(chat) = wanted
        && let Err(error) = app.emit_to(MAIN, OPEN, chat)
    {
        tracing::warn!(%error, "The window could not be told which chat to open");
    }
}

fn begin_at(app: &AppHandle, place: Option<Value>, wanted: Wanted) {
    let opens = match wanted {
        Wanted::TheSame => Value::Null,
        Wanted::Chat(chat) => json!({ "chat": chat }),
    };
    match build(app, false, &json!({"place": place, "opens": opens})) {
        Ok(()) => {
            // A window that is only made may come up behind the others.
            if let Some(window) = app.get_webview_window(MAIN) {
                to_front(app, &window, Wanted::TheSame);
            }
        }
        Err(error) => {
            app.state::<Rest>().keep(place);
            tracing::error!(%error, "The window could not be opened again");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_at_home() {
        let ours = |url: &str| is_ours(&Url::parse(url).expect("an address"));
        assert!(ours("tauri://localhost/index.html"));
        for foreign in [
            "https://example.com/",
            "http://localhost/",
            "http://127.0.0.1:8080/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
        ] {
            assert!(!ours(foreign), "{foreign} must be refused");
        }
    }
}
