//! The shape of exported history as JSON: what an export writes and an import reads.
//!
//! One JSON document, laid out one record a line: the head on the first line, then chats, each
//! followed by its messages, then the end, then `]}`. A program that reads JSON needs to know
//! nothing of the lines; an import reads line by line, so that 100,000 messages never lie in memory
//! at once and a damaged record costs only itself. JSON Lines without a frame lost (most programs
//! that open `.json` refuse it), and a plain document lost (one wrong comma and nothing of it is read).
//!
//! Described for others in `docs/history-files.md`; [`VERSION`] moves when a reader of the old
//! version would misread the new one. Unknown fields are passed over.

use pult_domain::{AtMs, AttachmentKind, Author, ChannelKind, ChatKind, MessageKind};
use serde::{Deserialize, Serialize};

/// The document's `format`.
pub(crate) const FORMAT: &str = "pult-history";
/// The document's `version`.
pub(crate) const VERSION: u32 = 1;
/// What stands after the head's fields, before the first record.
pub(crate) const OPENING: &str = "\"records\":[";
/// What stands after the last record.
pub(crate) const CLOSING: &str = "]}";

/// The first line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Head {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`] of its making.
    pub version: u32,
    /// Version of the program.
    #[serde(default)]
    pub program: String,
    /// When it was made.
    #[serde(default)]
    pub made_at: String,
    /// The shop's zone; every moment in the file is UTC all the same.
    #[serde(default)]
    pub zone: String,
}

/// Any other line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Record {
    /// A chat; its messages follow.
    Chat(ChatRecord),
    /// A message of a chat before it.
    Message(MessageRecord),
    /// The end; a file without it was cut.
    End(EndRecord),
}

/// A chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChatRecord {
    /// Its number in this file, from 1.
    pub n: u64,
    /// Where it was held.
    pub channel: ChannelKind,
    /// The owner's name for the shop.
    #[serde(default)]
    pub shop: String,
    /// The marketplace's id.
    pub id: String,
    /// The buyer's name.
    #[serde(default)]
    pub customer: String,
    /// Who it is with.
    #[serde(default = "buyer")]
    pub kind: ChatKind,
    /// The queue it stood in; for the reader only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// The owner's labels; for the reader only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemRecord>,
}

fn buyer() -> ChatKind {
    ChatKind::Buyer
}

/// What a chat is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ItemRecord {
    /// The marketplace's article number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// What the buyer paid, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_minor: Option<i64>,
    /// ISO 4217 letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Size or variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MessageRecord {
    /// The number of its chat.
    pub chat: u64,
    /// The marketplace's id; none while a reply had not come back.
    #[serde(default)]
    pub id: Option<String>,
    /// Who wrote it.
    pub author: Author,
    /// What it is.
    #[serde(default = "text_kind")]
    pub kind: MessageKind,
    /// When it was sent, see [`written`].
    pub sent_at: String,
    /// The text.
    #[serde(default)]
    pub text: String,
    /// Its first text, where it was edited or deleted later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_before: Option<String>,
    /// Whether the other side has read it, where the channel tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<bool>,
    /// Its files, without their contents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRecord>,
}

fn text_kind() -> MessageKind {
    MessageKind::Text
}

/// A file of a message. What to ask the channel for is left out: it may be an address with a key in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileRecord {
    /// What it is.
    pub kind: AttachmentKind,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its media type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Its size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<i64>,
}

/// The end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EndRecord {
    /// Chats in the file.
    pub chats: u64,
    /// Messages in the file.
    pub messages: u64,
}

/// A moment as the file has it: RFC 3339 in UTC with milliseconds. A moment that no calendar has (a
/// broken clock on the other side) stays what it is, its milliseconds since 1970.
pub(crate) fn written(at: AtMs) -> String {
    let Ok(stamp) = jiff::Timestamp::from_millisecond(at.0) else { return at.0.to_string() };
    stamp.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// The moment that is written there.
pub(crate) fn moment(written: &str) -> Option<AtMs> {
    let stamp: Result<jiff::Timestamp, _> = written.trim().parse();
    stamp.map_or_else(|_| written.trim().parse().ok().map(AtMs), |stamp| Some(AtMs(stamp.as_millisecond())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_moment_comes_back_to_the_millisecond(at in any::<i64>()) {
            prop_assert_eq!(moment(&written(AtMs(at))), Some(AtMs(at)));
        }

        #[test]
        fn a_moment_of_these_years_is_a_date(at in 0_i64..4_000_000_000_000) {
            let text = written(AtMs(at));
            prop_assert!(text.ends_with('Z') && text.len() == 24, "{}", text);
            prop_assert_eq!(moment(&text), Some(AtMs(at)));
        }
    }
}
