//! Words: how a text is cut, folded and stemmed before it is indexed or searched.
//!
//! SQLite's tokenizers fold no Cyrillic (`пришел` does not find `пришёл`), keep `ł`, and stem
//! nothing (`заказы` does not find `заказ`). So the words are prepared here, the same way for texts
//! and for queries, and the index holds only their terms:
//! - a word with a digit (an order number, an article) is one term, folded, never stemmed;
//! - a Cyrillic word is itself and its Russian stem. The stem alone lost: a word half typed
//!   ("возвращаетс") has another stem and would vanish from the hits while it is being typed;
//! - a Latin word may be Hungarian, Czech, French or English, and three words are too few to tell
//!   by: it is itself plus its stem in each language, where they differ. Too much is found rather
//!   than too little; 13 % of the texts are Latin, so the price is small.
//!
//! Changing anything that changes terms means raising [`INDEX_VERSION`]: the index is then built
//! anew from the messages.

use pult_domain::stems::{Stemmers, fold};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The version of the terms. The index of another version is rebuilt.
pub(crate) const INDEX_VERSION: i64 = 1;

/// Longest term, in characters: longer runs are junk or links, and one start of them is enough.
const LONGEST_TERM: usize = 40;
/// Words kept with their terms. Texts repeat themselves: nearly every word is found here.
const WORDS_KEPT: usize = 50_000;
/// Words of a query that are looked at.
const QUERY_WORDS: usize = 12;
/// Shortest beginning that is searched as one, in characters: a single letter stands for itself.
const SHORTEST_PREFIX: usize = 2;

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

/// The terms of one word, the whole word first where it is one of them.
pub(crate) fn terms(stemmers: &Stemmers, word: &str) -> Vec<String> {
    let short: String = word.chars().take(LONGEST_TERM).collect();
    let lower: String = short.nfc().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }).collect();
    let folded = fold(&lower);
    let mut terms = Vec::with_capacity(4);
    if folded.is_empty() || lower.chars().any(char::is_numeric) {
        terms.extend(Some(folded).filter(|folded| !folded.is_empty()));
    } else if lower.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}')) {
        let stem = stemmers.russian(&lower);
        terms.extend(Some(folded).filter(|folded| *folded != stem));
        terms.push(stem);
    } else if lower.chars().any(|c| matches!(c, 'a'..='z' | '\u{df}'..='\u{24f}')) {
        for term in std::iter::once(folded).chain(stemmers.latin(&lower)) {
            if !term.is_empty() && !terms.contains(&term) {
                terms.push(term);
            }
        }
    } else {
        terms.push(folded);
    }
    terms
}

/// Makes the terms of whole texts, remembering words it has seen.
#[derive(Default)]
pub(crate) struct Indexer {
    stemmers: Stemmers,
    known: HashMap<String, Arc<str>>,
}

impl Indexer {
    /// The terms of a text in their order, with blanks between them.
    pub(crate) fn line(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for word in words(text).filter_map(|range| text.get(range)) {
            if !out.is_empty() {
                out.push(' ');
            }
            if let Some(terms) = self.known.get(word) {
                out.push_str(terms);
                continue;
            }
            let terms: Arc<str> = terms(&self.stemmers, word).join(" ").into();
            out.push_str(&terms);
            if self.known.len() >= WORDS_KEPT {
                self.known.clear();
            }
            if word.len() <= LONGEST_TERM * 2 {
                self.known.insert(word.to_owned(), terms);
            }
        }
        out
    }
}

/// What is asked for, word by word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Terms of which one must be there, for each word.
    words: Vec<Vec<String>>,
    /// Beginnings that do as well for the last word.
    prefixes: Vec<String>,
}

impl Asked {
    /// Reads a query as typed: every word must be there, the last one may be unfinished. `None`
    /// when it has no word at all.
    pub(crate) fn read(stemmers: &Stemmers, query: &str) -> Option<Self> {
        let asked: Vec<&str> = words(query).filter_map(|range| query.get(range)).take(QUERY_WORDS).collect();
        let last = *asked.last()?;
        let words: Vec<Vec<String>> = asked.iter().map(|word| terms(stemmers, word)).filter(|terms| !terms.is_empty()).collect();
        let typed = fold(&last.chars().take(LONGEST_TERM).collect::<String>());
        let prefixes = if typed.chars().count() >= SHORTEST_PREFIX { vec![typed] } else { Vec::new() };
        if words.is_empty() { None } else { Some(Self { words, prefixes }) }
    }

    /// The query in the index's own language. Terms hold letters and digits only, so nothing that
    /// was typed can be read as an operator.
    pub(crate) fn expression(&self) -> String {
        let last = self.words.len().saturating_sub(1);
        let groups = self.words.iter().enumerate().map(|(n, terms)| {
            let exact = terms.iter().map(|term| format!("\"{term}\""));
            let begun = self.prefixes.iter().filter(|_| n == last).map(|prefix| format!("\"{prefix}\" *"));
            // A term that begins with the prefix is found by it; asking twice only costs time.
            let exact = exact.zip(terms).filter(|(_, term)| n != last || !self.prefixes.iter().any(|p| term.starts_with(p.as_str()))).map(|(quoted, _)| quoted);
            format!("({})", begun.chain(exact).collect::<Vec<_>>().join(" OR "))
        });
        groups.collect::<Vec<_>>().join(" AND ")
    }

    /// Whether a word of a text is one of those asked for.
    pub(crate) fn marks(&self, stemmers: &Stemmers, word: &str) -> bool {
        let terms = terms(stemmers, word);
        terms.iter().any(|term| self.words.iter().any(|asked| asked.contains(term)) || self.prefixes.iter().any(|prefix| term.starts_with(prefix.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str, text: &str) -> bool {
        let stemmers = Stemmers::default();
        let Some(asked) = Asked::read(&stemmers, query) else { return false };
        let present: Vec<String> = words(text).filter_map(|r| text.get(r)).flat_map(|w| terms(&stemmers, w)).collect();
        let last = asked.words.len() - 1;
        asked
            .words
            .iter()
            .enumerate()
            .all(|(n, terms)| present.iter().any(|term| terms.contains(term) || (n == last && asked.prefixes.iter().any(|p| term.starts_with(p.as_str())))))
    }

    #[test]
    fn inflected_words_meet_in_the_five_languages() {
        for (query, text) in [
            ("заказы", "Где мой заказ?"),
            ("пришел", "Товар пришёл разбитый"),
            ("иошкар", "Йошкар-Ола"),
            ("возврат", "Хочу оформить возвраты"),
            ("rendelés", "Mikor jön a rendelésem? A rendelések késnek"),
            ("rendelesek", "A rendelések késnek"),
            ("objednávka", "Kde je moje objednávky?"),
            ("zboží", "To zbozi neprislo"),
            ("commandes", "Où est ma commande ?"),
            ("deliveries", "The delivery is late"),
            ("łódź", "Lodz"),
        ] {
            assert!(finds(query, text), "{query} finds {text}");
        }
        assert!(!finds("возврат", "Спасибо, всё хорошо"));
    }

    #[test]
    fn typing_a_word_letter_by_letter_never_loses_it() {
        for word in [
            "отправленный",
            "возвращать",
            "возвращается",
            "посылка",
            "доставили",
            "разбившийся",
            "хороший",
            "delivery",
            "rendelésem",
            "objednávku",
            "livraison",
        ] {
            let letters: Vec<char> = word.chars().collect();
            for length in 2..=letters.len() {
                let typed: String = letters.iter().take(length).collect();
                assert!(finds(&typed, word), "{typed} finds {word}");
            }
        }
    }

    #[test]
    fn the_short_way_to_tell_a_letter_agrees_with_unicode() {
        assert!(('\0'..=char::MAX).all(|c| in_word(c) == c.is_alphanumeric()));
    }

    #[test]
    fn numbers_and_codes_are_kept_as_they_are() {
        assert_eq!(terms(&Stemmers::default(), "WB0012345а"), ["wb0012345а"]);
        assert!(finds("0012345", "заказ № 0012345"));
        assert!(!finds("0012346", "заказ № 0012345"));
    }

    #[test]
    fn the_expression_holds_nothing_but_words() {
        let stemmers = Stemmers::default();
        for query in ["\"", "* OR NEAR(", "a\" OR \"b", "terms: x", "()", "\0\0", "-", "💥", "^a + b"] {
            let Some(asked) = Asked::read(&stemmers, query) else { continue };
            let expression = asked.expression();
            assert!(!expression.contains(['^', '+', ':', '\0', '-']), "{query} became {expression}");
            assert_eq!(expression.matches('"').count() % 2, 0);
        }
        assert_eq!(Asked::read(&stemmers, "\"*()"), None);
    }

    proptest::proptest! {
        #[test]
        fn an_indexed_word_is_one_ascii_token_free_of_blanks(word in "\\PC{1,60}") {
            for range in words(&word) {
                for term in terms(&Stemmers::default(), word.get(range).unwrap()) {
                    proptest::prop_assert!(!term.is_empty() && term.chars().all(char::is_alphanumeric));
                }
            }
        }
    }
}
