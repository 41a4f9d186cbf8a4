//! The HTTP kit: one request, bounded in time and size, and an honest word about how it failed.
//!
//! The question that matters is whether bytes may have left this machine. Replies therefore go
//! over a connection of their own: with a kept one, a server that closed it a moment ago is told
//! apart from a lost answer only sometimes, and every nap of the network would leave a reply
//! unconfirmed. The price is one handshake a reply.

pub(crate) mod answer;
pub(crate) mod limiter;
pub(crate) mod line;
pub(crate) mod retry_time;

use std::sync::OnceLock;
use std::time::Duration;

use pult_domain::{ErrorCode, Retry};
use reqwest::header::HeaderMap;
use reqwest::multipart::Part;
use reqwest::{Client, RequestBuilder, Response};
use tokio::time::{Instant, timeout_at};

use crate::channel::{ChannelError, OutgoingFile, Timeouts};

/// Largest answer taken, decompressed: 16 MB (reliability plan 3.1, 2026-11).
pub(crate) const LARGEST_ANSWER: usize = 16 * 1024 * 1024;

/// As much of an error's body as is looked at.
const LARGEST_COMPLAINT: usize = 64 * 1024;

/// Slowest upload waited for, in bytes a second: 64 KB, half a megabit (ours).
const SLOWEST_UPLOAD: usize = 64 * 1024;

/// Whether anything of a request may have reached the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// Certainly nothing.
    Nothing,
    /// Perhaps all of it.
    Perhaps,
}

/// A request that got no usable answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) code: ErrorCode,
    pub(crate) left: Left,
    pub(crate) status: Option<u16>,
    pub(crate) detail: &'static str,
}

/// An answer that came whole (or, for an error status, as much of it as is of use).
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// The two ways out: kept connections for reading, a fresh one for every reply.
#[derive(Debug)]
pub(crate) struct Http {
    pub(crate) reads: Client,
    pub(crate) sends: Client,
    timeouts: Timeouts,
}

impl Http {
    /// Sets up both ways. Plain `http` loads no certificates: a machine without any can still run
    /// the demo shop.
    pub(crate) fn new(timeouts: Timeouts, plain_loopback: bool) -> Result<Self, reqwest::Error> {
        let build = |idle_connections: usize| {
            let mut builder = Client::builder()
                .user_agent(concat!("Pult/", env!("CARGO_PKG_VERSION")))
                .connect_timeout(timeouts.connect)
                .redirect(reqwest::redirect::Policy::none())
                .referer(false)
                .retry(reqwest::retry::never())
                .pool_max_idle_per_host(idle_connections)
                .pool_idle_timeout(Duration::from_secs(50));
            if plain_loopback {
                builder = builder.no_proxy().tls_certs_only(std::iter::empty());
            }
            builder.build()
        };
        install_tls();
        Ok(Self { reads: build(2)?, sends: build(0)?, timeouts })
    }

    /// Makes one request, once, and reads its answer within the limits.
    pub(crate) async fn call(&self, request: RequestBuilder) -> Result<Answer, Broken> {
        self.upload(request, 0).await
    }

    /// The same for a request that carries so many bytes: on a slow line a file takes longer to
    /// leave than any answer may take to come.
    pub(crate) async fn upload(&self, request: RequestBuilder, bytes: usize) -> Result<Answer, Broken> {
        let start = Instant::now();
        let leaving = Duration::from_secs(u64::try_from(bytes / SLOWEST_UPLOAD).unwrap_or_default());
        let deadline = start + self.timeouts.whole + leaving;
        let first_byte = deadline.min(start + self.timeouts.connect + self.timeouts.first_byte + leaving);
        let broken = |code, left, detail| Broken { code, left, status: None, detail };
        let response = match timeout_at(first_byte, request.send()).await {
            Err(_) => return Err(broken(ErrorCode::TimedOut, Left::Perhaps, "no answer in time")),
            Ok(Err(error)) if error.is_builder() => return Err(broken(ErrorCode::Internal, Left::Nothing, "the request could not be built")),
            Ok(Err(error)) if error.is_connect() && error.is_timeout() => return Err(broken(ErrorCode::TimedOut, Left::Nothing, "no connection in time")),
            Ok(Err(error)) if error.is_connect() && is_certificate(&error) => {
                return Err(broken(ErrorCode::CertificateUntrusted, Left::Nothing, "the certificate is not trusted"));
            }
            Ok(Err(error)) if error.is_connect() => return Err(broken(ErrorCode::Unreachable, Left::Nothing, "no connection")),
            Ok(Err(error)) if error.is_timeout() => return Err(broken(ErrorCode::TimedOut, Left::Perhaps, "no answer in time")),
            Ok(Err(_)) => return Err(broken(ErrorCode::Unreachable, Left::Perhaps, "the connection broke before the answer")),
            Ok(Ok(response)) => response,
        };
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = if response.status().is_success() {
            self.body(response, deadline).await.map_err(|(code, detail)| Broken { code, left: Left::Perhaps, status: Some(status), detail })?
        } else {
            self.complaint(response, deadline).await
        };
        tracing::debug!(status, bytes = body.len(), took_ms = start.elapsed().as_millis(), "answer");
        Ok(Answer { status, headers, body })
    }

    /// A body within the limits of size and time.
    async fn body(&self, mut response: Response, deadline: Instant) -> Result<Vec<u8>, (ErrorCode, &'static str)> {
        const TOO_LARGE: (ErrorCode, &str) = (ErrorCode::AnswerTooLarge, "the answer is larger than 16 MB");
        let announced = usize::try_from(response.content_length().unwrap_or(0)).unwrap_or(usize::MAX);
        if announced > LARGEST_ANSWER {
            return Err(TOO_LARGE);
        }
        let mut body = Vec::with_capacity(announced);
        loop {
            let until = deadline.min(Instant::now() + self.timeouts.idle);
            match timeout_at(until, response.chunk()).await {
                Err(_) => return Err((ErrorCode::TimedOut, "the answer stopped coming")),
                Ok(Err(error)) if error.is_timeout() => return Err((ErrorCode::TimedOut, "the answer stopped coming")),
                Ok(Err(_)) => return Err((ErrorCode::AnswerUnreadable, "the answer was cut off")),
                Ok(Ok(None)) => return Ok(body),
                Ok(Ok(Some(chunk))) if body.len() + chunk.len() > LARGEST_ANSWER => return Err(TOO_LARGE),
                Ok(Ok(Some(chunk))) => body.extend_from_slice(&chunk),
            }
        }
    }

    /// What came of an error's body. The status has spoken already, so nothing here can fail.
    async fn complaint(&self, mut response: Response, deadline: Instant) -> Vec<u8> {
        let mut body = Vec::new();
        let until = deadline.min(Instant::now() + self.timeouts.idle);
        while let Ok(Ok(Some(chunk))) = timeout_at(until, response.chunk()).await {
            let room = LARGEST_COMPLAINT.saturating_sub(body.len());
            body.extend(chunk.iter().take(room));
            if body.len() >= LARGEST_COMPLAINT {
                break;
            }
        }
        body
    }
}

/// The library tells of certificates only in words, somewhere down its causes. Its own words have the address, and a file may be
/// named so.
fn is_certificate(error: &reqwest::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        if error.to_string().to_ascii_lowercase().contains("certificate") {
            return true;
        }
        cause = error.source();
    }
    false
}

/// A file as a part of a form, under the name the buyer sees, without what would break its header.
pub(crate) fn file_part(file: &OutgoingFile) -> Result<Part, ChannelError> {
    let name: String = file.name.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
    let part = Part::bytes(file.bytes.clone()).file_name(name);
    part.mime_str(&file.media_type).map_err(|_| ChannelError::of(ErrorCode::FileKind, Retry::Never, "the file's media type is none"))
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
