//! `POST /rpc/{name}`: one operation, JSON in, JSON out.

use crate::door::{bearer, refuse};
use crate::serve::Served;
use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use pult_core::LARGEST_UPLOAD;
use pult_core::dto::ApiError;
use pult_domain::ErrorCode;
use serde_json::Value;
use std::sync::Arc;

/// Largest request, in bytes: 1 MB; the largest text an operation takes is a draft.
const BODY_BYTES: usize = 1024 * 1024;
/// Largest request with a file of a reply in it, as base64.
const UPLOAD_BYTES: usize = LARGEST_UPLOAD.div_ceil(3) * 4 + BODY_BYTES;

/// Calls the operation. Nothing of the body is read before the token is known. What has begun goes to its end, though who hangs up
/// ends the request.
pub(crate) async fn call(State(served): State<Arc<Served>>, Path(name): Path<String>, request: Request) -> Response {
    if !bearer(request.headers()).is_some_and(|guess| served.token.is(guess)) {
        return refuse(StatusCode::UNAUTHORIZED, ApiError::new(ErrorCode::InvalidRequest, "The bearer token is missing or wrong"));
    }
    let most = if name == "upload_add" { UPLOAD_BYTES } else { BODY_BYTES };
    let Ok(body) = to_bytes(request.into_body(), most).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, ApiError::new(ErrorCode::InvalidRequest, "The body is too large or broke off"));
    };
    let request = match read(&body) {
        Ok(request) => request,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, error),
    };
    match served.core.call_to_end(name, request).await {
        Ok(answer) => ([(CONTENT_TYPE, "application/json")], answer).into_response(),
        Err(error) => refuse(status_of(error.code), error),
    }
}

/// An empty body stands for a request without contents.
fn read(body: &[u8]) -> Result<Value, ApiError> {
    let text = std::str::from_utf8(body).map_err(|_| ApiError::new(ErrorCode::InvalidUtf8, "The body is not UTF-8"))?;
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    // Only the place of the fault is told: the rest of the message could quote the body.
    serde_json::from_str(text)
        .map_err(|error| ApiError::new(ErrorCode::InvalidRequest, format!("The body is not JSON (line {}, column {})", error.line(), error.column())))
}

/// The status beside the code. The code is what counts; the status is for tools that know no other.
fn status_of(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::InvalidRequest | ErrorCode::InvalidUtf8 => StatusCode::BAD_REQUEST,
        ErrorCode::UnknownOperation
        | ErrorCode::AccountNotFound
        | ErrorCode::ChatNotFound
        | ErrorCode::OutboxNotFound
        | ErrorCode::MessageNotFound
        | ErrorCode::AttachmentNotFound => StatusCode::NOT_FOUND,
        ErrorCode::StateConflict | ErrorCode::DuplicateAccount | ErrorCode::DataInUse => StatusCode::CONFLICT,
        ErrorCode::NotBuilt => StatusCode::NOT_IMPLEMENTED,
        ErrorCode::ShuttingDown => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal | ErrorCode::StorageFailed | ErrorCode::DataCorrupt | ErrorCode::DiskFull => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
