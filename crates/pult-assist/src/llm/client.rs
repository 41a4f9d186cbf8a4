//! One exchange with a provider: bounded in time and size, cancelled at once, honest about its end.

use crate::llm::complaint;
use crate::llm::price::tokens_at_most;
use crate::llm::profile::Auth;
use crate::llm::reading::{Reading, Seen, Whole};
use crate::llm::stream::{Framing, drive};
use crate::llm::{Failure, Provider};
use futures_util::{Stream, stream};
use pult_domain::{AtMs, ErrorCode};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, RequestBuilder, Response};
use secrecy::{ExposeSecret, SecretString};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::CancellationToken;

/// How long the parts of an exchange may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For the connection.
    pub connect: Duration,
    /// From the question to the first text, signs of life or not.
    pub first_token: Duration,
    /// Between two signs of life; a comment in the stream is one.
    pub between: Duration,
    /// For the whole answer.
    pub whole: Duration,
}

/// Limits for providers on the network (ours): a reply that takes longer than half a minute to
/// begin is slower than the next provider in the chain.
pub const REMOTE_LIMITS: Limits =
    Limits { connect: Duration::from_secs(8), first_token: Duration::from_secs(30), between: Duration::from_secs(20), whole: Duration::from_secs(150) };

/// Limits for models on this machine (ours): the first question loads the model, and a laptop
/// without a graphics card reads a long question for a minute.
pub const LOCAL_LIMITS: Limits =
    Limits { connect: Duration::from_secs(2), first_token: Duration::from_secs(120), between: Duration::from_secs(60), whole: Duration::from_secs(600) };

/// After the reason for the end only counts of tokens can follow: 2 s are waited for them (ours).
const AFTER_FINISH: Duration = Duration::from_secs(2);
/// As much of a refusal's body as is looked at: 64 KB.
const LARGEST_COMPLAINT: usize = 64 << 10;
/// Largest answer to a request that is no question: 16 MB, for lists of models.
const LARGEST_LIST: usize = 16 << 20;
/// Longest wait taken from a provider's word, in milliseconds: 15 min.
const LONGEST_WAIT_MS: i64 = 15 * 60_000;

/// From here on a number of milliseconds is a moment and no wait: March 1973, or three years.
const MOMENTS_FROM: i64 = 100_000_000_000;

/// The ways out. Clients are kept: loading a machine's certificates takes longer than a question
/// to a small model.
#[derive(Debug, Default)]
pub(crate) struct Ways {
    clients: Mutex<HashMap<Way, Client>>,
    limits: Option<Limits>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Way {
    /// Never over a proxy, without certificates.
    Local,
    /// As the machine is set up.
    Open,
    /// The same, and these certificates.
    With(PathBuf),
}

/// A question as it leaves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'a> {
    pub(crate) body: &'a serde_json::Value,
    /// What was asked for, because some servers do not keep to it.
    pub(crate) max_tokens: u32,
    pub(crate) now: AtMs,
}

/// What came of an exchange.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) bytes_out: usize,
    pub(crate) bytes_in: usize,
    pub(crate) seen: Seen,
    pub(crate) first_token_ms: Option<u64>,
    pub(crate) outcome: Result<Whole, Failure>,
}

impl Ways {
    pub(crate) fn with_limits(limits: Limits) -> Self {
        Self { clients: Mutex::default(), limits: Some(limits) }
    }

    pub(crate) fn limits(&self, provider: &Provider) -> Limits {
        self.limits.unwrap_or(if provider.is_local() { LOCAL_LIMITS } else { REMOTE_LIMITS })
    }

    pub(crate) async fn client(&self, provider: &Provider) -> Result<Client, Failure> {
        let way = match (&provider.ca_file, provider.is_local()) {
            (_, true) => Way::Local,
            (Some(file), false) => Way::With(file.clone()),
            (None, false) => Way::Open,
        };
        let known = self.clients.lock().unwrap_or_else(PoisonError::into_inner).get(&way).cloned();
        if let Some(client) = known {
            return Ok(client);
        }
        let client = self.build(&way, self.limits(provider)).await?;
        self.clients.lock().unwrap_or_else(PoisonError::into_inner).insert(way, client.clone());
        Ok(client)
    }

    async fn build(&self, way: &Way, limits: Limits) -> Result<Client, Failure> {
        install_tls();
        let mut builder = Client::builder()
            .user_agent(concat!("Pult/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(limits.connect)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .pool_idle_timeout(Duration::from_secs(50));
        match way {
            Way::Local => builder = builder.no_proxy().tls_certs_only(std::iter::empty()),
            Way::Open => {}
            Way::With(file) => {
                let pem = tokio::fs::read(file).await.map_err(|_| unusable())?;
                let certificates = reqwest::Certificate::from_pem_bundle(&pem).map_err(|_| unusable())?;
                if certificates.is_empty() {
                    return Err(unusable());
                }
                builder = builder.tls_certs_merge(certificates);
            }
        }
        // What stands in the file is looked at only here.
        builder.build().map_err(|_| match way {
            Way::With(_) => unusable(),
            Way::Local | Way::Open => Failure::new(ErrorCode::Internal, "the HTTP client could not be set up"),
        })
    }

    /// Asks a question once. Cancelling closes the connection, which ends the billing where the
    /// provider supports that.
    pub(crate) async fn ask(
        &self,
        provider: &Provider,
        bearer: Option<&SecretString>,
        question: Question<'_>,
        show: &mut (dyn FnMut(&str) + Send),
        cancel: &CancellationToken,
    ) -> Exchange {
        let Question { body, max_tokens, now } = question;
        let sent = body.to_string();
        let mut exchange = Exchange { bytes_out: 0, bytes_in: 0, seen: Seen::default(), first_token_ms: None, outcome: Err(stopped()) };
        let client = match self.client(provider).await {
            Ok(client) => client,
            Err(failure) => {
                exchange.outcome = Err(failure);
                return exchange;
            }
        };
        // Stopped while the books were opened: nothing leaves, and nothing is billed.
        if cancel.is_cancelled() {
            return exchange;
        }
        let url = format!("{}{}", provider.address(), provider.profile().chat_path);
        let request = signed(client.post(url), provider, bearer).header("content-type", "application/json");
        let progress = Arc::new(Progress::default());
        let mut reading = Reading::new(provider.profile().wire, max_tokens);
        let started = Instant::now();
        exchange.bytes_out = sent.len();
        let outcome = {
            let limits = self.limits(provider);
            let watched = progress.clone();
            let mut shown = |text: &str, reading: &Reading| {
                if reading.is_finished() {
                    watched.stage.store(FINISHED, Ordering::Relaxed);
                }
                if !text.is_empty() {
                    let after = u64::try_from(started.elapsed().as_millis()).unwrap_or(NO_TEXT);
                    watched.first_ms.fetch_min(after, Ordering::Relaxed);
                    watched.stage.fetch_max(TALKING, Ordering::Relaxed);
                    show(text);
                }
            };
            let work = converse(request.body(sent), provider, limits, started, now, &progress, &mut reading, &mut shown);
            tokio::select! {
                biased;
                () = cancel.cancelled() => Err(stopped()),
                outcome = work => outcome,
            }
        };
        exchange.first_token_ms = Some(progress.first_ms.load(Ordering::Relaxed)).filter(|ms| *ms != NO_TEXT);
        exchange.bytes_in = progress.bytes.load(Ordering::Relaxed);
        exchange.seen = reading.seen().clone();
        if matches!(&outcome, Err(failure) if nothing_left(failure)) {
            exchange.bytes_out = 0;
        }
        exchange.outcome = outcome.map_err(|failure| Failure { provider: Some(provider.id), shown: exchange.first_token_ms.is_some(), ..failure });
        exchange
    }

    /// A request that is no question: a list of models, a key, a token.
    pub(crate) async fn fetch(&self, request: RequestBuilder, limits: Limits, now: AtMs) -> Result<Vec<u8>, Failure> {
        let deadline = Instant::now() + limits.connect + limits.first_token;
        let response = answer(request, deadline).await?;
        let response = refused(response, limits, now).await?;
        let mut body = Vec::new();
        let mut response = response;
        loop {
            match timeout_at(deadline, response.chunk()).await {
                Err(_) => return Err(timed_out()),
                Ok(Err(_)) => return Err(Failure::new(ErrorCode::ModelCut, "the answer was cut off")),
                Ok(Ok(None)) => return Ok(body),
                Ok(Ok(Some(chunk))) if body.len() + chunk.len() > LARGEST_LIST => {
                    return Err(Failure::new(ErrorCode::ModelEndless, "the list is larger than we take"));
                }
                Ok(Ok(Some(chunk))) => body.extend_from_slice(&chunk),
            }
        }
    }
}

/// How far an answer is, for the watch over its pieces.
#[derive(Debug)]
struct Progress {
    stage: AtomicU8,
    bytes: AtomicUsize,
    first_ms: AtomicU64,
}

impl Default for Progress {
    fn default() -> Self {
        Self { stage: AtomicU8::new(0), bytes: AtomicUsize::new(0), first_ms: AtomicU64::new(NO_TEXT) }
    }
}

const NO_TEXT: u64 = u64::MAX;

const TALKING: u8 = 1;
const FINISHED: u8 = 2;

#[allow(clippy::too_many_arguments, reason = "one exchange in one place")]
async fn converse(
    request: RequestBuilder,
    provider: &Provider,
    limits: Limits,
    started: Instant,
    now: AtMs,
    progress: &Arc<Progress>,
    reading: &mut Reading,
    shown: &mut (dyn FnMut(&str, &Reading) + Send),
) -> Result<Whole, Failure> {
    let first = started + limits.connect + limits.first_token;
    let response = answer(request, first).await?;
    let response = refused(response, limits, now).await?;
    let content_type = response.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let framing = Framing::of(provider.profile().wire, content_type);
    let framing = framing.ok_or_else(|| Failure::new(ErrorCode::ModelMalformed, "the answer is a web page"))?;
    drive(watched(response, limits, started, progress.clone()), framing, reading, shown).await
}

/// The pieces of a body, each within its time.
fn watched(response: Response, limits: Limits, started: Instant, progress: Arc<Progress>) -> impl Stream<Item = Result<Vec<u8>, Failure>> {
    stream::unfold((Some(response), None), move |(response, finished)| {
        let progress = progress.clone();
        async move {
            let mut response = response?;
            let now = Instant::now();
            let stage = progress.stage.load(Ordering::Relaxed);
            // Signs of life behind the end prolong nothing.
            let finished = finished.or((stage == FINISHED).then_some(now));
            if finished.is_some_and(|at| now >= at + AFTER_FINISH) {
                return None;
            }
            let pause = match stage {
                FINISHED => finished.unwrap_or(now) + AFTER_FINISH,
                TALKING => now + limits.between,
                _ => (now + limits.between).min(started + limits.connect + limits.first_token),
            };
            match timeout_at(pause.min(started + limits.whole), response.chunk()).await {
                // What was to come after the end did not matter.
                Err(_) if stage == FINISHED => None,
                Err(_) => Some((Err(timed_out()), (None, finished))),
                Ok(Err(_)) if stage == FINISHED => None,
                Ok(Err(_)) => Some((Err(Failure::new(ErrorCode::ModelCut, "the connection broke")), (None, finished))),
                Ok(Ok(None)) => None,
                Ok(Ok(Some(chunk))) => {
                    progress.bytes.fetch_add(chunk.len(), Ordering::Relaxed);
                    Some((Ok(chunk.to_vec()), (Some(response), finished)))
                }
            }
        }
    })
}

/// The head of an answer.
async fn answer(request: RequestBuilder, deadline: Instant) -> Result<Response, Failure> {
    match timeout_at(deadline, request.send()).await {
        Err(_) => Err(timed_out()),
        Ok(Ok(response)) => Ok(response),
        Ok(Err(error)) if error.is_builder() => Err(Failure::new(ErrorCode::Internal, "the request could not be built")),
        Ok(Err(error)) if is_certificate(&error) => Err(Failure::new(ErrorCode::ModelCertificate, "the certificate is not trusted")),
        Ok(Err(error)) if error.is_timeout() => Err(Failure { detail: if error.is_connect() { NO_CONNECTION } else { "no answer in time" }, ..timed_out() }),
        Ok(Err(error)) if error.is_connect() => Err(Failure::new(ErrorCode::ModelUnreachable, NO_CONNECTION)),
        Ok(Err(_)) => Err(Failure::new(ErrorCode::ModelCut, "the connection broke before the answer")),
    }
}

const NO_CONNECTION: &str = "no connection";

fn nothing_left(failure: &Failure) -> bool {
    failure.detail == NO_CONNECTION || matches!(failure.code, ErrorCode::ModelCertificate | ErrorCode::Internal)
}

/// The library tells of certificates only in words, somewhere down its causes.
fn is_certificate(error: &reqwest::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if error.to_string().to_ascii_lowercase().contains("certificate") {
            return true;
        }
        cause = error.source();
    }
    false
}

/// Passes a success on and reads any other answer as a refusal.
async fn refused(mut response: Response, limits: Limits, now: AtMs) -> Result<Response, Failure> {
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status().as_u16();
    let wait = wait_ms(response.headers(), now);
    let until = Instant::now() + limits.between;
    let mut body = Vec::new();
    while let Ok(Ok(Some(chunk))) = timeout_at(until, response.chunk()).await {
        body.extend(chunk.iter().take(LARGEST_COMPLAINT.saturating_sub(body.len())));
        if body.len() >= LARGEST_COMPLAINT {
            break;
        }
    }
    let failure = complaint::of_status(status, &body);
    let asked = wait.or(failure.retry_after_ms).map(|ms| ms.clamp(0, LONGEST_WAIT_MS));
    Err(Failure { retry_after_ms: asked, ..failure })
}

/// The wait a provider's headers ask for: milliseconds, then seconds or a date, then the moment when the limit begins anew.
fn wait_ms(headers: &HeaderMap, now: AtMs) -> Option<i64> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    #[allow(clippy::cast_possible_truncation, reason = "bounded beforehand")]
    let number = |text: &str, unit: f64| text.parse::<f64>().ok().filter(|n| *n >= 0.0 && n.is_finite()).map(|n| (n * unit).min(1e14) as i64);
    let date = |text: &str| jiff::fmt::rfc2822::parse(text).ok().map(|at| at.timestamp().as_millisecond().saturating_sub(now.0).max(0));
    // OpenRouter's is a moment in milliseconds, others' are seconds: to wait, or a moment in them.
    let reset = |text: &str| {
        let told = number(text, 1.0)?;
        let moment = if told < MOMENTS_FROM { told.saturating_mul(1_000) } else { told };
        Some(if moment < MOMENTS_FROM { moment } else { moment.saturating_sub(now.0).max(0) })
    };
    header("retry-after-ms")
        .and_then(|text| number(text, 1.0))
        .or_else(|| header("retry-after").and_then(|text| number(text, 1_000.0).or_else(|| date(text))))
        .or_else(|| header("x-ratelimit-reset").and_then(reset))
}

/// Adds the headers of a provider's requests.
pub(crate) fn signed(request: RequestBuilder, provider: &Provider, bearer: Option<&SecretString>) -> RequestBuilder {
    let profile = provider.profile();
    let mut headers = HeaderMap::new();
    let mut add = |name: &'static str, value: &str, secret: bool| {
        // What cannot stand in a header was pasted wrong; the provider then says so.
        if let Ok(mut value) = HeaderValue::from_str(value) {
            value.set_sensitive(secret);
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    for (name, value) in profile.headers {
        add(name, value, false);
    }
    if let (crate::llm::profile::Place::Folder(name), Some(folder)) = (profile.place, provider.place.as_deref()) {
        add(name, folder.trim(), false);
    }
    if let Some(key) = bearer {
        match profile.auth {
            Auth::Header(name) => add(name, key.expose_secret(), true),
            Auth::Bearer | Auth::Optional | Auth::Passport => add("authorization", &format!("Bearer {}", key.expose_secret()), true),
        }
    }
    request.headers(headers)
}

fn timed_out() -> Failure {
    Failure::new(ErrorCode::ModelTimedOut, "no answer in time")
}

fn unusable() -> Failure {
    Failure::new(ErrorCode::ModelCertificate, "the file with certificates cannot be used")
}

fn stopped() -> Failure {
    Failure::new(ErrorCode::ModelStopped, "stopped by the owner")
}

/// Tokens of an exchange, counted by the provider or else estimated upwards; and whether counted.
pub(crate) fn tokens(exchange: &Exchange, ask_bytes: usize) -> (u32, u32, bool) {
    let answered = exchange.outcome.as_ref().map_or(0, |whole| whole.text.len());
    match (exchange.seen.tokens_in, exchange.seen.tokens_out) {
        (Some(tokens_in), Some(tokens_out)) => (tokens_in, tokens_out, true),
        (tokens_in, tokens_out) => {
            (tokens_in.unwrap_or_else(|| tokens_at_most(ask_bytes)), tokens_out.unwrap_or_else(|| tokens_at_most(answered.max(exchange.bytes_in / 8))), false)
        }
    }
}

/// Names the cryptography once for the process; another part may have done so already.
fn install_tls() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        if rustls::crypto::ring::default_provider().install_default().is_err() {
            tracing::debug!("a TLS provider was installed before");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::{ProviderId, ProviderKind};
    use std::path::Path;

    fn with(file: Option<&str>) -> Provider {
        let beside = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("src/llm/tests/data").join(name);
        Provider {
            id: ProviderId(1),
            kind: ProviderKind::Gigachat,
            base_url: None,
            model: "GigaChat".into(),
            key: None,
            place: None,
            ca_file: file.map(beside),
            price: None,
            context: None,
        }
    }

    #[test]
    fn a_wait_is_told_in_any_of_their_ways() {
        // 21 November 2026, noon in Greenwich.
        let now = AtMs(1_795_262_400_000);
        let waits = |lines: &[(&'static str, &'static str)]| {
            let pair = |(name, value): &(&'static str, &'static str)| (HeaderName::from_static(name), HeaderValue::from_static(value));
            wait_ms(&lines.iter().map(pair).collect(), now)
        };
        assert_eq!(waits(&[("retry-after-ms", "250"), ("retry-after", "9")]), Some(250));
        assert_eq!(waits(&[("retry-after", "1.5"), ("x-ratelimit-reset", "9")]), Some(1_500));
        assert_eq!(waits(&[("retry-after", "Sat, 21 Nov 2026 12:00:30 GMT")]), Some(30_000));
        assert_eq!(waits(&[("retry-after", "Sat, 21 Nov 2026 11:59:00 GMT")]), Some(0), "over already");
        assert_eq!(waits(&[("retry-after", "soon"), ("x-ratelimit-reset", "1795262460000")]), Some(60_000), "OpenRouter's moment");
        assert_eq!(waits(&[("x-ratelimit-reset", "1795262445")]), Some(45_000), "a moment in seconds");
        assert_eq!(waits(&[("x-ratelimit-reset", "20")]), Some(20_000));
        for nonsense in ["", "-1", "NaN", "inf", "6m0s"] {
            assert_eq!(waits(&[("retry-after", nonsense), ("x-ratelimit-reset", nonsense)]), None, "{nonsense}");
        }
        assert_eq!(waits(&[]), None);
    }

    #[tokio::test]
    async fn the_owners_certificates_are_trusted_for_their_provider_alone() {
        let (ways, trusting) = (Ways::default(), with(Some("root.pem")));
        assert!(ways.client(&trusting).await.is_ok());
        let known = || ways.clients.lock().unwrap().keys().cloned().collect::<Vec<_>>();
        let alone = vec![Way::With(trusting.ca_file.clone().unwrap())];
        assert_eq!(known(), alone);
        // The others go the machine's own way, or, where that has no certificates at all, none.
        let _ = ways.client(&with(None)).await;
        let local = Provider { base_url: Some("http://127.0.0.1:9/v1".into()), ..trusting };
        assert!(ways.client(&local).await.is_ok());
        let others: Vec<Way> = known().into_iter().filter(|way| !alone.contains(way)).collect();
        assert!(others.contains(&Way::Local) && others.iter().all(|way| matches!(way, Way::Local | Way::Open)), "{others:?}");
    }

    #[tokio::test]
    async fn a_file_that_holds_no_certificate_is_said_to_be_of_no_use() {
        for file in ["openai.sse", "broken.pem", "nobody.pem"] {
            let failure = Ways::default().client(&with(Some(file))).await.map(|_| ()).unwrap_err();
            assert_eq!(failure.code, ErrorCode::ModelCertificate, "{file}");
        }
    }
}
