//! What must hold for Ozon's answers; see [`crate::fuzz`].

use pult_domain::RemoteChatId;

use super::{markdown, wire};
use crate::fuzz::{NOW, sound};

const CHAT: &str = "4b2a1d9e-chat";

fn lies_here(url: &str) -> bool {
    url.starts_with("https://api-seller.ozon.ru/")
}

/// A page of the list of chats.
pub fn list(data: &[u8]) {
    let Some(part) = wire::list(&wire::text(data), NOW) else { return };
    sound(&[], &part.quarantined, data.len());
    assert!(part.chats.len() <= data.len());
    for listed in &part.chats {
        let id = listed.chat.remote_id.as_str();
        assert!(!id.trim().is_empty() && !id.contains('\u{fffd}'));
        assert!(listed.mark.as_ref().is_none_or(|mark| !mark.trim().is_empty()), "a mark of nothing marks nothing");
    }
}

/// A page of a history, and the picture of each of its messages.
pub fn history(data: &[u8]) {
    let text = wire::text(data);
    let chat = RemoteChatId::new(CHAT);
    let Some(page) = wire::history(&text, &chat, NOW, &lies_here) else { return };
    sound(&page.messages, &page.quarantined, data.len());
    assert_eq!(page.newest().is_some(), page.oldest().is_some());
    assert!(page.newest().zip(page.oldest()).is_none_or(|(newest, oldest)| newest.sent_at >= oldest.sent_at));
    for attachment in page.messages.iter().flat_map(|message| &message.attachments) {
        let checked = wire::Checked::of(&attachment.remote_id);
        assert!(checked.is_some_and(|checked| checked.chat == chat) || lies_here(&attachment.remote_id), "nothing is fetched from strangers");
    }
    if let Some(first) = page.messages.first() {
        assert!(wire::picture(&text, first.remote_id.as_str(), &lies_here).is_some(), "what was read is found again");
    }
}

/// The Markdown of a message.
pub fn markdown(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for picture in [false, true] {
        let content = markdown::read(&text, picture, &lies_here);
        assert!(content.text.len() <= text.len(), "reading never adds to a text");
        assert!(content.files.iter().all(|file| lies_here(&file.url)), "nothing is fetched from strangers");
        if !text.contains("](") && content.files.is_empty() {
            assert_eq!(content.text, text, "a text without a link stays as it is");
        }
    }
}
