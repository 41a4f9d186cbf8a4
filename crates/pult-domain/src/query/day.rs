//! Days as they are typed: 2026-05-17, 17.05.2026, 2026-05, 2026, "7d" for a week ago, today.

use crate::AtMs;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Longest way back of "7d", in days: a century.
const FARTHEST_DAYS: i64 = 36_525;

/// A day, or the first day of a month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// A day of the calendar.
    On(Date),
    /// So many days before today.
    Ago(i64),
}

impl Day {
    /// Reads a day; `None` for what is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        match lower.as_str() {
            "today" | "сегодня" | "ma" | "dnes" | "aujourd'hui" => return Some(Self::Ago(0)),
            "yesterday" | "вчера" | "tegnap" | "vcera" | "včera" | "hier" => return Some(Self::Ago(1)),
            _ => {}
        }
        if let Some(unit) = lower.chars().last().filter(|c| !c.is_ascii_digit()) {
            let number: i64 = lower.strip_suffix(unit)?.parse().ok()?;
            let days = match unit {
                'd' | 'д' | 'n' | 'j' => number,
                'w' | 'н' => number.checked_mul(7)?,
                'm' | 'м' => number.checked_mul(30)?,
                'y' | 'г' => number.checked_mul(365)?,
                _ => return None,
            };
            return (0..=FARTHEST_DAYS).contains(&days).then_some(Self::Ago(days));
        }
        let numbers: Vec<i16> = lower.split(['-', '.', '/']).map(str::parse).collect::<Result<_, _>>().ok()?;
        let day = |year: i16, month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        let on = match numbers.as_slice() {
            [year @ 1970..=2999] => day(*year, 1, 1),
            [year @ 1970..=2999, month] => day(*year, *month, 1),
            [year @ 1970..=2999, month, of] => day(*year, *month, *of),
            [of, month, year @ 1970..=2999] => day(*year, *month, *of),
            [month, year @ 1970..=2999] => day(*year, *month, 1),
            _ => None,
        };
        on.map(Self::On)
    }

    /// When the day begins in a zone, seen from now.
    #[must_use]
    pub fn begins(self, now: AtMs, zone: &TimeZone) -> AtMs {
        let today = || Timestamp::from_millisecond(now.0).map_or_else(|_| date(1970, 1, 1), |now| now.to_zoned(zone.clone()).date());
        let day = match self {
            Self::On(day) => day,
            Self::Ago(days) => today().checked_sub(days.days()).unwrap_or_else(|_| date(1970, 1, 1)),
        };
        day.to_zoned(zone.clone()).map_or(AtMs(0), |start| AtMs(start.timestamp().as_millisecond()))
    }
}
