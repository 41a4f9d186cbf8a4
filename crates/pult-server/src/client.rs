//! The other side of the door: finds the program that holds a data folder and calls through it.

use crate::run_file::RunFile;
use pult_core::dto::ApiError;
use pult_domain::ErrorCode;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

/// Longest wait for a connection on this machine, and for the answer "I am here".
const KNOCK: Duration = Duration::from_secs(2);

/// A way to the running program.
pub struct Client {
    http: reqwest::Client,
    run: RunFile,
}

#[derive(Deserialize)]
struct Health {
    program: String,
    pid: u32,
}

/// The program that serves this data folder, if one answers.
///
/// A note left by a kill may name a port that another program has taken since. Texts and tokens
/// are sent only where Pult answers under the process id that the note names.
pub async fn find(data_dir: &Path) -> Option<Client> {
    let run = RunFile::read(data_dir)?;
    if !run.url.starts_with("http://127.0.0.1:") {
        return None;
    }
    // A provider was chosen before, or is now: the client is built with TLS although it never needs it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder().no_proxy().connect_timeout(KNOCK).redirect(reqwest::redirect::Policy::none());
    // A connection of its own for each call: on a kept one nobody could tell a call that was not taken from one that was.
    let http = http.pool_max_idle_per_host(0).build().ok()?;
    let answer = http.get(format!("{}/health", run.url)).timeout(KNOCK).send().await.ok()?;
    let health: Health = answer.json().await.ok()?;
    (health.program == "pult" && health.pid == run.pid).then_some(Client { http, run })
}

impl Client {
    /// Where the program serves.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.run.url
    }

    /// Calls an operation over there. There is no time limit: a first import may take minutes.
    ///
    /// # Errors
    /// The operation's refusal, as it was given there; `data_in_use` when nobody took the call, `answer_lost` when somebody did
    /// and went away: that must not be repeated blindly.
    pub async fn call<T: DeserializeOwned>(&self, name: &str, request: &Value) -> Result<T, ApiError> {
        let gone = |error: reqwest::Error| {
            if error.is_connect() {
                return ApiError::new(ErrorCode::DataInUse, "The program that holds the data folder does not answer");
            }
            ApiError::new(ErrorCode::AnswerLost, "The running program took the call and went away; it may have done what was asked")
        };
        let sent = self.http.post(format!("{}/rpc/{name}", self.run.url)).bearer_auth(&self.run.token).json(request).send();
        let answer = sent.await.map_err(gone)?;
        let refused = !answer.status().is_success();
        let body = answer.bytes().await.map_err(gone)?;
        let unreadable = |_| ApiError::new(ErrorCode::Internal, "The running program gave an answer that cannot be read; it may be of another version");
        if refused {
            return Err(serde_json::from_slice(&body).unwrap_or_else(unreadable));
        }
        serde_json::from_slice(&body).map_err(unreadable)
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("url", &self.run.url).finish_non_exhaustive()
    }
}
