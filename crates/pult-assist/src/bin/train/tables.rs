//! The measurements as people read them.

use crate::measure::{Outcome, Question, macro_f1, scores};
use crate::tune::{answer, read};
use pult_assist::classify::{Language, Reading, Tuning, Urgency};
use std::io::{self, Write};

/// Judged messages with what was said of them.
type Judged<'o, 'e> = (&'o Outcome<'e>, Reading);

/// A table a language, the labels of each question, and the confusions between intents.
pub(crate) fn print(out: &mut impl Write, title: &str, outcomes: &[Outcome<'_>], tuning: &Tuning) -> io::Result<()> {
    let judged: Vec<Judged<'_, '_>> = outcomes.iter().map(|outcome| (outcome, read(outcome, tuning))).collect();
    writeln!(out, "\n## {title}\n")?;
    writeln!(out, "| language | messages | language right | intent F1 | sentiment F1 | urgency F1 | critical | precision | recall |")?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|---:|---:|---:|")?;
    line(out, "all", &judged)?;
    for language in Language::ALL {
        let own: Vec<Judged<'_, '_>> = judged.iter().filter(|(outcome, _)| outcome.example.lang == *language).cloned().collect();
        line(out, language.as_str(), &own)?;
    }
    for question in Question::ALL.into_iter().skip(1) {
        labels(out, &judged, question)?;
    }
    confusion(out, &judged, Question::Intent)?;
    confusion(out, &judged, Question::Urgency)?;
    writeln!(out, "\nCalibration error (10 bins): {}", Question::ALL.map(|question| format!("{:.3}", calibration_error(&judged, question))).join(", "))
}

/// One line: the F1 of the questions over some outcomes.
pub(crate) fn summary(outcomes: &[Outcome<'_>], tuning: &Tuning) -> [f64; 5] {
    let judged: Vec<Judged<'_, '_>> = outcomes.iter().map(|outcome| (outcome, read(outcome, tuning))).collect();
    let [language, intent, sentiment, urgency] = Question::ALL.map(|question| macro_f1(&scores(&pairs(&judged, question), question.names().len())));
    let critical = scores(&pairs(&judged, Question::Urgency), 3).get(Urgency::Critical.index()).map_or(0.0, |score| score.f1);
    [language, intent, sentiment, urgency, critical]
}

fn pairs(judged: &[Judged<'_, '_>], question: Question) -> Vec<(usize, usize)> {
    judged.iter().map(|(outcome, reading)| (outcome.truth(question), answer(reading, question).0)).collect()
}

fn line(out: &mut impl Write, name: &str, judged: &[Judged<'_, '_>]) -> io::Result<()> {
    let right = judged.iter().filter(|(outcome, reading)| outcome.example.lang == reading.language).count();
    let f1 = |question: Question| macro_f1(&scores(&pairs(judged, question), question.names().len()));
    let critical = scores(&pairs(judged, Question::Urgency), 3).get(Urgency::Critical.index()).copied().unwrap_or_default();
    writeln!(
        out,
        "| {name} | {} | {:.3} | {:.3} | {:.3} | {:.3} | {} | {:.2} | {:.2} |",
        judged.len(),
        right as f64 / judged.len().max(1) as f64,
        f1(Question::Intent),
        f1(Question::Sentiment),
        f1(Question::Urgency),
        critical.count,
        critical.precision,
        critical.recall
    )
}

fn labels(out: &mut impl Write, judged: &[Judged<'_, '_>], question: Question) -> io::Result<()> {
    writeln!(out, "\n| label | messages | precision | recall | F1 |\n|---|---:|---:|---:|---:|")?;
    for (name, score) in question.names().iter().zip(scores(&pairs(judged, question), question.names().len())) {
        writeln!(out, "| {name} | {} | {:.2} | {:.2} | {:.2} |", score.count, score.precision, score.recall, score.f1)?;
    }
    Ok(())
}

/// Rows are the truth, columns the guess.
fn confusion(out: &mut impl Write, judged: &[Judged<'_, '_>], question: Question) -> io::Result<()> {
    let names = question.names();
    let pairs = pairs(judged, question);
    let short = |name: &str| name.chars().take(6).collect::<String>();
    writeln!(out, "\n| truth \\ guess | {} |", names.iter().map(|name| short(name)).collect::<Vec<_>>().join(" | "))?;
    writeln!(out, "|---|{}", "---:|".repeat(names.len()))?;
    for (truth, name) in names.iter().enumerate() {
        let cells = (0..names.len()).map(|guess| pairs.iter().filter(|pair| **pair == (truth, guess)).count().to_string());
        writeln!(out, "| {name} | {} |", cells.collect::<Vec<_>>().join(" | "))?;
    }
    Ok(())
}

/// How far confidence and truth lie apart, over ten bins of confidence.
fn calibration_error(judged: &[Judged<'_, '_>], question: Question) -> f64 {
    let mut bins = [(0.0_f64, 0.0_f64); 10];
    for (outcome, reading) in judged {
        let (guess, sure) = answer(reading, question);
        let Some(bin) = bins.get_mut(((sure * 10.0) as usize).min(9)) else { continue };
        bin.0 += f64::from(sure);
        bin.1 += f64::from(u8::from(guess == outcome.truth(question)));
    }
    bins.iter().map(|(sure, right)| (sure - right).abs()).sum::<f64>() / judged.len().max(1) as f64
}
