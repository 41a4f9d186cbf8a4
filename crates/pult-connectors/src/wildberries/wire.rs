//! The wire's own shapes, read strictly and fast: the ordinary event. Whatever does not fit, down
//! to one unknown field, is read again by `loose`, which misses nothing and is slower.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::value::RawValue;

/// More events than this in one page are refused: memory must stay bounded whatever comes. A page
/// of 16 MB holds some 40,000 ordinary events.
pub(crate) const MOST_EVENTS: usize = 100_000;

/// A text borrowed from the body where it holds no escapes.
#[derive(Debug, Default)]
pub(crate) struct Word<'a>(pub(crate) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;
        impl<'de> Visitor<'de> for Words {
            type Value = Word<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Word(Cow::Borrowed(text)))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Word(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Words)
    }
}

/// `GET /api/v1/seller/events`.
#[derive(Debug, Deserialize)]
pub(crate) struct WirePage<'a> {
    #[serde(borrow)]
    pub(crate) result: Option<WireResult<'a>>,
    #[serde(borrow)]
    pub(crate) errors: Option<&'a RawValue>,
}

/// The page itself. Numbers stay raw: they come as strings at times.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WireResult<'a> {
    #[serde(borrow)]
    pub(crate) next: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(crate) total_events: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(crate) newest_event_time: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(crate) events: Option<RawEvents<'a>>,
}

/// The events as they came, counted.
#[derive(Debug, Default)]
pub(crate) struct RawEvents<'a> {
    pub(crate) events: Vec<&'a RawValue>,
    pub(crate) too_many: bool,
}

impl<'de: 'a, 'a> Deserialize<'de> for RawEvents<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Events;
        impl<'de> Visitor<'de> for Events {
            type Value = RawEvents<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of events")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut found = RawEvents::default();
                while found.events.len() < MOST_EVENTS {
                    match list.next_element()? {
                        Some(event) => found.events.push(event),
                        None => return Ok(found),
                    }
                }
                while list.next_element::<IgnoredAny>()?.is_some() {
                    found.too_many = true;
                }
                Ok(found)
            }
        }
        deserializer.deserialize_seq(Events)
    }
}

/// The ordinary event.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct WireEvent<'a> {
    #[serde(rename = "chatID", borrow)]
    pub(crate) chat_id: Word<'a>,
    #[serde(rename = "eventID", borrow)]
    pub(crate) event_id: Word<'a>,
    #[serde(borrow)]
    pub(crate) event_type: Word<'a>,
    #[serde(rename = "isNewChat")]
    pub(crate) _is_new_chat: Option<bool>,
    #[serde(borrow)]
    pub(crate) message: Option<WireMessage<'a>>,
    #[serde(rename = "source", borrow)]
    pub(crate) _source: Option<Word<'a>>,
    pub(crate) add_timestamp: Option<i64>,
    #[serde(borrow)]
    pub(crate) add_time: Option<Word<'a>>,
    #[serde(borrow)]
    pub(crate) reply_sign: Option<Word<'a>>,
    #[serde(borrow)]
    pub(crate) sender: Option<Word<'a>>,
    #[serde(borrow)]
    pub(crate) client_name: Option<Word<'a>>,
}

/// What was written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WireMessage<'a> {
    pub(crate) text: Option<String>,
    #[serde(borrow)]
    pub(crate) attachments: Option<WireAttachments<'a>>,
}

/// What was attached.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct WireAttachments<'a> {
    /// Read loosely in any case: it is rare, and its fields are of every type.
    #[serde(borrow)]
    pub(crate) good_card: Option<&'a RawValue>,
    pub(crate) files: Option<Vec<WireFile>>,
    pub(crate) images: Option<Vec<WireImage>>,
}

/// A file. Its `url` is never used: the file is asked for by id, so that no token goes elsewhere.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct WireFile {
    #[serde(rename = "downloadID")]
    pub(crate) download_id: String,
    pub(crate) name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) size: Option<u64>,
    #[serde(rename = "date")]
    pub(crate) _date: Option<IgnoredAny>,
    #[serde(rename = "url")]
    pub(crate) _url: Option<IgnoredAny>,
}

/// A picture.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WireImage {
    #[serde(rename = "downloadID")]
    pub(crate) download_id: String,
    #[serde(rename = "date")]
    pub(crate) _date: Option<IgnoredAny>,
    #[serde(rename = "url")]
    pub(crate) _url: Option<IgnoredAny>,
}
