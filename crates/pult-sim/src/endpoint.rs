//! Which method a request means.

use serde::{Deserialize, Serialize};

use crate::token::{Need, Right};

/// A method of the marketplace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// `GET /api/v1/seller/chats`
    Chats,
    /// `GET /api/v1/seller/events`
    Events,
    /// `POST /api/v1/seller/message`
    Message,
    /// `GET /api/v1/seller/download/{id}`
    Download,
    /// `POST /content/v2/get/cards/list`
    Cards,
    /// `GET /api/v1/seller-info`
    SellerInfo,
    /// `GET /ping`
    Ping,
    /// `/_sim/...`: the strings of the puppet, no part of Wildberries.
    Control,
    /// Anything else.
    Unknown,
}

impl Endpoint {
    pub(crate) fn of(method: &str, path: &str) -> Self {
        match (method, path) {
            ("GET", "/api/v1/seller/chats") => Self::Chats,
            ("GET", "/api/v1/seller/events") => Self::Events,
            ("POST", "/api/v1/seller/message") => Self::Message,
            ("GET", path) if path.starts_with("/api/v1/seller/download/") => Self::Download,
            ("POST", "/content/v2/get/cards/list") => Self::Cards,
            ("GET", "/api/v1/seller-info") => Self::SellerInfo,
            ("GET", "/ping") => Self::Ping,
            (_, path) if path.starts_with("/_sim/") => Self::Control,
            _ => Self::Unknown,
        }
    }

    pub(crate) fn need(self) -> Need {
        let right = match self {
            Self::Chats | Self::Events | Self::Message | Self::Download => Some(Right::BuyersChat),
            Self::Cards => Some(Right::Content),
            Self::SellerInfo | Self::Ping | Self::Control | Self::Unknown => None,
        };
        Need { right, writes: self == Self::Message }
    }
}
