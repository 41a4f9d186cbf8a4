//! What must hold for Wildberries' answers and tokens; see [`crate::fuzz`].

use super::{feed, token};
use crate::fuzz::{NOW, sound};

/// A page of the feed, asked for from the beginning and from a place in it.
pub fn events(data: &[u8]) {
    for after in [None, Some(1_700_000_000_000)] {
        let Ok(page) = feed::page(data, after, NOW) else { continue };
        sound(&page.messages, &page.quarantined, data.len());
        assert!(page.chats.len() <= page.messages.len(), "a chat is told of by a message");
        assert!(page.chats.iter().all(|chat| page.messages.iter().any(|message| message.remote_chat_id == chat.remote_id)));
        let next = page.cursor.map(|cursor| cursor.0.parse::<i64>());
        assert!(next.is_none_or(|next| next.is_ok_and(|next| next >= after.unwrap_or(0))), "the feed is never followed back");
    }
}

/// The list of chats.
pub fn chats(data: &[u8]) {
    let Some(chats) = super::chat_list(data) else { return };
    assert!(chats.len() <= data.len());
    assert!(chats.iter().all(|chat| !chat.remote_id.as_str().is_empty()));
}

/// What was pasted as a token, and what it says of itself.
pub fn claims(data: &[u8]) {
    let pasted = String::from_utf8_lossy(data);
    let Ok(token) = token::clean(&pasted) else { return };
    assert!(!token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()), "a token fits into a header");
    assert_eq!(token::clean(token), Ok(token), "a clean token is clean");
    if let Some(claims) = token::read(token) {
        assert!(claims.seller.is_none_or(|seller| !seller.is_empty()));
    }
}
