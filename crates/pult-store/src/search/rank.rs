//! The best first: how the words were met, how near each other they stand, how long ago it was.

use super::asked::{Asked, AskedWord};
use super::walk::Candidate;
use crate::text::{term, words};

/// What a word counts that was met as typed, in another form, as a beginning, one letter away.
const MET: [f64; 4] = [1.0, 0.9, 0.75, 0.4];
/// What is added when all words stand beside each other in their order.
const TOGETHER: f64 = 0.3;
/// What is added for a text that is little more than the words, at most.
const DENSE: f64 = 0.15;
/// What is added for the newest; half of it is left after [`HALF_LIFE_MS`].
const NEW: f64 = 0.35;
/// Three months: what buyers ask about an article changes with the season.
const HALF_LIFE_MS: f64 = 90.0 * 24.0 * 3_600_000.0;

/// Sorts what was found; hits by a word one letter away stay behind the others.
pub(super) fn best_first(asked: &Asked, candidates: &mut Vec<(Candidate, bool)>) {
    let newest = candidates.iter().map(|(one, _)| one.sent_at.0).max().unwrap_or(0);
    let mut weighed: Vec<(f64, (Candidate, bool))> = candidates.drain(..).map(|one| (weigh(asked, &one.0, newest), one)).collect();
    weighed.sort_by(|(a, one), (b, other)| one.1.cmp(&other.1).then(b.total_cmp(a)).then(other.0.message.cmp(&one.0.message)));
    candidates.extend(weighed.into_iter().map(|(_, one)| one));
}

fn weigh(asked: &Asked, one: &Candidate, newest: i64) -> f64 {
    let terms: Vec<String> = words(&one.text).filter_map(|range| one.text.get(range)).filter_map(term).collect();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let mut met = 0.0;
    let mut places = Vec::with_capacity(asked.words.len());
    for word in &asked.words {
        let best = terms.iter().enumerate().map(|(place, term)| (how(word, term), place)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((weight, place)) = best.filter(|(weight, _)| *weight > 0.0) {
            met += weight;
            places.push(place);
        }
    }
    let met = if asked.words.is_empty() { 0.0 } else { met / count(asked.words.len()) };
    let together = places.len() > 1 && places.windows(2).all(|pair| matches!(pair, [one, next] if *next == one + 1));
    let dense = if terms.is_empty() { 0.0 } else { count(places.len()) / count(terms.len()) };
    let age = f64::from(i32::try_from((newest - one.sent_at.0) / 60_000).unwrap_or(i32::MAX)) * 60_000.0;
    met + if together { TOGETHER } else { 0.0 } + DENSE * dense + NEW * (-age / HALF_LIFE_MS).exp2()
}

fn how(word: &AskedWord, term: &str) -> f64 {
    let [typed, form, begun, near] = MET;
    if word.typed == term {
        typed
    } else if word.forms.contains(term) {
        form
    } else if word.open && term.starts_with(word.typed.as_str()) {
        begun
    } else if word.near.contains(term) {
        near
    } else {
        0.0
    }
}
