//! From a folder to a running core, or to the reason why not.

use crate::demo::SimulatedShop;
use crate::door::{self, Answer, Door};
use crate::window;
use pult_core::dto::{AccountView, ApiError};
use pult_core::{Core, CoreOptions};
use pult_domain::ErrorCode;
use serde_json::json;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tauri::AppHandle;
use tokio::time::Instant;

/// How long a start waits for the folder: a program that ends holds it for up to 5 s after its
/// window has gone, and one that starts takes it a moment before its door is open.
const FOLDER_COMES_FREE: Duration = Duration::from_secs(8);
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

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
    let core = match take(data, handle).await {
        Ok(Some(core)) => core,
        Ok(None) => return Start::Elsewhere,
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

/// Opens the core; `None` when another window holds the folder and comes to the front.
async fn take(data: &Path, handle: &Handle) -> Result<Option<Arc<Core>>, ApiError> {
    let until = Instant::now() + FOLDER_COMES_FREE;
    loop {
        let held = match Core::open(options(data, handle)).await {
            Err(error) if error.code == ErrorCode::DataInUse => error,
            opened => return opened.map(Some),
        };
        // The knock has a limit, the opening has none: it may be moving the data to a new form.
        match tokio::time::timeout_at(until, door::knock(data)).await {
            Ok(Answer::Window) => return Ok(None),
            Ok(Answer::Nobody) if Instant::now() < until => tokio::time::sleep(BETWEEN_TRIES).await,
            Ok(Answer::Nobody | Answer::Windowless) | Err(_) => return Err(held),
        }
    }
}

fn options(data: &Path, handle: &Handle) -> CoreOptions {
    let raise = handle.clone();
    CoreOptions { demo: Some(Arc::new(SimulatedShop::default())), raise: Some(Arc::new(move || raise.raise())), ..CoreOptions::new(data) }
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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_folder_that_comes_free_is_taken() {
        let folder = tempfile::tempdir().expect("made");
        let lock = std::fs::File::create(folder.path().join("lock")).expect("made");
        lock.lock().expect("held, as a program on its way out holds it");
        let leaving = async {
            tokio::time::sleep(BETWEEN_TRIES * 3).await;
            drop(lock);
        };
        let handle = Handle::default();
        let (taken, ()) = tokio::join!(take(folder.path(), &handle), leaving);
        taken.expect("no refusal").expect("no other window").shutdown().await;
    }
}
