//! Opening and closing the door.

use crate::door::guard;
use crate::run_file::RunFile;
use crate::token::DoorToken;
use crate::{changes, rpc, ui};
use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use pult_core::Core;
use pult_core::dto::ApiError;
use pult_domain::ErrorCode;
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Longest wait for requests under way when the door closes.
const CLOSING: Duration = Duration::from_secs(3);

/// How the door is opened.
#[derive(Clone, Debug, Default)]
pub struct ServeOptions {
    /// Port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The built interface, to be shown in a browser; `None` gives no files.
    pub ui_dir: Option<PathBuf>,
    /// The data folder, for `run.json`.
    pub data_dir: PathBuf,
}

/// Why the door could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The port is taken or forbidden.
    #[error("Port {port} on 127.0.0.1 cannot be opened: {source}")]
    Port {
        /// The port asked for.
        port: u16,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system gave no random bytes.
    #[error("No random bytes for a token")]
    Random,
    /// `run.json` could not be written.
    #[error("run.json cannot be written: {0}")]
    RunFile(std::io::Error),
}

impl From<ServerError> for ApiError {
    fn from(error: ServerError) -> Self {
        let code = match &error {
            ServerError::Port { .. } => ErrorCode::StateConflict,
            ServerError::Random => ErrorCode::Internal,
            ServerError::RunFile(_) => ErrorCode::DataReadOnly,
        };
        Self::new(code, error.to_string())
    }
}

/// What the handlers share.
pub(crate) struct Served {
    pub(crate) core: Arc<Core>,
    pub(crate) token: DoorToken,
    pub(crate) port: u16,
    pub(crate) ui_dir: Option<PathBuf>,
    pub(crate) stop: CancellationToken,
}

/// The open door. Dropping it closes it at once; [`Running::stop`] lets requests under way end.
#[derive(Debug)]
pub struct Running {
    url: String,
    token: DoorToken,
    data_dir: PathBuf,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Running {
    /// `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The token that every request must bring. Never logged.
    #[must_use]
    pub fn token(&self) -> &str {
        self.token.as_str()
    }

    /// Closes the door and removes `run.json`. Call it before the core is shut down.
    pub async fn stop(mut self) {
        self.stop.cancel();
        self.run_file().remove(&self.data_dir);
        if tokio::time::timeout(CLOSING, &mut self.task).await.is_err() {
            self.task.abort();
        }
    }

    fn run_file(&self) -> RunFile {
        RunFile { url: self.url.clone(), token: self.token.as_str().to_owned(), pid: std::process::id() }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.stop.is_cancelled() {
            self.stop.cancel();
            self.run_file().remove(&self.data_dir);
        }
    }
}

/// Opens the door on 127.0.0.1 and writes `run.json`. The caller holds the data folder through the
/// core, so the note never names two programs.
///
/// # Errors
/// See [`ServerError`].
pub async fn serve(core: Arc<Core>, options: ServeOptions) -> Result<Running, ServerError> {
    let token = DoorToken::random().map_err(|_| ServerError::Random)?;
    let refused = |source| ServerError::Port { port: options.port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(refused)?;
    let port = listener.local_addr().map_err(refused)?.port();
    let stop = CancellationToken::new();
    let served = Arc::new(Served { core, token: token.clone(), port, ui_dir: options.ui_dir, stop: stop.clone() });
    let routes = Router::new()
        .route("/health", get(health))
        .route("/rpc/{name}", post(rpc::call))
        .route("/changes", get(changes::open))
        .fallback(get(ui::file))
        .layer(middleware::from_fn_with_state(served.clone(), guard))
        .with_state(served);
    let stopped = stop.clone().cancelled_owned();
    let task = tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, routes).with_graceful_shutdown(stopped).await {
            tracing::warn!(%error, "The door closed by itself");
        }
    });
    let running = Running { url: format!("http://127.0.0.1:{port}"), token, data_dir: options.data_dir, stop, task };
    running.run_file().write(&running.data_dir).map_err(ServerError::RunFile)?;
    Ok(running)
}

/// Says that this is Pult and which process, without a token; nothing else.
async fn health(State(_): State<Arc<Served>>) -> Json<Value> {
    Json(json!({"ok": true, "program": "pult", "version": env!("CARGO_PKG_VERSION"), "pid": std::process::id()}))
}
