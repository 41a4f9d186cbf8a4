//! Request limits of one Avito account.
//!
//! The messenger's document states none; the other methods state 500 a minute (item, orders) and 25
//! (list of items), and the headers `X-RateLimit-Limit` and `-Remaining` count by the minute
//! (messenger.json and context.json, 2026-04-30). The messenger is therefore kept to the same 500,
//! and polling to 4 of every 5 of them.
//!
//! A 429 is documented without any word of how long to wait: 1 s, then 2, 4, ... up to 60, until an
//! answer of the group succeeds. A documented header, should one come, has the say.

use std::sync::{Mutex, PoisonError};

use pult_domain::AtMs;

use crate::channel::Quota;
use crate::http::Answer;
use crate::http::limiter::{Lane, Pace, SellerLimits, Turn};

const MESSENGER: usize = 0;
const POLL: usize = 1;
const TOKEN: usize = 2;
const ACCOUNT: usize = 3;
const ITEMS: usize = 4;
const ORDERS: usize = 5;
const FILES: usize = 6;

/// The names of the groups in the words of the documents, in the order of their numbers.
const GROUPS: [&str; 6] = ["messenger", "token", "account", "items", "orders", "files"];
const GROUP_MESSENGER: usize = 0;
const GROUP_TOKEN: usize = 1;
const GROUP_ACCOUNT: usize = 2;
const GROUP_ITEMS: usize = 3;
const GROUP_ORDERS: usize = 4;
const GROUP_FILES: usize = 5;

/// The period of `X-RateLimit-Limit`, in milliseconds (messenger.json: "requests a minute").
const PERIOD_MS: i64 = 60_000;

/// The longest wait after a 429 that names none, in milliseconds.
const LONGEST_PAUSE_MS: i64 = 60_000;

/// The methods called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Method {
    /// `POST /token`.
    Token,
    /// `GET /core/v1/accounts/self`.
    Account,
    /// `GET /messenger/v2/accounts/{user_id}/chats`.
    Chats,
    /// `GET /messenger/v3/accounts/{user_id}/chats/{chat_id}/messages/`.
    History,
    /// `POST .../messages` and `.../messages/image`.
    Send,
    /// `POST .../uploadImages`.
    Upload,
    /// `POST .../read`.
    MarkRead,
    /// `POST .../messages/{message_id}`.
    Delete,
    /// `GET .../getVoiceFiles`.
    Voice,
    /// `GET /core/v1/items`.
    Items,
    /// `GET /order-management/1/orders`.
    Orders,
    /// A picture or a voice from Avito's file hosts.
    File,
}

impl Method {
    /// Where the method queues.
    pub(crate) fn lane(self) -> Lane {
        let (buckets, group, turn): (&'static [usize], usize, Turn) = match self {
            Self::Chats | Self::History => (&[POLL, MESSENGER], GROUP_MESSENGER, Turn::Last),
            Self::Send | Self::Upload => (&[MESSENGER], GROUP_MESSENGER, Turn::First),
            Self::MarkRead | Self::Delete | Self::Voice => (&[MESSENGER], GROUP_MESSENGER, Turn::Any),
            Self::Token => (&[TOKEN], GROUP_TOKEN, Turn::Any),
            Self::Account => (&[ACCOUNT], GROUP_ACCOUNT, Turn::Any),
            Self::Items => (&[ITEMS], GROUP_ITEMS, Turn::Any),
            Self::Orders => (&[ORDERS], GROUP_ORDERS, Turn::Any),
            Self::File => (&[FILES], GROUP_FILES, Turn::Any),
        };
        Lane { buckets, group, turn }
    }

    /// The scope the method needs, by Avito's name (auth.json and messenger.json, 2026-04-30).
    pub(crate) fn right(self) -> Option<&'static str> {
        match self {
            Self::Chats | Self::History | Self::MarkRead | Self::Voice => Some("messenger:read"),
            Self::Send | Self::Upload | Self::Delete => Some("messenger:write"),
            Self::Account => Some("user:read"),
            Self::Items => Some("items:info"),
            Self::Token | Self::Orders | Self::File => None,
        }
    }

    /// Whether a 403 may be about one chat, message or picture alone: a buyer who has blocked the shop, a
    /// message of somebody else's. Everything the account can do otherwise goes on.
    pub(crate) fn is_about_one(self) -> bool {
        matches!(self, Self::Send | Self::Upload | Self::MarkRead | Self::Delete)
    }

    /// Whether such a refusal may mean that the token has ended: an ended one gives 403 (auth.json),
    /// others say 401. Orders are refused with 403 to everybody who is no business.
    pub(crate) fn token_may_have_ended(self, status: u16) -> bool {
        match status {
            401 => true,
            403 => self != Self::Orders,
            _ => false,
        }
    }
}

/// The paces of the buckets: what is saved up and what is added within a minute stay below its limit together.
const PACES: [Pace; 7] = [
    Pace::of(20, 125),
    Pace::of(16, 157),
    // Ours: a token is asked for once a day.
    Pace::of(4, 10_000),
    Pace::of(4, 1_000),
    Pace::of(5, 3_000),
    Pace::of(10, 125),
    // Ours: no limit is documented for files.
    Pace::of(10, 100),
];

/// The buckets of one account.
pub(crate) fn limits() -> SellerLimits {
    SellerLimits::new(&PACES, GROUPS.len())
}

/// What answers told of the limits.
#[derive(Debug, Default)]
pub(crate) struct Told(Mutex<[Group; GROUPS.len()]>);

#[derive(Clone, Copy, Debug, Default)]
struct Group {
    /// 429s in a row that named no time.
    refusals: u32,
    /// Limit, what is left of it, and when that was said.
    quota: Option<(u32, u32, AtMs)>,
}

impl Told {
    fn with<T>(&self, method: Method, act: impl FnOnce(&mut Group) -> T) -> Option<T> {
        let mut groups = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        groups.get_mut(method.lane().group).map(act)
    }

    /// Takes note of an answer; for how long, in milliseconds, the group is to be left alone.
    pub(crate) fn learn(&self, method: Method, answer: &Answer, asked_ms: Option<i64>, now: AtMs) -> Option<i64> {
        let number = |name| answer.header(name).and_then(|value| value.trim().parse::<u32>().ok());
        self.with(method, |group| {
            if let (Some(limit), Some(left)) = (number("x-ratelimit-limit"), number("x-ratelimit-remaining")) {
                group.quota = Some((limit, left.min(limit), now));
            }
            match answer.status {
                429 => Some(asked_ms.unwrap_or_else(|| {
                    group.refusals = group.refusals.saturating_add(1);
                    pause_ms(group.refusals)
                })),
                503 => asked_ms,
                200..=299 => {
                    group.refusals = 0;
                    None
                }
                _ => None,
            }
        })
        .flatten()
    }

    /// The wait after the last 429 that named no time, in milliseconds.
    pub(crate) fn pause_ms(&self, method: Method) -> i64 {
        self.with(method, |group| pause_ms(group.refusals)).unwrap_or(LONGEST_PAUSE_MS)
    }

    /// What is left of the limits. What was said a period ago is over.
    pub(crate) fn quotas(&self, now: AtMs) -> Vec<Quota> {
        let groups = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let told = GROUPS.iter().zip(groups.iter()).filter_map(|(name, group)| Some((name, group.quota?)));
        told.map(|(name, (limit, left, at))| {
            let fresh = (0..PERIOD_MS).contains(&now.since_ms(at));
            Quota { name: (*name).to_owned(), limit, left: if fresh { left } else { limit }, period_ms: PERIOD_MS }
        })
        .collect()
    }
}

fn pause_ms(refusals: u32) -> i64 {
    (1_000_i64 << refusals.saturating_sub(1).min(10)).min(LONGEST_PAUSE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn no_minute_holds_more_than_the_documents_allow() {
        for (bucket, documented) in [(MESSENGER, 500), (POLL, 400), (ITEMS, 25), (ORDERS, 500)] {
            let in_a_minute = PACES[bucket].most_in(Duration::from_secs(60));
            assert!(in_a_minute <= documented, "{bucket}: {in_a_minute} of {documented}");
        }
    }
}
