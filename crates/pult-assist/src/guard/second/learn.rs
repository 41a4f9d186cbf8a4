//! Learning the second opinion from judged replies.
//!
//! One logistic regression a rule, and one for "any rule", over the windows of a reply: one bad sentence
//! among ten makes a reply bad, so that only the likeliest window of a forbidden reply is learned as
//! forbidden, and all windows of an innocent one as innocent (multiple-instance learning). Steps are sized by
//! `AdaGrad`; everything is a function of the replies and a fixed seed, so the same replies give the same bytes.

use super::super::Locale;
use super::super::judged::Judged;
use super::super::text::Cut;
use super::features::{BAGS, Sentence, sentences};
use super::weights::{Weights, loudness};
pub use super::{DOUBT, SURE};
use super::{HEADS, LEXICON, Opinion, RULES, opinion_of};
use std::collections::HashMap;

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Times each reply is seen.
    pub epochs: usize,
    /// First step.
    pub rate: f32,
    /// Pull towards nothing.
    pub decay: f32,
    /// A feature must stand in so many replies.
    pub rarest: usize,
    /// One feature of so many is hidden at each step, so that none is relied on alone; 0 hides none.
    pub hidden: u64,
    /// So many models are learned in other orders, and their weights averaged: chance evens out.
    pub runs: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 25, rate: 0.1, decay: 1e-5, rarest: 3, hidden: 2, runs: 5 }
    }
}

/// Start of all that is random.
const SEED: u64 = 20_261_121;

/// A model fresh from learning.
#[derive(Clone, Debug)]
pub struct Learned(Weights);

/// A feature's number and bag.
type Feature = (u32, u8);

struct Row {
    windows: Vec<Vec<Feature>>,
    /// Which windows hold what is marked as forbidden.
    marked: Vec<bool>,
    rule: Option<usize>,
}

impl Learned {
    /// Learns from replies; those whose fault is not one of words are left out.
    #[must_use]
    pub fn from(replies: &[&Judged], settings: &Settings) -> Self {
        let taken: Vec<_> = replies.iter().filter_map(|reply| Some((*reply, head(reply)?))).collect();
        let cut: Vec<_> = taken.iter().map(|(reply, head)| (Windows::of(reply), *head)).collect();
        let mut counts: HashMap<u32, usize> = HashMap::new();
        cut.iter().flat_map(|(windows, _)| windows.keys()).for_each(|key| *counts.entry(key).or_default() += 1);
        let mut known: Vec<u32> = counts.into_iter().filter(|(_, count)| *count >= settings.rarest).map(|(key, _)| key).collect();
        known.sort_unstable();
        let mut rows: Vec<Row> = cut.iter().map(|(windows, head)| windows.numbered(&known, *head)).collect();
        let (mut weights, mut bias) = (vec![0.0_f32; known.len() * HEADS], [0.0_f32; HEADS]);
        let share = 1.0 / settings.runs as f32;
        for run in 0..settings.runs {
            let fitting = Fitting::run(&mut rows, known.len(), *settings, SEED + run as u64);
            weights.iter_mut().zip(&fitting.weights).for_each(|(mean, weight)| *mean += weight * share);
            bias.iter_mut().zip(&fitting.bias).for_each(|(mean, bias)| *mean += bias * share);
        }
        let rows: Vec<(u32, Vec<f32>)> = known.into_iter().zip(weights.chunks_exact(HEADS).map(<[f32]>::to_vec)).collect();
        Self(Weights::pack(bias.to_vec(), &rows))
    }

    /// The file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes()
    }

    /// What it thinks of a reply.
    pub(in super::super) fn opinion(&self, cut: &Cut, locale: Locale) -> Option<Opinion> {
        opinion_of(&self.0, cut, locale)
    }

    /// How sure it is that a reply breaks a rule.
    #[must_use]
    pub fn surety(&self, text: &str, locale: Locale) -> f32 {
        self.opinion(&Cut::new(text, locale), locale).map_or(f32::MIN, |opinion| opinion.surety())
    }
}

/// The number of the rule's head; 0 for an innocent reply.
fn head(reply: &Judged) -> Option<usize> {
    match reply.rule {
        None => Some(0),
        Some(rule) => RULES.iter().position(|known| *known == rule).map(|place| place + 1),
    }
}

/// The sentences of a reply and their neighbours in pairs.
struct Windows {
    sentences: Vec<Sentence>,
    marked: Vec<bool>,
    any_mark: bool,
}

impl Windows {
    fn of(reply: &Judged) -> Self {
        let cut = Cut::new(&reply.text, reply.locale);
        let sentences = sentences(&cut, &LEXICON, reply.locale);
        let touches = |sentence: &Sentence| {
            let tokens = cut.tokens.get(sentence.tokens.clone()).unwrap_or_default();
            reply.marked.is_some_and(|(start, end)| tokens.iter().any(|token| token.start >= start && token.end <= end))
        };
        let marked: Vec<bool> = sentences.iter().map(touches).collect();
        Self { any_mark: marked.contains(&true), sentences, marked }
    }

    /// Each feature once.
    fn keys(&self) -> impl Iterator<Item = u32> {
        let mut keys: Vec<u32> = self.sentences.iter().flat_map(|sentence| sentence.bags.iter().flatten().copied()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter()
    }

    fn numbered(&self, known: &[u32], head: usize) -> Row {
        let features = |sentence: &Sentence| -> Vec<Feature> {
            let bags = sentence.bags.iter().zip(0_u8..);
            // An unknown feature counts for the loudness of its bag and for nothing else.
            bags.flat_map(|(keys, bag)| keys.iter().map(move |key| (known.binary_search(key).map_or(u32::MAX, |place| place as u32), bag))).collect()
        };
        let single: Vec<Vec<Feature>> = self.sentences.iter().map(features).collect();
        let pairs = single.windows(2).map(<[Vec<Feature>]>::concat);
        let marks = self.marked.windows(2).map(|pair| pair.contains(&true));
        let marked = self.marked.iter().copied().chain(marks).map(|marked| marked || !self.any_mark).collect();
        let windows = single.iter().cloned().chain(pairs).collect();
        Row { windows, marked, rule: (head > 0).then_some(head) }
    }
}

/// `SplitMix64` (Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

struct Fitting {
    weights: Vec<f32>,
    squares: Vec<f32>,
    bias: [f32; HEADS],
    settings: Settings,
    dice: Dice,
}

impl Fitting {
    fn run(rows: &mut [Row], features: usize, settings: Settings, seed: u64) -> Self {
        let cells = features * HEADS;
        let mut fitting = Self { weights: vec![0.0; cells], squares: vec![0.1; cells], bias: [0.0; HEADS], settings, dice: Dice(seed) };
        for _ in 0..settings.epochs {
            fitting.dice.shuffle(rows);
            rows.iter().for_each(|row| fitting.learn(row));
        }
        fitting
    }

    fn learn(&mut self, row: &Row) {
        let odds: Vec<[f32; HEADS]> = row.windows.iter().map(|window| self.odds(window)).collect();
        let sure = |place: usize, head: usize| odds.get(place).and_then(|odds| odds.get(head)).copied().unwrap_or(f32::MIN);
        let likeliest = |wanted: &dyn Fn(usize) -> bool, head: usize| {
            (0..row.windows.len()).filter(|place| wanted(*place)).max_by(|one, other| sure(*one, head).total_cmp(&sure(*other, head)))
        };
        let marked = |place: usize| row.marked.get(place).copied().unwrap_or(true);
        let whole = row.windows.len() == 1;
        if let Some(head) = row.rule {
            if let Some(place) = likeliest(&marked, head) {
                self.step(row.windows.get(place), Some(head));
            }
            if let Some(place) = likeliest(&|place| !marked(place), 0) {
                self.step(row.windows.get(place), None);
            }
            return;
        }
        if let Some(place) = likeliest(&|_| true, 0) {
            self.step(row.windows.get(place), None);
        }
        if !whole {
            let any = self.dice.below(row.windows.len());
            self.step(row.windows.get(any), None);
        }
    }

    fn values(window: &[Feature]) -> [f32; BAGS] {
        let count = |bag: u8| u16::try_from(window.iter().filter(|(_, of)| *of == bag).count()).unwrap_or(u16::MAX);
        std::array::from_fn(|bag| loudness(bag, count(bag as u8)))
    }

    fn odds(&self, window: &[Feature]) -> [f32; HEADS] {
        self.scored(window, &Self::values(window))
    }

    fn scored(&self, features: &[Feature], values: &[f32; BAGS]) -> [f32; HEADS] {
        let mut odds = self.bias;
        for (feature, bag) in features {
            let from = *feature as usize * HEADS;
            let value = values.get(usize::from(*bag)).copied().unwrap_or_default();
            let weights = self.weights.get(from..from.saturating_add(HEADS)).unwrap_or_default();
            odds.iter_mut().zip(weights).for_each(|(odds, weight)| *odds += weight * value);
        }
        odds
    }

    fn step(&mut self, window: Option<&Vec<Feature>>, head: Option<usize>) {
        let Some(window) = window else { return };
        let hidden = self.settings.hidden;
        let seen: Vec<Feature> =
            window.iter().filter(|(feature, _)| *feature != u32::MAX).filter(|_| hidden == 0 || !self.dice.next().is_multiple_of(hidden)).copied().collect();
        let values = Self::values(window);
        // The loudness is that of the whole window, hidden features included.
        let mut errors = self.scored(&seen, &values);
        for (at, error) in errors.iter_mut().enumerate() {
            let wanted = head.is_some_and(|head| at == 0 || at == head);
            *error = 1.0 / (1.0 + (-*error).exp()) - f32::from(u8::from(wanted));
        }
        let Settings { rate, decay, .. } = self.settings;
        for (feature, bag) in &seen {
            let cells = *feature as usize * HEADS..(*feature as usize + 1) * HEADS;
            let value = values.get(usize::from(*bag)).copied().unwrap_or_default();
            let (Some(weights), Some(squares)) = (self.weights.get_mut(cells.clone()), self.squares.get_mut(cells)) else { continue };
            for ((weight, square), error) in weights.iter_mut().zip(squares).zip(&errors) {
                let slope = error * value + decay * *weight;
                *square += slope * slope;
                *weight -= rate * slope / square.sqrt();
            }
        }
        self.bias.iter_mut().zip(&errors).for_each(|(bias, error)| *bias -= 0.01 * error);
    }
}
