//! Learning from edits: what an owner does to drafts again and again, and how later drafts follow it.
//!
//! Nothing is trained. An edit is taken apart into changes that have a name (another greeting, a last
//! line, a sentence, a word, fewer sentences); the same change at three buyers is put to the owner as
//! a habit, and only an accepted one changes drafts. A model over edits lost: an owner sees some
//! dozen edits a week, must be able to read what was learned, and must be able to take it back.
//!
//! What is proposed holds nothing of one buyer: names are replaced by a variable, sentences with
//! figures are left alone, and three *different* buyers must have got the same words.
//!
//! Pure: edits and drafts come in, changes and texts go out.

mod apply;
mod changes;
mod propose;

pub use apply::{Applied, apply, instructions};
pub use changes::changes;
pub use propose::{FEWEST_BUYERS, Proposal, proposals};

use crate::classify::Intent;
use crate::guard::Locale;
use pult_domain::HabitKind;

/// Where the buyer's name stands in a change.
pub(crate) const NAME: &str = "{{customer}}";

/// A draft and what was sent instead; the same text where it was sent as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The draft.
    pub draft: i64,
    /// Tells buyers apart.
    pub buyer: String,
    /// The buyer's name, which must not be learned; may be empty.
    pub customer: String,
    /// The language of both texts.
    pub locale: Locale,
    /// What the buyer wanted.
    pub intent: Option<Intent>,
    /// What was drafted.
    pub drafted: String,
    /// What was sent.
    pub sent: String,
}

/// One thing done to a draft. An empty side is "nothing": added, or left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Change {
    /// What it is.
    pub kind: HabitKind,
    /// What stood in the draft.
    pub was: String,
    /// What stands there now; of [`HabitKind::Shorter`] the number of sentences that are kept.
    pub becomes: String,
}

/// A change that drafts follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habit {
    /// Its row.
    pub id: i64,
    /// What is done.
    pub change: Change,
    /// In which language.
    pub locale: Locale,
    /// For which questions; for all of them without one.
    pub intent: Option<Intent>,
}

#[cfg(test)]
mod tests;
