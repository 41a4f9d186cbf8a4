//! Which method a request means.

use serde::{Deserialize, Serialize};

use crate::token::{Need, Right};

/// A method of a marketplace, by what it is for. Not every marketplace has every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// The list of chats.
    Chats,
    /// New messages: Wildberries' feed over all chats; elsewhere the history of one chat.
    Events,
    /// A reply in words (Wildberries: with its files).
    Message,
    /// A reply that is a file or a picture.
    File,
    /// A picture handed over before it is sent (Avito).
    Upload,
    /// The bytes of a file or picture.
    Download,
    /// Where the bytes of voice messages are (Avito).
    Voices,
    /// "The seller has read this."
    Read,
    /// Takes a message back (Avito).
    Delete,
    /// Items on sale: Wildberries' cards, Ozon's products, the Market's offers, Avito's items.
    Cards,
    /// Orders.
    Orders,
    /// Who the shop is, and what it has subscribed to.
    SellerInfo,
    /// What the key may do (Ozon's roles, the Market's token) or the key itself (Avito's `/token`).
    Key,
    /// `GET /ping`
    Ping,
    /// Anything else.
    Unknown,
}

impl Endpoint {
    /// Wildberries' reading of a request.
    pub(crate) fn of(method: &str, path: &str) -> Self {
        match (method, path) {
            ("GET", "/api/v1/seller/chats") => Self::Chats,
            ("GET", "/api/v1/seller/events") => Self::Events,
            ("POST", "/api/v1/seller/message") => Self::Message,
            ("GET", path) if path.starts_with("/api/v1/seller/download/") => Self::Download,
            ("POST", "/content/v2/get/cards/list") => Self::Cards,
            ("GET", "/api/v1/seller-info") => Self::SellerInfo,
            ("GET", "/ping") => Self::Ping,
            _ => Self::Unknown,
        }
    }

    pub(crate) fn need(self) -> Need {
        let right = match self {
            Self::Chats | Self::Events | Self::Message | Self::Download => Some(Right::BuyersChat),
            Self::Cards => Some(Right::Content),
            _ => None,
        };
        Need { right, writes: self == Self::Message }
    }
}
