//! Keeps request limits per seller, so that the marketplace never has to.
//!
//! Limits belong to the seller, not to the token or the account in Pult, so all accounts of one
//! seller in this process share one set of buckets. Two things are kept apart: the *pace* (token
//! buckets of the documented figures, lifted for loopback on request) and the *closed time* a 429
//! announced, inside which nothing of the group leaves, pace or no pace.
//!
//! Polling draws from a bucket of its own as well and steps back while a reply waits: otherwise a
//! first import, which can use every request there is, would hold every reply behind it.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use pult_domain::retry::{LONGEST_SERVER_WAIT_MS, left_to_wait_ms};
use pult_domain::{AtMs, Clock};

/// Longest time a request waits here for its turn; a longer wait is told to the caller instead.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often polling looks whether waiting replies have left.
const STEP_BACK: Duration = Duration::from_millis(50);

/// A bucket: so many at once, one more every so often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pace {
    pub(crate) burst: u32,
    pub(crate) every: Duration,
}

impl Pace {
    pub(crate) const fn of(burst: u32, every_ms: u64) -> Self {
        Self { burst, every: Duration::from_millis(every_ms) }
    }

    /// The most requests of any such period: what was saved up before it, and what is added within it.
    #[cfg(test)]
    pub(crate) fn most_in(self, period: Duration) -> u128 {
        u128::from(self.burst) + period.as_nanos() / self.every.as_nanos()
    }
}

/// The buckets one request draws from, and the group whose closed time it keeps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lane {
    pub(crate) buckets: &'static [usize],
    pub(crate) group: usize,
    pub(crate) turn: Turn,
}

/// Who goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// A reply.
    First,
    /// Polling: not while a reply waits.
    Last,
    /// Neither.
    Any,
}

type Instant = <DefaultClock as governor::clock::Clock>::Instant;

/// A bucket, and what was left in it when it was last drawn from: asking it would draw again.
#[derive(Debug)]
struct Bucket {
    pace: Pace,
    limiter: RateLimiter<NotKeyed, InMemoryState, DefaultClock, StateInformationMiddleware>,
    left: Mutex<Option<(u32, Instant)>>,
}

/// The limits of one seller.
#[derive(Debug)]
pub(crate) struct SellerLimits {
    buckets: Vec<Bucket>,
    closed_until: Vec<Mutex<AtMs>>,
    first_waiting: AtomicUsize,
}

impl SellerLimits {
    pub(crate) fn new(paces: &[Pace], groups: usize) -> Self {
        let bucket = |pace: &Pace| {
            let burst = NonZeroU32::new(pace.burst).unwrap_or(NonZeroU32::MIN);
            let quota = Quota::with_period(pace.every).unwrap_or_else(|| Quota::per_second(burst)).allow_burst(burst);
            Bucket { pace: *pace, limiter: RateLimiter::direct(quota).with_middleware(), left: Mutex::default() }
        };
        Self { buckets: paces.iter().map(bucket).collect(), closed_until: (0..groups).map(|_| Mutex::default()).collect(), first_waiting: AtomicUsize::new(0) }
    }

    /// The seller's limits, shared by all that ask with the same key.
    pub(crate) fn shared(key: &str, make: impl FnOnce() -> Self) -> Arc<Self> {
        static SELLERS: OnceLock<Mutex<HashMap<String, Arc<SellerLimits>>>> = OnceLock::new();
        let mut sellers = SELLERS.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
        if sellers.len() >= 256 {
            sellers.retain(|_, limits| Arc::strong_count(limits) > 1);
        }
        sellers.entry(key.to_owned()).or_insert_with(|| Arc::new(make())).clone()
    }

    /// Waits for a turn, up to a few seconds.
    ///
    /// # Errors
    /// The milliseconds to wait, where that is longer.
    pub(crate) async fn turn(&self, lane: Lane, paced: bool, clock: &dyn Clock) -> Result<(), i64> {
        let closed = self.closed_ms(lane.group, clock.now());
        if closed > as_ms(PATIENCE) {
            return Err(closed);
        }
        let _waiting = (lane.turn == Turn::First).then(|| Waiting::new(&self.first_waiting));
        let mut patience = PATIENCE;
        let mut left = lane.buckets.iter();
        let mut next = left.next();
        loop {
            let wait = match self.closed_ms(lane.group, clock.now()) {
                0 if !paced => return Ok(()),
                0 if lane.turn == Turn::Last && self.first_waiting.load(Ordering::SeqCst) > 0 => STEP_BACK,
                0 => match next.map(|bucket| self.draw(*bucket)) {
                    None => return Ok(()),
                    Some(Duration::ZERO) => {
                        next = left.next();
                        continue;
                    }
                    Some(wait) => wait,
                },
                closed => Duration::from_millis(closed.unsigned_abs()),
            };
            if wait > patience {
                return Err(as_ms(wait));
            }
            patience -= wait;
            tokio::time::sleep(wait).await;
        }
    }

    /// Takes one from a bucket, or says how long until one is there.
    fn draw(&self, bucket: usize) -> Duration {
        let Some(bucket) = self.buckets.get(bucket) else { return Duration::ZERO };
        let now = DefaultClock::default().now();
        let (left, wait) = match bucket.limiter.check() {
            Ok(state) => (state.remaining_burst_capacity(), Duration::ZERO),
            Err(not_until) => (0, not_until.wait_time_from(now).max(Duration::from_millis(1))),
        };
        *bucket.left.lock().unwrap_or_else(PoisonError::into_inner) = Some((left, now));
        wait
    }

    /// What is left of a bucket, under the marketplace's name for it.
    pub(crate) fn quota(&self, name: &str, bucket: usize, group: usize, now: AtMs) -> Option<crate::Quota> {
        let Bucket { pace, left, .. } = self.buckets.get(bucket)?;
        let seen = *left.lock().unwrap_or_else(PoisonError::into_inner);
        let left = seen.map_or(pace.burst, |(left, at)| {
            let grown = DefaultClock::default().now().duration_since(at).as_nanos() / pace.every.as_nanos().max(1);
            left.saturating_add(u32::try_from(grown).unwrap_or(u32::MAX)).min(pace.burst)
        });
        let left = if self.closed_ms(group, now) > 0 { 0 } else { left };
        let period_ms = i64::try_from((pace.every * pace.burst).as_millis()).unwrap_or(i64::MAX);
        Some(crate::Quota { name: name.to_owned(), limit: pace.burst, left, period_ms })
    }

    /// Closes a group: nothing of it leaves for so long. Never shortens an earlier wait.
    pub(crate) fn close(&self, group: usize, ms: i64, now: AtMs) {
        if let Some(until) = self.closed_until.get(group) {
            let mut until = until.lock().unwrap_or_else(PoisonError::into_inner);
            *until = AtMs(left_to_wait_ms(*until, now).max(ms.clamp(0, LONGEST_SERVER_WAIT_MS))).plus_ms(now.0);
        }
    }

    /// How long a group stays closed, in milliseconds.
    fn closed_ms(&self, group: usize, now: AtMs) -> i64 {
        self.closed_until.get(group).map_or(0, |until| left_to_wait_ms(*until.lock().unwrap_or_else(PoisonError::into_inner), now))
    }
}

fn as_ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX).saturating_add(1)
}

/// A reply that waits for its turn, as long as it does.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
