//! The token of the door: 256 random bits for each start, compared in constant time.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Random bytes of a token: 32, so 256 bits.
const TOKEN_BYTES: usize = 32;

/// The token of one start. Its `Debug` shows nothing.
#[derive(Clone)]
pub(crate) struct DoorToken(String);

impl DoorToken {
    /// A new one.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; TOKEN_BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The token as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether that is the token. Every byte is compared, so that the time taken tells nothing
    /// about how much of a guess was right; the length is no secret.
    pub(crate) fn is(&self, guess: &str) -> bool {
        let (ours, theirs) = (self.0.as_bytes(), guess.as_bytes());
        let different = ours.iter().zip(theirs).fold(0_u8, |sum, (a, b)| std::hint::black_box(sum | (a ^ b)));
        ours.len() == theirs.len() && different == 0
    }
}

impl std::fmt::Debug for DoorToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DoorToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_token_is_the_token() {
        let token = DoorToken::random().expect("the system gives random bytes");
        let text = token.as_str().to_owned();
        assert_eq!(text.len(), 43, "256 bits in base64");
        assert!(token.is(&text));
        assert!(!token.is(""));
        assert!(!token.is(&format!("{text}A")));
        assert!(!token.is(&text.chars().take(42).collect::<String>()));
        assert!(!token.is(DoorToken::random().expect("random").as_str()));
        assert!(!format!("{token:?}").contains(&text));
    }
}
