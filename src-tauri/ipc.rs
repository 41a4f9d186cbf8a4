//! The one command of the window: an operation by name.

use crate::desk::Desk;
use pult_core::dto::ApiError;
use serde_json::Value;
use tauri::State;

/// Calls an operation. Where the program could not start, every call is answered with the reason.
#[tauri::command]
pub(crate) async fn rpc(name: String, json: Value, desk: State<'_, Desk>) -> Result<Value, ApiError> {
    desk.core()?.call(&name, json).await
}
