//! What things are called: "Free Gift Box" is the name of a thing, whatever its words would say by themselves, and in whichever
//! language. Only several words of a title in a row count, so that a promise which shares one with it stays one.

use super::Locale;
use super::text::{Cut, Token};
use std::collections::HashSet;

/// So many words of a title in a row are the title; a shorter one must stand there whole.
const RUN: usize = 3;
/// Of one word nobody can tell whether it is the title or itself.
const FEWEST: usize = 2;

/// Marks the words of a reply that are a title's.
pub(super) fn mark(cut: &mut Cut, titles: &[String], locale: Locale) {
    for title in titles {
        let title = Cut::new(title, locale);
        let size = RUN.min(title.tokens.len());
        if size < FEWEST {
            continue;
        }
        let runs: HashSet<Vec<&str>> = title.tokens.windows(size).map(words).collect();
        let found: Vec<usize> = cut.tokens.windows(size).enumerate().filter(|(_, window)| runs.contains(&words(window))).map(|(at, _)| at).collect();
        for at in found {
            cut.tokens.iter_mut().skip(at).take(size).for_each(|token| token.titled = true);
        }
    }
}

fn words(tokens: &[Token]) -> Vec<&str> {
    tokens.iter().map(|token| token.word.as_str()).collect()
}
