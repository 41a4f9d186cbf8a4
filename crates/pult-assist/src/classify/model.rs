//! The model's file: who made it of what, the weights, and how sure they may be.

use super::features::Bag;
use super::learn::{Learned, softmax};
use super::table::Table;
use super::{Intent, Language, Sentiment, Urgency};

/// First bytes of the file; the digit changes with the meaning of features or of the layout.
const MAGIC: [u8; 8] = *b"pultclf1";
/// Features kept for the language head.
const LANGUAGE_FEATURES: usize = 24_000;
/// Features kept for intent, sentiment and urgency.
const MEANING_FEATURES: usize = 90_000;

/// The checksum that stands in a file; 0 where there is none.
pub(super) fn checksum(file: &[u8]) -> u64 {
    let sum = file.strip_prefix(&MAGIC).and_then(|rest| rest.first_chunk::<8>());
    sum.map_or(0, |sum| u64::from_le_bytes(*sum))
}

/// Why a model cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelFault {
    /// It is no model, or one of another version.
    #[error("The file is not a model of this version")]
    Unknown,
    /// Bytes were lost or changed.
    #[error("The model's checksum does not agree with its bytes")]
    Damaged,
}

/// What is set after the weights are learned, on messages that were not learned from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tuning {
    /// Divides the scores of language, intent, sentiment and urgency, so that a confidence of 0.8 is
    /// right eight times in ten.
    pub temperatures: [f32; 4],
    /// From this probability on a message is critical, whatever is likelier: a missed fire costs more
    /// than a look in vain.
    pub critical: f32,
    /// The same for high.
    pub high: f32,
}

impl Tuning {
    /// Probabilities as they come, the likeliest wins.
    #[must_use]
    pub const fn untuned() -> Self {
        Self { temperatures: [1.0; 4], critical: 0.5, high: 0.5 }
    }
}

/// The model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    corpus: u64,
    tuning: Tuning,
    language: Table,
    meaning: Table,
}

/// How likely each label is.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    /// By intent.
    pub intent: Vec<f32>,
    /// By sentiment.
    pub sentiment: Vec<f32>,
    /// By urgency.
    pub urgency: Vec<f32>,
}

impl Model {
    /// Packs what was learned from a corpus of this fingerprint.
    #[must_use]
    pub fn pack(learned: &Learned, tuning: Tuning, corpus: u64) -> Self {
        let [intent, sentiment, urgency] = &learned.meaning;
        let language = Table::pack(&[&learned.language], LANGUAGE_FEATURES);
        Self { corpus, tuning, language, meaning: Table::pack(&[intent, sentiment, urgency], MEANING_FEATURES) }
    }

    /// The fingerprint of the corpus it was learned from.
    #[must_use]
    pub fn corpus(&self) -> u64 {
        self.corpus
    }

    /// How it is tuned.
    #[must_use]
    pub fn tuning(&self) -> Tuning {
        self.tuning
    }

    /// The same weights, tuned otherwise.
    #[must_use]
    pub fn tuned(mut self, tuning: Tuning) -> Self {
        self.tuning = tuning;
        self
    }

    /// How many features it knows: of languages, of meanings.
    #[must_use]
    pub fn features(&self) -> (usize, usize) {
        (self.language.len(), self.meaning.len())
    }

    /// How likely each language is.
    #[must_use]
    pub fn languages(&self, bags: &[Bag]) -> Vec<f32> {
        let [temperature, ..] = self.tuning.temperatures;
        shares(&self.language.scores(bags), temperature)
    }

    /// How likely each intent, sentiment and urgency is, with something added to the scores.
    #[must_use]
    pub fn meanings(&self, bags: &[Bag], nudge: &[f32]) -> Likely {
        let mut scores = self.meaning.scores(bags);
        scores.iter_mut().zip(nudge).for_each(|(score, nudge)| *score += nudge);
        let [_, intent, sentiment, urgency] = self.tuning.temperatures;
        let (intents, rest) = scores.split_at_checked(Intent::ALL.len()).unwrap_or_default();
        let (sentiments, urgencies) = rest.split_at_checked(Sentiment::ALL.len()).unwrap_or_default();
        Likely { intent: shares(intents, intent), sentiment: shares(sentiments, sentiment), urgency: shares(urgencies, urgency) }
    }

    /// The file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = self.corpus.to_le_bytes().to_vec();
        for value in self.tuning.temperatures.into_iter().chain([self.tuning.critical, self.tuning.high]) {
            body.extend(value.to_le_bytes());
        }
        self.language.write(&mut body);
        self.meaning.write(&mut body);
        let mut out = MAGIC.to_vec();
        out.extend(fingerprint(&body).to_le_bytes());
        out.extend(body);
        out
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it is no model of this version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelFault> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(ModelFault::Unknown)?;
        let (sum, body) = rest.split_first_chunk::<8>().ok_or(ModelFault::Damaged)?;
        if u64::from_le_bytes(*sum) != fingerprint(body) {
            return Err(ModelFault::Damaged);
        }
        Self::body(body).ok_or(ModelFault::Damaged)
    }

    fn body(body: &[u8]) -> Option<Self> {
        let (corpus, mut rest) = body.split_first_chunk::<8>()?;
        let mut numbers = [0.0_f32; 6];
        for number in &mut numbers {
            let (four, behind) = rest.split_first_chunk::<4>()?;
            *number = f32::from_le_bytes(*four);
            rest = behind;
        }
        let [language, intent, sentiment, urgency, critical, high] = numbers;
        let tuning = Tuning { temperatures: [language, intent, sentiment, urgency], critical, high };
        let (languages, rest) = Table::read(rest, Language::ALL.len())?;
        let (meaning, rest) = Table::read(rest, Intent::ALL.len() + Sentiment::ALL.len() + Urgency::ALL.len())?;
        rest.is_empty().then_some(Self { corpus: u64::from_le_bytes(*corpus), tuning, language: languages, meaning })
    }
}

fn shares(scores: &[f32], temperature: f32) -> Vec<f32> {
    let mut shares: Vec<f32> = scores.iter().map(|score| score / temperature.max(0.05)).collect();
    softmax(&mut shares);
    shares
}

/// FNV-1a of 64 bits: it finds accidents, and nobody profits from a forged model inside the program.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |state, byte| (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
