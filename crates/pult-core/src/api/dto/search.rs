//! Searching, and what helps to type a search.

use pult_domain::{AtMs, Author, ChannelKind, ChatId, MessageId, NoteId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// What to look for.
    SearchQuery {
        /// As typed: words, phrases in quotes, exclusions with a minus, operators.
        query: String,
        /// At most so many (20 by default, 1,000 at most).
        limit: Option<f64>,
        /// At most so many chats (5 by default, 200 at most).
        chats: Option<f64>,
        /// The best first instead of the newest.
        ranked: Option<bool>,
    }

    /// What was found.
    SearchFound {
        /// Messages.
        hits: Vec<SearchHit>,
        /// Chats whose buyer, order or item has the words.
        chats: Vec<SearchChat>,
        /// There are more chats than were wanted.
        more_chats: bool,
        /// Private notes with the words, newest first.
        notes: Vec<SearchNote>,
        /// Messages older than this were not looked at: with such conditions it would take too long.
        looked_back_to_ms: Option<AtMs>,
        /// Operators that were not understood.
        problems: Vec<SearchProblem>,
        /// Where nothing was found: other queries that find something.
        variants: Vec<String>,
    }

    /// A message found.
    SearchHit {
        /// The message.
        message: MessageId,
        /// Its chat.
        chat: ChatId,
        /// When it was sent.
        sent_at_ms: AtMs,
        /// The place, as pieces: found words are marked. Untrusted.
        snippet: Vec<SnippetPiece>,
        /// The buyer.
        customer: String,
        /// The channel.
        channel: ChannelKind,
        /// Who wrote it.
        author: Author,
        /// Only a word one letter away was found.
        near: bool,
    }

    /// A chat found by what it is about.
    SearchChat {
        /// The chat.
        chat: ChatId,
        /// Its channel.
        channel: ChannelKind,
        /// The buyer's name, found words marked. Untrusted, as all of these.
        customer: Vec<SnippetPiece>,
        /// The order's number, where it was found.
        order: Vec<SnippetPiece>,
        /// The item's title, where it was found.
        item: Vec<SnippetPiece>,
        /// Its last message.
        message: MessageId,
        /// When that was sent.
        last_at_ms: Option<AtMs>,
    }

    /// A private note found.
    SearchNote {
        /// The note.
        note: NoteId,
        /// Its chat.
        chat: ChatId,
        /// Its channel.
        channel: ChannelKind,
        /// The buyer's name; untrusted.
        customer: String,
        /// When it was written.
        written_at_ms: AtMs,
        /// The message it stands behind, if there is one.
        behind: Option<MessageId>,
        /// The place, as pieces: found words are marked.
        snippet: Vec<SnippetPiece>,
    }

    /// A piece of a snippet.
    SnippetPiece {
        /// The text.
        text: String,
        /// Whether it was looked for.
        hit: bool,
    }

    /// An operator that was not understood.
    SearchProblem {
        /// Its English name.
        key: String,
        /// What stands behind it.
        value: String,
    }

    /// A query being typed.
    SearchTyped {
        /// What stands before the cursor.
        typed: String,
        /// The language of the window: operators are offered in Russian or English.
        locale: String,
    }

    /// What may stand at the cursor.
    SearchHints {
        /// How much of what was typed a hint replaces, in UTF-16 units before the cursor.
        replaces: f64,
        /// The hints, likeliest first.
        hints: Vec<SearchHint>,
    }

    /// One hint.
    SearchHint {
        /// What to insert.
        insert: String,
        /// The English name of the operator it belongs to.
        key: String,
        /// Whether it is the operator itself, and a value is to follow.
        operator: bool,
    }
}
