//! Wildberries' own odd shapes, read field by field.

use pult_domain::{AttachmentKind, FeedAttachment, FeedItem};
use serde_json::value::RawValue;

use crate::money::minor_units;

pub(crate) use crate::loose::{Fields, is_ahead, list, mended, moment, number, take_back, text};

/// The fields of a `goodCard` (communications.yaml, `Listing`, 2026-07-23).
const CARD: [&str; 5] = ["nmID", "price", "priceCurrency", "rid", "size"];

/// `goodCard`: the item and the order, `None` when nothing of it can be read; `false` when it could not be read, or has
/// an unknown field.
pub(crate) fn good_card(raw: &RawValue) -> (Option<FeedItem>, bool) {
    let Some(fields) = Fields::of(raw.get()) else { return (None, false) };
    let currency = fields.text("priceCurrency").map(|code| currency(&code));
    let item = FeedItem {
        remote_id: fields.text("nmID").filter(|id| !id.is_empty() && id != "0"),
        title: None,
        order_id: fields.text("rid").filter(|id| !id.is_empty()),
        // The document says only "integer"; its examples (500 RUB for an album, 157 with code 643 for
        // a cable, 2026-07) are whole units.
        price_minor: fields.text("price").and_then(|price| minor_units(&price, currency.as_deref())),
        currency,
        size: fields.text("size").filter(|size| !size.is_empty() && size != "0"),
    };
    ((item != FeedItem::default()).then_some(item), fields.only(&CARD))
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

/// The fields of a file or picture (communications.yaml, `File` and `Image`, 2026-07-23).
const FILE: [&str; 6] = ["contentType", "date", "downloadID", "name", "size", "url"];

/// The files or pictures of a message; `false` when one of them could not be read, or has an unknown field.
pub(crate) fn attachments(raw: &RawValue, kind: AttachmentKind, into: &mut Vec<FeedAttachment>) -> bool {
    let Some(elements) = list(raw) else { return false };
    let mut whole = true;
    for element in elements {
        let found = Fields::of(element.get()).and_then(|fields| {
            whole &= fields.only(&FILE);
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

    #[test]
    fn prices_are_minor_units_whatever_form_they_have() {
        let item = |json: &str| good_card(serde_json::from_str::<&RawValue>(json).unwrap()).0;
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
}
