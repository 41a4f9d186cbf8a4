//! What must hold for Yandex Market's answers; see [`crate::fuzz`].

use pult_domain::RemoteChatId;

use super::wire;
use crate::fuzz::{NOW, sound};

/// A page of the list of chats, and one chat alone.
pub fn chats(data: &[u8]) {
    if let Ok(page) = wire::chats(data) {
        sound(&[], &page.quarantined, data.len());
        assert!(page.rows.len() <= data.len());
        assert!(page.next.is_none_or(|next| !next.is_empty()), "an empty place would begin anew");
        assert!(page.rows.iter().all(|row| !row.chat.remote_id.as_str().trim().is_empty()));
    }
    if let Ok(Some(row)) = wire::one_chat(data) {
        assert!(!row.chat.remote_id.as_str().trim().is_empty());
    }
}

/// A page of a history: in order, and each file's id names its place.
pub fn history(data: &[u8]) {
    let chat = RemoteChatId::new("81047");
    let Ok(page) = wire::history(data, &chat, NOW) else { return };
    sound(&page.messages, &page.quarantined, data.len());
    assert!(page.messages.is_sorted_by_key(|message| message.sent_at), "oldest first");
    for message in &page.messages {
        for (n, attachment) in message.attachments.iter().enumerate() {
            let place = wire::FileId { chat: chat.as_str(), message: message.remote_id.as_str(), n };
            assert_eq!(wire::FileId::parse(&attachment.remote_id), Some(place), "a file is found by its id");
        }
    }
}
