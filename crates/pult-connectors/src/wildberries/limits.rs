//! The documented request limits (communications.yaml `x-wb-rate-limits`, verified 2026-08-19;
//! context.yaml for seller-info, ping and cards).
//!
//! The documents state 10 in 10 s (a pause of 1 s, a burst of 10) for chats, events and message,
//! each in a table of its own, and do not say whether they share one bucket. One bucket is kept
//! for all three, which is right either way; polling takes at most 4 of every 5.

use std::time::Duration;

use pult_domain::{AtMs, TokenKind};

use crate::channel::Quota;
use crate::http::limiter::{Lane, Pace, SellerLimits, Turn};

const CHAT: usize = 0;
const POLL: usize = 1;
const DOWNLOAD: usize = 2;
const SELLER_INFO: usize = 3;
const CARDS: usize = 4;
const PING: usize = 5;
const MESSAGE: usize = 6;

const GROUP_CHAT: usize = 0;
const GROUP_DOWNLOAD: usize = 1;
const GROUP_SELLER_INFO: usize = 2;
const GROUP_CARDS: usize = 3;
const GROUP_PING: usize = 4;
const GROUPS: usize = 5;

/// The methods called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// `GET /api/v1/seller/chats`.
    Chats,
    /// `GET /api/v1/seller/events`.
    Events,
    /// `POST /api/v1/seller/message`.
    Message,
    /// `GET /api/v1/seller/download/{id}`.
    Download,
    /// `GET /api/v1/seller-info`.
    SellerInfo,
    /// `POST /content/v2/get/cards/list`.
    Cards,
    /// `GET /ping`.
    Ping,
}

impl Method {
    /// Where the method queues.
    pub(crate) fn lane(self, kind: TokenKind) -> Lane {
        // A base token has one request an hour for each method: sharing them would mean that one
        // look at the feed costs the hour's reply.
        let apart = kind == TokenKind::Base;
        let (buckets, group, turn): (&'static [usize], usize, Turn) = match self {
            Self::Chats => (&[CHAT], GROUP_CHAT, Turn::Any),
            Self::Events if apart => (&[POLL], GROUP_CHAT, Turn::Last),
            Self::Events => (&[POLL, CHAT], GROUP_CHAT, Turn::Last),
            Self::Message if apart => (&[MESSAGE], GROUP_CHAT, Turn::First),
            Self::Message => (&[CHAT], GROUP_CHAT, Turn::First),
            Self::Download => (&[DOWNLOAD], GROUP_DOWNLOAD, Turn::Any),
            Self::SellerInfo => (&[SELLER_INFO], GROUP_SELLER_INFO, Turn::Any),
            Self::Cards => (&[CARDS], GROUP_CARDS, Turn::Any),
            Self::Ping => (&[PING], GROUP_PING, Turn::Any),
        };
        Lane { buckets, group, turn }
    }
}

/// How long a group stays closed after a 429 without a time, in milliseconds: one documented pause.
pub(crate) const PAUSE_MS: i64 = 1_000;

/// What is left of the limits the owner may run into.
pub(crate) fn quotas(limits: &SellerLimits, now: AtMs) -> Vec<Quota> {
    [("chat", CHAT, GROUP_CHAT), ("download", DOWNLOAD, GROUP_DOWNLOAD)]
        .into_iter()
        .filter_map(|(name, bucket, group)| limits.quota(name, bucket, group, now))
        .collect()
}

/// The buckets of one seller, by the kind of token.
pub(crate) fn limits(kind: TokenKind) -> SellerLimits {
    let seconds = Duration::from_secs;
    let hour = Pace { burst: 1, every: seconds(3_600) };
    let cards = Pace { burst: 5, every: Duration::from_millis(600) };
    let ping = Pace { burst: 3, every: seconds(10) };
    let paces = match kind {
        TokenKind::Base => [hour, hour, Pace { burst: 1, every: seconds(360) }, Pace { burst: 1, every: seconds(86_400) }, cards, ping, hour],
        TokenKind::Test | TokenKind::Personal | TokenKind::Service | TokenKind::Unknown => {
            let ten = Pace { burst: 10, every: seconds(1) };
            let poll = Pace { burst: 6, every: Duration::from_millis(1_250) };
            [ten, poll, ten, Pace { burst: 10, every: seconds(60) }, cards, ping, ten]
        }
    };
    SellerLimits::new(&paces, GROUPS)
}
