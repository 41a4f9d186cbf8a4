//! Temperatures and thresholds, from messages that were judged without having been learned from.

use crate::measure::{Outcome, Question, macro_f1, scores};
use pult_assist::classify::{Classifier, Confidence, Intent, Language, Likely, Reading, Sentiment, Tuning, Urgency};

/// The precision of "critical" below which recall is not bought: the goal is 0.60, and unseen shops write
/// otherwise than the corpus.
const CRITICAL_PRECISION: f64 = 0.66;
/// The share of critical messages among buyers' (10 of the 150 development messages). The corpus holds
/// more, to learn from, and a threshold that is precise there is not among so many more harmless ones.
const CRITICAL_SHARE: f64 = 0.067;

/// What suits these outcomes best.
pub(crate) fn tune(outcomes: &[Outcome<'_>]) -> Tuning {
    let mut tuning = Tuning { temperatures: Question::ALL.map(|question| temperature(outcomes, question)), ..Tuning::untuned() };
    tuning.critical = critical(outcomes, &tuning);
    let best = (20..70).map(|hundredths| hundredths as f32 / 100.0).max_by(|a, b| {
        let worth = |high: f32| urgency_f1(outcomes, &Tuning { high, ..tuning });
        worth(*a).total_cmp(&worth(*b))
    });
    tuning.high = best.unwrap_or(0.5);
    tuning
}

/// The temperature under which the true labels were likeliest.
fn temperature(outcomes: &[Outcome<'_>], question: Question) -> f32 {
    let surprise = |temperature: f32| -> f64 {
        let of = |outcome: &Outcome<'_>| -> f64 {
            let share = softened(outcome.raw(question), temperature).get(outcome.truth(question)).copied().unwrap_or(0.0);
            -f64::from(share.max(1e-6).ln())
        };
        outcomes.iter().map(of).sum()
    };
    let tried = (10..80).map(|twentieths| twentieths as f32 / 20.0);
    tried.min_by(|a, b| surprise(*a).total_cmp(&surprise(*b))).unwrap_or(1.0)
}

/// The lowest threshold that keeps the precision where critical messages are as rare as buyers send them.
fn critical(outcomes: &[Outcome<'_>], tuning: &Tuning) -> f32 {
    let is_critical = |outcome: &Outcome<'_>| outcome.example.urgency == Urgency::Critical;
    let of_corpus = outcomes.iter().filter(|outcome| is_critical(outcome)).count() as f64 / outcomes.len().max(1) as f64;
    let weight = CRITICAL_SHARE / (1.0 - CRITICAL_SHARE) * (1.0 - of_corpus) / of_corpus.max(1e-6);
    let precise = |threshold: f32| {
        let said = outcomes.iter().filter(|outcome| read(outcome, &Tuning { critical: threshold, ..*tuning }).urgency == Urgency::Critical);
        let (right, wrong) = said.fold((0.0, 0.0), |(right, wrong), outcome| if is_critical(outcome) { (right + weight, wrong) } else { (right, wrong + 1.0) });
        right >= CRITICAL_PRECISION * (right + wrong)
    };
    (2..100).map(|hundredths| hundredths as f32 / 100.0).find(|threshold| precise(*threshold)).unwrap_or(0.5)
}

fn urgency_f1(outcomes: &[Outcome<'_>], tuning: &Tuning) -> f64 {
    let pairs: Vec<(usize, usize)> = outcomes.iter().map(|outcome| (outcome.example.urgency.index(), read(outcome, tuning).urgency.index())).collect();
    macro_f1(&scores(&pairs, Urgency::ALL.len()))
}

/// What the tuned classifier says.
pub(crate) fn read(outcome: &Outcome<'_>, tuning: &Tuning) -> Reading {
    let [language, intent, sentiment, urgency] = tuning.temperatures;
    let languages = softened(&outcome.languages, language);
    let likely = Likely {
        intent: softened(&outcome.likely.intent, intent),
        sentiment: softened(&outcome.likely.sentiment, sentiment),
        urgency: softened(&outcome.likely.urgency, urgency),
    };
    let best = languages.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0));
    let language = Language::ALL.get(best.0).copied().unwrap_or(Language::En);
    Classifier::decide((language, best.1), &likely, tuning)
}

fn softened(shares: &[f32], temperature: f32) -> Vec<f32> {
    let mut soft: Vec<f32> = shares.iter().map(|share| share.max(1e-9).powf(1.0 / temperature)).collect();
    let sum: f32 = soft.iter().sum();
    soft.iter_mut().for_each(|share| *share /= sum);
    soft
}

/// The label of a reading, and how sure it is.
pub(crate) fn answer(reading: &Reading, question: Question) -> (usize, f32) {
    let Confidence { language, intent, sentiment, urgency } = reading.confidence;
    match question {
        Question::Language => (Language::index(reading.language), language),
        Question::Intent => (Intent::index(reading.intent), intent),
        Question::Sentiment => (Sentiment::index(reading.sentiment), sentiment),
        Question::Urgency => (Urgency::index(reading.urgency), urgency),
    }
}
