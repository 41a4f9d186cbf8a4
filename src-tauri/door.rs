//! The way in for `pultctl` and for a second start: the operations on loopback, and the knock at
//! another's door.

use pult_core::Core;
use pult_domain::ErrorCode;
use pult_server::{Running, ServeOptions, client, serve};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The open door; closed through [`shut`].
pub(crate) type Door = Running;

/// How long a second start waits for the first to say where its door is: the folder is taken a
/// moment before the door is open.
const FIRST_COMES_UP: Duration = Duration::from_secs(3);
const BETWEEN_KNOCKS: Duration = Duration::from_millis(100);

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

/// Asks whoever holds the folder to bring its window to the front. `false` when nobody answers, or
/// who answers has no window.
pub(crate) async fn raise_other(data: &Path) -> bool {
    let knocks = async {
        loop {
            if let Some(other) = client::find(data).await {
                match other.call::<serde_json::Value>("window_raise", &json!({})).await {
                    Ok(_) => return true,
                    // The door was closed between the two questions: it is on its way out.
                    Err(error) if error.code == ErrorCode::DataInUse => {}
                    Err(_) => return false,
                }
            }
            tokio::time::sleep(BETWEEN_KNOCKS).await;
        }
    };
    tokio::time::timeout(FIRST_COMES_UP, knocks).await.unwrap_or(false)
}
