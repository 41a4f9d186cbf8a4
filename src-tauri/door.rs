//! The way in for `pultctl` and for a second start: the operations on loopback, and the knock at
//! another's door.

use pult_core::Core;
use pult_domain::ErrorCode;
use pult_server::{Running, ServeOptions, client, serve};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

/// The open door; closed through [`shut`].
pub(crate) type Door = Running;

/// Who answers at the door of the program that holds the folder.
pub(crate) enum Answer {
    /// A window, and it comes to the front.
    Window,
    /// A program without a window.
    Windowless,
    /// Nobody: it is on its way in or out, or it has no door.
    Nobody,
}

/// Opens the door. Without one the window works all the same.
pub(crate) async fn open(core: &Arc<Core>, data: &Path) -> Option<Door> {
    match serve(core.clone(), ServeOptions { data_dir: data.to_owned(), ..ServeOptions::default() }).await {
        Ok(door) => Some(door),
        Err(error) => {
            tracing::warn!(%error, "pultctl and a second start cannot reach this window");
            None
        }
    }
}

/// Closes the door; requests under way get a moment.
pub(crate) async fn shut(door: Door) {
    door.stop().await;
}

/// Asks whoever holds the folder to bring its window to the front.
pub(crate) async fn knock(data: &Path) -> Answer {
    let Some(other) = client::find(data).await else { return Answer::Nobody };
    match other.call::<serde_json::Value>("window_raise", &json!({})).await {
        Ok(_) => Answer::Window,
        // The door was closed between the two questions, or is about to be.
        Err(error) if matches!(error.code, ErrorCode::DataInUse | ErrorCode::AnswerLost | ErrorCode::ShuttingDown) => Answer::Nobody,
        Err(_) => Answer::Windowless,
    }
}
