//! The owner's own rules: words or a phrase, where they hold, how serious, and the reason.

use super::text::Cut;
use super::{Finding, Level, Locale, Mode, Outlet, Reason, Reply, Source};
use pult_domain::sla::words::fold;
use rust_stemmers::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Words that may stand between two words of a rule (design 6).
const GAP: usize = 2;
/// Shortest word whose other forms are recognised.
const SHORTEST_STEMMED: usize = 4;
/// Words of one phrase at most.
const MOST_WORDS: usize = 12;

/// Where a rule holds; an empty list means everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// Outlets.
    pub outlets: Vec<Outlet>,
    /// Modes.
    pub modes: Vec<Mode>,
    /// Languages of the reply.
    pub locales: Vec<Locale>,
}

impl Scope {
    fn holds(&self, reply: &Reply<'_>) -> bool {
        (self.outlets.is_empty() || self.outlets.contains(&reply.outlet))
            && (self.modes.is_empty() || self.modes.contains(&reply.mode))
            && (self.locales.is_empty() || self.locales.contains(&reply.locale))
    }
}

/// A rule of the owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRule {
    /// Its id, for findings.
    pub id: String,
    /// Phrases, one of which is enough: `скоро` any form, `скор*` by its beginning, `=скоро` this
    /// word alone; several words follow one another with up to two between.
    pub phrases: Vec<String>,
    /// Where it holds.
    #[serde(default)]
    pub scope: Scope,
    /// How serious.
    pub level: Level,
    /// The reason, in the owner's words.
    pub reason: String,
    /// Whether a "not" before the words lets them pass.
    #[serde(default)]
    pub negation_passes: bool,
}

/// Why a rule cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OwnRuleFault {
    /// It has no word.
    #[error("The rule {0} has no words")]
    Empty(String),
    /// It would match every reply.
    #[error("A phrase of the rule {0} would match every reply")]
    TooShort(String),
    /// Nobody writes so long a phrase.
    #[error("A phrase of the rule {0} has more than 12 words")]
    TooLong(String),
}

#[derive(Debug)]
enum Shape {
    Whole(String),
    Begins(String),
    Forms(String, Vec<(usize, String)>),
}

/// A rule made ready.
pub(super) struct Ready {
    rule: OwnRule,
    phrases: Vec<Vec<Shape>>,
    stemmers: Vec<Stemmer>,
}

impl std::fmt::Debug for Ready {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ready").field("rule", &self.rule).finish_non_exhaustive()
    }
}

/// Czech has no stemmer among these; its words match in the others' or by their beginning.
fn stemmers() -> Vec<Stemmer> {
    [Algorithm::Russian, Algorithm::English, Algorithm::Hungarian, Algorithm::French].map(Stemmer::create).into()
}

fn stems(stemmers: &[Stemmer], folded: &str) -> Vec<(usize, String)> {
    if folded.chars().count() < SHORTEST_STEMMED {
        return Vec::new();
    }
    stemmers.iter().enumerate().map(|(n, stemmer)| (n, stemmer.stem(folded).into_owned())).filter(|(_, stem)| stem.chars().count() > 2).collect()
}

impl Ready {
    /// Reads a rule.
    pub(super) fn new(rule: &OwnRule) -> Result<Self, OwnRuleFault> {
        let stemmers = stemmers();
        let mut phrases = Vec::new();
        for phrase in &rule.phrases {
            let shapes: Vec<Shape> = phrase.split_whitespace().map(|word| shape(word, &stemmers)).filter(|shape| !shape.is_empty()).collect();
            match shapes.len() {
                0 if phrase.trim().is_empty() => continue,
                0 => return Err(OwnRuleFault::TooShort(rule.id.clone())),
                1 if shapes.first().is_some_and(Shape::is_short) => return Err(OwnRuleFault::TooShort(rule.id.clone())),
                n if n > MOST_WORDS => return Err(OwnRuleFault::TooLong(rule.id.clone())),
                _ => phrases.push(shapes),
            }
        }
        if phrases.is_empty() {
            return Err(OwnRuleFault::Empty(rule.id.clone()));
        }
        Ok(Self { rule: rule.clone(), phrases, stemmers })
    }

    /// Where the rule is broken.
    pub(super) fn check(&self, cut: &Cut, reply: &Reply<'_>) -> Vec<Finding> {
        if !self.rule.scope.holds(reply) {
            return Vec::new();
        }
        let stems: Vec<Vec<(usize, String)>> = cut.tokens.iter().map(|token| stems(&self.stemmers, &token.word)).collect();
        let fits = |at: usize, shape: &Shape| cut.tokens.get(at).zip(stems.get(at)).is_some_and(|(token, stems)| shape.fits(&token.word, stems));
        let mut findings: Vec<Finding> = Vec::new();
        for at in 0..cut.tokens.len() {
            let Some(last) = self.phrases.iter().find_map(|phrase| walk(phrase, at, cut, &fits)) else { continue };
            let negated = self.rule.negation_passes && super::phrase::negated(&cut.tokens, at);
            if let (false, Some(first), Some(last)) = (negated, cut.tokens.get(at), cut.tokens.get(last)) {
                findings.push(Finding {
                    source: Source::Own(self.rule.id.clone()),
                    level: self.rule.level,
                    start: first.start,
                    end: last.end,
                    reason: Reason::Words(self.rule.reason.clone()),
                    rewrite: None,
                });
            }
        }
        findings
    }
}

fn walk(phrase: &[Shape], at: usize, cut: &Cut, fits: &impl Fn(usize, &Shape) -> bool) -> Option<usize> {
    let (first, rest) = phrase.split_first()?;
    let sentence = |at: usize| cut.tokens.get(at).map(|token| token.sentence);
    if !fits(at, first) {
        return None;
    }
    let mut place = at;
    for shape in rest {
        place = (place + 1..=place + 1 + GAP).find(|n| fits(*n, shape) && sentence(*n) == sentence(at))?;
    }
    Some(place)
}

fn shape(text: &str, stemmers: &[Stemmer]) -> Shape {
    if let Some(bare) = text.strip_suffix('*') {
        return Shape::Begins(letters(bare));
    }
    match text.strip_prefix('=') {
        Some(bare) => Shape::Whole(letters(bare)),
        None => {
            let word = letters(text);
            let stems = stems(stemmers, &word);
            Shape::Forms(word, stems)
        }
    }
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Shape {
    fn text(&self) -> &str {
        match self {
            Self::Whole(word) | Self::Begins(word) | Self::Forms(word, _) => word,
        }
    }

    fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    fn is_short(&self) -> bool {
        matches!(self, Self::Begins(stem) if stem.chars().count() < 2)
    }

    fn fits(&self, word: &str, stems: &[(usize, String)]) -> bool {
        match self {
            Self::Whole(whole) => whole == word,
            Self::Begins(stem) => word.starts_with(stem.as_str()),
            Self::Forms(whole, known) => whole == word || known.iter().any(|stem| stems.contains(stem)),
        }
    }
}
