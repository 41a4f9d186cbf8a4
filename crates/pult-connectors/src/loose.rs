//! Reading what does not have the documented shape: field by field, keeping what can be kept.
//!
//! A field is looked at as raw JSON, so that a number too large for any type, a lone surrogate or
//! a list where an object belongs spoils that field and nothing else. Of a key that comes twice
//! the last one counts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use pult_domain::{AtMs, DAY_MS, FeedMessage};
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// An object's fields, raw.
#[derive(Default)]
pub(crate) struct Fields<'a>(BTreeMap<String, &'a RawValue>);

impl<'a> Fields<'a> {
    /// The fields of an object; `None` for anything else.
    pub(crate) fn of(json: &'a str) -> Option<Self> {
        serde_json::from_str(json).ok().map(Self)
    }

    /// The field, unless it is missing or null.
    pub(crate) fn get(&self, key: &str) -> Option<&'a RawValue> {
        self.0.get(key).copied().filter(|raw| raw.get() != "null")
    }

    /// The field as text, a number with its own digits.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(text)
    }

    /// The field as a whole number.
    pub(crate) fn number(&self, key: &str) -> Option<i64> {
        self.get(key).and_then(number)
    }

    /// Whether the field is there, be it null.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// The names of the fields.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether there is no field at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all keys are among these.
    pub(crate) fn only(&self, known: &[&str]) -> bool {
        self.0.keys().all(|key| known.contains(&key.as_str()))
    }
}

/// A list's elements, raw; `None` for anything else.
pub(crate) fn list(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

/// The first `most` elements of a list, raw, and whether there are more: memory stays bounded
/// whatever comes. `None` for anything but a list.
pub(crate) fn bounded(json: &str, most: usize) -> Option<(Vec<&RawValue>, bool)> {
    struct Elements(usize);
    impl<'de> Visitor<'de> for Elements {
        type Value = (Vec<&'de RawValue>, bool);
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut found = Vec::new();
            while found.len() < self.0 {
                match list.next_element()? {
                    Some(element) => found.push(element),
                    None => return Ok((found, false)),
                }
            }
            let mut more = false;
            while list.next_element::<IgnoredAny>()?.is_some() {
                more = true;
            }
            Ok((found, more))
        }
    }
    let mut json = serde_json::Deserializer::from_str(json);
    let found = json.deserialize_seq(Elements(most)).ok()?;
    json.end().is_ok().then_some(found)
}

/// A string, or the digits of a number.
pub(crate) fn text(raw: &RawValue) -> Option<String> {
    let json = raw.get();
    if json.starts_with('"') {
        return serde_json::from_str(&mended(json)).ok();
    }
    json.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then(|| json.to_owned())
}

/// A whole number, also one written as a string or with a fraction.
pub(crate) fn number(raw: &RawValue) -> Option<i64> {
    let text = text(raw)?;
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let float: f64 = text.parse().ok()?;
        #[allow(clippy::cast_possible_truncation, reason = "checked to be within 2^53")]
        (float.abs() < 9.0e15).then_some(float.trunc() as i64)
    })
}

/// JSON in which every lone surrogate escape is replaced by U+FFFD. `\ud83d` without its other
/// half is no character, and one such escape would make a whole page unreadable.
pub(crate) fn mended(json: &str) -> Cow<'_, str> {
    if !json.contains("\\u") {
        return Cow::Borrowed(json);
    }
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    let bytes = json.as_bytes();
    while let Some(byte) = bytes.get(at) {
        if *byte != b'\\' {
            at += 1;
            continue;
        }
        let Some(unit) = escape_at(bytes, at) else {
            at += 2;
            continue;
        };
        let paired = (0xD800..0xDC00).contains(&unit) && escape_at(bytes, at + 6).is_some_and(|low| (0xDC00..0xE000).contains(&low));
        if paired {
            at += 12;
        } else {
            if (0xD800..0xE000).contains(&unit) {
                out.push_str(json.get(copied..at).unwrap_or_default());
                out.push_str("\\ufffd");
                copied = at + 6;
            }
            at += 6;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    out.push_str(json.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// The code unit of a `\uXXXX` that starts here.
fn escape_at(bytes: &[u8], at: usize) -> Option<u32> {
    let escape = bytes.get(at..at.checked_add(6)?)?;
    let digits = escape.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?))
}

/// Stamps below this are seconds: as milliseconds they would lie before 1974.
const SECONDS_BELOW: i64 = 100_000_000_000;

/// A moment from a Unix stamp (milliseconds, or seconds by its size) or, failing that, from an ISO
/// text; one without an offset is UTC. A stamp beyond the calendar (nanoseconds, say) is none: a window could
/// not write it, and everything later would be late behind it.
pub(crate) fn moment(stamp: Option<i64>, iso: Option<&str>) -> Option<AtMs> {
    let stamp = stamp.filter(|stamp| *stamp > 0).map(|stamp| if stamp < SECONDS_BELOW { stamp * 1_000 } else { stamp });
    stamp.filter(|ms| jiff::Timestamp::from_millisecond(*ms).is_ok()).map(AtMs).or_else(|| iso_moment(iso?))
}

/// The moment of an ISO text.
pub(crate) fn iso_moment(iso: &str) -> Option<AtMs> {
    let iso = iso.trim();
    let at: jiff::Timestamp = iso.parse().or_else(|_| format!("{iso}Z").parse()).ok()?;
    Some(AtMs(at.as_millisecond()))
}

/// Whether a message says that it comes from tomorrow or later: a day is left to clocks and zones that are set wrong.
pub(crate) fn is_ahead(at: AtMs, now: AtMs) -> bool {
    at.0 > now.0.saturating_add(DAY_MS)
}

/// A message from tomorrow or later would stand above all others until then. It takes its neighbour's time, as one that has
/// none, and what it came as is kept.
pub(crate) fn take_back(message: &mut FeedMessage, raw: &str, neighbour: AtMs, now: AtMs) {
    if is_ahead(message.sent_at, now) {
        (message.sent_at, message.undated) = (neighbour, true);
        message.raw.get_or_insert_with(|| raw.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lone_surrogates_are_mended_and_pairs_kept() {
        assert_eq!(mended(r#""\ud83d\ude00""#), r#""\ud83d\ude00""#);
        assert_eq!(mended(r#""a\ud83d b""#), r#""a\ufffd b""#);
        assert_eq!(mended(r#""\ude00\ud83d""#), r#""\ufffd\ufffd""#);
        assert_eq!(mended(r#""\ud83d\ud83d\ude00""#), r#""\ufffd\ud83d\ude00""#);
        assert_eq!(mended(r#""\\ud83d""#), r#""\\ud83d""#, "an escaped backslash is no escape");
    }

    #[test]
    fn a_stamp_that_no_calendar_has_is_no_moment() {
        let at = 1_795_219_200_000;
        for stamp in [at, at / 1_000] {
            assert_eq!(moment(Some(stamp), None), Some(AtMs(at)));
        }
        for stamp in [at * 1_000, at * 1_000_000, i64::MAX, 0, i64::MIN] {
            assert_eq!(moment(Some(stamp), None), None, "{stamp}");
            assert_eq!(moment(Some(stamp), Some("1970-01-01T00:00:01Z")), Some(AtMs(1_000)), "{stamp}");
        }
    }

    proptest! {
        #[test]
        fn mended_json_keeps_every_other_character(text in any::<String>()) {
            let json = serde_json::to_string(&text).unwrap();
            let mended = mended(&json);
            prop_assert_eq!(serde_json::from_str::<String>(&mended).unwrap(), text);
        }

        #[test]
        fn any_string_of_escapes_becomes_readable(units in proptest::collection::vec(any::<u16>(), 0..20)) {
            let json = format!("\"{}\"", units.iter().map(|unit| format!("\\u{unit:04x}")).collect::<String>());
            prop_assert!(serde_json::from_str::<String>(&mended(&json)).is_ok());
        }
    }
}
