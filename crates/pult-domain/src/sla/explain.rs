//! Why a deadline is what it is: steps with a code and figures. Faces put them into words
//! (`locales/*/sla.ftl`); nobody has to believe them, [`recompute`] gives the result again.

use super::calendar::{MINUTE_MS, OffReason};
use super::clock::Urgency;
use super::rules::level_minutes;
use crate::reading::Intent;
use crate::{AtMs, Priority};
use serde::{Deserialize, Serialize};

/// One step of a decision. Holds phrases of rules, never the buyer's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Step {
    /// The buyer wrote.
    Received {
        /// When.
        at_ms: AtMs,
        /// The same on the shop's wall clock, with its offset.
        at: String,
        /// The shop's zone.
        zone: String,
    },
    /// A rule heard its words, but the message says it is not so ("не брак").
    Negated {
        /// The rule.
        rule: String,
        /// Its phrase.
        phrase: String,
    },
    /// A rule heard its words, but the message speaks of something else.
    Calmed {
        /// The rule.
        rule: String,
        /// Its phrase.
        phrase: String,
        /// The phrase that says so.
        by: String,
    },
    /// A rule heard its words, but the message means something else.
    Outweighed {
        /// The rule.
        rule: String,
        /// Its phrase.
        phrase: String,
        /// What the message means.
        intent: Intent,
        /// How sure that is, in hundredths.
        percent: u8,
    },
    /// The first rule that matched, by what the message means.
    Meant {
        /// The rule.
        rule: String,
        /// The owner's name for it; empty for a built-in one.
        name: String,
        /// What the message means.
        intent: Intent,
        /// How sure that is, in hundredths.
        percent: u8,
        /// The rule's level.
        level: Priority,
        /// The rule's minutes.
        minutes: u32,
    },
    /// The first rule that matched, by its words.
    Rule {
        /// The rule.
        rule: String,
        /// The owner's name for it; empty for a built-in one.
        name: String,
        /// The phrase that was heard; none for a rule without words.
        phrase: Option<String>,
        /// Where it stands in the message: first character, in Unicode scalar values.
        start: Option<u32>,
        /// One past the last.
        end: Option<u32>,
        /// The rule's level.
        level: Priority,
        /// The rule's minutes.
        minutes: u32,
    },
    /// No rule matched.
    NoRule {
        /// Normal.
        level: Priority,
        /// Its minutes.
        minutes: u32,
    },
    /// The analysis found the message more pressing than the rules do.
    Urgency {
        /// What it found.
        urgency: Urgency,
        /// At least this level.
        level: Priority,
        /// In at most these minutes.
        minutes: u32,
    },
    /// The chat is a dispute: an arbiter of the marketplace decides in it.
    Dispute {
        /// At least this level.
        level: Priority,
        /// In at most these minutes.
        minutes: u32,
    },
    /// Off hours raise the level and stretch its minutes by half.
    Raised {
        /// Why it was off.
        reason: OffReason,
        /// The level before.
        from: Priority,
        /// The level now.
        level: Priority,
        /// The minutes of that level.
        level_minutes: u32,
        /// One and a half times as many.
        minutes: u32,
    },
    /// The clock stands still in off hours.
    Paused {
        /// When the first pause ends.
        until_ms: AtMs,
        /// The same on the shop's wall clock.
        until: String,
        /// How long all pauses last, in milliseconds.
        #[ts(type = "number")]
        paused_ms: i64,
        /// How many they are.
        pauses: u32,
    },
    /// It was off hours, which do not count in this shop.
    OffIgnored {
        /// Why it was off.
        reason: OffReason,
    },
    /// Until then.
    Deadline {
        /// When.
        at_ms: AtMs,
        /// The same on the shop's wall clock.
        at: String,
        /// The level.
        level: Priority,
        /// The minutes.
        minutes: u32,
    },
}

/// The minutes of a level that off hours raised: those of the level it became, or the rule's own
/// where they are fewer or the level could not rise.
#[must_use]
pub fn raised_level_minutes(from: Priority, minutes: u32) -> u32 {
    match from {
        Priority::Urgent => minutes,
        _ => level_minutes(up(from)).min(minutes),
    }
}

/// Half as many again (design 5), the half minute counted whole.
#[must_use]
pub fn stretched(minutes: u32) -> u32 {
    minutes.saturating_mul(3).div_ceil(2)
}

/// One level up.
#[must_use]
pub fn up(level: Priority) -> Priority {
    match level {
        Priority::Low => Priority::Normal,
        Priority::Normal => Priority::High,
        Priority::High | Priority::Urgent => Priority::Urgent,
    }
}

/// The result of a chain of steps, by their figures alone: level, minutes, deadline. `None` when the
/// chain does not hold together.
#[must_use]
pub fn recompute(steps: &[Step]) -> Option<(Priority, u32, AtMs)> {
    let mut start = None;
    let mut decided: Option<(Priority, u32)> = None;
    let mut paused = 0;
    for step in steps {
        match step {
            Step::Received { at_ms, .. } => start = Some(*at_ms),
            Step::Rule { level, minutes, .. } | Step::Meant { level, minutes, .. } | Step::NoRule { level, minutes } => decided = Some((*level, *minutes)),
            Step::Urgency { level, minutes, .. } | Step::Dispute { level, minutes } => {
                decided = decided.map(|(had, time)| (had.max(*level), time.min(*minutes)))
            }
            Step::Raised { from, .. } => {
                let (level, minutes) = decided?;
                if level != *from {
                    return None;
                }
                decided = Some((up(level), stretched(raised_level_minutes(level, minutes))));
            }
            Step::Paused { paused_ms, .. } => paused += paused_ms,
            Step::Negated { .. } | Step::Calmed { .. } | Step::Outweighed { .. } | Step::OffIgnored { .. } | Step::Deadline { .. } => {}
        }
    }
    let (level, minutes) = decided?;
    Some((level, minutes, start?.plus_ms(i64::from(minutes) * MINUTE_MS + paused)))
}
