//! The built interface for a browser, under the same policy as in the window. For the tests of the
//! interface; the desktop program carries its own.

use crate::door::refuse;
use crate::serve::Served;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use pult_core::dto::ApiError;
use pult_domain::ErrorCode;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// A file of the interface, or 404: with words, since whoever opens the address in a browser reads them.
pub(crate) async fn file(State(served): State<Arc<Served>>, uri: Uri) -> Response {
    let nothing = |words: &str| refuse(StatusCode::NOT_FOUND, ApiError::new(ErrorCode::UnknownOperation, words));
    let Some(folder) = served.ui_dir.as_ref() else {
        return nothing("Only the operations are served here; `pultctl serve --ui DIR` serves the interface too");
    };
    let Some(path) = below(uri.path()) else { return nothing("No such file") };
    let Ok(bytes) = tokio::fs::read(folder.join(&path)).await else { return nothing("No such file") };
    let headers = [(header::CONTENT_TYPE, media_type(&path)), (header::CONTENT_SECURITY_POLICY, policy(served.port))];
    (headers, bytes).into_response()
}

/// The path below the folder; nothing that climbs, nothing hidden, nothing encoded.
fn below(path: &str) -> Option<PathBuf> {
    let path = path.trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let plain = path.components().all(|part| matches!(part, Component::Normal(name) if !name.to_string_lossy().starts_with('.')));
    plain.then(|| path.to_owned())
}

fn media_type(path: &Path) -> String {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "ftl" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
    .to_owned()
}

/// The window's policy; only the way to the core differs. The socket's address is spelt out because
/// older engines do not count `ws:` as `'self'`.
fn policy(port: u16) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self' ws://127.0.0.1:{port} ws://localhost:{port}; \
         frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_given() {
        assert_eq!(below("/"), Some(PathBuf::from("index.html")));
        assert_eq!(below("/assets/a.js"), Some(PathBuf::from("assets/a.js")));
        for path in ["/../pult.db", "/assets/../../pult.db", "/.env", "/assets/.git/config"] {
            assert_eq!(below(path), None, "{path}");
        }
    }

    #[test]
    fn the_policy_is_the_windows_but_for_the_way_to_the_core() {
        let window = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tauri.conf.json")).expect("the window's settings");
        let window: serde_json::Value = serde_json::from_str(&window).expect("JSON");
        let rules = window["app"]["security"]["csp"].as_object().expect("a policy");
        let ours = policy(1);
        for (name, rule) in rules.iter().filter(|(name, _)| *name != "connect-src") {
            let rule = format!("{name} {};", rule.as_str().expect("text"));
            assert!(format!("{ours};").contains(&rule), "{rule} is missing in {ours}");
        }
    }
}
