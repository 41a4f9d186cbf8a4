//! What buyers say about each topic, in five languages.
//!
//! A topic is chosen by a rule instead of a list of words: an owner would have to read a thousand
//! phrases, and the phrases get better with each version while the owner's rules stay as they are.
//! Only phrases, in files beside this one; no weights and no training: what was heard can be shown.

use super::language::Languages;
use super::matcher::{Matcher, Role};
use super::phrase::Phrase;
use crate::chat::words;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

words!(
    /// What a buyer writes about, as far as the default rules care.
    Topic {
        /// Wants to give goods back, wants the money back.
        Return = "return",
        /// Goods are broken, damaged, dangerous or badly made.
        Defect = "defect",
        /// Something else came, or something is missing.
        WrongItem = "wrong_item",
        /// Wants an order cancelled or changed.
        CancelChange = "cancel_change",
        /// The order is late or lost.
        DeliveryDelay = "delivery_delay",
        /// Where it is and when it comes.
        OrderStatus = "order_status",
    }
);

/// The phrases of the five languages.
const FILES: [(Languages, &str); 5] = [
    (Languages::RU, include_str!("vocabulary/ru.txt")),
    (Languages::EN, include_str!("vocabulary/en.txt")),
    (Languages::FR, include_str!("vocabulary/fr.txt")),
    (Languages::HU, include_str!("vocabulary/hu.txt")),
    (Languages::CS, include_str!("vocabulary/cs.txt")),
];

/// Words that are no typos of those.
const KNOWN: &str = include_str!("vocabulary/known.txt");

/// Teaches a matcher the phrases of topics; `unit` gives the unit of a topic that is wanted.
pub(super) fn teach(matcher: &mut Matcher, unit: impl Fn(Topic) -> Option<u16>) {
    known(KNOWN).for_each(|line| matcher.know(line));
    for (language, line) in FILES.iter().flat_map(|(language, file)| lines(file).into_iter().map(|line| (*language, line))) {
        // A broken line costs only itself; a test reads them all.
        let Ok(phrases) = Phrase::read(&line.phrase) else { continue };
        // The files spell out the forms they mean: a stemmer adds words of other meanings.
        let phrases: Vec<Phrase> = phrases.into_iter().map(Phrase::whole).collect();
        for (phrase, unit) in phrases.iter().flat_map(|phrase| line.topics.iter().filter_map(|topic| unit(*topic)).map(move |unit| (phrase, unit))) {
            matcher.add(phrase, &line.phrase, unit, line.role, language);
        }
    }
}

/// Words that are no typos of others.
fn known(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.starts_with('#'))
}

/// A line of a file.
struct Line {
    topics: Vec<Topic>,
    role: Role,
    phrase: String,
}

fn lines(file: &str) -> Vec<Line> {
    let mut lists: HashMap<&str, String> = HashMap::new();
    let mut topics = Vec::new();
    let mut found = Vec::new();
    for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(heads) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            topics = heads.split_whitespace().filter_map(Topic::parse).collect();
        } else if let Some((name, shapes)) = line.strip_prefix('@').and_then(|line| line.split_once(" = ")) {
            lists.insert(name.trim(), shapes.split_whitespace().collect::<Vec<_>>().join("|"));
        } else {
            let (role, phrase) = match line.split_at_checked(2) {
                Some(("+ ", phrase)) => (Role::Strong, phrase),
                Some(("- ", phrase)) => (Role::Calming, phrase),
                _ => (Role::Ordinary, line),
            };
            found.push(Line { topics: topics.clone(), role, phrase: with_lists(phrase, &lists) });
        }
    }
    found
}

/// Puts lists in the place of their names.
fn with_lists(phrase: &str, lists: &HashMap<&str, String>) -> String {
    let place = |place: &str| {
        let shapes = place.split('|').map(|shape| shape.strip_prefix('@').and_then(|name| lists.get(name)).map_or(shape, String::as_str));
        shapes.collect::<Vec<_>>().join("|")
    };
    phrase.split_whitespace().map(place).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_phrase_of_a_topic() {
        let mut wrong = Vec::new();
        for line in FILES.iter().flat_map(|(_, file)| lines(file)) {
            let read = Phrase::read(&line.phrase);
            // A list that is not there leaves its name behind.
            if line.topics.is_empty() || line.phrase.contains('@') || read.is_err() {
                wrong.push((line.phrase, read.err()));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
