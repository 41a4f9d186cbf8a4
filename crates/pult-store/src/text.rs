//! Words: how a text is cut and folded before it is indexed or searched.
//!
//! SQLite's tokenizers fold no Cyrillic (`пришел` does not find `пришёл`) and keep `ł`. So the words
//! are prepared here, the same way for texts and for queries, and the index holds them as they were
//! written, folded. Forms of a word are found at search time (`search/vocabulary.rs`), so that a
//! better rule needs no new index.
//!
//! A code of several pieces (`AB-1234`, `12/7`) is its pieces and, as a term of its own, all of them
//! together: whoever asks for the code asks for that.
//!
//! Changing anything that changes terms means raising [`INDEX_VERSION`]: the index is then built
//! anew from the messages.

use pult_domain::stems::fold;
use pult_domain::{FeedAttachment, MessageKind};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// The version of the terms. The index of another version is rebuilt.
pub(crate) const INDEX_VERSION: i64 = 3;

/// Longest term, in characters: longer runs are junk or links, and one start of them is enough.
pub(crate) const LONGEST_TERM: usize = 40;
/// Shortest word of the dictionary, in letters; codes that it has begin with so many.
const SHORTEST_WORD: usize = 2;

/// Letters and digits. The letters of nearly every text are told without the Unicode tables.
fn in_word(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{4ff}') || (!c.is_ascii() && c.is_alphanumeric())
}

/// Where the words of a text are, as byte ranges at character borders.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|(_, c)| in_word(*c))?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| in_word(*c) || is_combining_mark(*c)) {
            end = at + c.len_utf8();
        }
        Some(start..end)
    })
}

/// A word as the index has it; nothing when folding leaves nothing.
pub(crate) fn term(word: &str) -> Option<String> {
    let folded = match word.char_indices().nth(LONGEST_TERM) {
        Some((at, _)) => fold(word.get(..at).unwrap_or(word)),
        None => fold(word),
    };
    Some(folded).filter(|folded| !folded.is_empty())
}

/// Whether a term is a number or a code: found as it stands or not at all.
pub(crate) fn is_code(term: &str) -> bool {
    term.chars().any(char::is_numeric)
}

/// Whether a term belongs into the dictionary: it begins as a word does. A code that begins so is found by
/// its beginning, and what begins with something is asked of the dictionary.
pub(crate) fn is_word(term: &str) -> bool {
    term.chars().take(SHORTEST_WORD).filter(|c| !c.is_numeric()).count() == SHORTEST_WORD
}

/// What may stand between the pieces of one code.
fn joins(between: &str) -> bool {
    matches!(between, "-" | "/" | "_")
}

/// The pieces of a text that belong together: one word, or the words of a code.
pub(crate) fn runs(text: &str) -> impl Iterator<Item = Vec<&str>> {
    run_ranges(text).map(move |run| run.into_iter().map(move |piece| text.get(piece).unwrap_or_default()).collect::<Vec<_>>())
}

/// Where these pieces are.
pub(crate) fn run_ranges(text: &str) -> impl Iterator<Item = Vec<Range<usize>>> {
    let mut ranges = words(text).peekable();
    std::iter::from_fn(move || {
        let first = ranges.next()?;
        let mut end = first.end;
        let mut run = vec![first];
        while let Some(next) = ranges.next_if(|next| text.get(end..next.start).is_some_and(joins)) {
            end = next.end;
            run.push(next);
        }
        Some(run)
    })
}

/// The pieces of a code as one term; nothing for words that are no code.
pub(crate) fn code(pieces: &[&str]) -> Option<String> {
    let joined: String = pieces.iter().filter_map(|piece| term(piece)).collect();
    (pieces.len() > 1 && is_code(&joined) && joined.chars().count() <= LONGEST_TERM).then_some(joined)
}

/// The terms of a text in their order, with blanks between them.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut push = |term: &str| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(term);
    };
    for run in runs(text) {
        run.iter().filter_map(|piece| term(piece)).for_each(|term| push(&term));
        if let Some(code) = code(&run) {
            push(&code);
        }
    }
    out
}

/// The terms of a message as it is told. The files of one that was deleted are looked for no more.
pub(crate) fn told_line(kind: MessageKind, text: &str, files: &[FeedAttachment]) -> String {
    let named = files.iter().filter(|_| kind != MessageKind::Deleted);
    message_line(text, named.filter_map(|file| file.name.as_deref()))
}

/// The terms of a message: its text and the names of its files.
pub(crate) fn message_line<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = line(text);
    for name in names {
        let name = line(name);
        if !out.is_empty() && !name.is_empty() {
            out.push(' ');
        }
        out.push_str(&name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        assert_eq!(line("Товар ПРИШЁЛ, разбитый!"), "товар пришел разбитыи");
        assert_eq!(line("Łódź à l'œil"), "lodz a l oeil");
        assert_eq!(line("и\u{306}од"), "иод");
    }

    #[test]
    fn numbers_and_codes_are_kept_as_they_are() {
        assert_eq!(line("WB0012345а"), "wb0012345а");
        assert_eq!(line("заказ AB-1234/7 пришёл"), "заказ ab 1234 7 ab12347 пришел");
        assert_eq!(line("кое-кто"), "кое кто", "words with a hyphen are no code");
    }

    #[test]
    fn the_short_way_to_tell_a_letter_agrees_with_unicode() {
        assert!(('\0'..=char::MAX).all(|c| in_word(c) == c.is_alphanumeric()));
    }

    proptest::proptest! {
        #[test]
        fn an_indexed_word_is_one_ascii_token_free_of_blanks(text in "\\PC{1,60}") {
            for term in line(&text).split(' ').filter(|term| !term.is_empty()) {
                proptest::prop_assert!(term.chars().all(char::is_alphanumeric));
            }
        }
    }
}
