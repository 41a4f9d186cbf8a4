//! Where a provider may be asked: `https` anywhere, plain `http` on this machine only.
//!
//! The connectors have the same rule for marketplaces; this crate may not know them, and the rule
//! is short enough to stand twice.

use pult_domain::ErrorCode;
use reqwest::Url;

/// Checks an address the owner gave.
///
/// # Errors
/// [`ErrorCode::AddressInvalid`] for what is no `http` or `https` address (or carries a password,
/// a query or a fragment), [`ErrorCode::AddressNotAllowed`] for plain `http` to another machine.
pub fn check(base_url: &str) -> Result<(), ErrorCode> {
    let url = parse(base_url).ok_or(ErrorCode::AddressInvalid)?;
    if url.scheme() == "http" && !host_is_loopback(&url) {
        return Err(ErrorCode::AddressNotAllowed);
    }
    Ok(())
}

/// Whether the address is one of this machine: 127.0.0.0/8, `::1` or `localhost`.
#[must_use]
pub fn is_loopback(base_url: &str) -> bool {
    parse(base_url).is_some_and(|url| host_is_loopback(&url))
}

/// The address without its path: another door of the same house.
pub(crate) fn origin(base_url: &str) -> Option<String> {
    parse(base_url).map(|url| url.origin().ascii_serialization())
}

fn parse(base_url: &str) -> Option<Url> {
    if base_url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let url = Url::parse(base_url).ok()?;
    let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && plain).then_some(url)
}

fn host_is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_never_leaves_in_the_clear() {
        for good in ["https://api.example.org/v1", "http://127.0.0.1:11434", "http://[::1]:80/v1", "http://localhost:1234/v1"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for foreign in ["http://example.org/v1", "http://192.168.1.5:11434", "http://localhost.example.org", "http://127.0.0.1.example.org"] {
            assert_eq!(check(foreign), Err(ErrorCode::AddressNotAllowed), "{foreign}");
            assert!(!is_loopback(foreign), "{foreign} is another machine");
        }
        for bad in ["", "ollama", "ftp://127.0.0.1", "https://user:key@example.org", "https://example.org/?key=1", "https://a b"] {
            assert_eq!(check(bad), Err(ErrorCode::AddressInvalid), "{bad}");
        }
    }
}
