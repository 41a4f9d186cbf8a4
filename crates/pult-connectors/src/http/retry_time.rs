//! How long a server asks us to wait, and the dates in its headers.

use pult_domain::AtMs;
use pult_domain::retry::LONGEST_SERVER_WAIT_MS;

/// Shortest wait honoured, in milliseconds: "0" means "soon", not "in a loop".
pub(crate) const SHORTEST_WAIT_MS: i64 = 1_000;

/// The headers that speak of a wait, as they came.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WaitHeaders<'a> {
    /// `X-Ratelimit-Retry`: seconds until one request is allowed (Wildberries).
    pub(crate) ratelimit_retry: Option<&'a str>,
    /// `Retry-After`: seconds or an HTTP date (RFC 9110).
    pub(crate) retry_after: Option<&'a str>,
    /// `X-Ratelimit-Reset`: seconds until the whole limit is restored (Wildberries). The longest
    /// of the three, therefore asked last.
    pub(crate) ratelimit_reset: Option<&'a str>,
}

/// The wait in milliseconds, drawn into what is sensible; `None` when no header can be read.
#[must_use]
pub(crate) fn wait_ms(headers: WaitHeaders<'_>, now: AtMs) -> Option<i64> {
    [headers.ratelimit_retry, headers.retry_after, headers.ratelimit_reset]
        .into_iter()
        .flatten()
        .find_map(|value| seconds(value).or_else(|| moment(value).map(|at| at.since_ms(now))))
        .map(|ms| ms.clamp(SHORTEST_WAIT_MS, LONGEST_SERVER_WAIT_MS))
}

fn seconds(value: &str) -> Option<i64> {
    let seconds: f64 = value.trim().parse().ok()?;
    if !seconds.is_finite() || seconds < 0.0 {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "bounded by the line's own clamp")]
    Some((seconds * 1_000.0).ceil().min(LONGEST_SERVER_WAIT_MS as f64) as i64)
}

/// The moment of an HTTP date (RFC 9110; RFC 822).
pub(crate) fn moment(value: &str) -> Option<AtMs> {
    let at = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(value.trim()).ok()?;
    Some(AtMs(at.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 2015-10-21T07:27:00Z, a minute before the date of RFC 9110's example.
    const NOW: AtMs = AtMs(1_445_412_420_000);

    fn after(value: &str) -> Option<i64> {
        wait_ms(WaitHeaders { retry_after: Some(value), ..WaitHeaders::default() }, NOW)
    }

    #[test]
    fn seconds_dates_and_nonsense() {
        assert_eq!(after("7"), Some(7_000));
        assert_eq!(after(" 1.5 "), Some(1_500));
        assert_eq!(after("0"), Some(SHORTEST_WAIT_MS));
        assert_eq!(after("1000000000"), Some(LONGEST_SERVER_WAIT_MS));
        assert_eq!(after("1e300"), Some(LONGEST_SERVER_WAIT_MS));
        assert_eq!(after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(60_000));
        assert_eq!(after("Wed, 21 Oct 2015 07:00:00 GMT"), Some(SHORTEST_WAIT_MS), "a date in the past");
        assert_eq!(after("Wed, 21 Oct 2215 07:28:00 GMT"), Some(LONGEST_SERVER_WAIT_MS));
        for garbage in ["", "soon", "-5", "NaN", "inf", "12 parsecs", "\u{0}"] {
            assert_eq!(after(garbage), None, "{garbage}");
        }
    }

    #[test]
    fn the_nearest_promise_wins_and_garbage_is_passed_over() {
        let headers = WaitHeaders { ratelimit_retry: Some("2"), retry_after: Some("9"), ratelimit_reset: Some("30") };
        assert_eq!(wait_ms(headers, NOW), Some(2_000));
        assert_eq!(wait_ms(WaitHeaders { ratelimit_retry: Some("x"), ..headers }, NOW), Some(9_000));
        assert_eq!(wait_ms(WaitHeaders { ratelimit_retry: None, retry_after: Some(""), ..headers }, NOW), Some(30_000));
        assert_eq!(wait_ms(WaitHeaders::default(), NOW), None);
    }

    proptest! {
        #[test]
        fn whatever_stands_there_the_wait_is_sensible(a in ".{0,40}", b in "[0-9.eE+-]{0,25}", now in any::<i64>()) {
            let headers = WaitHeaders { ratelimit_retry: Some(&a), retry_after: Some(&b), ratelimit_reset: None };
            if let Some(ms) = wait_ms(headers, AtMs(now)) {
                prop_assert!((SHORTEST_WAIT_MS..=LONGEST_SERVER_WAIT_MS).contains(&ms));
            }
        }

        #[test]
        fn whole_seconds_are_kept(seconds in 1_i64..=900) {
            prop_assert_eq!(after(&seconds.to_string()), Some(seconds * 1_000));
        }
    }
}
