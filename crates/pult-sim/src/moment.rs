//! Milliseconds written as the documents write them.

use pult_domain::AtMs;

/// Year, month, day, hour, minute, second, millisecond and weekday (0 = Thursday) in UTC.
struct Civil {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    ms: i64,
    weekday: i64,
}

fn civil(at: AtMs) -> Civil {
    let (days, in_day) = (at.0.div_euclid(86_400_000), at.0.rem_euclid(86_400_000));
    // Days since 0000-03-01, in eras of 400 years (H. Hinnant, "chrono-compatible date algorithms").
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    Civil {
        year: year_of_era + era * 400 + i64::from(month <= 2),
        month,
        day: day_of_year - (153 * shifted + 2) / 5 + 1,
        hour: in_day / 3_600_000,
        minute: in_day / 60_000 % 60,
        second: in_day / 1_000 % 60,
        ms: in_day % 1_000,
        weekday: days.rem_euclid(7),
    }
}

/// `2023-10-23T05:02:20Z`, with milliseconds only where there are some.
pub(crate) fn iso(at: AtMs) -> String {
    let mut out = String::with_capacity(24);
    iso_into(&mut out, at);
    out
}

/// `2023-10-23T08:02:20+03:00`: the same moment on a clock so many minutes ahead of UTC.
pub(crate) fn iso_ahead(at: AtMs, minutes: i64) -> String {
    let mut text = iso(at.plus_ms(minutes * 60_000));
    text.pop();
    text + &format!("+{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The same, written at the end of a text.
pub(crate) fn iso_into(out: &mut String, at: AtMs) {
    let c = civil(at);
    digits(out, c.year, 1_000);
    for (before, value) in [('-', c.month), ('-', c.day), ('T', c.hour), (':', c.minute), (':', c.second)] {
        out.push(before);
        digits(out, value, 10);
    }
    if c.ms != 0 {
        out.push('.');
        digits(out, c.ms, 100);
    }
    out.push('Z');
}

/// Decimal digits from the given place down: quicker than the formatting machinery, and a feed of a
/// million events writes two million moments.
fn digits(out: &mut String, value: i64, mut place: i64) {
    while place > 0 {
        out.push(char::from(b'0' + u8::try_from(value / place % 10).unwrap_or(0)));
        place /= 10;
    }
}

/// `Thu, 10 Jul 2018 00:42:42 GMT`: the date of an HTTP header.
pub(crate) fn http_date(at: AtMs) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let c = civil(at);
    let name = |list: &[&'static str], n: i64| usize::try_from(n).ok().and_then(|n| list.get(n).copied()).unwrap_or("?");
    format!("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", name(&DAYS, c.weekday), c.day, name(&MONTHS, c.month - 1), c.year, c.hour, c.minute, c.second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_own_examples_come_out() {
        assert_eq!(iso(AtMs(1_698_037_340_000)), "2023-10-23T05:02:20Z");
        assert_eq!(iso(AtMs(1_698_045_576_005)), "2023-10-23T07:19:36.005Z");
        assert_eq!(iso_ahead(AtMs(1_698_045_576_005), 180), "2023-10-23T10:19:36.005+03:00");
        assert_eq!(iso(AtMs(1_709_164_800_000)), "2024-02-29T00:00:00Z");
        assert_eq!(http_date(AtMs(784_111_777_000)), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
