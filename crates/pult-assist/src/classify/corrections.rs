//! What the owner has put right, learned at once.
//!
//! Every correction is kept as the message it was made on, and what was learned is a pure function of the
//! corrections at hand, replayed in order. So one can be undone, and erasing a customer erases what was
//! learned from them. Changing the model's weights lost: nobody could take a change back out.
//!
//! A correction speaks for messages like it: its say is the likeness of their features (cosine), sharpened,
//! and it votes for its labels and against what the model had said.

use super::features::Bag;
use super::{Classifier, Intent, Sentiment, Urgency};

/// Likeness below which two messages have nothing to say to each other: any two messages of one language
/// share some characters.
const UNLIKE: f32 = 0.12;
/// What a correction adds to the score of its label on the very same message. Scores of the model differ
/// by about two between right and wrong.
const SAY: f32 = 9.0;

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
    bags: Vec<Bag>,
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
        self.undo(id);
        let seen = classifier.see(&correction.text);
        let said = classifier.likely(&seen, &[]);
        let mut say = Vec::new();
        vote(&mut say, &said.intent, correction.intent.map(Intent::index));
        vote(&mut say, &said.sentiment, correction.sentiment.map(Sentiment::index));
        vote(&mut say, &said.urgency, correction.urgency.map(Urgency::index));
        self.kept.push(Kept { id, bags: seen.bags, say });
    }

    /// Takes one back; says whether it was there.
    pub fn undo(&mut self, id: CorrectionId) -> bool {
        let before = self.kept.len();
        self.kept.retain(|kept| kept.id != id);
        self.kept.len() < before
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

    /// What they add to the scores of a message.
    pub(super) fn nudge(&self, bags: &[Bag]) -> Vec<f32> {
        let mut nudge: Vec<f32> = Vec::new();
        for kept in &self.kept {
            let likeness = likeness(&kept.bags, bags);
            if likeness <= UNLIKE {
                continue;
            }
            nudge.resize(kept.say.len(), 0.0);
            let weight = SAY * (likeness - UNLIKE) / (1.0 - UNLIKE);
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

/// How alike two messages are, from 0 to 1.
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
