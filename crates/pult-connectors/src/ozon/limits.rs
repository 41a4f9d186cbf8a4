//! The request limits (section "Limits" of the Seller API, 2026-09): 50 requests a second for one
//! Client-Id over all methods. Methods have limits of their own beside it, which are not stated;
//! their 429 teaches them.
//!
//! "Circle is open" means that one method is closed for some minutes. Reading and writing are
//! therefore closed apart: a history that is shut must not hold back replies.

use pult_domain::AtMs;

use crate::channel::Quota;
use crate::http::limiter::{Lane, Pace, SellerLimits, Turn};

const ALL: usize = 0;
const POLL: usize = 1;

const GROUP_READ: usize = 0;
const GROUP_WRITE: usize = 1;
const GROUP_FACTS: usize = 2;
const GROUP_FILES: usize = 3;
const GROUPS: usize = 4;

/// How long a group stays closed after a 429 without a time, in milliseconds: the limit counts by
/// the second.
pub(super) const PAUSE_MS: i64 = 1_000;

/// How long after "Circle is open", in milliseconds. "Some minutes" is all that is reported
/// (2026-02); five.
pub(super) const CIRCLE_MS: i64 = 5 * 60 * 1_000;

/// The methods called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// `/v3/chat/list`.
    List,
    /// `/v3/chat/history`.
    History,
    /// `/v1/chat/send/message`.
    SendMessage,
    /// `/v1/chat/send/file`.
    SendFile,
    /// `/v2/chat/read`.
    MarkRead,
    /// `/v1/roles`.
    Roles,
    /// `/v1/seller/info`.
    SellerInfo,
    /// `/v3/product/info/list`.
    Products,
    /// `/v4/posting/fbs/list`.
    OrdersFbs,
    /// `/v3/posting/fbo/list`.
    OrdersFbo,
    /// `/v3/posting/fbs/get`.
    PostingFbs,
    /// `/v2/posting/fbo/get`.
    PostingFbo,
    /// A file of a message, wherever it lies.
    File,
}

impl Method {
    /// The path, which is also the name Ozon's roles list the method by.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::List => "/v3/chat/list",
            Self::History => "/v3/chat/history",
            Self::SendMessage => "/v1/chat/send/message",
            Self::SendFile => "/v1/chat/send/file",
            Self::MarkRead => "/v2/chat/read",
            Self::Roles => "/v1/roles",
            Self::SellerInfo => "/v1/seller/info",
            Self::Products => "/v3/product/info/list",
            Self::OrdersFbs => "/v4/posting/fbs/list",
            Self::OrdersFbo => "/v3/posting/fbo/list",
            Self::PostingFbs => "/v3/posting/fbs/get",
            Self::PostingFbo => "/v2/posting/fbo/get",
            Self::File => "",
        }
    }

    /// Whether the method is among those of the chats, which need a plan (Premium Plus or Pro).
    pub(super) fn needs_plan(self) -> bool {
        matches!(self, Self::History | Self::SendMessage | Self::SendFile | Self::MarkRead)
    }

    /// Where the method queues.
    pub(super) fn lane(self) -> Lane {
        let (buckets, group, turn): (&'static [usize], usize, Turn) = match self {
            Self::List | Self::History => (&[POLL, ALL], GROUP_READ, Turn::Last),
            Self::SendMessage | Self::SendFile => (&[ALL], GROUP_WRITE, Turn::First),
            Self::MarkRead => (&[ALL], GROUP_WRITE, Turn::Any),
            Self::Roles | Self::SellerInfo | Self::Products | Self::OrdersFbs | Self::OrdersFbo | Self::PostingFbs | Self::PostingFbo => {
                (&[ALL], GROUP_FACTS, Turn::Any)
            }
            Self::File => (&[ALL], GROUP_FILES, Turn::Any),
        };
        Lane { buckets, group, turn }
    }
}

/// The requests of a second.
const A_SECOND: u32 = 50;

/// The paces of the buckets: what is saved up and what is added within a second stay below its limit together.
/// Polling takes at most 4 of every 5.
const PACES: [Pace; 2] = [Pace::of(A_SECOND / 2, 40), Pace::of(20, 50)];

/// The buckets of one Client-Id.
pub(super) fn limits() -> SellerLimits {
    SellerLimits::new(&PACES, GROUPS)
}

/// What is left of the limit, of which half may be saved up.
pub(super) fn quotas(limits: &SellerLimits, now: AtMs) -> Vec<Quota> {
    let whole = |kept: Quota| Quota { limit: A_SECOND, left: kept.left.saturating_mul(2).min(A_SECOND), ..kept };
    limits.quota("Client-Id", ALL, GROUP_WRITE, now).map(whole).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn no_second_holds_more_than_the_document_allows() {
        for (bucket, documented) in [(ALL, A_SECOND), (POLL, A_SECOND / 5 * 4)] {
            let in_a_second = PACES[bucket].most_in(Duration::from_secs(1));
            assert!(in_a_second <= u128::from(documented), "{bucket}: {in_a_second} of {documented}");
        }
    }
}
