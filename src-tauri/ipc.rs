//! The one command of the window: an operation by name.

use crate::desk::Desk;
use pult_core::dto::ApiError;
use serde_json::Value;
use tauri::State;
use tauri::ipc::{InvokeResponseBody, Response};

/// Calls an operation. Where the program could not start, every call is answered with the reason.
#[tauri::command]
pub(crate) async fn rpc(name: String, json: Value, desk: State<'_, Desk>) -> Result<Response, ApiError> {
    let answer = desk.core()?.call_text(&name, json).await?;
    Ok(Response::new(InvokeResponseBody::Json(answer)))
}
