//! Days on which a shop does not work: those of a country and the owner's own.

use crate::chat::words;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

words!(
    /// The public holidays of a country, as its law names them. Days moved by a yearly decree are not
    /// known here; the owner adds them.
    HolidayPreset {
        /// Russia: Labour Code, article 112 (edition of 2025).
        Ru = "ru",
        /// Hungary: Act I of 2012, section 102, and 24 December since 2025.
        Hu = "hu",
        /// Czechia: Act 245/2000, sections 1 and 2.
        Cz = "cz",
        /// France: Labour Code, article L3133-1.
        Fr = "fr",
    }
);

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    /// The year; none for every year.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

impl Day {
    /// A day of a year.
    #[must_use]
    pub fn of(date: jiff::civil::Date) -> Self {
        Self { year: Some(date.year()), month: date.month(), day: date.day() }
    }

    /// Reads "2026-12-31" or "12-31".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(date) = text.parse::<jiff::civil::Date>() {
            return Some(Self::of(date));
        }
        let (month, day) = text.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        // 29 February exists in some years.
        jiff::civil::Date::new(2024, month, day).ok().map(|_| Self { year: None, month, day })
    }

    fn is(self, date: jiff::civil::Date) -> bool {
        self.year.is_none_or(|year| year == date.year()) && self.month == date.month() && self.day == date.day()
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(year) = self.year {
            write!(f, "{year:04}-")?;
        }
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("expected a day: 2026-12-31 or 12-31"))
    }
}

/// The holidays of a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Holidays {
    /// Countries whose holidays are kept.
    #[serde(default)]
    pub presets: Vec<HolidayPreset>,
    /// Days the owner added: "2026-12-31" or every year "12-31".
    #[serde(default)]
    #[ts(as = "Vec<String>")]
    pub added: Vec<Day>,
    /// Days on which the shop works although a preset names them.
    #[serde(default)]
    #[ts(as = "Vec<String>")]
    pub removed: Vec<Day>,
}

impl Holidays {
    /// Whether the shop is closed on that day.
    #[must_use]
    pub fn holds(&self, date: jiff::civil::Date) -> bool {
        let named = self.added.iter().any(|day| day.is(date)) || self.presets.iter().any(|preset| preset.holds(date));
        named && !self.removed.iter().any(|day| day.is(date))
    }
}

impl HolidayPreset {
    /// Whether it is a holiday of that country.
    #[must_use]
    pub fn holds(self, date: jiff::civil::Date) -> bool {
        self.fixed().contains(&(date.month(), date.day())) && !(self == Self::Hu && (date.month(), date.day()) == (12, 24) && date.year() < 2025)
            || self.after_easter().contains(&days_after_easter(date))
    }

    /// The country's holidays of a year, in order, for the owner to look at.
    #[must_use]
    pub fn of_year(self, year: i16) -> Vec<Day> {
        let Ok(first) = jiff::civil::Date::new(year, 1, 1) else { return Vec::new() };
        let dates = std::iter::successors(Some(first), |date| date.tomorrow().ok()).take_while(|date| date.year() == year);
        dates.filter(|date| self.holds(*date)).map(Day::of).collect()
    }

    fn fixed(self) -> &'static [(i8, i8)] {
        match self {
            Self::Ru => &[(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)],
            Self::Hu => &[(1, 1), (3, 15), (5, 1), (8, 20), (10, 23), (11, 1), (12, 24), (12, 25), (12, 26)],
            Self::Cz => &[(1, 1), (5, 1), (5, 8), (7, 5), (7, 6), (9, 28), (10, 28), (11, 17), (12, 24), (12, 25), (12, 26)],
            Self::Fr => &[(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)],
        }
    }

    /// Days counted from Easter Sunday: Good Friday -2, Monday 1, Ascension 39, Whit Sunday 49 and Monday 50.
    fn after_easter(self) -> &'static [i32] {
        match self {
            Self::Ru => &[],
            Self::Hu => &[-2, 0, 1, 49, 50],
            Self::Cz => &[-2, 1],
            Self::Fr => &[1, 39, 50],
        }
    }
}

/// Western Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher's algorithm, 1876).
#[must_use]
pub fn easter(year: i16) -> Option<jiff::civil::Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    jiff::civil::Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}

fn days_after_easter(date: jiff::civil::Date) -> i32 {
    easter(date.year()).and_then(|easter| easter.until(date).ok()).map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_is_where_the_churches_have_it() {
        for (year, month, day) in
            [(1999, 4, 4), (2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
        {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn presets_know_fixed_and_moving_days() {
        for (preset, day) in [
            (HolidayPreset::Ru, date(2026, 1, 8)),
            (HolidayPreset::Ru, date(2026, 6, 12)),
            (HolidayPreset::Hu, date(2026, 4, 3)),
            (HolidayPreset::Hu, date(2026, 4, 6)),
            (HolidayPreset::Hu, date(2026, 5, 25)),
            (HolidayPreset::Hu, date(2025, 12, 24)),
            (HolidayPreset::Cz, date(2026, 4, 3)),
            (HolidayPreset::Cz, date(2026, 11, 17)),
            (HolidayPreset::Fr, date(2026, 5, 14)),
            (HolidayPreset::Fr, date(2026, 5, 25)),
            (HolidayPreset::Fr, date(2026, 7, 14)),
        ] {
            assert!(preset.holds(day), "{preset:?} {day}");
        }
        for (preset, day) in [
            (HolidayPreset::Ru, date(2026, 4, 6)),
            (HolidayPreset::Cz, date(2026, 4, 5)),
            (HolidayPreset::Fr, date(2026, 4, 3)),
            (HolidayPreset::Hu, date(2024, 12, 24)),
        ] {
            assert!(!preset.holds(day), "{preset:?} {day}");
        }
        let counts: Vec<usize> = HolidayPreset::ALL.iter().map(|preset| preset.of_year(2026).len()).collect();
        assert_eq!(counts, [14, 14, 13, 11]);
    }

    #[test]
    fn the_owner_adds_and_removes_days() {
        let holidays: Holidays = serde_json::from_str(r#"{"presets":["ru"],"added":["2026-12-30","12-31"],"removed":["2026-11-04"]}"#).expect("holidays");
        assert!(holidays.holds(date(2026, 12, 30)) && !holidays.holds(date(2027, 12, 30)));
        assert!(holidays.holds(date(2027, 12, 31)));
        assert!(!holidays.holds(date(2026, 11, 4)) && holidays.holds(date(2027, 11, 4)));
        let again: Holidays = serde_json::from_str(&serde_json::to_string(&holidays).expect("text")).expect("holidays");
        assert_eq!(again, holidays);
        assert!(serde_json::from_str::<Holidays>(r#"{"added":["31.12"]}"#).is_err());
        assert_eq!([Day::parse("02-30"), Day::parse("2026-02-29"), Day::parse("x-1")], [None, None, None]);
    }
}
