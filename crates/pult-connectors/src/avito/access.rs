//! The way in: client id and secret are exchanged for a token of 24 hours.
//!
//! The token lives in memory only. It is renewed a little before its end, and once when it is
//! refused: an ended one is answered with 403 like a missing scope (auth.json, 2026-04-30), so a
//! refusal alone cannot tell the two apart. One request for a token is on its way at a time; whoever
//! waited for it shares its outcome, and a renewal that did not help a method is not repeated for it
//! within a minute.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use pult_domain::{AtMs, ErrorCode, Retry};
use secrecy::{ExposeSecret, SecretString};

use crate::avito::limits::Method;
use crate::channel::ChannelError;
use crate::http::answer::problem_detail;
use crate::loose::Fields;

/// Longest client id or secret taken, in bytes; real ones have some 40.
const LONGEST_CREDENTIAL: usize = 1_024;

/// How long before its end a token is renewed, in milliseconds; at most a tenth of its life.
const RENEW_EARLY_MS: i64 = 5 * 60 * 1_000;

/// The life of a token whose answer does not tell it, in milliseconds. Documented are 24 hours;
/// asking too often costs a request, asking too late a refusal.
const LIFE_UNTOLD_MS: i64 = 60 * 60 * 1_000;

/// Longest life believed, in milliseconds: the documented 24 hours.
const LONGEST_LIFE_MS: i64 = 24 * 60 * 60 * 1_000;

/// How long after a renewal that did not help refusals are taken at their word, in milliseconds.
const BARREN_MS: i64 = 60_000;

/// What the owner pasted.
#[derive(Clone, Debug)]
pub(crate) struct Credentials {
    pub(crate) client_id: String,
    pub(crate) secret: SecretString,
}

impl Credentials {
    /// # Errors
    /// [`ErrorCode::ClientIdInvalid`], [`ErrorCode::TokenEmpty`] or [`ErrorCode::TokenMalformed`].
    pub(crate) fn of(client_id: Option<&str>, secret: &str) -> Result<Self, ErrorCode> {
        let usable = |text: &str| text.len() <= LONGEST_CREDENTIAL && text.bytes().all(|byte| byte.is_ascii_graphic());
        let client_id = client_id.map(str::trim).filter(|id| !id.is_empty() && usable(id)).ok_or(ErrorCode::ClientIdInvalid)?;
        let secret = secret.trim();
        match secret {
            "" => Err(ErrorCode::TokenEmpty),
            _ if !usable(secret) => Err(ErrorCode::TokenMalformed),
            _ => Ok(Self { client_id: client_id.to_owned(), secret: SecretString::from(secret.to_owned()) }),
        }
    }
}

/// A token and until when it serves.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) token: SecretString,
    /// Which of the tokens of this process it is.
    pub(crate) number: u64,
    /// What it was granted for, where its answer told.
    scopes: Vec<String>,
    taken_at: AtMs,
    renew_at: AtMs,
}

impl Key {
    /// Whether it need not be renewed yet. A clock that was set back makes that unknown.
    fn serves(&self, now: AtMs) -> bool {
        (self.taken_at.0..self.renew_at.0).contains(&now.0)
    }
}

/// One request at a time for something that is then held. Whoever waited for it while it failed
/// shares the failure, instead of standing in a queue of requests that fail one by one.
#[derive(Debug, Default)]
pub(crate) struct Flight {
    turn: tokio::sync::Mutex<()>,
    /// Requests that came to an end, and how the last of them failed.
    landed: Mutex<(u64, Option<ChannelError>)>,
}

impl Flight {
    fn landed(&self) -> MutexGuard<'_, (u64, Option<ChannelError>)> {
        self.landed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is `held`, or what `ask` brings.
    ///
    /// # Errors
    /// Those of `ask`.
    pub(crate) async fn share<T>(&self, held: impl Fn() -> Option<T>, ask: impl AsyncFnOnce() -> Result<T, ChannelError>) -> Result<T, ChannelError> {
        if let Some(held) = held() {
            return Ok(held);
        }
        let before = self.landed().0;
        let _turn = self.turn.lock().await;
        if let Some(held) = held() {
            return Ok(held);
        }
        if let (count, Some(failure)) = &*self.landed()
            && *count != before
        {
            return Err(failure.clone());
        }
        let outcome = ask().await;
        let mut landed = self.landed();
        *landed = (landed.0 + 1, outcome.as_ref().err().cloned());
        outcome
    }
}

/// The token held.
#[derive(Debug, Default)]
pub(crate) struct Access {
    held: Mutex<Held>,
    flight: Flight,
}

#[derive(Debug, Default)]
struct Held {
    key: Option<Key>,
    /// Tokens granted so far.
    granted: u64,
    /// Methods that refused even a renewed token: which one, and when. Another method may have
    /// better reasons, and a later token another fate.
    barren: HashMap<Method, (u64, AtMs)>,
}

impl Access {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token held, to be kept out of errors.
    pub(crate) fn token(&self) -> Option<SecretString> {
        self.held().key.as_ref().map(|key| key.token.clone())
    }

    /// Whether the token held is known to be good for other scopes only.
    pub(crate) fn lacks(&self, scope: &str) -> bool {
        self.held().key.as_ref().is_some_and(|key| !key.scopes.is_empty() && !key.scopes.iter().any(|granted| granted == scope))
    }

    /// A token, but not the `refused` one; asked for with `ask` where none is held.
    ///
    /// # Errors
    /// Those of `ask`.
    pub(crate) async fn key(&self, refused: Option<u64>, now: AtMs, ask: impl AsyncFnOnce() -> Result<Granted, ChannelError>) -> Result<Key, ChannelError> {
        let serving = || self.held().key.clone().filter(|key| key.serves(now) && refused != Some(key.number));
        self.flight.share(serving, async || Ok(self.take(ask().await?, now))).await
    }

    fn take(&self, Granted { token, life_ms, scopes }: Granted, now: AtMs) -> Key {
        let mut held = self.held();
        held.granted += 1;
        let renew_at = now.plus_ms(life_ms - RENEW_EARLY_MS.min(life_ms / 10));
        let key = Key { token, number: held.granted, scopes, taken_at: now, renew_at };
        held.key = Some(key.clone());
        key
    }

    /// Whether a token this method refused may be renewed now.
    pub(crate) fn may_renew(&self, method: Method, number: u64, now: AtMs) -> bool {
        !self.held().barren.get(&method).is_some_and(|(refused, since)| *refused == number && (0..BARREN_MS).contains(&now.since_ms(*since)))
    }

    /// Notes whether a method took the renewed token.
    pub(crate) fn renewed(&self, method: Method, number: u64, taken: bool, now: AtMs) {
        let mut held = self.held();
        if taken {
            held.barren.remove(&method);
        } else {
            held.barren.insert(method, (number, now));
        }
    }
}

/// A token as the answer to `POST /token` grants it.
#[derive(Clone, Debug)]
pub(crate) struct Granted {
    token: SecretString,
    life_ms: i64,
    /// The scopes in the answer, which may hold none (auth.json, `scope`).
    scopes: Vec<String>,
}

impl Granted {
    /// Reads the answer. A success that holds an error instead of a token is a refusal.
    pub(crate) fn of(body: &[u8], clean: impl Fn(&str) -> String) -> Result<Self, ChannelError> {
        let text = String::from_utf8_lossy(body);
        let fields =
            Fields::of(&text).ok_or_else(|| ChannelError::of(ErrorCode::AnswerUnreadable, Retry::Soon, "the answer to the request for a token is not JSON"))?;
        let token = fields.text("access_token").filter(|token| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()));
        let Some(token) = token else {
            return Err(match problem_detail(body) {
                Some(words) => ChannelError::of(ErrorCode::TokenRejected, Retry::NeedsOwner, &clean(&words)),
                None => ChannelError::of(ErrorCode::AnswerUnreadable, Retry::Soon, "the answer holds no token"),
            });
        };
        let life_ms = fields.number("expires_in").filter(|seconds| *seconds > 0).map_or(LIFE_UNTOLD_MS, |seconds| seconds.saturating_mul(1_000));
        let scopes = fields.text("scope").unwrap_or_default();
        let scopes = scopes.split(|c: char| c == ',' || c.is_whitespace()).filter(|scope| !scope.is_empty()).map(str::to_owned).collect();
        Ok(Self { token: SecretString::from(token), life_ms: life_ms.min(LONGEST_LIFE_MS), scopes })
    }
}

/// The form of `POST /token` (auth.json, `GetTokenRequest`).
pub(crate) fn form(credentials: &Credentials) -> [(&'static str, &str); 3] {
    [("grant_type", "client_credentials"), ("client_id", &credentials.client_id), ("client_secret", credentials.secret.expose_secret())]
}
