//! Learning the second opinion from judged replies.
//!
//! Multinomial logistic regression by stochastic steps whose size `AdaGrad` sets a weight; everything is a
//! function of the replies and a fixed seed, so the same replies give the same bytes.

use super::super::judged::Judged;
use super::super::text::Cut;
use super::super::{Locale, RuleId};
use super::features::sentences;
use super::weights::{Weights, loudness};
use super::{KINDS, LEXICON, opinion_of};
use std::collections::HashMap;

/// Times each reply is seen.
const EPOCHS: usize = 8;
/// First step.
const RATE: f32 = 0.1;
/// Pull towards nothing.
const DECAY: f32 = 1e-5;
/// A feature must stand in so many replies.
const RAREST: usize = 2;
/// Start of the shuffling.
const SEED: u64 = 20_261_121;

/// A model fresh from learning.
#[derive(Debug)]
pub struct Learned(Weights);

struct Row {
    features: Vec<usize>,
    kind: usize,
}

impl Learned {
    /// Learns from replies; those whose fault is not one of words are left out.
    #[must_use]
    pub fn from(replies: &[&Judged]) -> Self {
        let taken: Vec<(Vec<u32>, usize)> = replies.iter().filter_map(|reply| Some((keys(&reply.text, reply.locale), kind(reply.rule)?))).collect();
        let mut counts: HashMap<u32, usize> = HashMap::new();
        taken.iter().flat_map(|(keys, _)| keys).for_each(|key| *counts.entry(*key).or_default() += 1);
        let mut known: Vec<u32> = counts.into_iter().filter(|(_, count)| *count >= RAREST).map(|(key, _)| key).collect();
        known.sort_unstable();
        let numbered = |keys: &[u32]| keys.iter().filter_map(|key| known.binary_search(key).ok()).collect();
        let mut rows: Vec<Row> = taken.iter().map(|(keys, kind)| Row { features: numbered(keys), kind: *kind }).collect();
        let mut fitting = Fitting::new(known.len());
        let mut state = SEED;
        for _ in 0..EPOCHS {
            shuffle(&mut rows, &mut state);
            rows.iter().for_each(|row| fitting.step(row));
        }
        let rows: Vec<(u32, Vec<f32>)> = known.into_iter().zip(fitting.weights.chunks_exact(KINDS.len()).map(<[f32]>::to_vec)).collect();
        Self(Weights::pack(fitting.bias, &rows))
    }

    /// The file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes()
    }

    /// What it thinks of a reply: the likeliest fault and the odds, as a natural logarithm.
    #[must_use]
    pub fn opinion(&self, text: &str, locale: Locale) -> Option<(RuleId, f32)> {
        opinion_of(&self.0, &Cut::new(text, locale), locale).map(|opinion| (opinion.rule, opinion.odds))
    }
}

fn kind(rule: Option<RuleId>) -> Option<usize> {
    KINDS.iter().position(|kind| *kind == rule)
}

fn keys(text: &str, locale: Locale) -> Vec<u32> {
    let mut keys: Vec<u32> = sentences(&Cut::new(text, locale), &LEXICON, locale).into_iter().flat_map(|sentence| sentence.keys).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// `SplitMix64` (Steele, Lea, Flood 2014) walks the list backwards.
fn shuffle(rows: &mut [Row], state: &mut u64) {
    for at in (1..rows.len()).rev() {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let wide = u128::from(z ^ (z >> 31)) * (at as u128 + 1);
        rows.swap(at, (wide >> 64) as usize);
    }
}

struct Fitting {
    weights: Vec<f32>,
    squares: Vec<f32>,
    bias: Vec<f32>,
}

impl Fitting {
    fn new(features: usize) -> Self {
        let cells = features * KINDS.len();
        Self { weights: vec![0.0; cells], squares: vec![0.1; cells], bias: vec![0.0; KINDS.len()] }
    }

    fn step(&mut self, row: &Row) {
        let kinds = KINDS.len();
        let value = loudness(u16::try_from(row.features.len()).unwrap_or(u16::MAX));
        let mut scores = self.bias.clone();
        for feature in &row.features {
            let weights = self.weights.get(feature * kinds..(feature + 1) * kinds).unwrap_or_default();
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight * value);
        }
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        scores.iter_mut().for_each(|score| *score = (*score - most).exp());
        let sum: f32 = scores.iter().sum();
        for (kind, score) in scores.iter_mut().enumerate() {
            *score = *score / sum - f32::from(u8::from(kind == row.kind));
        }
        for feature in &row.features {
            let cells = feature * kinds..(feature + 1) * kinds;
            let (Some(weights), Some(squares)) = (self.weights.get_mut(cells.clone()), self.squares.get_mut(cells)) else { continue };
            for ((weight, square), error) in weights.iter_mut().zip(squares).zip(&scores) {
                let slope = error * value + DECAY * *weight;
                *square += slope * slope;
                *weight -= RATE * slope / square.sqrt();
            }
        }
        self.bias.iter_mut().zip(&scores).for_each(|(bias, error)| *bias -= 0.01 * error);
    }
}
