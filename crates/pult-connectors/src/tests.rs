//! The connector against a server that does whatever a test says, byte by byte.

mod avito;
mod checking;
mod faults;
mod ozon;
mod reading;
mod sending;
mod server;
mod stranger;
mod yandex_market;

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use pult_domain::{ChannelKind, Clock, ErrorCode, ShiftedClock};
use secrecy::SecretString;

use crate::{Channel, Connect, Timeouts, connect};

/// Short times, so that a test of a silent server takes a moment.
fn quick() -> Timeouts {
    Timeouts { connect: Duration::from_secs(1), first_byte: Duration::from_secs(1), idle: Duration::from_secs(1), whole: Duration::from_secs(3) }
}

fn asking(base_url: &str, token: &str) -> Connect {
    Connect {
        channel: ChannelKind::Wildberries,
        base_url: Some(base_url.to_owned()),
        client_id: None,
        token: SecretString::from(token.to_owned()),
        limits_off: true,
        timeouts: quick(),
    }
}

fn channel(base_url: &str) -> Arc<dyn Channel> {
    channel_with(base_url, "plain-token", &ShiftedClock::default())
}

fn channel_with(base_url: &str, token: &str, clock: &ShiftedClock) -> Arc<dyn Channel> {
    connect(asking(base_url, token), Arc::new(clock.clone())).unwrap()
}

/// A token with this payload; its signature is nobody's.
fn jwt(payload: &serde_json::Value) -> String {
    let part = |text: String| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.c2ln", part(r#"{"alg":"ES256"}"#.into()), part(payload.to_string()))
}

#[test]
fn what_may_not_be_opened_is_not() {
    let clock: Arc<dyn Clock> = Arc::new(ShiftedClock::default());
    let code = |asked: Connect| connect(asked, clock.clone()).map(|_| ()).map_err(|error| error.code);
    assert_eq!(code(asking("http://example.org", "t")), Err(ErrorCode::AddressNotAllowed));
    assert_eq!(code(asking("example", "t")), Err(ErrorCode::AddressInvalid));
    assert_eq!(code(asking("https://example.org", "t")), Err(ErrorCode::AddressNotAllowed), "limits are lifted for loopback only");
    assert_eq!(code(Connect { base_url: None, ..asking("", "t") }), Err(ErrorCode::AddressNotAllowed));
    assert_eq!(code(Connect { base_url: None, limits_off: false, ..asking("", "t") }), Ok(()));
    for channel in ChannelKind::ALL {
        let opened = if channel == ChannelKind::Archive { Err(ErrorCode::ArchiveOnly) } else { Ok(()) };
        assert_eq!(code(Connect { channel, ..asking("http://127.0.0.1:1", "t") }), opened);
    }
}
