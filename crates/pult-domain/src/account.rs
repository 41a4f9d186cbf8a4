//! A shop's connection to a channel: the state of its token and of its sync.

use crate::chat::words;
use crate::{AtMs, ErrorCode};
use serde::{Deserialize, Serialize};

words!(
    /// What sort of access a token gives.
    TokenKind {
        /// Wildberries "base": one chat request an hour, of no use here.
        Base = "base",
        /// For the sandbox.
        Test = "test",
        /// For the seller's own programs: the right kind.
        Personal = "personal",
        /// For a service in the marketplace's catalogue.
        Service = "service",
        /// The token does not say.
        Unknown = "unknown",
    }
);

words!(
    /// Something about a token the owner should know although it works.
    TokenWarning {
        /// A base token allows one chat request an hour; a personal one should be made instead.
        BaseToken = "base_token",
        /// The token may not write: replies will be refused.
        ReadOnly = "read_only",
        /// The token ends within 14 days.
        ExpiresSoon = "expires_soon",
        /// The token is of the sandbox.
        TestToken = "test_token",
        /// The token could not be read; only the live check speaks for it.
        Unreadable = "unreadable",
    }
);

/// What was found when a token was tried, before it is saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct TokenCheck {
    /// Whether the token can be used.
    pub ok: bool,
    /// Why not, as a code whose words the interface knows.
    pub problem: Option<ErrorCode>,
    /// Rights that must be ticked where the token is made, by the marketplace's own names.
    pub missing_rights: Vec<String>,
    /// What works but deserves a word.
    pub warnings: Vec<TokenWarning>,
    /// What sort of token it is.
    pub kind: TokenKind,
    /// When it ends, if it says.
    pub expires_at_ms: Option<AtMs>,
    /// The marketplace's id of the seller, if the token says; tells one shop from another.
    pub seller_id: Option<String>,
    /// The shop's name at the marketplace, where it could be asked.
    pub seller_name: Option<String>,
    /// How many chats the marketplace showed at the check.
    pub chats_seen: Option<u32>,
    /// The marketplace's own words about a refusal; untrusted text.
    pub detail: Option<String>,
}

impl TokenCheck {
    /// A check that has seen no more than the token itself: its sort, and what is wrong with how it looks.
    #[must_use]
    pub fn begun(kind: TokenKind, problem: Option<ErrorCode>) -> Self {
        Self {
            ok: false,
            problem,
            missing_rights: Vec::new(),
            warnings: Vec::new(),
            kind,
            expires_at_ms: None,
            seller_id: None,
            seller_name: None,
            chats_seen: None,
            detail: None,
        }
    }
}

/// Whether an account is being synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum AccountHealth {
    /// Nothing wrong at the last round.
    Ok,
    /// The first round has not ended yet.
    New,
    /// The last round failed; another will follow by itself.
    Retrying,
    /// Stopped until the owner does something (token revoked, a right missing).
    NeedsOwner,
    /// Paused by the owner.
    Paused,
}
