//! Toasts: what the core decided to tell, shown by the desktop, and what the owner answers.
//!
//! On Linux the notification service is spoken to directly: one connection hears every button and
//! every toast that is closed. `notify-rust` would need a thread for each toast, and two threads
//! for one that was replaced, each of which would carry out the same click. Elsewhere it shows the
//! toast, without buttons.

use crate::desk::Desk;
use crate::window::{self, Wanted};
use async_trait::async_trait;
use pult_core::Core;
use pult_core::notices::{Board, Note, Place};
use pult_domain::ChatId;
use serde_json::json;
use std::sync::Arc;
use tauri::{AppHandle, Manager as _, UserAttentionType};

/// How long the button snoozes a chat, as an owner would type it: 30 minutes (experience 3.5, rule 8).
const SNOOZE: &str = "30m";

/// Starts calling the owner.
pub(crate) fn start(app: &AppHandle, core: &Arc<Core>) {
    let core = core.clone();
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let bus = bus::Bus::open(&app).await;
        let state = Arc::new(crate::desk_state::Asked::new(bus.connection()));
        core.call_owner(state, Arc::new(Toasts { app, bus }));
    });
}

struct Toasts {
    app: AppHandle,
    bus: bus::Bus,
}

#[async_trait]
impl Board for Toasts {
    async fn show(&self, note: Note) {
        if let Err(error) = self.bus.show(note).await {
            tracing::warn!(%error, "A call could not be shown");
        }
    }

    async fn withdraw(&self, place: Place) {
        self.bus.withdraw(place).await;
    }

    async fn attention(&self) {
        if let Some(window) = self.app.get_webview_window(window::MAIN)
            && let Err(error) = window.request_user_attention(Some(UserAttentionType::Critical))
        {
            tracing::warn!(%error, "The window could not ask for attention");
        }
    }
}

/// What the owner chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
enum Choice {
    Open,
    Snooze,
}

/// Does what the owner chose.
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
fn chosen(app: &AppHandle, chat: Option<ChatId>, choice: Choice) {
    match (choice, chat) {
        (Choice::Open, chat) => window::raise_on(app, Wanted::Chat(chat)),
        (Choice::Snooze, Some(chat)) => {
            let Ok(core) = app.state::<Desk>().core() else { return };
            tauri::async_runtime::spawn(async move {
                if let Err(error) = core.call_text("chat_snooze", json!({"chat": chat, "until": SNOOZE})).await {
                    tracing::warn!(code = %error.code, "A chat could not be snoozed");
                }
            });
        }
        (Choice::Snooze, None) => {}
    }
}

#[cfg(target_os = "linux")]
#[path = "toasts/bus.rs"]
mod bus;
#[cfg(not(target_os = "linux"))]
#[path = "toasts/plain.rs"]
mod bus;
