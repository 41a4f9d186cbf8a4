//! Keys and what they may do.

use pult_domain::AtMs;
use serde::{Deserialize, Serialize};

use super::{Face, Talks};
use crate::dice;
use crate::endpoint::Endpoint;

/// Days a key of Ozon lives: six months (ozon-seller-2026-04, "Api-Key").
const OZON_KEY_DAYS: i64 = 180;
/// How long a token of Avito lives, in milliseconds (avito/auth.json, `expires_in` 86400).
pub(crate) const SESSION_MS: i64 = 86_400_000;

/// What a key may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyRight {
    /// Reading chats.
    Chats,
    /// Answering, marking as read, taking back.
    Write,
    /// Items on sale.
    Items,
    /// Orders.
    Orders,
}

impl KeyRight {
    /// Every right.
    pub const ALL: [Self; 4] = [Self::Chats, Self::Write, Self::Items, Self::Orders];
}

/// What a key shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeySpec {
    /// What it may be used for.
    pub rights: Vec<KeyRight>,
    /// Milliseconds it is still valid; negative for one that has ended. Only Ozon's keys end.
    pub expires_in_ms: i64,
}

impl Default for KeySpec {
    fn default() -> Self {
        Self { rights: KeyRight::ALL.to_vec(), expires_in_ms: OZON_KEY_DAYS * 86_400_000 }
    }
}

impl KeySpec {
    /// A key with exactly these rights.
    #[must_use]
    pub fn with_rights(rights: &[KeyRight]) -> Self {
        Self { rights: rights.to_vec(), ..Self::default() }
    }

    /// A key that reads and does not write.
    #[must_use]
    pub fn read_only() -> Self {
        Self::with_rights(&[KeyRight::Chats, KeyRight::Items, KeyRight::Orders])
    }

    /// A key that ends so soon.
    #[must_use]
    pub fn expires_in_ms(ms: i64) -> Self {
        Self { expires_in_ms: ms, ..Self::default() }
    }
}

/// A key the shop has made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct IssuedKey {
    pub(crate) text: String,
    pub(crate) spec: KeySpec,
    pub(crate) expires_at: AtMs,
    pub(crate) revoked: bool,
}

/// A token that Avito gave for a key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) token: String,
    pub(crate) key: String,
    pub(crate) expires_at: AtMs,
}

/// Why a request is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// No key was shown.
    NoKey,
    /// Nobody knows this key.
    Unknown,
    /// It was withdrawn.
    Withdrawn,
    /// It has ended.
    Ended,
    /// It may not do this.
    NoRight,
}

impl Talks {
    /// The public half of the credentials where there is one.
    pub(crate) fn client_id(&self) -> Option<String> {
        match self.face {
            Face::Ozon => Some((836_000 + self.seed % 1_000).to_string()),
            Face::YandexMarket => None,
            Face::Avito => Some(dice::hex(dice::mix(self.seed ^ 0xA7170), 20)),
        }
    }

    /// The shop's own number: Avito's user, the Market's business.
    pub(crate) fn own_number(&self) -> u64 {
        match self.face {
            Face::Ozon => 836_000 + self.seed % 1_000,
            Face::YandexMarket => 216_000_000 + self.seed % 1_000_000,
            // Beyond 2^31: the documents' int32 does not hold for real ids (FACTS 4.3).
            Face::Avito => 3_400_000_000 + self.seed % 1_000_000,
        }
    }

    /// The number of the Market's shop (`campaignId`), which is not that of the business.
    pub(crate) fn campaign_number(&self) -> u64 {
        21_000_000 + self.seed % 1_000_000
    }

    pub(crate) fn issue(&mut self, spec: KeySpec, now: AtMs) -> String {
        let seed = self.number();
        let text = match self.face {
            Face::Ozon => dice::uuid(seed),
            Face::YandexMarket => format!("ACMA:{}:{}", dice::hex(seed, 40), dice::hex(seed ^ 1, 8)),
            Face::Avito => dice::hex(seed, 40),
        };
        let expires_at = now.plus_ms(spec.expires_in_ms);
        self.keys.push(IssuedKey { text: text.clone(), spec, expires_at, revoked: false });
        text
    }

    /// Withdraws every key given out so far, and what was obtained with them.
    pub(crate) fn revoke(&mut self) {
        self.keys.iter_mut().for_each(|key| key.revoked = true);
        self.sessions.clear();
    }

    /// The key behind a text, whatever it may do.
    pub(crate) fn known(&self, text: Option<&str>, now: AtMs) -> Result<&IssuedKey, Refusal> {
        let text = text.map(str::trim).filter(|text| !text.is_empty()).ok_or(Refusal::NoKey)?;
        let key = self.keys.iter().find(|key| key.text == text).ok_or(Refusal::Unknown)?;
        match key {
            key if key.revoked => Err(Refusal::Withdrawn),
            key if self.face == Face::Ozon && now >= key.expires_at => Err(Refusal::Ended),
            key => Ok(key),
        }
    }
}

/// Whether the key may use the method.
pub(crate) fn allows(key: &IssuedKey, endpoint: Endpoint) -> Result<(), Refusal> {
    let need = match endpoint {
        Endpoint::Chats | Endpoint::Events | Endpoint::Voices => KeyRight::Chats,
        Endpoint::Message | Endpoint::File | Endpoint::Upload | Endpoint::Read | Endpoint::Delete => KeyRight::Write,
        Endpoint::Cards => KeyRight::Items,
        Endpoint::Orders => KeyRight::Orders,
        _ => return Ok(()),
    };
    if key.spec.rights.contains(&need) { Ok(()) } else { Err(Refusal::NoRight) }
}
