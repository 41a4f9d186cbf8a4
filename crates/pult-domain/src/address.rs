//! Which addresses an account or a provider of models may be given: `https` anywhere, plain `http` on this
//! machine only.
//!
//! A token sent in the clear to another machine is lost, so there is no option for it.

use crate::ErrorCode;
use url::Url;

/// Checks an address an owner or a script gave.
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
#[must_use]
pub fn origin(base_url: &str) -> Option<String> {
    parse(base_url).map(|url| url.origin().ascii_serialization())
}

fn parse(base_url: &str) -> Option<Url> {
    // The parser would silently drop a line break in the middle of a pasted address.
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
    fn plain_http_stays_on_this_machine() {
        for good in [
            "https://buyer-chat-api.wildberries.ru",
            "https://10.0.0.1:8443/prefix/",
            "http://127.0.0.1:4010",
            "http://127.9.9.9",
            "http://[::1]:80",
            "http://localhost:1/",
            "http://[::1]:80/v1",
            "HTTP://LocalHost",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for foreign in [
            "http://example.org",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "http://localhost.example.org",
            "http://[::ffff:127.0.0.1]",
            "http://127.0.0.1.example.org",
        ] {
            assert_eq!(check(foreign), Err(ErrorCode::AddressNotAllowed), "{foreign}");
            assert!(!is_loopback(foreign), "{foreign} is another machine");
        }
        for bad in [
            "",
            "ollama",
            "https://example.org/?key=1",
            " ",
            "wildberries",
            "localhost:80",
            "ftp://127.0.0.1",
            "https://",
            "http://u:p@127.0.0.1",
            "http://127.0.0.1/?a=b",
            "https://a b",
            "https://\u{0}",
            "file:///etc/passwd",
            "http://127.0.0.1@example.org",
        ] {
            assert_eq!(check(bad), Err(ErrorCode::AddressInvalid), "{bad}");
        }
    }

    #[test]
    fn an_origin_has_no_path() {
        assert_eq!(origin("http://127.0.0.1:11434/v1").as_deref(), Some("http://127.0.0.1:11434"));
        assert_eq!(origin("ollama"), None);
    }

    #[test]
    fn loopback_is_told_by_the_host_alone() {
        assert!(is_loopback("https://127.0.0.1"));
        assert!(!is_loopback("https://example.org/127.0.0.1"));
    }
}
