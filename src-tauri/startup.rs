//! From a folder to a running core, or to the reason why not.

use crate::demo::SimulatedShop;
use crate::door::{self, Door};
use crate::window;
use pult_core::dto::{AccountView, ApiError};
use pult_core::{Core, CoreOptions};
use pult_domain::ErrorCode;
use serde_json::json;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use tauri::AppHandle;

/// The window's handle, known only after the core was opened.
#[derive(Clone, Default)]
pub(crate) struct Handle(Arc<OnceLock<AppHandle>>);

impl Handle {
    pub(crate) fn set(&self, app: AppHandle) {
        // Set once, by the one setup of the window.
        let _ = self.0.set(app);
    }

    fn raise(&self) {
        if let Some(app) = self.0.get() {
            window::raise(app);
        }
    }
}

/// How the start went.
pub(crate) enum Start {
    /// The core runs; the door is open unless the system refused it.
    Running(Arc<Core>, Option<Door>),
    /// Another window holds the folder and has come to the front.
    Elsewhere,
    /// The data cannot be used; the window says why.
    Refused(ApiError),
}

/// Opens the core on the folder and lets it run.
pub(crate) async fn start(data: &Path, demo: bool, handle: &Handle) -> Start {
    let raise = handle.clone();
    let options = CoreOptions { demo: Some(Arc::new(SimulatedShop::default())), raise: Some(Arc::new(move || raise.raise())), ..CoreOptions::new(data) };
    let core = match Core::open(options).await {
        Ok(core) => core,
        Err(error) if error.code == ErrorCode::DataInUse && door::raise_other(data).await => return Start::Elsewhere,
        Err(error) => return Start::Refused(error),
    };
    let door = door::open(&core, data).await;
    if let Err(error) = core.start().await {
        return Start::Refused(error);
    }
    if demo {
        // The window need not wait for the shop to be furnished; it hears of it like of any change.
        if let Err(error) = core.call_text("settings_set", json!({"onboarded": true})).await {
            tracing::warn!(code = %error.code, "The first-run steps could not be skipped");
        }
        tokio::spawn(furnish(core.clone()));
    }
    Start::Running(core, door)
}

async fn furnish(core: Arc<Core>) {
    let added = match core.call::<Vec<AccountView>>("accounts_list", json!({})).await {
        Ok(accounts) if accounts.is_empty() => core.call_text("demo_add", json!({"chats": null})).await.map(drop),
        other => other.map(drop),
    };
    if let Err(error) = added {
        tracing::error!(code = %error.code, "The demo shop could not be opened: {}", error.message);
    }
}
