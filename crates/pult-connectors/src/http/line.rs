//! One shop's line to its marketplace: the two clients, the seller's limits and where it leads.
//!
//! Judging an answer stays with the connector; only it knows what its token may do.

use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use pult_domain::retry::LONGEST_SERVER_WAIT_MS;
use pult_domain::{AtMs, Clock, ErrorCode, Retry};
use reqwest::{RequestBuilder, Url};

use crate::channel::{ChannelError, Connect, Uncertain};
use crate::http::answer::server_wait_ms;
use crate::http::limiter::{Lane, SellerLimits};
use crate::http::retry_time::moment;
use crate::http::{Answer, Broken, Http};

const HALF_A_SECOND_MS: i64 = 500;

/// How far the server's clock is ahead, as its answers told, in milliseconds.
#[derive(Clone, Copy)]
struct Ahead {
    /// Of this machine's clock, by the last answer.
    now_ms: i64,
    /// The least of it by any answer that counts.
    least_ms: i64,
    /// The most of it.
    most_ms: i64,
    /// Of the scale that nobody can set, by the last answer.
    of_steady_ms: i64,
}

/// See the module.
pub(crate) struct Line {
    pub(crate) http: Http,
    pub(crate) limits: Arc<SellerLimits>,
    pub(crate) clock: Arc<dyn Clock>,
    base_url: Option<String>,
    paced: bool,
    /// None until an answer said so.
    ahead: Mutex<Option<Ahead>>,
}

impl Line {
    /// Opens the line of one seller; `seller` tells sellers of a channel apart, for limits are a
    /// seller's and shared by all its accounts here.
    pub(crate) fn open(connect: &Connect, clock: Arc<dyn Clock>, seller: &str, limits: impl FnOnce() -> SellerLimits) -> Result<Self, ChannelError> {
        let plain = connect.base_url.as_deref().is_some_and(|url| url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:")));
        let http = Http::new(connect.timeouts, plain).map_err(|_| ChannelError::of(ErrorCode::Internal, Retry::Never, "TLS could not be set up"))?;
        let key = format!("{}|{}|{seller}", connect.channel.as_str(), connect.base_url.as_deref().unwrap_or_default());
        Ok(Self {
            http,
            limits: SellerLimits::shared(&key, limits),
            clock,
            base_url: connect.base_url.clone(),
            paced: !connect.limits_off,
            ahead: Mutex::default(),
        })
    }

    /// The address of a method at `host`, or at the account's own address; `segment` is added as
    /// one path segment, whatever it holds.
    pub(crate) fn url(&self, host: &str, path: &str, segment: Option<&str>) -> Result<Url, ChannelError> {
        let bad = || ChannelError::of(ErrorCode::AddressInvalid, Retry::Never, "the address of the account");
        let base = self.base_url.as_deref().unwrap_or(host).trim_end_matches('/');
        let mut url = Url::parse(&format!("{base}{path}")).map_err(|_| bad())?;
        if let Some(segment) = segment {
            url.path_segments_mut().map_err(|()| bad())?.push(segment);
        }
        Ok(url)
    }

    /// Whether an address leads to the account's own address (scheme, host and port alike).
    pub(crate) fn is_own(&self, url: &Url) -> bool {
        self.base_url.as_deref().and_then(|base| Url::parse(base).ok()).is_some_and(|base| base.origin() == url.origin())
    }

    /// Waits for a turn; an error where it is too far off or the server closed the group.
    pub(crate) async fn turn(&self, lane: Lane) -> Result<(), ChannelError> {
        self.limits
            .turn(lane, self.paced, &*self.clock)
            .await
            .map_err(|ms| ChannelError::of(ErrorCode::RateLimited, Retry::AfterMs(ms.clamp(1, LONGEST_SERVER_WAIT_MS)), "the request limit is used up for now"))
    }

    /// One reading request: turn, call, learn. The answer may have any status.
    pub(crate) async fn read(&self, lane: Lane, pause_ms: i64, request: RequestBuilder) -> Result<Answer, ChannelError> {
        self.turn(lane).await?;
        let answer = self.http.call(request).await.map_err(Broken::into_read_error)?;
        self.learn(lane, pause_ms, &answer);
        Ok(answer)
    }

    /// One request that must not be made twice (built on `http.sends`) and carries so many bytes of
    /// a file: the same, with the failures told apart. The answer may have any status.
    pub(crate) async fn upload(&self, lane: Lane, pause_ms: i64, request: RequestBuilder, bytes: usize) -> Result<Answer, Uncertain> {
        self.turn(lane).await.map_err(Uncertain::TurnedAway)?;
        let answer = self.http.upload(request, bytes).await.map_err(Broken::into_failed_send)?;
        self.learn(lane, pause_ms, &answer);
        Ok(answer)
    }

    fn ahead(&self) -> Option<Ahead> {
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far the server's clock is ahead of this machine's, in milliseconds; 0 until an answer said so.
    pub(crate) fn clock_ahead_ms(&self) -> i64 {
        self.ahead().map_or(0, |ahead| ahead.now_ms)
    }

    /// The same at the least and at the most, since the line was opened or what was before was forgotten.
    pub(crate) fn clock_was_ahead_ms(&self) -> (i64, i64) {
        self.ahead().map_or((0, 0), |ahead| (ahead.least_ms, ahead.most_ms))
    }

    /// Forgets how far it was ahead before the last answer.
    pub(crate) fn forget_clock(&self) {
        if let Some(ahead) = self.ahead.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            (ahead.least_ms, ahead.most_ms) = (ahead.now_ms, ahead.now_ms);
        }
    }

    /// The present moment by the server's clock, whatever became of this machine's since it told; none until it did.
    pub(crate) fn time_there(&self) -> Option<AtMs> {
        self.ahead().map(|ahead| AtMs(ahead.of_steady_ms).plus_ms(self.clock.steady_ms()))
    }

    /// The present moment by this machine's clock or the server's, whichever is ahead: what lies beyond it is still to come for both.
    pub(crate) fn latest_now(&self) -> AtMs {
        let now = self.clock.now();
        self.time_there().map_or(now, |there| there.max(now))
    }

    /// Learns the server's clock from an answer that was made for us, and not kept somewhere on the way.
    pub(crate) fn learn_clock(&self, answer: &Answer, now: AtMs) {
        if let Some(at) = answer.header("date").filter(|_| answer.header("age").is_none()).and_then(moment) {
            // A date has whole seconds: it is half a second old on average.
            let at = at.plus_ms(HALF_A_SECOND_MS);
            let now_ms = at.since_ms(now);
            let of_steady_ms = at.plus_ms(-self.clock.steady_ms()).0;
            let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
            let (least_ms, most_ms) = ahead.map_or((now_ms, now_ms), |before| (before.least_ms.min(now_ms), before.most_ms.max(now_ms)));
            *ahead = Some(Ahead { now_ms, least_ms, most_ms, of_steady_ms });
        }
    }

    /// Learns from an answer: a 429 (Yandex Market: 420), or a 503 with a time, closes the group for
    /// as long as it says; `pause_ms` where a 429 says nothing.
    fn learn(&self, lane: Lane, pause_ms: i64, answer: &Answer) {
        let now = self.clock.now();
        // A refusal may be somebody else's on the way, with a clock of its own.
        if answer.is_success() {
            self.learn_clock(answer, now);
        }
        let wait = server_wait_ms(answer, now);
        let closed = match answer.status {
            420 | 429 => Some(wait.unwrap_or(pause_ms)),
            503 => wait,
            _ => None,
        };
        if let Some(ms) = closed {
            self.limits.close(lane.group, ms, now);
        }
    }
}

/// Tells sellers apart whose token does not name them. Not the token, and of use only within this
/// process.
pub(crate) fn fingerprint(token: &str) -> String {
    static KEYS: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    format!("{:016x}", KEYS.hash_one(token))
}
