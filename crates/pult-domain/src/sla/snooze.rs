//! "2ч30м", "завтра 9", "holnap 9", "zítra v 9:30", "demain 9h", "monday 10am": until when a chat is
//! hidden, as an owner types it in any of the five languages.
//!
//! Times are those of the shop's wall clock. An hour that the clocks skip is the same time after the
//! jump, one that comes twice is its first. A moment that has passed today means tomorrow.

use super::rules::Weekday;
use super::words::fold;
use crate::AtMs;
use crate::chat::words;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _, Zoned};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// The hour of a day that was named without one: when the shop opens by default (design 5).
const MORNING: i8 = 9;
/// Longest snooze, in minutes: a year.
const LONGEST_MINUTES: i64 = 366 * 24 * 60;

/// Until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "until", rename_all = "snake_case")]
pub enum Snooze {
    /// Until a moment; a new message of the buyer ends it earlier.
    At {
        /// The moment.
        at_ms: AtMs,
    },
    /// Until the buyer writes.
    BuyerWrites,
}

words!(
    /// Why a typed snooze cannot be used.
    SnoozeFault {
        /// Nothing was typed.
        Empty = "snooze_empty",
        /// It is not a time.
        NotUnderstood = "snooze_not_understood",
        /// There is no such hour, minute or day.
        NoSuchTime = "snooze_no_such_time",
        /// It is over already, or lasts no time at all.
        InThePast = "snooze_in_the_past",
        /// More than a year.
        TooFar = "snooze_too_far",
    }
);

const DAYS: [(i64, &[&str]); 3] = [
    (0, &["сегодня", "today", "ma", "dnes", "aujourdhui", "tonight"]),
    (1, &["завтра", "tomorrow", "holnap", "zitra", "demain", "tmr"]),
    (2, &["послезавтра", "holnaputan", "pozitri", "apresdemain"]),
];
const WEEKDAYS: [&[&str]; 7] = [
    &["пн", "понедельник", "понедельника", "mon", "monday", "h", "hetfo", "hetfon", "po", "pondeli", "lun", "lundi"],
    &["вт", "вторник", "вторника", "tue", "tuesday", "kedd", "kedden", "ut", "utery", "mar", "mardi"],
    &["ср", "среда", "среду", "среды", "wed", "wednesday", "sze", "szerda", "szerdan", "st", "streda", "stredu", "mer", "mercredi"],
    &["чт", "четверг", "четверга", "thu", "thursday", "csut", "csutortok", "csutortokon", "ct", "ctvrtek", "jeu", "jeudi"],
    &["пт", "пятница", "пятницу", "пятницы", "fri", "friday", "pentek", "penteken", "pa", "patek", "ven", "vendredi"],
    &["сб", "суббота", "субботу", "субботы", "sat", "saturday", "szo", "szombat", "szombaton", "so", "sobota", "sobotu", "sam", "samedi"],
    &["вс", "воскресенье", "воскресенья", "sun", "sunday", "vas", "vasarnap", "ne", "nedele", "nedeli", "dim", "dimanche"],
];
const UNITS: [(i64, &[&str]); 4] = [
    (1, &["m", "min", "mins", "minute", "minutes", "minut", "minuty", "minutu", "perc", "percig", "p", "м", "мин", "минут", "минуты", "минуту", "минута"]),
    (
        60,
        &["h", "hr", "hrs", "hour", "hours", "hod", "hodin", "hodiny", "hodinu", "hodina", "heure", "heures", "o", "ora", "orat", "ч", "час", "часа", "часов"],
    ),
    (24 * 60, &["d", "day", "days", "den", "dny", "dni", "dnu", "nap", "napig", "jour", "jours", "j", "д", "дн", "день", "дня", "дней", "сутки", "суток"]),
    (
        7 * 24 * 60,
        &["w", "week", "weeks", "tyden", "tydny", "tydnu", "het", "hetig", "semaine", "semaines", "н", "нед", "неделя", "неделю", "недели", "недель"],
    ),
];
/// Words between a day and its hour, before a duration, or after an hour.
const LITTLE: &[&str] = &[
    "в",
    "во",
    "на",
    "через",
    "до",
    "at",
    "in",
    "on",
    "for",
    "until",
    "till",
    "v",
    "ve",
    "na",
    "za",
    "do",
    "a",
    "az",
    "dans",
    "le",
    "pour",
    "jusqu",
    "kor",
    "orakor",
    "-kor",
    "oraig",
    "est",
    "of",
];
/// Before the number of an hour: with a word of [`OCLOCK`] after it, that is a time of the day ("в 3 дня").
const AT: &[&str] = &["в", "во", "at", "a", "v", "ve"];
/// After the number of an hour: it is a time of the day, not a duration.
const OCLOCK: &[&str] = &[
    "h",
    "ч",
    "часов",
    "час",
    "часа",
    "hod",
    "hodin",
    "hodiny",
    "hodinu",
    "ora",
    "orakor",
    "heures",
    "heure",
    "kor",
    "am",
    "pm",
    "утра",
    "вечера",
    "дня",
    "rano",
    "vecer",
    "reggel",
    "este",
    "delutan",
    "odpoledne",
    "du",
    "matin",
    "soir",
    "oclock",
];
const AFTERNOON: &[&str] = &["pm", "вечера", "дня", "vecer", "este", "delutan", "odpoledne", "soir"];
const BUYER: &[&str] = &[
    "buyer",
    "customer",
    "покупател",
    "клиент",
    "напиш",
    "ответит",
    "ответа",
    "vevo",
    "vasarlo",
    "kupujic",
    "zakaznik",
    "napise",
    "odepise",
    "client",
    "acheteur",
    "ecriv",
    "reply",
    "replies",
    "writes",
    "valasz",
];

/// Reads what was typed.
///
/// # Errors
/// When it is no time, or none in the coming year.
pub fn parse(typed: &str, now: AtMs, zone: &TimeZone) -> Result<Snooze, SnoozeFault> {
    let pieces = pieces(typed);
    if pieces.is_empty() {
        return Err(SnoozeFault::Empty);
    }
    if pieces.iter().any(|piece| matches!(piece, Piece::Word(word) if BUYER.iter().any(|known| word.starts_with(known)))) {
        return Ok(Snooze::BuyerWrites);
    }
    let now_there = Timestamp::from_millisecond(now.0).map_err(|_| SnoozeFault::NoSuchTime)?.to_zoned(zone.clone());
    let at = match duration(&pieces)? {
        Some(minutes) if minutes > LONGEST_MINUTES => return Err(SnoozeFault::TooFar),
        Some(minutes) => now.plus_ms(minutes * super::calendar::MINUTE_MS),
        None => clock_time(&pieces, &now_there)?,
    };
    match at {
        at if at <= now => Err(SnoozeFault::InThePast),
        at if at.since_ms(now) > LONGEST_MINUTES * super::calendar::MINUTE_MS => Err(SnoozeFault::TooFar),
        at => Ok(Snooze::At { at_ms: at }),
    }
}

/// A piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Number(i64),
    /// "9:30", "9.30", "9h30".
    Time(i64, i64),
    Word(String),
}

/// Numbers and words, cut where they touch: "2ч30м" are four pieces.
fn pieces(typed: &str) -> Vec<Piece> {
    let typed: String = typed.chars().take(100).collect();
    let mut found = Vec::new();
    for word in typed.split_whitespace() {
        if let Some(time) = time_of(word.trim_matches(|c: char| !c.is_alphanumeric())) {
            found.push(time);
            continue;
        }
        if parts_a_number(word) {
            // No word that is known has a sign in it: this one is not understood.
            found.push(Piece::Word(word.to_owned()));
            continue;
        }
        let joined: String = fold(word).chars().collect();
        let mut rest = joined.as_str();
        while let Some(first) = rest.chars().next() {
            let digits = first.is_ascii_digit();
            let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
            let Some((piece, after)) = rest.split_at_checked(end) else { break };
            found.push(if digits { Piece::Number(piece.parse().unwrap_or(i64::MAX)) } else { Piece::Word(piece.to_owned()) });
            rest = after;
        }
    }
    found
}

/// Whether a sign stands between two digits. Folding drops it: "1,5" would be fifteen, "1-2" twelve, and "½" too.
fn parts_a_number(word: &str) -> bool {
    let plain: String = word.nfkd().collect();
    let parts: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let digit = |c: char| c.is_ascii_digit();
    parts.windows(2).any(|pair| matches!(pair, [one, next] if one.ends_with(digit) && next.starts_with(digit)))
}

fn time_of(word: &str) -> Option<Piece> {
    let lower = word.to_lowercase();
    let (hour, minute) = lower.split_once([':', '.', 'h', 'ч'])?;
    let number = |text: &str| if text.is_empty() || text.len() > 2 { None } else { text.parse::<i64>().ok() };
    // "2h30" is a time of the day in French, "2h30m" a duration; two digits after the hour decide.
    let minute = if minute.len() == 2 { number(minute)? } else { return None };
    Some(Piece::Time(number(hour)?, minute))
}

fn unit(word: &str) -> Option<i64> {
    UNITS.iter().find(|(_, names)| names.contains(&word)).map(|(minutes, _)| *minutes)
}

/// Where a time of the day is named by its hour: "в 18 часов", "à 18h".
fn oclock(pieces: &[Piece]) -> Option<usize> {
    pieces.windows(3).position(
        |three| matches!(three, [Piece::Word(at), Piece::Number(_), Piece::Word(hours)] if AT.contains(&at.as_str()) && OCLOCK.contains(&hours.as_str())),
    )
}

/// A duration in minutes; `None` when it is a time of the day.
fn duration(pieces: &[Piece]) -> Result<Option<i64>, SnoozeFault> {
    if let Some(place) = oclock(pieces) {
        // "через 3 дня в 18 часов": neither the one nor the other alone.
        let counts = pieces.iter().take(place).any(|piece| !matches!(piece, Piece::Word(_)));
        return if counts { Err(SnoozeFault::NotUnderstood) } else { Ok(None) };
    }
    let names_day = pieces.iter().any(|piece| matches!(piece, Piece::Word(word) if day(word).is_some() && unit(word).is_none()));
    let mut minutes: i64 = 0;
    let mut seen = false;
    let mut rest = pieces.iter().peekable();
    while let Some(piece) = rest.next() {
        match (piece, rest.peek()) {
            (Piece::Number(number), Some(Piece::Word(word))) if unit(word).is_some() && !names_day => {
                minutes = minutes.saturating_add(number.saturating_mul(unit(word).unwrap_or(0)));
                seen = true;
                rest.next();
            }
            // "2h30": the last number without a unit after hours.
            (Piece::Number(number), None) if seen => minutes = minutes.saturating_add(*number),
            // "через час", "egy óra", "une heure".
            (Piece::Word(word), _) if pieces.len() <= 2 && unit(word).is_some_and(|unit| unit >= 60) && word.chars().count() > 2 => {
                minutes = unit(word).unwrap_or(0);
                seen = true;
            }
            (Piece::Word(word), _)
                if LITTLE.contains(&word.as_str())
                    || ["i", "и", "and", "es", "et", "egy", "une", "un", "jednu", "one", "одну", "один"].contains(&word.as_str()) => {}
            _ => return Ok(None),
        }
    }
    if seen && minutes == 0 { Err(SnoozeFault::InThePast) } else { Ok(seen.then_some(minutes)) }
}

/// What a word says of the day: so many days on, or a weekday.
enum On {
    Days(i64),
    Weekday(Weekday),
}

fn day(word: &str) -> Option<On> {
    if let Some((days, _)) = DAYS.iter().find(|(_, names)| names.contains(&word)) {
        return Some(On::Days(*days));
    }
    WEEKDAYS.iter().position(|names| names.contains(&word)).map(|index| On::Weekday(Weekday::from_index(index)))
}

fn clock_time(pieces: &[Piece], now: &Zoned) -> Result<AtMs, SnoozeFault> {
    let mut on = None;
    let mut time = None;
    let (mut afternoon, mut morning) = (false, false);
    for piece in pieces {
        match piece {
            Piece::Time(hour, minute) if time.is_none() => time = Some((*hour, *minute)),
            Piece::Number(hour) if time.is_none() => time = Some((*hour, 0)),
            Piece::Number(minute) if time.is_some_and(|(_, had)| had == 0) => time = time.map(|(hour, _)| (hour, *minute)),
            Piece::Word(word) if time.is_some() && OCLOCK.contains(&word.as_str()) => {
                afternoon |= AFTERNOON.contains(&word.as_str());
                morning |= word == "am";
            }
            Piece::Word(word) if on.is_none() && day(word).is_some() => on = day(word),
            Piece::Word(word) if LITTLE.contains(&word.as_str()) || OCLOCK.contains(&word.as_str()) => {}
            _ => return Err(SnoozeFault::NotUnderstood),
        }
    }
    if on.is_none() && time.is_none() {
        return Err(SnoozeFault::NotUnderstood);
    }
    let (hour, minute) = time.unwrap_or((i64::from(MORNING), 0));
    let hour = match hour {
        // A clock of twelve hours says twelve at midnight.
        12 if morning => 0,
        hour if afternoon && hour < 12 => hour + 12,
        hour => hour,
    };
    let time = i8::try_from(hour).ok().zip(i8::try_from(minute).ok()).and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
    let time = time.ok_or(SnoozeFault::NoSuchTime)?;
    let today = now.date();
    match on {
        Some(On::Days(days)) => moment(today, days, time, now),
        Some(On::Weekday(weekday)) => {
            let ahead = (i64::try_from(weekday.index()).unwrap_or(0) - i64::from(today.weekday().to_monday_zero_offset())).rem_euclid(7);
            let first = moment(today, ahead, time, now)?;
            if first.0 > now.timestamp().as_millisecond() { Ok(first) } else { moment(today, ahead + 7, time, now) }
        }
        None => {
            let first = moment(today, 0, time, now)?;
            if first.0 > now.timestamp().as_millisecond() { Ok(first) } else { moment(today, 1, time, now) }
        }
    }
}

fn moment(today: Date, days: i64, time: Time, now: &Zoned) -> Result<AtMs, SnoozeFault> {
    let date = today.checked_add(days.days()).map_err(|_| SnoozeFault::NoSuchTime)?;
    let there = date.to_datetime(time).to_zoned(now.time_zone().clone()).map_err(|_| SnoozeFault::NoSuchTime)?;
    Ok(AtMs(there.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ms(text: &str) -> AtMs {
        AtMs(text.parse::<Timestamp>().expect("a time").as_millisecond())
    }

    fn zone(name: &str) -> TimeZone {
        super::super::calendar::zone(name).expect("a zone")
    }

    /// Friday, noon, in Moscow.
    const NOW: &str = "2026-11-20T12:00:00+03:00";

    #[test]
    fn what_owners_type() {
        for (typed, wanted) in [
            ("2h30m", "2026-11-20T14:30:00+03:00"),
            ("2 h 30 min", "2026-11-20T14:30:00+03:00"),
            ("2ч30м", "2026-11-20T14:30:00+03:00"),
            ("30 мин", "2026-11-20T12:30:00+03:00"),
            ("через 2 часа", "2026-11-20T14:00:00+03:00"),
            ("через час", "2026-11-20T13:00:00+03:00"),
            ("90 perc", "2026-11-20T13:30:00+03:00"),
            ("2 óra", "2026-11-20T14:00:00+03:00"),
            ("3 hodiny", "2026-11-20T15:00:00+03:00"),
            ("dans 45 minutes", "2026-11-20T12:45:00+03:00"),
            ("2 дня", "2026-11-22T12:00:00+03:00"),
            ("1w", "2026-11-27T12:00:00+03:00"),
            ("завтра 9", "2026-11-21T09:00:00+03:00"),
            ("завтра", "2026-11-21T09:00:00+03:00"),
            ("Завтра в 9:30", "2026-11-21T09:30:00+03:00"),
            ("послезавтра 8.15", "2026-11-22T08:15:00+03:00"),
            ("holnap 9", "2026-11-21T09:00:00+03:00"),
            ("holnap 9-kor", "2026-11-21T09:00:00+03:00"),
            ("zítra 9", "2026-11-21T09:00:00+03:00"),
            ("zitra v 9:30", "2026-11-21T09:30:00+03:00"),
            ("demain 9h", "2026-11-21T09:00:00+03:00"),
            ("demain à 9h30", "2026-11-21T09:30:00+03:00"),
            ("tomorrow 9am", "2026-11-21T09:00:00+03:00"),
            ("tomorrow at 9 pm", "2026-11-21T21:00:00+03:00"),
            ("tomorrow 12am", "2026-11-21T00:00:00+03:00"),
            ("12:30 am", "2026-11-21T00:30:00+03:00"),
            ("tomorrow 12 pm", "2026-11-21T12:00:00+03:00"),
            ("сегодня 18", "2026-11-20T18:00:00+03:00"),
            ("ma 18:30", "2026-11-20T18:30:00+03:00"),
            ("пн 10", "2026-11-23T10:00:00+03:00"),
            ("в понедельник в 10", "2026-11-23T10:00:00+03:00"),
            ("pt", "error"),
            ("пт 10", "2026-11-27T10:00:00+03:00"),
            ("пт 13", "2026-11-20T13:00:00+03:00"),
            ("hétfő 10", "2026-11-23T10:00:00+03:00"),
            ("kedden", "2026-11-24T09:00:00+03:00"),
            ("pondělí 8", "2026-11-23T08:00:00+03:00"),
            ("lundi 8h", "2026-11-23T08:00:00+03:00"),
            ("sunday 10", "2026-11-22T10:00:00+03:00"),
            ("13:00", "2026-11-20T13:00:00+03:00"),
            ("11:00", "2026-11-21T11:00:00+03:00"),
            ("в 18 часов", "2026-11-20T18:00:00+03:00"),
            ("à 18h", "2026-11-20T18:00:00+03:00"),
            ("v 18 hodin", "2026-11-20T18:00:00+03:00"),
            ("ve 3 hodiny", "2026-11-21T03:00:00+03:00"),
            ("в 3 дня", "2026-11-20T15:00:00+03:00"),
            ("в 2 часа дня", "2026-11-20T14:00:00+03:00"),
            ("в 9 часов", "2026-11-21T09:00:00+03:00"),
            ("завтра в 18 часов", "2026-11-21T18:00:00+03:00"),
            ("через 3 дня", "2026-11-23T12:00:00+03:00"),
            ("na 2 hodiny", "2026-11-20T14:00:00+03:00"),
        ] {
            let parsed = parse(typed, ms(NOW), &zone("Europe/Moscow"));
            let wanted = if wanted == "error" { Err(SnoozeFault::NotUnderstood) } else { Ok(Snooze::At { at_ms: ms(wanted) }) };
            assert_eq!(parsed, wanted, "{typed}");
        }
    }

    #[test]
    fn until_the_buyer_writes() {
        for typed in [
            "until the buyer writes",
            "пока покупатель не напишет",
            "до ответа клиента",
            "amíg a vevő ír",
            "až zákazník napíše",
            "jusqu'à ce que le client écrive",
        ] {
            assert_eq!(parse(typed, ms(NOW), &zone("Europe/Moscow")), Ok(Snooze::BuyerWrites), "{typed}");
        }
    }

    #[test]
    fn what_is_no_time_says_why() {
        for (typed, fault) in [
            ("", SnoozeFault::Empty),
            (" ,. ", SnoozeFault::Empty),
            ("потом", SnoozeFault::NotUnderstood),
            ("завтра вечность", SnoozeFault::NotUnderstood),
            ("1,5 часа", SnoozeFault::NotUnderstood),
            ("1.5ч", SnoozeFault::NotUnderstood),
            ("через 1-2 часа", SnoozeFault::NotUnderstood),
            ("½ часа", SnoozeFault::NotUnderstood),
            ("через 3 дня в 18 часов", SnoozeFault::NotUnderstood),
            ("завтра 25", SnoozeFault::NoSuchTime),
            ("30", SnoozeFault::NoSuchTime),
            ("завтра 9:75", SnoozeFault::NoSuchTime),
            ("сегодня 8", SnoozeFault::InThePast),
            ("0м", SnoozeFault::InThePast),
            ("400d", SnoozeFault::TooFar),
            ("99999999999999999999h", SnoozeFault::TooFar),
        ] {
            assert_eq!(parse(typed, ms(NOW), &zone("Europe/Moscow")), Err(fault), "{typed}");
        }
    }

    #[test]
    fn the_night_in_which_the_clocks_change() {
        let paris = zone("Europe/Paris");
        assert_eq!(parse("demain 2:30", ms("2026-03-28T12:00:00+01:00"), &paris), Ok(Snooze::At { at_ms: ms("2026-03-29T03:30:00+02:00") }));
        assert_eq!(parse("demain 2:30", ms("2026-10-24T12:00:00+02:00"), &paris), Ok(Snooze::At { at_ms: ms("2026-10-25T02:30:00+02:00") }));
        assert_eq!(parse("demain 9", ms("2026-10-24T12:00:00+02:00"), &paris), Ok(Snooze::At { at_ms: ms("2026-10-25T09:00:00+01:00") }));
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(typed in "\\PC{0,40}", now in 0_i64..4_000_000_000_000) {
            if let Ok(Snooze::At { at_ms }) = parse(&typed, AtMs(now), &TimeZone::UTC) {
                prop_assert!(at_ms.0 > now);
            }
        }
    }
}
