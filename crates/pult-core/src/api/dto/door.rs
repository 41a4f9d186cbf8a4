//! What the guard said of a reply as it left.

use pult_domain::{AtMs, GuardWriter, OutboxId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// A warning of the guard under which a reply was sent off nevertheless.
    OverrideView {
        /// The reply.
        outbox: OutboxId,
        /// The rule.
        rule: String,
        /// Why it warned, in the owner's language.
        reason: String,
        /// First character of the place in the reply, in Unicode scalar values.
        start: f64,
        /// One past the last.
        end: f64,
        /// Whose words they were.
        writer: GuardWriter,
        /// Who sent them nevertheless.
        who: String,
        /// When.
        at_ms: AtMs,
    }
}
