//! What the model sees of a sentence: words, their beginnings, neighbours, ideas and pairs of ideas.

use super::super::Locale;
use super::super::phrase;
use super::super::text::{Cut, Token};
use super::lexicon::Lexicon;
use std::ops::Range;

/// Letters of a word that stand for all its forms.
const STEM: usize = 5;
/// How many words apart two ideas still belong together.
const NEAR: usize = 8;

/// A sentence taken apart.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Its words among those of the reply.
    pub(super) tokens: Range<usize>,
    /// Hashes of its features, ascending, each once.
    pub(super) keys: Vec<u32>,
}

/// FNV-1a over a kind and its parts.
pub(super) fn hash(kind: char, parts: &[&str]) -> u32 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    std::iter::once(kind as u8).chain(bytes).fold(0x811c_9dc5, |state, byte| (state ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn pair(kind: char, one: u32, other: u32) -> u32 {
    let bytes = one.to_le_bytes().into_iter().chain(other.to_le_bytes());
    std::iter::once(kind as u8).chain(bytes).fold(0x811c_9dc5, |state, byte| (state ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The sentences of a reply.
pub(super) fn sentences(cut: &Cut, lexicon: &Lexicon, locale: Locale) -> Vec<Sentence> {
    let mut begun = 0;
    let mut all = Vec::new();
    for run in cut.tokens.chunk_by(|one, other| one.sentence == other.sentence) {
        let asks = run.last().is_some_and(|last| cut.chars.iter().skip(last.end as usize).find(|c| !c.is_whitespace()) == Some(&'?'));
        all.push(Sentence::of(run, begun, asks, lexicon, locale));
        begun += run.len();
    }
    all
}

impl Sentence {
    pub(super) fn of(tokens: &[Token], begun: usize, asks: bool, lexicon: &Lexicon, locale: Locale) -> Self {
        let mut keys = Vec::new();
        words(tokens, locale, &mut keys);
        ideas(tokens, asks, lexicon, locale, &mut keys);
        keys.sort_unstable();
        keys.dedup();
        Self { tokens: begun..begun + tokens.len(), keys }
    }
}

fn words(tokens: &[Token], locale: Locale, keys: &mut Vec<u32>) {
    let language = locale.as_str();
    let stems: Vec<&str> = tokens.iter().map(|token| stem(&token.word)).collect();
    for (at, (token, stem)) in tokens.iter().zip(&stems).enumerate() {
        keys.push(hash('w', &[language, &token.word]));
        keys.push(hash('s', &[language, stem]));
        if let Some(next) = stems.get(at + 1) {
            keys.push(hash('b', &[language, stem, next]));
        }
        if let Some(next) = stems.get(at + 2) {
            keys.push(hash('k', &[language, stem, next]));
        }
    }
}

fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).and_then(|(end, _)| word.get(..end)).unwrap_or(word)
}

fn ideas(tokens: &[Token], asks: bool, lexicon: &Lexicon, locale: Locale, keys: &mut Vec<u32>) {
    let mut found = lexicon.ideas(tokens, locale);
    for (ideas, negated) in found.iter_mut().zip(phrase::negations(tokens)) {
        if negated.is_some() {
            let denied: Vec<u32> = ideas.iter().map(|idea| pair('n', *idea, 0)).collect();
            ideas.extend(denied);
        }
    }
    if asks {
        found.push(vec![hash('i', &["?"])]);
    }
    for (at, ideas) in found.iter().enumerate() {
        for (n, idea) in ideas.iter().enumerate() {
            keys.push(*idea);
            keys.extend(ideas.iter().skip(n + 1).map(|other| pair('=', *idea.min(other), *idea.max(other))));
            for (away, later) in found.iter().skip(at + 1).take(NEAR).enumerate() {
                for other in later {
                    keys.push(pair('2', *idea, *other));
                    keys.push(pair('3', *idea.min(other), *idea.max(other)));
                    if away == 0 {
                        keys.push(pair('a', *idea, *other));
                    }
                }
            }
        }
    }
}
