//! The truth check: figures of a draft that none of the facts at hand holds.

use super::text::Cut;
use super::{Facts, Finding, Level, Locale, Reason, RuleId, Source};
use pult_domain::sla::words::fold;
use std::collections::{BTreeMap, BTreeSet};

/// What a status of an order is called, folded, by the beginning of the word, and the group of words
/// that say the same. A draft may say "отправлен" only where a fact says so in any of its words.
const STATUSES: [&[&str]; 5] = [
    &["отправлен", "отгружен", "выслан", "передан", "в пути", "shipped", "dispatched", "feladt", "elkuldt", "odeslan", "expedi", "odesilam"],
    &["доставлен", "вручен", "delivered", "kezbesit", "dorucen", "livre"],
    &["отменен", "cancelled", "canceled", "torolt", "lemondt", "zrusen", "annule"],
    &["оплачен", "paid", "kifizet", "zaplacen", "paye"],
    &["одобрен", "согласован", "approved", "jovahagy", "schvalen", "approuve"],
];
/// Months, folded, by the beginning of the word: Russian, English, Hungarian, Czech, French.
const MONTHS: [&[&str]; 12] = [
    &["январ", "januar", "leden", "ledna", "lednu", "janvier"],
    &["феврал", "februar", "unor", "fevrier"],
    &["март", "march", "marcius", "brezen", "brezna", "mars"],
    &["апрел", "april", "duben", "dubna", "avril"],
    &["мая", "мае", "may", "majus", "kveten", "kvetna", "mai"],
    &["июн", "june", "junius", "cerven", "juin"],
    &["июл", "july", "julius", "cervenec", "cervence", "juillet"],
    &["август", "august", "augusztus", "srpen", "srpna", "aout"],
    &["сентябр", "september", "szeptember", "zari", "septembre"],
    &["октябр", "october", "oktober", "rijen", "rijna", "octobre"],
    &["ноябр", "november", "listopad", "novembre"],
    &["декабр", "december", "prosinec", "prosince", "decembre"],
];

/// Findings for every number, date, price, tracking code and status that the facts do not hold.
/// Numbers are compared as numbers: "1 990 ₽" is "1990.00", "17.11" is "17 ноября".
#[must_use]
pub fn truth_check(text: &str, locale: Locale, facts: &Facts) -> Vec<Finding> {
    let known: BTreeSet<String> = facts.texts.iter().flat_map(|text| figures(text)).map(|figure| figure.value).collect();
    let known_text = facts.texts.iter().map(|text| fold_text(text)).collect::<Vec<_>>().join(" ");
    let mut findings: Vec<Finding> =
        figures(text).into_iter().filter(|figure| !known.contains(&figure.value)).map(|figure| finding(figure.start, figure.end, &figure.text)).collect();
    for token in &Cut::new(text, locale).tokens {
        let group = STATUSES.iter().find(|group| group.iter().any(|stem| token.word.starts_with(stem)));
        if group.is_some_and(|group| !group.iter().any(|stem| known_text.contains(&format!(" {stem}")))) {
            findings.push(finding(token.start, token.end, &token.word));
        }
    }
    findings.sort_by_key(|finding| finding.start);
    findings
}

fn fold_text(text: &str) -> String {
    format!(" {}", text.split_whitespace().map(fold).collect::<Vec<_>>().join(" "))
}

fn finding(start: u32, end: u32, text: &str) -> Finding {
    let id = format!("guard-reason-{}", RuleId::UnknownFact.as_str().replace('_', "-"));
    let params = BTreeMap::from([("value".to_owned(), text.to_owned())]);
    Finding { source: Source::Shipped(RuleId::UnknownFact), level: Level::Warn, start, end, reason: Reason::Code { id, params }, rewrite: None }
}

struct Figure {
    value: String,
    text: String,
    start: u32,
    end: u32,
}

/// Every word with a digit, whole: "RB123456789CN" is one figure, "1 990" another.
fn figures(text: &str) -> Vec<Figure> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = figure_end(&chars, at);
        let word = chars.get(at..end).unwrap_or_default();
        if word.iter().any(char::is_ascii_digit) {
            let behind = chars.get(end..).unwrap_or_default();
            let raw: String = word.iter().collect();
            found.push(Figure { value: value(&raw, behind), text: raw, start: whole(at), end: whole(end) });
        }
        at = end.max(at + 1);
    }
    found
}

fn figure_end(chars: &[char], at: usize) -> usize {
    let mut end = at;
    let digits = |from: usize| chars.get(from..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count();
    let letters = |from: usize| chars.get(from).is_some_and(|c| c.is_alphanumeric());
    while let Some(c) = chars.get(end) {
        let thousand = matches!(c, ' ' | '\u{a0}' | '\u{202f}')
            && end > at
            && digits(end + 1) == 3
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

/// The figure in one writing.
fn value(raw: &str, behind: &[char]) -> String {
    let lower = fold(&raw.chars().map(|c| if matches!(c, ' ' | '\u{a0}' | '\u{202f}') { '_' } else { c }).collect::<String>());
    let numeric = raw.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | ','));
    let parts: Vec<&str> = raw.split('.').collect();
    if let [day, month, rest @ ..] = parts.as_slice()
        && numeric
        && day.len() <= 2
        && month.len() == 2
        && rest.len() <= 1
        && let (Ok(day), Ok(month @ 1..=12)) = (day.parse::<u8>(), month.parse::<u8>())
        && day <= 31
        && !(rest.is_empty() && day == 0)
    {
        return format!("{day}.{month}");
    }
    if numeric {
        let word: String = behind.iter().skip_while(|c| c.is_whitespace() || **c == '.').take_while(|c| c.is_alphabetic()).collect();
        let word = fold(&word);
        let month = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)));
        let number = raw.replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".");
        let number = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.').to_owned() } else { number };
        return month.map_or(number.clone(), |month| format!("{number}.{}", month + 1));
    }
    lower
}

fn whole(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
