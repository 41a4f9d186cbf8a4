//! The request limits of a cabinet (partner-api.yaml `x-resource-limit-config`, 2026-07-17; the
//! smaller figure where they depend on the tariff), what an answer tells of them, and the four
//! requests a cabinet may have under way at once (step-by-step pages on limits, 2026).
//!
//! Every method has an hourly limit of its own, and a refused request counts as well. A shop's other
//! programs draw from the same limits: a fifth of each is left to them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use pult_domain::AtMs;
use pult_domain::retry::LONGEST_SERVER_WAIT_MS;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::channel::Quota;
use crate::http::Answer;
use crate::http::answer::problem_detail;
use crate::http::limiter::{Lane, Pace, SellerLimits, Turn};
use crate::http::retry_time::{SHORTEST_WAIT_MS, moment};

const HOUR_MS: u32 = 60 * 60 * 1_000;
const MINUTE_MS: u32 = 60 * 1_000;

/// How long a method rests after a 420 that names no time, in milliseconds: the parallel requests
/// it speaks of are over by then.
pub(super) const PAUSE_MS: i64 = 1_000;

/// The methods called, each with a limit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Method {
    /// `POST /v2/auth/token`.
    Token,
    /// `GET /v2/campaigns`.
    Campaigns,
    /// `POST /v2/businesses/{id}/chats`.
    Chats,
    /// `POST /v2/businesses/{id}/chats/history`.
    History,
    /// `GET /v2/businesses/{id}/chat`.
    Chat,
    /// `GET /v2/businesses/{id}/chats/message`.
    Message,
    /// `POST /v2/businesses/{id}/chats/message`.
    Send,
    /// `POST /v2/businesses/{id}/chats/file/send`.
    SendFile,
    /// `POST /v1/businesses/{id}/orders`.
    Orders,
    /// `GET /v2/campaigns/{id}/orders/{id}`; works until 2027-04-12.
    Order,
    /// `POST /v2/businesses/{id}/offer-mappings`.
    Offers,
    /// Files of messages and pictures, at addresses the answers name.
    File,
}

impl Method {
    const ALL: [Self; 12] = [
        Self::Token,
        Self::Campaigns,
        Self::Chats,
        Self::History,
        Self::Message,
        Self::Send,
        Self::SendFile,
        Self::Orders,
        Self::Order,
        Self::Offers,
        Self::File,
        Self::Chat,
    ];

    /// Where the method queues.
    pub(super) fn lane(self) -> Lane {
        let (buckets, turn): (&'static [usize], Turn) = match self {
            Self::Token => (&[0], Turn::Any),
            Self::Campaigns => (&[1], Turn::Any),
            Self::Chats => (&[2], Turn::Last),
            Self::History => (&[3], Turn::Last),
            Self::Message => (&[4], Turn::Any),
            Self::Send => (&[5], Turn::First),
            Self::SendFile => (&[6], Turn::First),
            Self::Orders => (&[7], Turn::Any),
            Self::Order => (&[8], Turn::Any),
            Self::Offers => (&[9], Turn::Any),
            Self::File => (&[10], Turn::Any),
            Self::Chat => (&[11], Turn::Any),
        };
        Lane { buckets, group: buckets.first().copied().unwrap_or_default(), turn }
    }

    /// Whether a refusal of the method concerns the whole cabinet, and not one chat.
    pub(super) fn is_of_a_cabinet(self) -> bool {
        matches!(self, Self::Campaigns | Self::Chats)
    }

    /// Whether the method sends a reply.
    pub(super) fn sends(self) -> bool {
        matches!(self, Self::Send | Self::SendFile)
    }

    /// Requests allowed in a period, and the period in milliseconds.
    fn documented(self) -> (u32, u32) {
        match self {
            Self::Token => (100, HOUR_MS),
            Self::Campaigns | Self::Chat | Self::Message | Self::Send | Self::SendFile => (1_000, HOUR_MS),
            Self::Chats => (5_000, HOUR_MS),
            Self::History | Self::Orders | Self::Order => (10_000, HOUR_MS),
            Self::Offers => (100, MINUTE_MS),
            // Not documented; as many as a person opens (ours).
            Self::File => (300, MINUTE_MS),
        }
    }

    /// The method's name on the state page.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Chats => Some("chats"),
            Self::History => Some("history"),
            Self::Send => Some("send"),
            Self::SendFile => Some("files"),
            Self::Orders => Some("orders"),
            Self::Offers => Some("offers"),
            Self::Token | Self::Campaigns | Self::Chat | Self::Message | Self::Order | Self::File => None,
        }
    }

    fn pace(self) -> Pace {
        let (amount, period_ms) = self.documented();
        Pace { burst: (amount / 5).max(1), every: Duration::from_millis(u64::from(period_ms)) * 5 / (amount * 4) }
    }
}

/// The buckets of one cabinet.
pub(super) fn limits() -> SellerLimits {
    SellerLimits::new(&Method::ALL.map(Method::pace), Method::ALL.len())
}

/// How long a 420 asks to wait, in milliseconds; `now` by the server's clock. `None` where it names no
/// time: whoever tries again then waits longer each time, for the crowd may last.
///
/// The time named is when the method's hour is over. It says nothing where the hour is not used up
/// and too many requests ran at once.
pub(super) fn wait_ms(answer: &Answer, now: AtMs) -> Option<i64> {
    let at_once = problem_detail(&answer.body).is_some_and(|words| words.to_ascii_lowercase().contains("parallel"));
    let left = answer.header("x-ratelimit-resource-remaining").and_then(|left| left.trim().parse::<i64>().ok());
    if at_once || left.is_some_and(|left| left > 0) {
        return None;
    }
    let until = answer.header("x-ratelimit-resource-until").and_then(moment)?;
    Some(until.since_ms(now).clamp(SHORTEST_WAIT_MS, LONGEST_SERVER_WAIT_MS))
}

/// What the answers told of each method's limit.
#[derive(Debug, Default)]
pub(super) struct Told(Mutex<HashMap<Method, Figures>>);

#[derive(Clone, Copy, Debug)]
struct Figures {
    limit: u32,
    left: u32,
    until: Option<AtMs>,
}

impl Told {
    /// Notes the `X-RateLimit-Resource-*` headers of an answer, which stand beside every status.
    pub(super) fn note(&self, method: Method, answer: &Answer) {
        let figure = |name: &str| answer.header(name).and_then(|value| value.trim().parse().ok());
        let (Some(limit), Some(left)) = (figure("x-ratelimit-resource-limit"), figure("x-ratelimit-resource-remaining")) else { return };
        let until = answer.header("x-ratelimit-resource-until").and_then(moment);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(method, Figures { limit, left, until });
    }

    /// What is left of each limit; the documented figures where nothing was asked yet or the hour
    /// is over.
    pub(super) fn quotas(&self, now: AtMs) -> Vec<Quota> {
        let told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let quota = |method: Method| {
            let (amount, period_ms) = method.documented();
            let figures = told.get(&method);
            let limit = figures.map_or(amount, |figures| figures.limit);
            let left = figures.filter(|figures| figures.until.is_none_or(|until| until > now)).map_or(limit, |figures| figures.left);
            Some(Quota { name: method.name()?.to_owned(), limit, left, period_ms: i64::from(period_ms) })
        };
        Method::ALL.into_iter().filter_map(quota).collect()
    }
}

/// The requests a cabinet may have under way at once: four, of which one is kept for replies.
#[derive(Debug)]
pub(super) struct Parallel {
    all: Semaphore,
    reads: Semaphore,
}

impl Parallel {
    /// The cabinet's, shared by all that ask with the same key.
    pub(super) fn shared(key: &str) -> Arc<Self> {
        static CABINETS: OnceLock<Mutex<HashMap<String, Arc<Parallel>>>> = OnceLock::new();
        let mut cabinets = CABINETS.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
        if cabinets.len() >= 256 {
            cabinets.retain(|_, parallel| Arc::strong_count(parallel) > 1);
        }
        cabinets.entry(key.to_owned()).or_insert_with(|| Arc::new(Self { all: Semaphore::new(4), reads: Semaphore::new(3) })).clone()
    }

    /// Waits until one more reading request may leave. The semaphores are never closed.
    pub(super) async fn read(&self) -> (Option<SemaphorePermit<'_>>, Option<SemaphorePermit<'_>>) {
        let among_reads = self.reads.acquire().await.ok();
        (among_reads, self.all.acquire().await.ok())
    }

    /// Waits until one more reply may leave.
    pub(super) async fn send(&self) -> Option<SemaphorePermit<'_>> {
        self.all.acquire().await.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderMap, HeaderValue};

    /// 2018-07-10T00:00:00Z; the date of the documents' example is 42 minutes later.
    const NOW: AtMs = AtMs(1_531_180_800_000);

    fn answer(headers: &[(&'static str, &'static str)], words: &str) -> Answer {
        let headers: HeaderMap = headers.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect();
        let body = format!(r#"{{"status":"ERROR","errors":[{{"code":"LIMIT_EXCEEDED","message":"{words}"}}]}}"#);
        Answer { status: 420, headers, body: body.into_bytes() }
    }

    #[test]
    fn the_hours_end_is_waited_for_and_a_crowd_names_no_time() {
        const UNTIL: (&str, &str) = ("x-ratelimit-resource-until", "Tue, 10 Jul 2018 00:10:42 GMT");
        let hour = "Hit rate limit of 5000 requests per 1 hour for resource";
        let wrong_weekday = [("x-ratelimit-resource-until", "Thu, 10 Jul 2018 00:42:42 GMT")];
        assert_eq!(wait_ms(&answer(&[UNTIL, ("x-ratelimit-resource-remaining", "0")], hour), NOW), Some(642_000));
        assert_eq!(wait_ms(&answer(&wrong_weekday, hour), NOW), Some(LONGEST_SERVER_WAIT_MS), "a wrong weekday");
        assert_eq!(wait_ms(&answer(&[UNTIL, ("x-ratelimit-resource-remaining", "4999")], hour), NOW), None);
        assert_eq!(wait_ms(&answer(&[UNTIL], "Hit rate limit of 4 parallel requests"), NOW), None);
        for nothing in [&[][..], &[("x-ratelimit-resource-until", "soon")]] {
            assert_eq!(wait_ms(&answer(nothing, hour), NOW), None);
        }
    }

    #[test]
    fn every_method_has_a_bucket_of_its_own() {
        for (place, method) in Method::ALL.into_iter().enumerate() {
            assert_eq!((method.lane().buckets, method.lane().group), ([place].as_slice(), place), "{method:?}");
        }
    }

    #[test]
    fn no_hour_holds_more_than_the_documents_allow() {
        for method in Method::ALL {
            let (amount, period_ms) = method.documented();
            let in_a_period = method.pace().most_in(Duration::from_millis(u64::from(period_ms)));
            assert!(in_a_period <= u128::from(amount), "{method:?}: {in_a_period} of {amount}");
        }
    }

    #[test]
    fn what_is_left_is_what_was_told_until_the_hour_is_over() {
        let told = Told::default();
        let left = |now: AtMs| told.quotas(now).into_iter().find(|quota| quota.name == "chats").map(|quota| (quota.limit, quota.left));
        assert_eq!(left(NOW), Some((5_000, 5_000)));
        let headers = [
            ("x-ratelimit-resource-limit", "10000"),
            ("x-ratelimit-resource-remaining", "17"),
            ("x-ratelimit-resource-until", "Tue, 10 Jul 2018 00:42:42 GMT"),
        ];
        told.note(Method::Chats, &answer(&headers, ""));
        told.note(Method::Chats, &answer(&[("x-ratelimit-resource-limit", "x")], ""));
        assert_eq!((left(NOW), left(NOW.plus_ms(3_600_000))), (Some((10_000, 17)), Some((10_000, 10_000))));
    }

    #[tokio::test]
    async fn three_reads_leave_room_for_a_reply() {
        let parallel = Parallel::shared("a cabinet of this test");
        let reads = (parallel.read().await, parallel.read().await, parallel.read().await);
        let fourth = tokio::time::timeout(Duration::from_millis(20), parallel.read()).await;
        assert!(fourth.is_err(), "a fourth read waits");
        assert!(tokio::time::timeout(Duration::from_secs(5), parallel.send()).await.is_ok_and(|permit| permit.is_some()));
        drop(reads);
        assert!(Arc::ptr_eq(&parallel, &Parallel::shared("a cabinet of this test")));
    }
}
