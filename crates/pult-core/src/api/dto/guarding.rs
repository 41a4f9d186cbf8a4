//! The owner's own rules of the guard.

use pult_domain::{ChannelKind, GuardWriter, Language};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// A rule of the owner: words that should not stand in a reply, and why.
    GuardRuleView {
        /// Its id; empty for a new one.
        id: String,
        /// Phrases, one of which is enough.
        phrases: Vec<String>,
        /// Why, in the owner's words; shown where the rule is broken.
        reason: String,
        /// A reply with these words does not leave; otherwise the owner is only warned.
        blocks: bool,
        /// A "not" before the words lets them pass.
        negation_passes: bool,
        /// The channels it holds on; all without one.
        channels: Vec<ChannelKind>,
        /// Whose replies it concerns; everybody's without one.
        writers: Vec<GuardWriter>,
        /// The languages it holds in; all without one.
        languages: Vec<Language>,
    }

    /// One rule of the owner.
    GuardRuleRef {
        /// Its id.
        id: String,
    }

    /// A text against the rules there are and one that is being written.
    GuardTry {
        /// The text.
        text: String,
        /// The rule as it stands on the screen; in place of the kept one of its id.
        rule: Option<GuardRuleView>,
        /// The channel; Wildberries by default.
        channel: Option<ChannelKind>,
        /// The language the reply should have; Russian by default.
        language: Option<Language>,
        /// Who writes; a person by default.
        writer: Option<GuardWriter>,
    }
}
