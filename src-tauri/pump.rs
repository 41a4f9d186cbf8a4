//! The last metre of the pump: changes to the window, counts to title and tray.

use crate::badge::Badge;
use crate::desk::{Desk, Face, lock};
use crate::{autostart, tray, window};
use pult_core::Core;
use pult_core::dto::{AccountView, ApiError, AppInfo, CoreChange, QueueCounts, Settings};
use pult_core::words;
use pult_domain::{ErrorCode, Tag};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tauri::{AppHandle, Emitter as _, Manager as _};
use tokio::sync::Notify;
use tokio::sync::broadcast::error::RecvError;

/// The event that carries a change.
const EVENT: &str = "pult-change";

/// Shortest time between two looks at the counts: a back-fill must not repaint the tray at each page.
const BETWEEN_LOOKS: Duration = Duration::from_millis(300);

/// Starts handing on changes.
pub(crate) fn start(app: &AppHandle, core: Arc<Core>, data: &Path) {
    let counts_changed = Arc::new(Notify::new());
    // The first look needs no change.
    counts_changed.notify_one();
    tauri::async_runtime::spawn(hand_on(app.clone(), core.clone(), counts_changed.clone()));
    tauri::async_runtime::spawn(keep_face(app.clone(), core, counts_changed, data.to_owned()));
}

async fn hand_on(app: AppHandle, core: Arc<Core>, counts_changed: Arc<Notify>) {
    let mut changes = core.changes();
    // The task must not keep the core alive when the program ends.
    drop(core);
    loop {
        let change = match changes.recv().await {
            Ok(change) => change,
            Err(RecvError::Lagged(_)) => CoreChange { seq: 0.0, tags: Vec::new(), chats: Vec::new(), accounts: Vec::new(), resync: true },
            Err(RecvError::Closed) => return,
        };
        if change.resync || change.tags.iter().any(|tag| matches!(tag, Tag::Accounts | Tag::Chats | Tag::Outbox | Tag::Settings)) {
            counts_changed.notify_one();
        }
        if let Err(error) = app.emit_to(window::MAIN, EVENT, change) {
            tracing::warn!(%error, "The window could not be told of a change");
        }
    }
}

async fn keep_face(app: AppHandle, core: Arc<Core>, counts_changed: Arc<Notify>, data: PathBuf) {
    let mut starts = None;
    loop {
        counts_changed.notified().await;
        match look(&core).await {
            Ok((badge, settings)) => {
                if starts.replace(settings.autostart) != Some(settings.autostart) {
                    autostart::follow(settings.autostart, &data);
                }
                show(&app, badge, words::locale(settings.locale.as_deref()));
            }
            Err(error) if error.code == ErrorCode::ShuttingDown => return,
            Err(error) => tracing::warn!(code = %error.code, "The counts could not be read"),
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}

async fn look(core: &Arc<Core>) -> Result<(Badge, Settings), ApiError> {
    let counts: QueueCounts = core.call("queue_counts", json!({})).await?;
    let accounts: Vec<AccountView> = core.call("accounts_list", json!({})).await?;
    let info: AppInfo = core.call("app_info", json!({})).await?;
    Ok((Badge::of(&counts, &accounts, info.sync_paused), info.settings))
}

fn show(app: &AppHandle, badge: Badge, locale: String) {
    let desk = app.state::<Desk>();
    let face = {
        let mut face = lock(&desk.face);
        if face.badge == badge && face.locale == locale {
            return;
        }
        *face = Face::new(badge, locale);
        face.clone()
    };
    if let Some(window) = app.get_webview_window(window::MAIN)
        && let Err(error) = window.set_title(&face.title())
    {
        tracing::warn!(%error, "The title could not be set");
    }
    tray::show(app, face);
}
