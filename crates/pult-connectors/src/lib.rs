//! The marketplaces, one module each, behind the [`Channel`] trait; and the HTTP kit they share.
//!
//! Here live: wire types, mapping of wire to domain words and nothing else, request limits,
//! time limits, redaction. Never here: SQL, prompts, decisions about sending again.

mod avito;
pub mod channel;
#[doc(hidden)]
pub mod fuzz;
mod http;
mod loose;
mod money;
mod ozon;
mod walk;
mod wildberries;
mod yandex_market;

use std::sync::Arc;

use pult_domain::{ChannelKind, ChannelLimits, Clock, ErrorCode, Retry, address};

pub use channel::{
    Channel, ChannelError, Connect, Download, ItemFacts, ItemsTold, Marks, NoMarks, OrderFacts, OrderLine, OutgoingFile, Quota, SendReply, Sent, Timeouts,
    Uncertain,
};

/// Opens the channel an account asks for. Makes no request yet.
///
/// # Errors
/// [`ErrorCode::NotBuilt`] for a marketplace that has no module here, an address code where the
/// address may not be used, [`ErrorCode::Internal`] where TLS cannot be set up on this machine.
pub fn connect(connect: Connect, clock: Arc<dyn Clock>) -> Result<Arc<dyn Channel>, ChannelError> {
    let refuse = |code: ErrorCode, detail: &str| ChannelError { code, retry: Retry::Never, status: None, detail: detail.to_owned(), missing_right: None };
    if let Some(base_url) = &connect.base_url {
        address::check(base_url).map_err(|code| match code {
            ErrorCode::AddressNotAllowed => {
                refuse(code, "plain http is allowed for this machine only (127.0.0.1, ::1, localhost); elsewhere a token needs https")
            }
            _ => refuse(code, "this is not an address like https://example.com"),
        })?;
    }
    if connect.limits_off && !connect.base_url.as_deref().is_some_and(address::is_loopback) {
        return Err(refuse(ErrorCode::AddressNotAllowed, "limits may be lifted for loopback addresses only"));
    }
    match connect.channel {
        ChannelKind::Wildberries | ChannelKind::Demo => Ok(Arc::new(wildberries::Wildberries::open(connect, clock)?)),
        ChannelKind::Ozon => Ok(Arc::new(ozon::Ozon::open(connect, clock)?)),
        ChannelKind::YandexMarket => Ok(Arc::new(yandex_market::YandexMarket::open(connect, clock)?)),
        ChannelKind::Avito => Ok(Arc::new(avito::Avito::open(connect, clock)?)),
        ChannelKind::Archive => Err(refuse(ErrorCode::ArchiveOnly, "an archive has nobody behind it")),
    }
}

/// Whether an account of this channel can be connected in this version.
#[must_use]
pub fn available(channel: ChannelKind) -> bool {
    match channel {
        ChannelKind::Wildberries | ChannelKind::Ozon | ChannelKind::YandexMarket | ChannelKind::Avito | ChannelKind::Demo => true,
        ChannelKind::Archive => false,
    }
}

/// What a channel accepts, known without a connection (`FACTS.md`, table at its top, 2026-11-21).
#[must_use]
pub fn limits(channel: ChannelKind) -> ChannelLimits {
    match channel {
        ChannelKind::Wildberries | ChannelKind::Demo => wildberries::accepts(),
        ChannelKind::Ozon => ozon::accepts(),
        ChannelKind::YandexMarket => yandex_market::accepts(),
        ChannelKind::Avito => avito::accepts(),
        ChannelKind::Archive => ChannelLimits {
            text_chars: 0,
            file_bytes: 0,
            files_bytes: 0,
            file_types: Vec::new(),
            files_with_text: false,
            tells_read: false,
            takes_read: false,
            delete_within_ms: None,
            reply_within_ms: None,
        },
    }
}

#[cfg(test)]
mod tests;
