//! What the owner has put right, learned at once.
//!
//! Every correction is kept as the message it was made on, and what was learned is a pure function of the
//! corrections at hand, replayed in order. So one can be undone, and erasing a customer erases what was
//! learned from them. Changing the model's weights lost: nobody could take a change back out.
//!
//! It is logistic regression in its kernel form: a correction pulls messages like it towards its label, by
//! as much as the shop's answer was still wrong when it was made. Messages are alike by their words, and,
//! less, by what the model takes them for: an owner who calls every "which one is better" a product
//! question is understood after a few, whatever the products.

use super::features::Bag;
use super::{Classifier, Intent, Likely, Seen, Sentiment, Urgency};

/// Likeness below which the words of two messages have nothing to say to each other: any two messages of
/// one language share some characters.
const UNLIKE: f32 = 0.20;
/// What the very same words add to the score of a label that was held impossible. `train --curve` chose
/// this and the next figure.
const SAY_OF_WORDS: f32 = 8.0;
/// The same for a message of other words that the model takes for the same.
const SAY_OF_OPINION: f32 = 0.5;
/// After so many corrections the say of opinion begins to fall, with the root of their number.
const PACE: f32 = 8.0;

/// Names a correction, so that it can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CorrectionId(pub i64);

/// What the owner said of a message; what they left alone is `None`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Correction {
    /// The message.
    pub text: String,
    /// Its true intent.
    pub intent: Option<Intent>,
    /// Its true sentiment.
    pub sentiment: Option<Sentiment>,
    /// Its true urgency.
    pub urgency: Option<Urgency>,
}

/// Corrections, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    kept: Vec<Kept>,
}

#[derive(Clone, Debug)]
struct Kept {
    id: CorrectionId,
    seen: Seen,
    opinion: Likely,
    right: [Option<usize>; 3],
    /// How much of the opinion's say it gets.
    pace: f32,
    /// What it says of each column of the model.
    say: Vec<f32>,
}

impl Corrections {
    /// Replays stored corrections.
    #[must_use]
    pub fn rebuild<'a>(classifier: &Classifier, stored: impl IntoIterator<Item = (CorrectionId, &'a Correction)>) -> Self {
        let mut corrections = Self::default();
        stored.into_iter().for_each(|(id, correction)| corrections.add(classifier, id, correction));
        corrections
    }

    /// Learns one. A second one of the same name takes the place of the first.
    pub fn add(&mut self, classifier: &Classifier, id: CorrectionId, correction: &Correction) {
        self.undo(classifier, id);
        let seen = classifier.see(&correction.text);
        let opinion = classifier.likely(&seen, &[]);
        let right = [correction.intent.map(Intent::index), correction.sentiment.map(Sentiment::index), correction.urgency.map(Urgency::index)];
        self.learn(classifier, Kept { id, seen, opinion, right, pace: 1.0, say: Vec::new() });
    }

    /// Takes one back, and what the later ones learned on top of it; says whether it was there.
    pub fn undo(&mut self, classifier: &Classifier, id: CorrectionId) -> bool {
        let Some(at) = self.kept.iter().position(|kept| kept.id == id) else { return false };
        let later = self.kept.split_off(at);
        later.into_iter().skip(1).for_each(|kept| self.learn(classifier, kept));
        true
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    fn learn(&mut self, classifier: &Classifier, mut kept: Kept) {
        let said = classifier.likely(&kept.seen, &self.nudge(&kept.seen, &kept.opinion));
        let [intent, sentiment, urgency] = kept.right;
        // Owners correct what is wrong and leave what is right: without a slowing pace a hundred such
        // messages would speak against labels that are mostly true.
        kept.pace = 1.0 / (1.0 + self.kept.len() as f32 / PACE).sqrt();
        kept.say.clear();
        vote(&mut kept.say, &said.intent, intent);
        vote(&mut kept.say, &said.sentiment, sentiment);
        vote(&mut kept.say, &said.urgency, urgency);
        self.kept.push(kept);
    }

    /// What they add to the scores of a message of which the model has this opinion.
    pub(super) fn nudge(&self, seen: &Seen, opinion: &Likely) -> Vec<f32> {
        let mut nudge: Vec<f32> = Vec::new();
        for kept in &self.kept {
            let words = (likeness(&kept.seen.bags, &seen.bags) - UNLIKE).max(0.0) / (1.0 - UNLIKE);
            let weight = SAY_OF_WORDS * words + SAY_OF_OPINION * kept.pace * agreement(&kept.opinion, opinion);
            nudge.resize(kept.say.len(), 0.0);
            nudge.iter_mut().zip(&kept.say).for_each(|(nudge, say)| *nudge += say * weight);
        }
        nudge
    }
}

/// The right label gains what it lacked, the others lose what they had too much.
fn vote(say: &mut Vec<f32>, said: &[f32], right: Option<usize>) {
    say.extend(said.iter().enumerate().map(|(column, share)| match right {
        Some(right) => f32::from(u8::from(column == right)) - share,
        None => 0.0,
    }));
}

/// How far two opinions of the intent agree, from 0 to 1.
fn agreement(one: &Likely, other: &Likely) -> f32 {
    let both: f32 = one.intent.iter().zip(&other.intent).map(|(one, other)| (one * other).sqrt()).sum();
    both * both
}

/// How alike the words of two messages are, from 0 to 1.
fn likeness(one: &[Bag], other: &[Bag]) -> f32 {
    let size = |bags: &[Bag]| bags.iter().map(|bag| bag.weight * bag.weight * bag.keys.len() as f32).sum::<f32>().sqrt();
    let shared: f32 = one.iter().zip(other).map(|(one, other)| one.weight * other.weight * common(&one.keys, &other.keys) as f32).sum();
    let sizes = size(one) * size(other);
    if sizes > 0.0 { shared / sizes } else { 0.0 }
}

/// How many hashes stand in both ascending lists.
fn common(one: &[u32], other: &[u32]) -> usize {
    let mut other = other.iter().copied().peekable();
    let mut count = 0;
    for key in one {
        while other.next_if(|ahead| ahead < key).is_some() {}
        count += usize::from(other.peek() == Some(key));
    }
    count
}
