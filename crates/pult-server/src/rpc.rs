//! `POST /rpc/{name}`: one operation, JSON in, JSON out.

use crate::door::{bearer, refuse};
use crate::serve::Served;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use pult_core::dto::ApiError;
use pult_domain::ErrorCode;
use serde_json::Value;
use std::sync::Arc;

/// Calls the operation.
pub(crate) async fn call(State(served): State<Arc<Served>>, Path(name): Path<String>, headers: HeaderMap, body: Result<Bytes, BytesRejection>) -> Response {
    if !bearer(&headers).is_some_and(|guess| served.token.is(guess)) {
        return refuse(StatusCode::UNAUTHORIZED, ApiError::new(ErrorCode::InvalidRequest, "The bearer token is missing or wrong"));
    }
    let body = match body {
        Ok(body) => body,
        Err(error) => return refuse(error.status(), ApiError::new(ErrorCode::InvalidRequest, "The body is too large or broke off")),
    };
    let request = match read(&body) {
        Ok(request) => request,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, error),
    };
    match served.core.call_text(&name, request).await {
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
        ErrorCode::UnknownOperation | ErrorCode::AccountNotFound | ErrorCode::ChatNotFound | ErrorCode::OutboxNotFound | ErrorCode::AttachmentNotFound => {
            StatusCode::NOT_FOUND
        }
        ErrorCode::StateConflict | ErrorCode::DuplicateAccount | ErrorCode::DataInUse => StatusCode::CONFLICT,
        ErrorCode::NotBuilt => StatusCode::NOT_IMPLEMENTED,
        ErrorCode::ShuttingDown => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal | ErrorCode::StorageFailed | ErrorCode::DataCorrupt | ErrorCode::DiskFull => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
