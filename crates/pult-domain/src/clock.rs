//! Time is passed in; only this file asks the system for it.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use serde::{Deserialize, Serialize};

/// A moment in UTC milliseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
#[ts(as = "f64")]
pub struct AtMs(pub i64);

impl AtMs {
    /// This moment moved by so many milliseconds, stopping at the ends of the scale.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; negative when `earlier` is later.
    #[must_use]
    pub fn since_ms(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A day of twenty-four hours, in milliseconds; days of a calendar may be shorter or longer.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Where the present moment comes from.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present moment.
    fn now(&self) -> AtMs;

    /// How long this process runs, in milliseconds from some moment on: a scale that nobody can set. What must not end early is
    /// measured on it; time that the machine slept may be missing.
    fn steady_ms(&self) -> i64;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place that asks")]
    fn now(&self) -> AtMs {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        AtMs(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn steady_ms(&self) -> i64 {
        static SINCE: LazyLock<Instant> = LazyLock::new(Instant::now);
        i64::try_from(SINCE.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

/// The machine's clock moved by a distance that a test can change while the program runs.
#[derive(Clone, Debug, Default)]
pub struct ShiftedClock {
    advanced_ms: Arc<AtomicI64>,
    set_ms: Arc<AtomicI64>,
}

impl ShiftedClock {
    /// Lets so many milliseconds pass.
    ///
    /// # Panics
    /// Where they are fewer than none: a clock that goes back was set, see [`Self::set_on_ms`].
    pub fn advance_ms(&self, ms: i64) {
        assert!(ms >= 0, "time does not pass backwards");
        self.advanced_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sets the clock on (or back) by so many milliseconds, of which none has passed.
    pub fn set_on_ms(&self, ms: i64) {
        self.set_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// The moment it would show if nobody had set it: what clocks elsewhere show.
    #[must_use]
    pub fn unset(&self) -> AtMs {
        SystemClock.now().plus_ms(self.advanced_ms.load(Ordering::SeqCst))
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> AtMs {
        self.unset().plus_ms(self.set_ms.load(Ordering::SeqCst))
    }

    fn steady_ms(&self) -> i64 {
        SystemClock.steady_ms().saturating_add(self.advanced_ms.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_goes_on_where_nobody_can_set_it() {
        let clock = ShiftedClock::default();
        let (shown, steady) = (clock.now(), clock.steady_ms());
        clock.set_on_ms(-DAY_MS);
        clock.advance_ms(DAY_MS / 2);
        assert!(clock.now() < shown);
        assert!(clock.steady_ms() >= steady + DAY_MS / 2);
    }

    #[test]
    #[should_panic(expected = "time does not pass backwards")]
    fn no_time_is_taken_back() {
        ShiftedClock::default().advance_ms(-1);
    }
}
