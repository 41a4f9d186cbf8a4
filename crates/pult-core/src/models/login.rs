//! Waiting for OpenRouter's browser page: one listener on loopback, for one answer, for ten minutes.

use crate::api::dto::{ApiError, LoginStarted, ModelLogin, ProviderSet};
use crate::core::Core;
use pult_assist::llm::login::Login;
use pult_domain::{ErrorCode, ProviderId, ProviderKind};
use secrecy::ExposeSecret;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

/// How long the browser is waited for: who has to make an account first needs some minutes.
const WAIT: Duration = Duration::from_secs(600);
/// How long one visitor may take to say what it wants.
const VISIT: Duration = Duration::from_secs(5);
/// Longest request read, in bytes.
const LONGEST_REQUEST: usize = 8_192;

/// The login under way and how the last one ended.
#[derive(Default)]
pub(super) struct Logins(Mutex<State>);

#[derive(Default)]
struct State {
    under_way: Option<CancellationToken>,
    ended: Option<(Option<ErrorCode>, Option<ProviderId>)>,
}

impl Logins {
    pub(super) fn view(&self) -> Option<ModelLogin> {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.under_way.is_some() {
            return Some(ModelLogin { waiting: true, problem: None, provider: None });
        }
        state.ended.map(|(problem, provider)| ModelLogin { waiting: false, problem, provider })
    }

    /// Begins a login; the one before it is given up.
    fn begin(&self, stop: CancellationToken) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = state.under_way.replace(stop) {
            before.cancel();
        }
        state.ended = None;
    }

    fn give_up(&self) {
        if let Some(before) = self.0.lock().unwrap_or_else(PoisonError::into_inner).under_way.take() {
            before.cancel();
        }
    }

    fn end(&self, outcome: (Option<ErrorCode>, Option<ProviderId>)) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.under_way = None;
        state.ended = Some(outcome);
    }
}

impl Core {
    /// Begins a login at OpenRouter; the face opens the address in the browser.
    pub(crate) async fn begin_login(self: &Arc<Self>, base_url: Option<String>) -> Result<LoginStarted, ApiError> {
        if self.models_setting().await?.local_only && !base_url.as_deref().is_some_and(pult_domain::address::is_loopback) {
            return Err(ApiError::new(ErrorCode::ModelNoneLocal, "Only models on this machine are allowed"));
        }
        let login = Login::new()?;
        let no_door = |_| ApiError::new(ErrorCode::ModelLoginFailed, "No port on this machine could be listened on");
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(no_door)?;
        let url = login.address(listener.local_addr().map_err(no_door)?.port());
        let stop = self.stop.child_token();
        self.models.logins.begin(stop.clone());
        let core = Arc::clone(self);
        self.tasks.spawn(async move {
            let outcome = tokio::select! {
                // Given up for another one, which tells its own end.
                () = stop.cancelled() => return,
                outcome = tokio::time::timeout(WAIT, core.finish_login(&login, &listener, base_url)) => outcome,
            };
            let outcome = match outcome {
                Ok(Ok(provider)) => (None, Some(provider)),
                Ok(Err(error)) => (Some(error.code), None),
                Err(_) => (Some(ErrorCode::ModelLoginFailed), None),
            };
            core.models.logins.end(outcome);
            core.note_models();
        });
        self.note_models();
        Ok(LoginStarted { url })
    }

    /// Ends a login that waits.
    pub(crate) fn cancel_login(&self) {
        self.models.logins.give_up();
        self.note_models();
    }

    async fn finish_login(&self, login: &Login, listener: &TcpListener, base_url: Option<String>) -> Result<ProviderId, ApiError> {
        loop {
            let Ok((mut visitor, _)) = listener.accept().await else { continue };
            let asked = tokio::time::timeout(VISIT, request_line(&mut visitor)).await.ok().flatten();
            let Some(code) = asked.as_deref().and_then(|line| login.code(line)) else {
                say(&mut visitor, "404 Not Found", "").await;
                continue;
            };
            let outcome = match login.key(&self.models.chain, base_url.clone(), &code).await {
                Ok(key) => self.keep_login(key.expose_secret(), base_url).await,
                Err(failure) => Err(failure.into()),
            };
            let words = self.words().await?;
            let id = if outcome.is_ok() { "browser-login-done" } else { "browser-login-failed" };
            say(&mut visitor, "200 OK", &words.say(id, None)).await;
            return outcome;
        }
    }

    /// A second login gives the first one's provider a new key.
    async fn keep_login(&self, key: &str, base_url: Option<String>) -> Result<ProviderId, ApiError> {
        let known = self.store.providers().await?.into_iter().find(|row| row.kind == ProviderKind::Openrouter && row.base_url == base_url);
        let set = ProviderSet {
            provider: known.as_ref().map(|row| row.id),
            kind: Some(ProviderKind::Openrouter),
            name: None,
            key: Some(key.to_owned()),
            base_url,
            model: None,
            folder: None,
            ca_file: None,
            price: None,
            price_unknown: None,
            context: None,
            enabled: None,
        };
        Ok(self.set_provider(set).await?.provider)
    }
}

/// The first line of a request, once its head is whole.
async fn request_line(visitor: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut piece = [0_u8; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = visitor.read(&mut piece).await.ok()?;
        head.extend_from_slice(piece.get(..read)?);
        if read == 0 || head.len() > LONGEST_REQUEST {
            return None;
        }
    }
    String::from_utf8_lossy(&head).lines().next().map(str::to_owned)
}

/// A page of one sentence; the words are ours, with nothing of the request in them.
async fn say(visitor: &mut TcpStream, status: &str, words: &str) {
    let body = format!("<!doctype html><meta charset=\"utf-8\"><title>Pult</title><p style=\"font:18px sans-serif;margin:3em\">{words}</p>");
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\ncontent-security-policy: default-src 'none'; style-src 'unsafe-inline'\r\n\
         referrer-policy: no-referrer\r\ncache-control: no-store\r\nconnection: close\r\n\r\n",
        body.len()
    );
    // A visitor that has gone is nobody's loss.
    let _ = visitor.write_all(format!("{head}{body}").as_bytes()).await;
    let _ = visitor.shutdown().await;
}
