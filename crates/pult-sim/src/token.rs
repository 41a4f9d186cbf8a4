//! Tokens as Wildberries makes them: a signed JSON whose payload tells kind, rights and end.
//!
//! Payload fields and bit positions: FACTS 1.1 (WB api-information of August 2026). The signature
//! is random: the simulator knows its tokens by heart, and no client can check WB's key anyway.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pult_domain::AtMs;
use serde::{Deserialize, Serialize};

use crate::dice;

/// Days a token lives (WB, April 2026).
pub const TOKEN_DAYS: i64 = 180;

/// What sort of token it is (`acc` in the payload).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// `acc` 1: one chat request an hour.
    Base,
    /// `acc` 2, `t` true: for the sandbox, which has no buyer chat.
    Test,
    /// `acc` 3: for the seller's own programs.
    #[default]
    Personal,
    /// `acc` 4: for a service of the catalogue.
    Service,
}

impl TokenKind {
    pub(crate) fn is_base(self) -> bool {
        self == Self::Base
    }
}

/// A category ticked when the token was made: a bit of `s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Bit 1: cards of items.
    Content,
    /// Bit 7: feedbacks and questions.
    Feedbacks,
    /// Bit 9: buyers' chats.
    BuyersChat,
    /// Bit 11: buyers' returns.
    Returns,
}

impl Right {
    fn bit(self) -> u64 {
        match self {
            Self::Content => 1 << 1,
            Self::Feedbacks => 1 << 7,
            Self::BuyersChat => 1 << 9,
            Self::Returns => 1 << 11,
        }
    }
}

/// Bit 30 of `s`: the token may only read.
const READ_ONLY: u64 = 1 << 30;

/// What a token shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TokenSpec {
    /// Its kind.
    pub kind: TokenKind,
    /// Its categories.
    pub rights: Vec<Right>,
    /// Whether it may only read.
    pub read_only: bool,
    /// Milliseconds it is still valid; negative for one that has ended.
    pub expires_in_ms: i64,
    /// Whether its user was removed from the cabinet (403, FACTS 1.5).
    pub user_removed: bool,
}

impl Default for TokenSpec {
    fn default() -> Self {
        Self {
            kind: TokenKind::Personal,
            rights: vec![Right::Content, Right::BuyersChat],
            read_only: false,
            expires_in_ms: TOKEN_DAYS * 86_400_000,
            user_removed: false,
        }
    }
}

impl TokenSpec {
    /// A token of that kind with the usual rights.
    #[must_use]
    pub fn of(kind: TokenKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// The usual token with exactly these rights.
    #[must_use]
    pub fn with_rights(rights: &[Right]) -> Self {
        Self { rights: rights.to_vec(), ..Self::default() }
    }

    /// The usual token that may only read.
    #[must_use]
    pub fn read_only() -> Self {
        Self { read_only: true, ..Self::default() }
    }

    /// The usual token, ended a day ago.
    #[must_use]
    pub fn expired() -> Self {
        Self { expires_in_ms: -86_400_000, ..Self::default() }
    }
}

/// A token this shop has given out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Issued {
    pub(crate) text: String,
    pub(crate) spec: TokenSpec,
    pub(crate) expires_at: AtMs,
    pub(crate) revoked: bool,
}

/// Why a request is turned away at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) title: &'static str,
    pub(crate) detail: &'static str,
}

const fn unauthorized(detail: &'static str) -> Refusal {
    Refusal { status: 401, title: "unauthorized", detail }
}

/// Makes a token of the seller `sid`.
pub(crate) fn mint(spec: TokenSpec, sid: &str, seed: u64, now: AtMs) -> Issued {
    let expires_at = now.plus_ms(spec.expires_in_ms);
    let acc = match spec.kind {
        TokenKind::Base => 1,
        TokenKind::Test => 2,
        TokenKind::Personal => 3,
        TokenKind::Service => 4,
    };
    let audience = if spec.kind == TokenKind::Service { format!("asid:{}", dice::uuid(seed ^ 7)) } else { "self".to_owned() };
    let mask = spec.rights.iter().fold(if spec.read_only { READ_ONLY } else { 0 }, |mask, right| mask | right.bit());
    let payload = serde_json::json!({
        "acc": acc, "ent": 1, "exp": expires_at.0.div_euclid(1_000), "for": audience, "id": dice::uuid(seed),
        "iid": dice::mix(seed) % 100_000_000, "oid": 4_120_031, "s": mask, "sid": sid, "t": spec.kind == TokenKind::Test,
        "uid": dice::mix(seed ^ 3) % 100_000_000,
    });
    let head = serde_json::json!({"alg": "ES256", "kid": "20260302v1", "typ": "JWT"});
    let signature: Vec<u8> = (0..8).flat_map(|n| dice::mix(seed.wrapping_add(100 + n)).to_be_bytes()).collect();
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let text = format!("{}.{}.{}", part(head.to_string().as_bytes()), part(payload.to_string().as_bytes()), part(&signature));
    Issued { text, spec, expires_at, revoked: false }
}

/// What a request needs to be let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    /// A category, where the method asks for one.
    pub(crate) right: Option<Right>,
    /// Whether the method writes (`x-readonly-method: false`).
    pub(crate) writes: bool,
}

/// The issued token behind an `Authorization` header, or why not. Both forms seen with integrators
/// are taken: the bare token and `Bearer` before it (FACTS 1.1).
pub(crate) fn admit<'a>(issued: &'a [Issued], header: Option<&str>, need: Need, now: AtMs) -> Result<&'a Issued, Refusal> {
    let text = header.map(str::trim).unwrap_or_default();
    let text = text.strip_prefix("Bearer ").unwrap_or(text).trim();
    if text.is_empty() {
        return Err(unauthorized("empty Authorization header"));
    }
    if text.split('.').count() != 3 {
        return Err(unauthorized("token problem; token is malformed: token contains an invalid number of segments"));
    }
    let Some(token) = issued.iter().find(|token| token.text == text) else {
        return Err(unauthorized("token problem; token signature is invalid"));
    };
    if token.revoked {
        return Err(unauthorized("access token is withdrawn"));
    }
    if now >= token.expires_at {
        return Err(unauthorized("token problem; token is expired"));
    }
    if token.spec.user_removed {
        return Err(Refusal { status: 403, title: "access denied", detail: "user is removed from the seller's account" });
    }
    if token.spec.kind == TokenKind::Test {
        return Err(unauthorized("token problem; sandbox token is not allowed here"));
    }
    // A category that was not ticked is 401, not 403 (FACTS 1.5).
    if need.right.is_some_and(|right| !token.spec.rights.contains(&right)) {
        return Err(unauthorized("token scope not allowed"));
    }
    if need.writes && token.spec.read_only {
        return Err(Refusal { status: 403, title: "access denied", detail: "read-only token scope not allowed for this route" });
    }
    Ok(token)
}
