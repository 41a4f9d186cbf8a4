//! A second opinion where the word lists are silent: a small linear model over words and ideas, learned
//! from our own judged replies (`tests/data/guard-*.jsonl`) by `train_guard`.
//!
//! It only ever warns, and only when sure: a person is asked to look, nothing is blocked by a number
//! that cannot be explained in words. What it is worth, in figures: `docs/guard.md`.

mod features;
mod lexicon;
mod weights;

pub mod learn;

use super::text::Cut;
use super::{Locale, RuleId};
use features::{Sentence, sentences};
use lexicon::Lexicon;
use std::sync::LazyLock;
use weights::Weights;

/// What the model can tell apart; "innocent" stands first.
pub(super) const KINDS: [Option<RuleId>; 10] = [
    None,
    Some(RuleId::PromiseRefund),
    Some(RuleId::PromiseReplacement),
    Some(RuleId::PromiseDiscount),
    Some(RuleId::BlameCustomer),
    Some(RuleId::AiMention),
    Some(RuleId::ContactOrLink),
    Some(RuleId::LeaveMarketplace),
    Some(RuleId::OtherCustomerData),
    Some(RuleId::PromptLeak),
];

/// The model that goes with the program.
static SHIPPED: &[u8] = include_bytes!("../../model/guard.bin");
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);
static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::from_bytes(SHIPPED).unwrap_or_default());

/// How sure the model must be to warn, in odds of the natural logarithm. On round 7, which it had not
/// learned from, it stopped no innocent reply by itself at 2.0, and one in seventy at 1.5 (`docs/guard.md`).
pub(super) const SURE: f32 = 2.0;
/// Below this a phrase of the lists is taken for a coincidence.
pub(super) const DOUBT: f32 = -3.0;
/// A span is shrunk while it keeps this share of the sentence's surety.
const KEPT: f32 = 0.8;

/// What the model thinks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opinion {
    pub(super) rule: RuleId,
    /// Odds of the natural logarithm that the reply is forbidden.
    pub(super) odds: f32,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The likeliest fault of a reply, by its worst pair of neighbouring sentences: one sentence often
/// takes its sense from the one before, and a longer text must not drown a promise.
pub(super) fn opinion(cut: &Cut, locale: Locale) -> Option<Opinion> {
    opinion_of(&WEIGHTS, cut, locale)
}

fn opinion_of(weights: &Weights, cut: &Cut, locale: Locale) -> Option<Opinion> {
    let all = sentences(cut, &LEXICON, locale);
    let windows: Vec<&[Sentence]> = if all.len() < 2 { vec![all.as_slice()] } else { all.windows(2).collect() };
    let (window, rule, odds) = windows
        .into_iter()
        .filter_map(|window| judged(weights, window).map(|(rule, odds)| (window, rule, odds)))
        .max_by(|(_, _, one), (_, _, other)| one.total_cmp(other))?;
    let telling = |sentence: &Sentence| judged(weights, std::slice::from_ref(sentence)).map_or(f32::MIN, |(_, odds)| odds);
    let sentence = window.iter().max_by(|one, other| telling(one).total_cmp(&telling(other)))?;
    let (start, end) = narrowed(weights, sentence, cut, locale);
    Some(Opinion { rule, odds, start, end })
}

fn judged(weights: &Weights, window: &[Sentence]) -> Option<(RuleId, f32)> {
    let scores = weights.scores(window.iter().map(|sentence| sentence.keys.as_slice()));
    let (innocent, faults) = scores.split_first()?;
    let (place, most) = faults.iter().enumerate().max_by(|(_, one), (_, other)| one.total_cmp(other))?;
    let sum: f32 = faults.iter().map(|score| (score - most).exp()).sum();
    Some((KINDS.get(place + 1).copied().flatten()?, most + sum.ln() - innocent))
}

/// The fewest neighbouring words that are nearly as telling as their sentence.
fn narrowed(weights: &Weights, sentence: &Sentence, cut: &Cut, locale: Locale) -> (u32, u32) {
    let tokens = cut.tokens.get(sentence.tokens.clone()).unwrap_or_default();
    let place = |tokens: &[super::text::Token]| (tokens.first().map_or(0, |token| token.start), tokens.last().map_or(0, |token| token.end));
    let odds = |tokens: &[super::text::Token]| judged(weights, &[Sentence::of(tokens, 0, false, &LEXICON, locale)]).map_or(f32::MIN, |(_, odds)| odds);
    let whole = odds(tokens);
    let (mut kept, mut enough) = (tokens, whole * KEPT);
    while kept.len() > 2 {
        let (Some((_, later)), Some((_, earlier))) = (kept.split_first(), kept.split_last()) else { break };
        let (after, before) = (odds(later), odds(earlier));
        let (best, rest) = if after >= before { (after, later) } else { (before, earlier) };
        if best < enough {
            break;
        }
        enough = enough.max(best * KEPT);
        kept = rest;
    }
    place(kept)
}
