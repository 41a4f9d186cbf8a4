//! How much an owner's corrections help, from none to three hundred.
//!
//! A simulated shop reads messages that the model has not learned from. Its owner corrects
//! what is wrong, and after each step the shop is judged on other messages that it has neither learned nor
//! corrected. Once the owner means what the label guide means; once they have habits of their own.

use crate::corpus::Corpus;
use crate::measure::train;
use pult_assist::classify::learn::{Dice, Example, Settings};
use pult_assist::classify::{Classifier, Correction, CorrectionId, Corrections, Intent, Language};
use std::io::Write as _;

/// Corrections after which the shop is judged.
const STEPS: [usize; 8] = [0, 10, 25, 50, 100, 150, 200, 300];

/// How an owner calls things.
type Habit = fn(Intent) -> Intent;

/// The label guide's way.
fn by_the_guide(intent: Intent) -> Intent {
    intent
}

/// A shop that has its own order: advice is a product question to it, a status request is a delay, wrong
/// things are defects, and whoever wants a person has a technical problem.
fn own_habits(intent: Intent) -> Intent {
    match intent {
        Intent::Recommendation => Intent::ProductQuestion,
        Intent::OrderStatus => Intent::DeliveryDelay,
        Intent::WrongItem => Intent::DefectComplaint,
        Intent::HumanRequest => Intent::TechnicalProblem,
        other => other,
    }
}

pub(crate) fn print() -> Result<(), String> {
    let (corpus, settings) = (Corpus::read()?, Settings::default());
    // Half of the corpus teaches, so that a shop has enough unseen messages for 300 corrections.
    let half_of = corpus.folds(2, settings.seed);
    let half =
        |wanted: usize| -> Vec<&Example> { corpus.examples.iter().zip(&half_of).filter(|(_, half)| **half == wanted).map(|(example, _)| example).collect() };
    let classifier = train(&half(0), &settings, corpus.fingerprint);
    let unseen = half(1);
    let mut out = std::io::stdout().lock();
    writeln!(out, "| intents right after | {} |", STEPS.map(|step| step.to_string()).join(" | ")).map_err(|error| error.to_string())?;
    writeln!(out, "|---|{}", "---:|".repeat(STEPS.len())).map_err(|error| error.to_string())?;
    let mut row = |name: String, cells: &[Option<f64>]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.map_or("-".to_owned(), |share| format!("{share:.3}"))).collect();
        writeln!(out, "| {name} | {} |", cells.join(" | ")).map_err(|error| error.to_string())
    };
    for (owner, habit) in [("as the guide", by_the_guide as Habit), ("own habits", own_habits)] {
        row(format!("{owner}, all languages"), &shop(&classifier, unseen.clone(), habit, settings.seed))?;
        for language in Language::ALL {
            let own: Vec<&Example> = unseen.iter().copied().filter(|example| example.lang == *language).collect();
            row(format!("{owner}, {}", language.as_str()), &shop(&classifier, own, habit, settings.seed))?;
        }
    }
    Ok(())
}

/// The share of right intents after each step, where there were enough wrong ones to correct.
fn shop(classifier: &Classifier, mut messages: Vec<&Example>, habit: Habit, seed: u64) -> Vec<Option<f64>> {
    Dice::new(seed).shuffle(&mut messages);
    let (judged, read) = messages.split_at_checked(messages.len() / 3).unwrap_or_default();
    let share = |corrections: &Corrections| {
        let right = judged.iter().filter(|example| classifier.read_corrected(&example.text, corrections).intent == habit(example.intent)).count();
        right as f64 / judged.len().max(1) as f64
    };
    let mut corrections = Corrections::default();
    let mut shares = vec![Some(share(&corrections))];
    for (example, number) in read.iter().zip(0..) {
        let right = habit(example.intent);
        if classifier.read_corrected(&example.text, &corrections).intent == right {
            continue;
        }
        let correction = Correction { text: example.text.clone(), intent: Some(right), sentiment: None, urgency: None };
        corrections.add(classifier, CorrectionId(number), &correction);
        if STEPS.get(shares.len()) == Some(&corrections.len()) {
            shares.push(Some(share(&corrections)));
        }
    }
    shares.resize(STEPS.len(), None);
    shares
}
