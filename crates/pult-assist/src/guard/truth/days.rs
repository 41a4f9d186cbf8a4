//! Days and spans of time said in words: "завтра", "on Monday", "за пару дней", "two or three weeks".
//!
//! A number beside a unit of time is a figure and compared with figures; one unit, a few and a day told
//! from today are compared by what they mean. A question names no day, nor does small talk.

use super::calendar::{are_small_talk, day_named, is_coming, month, month_for_sure, number, unit_named};
use super::{Claim, Kind, asks, sentence_asks};
use crate::guard::Locale;
use crate::guard::text::{Cut, Token};

/// Between two numbers of a range.
const LINKS: [&str; 12] = ["или", "до", "и", "or", "to", "and", "vagy", "es", "nebo", "az", "ou", "a"];
/// Between a number and its unit.
const BETWEEN: [&str; 22] = [
    "рабочих",
    "рабочие",
    "рабочего",
    "рабочему",
    "рабочии",
    "календарных",
    "календарные",
    "полных",
    "полные",
    "working",
    "business",
    "calendar",
    "full",
    "whole",
    "more",
    "teljes",
    "pracovnich",
    "pracovni",
    "kalendarnich",
    "celych",
    "de",
    "of",
];
/// What makes of one unit a span: before it, and in Hungarian behind it.
const ANNOUNCING: [&str; 13] = ["через", "за", "течение", "течении", "within", "in", "do", "za", "behem", "prubehu", "dans", "sous", "ici"];
const CLOSING: [&str; 3] = ["belul", "mulva", "alatt"];
const FEW: [&str; 14] =
    ["пару", "пары", "пара", "несколько", "нескольких", "few", "couple", "several", "par", "nehany", "nekolik", "nekolika", "quelques", "plusieurs"];
const NEXT: [&str; 8] = ["следующ", "ближаиш", "next", "coming", "jovo", "kovetkezo", "pristi", "nejblizsi"];
const THIS: [&str; 9] = ["этои", "эту", "this", "ezen", "tento", "tomto", "tohoto", "cette", "ce"];
const ENDS: [&str; 7] = ["конца", "конце", "концу", "end", "konce", "konci", "fin"];
const ENDS_BEHIND: [&str; 3] = ["vegeig", "vegere", "vegen"];
const ARTICLES: [&str; 4] = ["the", "la", "l", "du"];
/// Before the name of a day they make of it the name of a sale.
const SALES: [&str; 5] = ["black", "cyber", "черн", "fekete", "cern"];

/// A day or a span at a place of a clause.
struct Spoken {
    value: String,
    also: Option<String>,
    kind: Kind,
    /// The place of its last word.
    last: usize,
    /// A number of two and more, which is a figure.
    counted: bool,
}

impl Spoken {
    /// A day told from today.
    fn day(value: &str, last: usize) -> Self {
        Self { value: value.to_owned(), also: None, kind: Kind::Day, last, counted: false }
    }

    /// A span, or a day that has passed.
    fn time(value: String, last: usize) -> Self {
        Self { value, also: None, kind: Kind::Time, last, counted: false }
    }
}

/// Every day and span that a text names in words.
pub(super) fn find(cut: &Cut, locale: Locale) -> Vec<Claim> {
    cut.tokens.chunk_by(|a, b| a.clause == b.clause).flat_map(|clause| of_clause(cut, clause, locale)).collect()
}

/// A span in one writing.
pub(super) fn span(number: &str, unit: &str) -> String {
    format!("{number} {unit}")
}

/// The unit of time that the figure ending there counts.
pub(super) fn unit_behind(cut: &Cut, end: usize) -> Option<&'static str> {
    let next = cut.tokens.partition_point(|token| (token.start as usize) < end);
    let clause = next.checked_sub(1).and_then(|own| cut.tokens.get(own)).map(|token| token.clause)?;
    let rest = cut.tokens.get(next..).unwrap_or_default().iter().take(4).take_while(|token| token.clause == clause);
    unit_of(&rest.map(|token| token.word.as_str()).collect::<Vec<_>>()).map(|(unit, _)| unit)
}

fn of_clause(cut: &Cut, clause: &[Token], locale: Locale) -> Vec<Claim> {
    let words: Vec<&str> = clause.iter().map(|token| token.word.as_str()).collect();
    // "Вам удобно завтра, или лучше в среду?" asks in both its clauses, "Привезём завтра, хорошо?" promises in the first.
    let asked = asks(cut, clause) || (sentence_asks(cut, clause) && !words.iter().any(|word| is_coming(word)));
    let small_talk = are_small_talk(&words);
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(first) = clause.get(at) {
        let Some(said) = spoken(&words, at, locale) else {
            at += 1;
            continue;
        };
        // "Два-три дня" are two figures.
        at = if said.counted { at + 1 } else { said.last + 1 };
        let idle = small_talk && matches!(said.value.as_str(), "today" | "yesterday");
        let empty = first.repeated || (!said.counted && (asked || idle));
        if let Some(last) = clause.get(said.last).filter(|_| !empty) {
            found.push(Claim { value: said.value, also: said.also, kind: said.kind, start: first.start, end: last.end });
        }
    }
    found
}

fn spoken(words: &[&str], at: usize, locale: Locale) -> Option<Spoken> {
    let day = named(words, at, locale).or_else(|| in_month(words, at)).or_else(|| near(words, at)).or_else(|| end_of(words, at));
    day.or_else(|| counted(words, at)).or_else(|| few(words, at, locale)).or_else(|| single(words, at))
}

fn word<'a>(words: &[&'a str], at: usize) -> &'a str {
    words.get(at).copied().unwrap_or_default()
}

fn before<'a>(words: &[&'a str], at: usize, back: usize) -> &'a str {
    at.checked_sub(back).map_or("", |at| word(words, at))
}

fn is_number(word: &str) -> bool {
    number(word).is_some() || word.starts_with(|c: char| c.is_ascii_digit())
}

/// A unit that spans are made of: a minute is a turn of speech, a year a warranty.
fn span_unit(word: &str) -> Option<&'static str> {
    unit_named(word).filter(|unit| !matches!(*unit, "minute" | "year"))
}

/// "Завтра", "on Monday", "после среды".
fn named(words: &[&str], at: usize, locale: Locale) -> Option<Spoken> {
    let (this, previous, next) = (word(words, at), before(words, at, 1), word(words, at + 1));
    match this {
        // Elsewhere "ma" is "my", "has" and milliamperes.
        "ma" if locale == Locale::Hu && !previous.starts_with(|c: char| c.is_ascii_digit()) => return Some(Spoken::day("today", at)),
        "mai" if !matches!(locale, Locale::Cs | Locale::Fr) && next.starts_with("nap") => return Some(Spoken::day("today", at + 1)),
        "сегодняшнии" if next == "день" => return None,
        _ => {}
    }
    let day = day_named(this, previous).filter(|_| !SALES.iter().any(|sale| previous.starts_with(sale)))?;
    match day {
        "yesterday" => Some(Spoken::time(day.to_owned(), at)),
        "tomorrow" if matches!(previous, "after" | "apres") => Some(Spoken::day("after tomorrow", at)),
        _ => Some(Spoken::day(day, at)),
    }
}

/// "В декабре": beside a number the month is part of a date.
fn in_month(words: &[&str], at: usize) -> Option<Spoken> {
    let dated = [before(words, at, 1), word(words, at + 1)].iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let found = month_for_sure(word(words, at)).filter(|_| !dated)?;
    Some(Spoken::time(month(found), at))
}

/// "На следующей неделе", "la semaine prochaine", "ezen a héten".
fn near(words: &[&str], at: usize) -> Option<Spoken> {
    let (this, next) = (word(words, at), word(words, at + 1));
    let ahead = if NEXT.iter().any(|start| this.starts_with(start)) || this.starts_with("prochain") { span_unit(next) } else { None };
    let behind = if next.starts_with("prochain") { span_unit(this) } else { None };
    if let Some(unit) = ahead.or(behind) {
        return Some(Spoken::day(&span("next", unit), at + 1));
    }
    if !THIS.contains(&this) {
        return None;
    }
    let last = if next == "a" { at + 2 } else { at + 1 };
    let unit = unit_named(word(words, last)).filter(|unit| matches!(*unit, "week" | "month"))?;
    Some(Spoken::day(&span("this", unit), last))
}

/// "До конца дня", "by the end of the week", "a nap végéig".
fn end_of(words: &[&str], at: usize) -> Option<Spoken> {
    let this = word(words, at);
    if let Some(unit) = span_unit(this).filter(|_| ENDS_BEHIND.contains(&word(words, at + 1))) {
        return Some(Spoken::day(&span("end", unit), at + 1));
    }
    // "At the end of the day" is a turn of speech.
    let meant = this != "end" || [1, 2].iter().any(|back| matches!(before(words, at, *back), "by" | "before"));
    if !meant || !ENDS.contains(&this) {
        return None;
    }
    let gap = words.iter().skip(at + 1).take(3).take_while(|word| ARTICLES.contains(*word) || BETWEEN.contains(*word)).count();
    let last = at + 1 + gap;
    let unit = span_unit(word(words, last))?;
    Some(Spoken::day(&span("end", unit), last))
}

/// "Два дня", "three to five working days"; one only where it is a span: "одну минуту" and "un jour" are none.
fn counted(words: &[&str], at: usize) -> Option<Spoken> {
    let many = number(word(words, at))?;
    let (unit, place) = unit_of(words.get(at + 1..).unwrap_or_default())?;
    let last = at + 1 + place;
    if many > 1 {
        let number = many.to_string();
        let also = Some(span(&number, unit));
        // The second number of a range shows its unit itself.
        let ranged = place > 0 && !BETWEEN.contains(&word(words, at + 1));
        return Some(Spoken { value: number, also, kind: Kind::Time, last: if ranged { at } else { last }, counted: true });
    }
    let announced = [1, 2].iter().any(|back| ANNOUNCING.contains(&before(words, at, *back))) || CLOSING.contains(&word(words, last + 1));
    if unit == "minute" || (unit == "day" && !announced) {
        return None;
    }
    Some(Spoken::time(span("1", unit), last))
}

/// The unit that a number before these words counts, and its place: "рабочих дней", "or three days".
fn unit_of(rest: &[&str]) -> Option<(&'static str, usize)> {
    let mut at = 0;
    if LINKS.contains(&word(rest, 0)) && is_number(word(rest, 1)) {
        at = 2;
    } else if is_number(word(rest, 0)) && unit_named(word(rest, 0)).is_none() {
        at = 1;
    }
    if BETWEEN.contains(&word(rest, at)) {
        at += 1;
    }
    unit_named(word(rest, at)).map(|unit| (unit, at))
}

/// "За пару дней", "a couple of days", "на днях".
fn few(words: &[&str], at: usize, locale: Locale) -> Option<Spoken> {
    let this = word(words, at);
    if this == "днях" && before(words, at, 1) == "на" {
        return Some(Spoken::time(span("few", "day"), at));
    }
    // French "par" is no Czech "pár": "une fois par semaine".
    if !FEW.contains(&this) || (this == "par" && locale == Locale::Fr) {
        return None;
    }
    let last = at + 1 + usize::from(BETWEEN.contains(&word(words, at + 1)));
    let unit = unit_named(word(words, last)).filter(|unit| *unit != "minute")?;
    Some(Spoken::time(span("few", unit), last))
}

/// One unit without a number: "в течение недели", "within a week", "do týdne", "órán belül".
fn single(words: &[&str], at: usize) -> Option<Spoken> {
    let (this, previous) = (word(words, at), before(words, at, 1));
    if matches!(word(words, at + 1), "belul" | "mulva") && !is_number(previous) && !FEW.contains(&previous) {
        let unit = span_unit(this)?;
        return Some(Spoken::time(span("1", unit), at + 1));
    }
    let (articles, needed): (&[&str], bool) = match this {
        "через" | "за" | "течение" | "течении" | "do" | "za" | "behem" | "prubehu" => (&[], false),
        "within" => (&["a", "an", "the"], false),
        "in" => (&["a", "an"], true),
        "dans" | "ici" => (&["la", "l"], true),
        _ => return None,
    };
    let article = articles.contains(&word(words, at + 1));
    if needed && !article {
        return None;
    }
    let next = at + 1 + usize::from(article);
    let last = next + usize::from(BETWEEN.contains(&word(words, next)));
    let unit = span_unit(word(words, last))?;
    Some(Spoken::time(span("1", unit), last))
}
