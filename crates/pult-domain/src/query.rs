//! What an owner types into the search field: words, phrases in quotes, exclusions with a minus, and
//! operators (`from:`, `before:`), each in English and in Russian.
//!
//! A parser of our own without a grammar that can fail: whatever is typed is a query. What looks like
//! an operator and cannot be understood is told as a [`Problem`] and narrows nothing, so that a
//! half-typed `before:20` shows hits and a hint instead of an error.

mod day;
mod operators;

pub use day::Day;
pub use operators::{Has, Key, Sender, Status};

use crate::ChannelKind;
use crate::reading::{Intent, Sentiment};
use std::ops::Range;

/// Most pieces of a query that are looked at.
const MOST_PIECES: usize = 24;
/// Longest piece, in characters.
const LONGEST_PIECE: usize = 200;

/// A query, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases.
    pub texts: Vec<Text>,
    /// What narrows them; every one must hold.
    pub filters: Vec<Filter>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
}

/// A piece of text between blanks, or a phrase between quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// As it was typed, without quotes and minus.
    pub text: String,
    /// Whether it stood in quotes: its words in this order, as they are written.
    pub quoted: bool,
    /// Whether it must not be there.
    pub without: bool,
    /// Whether it ends where the query ends, so that its last word may be unfinished.
    pub open: bool,
}

/// A condition on the message or its chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// What must hold.
    pub condition: Condition,
    /// Whether it must not hold.
    pub without: bool,
}

/// What can be asked besides words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Who wrote.
    From(Sender),
    /// A shop of ours, by a part of its name.
    Shop(String),
    /// A marketplace.
    Channel(ChannelKind),
    /// What hangs on the message.
    Has(Has),
    /// Sent before the day begins.
    Before(Day),
    /// Sent on the day or later.
    After(Day),
    /// How the chat stands.
    Is(Status),
    /// A label of the chat, by the beginning of its name.
    Label(String),
    /// An order number.
    Order(String),
    /// What was heard in the chat.
    Intent(Intent),
    /// How the buyer sounded.
    Sentiment(Sentiment),
}

/// Something that looks like an operator and was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which operator.
    pub key: Key,
    /// What stands behind it.
    pub value: String,
}

/// A piece of the query as it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'q> {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Whether a minus stands before it.
    pub without: bool,
    /// The operator, where it is one.
    pub key: Option<Key>,
    /// The rest, without quotes.
    pub value: &'q str,
    /// Whether the rest stood in quotes.
    pub quoted: bool,
    /// Whether nothing follows, not even a blank or a closing quote.
    pub open: bool,
}

impl Query {
    /// Reads a query. Everything is one.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let mut out = Self::default();
        for piece in pieces(query).into_iter().take(MOST_PIECES) {
            let value: String = piece.value.chars().take(LONGEST_PIECE).collect();
            let Some(key) = piece.key else {
                if value.chars().any(char::is_alphanumeric) {
                    out.texts.push(Text { text: value, quoted: piece.quoted, without: piece.without, open: piece.open && !piece.quoted });
                }
                continue;
            };
            match key.condition(value.trim()) {
                Some(condition) => out.filters.push(Filter { condition, without: piece.without }),
                None => out.problems.push(Problem { key, value }),
            }
        }
        out
    }

    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.filters.is_empty()
    }
}

/// Cuts a query at its blanks; what stands in quotes stays together.
#[must_use]
pub fn pieces(query: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = query.get(at..) {
        let Some(skipped) = rest.find(|c: char| !is_blank(c)) else { break };
        let start = at + skipped;
        let (piece, end) = piece(query, start);
        out.push(piece);
        // Every piece has at least one character.
        at = end.max(start + 1);
        while !query.is_char_boundary(at) {
            at += 1;
        }
    }
    out
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Whether a character begins or ends a phrase, whichever of them it is.
#[must_use]
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„')
}

/// The piece that begins here, and where it ends.
fn piece(query: &str, start: usize) -> (Piece<'_>, usize) {
    let from = |at: usize| query.get(at..).unwrap_or_default();
    let starts_word = |c: char| c.is_alphanumeric() || is_quote(c);
    let without = from(start).strip_prefix('-').is_some_and(|rest| rest.starts_with(starts_word));
    let body = start + usize::from(without);
    let word_end = body + from(body).find(|c| is_blank(c) || is_quote(c)).unwrap_or(from(body).len());
    let head = query.get(body..word_end).unwrap_or_default();
    let key = head.split_once(':').and_then(|(name, _)| Some((Key::parse(name)?, body + name.len() + 1)));
    let value_at = key.map_or(body, |(_, at)| at);
    let key = key.map(|(key, _)| key);
    if from(value_at).starts_with(is_quote) {
        let open = value_at + from(value_at).chars().next().map_or(0, char::len_utf8);
        let length = from(open).find(is_quote);
        let end = open + length.unwrap_or(from(open).len());
        let after = end + length.and_then(|_| from(end).chars().next()).map_or(0, char::len_utf8);
        let value = query.get(open..end).unwrap_or_default();
        return (Piece { range: start..after, without, key, value, quoted: true, open: length.is_none() }, after);
    }
    let value = query.get(value_at..word_end).unwrap_or_default();
    (Piece { range: start..word_end, without, key, value, quoted: false, open: word_end == query.len() }, word_end)
}

#[cfg(test)]
mod tests;
