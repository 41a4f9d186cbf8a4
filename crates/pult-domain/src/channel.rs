//! The marketplaces and what each allows.

use serde::{Deserialize, Serialize};

/// Where a shop sells. The names are those of the schema, the scripts and the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// Wildberries.
    Wildberries,
    /// Ozon.
    Ozon,
    /// Yandex Market.
    YandexMarket,
    /// Avito.
    Avito,
    /// The demo shop: a Wildberries-shaped simulator on this machine.
    Demo,
    /// History from files, of no marketplace: nothing is fetched and nobody can be answered.
    Archive,
}

impl ChannelKind {
    /// Every channel, in the order they are shown.
    pub const ALL: [Self; 6] = [Self::Wildberries, Self::Ozon, Self::YandexMarket, Self::Avito, Self::Demo, Self::Archive];

    /// The channel's name in the schema and in scripts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wildberries => "wildberries",
            Self::Ozon => "ozon",
            Self::YandexMarket => "yandex_market",
            Self::Avito => "avito",
            Self::Demo => "demo",
            Self::Archive => "archive",
        }
    }

    /// Whether a reply needs a token of its chat (Wildberries: `replySign`), which the list of chats
    /// tells. The other channels take a reply by the chat's id alone, and their list of chats is
    /// what their feed is made of.
    #[must_use]
    pub fn signs_replies(self) -> bool {
        matches!(self, Self::Wildberries | Self::Demo)
    }

    /// Whether one key may show several shops, of which the account's `client_id` names one (Yandex Market:
    /// the number of a cabinet). Without it any of them could be read.
    #[must_use]
    pub fn key_shows_shops(self) -> bool {
        self == Self::YandexMarket
    }

    /// Whether there is anybody behind it to fetch from and to send to.
    #[must_use]
    pub fn is_live(self) -> bool {
        self != Self::Archive
    }

    /// The channel of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What a channel accepts, for the composer to say before anything is typed in vain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ChannelLimits {
    /// Longest reply, in Unicode scalar values.
    pub text_chars: u32,
    /// Largest single file, in bytes.
    #[ts(as = "f64")]
    pub file_bytes: u64,
    /// Largest sum of the files of one reply, in bytes; of no meaning where each file is a reply of its own.
    #[ts(as = "f64")]
    pub files_bytes: u64,
    /// Media types accepted as files.
    pub file_types: Vec<String>,
    /// Whether a reply may hold files and text at once; where not, each file is a reply of its own.
    pub files_with_text: bool,
    /// Whether the channel ever tells that a reply was read.
    pub tells_read: bool,
    /// Whether the channel can be told that the owner has read the chat.
    pub takes_read: bool,
    /// For how long an own message may be deleted, in milliseconds; `None` where it cannot.
    #[ts(as = "Option<f64>")]
    pub delete_within_ms: Option<i64>,
    /// For how long after the buyer's last message a reply is taken, in milliseconds; `None` where
    /// no end is documented.
    #[ts(as = "Option<f64>")]
    pub reply_within_ms: Option<i64>,
}
