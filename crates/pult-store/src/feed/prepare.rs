//! What can be found out of a part without the database.
//!
//! It is done while the writer is busy with the part before: whose messages these are, which come twice,
//! in which order they were sent, their words, and what is told of each chat in all. In the transaction
//! itself each of these kept SQLite waiting (a quarter of the writer's time, measured 2026-11).

use crate::known::{ChatKey, Told};
use crate::remote::Remote;
use crate::search::index::PartWords;
use crate::text::told_line;
use pult_domain::{AccountId, Cursor, FeedChat, FeedMessage, Quarantined};
use std::collections::{HashMap, HashSet};

/// Chats that cost as much as a message: most are told again as they were.
pub(super) const CHATS_A_MESSAGE: usize = 8;

/// Rows of one transaction, as they are cut from the pages.
#[derive(Default)]
pub(super) struct Part {
    pub(super) chats: Vec<FeedChat>,
    pub(super) messages: Vec<FeedMessage>,
    pub(super) quarantined: Vec<Quarantined>,
    /// Set when a page ends in this part.
    pub(super) cursor: Option<Cursor>,
    /// Of its last page (see [`pult_domain::FeedPage`]).
    pub(super) clock_ahead_ms: (i64, i64),
    /// Of any of its pages.
    pub(super) tells_edits: bool,
}

/// A part with everything that is known of it before the database is asked.
pub(super) struct Prepared {
    /// Messages in the pages, duplicates and all.
    pub(super) seen: usize,
    /// The chats that it mentions, once each: those of its messages first.
    pub(super) chats: Vec<Mentioned>,
    /// Its messages, once each, in the order of their time.
    pub(super) lines: Vec<Line>,
    /// Their words that belong into the dictionary, once each.
    pub(super) words: PartWords,
    pub(super) quarantined: Vec<Quarantined>,
    pub(super) cursor: Option<Cursor>,
    pub(super) clock_ahead_ms: (i64, i64),
    pub(super) tells_edits: bool,
}

/// A chat that a part mentions.
pub(super) struct Mentioned {
    pub(super) remote_id: String,
    pub(super) key: ChatKey,
    /// What is told of it in all, where anything is.
    pub(super) facts: Option<FeedChat>,
    /// The same as hashes; none where it has to be looked at every time.
    pub(super) told: Option<Told>,
}

/// A message of a part.
pub(super) struct Line {
    pub(super) message: FeedMessage,
    /// Its id as the column holds it.
    pub(super) remote: Remote,
    /// Its words.
    pub(super) terms: String,
    /// Its chat, as a place among the part's.
    pub(super) chat: usize,
}

impl Part {
    /// How large the part is, in messages.
    pub(super) fn rows(&self) -> usize {
        (self.messages.len() + self.quarantined.len()).max(self.chats.len() / CHATS_A_MESSAGE)
    }

    /// The part as the writer wants it.
    pub(super) fn prepared(self, account: AccountId) -> Prepared {
        let seen = self.messages.len();
        let mut chats = Chats { account, places: HashMap::new(), all: Vec::new() };
        let mut known = HashSet::with_capacity(seen);
        let mut lines: Vec<Line> = Vec::with_capacity(seen);
        for message in self.messages {
            let (chat, remote) = (chats.place(&message.remote_chat_id.0), Remote::of(&message.remote_id.0));
            if known.insert((chat, remote.clone())) {
                let terms = told_line(message.kind, &message.text, &message.attachments);
                lines.push(Line { message, remote, terms, chat });
            }
        }
        // Stable: messages of one millisecond keep the order of the feed.
        lines.sort_by_key(|line| line.message.sent_at);
        for told in self.chats {
            let place = chats.place(&told.remote_id.0);
            let Some(chat) = chats.all.get_mut(place) else { continue };
            match &mut chat.facts {
                // Of a chat that the part mentions often, the last word on each fact counts.
                Some(facts) => merge(facts, told),
                none => *none = Some(told),
            }
        }
        for chat in &mut chats.all {
            chat.told = chat.facts.as_ref().and_then(Told::of);
        }
        let words = PartWords::of(lines.iter().map(|line| line.terms.as_str()));
        let (quarantined, cursor) = (self.quarantined, self.cursor);
        Prepared { seen, chats: chats.all, lines, words, quarantined, cursor, clock_ahead_ms: self.clock_ahead_ms, tells_edits: self.tells_edits }
    }
}

/// The chats of a part, found by their remote ids.
struct Chats {
    account: AccountId,
    places: HashMap<String, usize>,
    all: Vec<Mentioned>,
}

impl Chats {
    fn place(&mut self, remote: &str) -> usize {
        if let Some(place) = self.places.get(remote) {
            return *place;
        }
        let place = self.all.len();
        self.places.insert(remote.to_owned(), place);
        self.all.push(Mentioned { remote_id: remote.to_owned(), key: ChatKey::of(self.account, remote), facts: None, told: None });
        place
    }
}

/// Moves what was told later over what was told before. Nothing told erases nothing.
fn merge(known: &mut FeedChat, told: FeedChat) {
    fn newer<T>(known: &mut Option<T>, told: Option<T>) {
        if told.is_some() {
            *known = told;
        }
    }
    newer(&mut known.customer_name, told.customer_name);
    newer(&mut known.buyer, told.buyer);
    newer(&mut known.reply_token, told.reply_token);
    newer(&mut known.kind, told.kind);
    newer(&mut known.reply_right, told.reply_right);
    newer(&mut known.history, told.history);
    newer(&mut known.mark, told.mark);
    match (&mut known.item, told.item) {
        (Some(known), Some(told)) => {
            newer(&mut known.remote_id, told.remote_id);
            newer(&mut known.title, told.title);
            newer(&mut known.order_id, told.order_id);
            newer(&mut known.price_minor, told.price_minor);
            newer(&mut known.currency, told.currency);
            newer(&mut known.size, told.size);
        }
        (known @ None, told) => *known = told,
        (Some(_), None) => {}
    }
}
