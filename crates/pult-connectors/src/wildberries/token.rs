//! What a Wildberries token says of itself. Read here, never sent anywhere but to Wildberries.
//!
//! A token is a JWT; its signature is the marketplace's business. Simulators use plain words as
//! tokens, so an unreadable one is not refused: the live check decides.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pult_domain::{AtMs, ErrorCode, TokenKind};
use serde_json::Value;

/// The category of buyer chats, as it is called where the token is made.
pub(crate) const RIGHT_CHAT: &str = "Чат с покупателями";

/// The category of product cards.
pub(crate) const RIGHT_CONTENT: &str = "Контент";

/// Positions in the mask `s` (WB's token page, 2026-08). Position p is `s >> p & 1`: the widely
/// seen masks 16126 and 1073757950 are then exactly sets of listed categories.
const BIT_CONTENT: u32 = 1;
const BIT_CHAT: u32 = 9;
const BIT_READ_ONLY: u32 = 30;

/// Longest token taken, in bytes; real ones have under 1000.
const LONGEST_TOKEN: usize = 8 * 1024;

/// What the payload of a token says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Claims {
    pub(crate) kind: Option<TokenKind>,
    pub(crate) rights: Option<u64>,
    pub(crate) expires_at: Option<AtMs>,
    pub(crate) seller: Option<String>,
}

impl Claims {
    fn right(&self, bit: u32) -> Option<bool> {
        self.rights.map(|mask| mask >> bit & 1 == 1)
    }

    /// Whether buyer chats may be read; `None` when the token does not say.
    pub(crate) fn may_chat(&self) -> Option<bool> {
        self.right(BIT_CHAT)
    }

    /// Whether product cards may be read; `None` when the token does not say.
    pub(crate) fn may_read_cards(&self) -> Option<bool> {
        self.right(BIT_CONTENT)
    }

    /// Whether the token may not write.
    pub(crate) fn read_only(&self) -> bool {
        self.right(BIT_READ_ONLY) == Some(true)
    }
}

/// The token in what was pasted: without space around it and without `Bearer`.
///
/// # Errors
/// [`ErrorCode::TokenEmpty`], or [`ErrorCode::TokenMalformed`] for what no header could carry.
pub(crate) fn clean(pasted: &str) -> Result<&str, ErrorCode> {
    let mut token = pasted.trim();
    // Copied with its header, and pasted behind another one.
    while let Some((_, rest)) = token.split_once(char::is_whitespace).filter(|(word, _)| word.eq_ignore_ascii_case("bearer")) {
        token = rest.trim();
    }
    if token.eq_ignore_ascii_case("bearer") {
        token = "";
    }
    if token.is_empty() {
        return Err(ErrorCode::TokenEmpty);
    }
    if token.len() > LONGEST_TOKEN || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ErrorCode::TokenMalformed);
    }
    Ok(token)
}

/// Reads the payload; `None` for what is no JWT.
pub(crate) fn read(token: &str) -> Option<Claims> {
    let mut parts = token.split('.');
    let (_, payload, _) = (parts.next()?, parts.next()?, parts.next()?);
    let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    let payload: Value = serde_json::from_slice(&bytes).ok()?;
    payload.as_object()?;
    Some(Claims {
        kind: kind(&payload),
        rights: payload.get("s").and_then(number),
        expires_at: payload.get("exp").and_then(number).and_then(|seconds| i64::try_from(seconds).ok()).map(|s| AtMs(s.saturating_mul(1_000))),
        seller: payload.get("sid").and_then(Value::as_str).filter(|sid| !sid.is_empty()).map(str::to_owned),
    })
}

fn kind(payload: &Value) -> Option<TokenKind> {
    if payload.get("t").and_then(Value::as_bool) == Some(true) {
        return Some(TokenKind::Test);
    }
    match payload.get("acc").and_then(number) {
        Some(1) => Some(TokenKind::Base),
        Some(2) => Some(TokenKind::Test),
        Some(3) => Some(TokenKind::Personal),
        Some(4) => Some(TokenKind::Service),
        _ => match payload.get("for").and_then(Value::as_str) {
            Some("self") => Some(TokenKind::Personal),
            Some(service) if service.starts_with("asid:") => Some(TokenKind::Service),
            _ => None,
        },
    }
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A token with this payload; its signature is nobody's.
    pub(crate) fn jwt(payload: &str) -> String {
        let part = |json: &str| URL_SAFE_NO_PAD.encode(json);
        format!("{}.{}.{}", part(r#"{"alg":"ES256","typ":"JWT"}"#), part(payload), "c2ln")
    }

    #[test]
    fn what_is_pasted_is_cleaned_and_the_impossible_refused() {
        assert_eq!(clean("  Bearer abc.def \n"), Ok("abc.def"));
        assert_eq!(clean("BEARER\tabc"), Ok("abc"));
        assert_eq!(clean("plain-token"), Ok("plain-token"));
        for empty in ["", "  \n", "Bearer ", "bearer"] {
            assert_eq!(clean(empty), Err(ErrorCode::TokenEmpty), "{empty:?}");
        }
        let long = "a".repeat(LONGEST_TOKEN + 1);
        for bad in ["a b", "токен", "a\u{0}b", "a\nb", "a\u{200b}b", &long] {
            assert_eq!(clean(bad), Err(ErrorCode::TokenMalformed), "{bad:?}");
        }
    }

    #[test]
    fn kind_rights_and_end_are_read() {
        let claims = read(&jwt(r#"{"acc":3,"for":"self","s":16126,"exp":1700000000,"sid":"e892","t":false}"#)).unwrap();
        assert_eq!(claims.kind, Some(TokenKind::Personal));
        assert_eq!((claims.may_chat(), claims.may_read_cards(), claims.read_only()), (Some(true), Some(true), false));
        assert_eq!(claims.expires_at, Some(AtMs(1_700_000_000_000)));
        assert_eq!(claims.seller.as_deref(), Some("e892"));
        let other = read(&jwt(r#"{"acc":1,"s":1073741826}"#)).unwrap();
        assert_eq!((other.kind, other.may_chat(), other.read_only()), (Some(TokenKind::Base), Some(false), true));
        assert_eq!(read(&jwt(r#"{"for":"asid:7"}"#)).unwrap().kind, Some(TokenKind::Service));
        assert_eq!(read(&jwt(r#"{"acc":3,"t":true}"#)).unwrap().kind, Some(TokenKind::Test));
        assert_eq!(read(&jwt("{}")).unwrap(), Claims::default());
        for none in ["plain", "a.b", "a.b.c", "..", "а.б.в"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn no_token_breaks_the_reader(text in ".{0,200}", payload in ".{0,100}") {
            let _ = clean(&text).map(read);
            let _ = read(&text);
            let _ = read(&jwt(&payload));
        }
    }
}
