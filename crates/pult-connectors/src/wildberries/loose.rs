//! Reading what does not have the documented shape: field by field, keeping what can be kept.
//!
//! A field is looked at as raw JSON, so that a number too large for any type, a lone surrogate or
//! a list where an object belongs spoils that field and nothing else. Of a key that comes twice
//! the last one counts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use pult_domain::{AtMs, AttachmentKind, FeedAttachment, FeedItem};
use serde_json::value::RawValue;

/// An object's fields, raw.
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

/// A moment from `addTimestamp` (milliseconds; the document says only "Unix timestamp") or,
/// failing that, `addTime` (ISO, UTC).
pub(crate) fn moment(stamp: Option<i64>, iso: Option<&str>) -> Option<AtMs> {
    let stamp = stamp.filter(|stamp| *stamp > 0).map(|stamp| if stamp < SECONDS_BELOW { stamp * 1_000 } else { stamp });
    stamp.map(AtMs).or_else(|| iso_moment(iso?))
}

fn iso_moment(iso: &str) -> Option<AtMs> {
    let iso = iso.trim();
    let at: jiff::Timestamp = iso.parse().or_else(|_| format!("{iso}Z").parse()).ok()?;
    Some(AtMs(at.as_millisecond()))
}

/// `goodCard`: the item and the order. `None` when nothing of it can be read.
pub(crate) fn good_card(raw: &RawValue) -> Option<FeedItem> {
    let fields = Fields::of(raw.get())?;
    let currency = fields.text("priceCurrency").map(|code| currency(&code));
    let item = FeedItem {
        remote_id: fields.text("nmID").filter(|id| !id.is_empty() && id != "0"),
        title: None,
        order_id: fields.text("rid").filter(|id| !id.is_empty()),
        price_minor: fields.text("price").and_then(|price| minor_units(&price, currency.as_deref())),
        currency,
        size: fields.text("size").filter(|size| !size.is_empty() && size != "0"),
    };
    (item != FeedItem::default()).then_some(item)
}

/// A price in minor units. The document says only "integer"; its examples (500 RUB for an album,
/// 157 with code 643 for a cable, 2026-07) are whole units.
fn minor_units(price: &str, currency: Option<&str>) -> Option<i64> {
    let scale = if matches!(currency, Some("JPY" | "KRW" | "VND")) { 0 } else { 2 };
    let price = price.trim();
    let (whole, fraction) = price.split_once('.').unwrap_or((price, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: String = fraction.chars().chain(std::iter::repeat('0')).take(scale).collect();
    format!("{whole}{digits}").parse().ok().filter(|minor: &i64| *minor >= 0)
}

/// The letters of a currency, also where its ISO number stands.
fn currency(code: &str) -> String {
    let letters = match code.trim() {
        "643" => "RUB",
        "933" => "BYN",
        "398" => "KZT",
        "417" => "KGS",
        "51" | "051" => "AMD",
        "860" => "UZS",
        "156" => "CNY",
        other => other,
    };
    letters.to_ascii_uppercase()
}

/// The files or pictures of a message; `false` when one of them could not be read.
pub(crate) fn attachments(raw: &RawValue, kind: AttachmentKind, into: &mut Vec<FeedAttachment>) -> bool {
    let Some(elements) = list(raw) else { return false };
    let mut whole = true;
    for element in elements {
        let found = Fields::of(element.get()).and_then(|fields| {
            let remote_id = fields.text("downloadID").filter(|id| !id.is_empty())?;
            let bytes = fields.number("size").and_then(|size| u64::try_from(size).ok());
            Some(attachment(kind, remote_id, fields.text("name"), fields.text("contentType"), bytes))
        });
        match found {
            Some(attachment) => into.push(attachment),
            None => whole = false,
        }
    }
    whole
}

/// An attachment; a file that says it is a picture is one.
pub(crate) fn attachment(kind: AttachmentKind, remote_id: String, name: Option<String>, media_type: Option<String>, bytes: Option<u64>) -> FeedAttachment {
    let kind = if media_type.as_deref().is_some_and(|media| media.starts_with("image/")) { AttachmentKind::Image } else { kind };
    FeedAttachment { remote_id, kind, name, media_type, bytes }
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
    fn prices_are_minor_units_whatever_form_they_have() {
        let item = |json: &str| good_card(serde_json::from_str::<&RawValue>(json).unwrap());
        let price = |json: &str| item(json).and_then(|item| item.price_minor);
        assert_eq!(price(r#"{"price":500,"priceCurrency":"RUB"}"#), Some(50_000));
        assert_eq!(price(r#"{"price":"499.9","priceCurrency":"rub"}"#), Some(49_990));
        assert_eq!(price(r#"{"price":500,"priceCurrency":"KRW"}"#), Some(500));
        assert_eq!(price(r#"{"price":-5}"#), None);
        assert_eq!(price(r#"{"price":99999999999999999999}"#), None);
        assert_eq!(item(r#"{"priceCurrency":643,"price":1}"#).unwrap().currency.as_deref(), Some("RUB"));
        assert_eq!(item("[]"), None);
        assert_eq!(item(r#"{"nmID":12345678901234567890}"#).unwrap().remote_id.as_deref(), Some("12345678901234567890"));
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
