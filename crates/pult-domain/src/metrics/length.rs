//! How long most of them waited, when some still wait.
//!
//! The median of the answered waits alone flatters: a shop that leaves the hard questions open gets
//! better by it. Counting an open wait as long as it is now flatters less and still does: ten
//! questions of this minute would pull the median to a minute. Each open wait says only "longer
//! than this", and the product-limit estimate (Kaplan and Meier, 1958) is the usual way to hear just
//! that. Without open waits it is the plain percentile: the shortest time within which that share
//! was answered. A chat that was closed without a reply is heard in the same way.
//!
//! Where fewer than that share were answered, only a bound is known: even within the longest answered
//! wait they were fewer. Without any answer it is what that share has waited already.

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
    let mut known = None;
    let mut unanswered = 1.0;
    let mut left = waits.len();
    for same in waits.chunk_by(|a, b| a.0 == b.0) {
        let answered = same.iter().filter(|(_, answered)| *answered).count();
        #[allow(clippy::cast_precision_loss, reason = "counts of waits stay far below 2^53")]
        if answered > 0 {
            unanswered *= (left - answered) as f64 / left as f64;
            known = same.first().map(|(ms, _)| *ms);
        }
        if unanswered <= 1.0 - share + ROUNDING {
            return known.map(|ms| Length { ms, at_least: false });
        }
        left -= same.len();
    }
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list")]
    let place = (waits.len() as f64 * share).ceil() as usize;
    let ms = known.or_else(|| waits.get(place.saturating_sub(1)).map(|(ms, _)| *ms))?;
    Some(Length { ms, at_least: true })
}
