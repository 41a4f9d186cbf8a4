//! A summary without a model: the chat's own sentences.

use super::{Heard, Point, Sum};
use crate::draft::sentences;
use pult_domain::Author;
use pult_domain::sla::words::{fold, words};

/// Points of each part at most.
const MOST: usize = 4;
/// Characters of a point.
const CHARS: usize = 160;
/// Words of a question at least: "А?" asks nothing.
const FEWEST_WORDS: usize = 2;

/// Longer thanks say something else too.
const THANKED_WORDS: usize = 10;
/// Beginnings of words that thank, folded.
const THANKS: [&str; 10] = ["спасибо", "благодар", "thank", "thx", "koszon", "koszi", "deku", "diky", "merci", "remerci"];

/// Beginnings of words that ask for something without a question mark, folded.
const ASKS: [&str; 34] = [
    "где",
    "когда",
    "почему",
    "сколько",
    "можно",
    "подскажите",
    "скажите",
    "хочу",
    "нужн",
    "прошу",
    "верните",
    "отмените",
    "не работает",
    "where",
    "when",
    "why",
    "how",
    "can",
    "could",
    "please",
    "want",
    "need",
    "hol",
    "mikor",
    "miert",
    "mennyi",
    "kerem",
    "szeretn",
    "kde",
    "kdy",
    "proc",
    "prosim",
    "quand",
    "voudrai",
];
/// Beginnings of words by which a shop binds itself, folded: first persons of the future and of doing.
const BINDS: [&str; 52] = [
    "отправим",
    "вышлем",
    "проверим",
    "уточним",
    "ответим",
    "сообщим",
    "напишем",
    "посмотрим",
    "передадим",
    "узнаем",
    "вернемся",
    "упакуем",
    "разберемся",
    "постараемся",
    "закажем",
    "сделаем",
    "исправим",
    "свяжемся",
    "отправлю",
    "проверю",
    "уточню",
    "напишу",
    "вернусь",
    "передам",
    "will",
    "well",
    "check",
    "elkuld",
    "megnez",
    "utanajar",
    "irunk",
    "jelentkez",
    "ellenoriz",
    "megkerdez",
    "valaszol",
    "posleme",
    "odesleme",
    "zjistime",
    "overime",
    "napiseme",
    "ozveme",
    "zkontrolujeme",
    "predame",
    "poslu",
    "zjistim",
    "enverrons",
    "verifi",
    "reviendrons",
    "ecrirons",
    "regardons",
    "transmet",
    "revenons",
];

/// Sums up a chat by quoting it.
#[must_use]
pub fn extract(chat: &[Heard]) -> Sum {
    let answered = chat.iter().rposition(|heard| ours(heard.author)).map_or(0, |at| at + 1);
    let (past, open) = chat.split_at_checked(answered).unwrap_or((chat, &[]));
    let mut sum = Sum { asked: points(past, asks, false), promised: points(past, binds, true), open: points(open, asks, false) };
    if sum.open.is_empty() {
        // Something waits even where nobody asked in so many words.
        let last = open.iter().rev().find(|heard| heard.author == Author::Customer && !heard.text.trim().is_empty()).filter(|heard| !only_thanks(&heard.text));
        sum.open = last.map(|heard| Point { text: cut(&heard.text), message: Some(heard.id) }).into_iter().collect();
    }
    sum
}

fn ours(author: Author) -> bool {
    matches!(author, Author::Seller | Author::Assistant)
}

/// Sentences that do something, the newest few of them, each once.
fn points(chat: &[Heard], does: fn(&str) -> bool, of_ours: bool) -> Vec<Point> {
    let mut found: Vec<(String, Point)> = Vec::new();
    for heard in chat.iter().rev().filter(|heard| if of_ours { ours(heard.author) } else { heard.author == Author::Customer }) {
        for sentence in sentences::cut(&heard.text).into_iter().rev() {
            let key = words(&sentence.text).iter().map(|word| fold(&word.lower)).collect::<Vec<_>>().join(" ");
            if found.len() < MOST && sentences::weight(&sentence.text) >= FEWEST_WORDS && does(&sentence.text) && !found.iter().any(|(known, _)| *known == key)
            {
                found.push((key, Point { text: cut(&sentence.text), message: Some(heard.id) }));
            }
        }
    }
    found.reverse();
    found.into_iter().map(|(_, point)| point).collect()
}

/// "Great, thanks!" waits for nothing.
fn only_thanks(text: &str) -> bool {
    begins(text, &THANKS) && words(text).len() <= THANKED_WORDS
}

fn asks(sentence: &str) -> bool {
    sentence.trim_end().ends_with('?') || begins(sentence, &ASKS)
}

fn binds(sentence: &str) -> bool {
    !sentence.trim_end().ends_with('?') && begins(sentence, &BINDS)
}

fn begins(sentence: &str, stems: &[&str]) -> bool {
    words(sentence).iter().map(|word| fold(&word.lower)).any(|word| stems.iter().any(|stem| word.starts_with(stem)))
}

fn cut(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= CHARS {
        return text;
    }
    let mut short: String = text.chars().take(CHARS - 1).collect();
    short.push('…');
    short
}
