//! What must hold for whatever stands in a stored cursor; see [`crate::fuzz`].

use pult_domain::Cursor;

use super::place::{Pass, Place, Step, Unread};
use crate::fuzz::NOW;

/// A cursor of any content is a place that can be walked on from, or none; and what is made of it
/// is read back as it was.
pub fn place(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let stored = Cursor(text.clone().into_owned());
    let again = super::overlap(&stored);
    assert_eq!(super::overlap(&again), again, "a round starts where it starts");
    let Some(mut place) = Place::of(&stored) else { return };
    let cursor = place.cursor();
    assert_eq!(Place::of(&cursor).as_ref(), Some(&place), "a cursor is read as it was written");
    let mut pass: Pass = place.pass.take().unwrap_or_else(|| place.begin(Some(60_000), NOW));
    let chat = Unread { id: "chat".into(), mark: text.clone().into_owned() };
    for _ in 0..4 {
        place.tried(&chat, false);
    }
    assert!(place.given_up(&chat), "a chat is not read in vain for ever");
    assert_ne!(pass.history.step(None), Step::On);
    pass.take(vec![chat; 3], Some(text.into_owned()), false);
    pass.next_chat();
    assert_eq!(pass.chats.len(), 2);
    place.end(&pass);
    place.pass = Some(pass);
    assert_eq!(Place::of(&place.cursor()), Some(place));
}
