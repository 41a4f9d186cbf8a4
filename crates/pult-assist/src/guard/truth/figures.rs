//! Every word with a digit, in one writing: "1 990" is "1990.00", "17.11" is "17 ноября".

use super::{Claim, Kind, calendar, days};
use crate::digits::plain_digit;
use crate::guard::text::Cut;
use pult_domain::sla::words::{fold, is_cyrillic};

/// Digits of a number that may begin or end a range of days.
const SHORT: usize = 3;
/// Letters of an ending that is written behind a number at most.
const ENDING: usize = 4;

/// Every word with a digit, whole: "RB123456789CN" is one figure, "1 990" another.
pub(super) fn find(cut: &Cut) -> Vec<Claim> {
    let chars: Vec<char> = cut.chars.iter().copied().map(plain_digit).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = figure_end(&chars, at);
        if chars.get(at..end).unwrap_or_default().iter().any(char::is_ascii_digit) {
            found.extend(figures(cut, &chars, at, end));
        }
        at = end.max(at + 1);
    }
    found
}

/// What a word with digits says: one thing, and "2-3 дня" two.
fn figures(cut: &Cut, chars: &[char], at: usize, end: usize) -> Vec<Claim> {
    let raw: String = chars.get(at..end).unwrap_or_default().iter().collect();
    let unit = days::unit_behind(cut, end);
    if let (Some(unit), Some((from, to))) = (unit, range(&raw)) {
        let middle = at + from.len();
        return vec![counted(from, unit, at, middle), counted(to, unit, middle + 1, end)];
    }
    let (before, behind) = (chars.get(..at).unwrap_or_default(), chars.get(end..).unwrap_or_default());
    let (value, month) = value(numeral(&raw), before, behind);
    let also = month.map(calendar::month).or_else(|| unit.map(|unit| days::span(&value, unit)));
    let kind = if also.is_some() { Kind::Time } else { Kind::Number };
    vec![Claim { value, also, kind, start: whole(at), end: whole(end) }]
}

fn counted(number: &str, unit: &str, start: usize, end: usize) -> Claim {
    Claim { value: number.to_owned(), also: Some(days::span(number, unit)), kind: Kind::Time, start: whole(start), end: whole(end) }
}

/// The number without its ending: "25-én", "25-го", "25th".
fn numeral(raw: &str) -> &str {
    let rest = raw.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_ending = |letters: &str| (1..=ENDING).contains(&letters.chars().count()) && letters.chars().all(char::is_lowercase);
    let ends = matches!(rest, "st" | "nd" | "rd" | "th" | "er") || rest.strip_prefix('-').is_some_and(is_ending);
    if ends { raw.strip_suffix(rest).unwrap_or(raw) } else { raw }
}

fn range(raw: &str) -> Option<(&str, &str)> {
    let short = |part: &str| (1..=SHORT).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    raw.split_once('-').filter(|(from, to)| short(from) && short(to))
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

fn figure_end(chars: &[char], at: usize) -> usize {
    if let Some(end) = spaced_date(chars, at) {
        return end;
    }
    let mut end = at;
    let letters = |from: usize| chars.get(from).is_some_and(|c| c.is_alphanumeric());
    while let Some(c) = chars.get(end) {
        let thousand = is_gap(*c)
            && end > at
            && digits(chars, end + 1) == 3
            && !letters(end + 4)
            && chars.get(at..end).unwrap_or_default().iter().all(|c| c.is_ascii_digit() || c.is_whitespace())
            && (end - at) <= 7;
        let inside = matches!(c, '.' | ',' | '-' | '/' | ':') && end > at && letters(end + 1) && chars.get(end - 1).is_some_and(|c| c.is_alphanumeric());
        if !(c.is_alphanumeric() || thousand || inside) {
            break;
        }
        end += 1;
    }
    end
}

fn digits(chars: &[char], from: usize) -> usize {
    chars.get(from..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count()
}

/// "24. 11.", as Czechs write a day.
fn spaced_date(chars: &[char], at: usize) -> Option<usize> {
    let point = at + digits(chars, at);
    let month = point + 2;
    let spaced = point > at && chars.get(point) == Some(&'.') && chars.get(point + 1).copied().is_some_and(is_gap);
    let end = month + digits(chars, month);
    if !spaced || end == month || chars.get(end) != Some(&'.') {
        return None;
    }
    let raw: String = chars.get(at..end).unwrap_or_default().iter().collect();
    date(&raw).map(|_| end)
}

/// The figure in one writing, and its month where it is a date.
fn value(raw: &str, before: &[char], behind: &[char]) -> (String, Option<usize>) {
    if let Some((day, month)) = date(raw) {
        return (format!("{day}.{month}"), Some(month));
    }
    if !raw.chars().all(|c| c.is_ascii_digit() || is_gap(c) || matches!(c, '.' | ',')) {
        return (fold(raw), None);
    }
    let number = plain(raw);
    let day = number.parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    match day.and_then(|day| Some((day, month_beside(before, behind)?))) {
        Some((day, month)) => (format!("{day}.{month}"), Some(month)),
        None => (number, None),
    }
}

/// A number with a point before its fraction alone: "12.990" and "1,990.00" have their thousands apart.
fn plain(raw: &str) -> String {
    let written: String = raw.chars().filter(|c| !is_gap(*c)).collect();
    let Some((whole, fraction)) = written.rsplit_once(['.', ',']) else { return written };
    if let Some(number) = ungrouped(&written) {
        return number;
    }
    let whole = ungrouped(whole).unwrap_or_else(|| whole.replace(',', "."));
    format!("{whole}.{fraction}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Groups of thousands put together.
fn ungrouped(number: &str) -> Option<String> {
    let groups: Vec<&str> = number.split(['.', ',']).collect();
    let (first, rest) = groups.split_first()?;
    let thousands = !rest.is_empty() && rest.iter().all(|group| group.len() == 3);
    (thousands && (1..=3).contains(&first.len()) && !first.starts_with('0')).then(|| groups.concat())
}

/// A date in figures alone.
fn date(raw: &str) -> Option<(u8, usize)> {
    let parts: Vec<&str> = raw.split(['.', '-', '/']).map(str::trim).collect();
    if !parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let pointed = !raw.contains(['-', '/']);
    match parts.as_slice() {
        [day, month] if pointed && (month.len() == 2 || raw.contains(is_gap)) => day_and_month(day, month),
        [day, month, year] if year.len() == 4 || (pointed && year.len() == 2) => day_and_month(day, month),
        [year, month, day] if year.len() == 4 => day_and_month(day, month),
        _ => None,
    }
}

fn day_and_month(day: &str, month: &str) -> Option<(u8, usize)> {
    let (day, month): (u8, usize) = (day.parse().ok()?, month.parse().ok()?);
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((day, month))
}

/// The month that stands behind a number, or before it: "24 ноября", "24. listopadu", "november 24.".
fn month_beside(before: &[char], behind: &[char]) -> Option<usize> {
    // English "may" and "march" do other things beside numbers when they are small.
    let named = |word: &str| calendar::month_named(&fold(word)).filter(|_| !matches!(word, "may" | "march"));
    let gap = behind.iter().take_while(|c| c.is_whitespace() || **c == '.').count();
    let next: String = behind.iter().skip(gap).take_while(|c| c.is_alphabetic()).collect();
    // Behind a point a capital begins a sentence: "size 12. May I help?"
    let ended = behind.iter().take(gap).any(|c| matches!(c, '.' | '\n')) && next.starts_with(char::is_uppercase);
    let last: Vec<char> = before.iter().rev().skip_while(|c| c.is_whitespace()).take_while(|c| c.is_alphabetic()).copied().collect();
    let last: String = last.into_iter().rev().collect();
    // No Russian month stands first: "в мае 5 штук".
    named(&next).filter(|_| !ended).or_else(|| named(&last).filter(|_| !is_cyrillic(&last)))
}

fn whole(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
