//! What must hold for Avito's answers; see [`crate::fuzz`].

use pult_domain::RemoteChatId;

use super::{chats, messages, price};
use crate::fuzz::{NOW, sound};

const ME: &str = "1";

/// A page of the list of chats; its marks are read back as they were written.
pub fn chats(data: &[u8]) {
    for offset in [0, chats::FURTHEST] {
        let Ok(page) = chats::page(data, offset, ME, NOW) else { continue };
        sound(&[], &page.quarantined, data.len());
        assert!(page.chats.len() <= data.len());
        assert!(page.next.is_none_or(|next| next > offset && next <= chats::FURTHEST), "the list goes on, or ends");
        for listed in &page.chats {
            assert!(!listed.chat.remote_id.as_str().trim().is_empty());
            let mark = listed.mark.to_string();
            assert_eq!(chats::Mark::of(&mark).map(|mark| mark.to_string()), Some(mark), "a mark survives its storage");
        }
    }
}

/// A page of a history: in order, and going on or ending.
pub fn messages(data: &[u8]) {
    let chat = RemoteChatId::new("u2i-81");
    for offset in [0, chats::FURTHEST] {
        let Ok(page) = messages::page(data, &chat, offset, ME, NOW) else { continue };
        sound(&page.messages, &page.quarantined, data.len());
        assert!(page.messages.is_sorted_by_key(|message| message.sent_at), "oldest first");
        assert!(page.next.is_none_or(|next| next > offset && next <= chats::FURTHEST));
    }
}

/// A price as Avito writes it for people, in minor units.
pub(crate) fn price(text: &str) -> Option<i64> {
    price::read(text).map(|(minor, _)| minor)
}
