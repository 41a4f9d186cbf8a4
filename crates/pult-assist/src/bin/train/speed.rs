//! How long reading a message takes. Times on shared machines are noise, so it is also given against
//! cutting the same messages into words, in the same run.

use crate::corpus::Corpus;
use pult_assist::classify::{Classifier, Model};
use pult_domain::sla::words::words;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// Rounds; the fastest counts, because the others were disturbed.
const ROUNDS: usize = 7;

pub(crate) fn print() -> Result<(), String> {
    let corpus = Corpus::read()?;
    let texts: Vec<&str> = corpus.examples.iter().map(|example| example.text.as_str()).collect();
    let bytes = std::fs::read(crate::corpus::home().join("model/classifier.bin")).map_err(|error| error.to_string())?;
    let loading = fastest(|| u64::from(Model::from_bytes(&bytes).map(Classifier::new).is_ok()));
    let classifier = Classifier::shipped().map_err(|fault| fault.to_string())?;
    let reading = fastest(|| texts.iter().map(|text| classifier.read(text).language.index() as u64).sum());
    let cutting = fastest(|| texts.iter().map(|text| words(text).len() as u64).sum());
    let each = reading.as_secs_f64() * 1e6 / texts.len() as f64;
    let line = format!(
        "A message of the corpus: {each:.0} µs, {:.0} times cutting it into words. Loading the model: {:.1} ms, once. The file: {} bytes.",
        reading.as_secs_f64() / cutting.as_secs_f64(),
        loading.as_secs_f64() * 1e3,
        bytes.len()
    );
    writeln!(std::io::stdout(), "{line}").map_err(|error| error.to_string())
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
