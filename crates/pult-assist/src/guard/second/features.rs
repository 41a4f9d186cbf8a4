//! What the model sees of a sentence, in three bags: words with their neighbours; the letters of words, so
//! that a typo or another ending still resembles; ideas the five languages share, and pairs of ideas.

use super::super::Locale;
use super::super::phrase;
use super::super::text::{Cut, Token};
use super::lexicon::Lexicon;
use pult_domain::sla::words::sound;
use std::ops::Range;

/// Words, letters, ideas.
pub(super) const BAGS: usize = 3;
/// Letters of a word that stand for all its forms.
const STEM: usize = 5;
/// How many words apart two ideas still belong together.
const NEAR: usize = 8;
/// Lengths of the runs of letters.
const RUNS: std::ops::RangeInclusive<usize> = 3..=5;

/// A sentence taken apart.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Its words among those of the reply.
    pub(super) tokens: Range<usize>,
    /// Hashes of its features by bag, ascending, each once.
    pub(super) bags: [Vec<u32>; BAGS],
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
    fn of(tokens: &[Token], begun: usize, asks: bool, lexicon: &Lexicon, locale: Locale) -> Self {
        // What the buyer wrote is not what the shop says.
        let own: Vec<&Token> = tokens.iter().filter(|token| !token.repeated).collect();
        let mut bags = [words(&own, locale), letters(&own, locale), ideas(tokens, asks, lexicon, locale)];
        for keys in &mut bags {
            keys.sort_unstable();
            keys.dedup();
        }
        Self { tokens: begun..begun + tokens.len(), bags }
    }
}

fn number(token: &Token) -> Option<&'static str> {
    let digits = token.word.chars().all(|c| c.is_ascii_digit());
    digits.then_some(match token.word.len() {
        0 | 1 => "#1",
        2 => "#2",
        3 => "#3",
        4 => "#4",
        _ => "#5",
    })
}

/// The feature of a word as it is.
pub(super) fn word(word: &str, locale: Locale) -> u32 {
    hash('w', &[locale.as_str(), word])
}

fn words(tokens: &[&Token], locale: Locale) -> Vec<u32> {
    let language = locale.as_str();
    let stems: Vec<&str> = tokens.iter().map(|token| number(token).unwrap_or_else(|| stem(&token.word))).collect();
    let mut keys = Vec::with_capacity(tokens.len() * 4);
    for (at, (token, stem)) in tokens.iter().zip(&stems).enumerate() {
        keys.push(word(&token.word, locale));
        keys.push(hash('s', &[language, stem]));
        if let Some(next) = stems.get(at + 1) {
            keys.push(hash('b', &[language, stem, next]));
        }
        if let Some(next) = stems.get(at + 2) {
            keys.push(hash('k', &[language, stem, next]));
        }
    }
    for (kind, border) in [('<', stems.first()), ('>', stems.last())] {
        keys.extend(border.map(|stem| hash(kind, &[language, stem])));
    }
    keys
}

fn letters(tokens: &[&Token], locale: Locale) -> Vec<u32> {
    let mut keys = Vec::new();
    let mut run = String::new();
    for token in tokens.iter().filter(|token| number(token).is_none()) {
        // Russian in Latin letters sounds like Russian.
        let heard = (locale == Locale::Ru).then(|| sound(&token.word));
        let word = heard.as_ref().unwrap_or(&token.word);
        let bordered: Vec<char> = std::iter::once('_').chain(word.chars()).chain(std::iter::once('_')).collect();
        for size in RUNS {
            for chars in bordered.windows(size) {
                run.clear();
                run.extend(chars);
                keys.push(hash('c', &[locale.as_str(), &run]));
            }
        }
    }
    keys
}

fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).and_then(|(end, _)| word.get(..end)).unwrap_or(word)
}

/// Folded endings of verbs, longest first within a language: who does it decides whether it is a promise of the
/// shop, a request to the buyer or the marketplace's deed. Nouns that end alike are learned around.
const ENDINGS: [(Locale, &[(&str, &str)]); 4] = [
    (
        Locale::Ru,
        &[
            ("аитесь", "@do"),
            ("итесь", "@do"),
            ("емся", "@we"),
            ("имся", "@we"),
            ("ится", "@it"),
            ("утся", "@they"),
            ("ются", "@they"),
            ("аите", "@do"),
            ("ются", "@they"),
            ("ится", "@it"),
            ("ется", "@it"),
            ("ете", "@you"),
            ("ите", "@do"),
            ("ьте", "@do"),
            ("ешь", "@you"),
            ("ишь", "@you"),
            ("ем", "@we"),
            ("им", "@we"),
            ("ут", "@they"),
            ("ют", "@they"),
            ("ат", "@they"),
            ("ят", "@they"),
            ("ет", "@it"),
            ("ит", "@it"),
            ("ть", "@to"),
            ("ли", "@did"),
            ("ла", "@did"),
            ("у", "@i"),
            ("ю", "@i"),
        ],
    ),
    (
        Locale::Hu,
        &[
            ("junk", "@we"),
            ("unk", "@we"),
            ("juk", "@we"),
            ("uk", "@we"),
            ("nank", "@we"),
            ("jon", "@do"),
            ("jen", "@do"),
            ("zon", "@do"),
            ("zen", "@do"),
            ("son", "@do"),
            ("sen", "@do"),
            ("sse", "@do"),
            ("ssa", "@do"),
            ("hato", "@can"),
            ("heto", "@can"),
            ("hat", "@can"),
            ("het", "@can"),
            ("ott", "@did"),
            ("ett", "@did"),
            ("tek", "@you"),
            ("tak", "@they"),
            ("nak", "@they"),
            ("nek", "@they"),
            ("ni", "@to"),
            ("om", "@i"),
            ("em", "@i"),
            ("ok", "@i"),
            ("ek", "@i"),
            ("ja", "@it"),
            ("i", "@it"),
        ],
    ),
    (
        Locale::Cs,
        &[
            ("neme", "@we"),
            ("eme", "@we"),
            ("ime", "@we"),
            ("ame", "@we"),
            ("ejte", "@do"),
            ("ete", "@you"),
            ("ite", "@you"),
            ("ate", "@you"),
            ("nte", "@do"),
            ("te", "@do"),
            ("li", "@did"),
            ("la", "@did"),
            ("lo", "@did"),
            ("it", "@to"),
            ("at", "@to"),
            ("et", "@to"),
            ("out", "@to"),
            ("uju", "@i"),
            ("u", "@i"),
            ("im", "@i"),
            ("am", "@i"),
            ("ji", "@they"),
            ("ou", "@they"),
            ("l", "@did"),
        ],
    ),
    (
        Locale::Fr,
        &[
            ("rons", "@we"),
            ("ons", "@we"),
            ("rez", "@you"),
            ("ez", "@do"),
            ("ront", "@they"),
            ("ent", "@they"),
            ("rai", "@i"),
            ("ais", "@i"),
            ("er", "@to"),
            ("ir", "@to"),
            ("re", "@to"),
            ("ra", "@it"),
            ("ee", "@done"),
            ("es", "@done"),
            ("e", "@done"),
        ],
    ),
];

fn person(word: &str, locale: Locale) -> Option<&'static str> {
    let (_, endings) = ENDINGS.iter().find(|(known, _)| *known == locale)?;
    let ends = |ending: &str| word.strip_suffix(ending).is_some_and(|rest| rest.chars().count() >= 2);
    endings.iter().find(|(ending, _)| ends(ending)).map(|(_, person)| *person)
}

fn ideas(tokens: &[Token], asks: bool, lexicon: &Lexicon, locale: Locale) -> Vec<u32> {
    let mut found = lexicon.ideas(tokens, locale);
    for ((ideas, negated), token) in found.iter_mut().zip(phrase::negations(tokens)).zip(tokens) {
        if token.repeated {
            ideas.clear();
            continue;
        }
        if token.name {
            ideas.push(hash('i', &["@name"]));
        }
        ideas.extend(person(&token.word, locale).map(|person| hash('i', &[person])));
        ideas.extend(number(token).map(|size| hash('i', &[size])));
        if negated.is_some() {
            let denied: Vec<u32> = ideas.iter().map(|idea| pair('n', *idea, 0)).collect();
            ideas.extend(denied);
        }
    }
    if asks {
        found.push(vec![hash('i', &["?"])]);
    }
    let mut keys = Vec::new();
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
    keys
}
