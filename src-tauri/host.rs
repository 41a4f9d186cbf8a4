//! Whether this desktop shows tray icons, asked and watched over D-Bus.
//!
//! A tray icon without a host is an icon nobody sees: closing into it would lose the window. The
//! toolkit cannot say whether anybody looks, so the watcher of the StatusNotifier protocol is asked.
//! When the host goes while the window is hidden, the window comes back.

use crate::desk::Desk;
use crate::{tray, window};
use std::path::Path;
use tauri::{AppHandle, Manager as _};

/// Starts watching; makes the icon as soon as somebody shows it.
#[cfg(target_os = "linux")]
pub(crate) fn watch(app: &AppHandle, data: &Path) {
    let (app, data) = (app.clone(), data.to_owned());
    tauri::async_runtime::spawn(async move {
        if let Err(error) = linux::follow(|shown| tell(&app, &data, shown)).await {
            tracing::info!(%error, "No session bus: no tray, closing the window ends the program");
        }
    });
}

/// Elsewhere the system always has a place for the icon.
#[cfg(not(target_os = "linux"))]
pub(crate) fn watch(app: &AppHandle, data: &Path) {
    tell(app, data, true);
}

fn tell(app: &AppHandle, data: &Path, shown: bool) {
    let data = data.to_owned();
    let on_main = {
        let app = app.clone();
        move || set(&app, &data, shown)
    };
    if let Err(error) = app.run_on_main_thread(on_main) {
        tracing::warn!(%error, "The tray could not be reached");
    }
}

fn set(app: &AppHandle, data: &Path, shown: bool) {
    let desk = app.state::<Desk>();
    // The library behind the icon is loaded at this moment and panics where it is not installed.
    let made = shown && matches!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| tray::make(app, data))), Ok(Ok(())));
    let before = desk.tray_shown();
    desk.set_tray_shown(made);
    if before != made {
        tracing::info!(shown = made, "The tray changed");
    }
    // One that has given its page back is hidden too.
    let hidden = app.get_webview_window(window::MAIN).is_none_or(|window| matches!(window.is_visible(), Ok(false)));
    if before && !made && hidden && !desk.leaving.load(std::sync::atomic::Ordering::SeqCst) {
        window::raise(app);
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use futures_util::StreamExt as _;
    use zbus::fdo::DBusProxy;
    use zbus::proxy::CacheProperties;
    use zbus::{Connection, MatchRule, MessageStream, Proxy};

    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    const PATH: &str = "/StatusNotifierWatcher";

    /// Calls back with the answer now and whenever it may have changed. Ends with the bus.
    pub(super) async fn follow(tell: impl Fn(bool)) -> zbus::Result<()> {
        let bus = Connection::session().await?;
        // Signals of hosts coming and going, and of the watcher's own name changing hands.
        let hosts = MatchRule::builder().msg_type(zbus::message::Type::Signal).interface(WATCHER)?.build();
        let mut hosts = MessageStream::for_match_rule(hosts, &bus, None).await?;
        let mut owners = DBusProxy::new(&bus).await?.receive_name_owner_changed_with_args(&[(0, WATCHER)]).await?;
        let mut last = None;
        loop {
            let shown = is_host_registered(&bus).await.unwrap_or(false);
            if last != Some(shown) {
                last = Some(shown);
                tell(shown);
            }
            tokio::select! {
                heard = hosts.next() => if heard.is_none() { return Ok(()) },
                heard = owners.next() => if heard.is_none() { return Ok(()) },
            }
        }
    }

    async fn is_host_registered(bus: &Connection) -> zbus::Result<bool> {
        // Without this check the question would start a watcher by activation, or wait for one.
        let name = WATCHER.try_into()?;
        if !DBusProxy::new(bus).await?.name_has_owner(name).await? {
            return Ok(false);
        }
        let watcher: Proxy<'_> =
            zbus::proxy::Builder::new(bus).destination(WATCHER)?.path(PATH)?.interface(WATCHER)?.cache_properties(CacheProperties::No).build().await?;
        watcher.get_property::<bool>("IsStatusNotifierHostRegistered").await
    }
}
