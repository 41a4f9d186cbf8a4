//! A second opinion where the word lists are silent, and a doubt where they may have met a coincidence: a linear
//! model over words, letters and ideas, learned from our own judged replies (`training/guard/*.txt`,
//! `tests/data/guard-*.jsonl`) by `train_guard`.
//!
//! Alternatives that were measured and lost (`docs/guard.md`): sentence vectors of multilingual-e5-small with a
//! linear or a small neural model on top (worse than plain words: they say what a reply is about, not who pays),
//! a threshold for each rule or language instead of one (no better on batches left out).
//!
//! It only ever warns, and only when sure: a person is asked to look, nothing is blocked by a number
//! that cannot be explained in words.

mod features;
mod lexicon;
mod weights;

pub mod learn;

use super::text::Cut;
use super::{Locale, RuleId};
use features::sentences;
use lexicon::Lexicon;
use std::sync::LazyLock;
use weights::{Sums, Weights};

/// The rules the model has a head for, each its own; before them stands one for "any of these".
pub(super) const RULES: [RuleId; 9] = [
    RuleId::PromiseRefund,
    RuleId::PromiseReplacement,
    RuleId::PromiseDiscount,
    RuleId::BlameCustomer,
    RuleId::AiMention,
    RuleId::ContactOrLink,
    RuleId::LeaveMarketplace,
    RuleId::OtherCustomerData,
    RuleId::PromptLeak,
];
/// Heads of the model.
const HEADS: usize = RULES.len() + 1;

/// The model that goes with the program.
static SHIPPED: &[u8] = include_bytes!("../../model/guard.bin");
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);
static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::from_bytes(SHIPPED).unwrap_or_default());

/// How sure the model must be to warn, in the scale of [`surety`]: between more forbidden replies caught and fewer
/// innocent ones stopped, chosen on batches it had not learned from (`docs/guard.md`).
pub const SURE: f32 = 6.0;
/// Below this a phrase of the lists is taken for a coincidence.
pub const DOUBT: f32 = -2.0;

/// What the model thinks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opinion {
    /// The likeliest rule.
    pub(super) rule: RuleId,
    /// Odds of every head in the likeliest window, as natural logarithms.
    odds: [f32; HEADS],
    /// The likeliest sentence.
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Opinion {
    /// How sure it is that the reply breaks a rule.
    pub(super) fn surety(&self) -> f32 {
        surety(&self.odds)
    }
}

/// Two heads must agree: the one for any rule, and that of the likeliest rule. Their sum tells forbidden from
/// innocent far better than either (`docs/guard.md`), because each is mistaken about other replies.
fn surety(odds: &[f32; HEADS]) -> f32 {
    let (any, rules) = odds.split_first().unwrap_or((&f32::MIN, &[]));
    any + rules.iter().copied().fold(f32::MIN, f32::max)
}

/// The likeliest fault of a reply, by its worst sentence or pair of neighbouring sentences: one sentence often
/// takes its sense from the one before, and a longer text must not drown a promise.
pub(super) fn opinion(cut: &Cut, locale: Locale) -> Option<Opinion> {
    opinion_of(&WEIGHTS, cut, locale)
}

/// Whether people write this word, by the replies the model has learned from.
pub(super) fn knows(word: &str, locale: Locale) -> bool {
    WEIGHTS.knows(features::word(word, locale))
}

fn opinion_of(weights: &Weights, cut: &Cut, locale: Locale) -> Option<Opinion> {
    let all = sentences(cut, &LEXICON, locale);
    let sums: Vec<Sums> = all.iter().map(|sentence| weights.sums(sentence)).collect();
    let single = sums.iter().map(|sums| weights.odds(sums)).zip(0..);
    let pairs = sums.iter().zip(sums.iter().skip(1)).map(|(one, next)| weights.odds(&one.with(next))).zip(0..);
    let (odds, first) = single.chain(pairs).max_by(|(one, _), (other, _)| surety(one).total_cmp(&surety(other)))?;
    let (place, _) = odds.iter().enumerate().skip(1).max_by(|(_, one), (_, other)| one.total_cmp(other))?;
    // Of a pair, the sentence that says it by itself is shown.
    let alone = |at: usize| sums.get(at).and_then(|sums| weights.odds(sums).get(place).copied()).unwrap_or(f32::MIN);
    let shown = if sums.len() > first + 1 && alone(first + 1) > alone(first) && odds != weights.odds(sums.get(first)?) { first + 1 } else { first };
    let tokens = cut.tokens.get(all.get(shown)?.tokens.clone()).unwrap_or_default();
    let (start, end) = (tokens.first()?.start, tokens.last()?.end);
    Some(Opinion { rule: *RULES.get(place - 1)?, odds, start, end })
}
