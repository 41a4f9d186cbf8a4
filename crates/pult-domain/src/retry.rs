//! When to try again.

use crate::AtMs;
use serde::{Deserialize, Serialize};

/// The one question every outside failure answers: try again?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Retry {
    /// Yes, after the usual back-off.
    Soon,
    /// Yes, not before so many milliseconds have passed; the server said so.
    AfterMs(i64),
    /// No; the same request would fail again.
    Never,
    /// Not until the owner has done something (new token, a right ticked).
    NeedsOwner,
}

/// Longest wait a server may impose, in milliseconds: 15 minutes. Longer ones are a broken header
/// more often than a wish (reliability plan 3.1, 2026-11).
pub const LONGEST_SERVER_WAIT_MS: i64 = 15 * 60 * 1000;

/// What is left of a wait, in milliseconds; 0 when it is over. More than the longest wait can only come of a clock that was
/// set back since it was written down: then it is void.
#[must_use]
pub fn left_to_wait_ms(until: AtMs, now: AtMs) -> i64 {
    let left = until.since_ms(now);
    if left > LONGEST_SERVER_WAIT_MS { 0 } else { left.max(0) }
}

/// Exponential back-off with full jitter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// The wait after the first failure, in milliseconds.
    pub first_ms: i64,
    /// The longest wait, in milliseconds.
    pub ceiling_ms: i64,
}

impl Backoff {
    /// Of a sync round: 1 s to 5 min (reliability plan 3.1).
    pub const SYNC: Self = Self { first_ms: 1_000, ceiling_ms: 300_000 };
    /// Of a reply: 2^n seconds, at most 5 min (design 3).
    pub const SEND: Self = Self { first_ms: 2_000, ceiling_ms: 300_000 };

    /// The wait after `failures` failures in a row. `dice` is a random number from 0 to 1: half of
    /// the wait is fixed, half is drawn, so that many programs do not return in step.
    #[must_use]
    pub fn wait_ms(self, failures: u32, dice: f64) -> i64 {
        let doubled = self.first_ms.saturating_mul(1_i64 << failures.saturating_sub(1).min(30));
        let whole = doubled.clamp(self.first_ms, self.ceiling_ms);
        let half = whole / 2;
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "at most 300,000")]
        let drawn = (half as f64 * dice.clamp(0.0, 1.0)) as i64;
        half + drawn
    }
}

impl Retry {
    /// The wait this answer asks for, or `None` when no automatic attempt may follow.
    #[must_use]
    pub fn wait_ms(self, backoff: Backoff, failures: u32, dice: f64) -> Option<i64> {
        match self {
            Self::Soon => Some(backoff.wait_ms(failures, dice)),
            Self::AfterMs(ms) => Some(ms.clamp(0, LONGEST_SERVER_WAIT_MS)),
            Self::Never | Self::NeedsOwner => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_under_the_ceiling() {
        let waits: Vec<i64> = (1..12).map(|n| Backoff::SEND.wait_ms(n, 1.0)).collect();
        assert_eq!(waits.first(), Some(&2_000));
        assert!(waits.is_sorted(), "waits never shrink: {waits:?}");
        assert!(waits.iter().all(|ms| *ms <= 300_000));
    }

    #[test]
    fn those_that_failed_together_do_not_come_back_together() {
        for (backoff, failures) in [Backoff::SYNC, Backoff::SEND].into_iter().flat_map(|backoff| (1..12).map(move |failures| (backoff, failures))) {
            let waits = [0.0, 0.3, 0.7, 1.0].map(|dice| backoff.wait_ms(failures, dice));
            assert!(waits.is_sorted_by(|sooner, later| sooner < later), "{waits:?} after {failures}");
            assert_eq!(waits[0], waits[3] / 2, "half of the wait is kept by all, after {failures}");
        }
    }

    #[test]
    fn a_wait_ends_and_is_void_when_the_clock_was_set_back() {
        let now = AtMs(1_000_000_000);
        for (ahead, left) in [(-5, 0), (0, 0), (5, 5), (LONGEST_SERVER_WAIT_MS, LONGEST_SERVER_WAIT_MS), (LONGEST_SERVER_WAIT_MS + 1, 0)] {
            assert_eq!(left_to_wait_ms(now.plus_ms(ahead), now), left, "{ahead} ms ahead");
        }
    }

    #[test]
    fn a_server_may_not_ask_for_a_year() {
        assert_eq!(Retry::AfterMs(i64::MAX).wait_ms(Backoff::SYNC, 1, 0.0), Some(LONGEST_SERVER_WAIT_MS));
        assert_eq!(Retry::NeedsOwner.wait_ms(Backoff::SYNC, 1, 0.0), None);
    }
}
