//! Replaying the past under other rules.

use pult_domain::sla::{Answering, Simulated, SlaPolicy};
use pult_domain::{AccountId, AtMs, ErrorCode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a replay stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhatIfState {
    /// Chats are being read and judged.
    Running,
    /// The result is there.
    Done,
    /// Stopped by the owner, or by another replay of the same window.
    Cancelled,
    /// The past could not be read.
    Failed,
}

dto! {
    /// What to try on the past.
    WhatIfStart {
        /// Whoever asks, by a name of its own choice: a new replay ends the earlier one of the same window.
        window: String,
        /// One shop's chats; without it those of all shops, and shops with rules of their own keep them.
        account: Option<AccountId>,
        /// Rules and hours, kept or not, in place of the shop's.
        policy: SlaPolicy,
        /// How quickly the shop would answer.
        answering: Answering,
        /// How many days back (90 by default, 366 at most).
        days: Option<u32>,
    }

    /// One replay.
    WhatIfRef {
        /// Its number.
        run: u32,
    }

    /// A replay: how far it is, and what came of it.
    WhatIfView {
        /// Its number.
        run: u32,
        /// How it stands.
        state: WhatIfState,
        /// Chats judged.
        chats: u32,
        /// Chats to judge; 0 until they are counted.
        chats_in_all: u32,
        /// What is counted began after this moment.
        since_ms: AtMs,
        /// And before this one.
        until_ms: AtMs,
        /// Shops that keep rules of their own, so that only the speed of answers is tried on them.
        shops_apart: u32,
        /// Messages were not read for what they mean, for there are very many: words alone decided.
        words_only: bool,
        /// The result, once done.
        result: Option<Simulated>,
        /// Why it failed.
        problem: Option<ErrorCode>,
    }
}
