//! GigaChat's passport office: the owner's key buys a token for half an hour.

use crate::llm::client::Ways;
use crate::llm::profile::Place;
use crate::llm::{Failure, Provider};
use pult_domain::{AtMs, ErrorCode, ProviderId, address};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Where tokens are issued (GigaChat API, OAuth, 2026-06).
const OFFICE: &str = "https://ngw.devices.sberbank.ru:9443/api/v2/oauth";
/// A token this close to its end is not used any more, in milliseconds: an answer takes a while.
const MARGIN_MS: i64 = 60_000;
/// How long a token is taken to live where its end is not told, in milliseconds: 25 of 30 min.
const USUAL_LIFE_MS: i64 = 25 * 60_000;
/// Below this an end is in seconds: 10^11 ms is March 1973, 10^11 s the year 5138.
const SECONDS_BELOW: i64 = 100_000_000_000;

/// Tokens in hand, in memory only.
#[derive(Debug, Default)]
pub(crate) struct Passports {
    held: Mutex<HashMap<ProviderId, (SecretString, AtMs)>>,
}

impl Passports {
    /// A token that is good for a while.
    pub(crate) async fn token(&self, ways: &Ways, provider: &Provider, now: AtMs) -> Result<SecretString, Failure> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).get(&provider.id).cloned();
        if let Some((token, until)) = held
            && until.since_ms(now) > MARGIN_MS
        {
            return Ok(token);
        }
        let (token, until) = issue(ways, provider, now).await?;
        self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(provider.id, (token.clone(), until));
        Ok(token)
    }

    /// Forgets a token the provider no longer takes.
    pub(crate) fn forget(&self, provider: ProviderId) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).remove(&provider);
    }
}

async fn issue(ways: &Ways, provider: &Provider, now: AtMs) -> Result<(SecretString, AtMs), Failure> {
    let key = provider.key.as_ref().ok_or_else(|| Failure::new(ErrorCode::ModelKeyMissing, "no key is kept"))?;
    let scope = match (provider.place.as_deref(), provider.profile().place) {
        (Some(scope), _) if !scope.trim().is_empty() => scope.trim().to_owned(),
        (_, Place::Scope(usual)) => usual.to_owned(),
        _ => String::new(),
    };
    // A simulator on this machine has its office in the same house.
    let url = match address::origin(provider.address()).filter(|_| provider.is_local()) {
        Some(origin) => format!("{origin}/api/v2/oauth"),
        None => OFFICE.to_owned(),
    };
    let request = ways.client(provider).await?.post(url);
    let mut authorization = reqwest::header::HeaderValue::from_str(&format!("Basic {}", key.expose_secret().trim()))
        .map_err(|_| Failure::new(ErrorCode::ModelKeyRejected, "the key cannot stand in a header"))?;
    authorization.set_sensitive(true);
    let request = request.header("authorization", authorization).header("rquid", uuid()?).header("accept", "application/json").form(&[("scope", scope)]);
    let body = ways.fetch(request, ways.limits(provider), now).await?;
    let value: Value = serde_json::from_slice(&body).map_err(|_| Failure::new(ErrorCode::ModelMalformed, "the token's answer is no JSON"))?;
    let token = value.get("access_token").or_else(|| value.get("tok")).and_then(Value::as_str).filter(|token| !token.is_empty());
    let token = token.ok_or_else(|| Failure::new(ErrorCode::ModelMalformed, "the answer holds no token"))?;
    let end = value.get("expires_at").or_else(|| value.get("exp")).and_then(Value::as_i64).filter(|end| *end > 0);
    let until = end.map_or(now.plus_ms(USUAL_LIFE_MS), |end| AtMs(if end < SECONDS_BELOW { end * 1_000 } else { end }));
    Ok((SecretString::from(token.to_owned()), until))
}

/// A random UUID (RFC 9562, 5.4), which the office wants with every request.
fn uuid() -> Result<String, Failure> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| Failure::new(ErrorCode::Internal, "no randomness"))?;
    let number = (u128::from_be_bytes(bytes) & !(0xf << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let part = |shift: u32, bits: u32| (number >> shift) & ((1_u128 << bits) - 1);
    Ok(format!("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", part(96, 32), part(80, 16), part(64, 16), part(48, 16), part(0, 48)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_number_is_a_random_uuid() {
        let (one, other) = (uuid().unwrap(), uuid().unwrap());
        assert_ne!(one, other);
        let parts: Vec<&str> = one.split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(parts[2].starts_with('4') && parts[3].starts_with(['8', '9', 'a', 'b']), "version 4, variant 1: {one}");
    }
}
