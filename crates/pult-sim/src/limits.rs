//! Request limits as the documents state them (FACTS 1.4; WB tables read 2026-08-19).

use std::collections::HashMap;

use pult_domain::AtMs;

use crate::endpoint::Endpoint;
use crate::token::TokenKind;

/// A bucket of requests: `burst` at once, one more each `interval_ms`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) burst: i64,
    pub(crate) interval_ms: i64,
}

/// The rule of a method for a kind of token. Each method counts for itself, as each has its own table.
pub(crate) fn rule(endpoint: Endpoint, kind: TokenKind) -> Option<Rule> {
    let base = kind == TokenKind::Base;
    match endpoint {
        Endpoint::Chats | Endpoint::Events | Endpoint::Message if base => Some(Rule { burst: 1, interval_ms: 3_600_000 }),
        Endpoint::Download if base => Some(Rule { burst: 1, interval_ms: 360_000 }),
        Endpoint::Chats | Endpoint::Events | Endpoint::Message | Endpoint::Download => Some(Rule { burst: 10, interval_ms: 1_000 }),
        Endpoint::SellerInfo if base => Some(Rule { burst: 1, interval_ms: 86_400_000 }),
        Endpoint::SellerInfo => Some(Rule { burst: 10, interval_ms: 60_000 }),
        Endpoint::Cards => Some(Rule { burst: 5, interval_ms: 600 }),
        // "At most 3 requests in 30 seconds."
        Endpoint::Ping => Some(Rule { burst: 3, interval_ms: 10_000 }),
        _ => None,
    }
}

/// What the bucket said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Let through; so many requests remain.
    Pass { remaining: i64 },
    /// Too many: whole seconds until the next request, and until the bucket is full.
    Wait { retry_s: i64, reset_s: i64, limit: i64 },
}

/// The buckets of one seller.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    /// When each bucket will be full again (the GCRA form of a token bucket).
    full_at: HashMap<(Endpoint, bool), i64>,
}

impl Limits {
    /// Takes one request out of a bucket. Where one seller has two sorts of tokens with limits of
    /// their own, the second half of the key tells them apart.
    pub(crate) fn take(&mut self, bucket: (Endpoint, bool), rule: Rule, now: AtMs) -> Verdict {
        let slot = self.full_at.entry(bucket).or_insert(now.0);
        let busy_ms = (*slot - now.0).max(0);
        let room_ms = rule.burst * rule.interval_ms - busy_ms;
        if room_ms < rule.interval_ms {
            let up = |ms: i64| (ms + 999) / 1_000;
            return Verdict::Wait { retry_s: up(rule.interval_ms - room_ms).max(1), reset_s: up(busy_ms), limit: rule.burst };
        }
        *slot = now.0 + busy_ms + rule.interval_ms;
        Verdict::Pass { remaining: room_ms / rule.interval_ms - 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_at_once_then_one_a_second() {
        let mut limits = Limits::default();
        let mut ask = |ms| limits.take((Endpoint::Events, false), rule(Endpoint::Events, TokenKind::Personal).expect("events are limited"), AtMs(ms));
        for left in (0..10).rev() {
            assert_eq!(ask(1_000), Verdict::Pass { remaining: left });
        }
        assert_eq!(ask(1_000), Verdict::Wait { retry_s: 1, reset_s: 10, limit: 10 });
        assert_eq!(ask(2_000), Verdict::Pass { remaining: 0 });
    }

    #[test]
    fn a_base_token_asks_once_an_hour() {
        let mut limits = Limits::default();
        let mut ask = |ms| limits.take((Endpoint::Chats, true), rule(Endpoint::Chats, TokenKind::Base).expect("chats are limited"), AtMs(ms));
        assert_eq!(ask(0), Verdict::Pass { remaining: 0 });
        assert_eq!(ask(60_000), Verdict::Wait { retry_s: 3_540, reset_s: 3_540, limit: 1 });
        assert_eq!(ask(3_600_000), Verdict::Pass { remaining: 0 });
    }
}
