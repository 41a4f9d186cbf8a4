//! Learning the model from messages with labels.
//!
//! Multinomial logistic regression, one head a question, by stochastic steps whose size AdaGrad sets a
//! weight: the features of short messages are rare and uneven, and rare ones must move at once. Everything
//! is a function of the messages and the seed, so the same corpus gives the same bytes.

use super::features::{Bag, Extractor, Recipe};
use super::variants;
use super::{Intent, Language, Sentiment, Urgency};
use std::collections::HashMap;

/// A message with what is true of it.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Example {
    /// Its name in the corpus.
    pub id: String,
    /// Its language.
    pub lang: Language,
    /// What the shop must do.
    pub intent: Intent,
    /// How the buyer feels.
    pub sentiment: Sentiment,
    /// How soon.
    pub urgency: Urgency,
    /// The message.
    pub text: String,
}

/// How to learn.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which features.
    pub recipe: Recipe,
    /// Times each message is seen.
    pub epochs: usize,
    /// First step.
    pub rate: f32,
    /// Pull towards nothing.
    pub decay: f32,
    /// A feature must stand in so many messages.
    pub rarest: usize,
    /// Changed copies of each message: without accents, with typos, in Latin letters.
    pub copies: usize,
    /// How much a critical message counts against a normal one; a high one counts the root.
    pub critical: f32,
    /// How much a message of praise counts against any other.
    pub positive: f32,
    /// Start of all that is random.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { recipe: Recipe::default(), epochs: 6, rate: 0.08, decay: 1e-5, rarest: 2, copies: 3, critical: 2.0, positive: 3.0, seed: 20_261_121 }
    }
}

/// Learned weights, not yet packed.
#[derive(Debug)]
pub struct Learned {
    /// Which language.
    pub language: Dense,
    /// Intent, sentiment and urgency.
    pub meaning: [Dense; 3],
}

/// Weights of one head.
#[derive(Debug)]
pub struct Dense {
    /// Hashes of the features, ascending.
    pub keys: Vec<u32>,
    /// A row of weights for each.
    pub weights: Vec<f32>,
    /// What stands without any feature.
    pub bias: Vec<f32>,
}

/// Steps of one linear congruential walk; enough for shuffling, and the same everywhere.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same way.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        // SplitMix64 (Steele, Lea, Flood 2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let wide = u128::from(z ^ (z >> 31)) * limit as u128;
        (wide >> 64) as usize
    }

    /// Puts a list into another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

/// A message as rows of numbers.
struct Row {
    features: Vec<(u32, f32)>,
    label: usize,
    weight: f32,
}

/// Learns all heads.
#[must_use]
pub fn learn(examples: &[&Example], settings: &Settings) -> Learned {
    let extractor = Extractor::new(settings.recipe);
    let mut dice = Dice::new(settings.seed);
    let mut texts: Vec<(&Example, String, f32)> = Vec::new();
    for example in examples {
        texts.push((example, example.text.clone(), 1.0));
        for _ in 0..settings.copies {
            texts.push((example, variants::of(&example.text, example.lang, &mut dice), 0.5));
        }
    }
    let language: Vec<Vec<Bag>> = texts.iter().map(|(_, text, _)| extractor.of_language(text)).collect();
    let languages = fit(&language, texts.iter().map(|(example, _, weight)| (example.lang.index(), *weight)), Language::ALL.len(), settings);
    drop(language);
    let meaning: Vec<Vec<Bag>> = texts.iter().map(|(example, text, _)| extractor.of_meaning(text, example.lang)).collect();
    let intents = fit(&meaning, texts.iter().map(|(example, _, weight)| (example.intent.index(), *weight)), Intent::ALL.len(), settings);
    // Praise is rare in the corpus as in life, and missing it is no smaller fault.
    let felt = |sentiment| if sentiment == Sentiment::Positive { settings.positive } else { 1.0 };
    let sentiments =
        fit(&meaning, texts.iter().map(|(example, _, weight)| (example.sentiment.index(), *weight * felt(example.sentiment))), Sentiment::ALL.len(), settings);
    let pressing = |urgency| match urgency {
        Urgency::Normal => 1.0,
        Urgency::High => settings.critical.sqrt(),
        Urgency::Critical => settings.critical,
    };
    let urgencies =
        fit(&meaning, texts.iter().map(|(example, _, weight)| (example.urgency.index(), *weight * pressing(example.urgency))), Urgency::ALL.len(), settings);
    Learned { language: languages, meaning: [intents, sentiments, urgencies] }
}

/// Learns one head.
fn fit(bags: &[Vec<Bag>], labels: impl Iterator<Item = (usize, f32)>, classes: usize, settings: &Settings) -> Dense {
    let keys = common(bags, settings.rarest);
    let places: HashMap<u32, u32> = keys.iter().zip(0..).map(|(key, place)| (*key, place)).collect();
    let rows: Vec<Row> = bags.iter().zip(labels).map(|(bags, (label, weight))| Row { features: numbered(bags, &places), label, weight }).collect();
    let mut fitting = Fitting::new(keys.len(), classes);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut dice = Dice::new(settings.seed);
    for _ in 0..settings.epochs {
        dice.shuffle(&mut order);
        for row in order.iter().filter_map(|at| rows.get(*at)) {
            fitting.step(row, settings);
        }
    }
    Dense { keys, weights: fitting.weights, bias: fitting.bias }
}

/// Features that stand in enough messages, ascending.
fn common(bags: &[Vec<Bag>], rarest: usize) -> Vec<u32> {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for key in bags.iter().flatten().flat_map(|bag| &bag.keys) {
        *counts.entry(*key).or_default() += 1;
    }
    let mut keys: Vec<u32> = counts.into_iter().filter(|(_, count)| *count >= rarest).map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys
}

fn numbered(bags: &[Bag], places: &HashMap<u32, u32>) -> Vec<(u32, f32)> {
    bags.iter().flat_map(|bag| bag.keys.iter().filter_map(|key| places.get(key)).map(|place| (*place, bag.weight))).collect()
}

struct Fitting {
    classes: usize,
    weights: Vec<f32>,
    squares: Vec<f32>,
    bias: Vec<f32>,
    bias_squares: Vec<f32>,
}

impl Fitting {
    fn new(features: usize, classes: usize) -> Self {
        Self {
            classes,
            weights: vec![0.0; features * classes],
            squares: vec![0.1; features * classes],
            bias: vec![0.0; classes],
            bias_squares: vec![0.1; classes],
        }
    }

    fn step(&mut self, row: &Row, settings: &Settings) {
        let classes = self.classes;
        let place = |feature: u32| feature as usize * classes..(feature as usize + 1) * classes;
        let mut scores = self.bias.clone();
        for (feature, value) in &row.features {
            let weights = self.weights.get(place(*feature)).unwrap_or_default();
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight * value);
        }
        softmax(&mut scores);
        for (class, score) in scores.iter_mut().enumerate() {
            *score = (*score - f32::from(u8::from(class == row.label))) * row.weight;
        }
        for (feature, value) in &row.features {
            let (Some(weights), Some(squares)) = (self.weights.get_mut(place(*feature)), self.squares.get_mut(place(*feature))) else { continue };
            for ((weight, square), error) in weights.iter_mut().zip(squares).zip(&scores) {
                let slope = error * value + settings.decay * *weight;
                *square += slope * slope;
                *weight -= settings.rate * slope / square.sqrt();
            }
        }
        for ((bias, square), error) in self.bias.iter_mut().zip(&mut self.bias_squares).zip(&scores) {
            *square += error * error;
            *bias -= settings.rate * error / square.sqrt();
        }
    }
}

/// Turns scores into shares of one.
pub(super) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - most).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

impl Dense {
    /// Scores of a message.
    #[must_use]
    pub fn scores(&self, bags: &[Bag]) -> Vec<f32> {
        let classes = self.bias.len();
        let mut scores = self.bias.clone();
        for bag in bags {
            for place in bag.keys.iter().filter_map(|key| self.keys.binary_search(key).ok()) {
                let weights = self.weights.get(place * classes..(place + 1) * classes).unwrap_or_default();
                scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight * bag.weight);
            }
        }
        scores
    }
}
