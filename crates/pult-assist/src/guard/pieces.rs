//! Words written in pieces: "вер нём вам ден ьги", "ref-und".
//!
//! Two words may well stand side by side that only a blank keeps from being a third: "за менажницу" holds "замен". So
//! pieces are joined where one of them is nobody's word and they make one that the phrases name, or where none of them is
//! a word and they begin like one. Which words there are tells the learned model, by the replies it has learned from: of
//! 50,000 of these five were read otherwise, none to its harm (2026-11-23).

use super::phrase::Vocabulary;
use super::text::{Cut, Token};
use super::{Locale, second};

/// Pieces of one word at most.
const MOST: usize = 4;
/// Letters of a word that is put together, at least.
const SHORTEST: usize = 5;

/// Puts together what is written in pieces.
pub(super) fn join(cut: &mut Cut, vocabulary: &Vocabulary, locale: Locale) {
    let known: Vec<bool> = cut.tokens.iter().map(|token| second::knows(&token.word, locale) || second::knows(&token.word, Locale::En)).collect();
    let (mut sizes, mut at) = (Vec::with_capacity(known.len()), 0);
    while at < known.len() {
        let size = size_at(cut, &known, vocabulary, at);
        sizes.push(size);
        at += size;
    }
    if sizes.len() < known.len() {
        cut.join(&sizes, locale);
    }
}

/// Of how many pieces the word is made that begins here.
fn size_at(cut: &Cut, known: &[bool], vocabulary: &Vocabulary, at: usize) -> usize {
    let close = cut.close_from(at, MOST);
    let pieces = |size: usize| cut.tokens.get(at..at + size).unwrap_or_default();
    let known = |size: usize| known.get(at..at + size).unwrap_or_default();
    let word = |size: usize| pieces(size).iter().map(|token| token.word.as_str()).collect::<String>();
    let long = |word: &String| word.chars().count() >= SHORTEST;
    let first = pieces(1).first().map(|token: &Token| token.word.as_str()).unwrap_or_default();
    let whole = |size: &usize| known(*size).contains(&false) && Some(word(*size)).filter(long).is_some_and(|word| vocabulary.names(&word));
    let begun = |size: &usize| !known(*size).contains(&true) && Some(word(*size)).filter(long).is_some_and(|word| vocabulary.names_beginning(&word, first));
    (2..=close).find(whole).or_else(|| (2..=close).find(begun)).unwrap_or(1)
}
