//! "завтра 9", "2h", "holnap 9", "в рабочее время": when a reply shall leave, as an owner types it.
//!
//! Times are read as those of a snooze are; what stands apart is the shop's next opening, which only
//! its hours know. "Until the buyer writes" is no time to send at.

use super::calendar::Hours;
use super::snooze::{self, Snooze, SnoozeFault};
use super::words::fold;
use crate::AtMs;

/// The word a face sends for the next opening; every language has words of its own besides.
pub const OPENING: &str = "opening";

/// Beginnings of words that mean the hours in which the shop works.
const WORKING: [&str; 11] = ["рабоч", "откры", "opening", "working", "business", "nyit", "munkaid", "otevr", "pracovn", "ouvert", "ouvrab"];

/// Reads when a reply shall leave.
///
/// # Errors
/// When it is no time, none in the coming year, or the shop has no hours.
pub fn parse(typed: &str, now: AtMs, hours: &Hours) -> Result<AtMs, SnoozeFault> {
    let mut named = typed.split(|c: char| !c.is_alphanumeric()).map(fold);
    if named.any(|word| WORKING.iter().any(|known| word.starts_with(known))) {
        return opening(now, hours).ok_or(SnoozeFault::TooFar);
    }
    match snooze::parse(typed, now, hours.zone())? {
        Snooze::At { at_ms } => Ok(at_ms),
        Snooze::BuyerWrites => Err(SnoozeFault::NotUnderstood),
    }
}

/// When the shop opens next; while it is open, after the coming pause.
#[must_use]
pub fn opening(now: AtMs, hours: &Hours) -> Option<AtMs> {
    hours.pause(now).map(|(_, opens)| opens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::calendar::Calendar;

    fn at(text: &str) -> AtMs {
        AtMs(text.parse::<jiff::Timestamp>().expect("a time").as_millisecond())
    }

    #[test]
    fn times_and_the_next_opening_in_five_languages() {
        let hours = Calendar::default().ready().expect("the usual hours");
        let (noon, night) = (at("2026-11-20T12:00:00+03:00"), at("2026-11-20T23:30:00+03:00"));
        for typed in ["в рабочее время", "opening", "working hours", "munkaidőben", "v pracovní době", "heures d'ouverture", "aux heures ouvrables"]
        {
            assert_eq!(parse(typed, night, &hours), Ok(at("2026-11-21T09:00:00+03:00")), "{typed}");
            assert_eq!(parse(typed, noon, &hours), Ok(at("2026-11-21T09:00:00+03:00")), "{typed}, while the shop is open");
        }
        assert_eq!(parse("завтра 9", noon, &hours), Ok(at("2026-11-21T09:00:00+03:00")));
        assert_eq!(parse("2h", noon, &hours), Ok(at("2026-11-20T14:00:00+03:00")));
        assert_eq!(parse("в 18 часов", noon, &hours), Ok(at("2026-11-20T18:00:00+03:00")));
        assert_eq!(parse("1,5 часа", noon, &hours), Err(SnoozeFault::NotUnderstood));
        assert_eq!(parse("пока покупатель не напишет", noon, &hours), Err(SnoozeFault::NotUnderstood));
        assert_eq!(parse("когда-нибудь", noon, &hours), Err(SnoozeFault::NotUnderstood));
    }
}
