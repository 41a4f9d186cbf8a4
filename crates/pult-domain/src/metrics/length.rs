//! How long most of them waited, when some still wait.
//!
//! The median of the answered waits alone flatters: a shop that leaves the hard questions open gets
//! better by it. Counting an open wait as long as it is now flatters less and still does: ten
//! questions of this minute would pull the median to a minute. Each open wait says only "longer
//! than this", and the product-limit estimate (Kaplan and Meier, 1958) is the usual way to hear just
//! that. Without open waits it is the plain percentile: the shortest time within which that share
//! was answered. A chat that was closed without a reply is heard in the same way.

use serde::{Deserialize, Serialize};

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Length {
    /// Milliseconds.
    #[ts(type = "number")]
    pub ms: i64,
    /// It is at least so long: too few have been answered to say more.
    pub at_least: bool,
}

/// Room for the rounding of a product of fractions.
const ROUNDING: f64 = 1e-9;

/// The time within which such a share (0 to 1) is answered, from pairs of a duration and whether it
/// ended with an answer; none without waits.
#[must_use]
pub fn percentile(waits: &mut [(i64, bool)], share: f64) -> Option<Length> {
    // An answer at the same moment comes before those who go on waiting.
    waits.sort_unstable_by_key(|(ms, answered)| (*ms, !answered));
    let longest = waits.last()?.0;
    let mut unanswered = 1.0;
    let mut left = waits.len();
    for same in waits.chunk_by(|a, b| a.0 == b.0) {
        let answered = same.iter().filter(|(_, answered)| *answered).count();
        #[allow(clippy::cast_precision_loss, reason = "counts of waits stay far below 2^53")]
        if answered > 0 {
            unanswered *= (left - answered) as f64 / left as f64;
        }
        if unanswered <= 1.0 - share + ROUNDING {
            return same.first().map(|(ms, _)| Length { ms: *ms, at_least: false });
        }
        left -= same.len();
    }
    Some(Length { ms: longest, at_least: true })
}
