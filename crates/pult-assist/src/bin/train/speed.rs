//! How long reading a message takes. Times on shared machines are noise, so it is also given against
//! cutting the same messages into words, in the same run.

use crate::corpus::Corpus;
use pult_assist::classify::{Classifier, Correction, CorrectionId, Corrections, Intent, Model};
use pult_domain::sla::words::words;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// As many as the program replays.
const CORRECTIONS: usize = 300;
/// Rounds; the fastest counts, because the others were disturbed.
const ROUNDS: usize = 7;

pub(crate) fn print() -> Result<(), String> {
    let corpus = Corpus::read()?;
    let texts: Vec<&str> = corpus.examples.iter().map(|example| example.text.as_str()).collect();
    let bytes = std::fs::read(crate::corpus::home().join("model/classifier.bin")).map_err(|error| error.to_string())?;
    let loading = fastest(|| u64::from(Model::from_bytes(&bytes).map(Classifier::new).is_ok()));
    let classifier = Classifier::shipped().map_err(|fault| fault.to_string())?;
    let reading = fastest(|| texts.iter().map(|text| classifier.read(text).language.index() as u64).sum());
    // What an owner corrected is compared with every message.
    let corrected: Vec<(CorrectionId, Correction)> = (0..)
        .zip(corpus.examples.iter().step_by(corpus.examples.len() / CORRECTIONS))
        .map(|(id, example)| (CorrectionId(id), correction(&example.text)))
        .take(CORRECTIONS)
        .collect();
    let learned = Corrections::rebuild(classifier, corrected.iter().map(|(id, correction)| (*id, correction)));
    let replaying = fastest(|| Corrections::rebuild(classifier, corrected.iter().map(|(id, correction)| (*id, correction))).len() as u64);
    let some: Vec<&str> = texts.iter().step_by(10).copied().collect();
    let reading_corrected = fastest(|| some.iter().map(|text| classifier.read_corrected(text, &learned).language.index() as u64).sum());
    let cutting = fastest(|| texts.iter().map(|text| words(text).len() as u64).sum());
    let each = reading.as_secs_f64() * 1e6 / texts.len() as f64;
    let line = format!(
        "A message of the corpus: {each:.0} µs, {:.0} times cutting it into words. Loading the model: {:.1} ms, once. The file: {} bytes.\n\
         With {CORRECTIONS} corrections: {:.0} µs a message; replaying them: {:.0} ms, once.",
        reading.as_secs_f64() / cutting.as_secs_f64(),
        loading.as_secs_f64() * 1e3,
        bytes.len(),
        reading_corrected.as_secs_f64() * 1e6 / some.len() as f64,
        replaying.as_secs_f64() * 1e3
    );
    writeln!(std::io::stdout(), "{line}").map_err(|error| error.to_string())
}

fn correction(text: &str) -> Correction {
    Correction { text: text.to_owned(), intent: Some(Intent::ProductQuestion), sentiment: None, urgency: None }
}

fn fastest(work: impl Fn() -> u64) -> Duration {
    let round = |_| {
        #[allow(clippy::disallowed_methods, reason = "a stopwatch: nothing is decided by it")]
        let started = Instant::now();
        std::hint::black_box(work());
        started.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}
