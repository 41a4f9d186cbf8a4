//! Learns the classifier's model from the corpus and measures it.
//!
//! ```text
//! train            learns, tunes, measures and writes model/classifier.bin
//! train --check    says whether the written file is what the corpus gives, byte for byte
//! train --measure  prints what cross-validation, the development messages and the strangers' say
//! train --variants prints what each kind of feature is worth
//! train --curve    prints how corrections by an owner help, from 0 to 300
//! train --levels   prints how pressing messages are by phrases, by meaning and by both
//! train --speed    prints how long a message takes
//! train --outcomes prints every judgement as a line of JSON, for other tools
//! train --wrong intent|critical|language   prints misjudged messages of the corpus, from cross-validation
//! ```

mod corpus;
mod curve;
mod levels;
mod measure;
mod speed;
mod tables;
mod tune;

use corpus::{Corpus, development, home, strangers};
use measure::{Outcome, Question, cross_validate, judge, train, variants};
use pult_assist::classify::learn::{Example, Settings};
use pult_assist::classify::{Classifier, Model, Tuning};
use std::io::Write as _;
use std::process::ExitCode;

/// Parts the corpus is dealt into.
pub(crate) const FOLDS: usize = 5;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let asked: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match asked.as_slice() {
        [] => write(),
        ["--check"] => check(),
        ["--measure"] => build(print_tables).map(drop),
        ["--variants"] => compared(),
        ["--curve"] => curve::print(),
        ["--speed"] => speed::print(),
        ["--levels"] => levels::print(),
        ["--outcomes"] => outcomes(),
        ["--wrong", which] => wrong(which),
        _ => Err("Usage: train [--check | --measure | --variants | --curve | --levels | --speed | --outcomes | --wrong intent|critical|language]".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::FAILURE
        }
    }
}

/// The model of the corpus as it stands, tuned on its folds; `tell` hears how good it is from the folds that tuned it.
fn build(tell: impl FnOnce(&[Outcome<'_>], &Classifier, &Tuning) -> Result<(), String>) -> Result<Vec<u8>, String> {
    let (corpus, settings) = (Corpus::read()?, Settings::default());
    let outcomes = cross_validate(&corpus, &settings, FOLDS, FOLDS);
    let tuning = tune::tune(&outcomes);
    let all: Vec<&Example> = corpus.examples.iter().collect();
    let learned = train(&all, &settings, corpus.fingerprint);
    tell(&outcomes, &learned, &tuning)?;
    Ok(learned.model().clone().tuned(tuning).to_bytes())
}

fn print_tables(outcomes: &[Outcome<'_>], learned: &Classifier, tuning: &Tuning) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    tables::print(&mut out, "Corpus, five-fold cross-validation", outcomes, tuning).map_err(|error| error.to_string())?;
    for (title, messages) in [("Development messages", development()?), ("Strangers' messages", strangers()?)] {
        tables::print(&mut out, title, &judge(learned, &messages), tuning).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn write() -> Result<(), String> {
    let bytes = build(print_tables)?;
    let path = home().join("model/classifier.bin");
    std::fs::write(&path, &bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    say(&format!("{} bytes, {:?}", bytes.len(), Model::from_bytes(&bytes).map(|model| (model.features(), model.tuning()))))
}

fn check() -> Result<(), String> {
    let path = home().join("model/classifier.bin");
    let written = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    if build(|_, _, _| Ok(()))? == written {
        say("The model is what the corpus gives")
    } else {
        Err("The corpus gives another model: run script/eval --train".to_owned())
    }
}

fn compared() -> Result<(), String> {
    let (corpus, dev) = (Corpus::read()?, development()?);
    let all: Vec<&Example> = corpus.examples.iter().collect();
    say(
        "| variant | intent, corpus | sentiment | urgency | critical | intent, development | sentiment | urgency | critical |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    )?;
    for (name, settings) in variants() {
        // Two folds of five: enough to tell variants apart, and half the time.
        let outcomes = cross_validate(&corpus, &settings, FOLDS, 2);
        let tuning = tune::tune(&outcomes);
        let judged = judge(&train(&all, &settings, corpus.fingerprint), &dev);
        let cells =
            [&outcomes, &judged].map(|outcomes| tables::summary(outcomes, &tuning).iter().skip(1).map(|f1| format!("{f1:.3}")).collect::<Vec<_>>().join(" | "));
        say(&format!("| {name} | {} |", cells.join(" | ")))?;
    }
    Ok(())
}

/// Probabilities as they come, before tuning: of the corpus by the models that had not seen the
/// message, of the development messages by the whole.
fn outcomes() -> Result<(), String> {
    let (corpus, settings, dev) = (Corpus::read()?, Settings::default(), development()?);
    let all: Vec<&Example> = corpus.examples.iter().collect();
    let judged = judge(&train(&all, &settings, corpus.fingerprint), &dev);
    cross_validate(&corpus, &settings, FOLDS, FOLDS).iter().chain(&judged).try_for_each(|Outcome { example, languages, likely }| {
        let line = serde_json::json!({"id": example.id, "lang": languages, "intent": likely.intent, "sentiment": likely.sentiment, "urgency": likely.urgency});
        say(&line.to_string())
    })
}

fn wrong(which: &str) -> Result<(), String> {
    let (corpus, settings) = (Corpus::read()?, Settings::default());
    let outcomes = cross_validate(&corpus, &settings, FOLDS, FOLDS);
    let tuning = tune::tune(&outcomes);
    let question = match which {
        "language" => Question::Language,
        "critical" => Question::Urgency,
        _ => Question::Intent,
    };
    outcomes.iter().try_for_each(|outcome| tell(outcome, question, &tuning))
}

fn tell(outcome: &Outcome<'_>, question: Question, tuning: &Tuning) -> Result<(), String> {
    let (truth, (guess, sure)) = (outcome.truth(question), tune::answer(&tune::read(outcome, tuning), question));
    let critical = [truth, guess].contains(&2);
    if truth == guess || (question == Question::Urgency && !critical) {
        return Ok(());
    }
    let name = |label: usize| question.names().get(label).copied().unwrap_or_default();
    say(&format!("{} {} for {} ({sure:.2}): {}", outcome.example.id, name(guess), name(truth), outcome.example.text))
}

fn say(line: &str) -> Result<(), String> {
    writeln!(std::io::stdout(), "{line}").map_err(|error| error.to_string())
}
