//! A moment as people say it: "today at 14:30", "tomorrow at 9:00", "21 November at 9:00".

use super::Words;
use fluent_bundle::FluentArgs;

/// A moment as the shop writes it ("2026-11-20T23:10:00+03:00"), taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Written {
    /// Days since the beginning of the calendar.
    day_number: i64,
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
}

impl Written {
    fn read(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let mut date = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (date.next()??, date.next()??, date.next()??);
        let mut time = time.splitn(3, ':').map(|part| part.parse::<i64>().ok());
        let (hour, minute) = (time.next()??, time.next()??);
        Some(Self { day_number: days(year, month, day), year, month, day, hour, minute })
    }
}

/// Days since 1 March of the year 0, in the Gregorian calendar: a year that begins in March ends
/// with the day that may be missing.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let since_march = (month + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (since_march * 153 + 2) / 5 + day
}

impl Words {
    /// A moment in words, both as the shop writes them: near days by their names where it is known
    /// what is now, others by their date, with the year where it is another. What is no moment
    /// stays as it is.
    #[must_use]
    pub fn when(&self, written: &str, now: Option<&str>) -> String {
        let Some(at) = Written::read(written) else { return written.to_owned() };
        let now = now.and_then(Written::read);
        let time = format!("{}:{:02}", at.hour, at.minute);
        let near = match now.map(|now| at.day_number - now.day_number) {
            Some(-1) => Some("sla-when-yesterday"),
            Some(0) => Some("sla-when-today"),
            Some(1) => Some("sla-when-tomorrow"),
            _ => None,
        };
        let mut args = FluentArgs::new();
        args.set("time", time);
        if let Some(id) = near {
            return self.format(id, &args);
        }
        args.set("date", self.day(at, now.is_none_or(|now| now.year != at.year)));
        self.format("sla-when-then", &args)
    }

    /// The day of a moment in words, with its year. What is no moment stays as it is.
    #[must_use]
    pub fn date(&self, written: &str) -> String {
        Written::read(written).map_or_else(|| written.to_owned(), |at| self.day(at, true))
    }

    fn day(&self, at: Written, with_year: bool) -> String {
        let mut args = FluentArgs::new();
        args.set("day", at.day);
        args.set("month", at.month);
        let date = self.format("sla-when-date", &args);
        if !with_year {
            return date;
        }
        let mut args = FluentArgs::new();
        args.set("date", date);
        // As text: a year has no thousands.
        args.set("year", at.year.to_string());
        self.format("sla-when-year", &args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::LOCALES;

    #[test]
    fn near_days_have_names_and_others_a_date() {
        let words = Words::of("ru");
        let now = Some("2026-11-20T23:59:00+03:00");
        for (at, said) in [
            ("2026-11-20T14:30:00+03:00", "сегодня в 14:30"),
            ("2026-11-21T09:05:00+03:00", "завтра в 9:05"),
            ("2026-11-19T00:00:00+03:00", "вчера в 0:00"),
            ("2026-11-22T09:00:00+03:00", "22 ноября в 9:00"),
            ("2027-01-02T09:00:00+03:00", "2 января 2027 года в 9:00"),
        ] {
            assert_eq!(words.when(at, now), said);
        }
        assert_eq!(words.when("2026-11-20T14:30:00+03:00", None), "20 ноября 2026 года в 14:30", "nobody says when it is read");
        assert_eq!(words.when("когда-нибудь", now), "когда-нибудь");
    }

    #[test]
    fn the_days_of_a_year_follow_each_other_over_its_ends() {
        let day = |text: &str| Written::read(&format!("{text}T00:00:00Z")).expect("a day").day_number;
        for (before, after) in [
            ("2026-12-31", "2027-01-01"),
            ("2028-02-28", "2028-02-29"),
            ("2028-02-29", "2028-03-01"),
            ("2026-02-28", "2026-03-01"),
            ("2026-07-31", "2026-08-01"),
        ] {
            assert_eq!(day(after) - day(before), 1, "{before} and {after}");
        }
        assert_eq!(day("2100-03-01") - day("2100-02-28"), 1, "a hundredth year is no leap year");
    }

    #[test]
    fn every_language_names_every_month_differently() {
        for locale in LOCALES {
            let words = Words::of(locale);
            let said: std::collections::BTreeSet<String> = (1..=12).map(|month| words.when(&format!("2025-{month:02}-05T08:00:00Z"), None)).collect();
            assert_eq!(said.len(), 12, "{locale}");
            for at in &said {
                assert!(!at.contains("sla-") && !at.contains('{') && at.contains("2025") && at.contains("8:00"), "{locale}: {at}");
            }
            let near = ["2026-11-19", "2026-11-20", "2026-11-21"].map(|day| words.when(&format!("{day}T14:30:00Z"), Some("2026-11-20T10:00:00Z")));
            assert!(near.iter().all(|at| at.contains("14:30") && !at.contains("20") && !at.contains("sla-")), "{locale}: {near:?}");
        }
    }
}
