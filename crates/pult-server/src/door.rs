//! Who may knock. A loopback port is open to every program and, through a browser, to every web
//! page on this machine: the token keeps programs of other users out, and the checks of `Host` and
//! `Origin` keep out pages that point a name of theirs at 127.0.0.1 (DNS rebinding).

use crate::serve::Served;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use pult_core::dto::ApiError;
use pult_domain::ErrorCode;
use std::sync::Arc;

/// Names under which this machine may be addressed.
const OUR_NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// A refusal as an answer.
pub(crate) fn refuse(status: StatusCode, error: ApiError) -> Response {
    (status, Json(error)).into_response()
}

/// Whether `Host` (and `Origin`, where a browser sends one) name this very server.
pub(crate) fn is_ours(headers: &HeaderMap, port: u16) -> bool {
    let authorities = OUR_NAMES.map(|name| format!("{name}:{port}"));
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text(header::HOST).is_some_and(|host| authorities.iter().any(|ours| ours.eq_ignore_ascii_case(host)));
    let origin = text(header::ORIGIN).is_none_or(|origin| authorities.iter().any(|ours| format!("http://{ours}").eq_ignore_ascii_case(origin)));
    host && origin
}

/// The bearer token of a request.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// Turns strangers away before anything is read, and forbids every answer to be kept or framed.
pub(crate) async fn guard(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    let mut answer = if is_ours(request.headers(), served.port) {
        next.run(request).await
    } else {
        tracing::info!("A request was addressed to another host or came from a foreign page");
        refuse(StatusCode::FORBIDDEN, ApiError::new(ErrorCode::InvalidRequest, "Host or Origin is not this server"))
    };
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(host: &str, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().expect("a header"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().expect("a header"));
        }
        is_ours(&headers, 4000)
    }

    #[test]
    fn only_this_server_by_its_own_names() {
        assert!(ours("127.0.0.1:4000", None));
        assert!(ours("LocalHost:4000", Some("http://localhost:4000")));
        assert!(ours("[::1]:4000", Some("http://127.0.0.1:4000")));
        assert!(!ours("127.0.0.1:4001", None), "another port is another server");
        assert!(!ours("127.0.0.1", None));
        assert!(!ours("shop.example:4000", None), "a name pointed at this machine");
        assert!(!ours("127.0.0.1:4000.shop.example", None));
        assert!(!ours("127.0.0.1:4000", Some("https://shop.example")));
        assert!(!ours("127.0.0.1:4000", Some("http://127.0.0.1:4001")));
        assert!(!ours("127.0.0.1:4000", Some("null")), "a sandboxed frame");
        assert!(!is_ours(&HeaderMap::new(), 4000));
    }
}
