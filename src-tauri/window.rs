//! The one window: what it shows, where it may go, how it comes to the front.

use crate::desk::{Desk, lock};
use std::path::Path;
use std::time::Duration;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, Url, UserAttentionType, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The window's label, named in the capability.
pub(crate) const MAIN: &str = "main";

/// Inner size at the first start and the smallest, in logical pixels.
const SIZE: (f64, f64) = (1440.0, 900.0);
const SMALLEST: (f64, f64) = (640.0, 480.0);
/// How long a session's start may take until its panel is there.
const PANEL_COMES: Duration = Duration::from_secs(60);

/// Opens the window. Where the program could not start it is opened too: its first question is
/// answered with the reason, and the page has the words.
///
/// Hidden, it stays so only where an icon can bring it: a session that starts shows its panel late,
/// so that is judged after a while.
pub(crate) fn open(app: &AppHandle, data: &Path, hidden: bool) -> tauri::Result<WebviewWindow> {
    let desk = app.state::<Desk>();
    if hidden {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(PANEL_COMES).await;
            if !app.state::<Desk>().tray_shown() {
                raise(&app);
            }
        });
    }
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title(lock(&desk.face).words.say("window-title", None))
        .visible(!hidden)
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        // What the webview itself keeps stays in the owner's one folder.
        .data_directory(data.join("webview"))
        .disable_drag_drop_handler()
        .devtools(cfg!(debug_assertions))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()
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
    let Some(window) = app.get_webview_window(MAIN) else { return };
    let steps = [window.show(), window.unminimize(), window.set_focus(), window.request_user_attention(Some(UserAttentionType::Informational))];
    for error in steps.into_iter().filter_map(Result::err) {
        tracing::warn!(%error, "The window could not be brought to the front");
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
