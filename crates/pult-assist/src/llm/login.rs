//! OpenRouter's login in the browser (OAuth with PKCE, OpenRouter's documents of 2026-08): the
//! owner clicks "allow" instead of copying a key.
//!
//! Here are the pure parts and the exchange; who listens on loopback is the core's business. The
//! documents know no `state`, so a random word stands in the path of the return address: an answer
//! that does not know it is nobody's we asked.

use crate::llm::chain::Chain;
use crate::llm::profile;
use crate::llm::{Failure, Provider};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pult_domain::{ErrorCode, ProviderId, ProviderKind};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A login under way.
pub struct Login {
    verifier: SecretString,
    state: String,
}

impl Login {
    /// A fresh one.
    ///
    /// # Errors
    /// Where the machine has no randomness.
    pub fn new() -> Result<Self, Failure> {
        Ok(Self { verifier: SecretString::from(random()?), state: random()? })
    }

    /// The word that must come back in the path.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }

    /// The address for the browser, given where we listen.
    #[must_use]
    pub fn address(&self, port: u16) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier.expose_secret().as_bytes()));
        // Only letters, digits, `-` and `_` besides what is escaped here.
        let back = format!("http%3A%2F%2Flocalhost%3A{port}%2F{}", self.state);
        format!("https://openrouter.ai/auth?callback_url={back}&code_challenge={challenge}&code_challenge_method=S256")
    }

    /// The code in the first line of a request to our listener (`GET /<state>?code=... HTTP/1.1`),
    /// if it is the answer we wait for.
    #[must_use]
    pub fn code(&self, request_line: &str) -> Option<String> {
        let target = request_line.strip_prefix("GET /")?.split(' ').next()?;
        let (path, query) = target.split_once('?')?;
        if path != self.state {
            return None;
        }
        let code = query.split('&').find_map(|pair| pair.strip_prefix("code="))?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
        (!code.is_empty() && code.len() <= 512 && code.chars().all(plain)).then(|| code.to_owned())
    }

    /// Buys the key with the code. `base_url` is the provider's, or a simulator's on loopback.
    ///
    /// # Errors
    /// `model_login_failed`, or why the provider could not be asked.
    pub async fn key(&self, chain: &Chain, base_url: Option<String>, code: &str) -> Result<SecretString, Failure> {
        let provider = Provider {
            id: ProviderId(0),
            kind: ProviderKind::Openrouter,
            base_url,
            model: String::new(),
            key: None,
            place: None,
            ca_file: None,
            price: None,
            context: None,
        };
        pult_domain::address::check(provider.address()).map_err(|code| Failure::new(code, "the address cannot be used"))?;
        let body = json!({"code": code, "code_verifier": self.verifier.expose_secret(), "code_challenge_method": "S256"});
        let url = format!("{}/auth/keys", provider.address());
        let request = chain.ways.client(&provider).await?.post(url).header("content-type", "application/json").body(body.to_string());
        let failed = |failure: Failure| match failure.status {
            Some(400..=499) => Failure { code: ErrorCode::ModelLoginFailed, ..failure },
            _ => failure,
        };
        let answer = chain.ways.fetch(request, chain.ways.limits(&provider), chain.clock.now()).await.map_err(failed)?;
        let value: Value = serde_json::from_slice(answer.trim_ascii()).unwrap_or(Value::Null);
        let key = value.get("key").and_then(Value::as_str).filter(|key| !key.trim().is_empty());
        key.map(|key| SecretString::from(key.trim().to_owned())).ok_or_else(|| Failure::new(ErrorCode::ModelLoginFailed, "the answer holds no key"))
    }
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(profile::of(ProviderKind::Openrouter).name)
    }
}

/// 32 random bytes as text: 43 characters, as RFC 7636, 4.1 wants a verifier.
fn random() -> Result<String, Failure> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| Failure::new(ErrorCode::Internal, "no randomness"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let login = Login { verifier: SecretString::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned()), state: "st".into() };
        let address = login.address(7);
        assert!(address.contains("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&"), "{address}");
        assert!(address.contains("callback_url=http%3A%2F%2Flocalhost%3A7%2Fst&"), "{address}");
    }

    #[test]
    fn only_the_answer_to_our_question_counts() {
        let login = Login { verifier: SecretString::from("v".to_owned()), state: "right".into() };
        assert_eq!(login.code("GET /right?code=auth_1-2.x HTTP/1.1"), Some("auth_1-2.x".into()));
        assert_eq!(login.code("GET /right?x=1&code=a HTTP/1.1"), Some("a".into()));
        for other in [
            "GET /wrong?code=a HTTP/1.1",
            "GET /right HTTP/1.1",
            "GET /right?code= HTTP/1.1",
            "POST /right?code=a HTTP/1.1",
            "GET /right?code=a%0d HTTP/1.1",
            "",
        ] {
            assert_eq!(login.code(other), None, "{other}");
        }
    }
}
