use super::*;
use crate::sla::holidays::Day;
use proptest::prelude::*;

fn hours(zone: &str, week: impl Fn(usize) -> Vec<DayRange>) -> Hours {
    Calendar { zone: zone.into(), week: Week(std::array::from_fn(week)), holidays: Holidays::default() }.ready().expect("a calendar")
}

fn at(text: &str) -> AtMs {
    AtMs(text.parse::<Timestamp>().expect("a time").as_millisecond())
}

const H: i64 = 60 * MINUTE_MS;

#[test]
fn a_night_is_not_counted() {
    let shop = Calendar::default().ready().expect("a calendar");
    let walked = shop.after(at("2026-11-20T21:50:00+03:00"), 30 * MINUTE_MS);
    assert_eq!(walked.at, at("2026-11-21T09:20:00+03:00"));
    assert_eq!((walked.first_until, walked.pauses, walked.paused_ms), (Some(at("2026-11-21T09:00:00+03:00")), 1, 11 * H));
    assert_eq!(shop.paused_until(at("2026-11-20T23:00:00+03:00")), Some(at("2026-11-21T09:00:00+03:00")));
    assert_eq!(shop.paused_until(at("2026-11-20T12:00:00+03:00")), None);
    assert_eq!(shop.off(at("2026-11-20T22:00:00+03:00")), Some(OffReason::Hours), "the end is off already");
    assert_eq!(shop.off(at("2026-11-20T09:00:00+03:00")), None, "the beginning is not");
}

#[test]
fn the_pause_that_is_on_or_comes_next() {
    let shop = Calendar::default().ready().expect("a calendar");
    let night = Some((at("2026-11-20T22:00:00+03:00"), at("2026-11-21T09:00:00+03:00")));
    assert_eq!(shop.pause(at("2026-11-20T12:00:00+03:00")), night);
    let late = at("2026-11-20T23:30:00+03:00");
    assert_eq!(shop.pause(late), Some((late, at("2026-11-21T09:00:00+03:00"))), "what is left of it");
    let always = hours("Europe/Moscow", |_| vec![DayRange::new(0, 1440)]);
    assert_eq!(always.pause(late), None, "midnight is no pause");
}

#[test]
fn hours_may_cross_midnight_and_have_a_break() {
    let shop = hours("Europe/Prague", |day| if day == 4 { vec![DayRange::new(600, 720), DayRange::new(780, 120)] } else { Vec::new() });
    assert_eq!(shop.off(at("2026-11-20T12:30:00+01:00")), Some(OffReason::Hours));
    assert_eq!(shop.off(at("2026-11-21T01:59:00+01:00")), None, "Friday's night");
    assert_eq!(shop.off(at("2026-11-21T02:00:00+01:00")), Some(OffReason::DayOff));
    assert_eq!(shop.after(at("2026-11-20T11:30:00+01:00"), 2 * H).at, at("2026-11-20T14:30:00+01:00"));
}

#[test]
fn a_holiday_is_off_the_whole_day_and_cuts_a_night() {
    let mut calendar = Calendar { zone: "Europe/Budapest".into(), ..Calendar::default() };
    calendar.week = Week(std::array::from_fn(|_| vec![DayRange::new(1200, 300)]));
    calendar.holidays.added = vec![Day::parse("2026-11-21").expect("a day")];
    let shop = calendar.ready().expect("a calendar");
    assert_eq!(shop.off(at("2026-11-20T23:59:00+01:00")), None);
    assert_eq!(shop.off(at("2026-11-21T00:00:00+01:00")), Some(OffReason::Holiday));
    assert_eq!(shop.paused_until(at("2026-11-21T00:00:00+01:00")), Some(at("2026-11-22T00:00:00+01:00")), "the night shift of the holiday goes on after it");
}

/// Nights in which the clocks change: a shop that works 01:00 to 05:00.
#[test]
fn nights_in_which_the_clocks_change() {
    for (zone, before, worked) in [
        ("Europe/Paris", "2026-03-29T00:00:00+01:00", 3),
        ("Europe/Budapest", "2026-03-29T00:00:00+01:00", 3),
        ("Europe/Prague", "2026-03-29T00:00:00+01:00", 3),
        ("Europe/Paris", "2026-10-25T00:00:00+02:00", 5),
        ("Europe/Budapest", "2026-10-25T00:00:00+02:00", 5),
        ("Europe/Prague", "2026-10-25T00:00:00+02:00", 5),
        ("Europe/Moscow", "2026-03-29T00:00:00+03:00", 4),
        ("Europe/Moscow", "2026-10-25T00:00:00+03:00", 4),
    ] {
        let shop = hours(zone, |_| vec![DayRange::new(60, 300)]);
        assert_eq!(shop.between(at(before), at(before).plus_ms(12 * H)), worked * H, "{zone} {before}");
    }
    // Half an hour only, at 02:00: there it is 3.5 or 4.5 hours.
    let island = hours("Australia/Lord_Howe", |_| vec![DayRange::new(60, 300)]);
    assert_eq!(island.between(at("2026-10-04T00:00:00+10:30"), at("2026-10-04T12:00:00+11:00")), 7 * H / 2);
    assert_eq!(island.between(at("2026-04-05T00:00:00+11:00"), at("2026-04-05T12:00:00+10:30")), 9 * H / 2);
}

#[test]
fn a_clock_that_waits_over_the_night_of_the_change() {
    let shop = Calendar { zone: "Europe/Paris".into(), ..Calendar::default() }.ready().expect("a calendar");
    let spring = shop.after(at("2026-03-28T21:50:00+01:00"), 30 * MINUTE_MS);
    assert_eq!((spring.at, spring.paused_ms), (at("2026-03-29T09:20:00+02:00"), 10 * H));
    let autumn = shop.after(at("2026-10-24T21:50:00+02:00"), 30 * MINUTE_MS);
    assert_eq!((autumn.at, autumn.paused_ms), (at("2026-10-25T09:20:00+01:00"), 12 * H));
}

#[test]
fn a_shop_without_hours_ends_at_the_horizon() {
    let shop = hours("Europe/Moscow", |_| Vec::new());
    let start = at("2026-11-20T12:00:00Z");
    let walked = shop.after(start, 30 * MINUTE_MS);
    assert_eq!(walked.at, start.plus_ms(HORIZON_MS));
    assert_eq!(walked.at, start.plus_ms(30 * MINUTE_MS + walked.paused_ms), "the figures add up");
    assert_eq!(shop.paused_until(start), None);
}

#[test]
fn calendars_that_are_none() {
    let unknown = Calendar { zone: "Mars/Base".into(), ..Calendar::default() };
    assert_eq!(unknown.ready().err(), Some(CalendarFault::ZoneUnknown));
    let mut wrong = Calendar::default();
    wrong.week.0[0] = vec![DayRange::new(1440, 3)];
    assert_eq!(wrong.ready().err(), Some(CalendarFault::HoursInvalid));
}

fn range() -> impl Strategy<Value = DayRange> {
    (0_u16..24, 0_u16..=24).prop_map(|(from, to)| DayRange::new(from * 60, to * 60))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The walk agrees with looking at the wall clock minute by minute.
    #[test]
    fn the_walk_agrees_with_the_wall_clock(
        zone in prop::sample::select(vec!["Europe/Moscow", "Europe/Paris", "Australia/Lord_Howe", "America/New_York", "UTC"]),
        week in prop::collection::vec(prop::collection::vec(range(), 0..3), 7),
        start in prop::sample::select(vec!["2026-03-28T20:00:00Z", "2026-10-24T20:00:00Z", "2026-04-04T10:00:00Z", "2026-10-03T10:00:00Z", "2026-07-01T00:00:00Z"]),
        minutes in 1_i64..600,
    ) {
        let shop = hours(zone, |day| week[day].clone());
        let start = at(start);
        let zone = super::zone(zone).expect("a zone");
        let mut left = minutes;
        let mut moment = start;
        let limit = start.plus_ms(10 * DAY_MS);
        while left > 0 && moment < limit {
            let local = Timestamp::from_millisecond(moment.0).expect("a time").to_zoned(zone.clone());
            let minute = u16::try_from(local.hour()).expect("an hour") * 60 + u16::try_from(local.minute()).expect("a minute");
            let today = usize::try_from(local.weekday().to_monday_zero_offset()).expect("a day");
            let own = week[today].iter().any(|range| if range.from < range.to { range.holds(minute) } else { minute >= range.from });
            let before = week[(today + 6) % 7].iter().any(|range| range.from >= range.to && minute < range.to);
            prop_assert_eq!(shop.off(moment).is_none(), own || before, "{}", local);
            left -= i64::from(own || before);
            moment = moment.plus_ms(MINUTE_MS);
        }
        if left == 0 {
            prop_assert_eq!(shop.after(start, minutes * MINUTE_MS).at, moment);
        }
    }

    #[test]
    fn an_added_hour_never_makes_it_later(week in prop::collection::vec(prop::collection::vec(range(), 0..3), 7), day in 0_usize..7, more in range(), start in 0_i64..2_000_000, minutes in 0_i64..3_000) {
        let less = hours("Europe/Paris", |day| week[day].clone());
        let more = hours("Europe/Paris", |n| week[n].iter().copied().chain((n == day).then_some(more)).collect());
        let start = AtMs(1_790_000_000_000 + start * MINUTE_MS);
        let (without, with) = (less.after(start, minutes * MINUTE_MS), more.after(start, minutes * MINUTE_MS));
        prop_assert!(with.at <= without.at && with.at >= start);
        prop_assert_eq!(without.at, start.plus_ms(minutes * MINUTE_MS + without.paused_ms), "the figures add up");
    }
}
