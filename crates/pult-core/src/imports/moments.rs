//! Dates and times as programs and people write them into tables.
//!
//! Read are RFC 3339, `2026-11-21 13:05[:33]`, `21.11.2026 13:05` (Russian, Czech), `2026. 11. 21. 13:05`
//! (Hungarian), `21/11/2026 13:05` (French, British), seconds and milliseconds since 1970. A day before
//! its month wherever a dot or a slash stands between them: of the five languages none writes them the
//! other way round, and guessing by the row would read half a file one way and half the other.

use crate::api::dto::ImportFault;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use pult_domain::AtMs;

/// The first moment that a message can have: 1 January 1995, the year of the first marketplaces.
const FIRST_MS: i64 = 788_918_400_000;
/// How far a clock on the other side may be ahead, in milliseconds: 1 day.
const AHEAD_MS: i64 = 24 * 60 * 60 * 1000;
/// Beyond this a bare number counts milliseconds: as seconds it would be the year 5138.
const SECONDS_UNTIL: u64 = 100_000_000_000;

/// The moment that is written there, on the clock of a zone where it has none of its own.
pub(super) fn read(text: &str, zone: &TimeZone, now: AtMs) -> Result<AtMs, ImportFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ImportFault::NoTime);
    }
    let at = absolute(text).or_else(|| local(text, zone)).ok_or(ImportFault::TimeUnclear)?;
    if (FIRST_MS..=now.0.saturating_add(AHEAD_MS)).contains(&at.0) { Ok(at) } else { Err(ImportFault::TimeImpossible) }
}

fn absolute(text: &str) -> Option<AtMs> {
    if let Ok(stamp) = text.parse::<jiff::Timestamp>() {
        return Some(AtMs(stamp.as_millisecond()));
    }
    let number: i64 = text.parse().ok()?;
    Some(AtMs(if number.unsigned_abs() < SECONDS_UNTIL { number.checked_mul(1_000)? } else { number }))
}

fn local(text: &str, zone: &TimeZone) -> Option<AtMs> {
    let (date, time) = halves(text);
    let mut parts = date.split(['-', '.', '/']).map(str::trim).filter(|part| !part.is_empty());
    let (a, b, c) = (number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?);
    if parts.next().is_some() {
        return None;
    }
    let year_first = a > 31;
    let (year, month, day) = if year_first { (a, b, c) } else { (if c < 100 { 2_000 + c } else { c }, b, a) };
    let (hour, minute, second) = clock(time)?;
    let at = DateTime::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?, hour, minute, second, 0).ok()?;
    Some(AtMs(at.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond()))
}

/// The date and the time: what has colons is the time.
fn halves(text: &str) -> (&str, &str) {
    let Some(colon) = text.find(':') else { return (text, "") };
    let before = text.get(..colon).unwrap_or_default();
    let between = [' ', 'T', ',', '\u{a0}', '\u{202f}'];
    let cut = before.rfind(between).unwrap_or(0);
    (text.get(..cut).unwrap_or_default().trim_end_matches(between), text.get(cut..).unwrap_or_default().trim_start_matches(between))
}

fn clock(time: &str) -> Option<(i8, i8, i8)> {
    if time.is_empty() {
        return Some((0, 0, 0));
    }
    let mut parts = time.split(':');
    let small = |part: Option<&str>| i8::try_from(number(part?.trim())?).ok();
    let (hour, minute) = (small(parts.next())?, small(parts.next())?);
    // Of a fraction of a second nothing is kept: such rows have no milliseconds elsewhere either.
    let second = parts.next().map_or(Some(0), |part| small(part.split(['.', ',']).next()))?;
    Some((hour, minute, second))
}

fn number(text: &str) -> Option<i64> {
    if text.len() > 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) { None } else { text.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: AtMs = AtMs(1_795_219_200_000);

    fn moscow(text: &str) -> Result<String, ImportFault> {
        let zone = TimeZone::get("Europe/Moscow").expect("in the database");
        read(text, &zone, NOW).map(crate::history_file::written)
    }

    #[test]
    fn a_moment_is_read_as_each_language_writes_it() {
        for text in [
            "2025-11-20T13:05:33+03:00",
            "2025-11-20T10:05:33Z",
            "2025-11-20 13:05:33",
            "20.11.2025 13:05:33",
            "20.11.2025, 13:05:33",
            "2025. 11. 20. 13:05:33",
            "20. 11. 2025 13:05:33",
            "20/11/2025 13:05:33",
            "20.11.25 13:05:33",
            "1763633133",
            "1763633133000",
        ] {
            assert_eq!(moscow(text).as_deref(), Ok("2025-11-20T10:05:33.000Z"), "{text}");
        }
        assert_eq!(moscow("20.11.2025 13:05").as_deref(), Ok("2025-11-20T10:05:00.000Z"));
        assert_eq!(moscow("20.11.2025").as_deref(), Ok("2025-11-19T21:00:00.000Z"));
    }

    #[test]
    fn what_is_no_moment_is_told_apart() {
        for (text, fault) in [
            ("", ImportFault::NoTime),
            ("вчера", ImportFault::TimeUnclear),
            ("11/21/2025 10:00", ImportFault::TimeUnclear),
            ("32.01.2025", ImportFault::TimeUnclear),
            ("20.11.2025 25:00", ImportFault::TimeUnclear),
            ("20.11.2125 10:00", ImportFault::TimeImpossible),
            ("0", ImportFault::TimeImpossible),
            ("-9223372036854775808", ImportFault::TimeImpossible),
        ] {
            assert_eq!(moscow(text), Err(fault), "{text}");
        }
    }
}
