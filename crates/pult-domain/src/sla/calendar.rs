//! When a shop works, on its own wall clock.
//!
//! A moment is a working one when the local time lies in the hours of its day (or in those of the
//! day before that reach past midnight) and the local day is no holiday. Everything else follows
//! from that one sentence. Time is walked in stretches of one offset, in which the wall clock and
//! UTC run side by side, so that both nights of a daylight-saving zone need no special case: an hour
//! that does not exist gives no working time, an hour that happens twice gives it twice. Adding
//! durations to civil times lost: it is right only where nobody looks.

use super::holidays::Holidays;
use super::rules::{DAY_MINUTES, DayRange, Weekday};
use crate::chat::words;
use crate::{AtMs, DAY_MS};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

/// Milliseconds of a minute.
pub const MINUTE_MS: i64 = 60_000;
/// How far a clock is looked after that stands still nearly always, in milliseconds: 400 days. A
/// shop without any hours has its deadlines there.
pub const HORIZON_MS: i64 = 400 * DAY_MS;
/// Offsets are known between these years; before and after the nearest one holds.
const YEARS: (i16, i16) = (1970, 2100);

words!(
    /// What off hours do to a deadline (design 5).
    OffHours {
        /// The level goes up by one and the raised level's minutes grow by half.
        Raise = "raise",
        /// The clock stands still.
        Pause = "pause",
        /// Nothing.
        Ignore = "ignore",
    }
);

words!(
    /// Why a moment is off.
    OffReason {
        /// Outside the hours of the day.
        Hours = "hours",
        /// A day without hours.
        DayOff = "day_off",
        /// A holiday.
        Holiday = "holiday",
    }
);

/// The weekly hours of a shop. Every list may hold several ranges; one that ends at or before its
/// beginning reaches into the next day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
pub struct Week(pub [Vec<DayRange>; 7]);

impl Default for Week {
    /// Off hours are 22:00 to 09:00 (design 5), every day.
    fn default() -> Self {
        Self(std::array::from_fn(|_| vec![DayRange::new(9 * 60, 22 * 60)]))
    }
}

/// When a shop works, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Calendar {
    /// The shop's zone by its IANA name.
    pub zone: String,
    /// Its hours.
    #[serde(default)]
    pub week: Week,
    /// Its holidays: off the whole day.
    #[serde(default)]
    pub holidays: Holidays,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { zone: "Europe/Moscow".into(), week: Week::default(), holidays: Holidays::default() }
    }
}

/// What is wrong with a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CalendarFault {
    /// No such zone.
    ZoneUnknown,
    /// Hours that are not minutes of a day.
    HoursInvalid,
}

/// The zone of that IANA name, from the table inside the program.
#[must_use]
pub fn zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name.trim()).ok()
}

impl Calendar {
    /// Makes it ready.
    ///
    /// # Errors
    /// When the zone is unknown or the hours are no hours.
    pub fn ready(&self) -> Result<Hours, CalendarFault> {
        let zone = zone(&self.zone).ok_or(CalendarFault::ZoneUnknown)?;
        let valid = |range: &DayRange| range.from < DAY_MINUTES && range.to <= DAY_MINUTES;
        if !self.week.0.iter().flatten().all(valid) {
            return Err(CalendarFault::HoursInvalid);
        }
        Ok(Hours { offsets: offsets(&zone), ranges: by_day(&self.week), week: self.week.clone(), holidays: self.holidays.clone(), zone })
    }
}

/// A calendar made ready: the zone's offsets and each weekday's minutes are known.
#[derive(Clone, Debug)]
pub struct Hours {
    zone: TimeZone,
    /// From when which offset holds, both in milliseconds; the first from the beginning of time.
    offsets: Vec<(i64, i64)>,
    /// Working minutes of each weekday, merged, those of the day before included.
    ranges: [Vec<(i64, i64)>; 7],
    week: Week,
    holidays: Holidays,
}

/// A moment on the shop's wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    /// The day.
    pub date: civil::Date,
    /// The day of the week.
    pub weekday: Weekday,
    /// Minutes since midnight.
    pub minute: u16,
}

impl Hours {
    /// The wall clock at a moment.
    #[must_use]
    pub fn local(&self, at: AtMs) -> Local {
        let (date, within) = self.wall(at.0);
        Local { date, weekday: weekday(date), minute: u16::try_from(within / MINUTE_MS).unwrap_or(0) }
    }

    /// A moment as the shop writes it: "2026-11-20T23:10:00+03:00".
    #[must_use]
    pub fn written(&self, at: AtMs) -> String {
        let Ok(at) = Timestamp::from_millisecond(at.0) else { return at.0.to_string() };
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The zone.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Why the shop does not work at a moment; `None` when it does.
    #[must_use]
    pub fn off(&self, at: AtMs) -> Option<OffReason> {
        let (date, within) = self.wall(at.0);
        if self.holidays.holds(date) {
            return Some(OffReason::Holiday);
        }
        if self.of_day(date).iter().any(|(from, to)| (*from..*to).contains(&within)) {
            return None;
        }
        let none_today = self.week.0.get(weekday(date).index()).is_none_or(Vec::is_empty);
        Some(if none_today { OffReason::DayOff } else { OffReason::Hours })
    }

    /// When the shop works again, asked while it does not; `None` when it works at that moment or
    /// not within [`HORIZON_MS`].
    #[must_use]
    pub fn paused_until(&self, at: AtMs) -> Option<AtMs> {
        self.off(at)?;
        let (from, _) = self.working(at.0).next()?;
        Some(AtMs(from))
    }

    /// The hours in which the shop does not work: those of a moment, or the next after it.
    #[must_use]
    pub fn pause(&self, at: AtMs) -> Option<(AtMs, AtMs)> {
        let mut end = at.0;
        for (from, to) in self.working(at.0) {
            if from > end {
                return Some((AtMs(end), AtMs(from)));
            }
            end = end.max(to);
        }
        None
    }

    /// The moment at which so much working time has passed since a moment, with the pauses on the
    /// way: when the first one ends and how long all last. At the latest [`HORIZON_MS`] on.
    #[must_use]
    pub fn after(&self, at: AtMs, working_ms: i64) -> Walked {
        let mut left = working_ms.max(0);
        let mut walked = Walked { at, first_until: None, paused_ms: 0, pauses: 0 };
        for (from, to) in self.working(at.0) {
            if from > walked.at.0 {
                walked.pause(AtMs(from));
            }
            if to - from >= left {
                walked.at = AtMs(from + left);
                return walked;
            }
            left -= to - from;
            walked.at = AtMs(to);
        }
        // Not enough hours in more than a year: the rest is one long pause.
        walked.pause(at.plus_ms(HORIZON_MS).max(walked.at.plus_ms(left)));
        walked.paused_ms -= left;
        walked
    }

    /// Working time between two moments, in milliseconds.
    #[must_use]
    pub fn between(&self, from: AtMs, to: AtMs) -> i64 {
        self.working(from.0).take_while(|(start, _)| *start < to.0).map(|(start, end)| end.min(to.0) - start).sum()
    }

    /// Working stretches from a moment on, in order, up to the horizon.
    fn working(&self, at: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
        let end = at.saturating_add(HORIZON_MS);
        let mut stretch = self.stretch(at);
        let mut day = self.wall_ms(at).div_euclid(DAY_MS);
        let mut pending: std::vec::IntoIter<(i64, i64)> = Vec::new().into_iter();
        std::iter::from_fn(move || {
            loop {
                if let Some((from, to)) = pending.next() {
                    let (from, to) = (from.max(at), to.min(end));
                    if from < to {
                        return Some((from, to));
                    }
                    continue;
                }
                let (starts, offset) = *self.offsets.get(stretch)?;
                if starts >= end {
                    return None;
                }
                let ends = self.offsets.get(stretch + 1).map_or(i64::MAX, |(next, _)| *next);
                let midnight = day * DAY_MS - offset;
                if midnight >= ends.min(end) {
                    if ends >= end {
                        return None;
                    }
                    // The same local day may go on behind the change of the clocks, or again.
                    stretch += 1;
                    let next = self.offsets.get(stretch).map_or(offset, |(_, offset)| *offset);
                    day = (ends + next).div_euclid(DAY_MS);
                    continue;
                }
                pending = self.day_stretches(day, midnight, starts, ends).into_iter();
                day += 1;
            }
        })
    }

    /// The working stretches of a local day under one offset.
    fn day_stretches(&self, day: i64, midnight: i64, starts: i64, ends: i64) -> Vec<(i64, i64)> {
        let Some(date) = date_of(day) else { return Vec::new() };
        if self.holidays.holds(date) {
            return Vec::new();
        }
        let cut = |(from, to): &(i64, i64)| ((midnight + from).max(starts), (midnight + to).min(ends));
        self.of_day(date).iter().map(cut).filter(|(from, to)| from < to).collect()
    }

    fn of_day(&self, date: civil::Date) -> &[(i64, i64)] {
        self.ranges.get(weekday(date).index()).map_or(&[], Vec::as_slice)
    }

    fn stretch(&self, at: i64) -> usize {
        self.offsets.partition_point(|(from, _)| *from <= at).saturating_sub(1)
    }

    fn wall_ms(&self, at: i64) -> i64 {
        at.saturating_add(self.offsets.get(self.stretch(at)).map_or(0, |(_, offset)| *offset))
    }

    fn wall(&self, at: i64) -> (civil::Date, i64) {
        let wall = self.wall_ms(at);
        (date_of(wall.div_euclid(DAY_MS)).unwrap_or(civil::Date::MAX), wall.rem_euclid(DAY_MS))
    }
}

/// Where a walk through working time ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walked {
    /// The moment.
    pub at: AtMs,
    /// When the first pause ends, if there was one.
    pub first_until: Option<AtMs>,
    /// How long all pauses last, in milliseconds.
    pub paused_ms: i64,
    /// How many there are.
    pub pauses: u32,
}

impl Walked {
    fn pause(&mut self, until: AtMs) {
        self.first_until = self.first_until.or(Some(until));
        self.paused_ms += until.since_ms(self.at);
        self.pauses += 1;
        self.at = until;
    }
}

fn date_of(days: i64) -> Option<civil::Date> {
    let epoch = civil::date(1970, 1, 1);
    let days = i32::try_from(days).ok()?;
    epoch.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn weekday(date: civil::Date) -> Weekday {
    Weekday::from_index(usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0))
}

/// Where the offsets of a zone begin.
fn offsets(zone: &TimeZone) -> Vec<(i64, i64)> {
    let moment = |year: i16| civil::date(year, 1, 1).to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp());
    let (from, to) = (moment(YEARS.0), moment(YEARS.1));
    let first = (i64::MIN, i64::from(zone.to_offset(from).seconds()) * 1000);
    let later = zone.following(from).take_while(|change| change.timestamp() < to);
    let mut all = vec![first];
    for change in later {
        let offset = i64::from(change.offset().seconds()) * 1000;
        if all.last().is_none_or(|(_, last)| *last != offset) {
            all.push((change.timestamp().as_millisecond(), offset));
        }
    }
    all
}

/// The working milliseconds of each weekday, merged.
fn by_day(week: &Week) -> [Vec<(i64, i64)>; 7] {
    let ms = |minute: u16| i64::from(minute) * MINUTE_MS;
    std::array::from_fn(|day| {
        let own = week.0.get(day).into_iter().flatten().map(|range| (ms(range.from), if range.from < range.to { ms(range.to) } else { DAY_MS }));
        let before = week.0.get((day + 6) % 7).into_iter().flatten().filter(|range| range.from >= range.to).map(|range| (0, ms(range.to)));
        let mut all: Vec<(i64, i64)> = own.chain(before).filter(|(from, to)| from < to).collect();
        all.sort_unstable();
        let mut merged: Vec<(i64, i64)> = Vec::new();
        for (from, to) in all {
            match merged.last_mut() {
                Some(last) if last.1 >= from => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        merged
    })
}

#[cfg(test)]
#[path = "calendar/tests.rs"]
mod tests;
