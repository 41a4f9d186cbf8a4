//! Language, intent, sentiment and urgency of a buyer's message, without a network and without a key.
//!
//! A linear model over words, stems, runs of characters and ideas that the five languages share, learned
//! from our own messages (`training/`) and shipped inside the program (`model/classifier.bin`). The labels
//! are those of the label guide. How it was chosen, and what it reaches: decision 0008.
//!
//! ```
//! # fn main() -> Result<(), pult_assist::classify::ModelFault> {
//! use pult_assist::classify::{Classifier, Intent, Language};
//! let reading = Classifier::shipped()?.read("Верните деньги за чайник");
//! assert_eq!((reading.language, reading.intent), (Language::Ru, Intent::ReturnRefund));
//! # Ok(())
//! # }
//! ```

mod concepts;
pub mod corrections;
pub mod features;
pub mod learn;
mod model;
mod table;
pub mod text;
mod variants;

pub use corrections::{Correction, CorrectionId, Corrections};
pub use model::{Likely, Model, ModelFault, Tuning, fingerprint};
pub use pult_domain::reading::{Confidence, INTENTS, Intent, Language, Reader, Reading, Sentiment};
pub use pult_domain::sla::Urgency;

use features::{Bag, Extractor, Recipe};
use std::sync::OnceLock;

/// The model that goes with the program.
static SHIPPED: &[u8] = include_bytes!("../model/classifier.bin");

/// A message taken apart: what the model sees of it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its language, and how sure that is.
    pub language: (Language, f32),
    /// Features of its meaning.
    pub bags: Vec<Bag>,
}

/// Reads messages. Made once; reading changes nothing in it.
#[derive(Debug)]
pub struct Classifier {
    model: Model,
    extractor: Extractor,
}

impl Classifier {
    /// The one that goes with the program, loaded at the first call.
    ///
    /// # Errors
    /// When the model's bytes are damaged; every call says so then.
    pub fn shipped() -> Result<&'static Self, ModelFault> {
        static LOADED: OnceLock<Result<Classifier, ModelFault>> = OnceLock::new();
        LOADED.get_or_init(|| Model::from_bytes(SHIPPED).map(Self::new)).as_ref().map_err(|fault| *fault)
    }

    /// Names the model that goes with the program: its own checksum.
    #[must_use]
    pub fn shipped_version() -> u64 {
        model::checksum(SHIPPED)
    }

    /// A classifier with this model.
    #[must_use]
    pub fn new(model: Model) -> Self {
        Self::with_recipe(model, Recipe::default())
    }

    /// A classifier whose model was learned from other features.
    #[must_use]
    pub fn with_recipe(model: Model, recipe: Recipe) -> Self {
        Self { model, extractor: Extractor::new(recipe) }
    }

    /// Its model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What a message means.
    #[must_use]
    pub fn read(&self, text: &str) -> Reading {
        let seen = self.see(text);
        told(text, Self::decide(seen.language, &self.likely(&seen, &[]), &self.model.tuning()))
    }

    /// What a message means in this shop, after what its owner has corrected.
    #[must_use]
    pub fn read_corrected(&self, text: &str, corrections: &Corrections) -> Reading {
        let seen = self.see(text);
        let opinion = self.likely(&seen, &[]);
        let nudge = corrections.nudge(&seen, &opinion);
        let likely = if nudge.is_empty() { opinion } else { self.likely(&seen, &nudge) };
        told(text, Self::decide(seen.language, &likely, &self.model.tuning()))
    }

    /// Takes a message apart.
    #[must_use]
    pub fn see(&self, text: &str) -> Seen {
        let languages = self.languages(text);
        let (language, sure) = likeliest(Language::ALL, &languages).unwrap_or((Language::En, 0.0));
        Seen { language: (language, sure), bags: self.extractor.of_meaning(text, language) }
    }

    /// How likely each language is.
    #[must_use]
    pub fn languages(&self, text: &str) -> Vec<f32> {
        self.model.languages(&self.extractor.of_language(text))
    }

    /// How likely each label is.
    #[must_use]
    pub fn likely(&self, seen: &Seen, nudge: &[f32]) -> Likely {
        self.model.meanings(&seen.bags, nudge)
    }

    /// Makes labels of probabilities.
    #[must_use]
    pub fn decide(language: (Language, f32), likely: &Likely, tuning: &Tuning) -> Reading {
        let (intent, intent_sure) = likeliest(Intent::ALL, &likely.intent).unwrap_or((Intent::GreetingSmalltalk, 0.0));
        let (sentiment, sentiment_sure) = sentiment(intent, &likely.sentiment);
        let (urgency, urgency_sure) = urgency((intent, intent_sure), &likely.urgency, tuning);
        let confidence = Confidence { language: language.1, intent: intent_sure, sentiment: sentiment_sure, urgency: urgency_sure };
        let mut intents = [0.0; INTENTS];
        intents.iter_mut().zip(&likely.intent).for_each(|(share, likely)| *share = *likely);
        Reading { language: language.0, intent, sentiment, urgency, confidence, intents }
    }
}

impl Reader for Classifier {
    fn read(&self, text: &str) -> Reading {
        Self::read(self, text)
    }
}

/// A reading no surer than its text allows. Without a letter nothing tells the language; without a letter and a picture
/// nothing tells anything, and a bare number is an answer ("55667788") sooner than an advertisement.
fn told(message: &str, mut reading: Reading) -> Reading {
    let read = || message.chars().take(text::LONGEST);
    if read().any(char::is_alphabetic) {
        return reading;
    }
    reading.confidence.language = 0.0;
    if !read().any(text::is_emoji) {
        if reading.intent == Intent::AbuseSpam {
            reading.intent = Intent::GreetingSmalltalk;
        }
        reading.confidence = Confidence { language: 0.0, intent: 0.0, sentiment: 0.0, urgency: 0.0 };
        reading.intents = [0.0; INTENTS];
    }
    reading
}

/// Thanks are positive: the part that belongs to the intent decides (label guide), and of the two heads the
/// intent's knows praise better.
fn sentiment(intent: Intent, likely: &[f32]) -> (Sentiment, f32) {
    let (sentiment, sure) = likeliest(Sentiment::ALL, likely).unwrap_or((Sentiment::Neutral, 0.0));
    if intent == Intent::PraiseThanks && sentiment != Sentiment::Positive { (Sentiment::Positive, 1.0 - sure) } else { (sentiment, sure) }
}

/// Critical and high from their own thresholds; a change of an order is never less than high, spam never
/// more than normal (label guide, H3 and "the rest") unless it is less surely spam than a danger.
fn urgency((intent, intent_sure): (Intent, f32), likely: &[f32], tuning: &Tuning) -> (Urgency, f32) {
    let [normal, high, critical] = <[f32; 3]>::try_from(likely).unwrap_or([1.0, 0.0, 0.0]);
    match intent {
        Intent::AbuseSpam if intent_sure >= critical => (Urgency::Normal, normal),
        _ if critical >= tuning.critical => (Urgency::Critical, critical),
        Intent::CancelChangeOrder => (Urgency::High, high + normal),
        _ if high + critical >= tuning.high => (Urgency::High, high),
        _ => (Urgency::Normal, normal),
    }
}

fn likeliest<T: Copy>(labels: &[T], shares: &[f32]) -> Option<(T, f32)> {
    labels.iter().copied().zip(shares.iter().copied()).max_by(|a, b| a.1.total_cmp(&b.1))
}
