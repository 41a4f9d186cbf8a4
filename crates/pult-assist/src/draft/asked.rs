//! What the buyer has said already, so that no draft asks for it again.

use super::Case;
use super::sentences::{self, Sentence};
use pult_domain::Author;
use pult_domain::sla::words::words;

/// Something a reply may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    OrderNumber,
    Photo,
    Size,
}

/// Requests, folded, by the beginning of the word.
const REQUESTS: [&str; 34] = [
    "пришли",
    "прикреп",
    "отправ",
    "напиш",
    "уточн",
    "подскаж",
    "сообщ",
    "укаж",
    "скажит",
    "можете",
    "прилож",
    "какои",
    "какого",
    "send",
    "attach",
    "tell",
    "share",
    "provide",
    "which",
    "could",
    "kuld",
    "csatol",
    "irja",
    "adja",
    "melyik",
    "posl",
    "priloz",
    "napis",
    "sdel",
    "jakou",
    "envoy",
    "joign",
    "indiqu",
    "quel",
];
const PHOTO: [&str; 12] = ["фото", "снимок", "снимк", "видео", "photo", "picture", "image", "foto", "kepet", "fotk", "snimek", "video"];
const SCREEN: [&str; 5] = ["экран", "screen", "kepernyo", "obrazovk", "ecran"];
const NUMBER: [&str; 7] = ["номер", "number", "szama", "szamat", "szamot", "cislo", "numero"];
const ORDER: [&str; 5] = ["заказ", "order", "rendeles", "objednav", "command"];
const SIZE: [&str; 7] = ["размер", "size", "meret", "velikost", "taille", "pointure", "рост"];
/// Digits of an order number at least.
const ORDER_DIGITS: usize = 5;

fn has(folded: &[String], stems: &[&str]) -> bool {
    folded.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)))
}

fn asks(sentence: &str) -> Vec<Topic> {
    let folded = sentences::folded(sentence);
    if !sentence.ends_with('?') && !has(&folded, &REQUESTS) {
        return Vec::new();
    }
    let mut topics = Vec::new();
    if has(&folded, &PHOTO) || has(&folded, &SCREEN) {
        topics.push(Topic::Photo);
    }
    let one_word = folded.iter().any(|word| word.starts_with("rendelesszam"));
    if one_word || (has(&folded, &NUMBER) && has(&folded, &ORDER)) {
        topics.push(Topic::OrderNumber);
    }
    if has(&folded, &SIZE) {
        topics.push(Topic::Size);
    }
    topics
}

fn told(case: &Case, topic: Topic) -> bool {
    let mut buyers = case.said.iter().filter(|said| said.author == Author::Customer);
    match topic {
        Topic::Photo => buyers.any(|said| said.files),
        Topic::OrderNumber => case.known.order.is_some() || buyers.any(|said| words(&said.text).iter().any(|word| digits(&word.lower) >= ORDER_DIGITS)),
        Topic::Size => {
            let known = case.known.item.as_ref().is_some_and(|item| item.size.is_some());
            known || buyers.any(|said| has(&sentences::folded(&said.text), &SIZE))
        }
    }
}

fn digits(word: &str) -> usize {
    word.chars().filter(char::is_ascii_digit).count()
}

/// Whether a sentence asks for something that the buyer has given.
pub(super) fn again(case: &Case, sentence: &str) -> bool {
    let topics = asks(sentence);
    !topics.is_empty() && topics.iter().all(|topic| told(case, *topic))
}

/// The sentences without what was given already.
pub(super) fn drop_known(case: &Case, sentences: Vec<Sentence>) -> Vec<Sentence> {
    sentences.into_iter().filter(|sentence| !again(case, &sentence.text)).collect()
}
