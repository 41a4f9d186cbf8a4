//! The truth check: what a draft says that none of the facts at hand holds.
//!
//! Figures and codes are compared in one writing (`figures`), days and spans of time said in words by
//! what they mean (`days`), states of an order by groups of words that say the same (`states`). Whoever
//! writes for the shop may say what the order, the shop and the marketplace say. Of a buyer's words only
//! figures and dates may be repeated: who asks "is it delivered?" has told no state, and who asks "on
//! Monday?" no day on which anything will come.

mod approved;
mod calendar;
mod days;
mod figures;
mod states;
mod subjects;

pub(crate) use approved::approvals;
pub(crate) use calendar::names_a_day;
pub use subjects::Subject;

use super::text::{Cut, Token};
use super::{Facts, Finding, Level, Locale, Reason, RuleId, Source};
use states::{Said, State};
use std::collections::{BTreeMap, BTreeSet};

/// Words of a sentence that says little more than its figure: "Да, 25 ноября".
const BARE: usize = 2;

/// Findings for every number, date, price, tracking code, day and state that the facts do not hold.
/// Numbers are compared as numbers: "1 990 ₽" is "1990.00", "17.11" is "17 ноября", "два дня" are "2 дня".
#[must_use]
pub fn truth_check(text: &str, locale: Locale, facts: &Facts) -> Vec<Finding> {
    let cut = Cut::new(text, locale);
    found(&cut, &unknown_claims(&cut, locale, facts), &unknown_states(&cut, locale, facts))
}

/// The same of a text that a person has made of a draft. What stood in the draft must be held by the facts still. What the
/// person has put there is their own word: it is found only where a fact of the same kind is at hand (`known`) and says it
/// otherwise.
#[must_use]
pub fn edited_check(text: &str, draft: &str, locale: Locale, facts: &Facts, known: &[Subject]) -> Vec<Finding> {
    let (cut, draft) = (Cut::new(text, locale), Cut::new(draft, locale));
    let (drafted, stated) = (values_in(&draft, locale), states::said(&draft, locale));
    let mut claims = unknown_claims(&cut, locale, facts);
    claims.retain(|claim| drafted.contains(&claim.value) || known.iter().any(|subject| subject.is_of(&cut, claim)));
    let mut states = unknown_states(&cut, locale, facts);
    let known_otherwise = |state| known.contains(&Subject::State) && Subject::is_of_order(state);
    states.retain(|said| stated.iter().any(|other| other.state == said.state) || known_otherwise(said.state));
    found(&cut, &claims, &states)
}

fn found(cut: &Cut, claims: &[Claim], states: &[Said]) -> Vec<Finding> {
    let mut places: Vec<(u32, u32)> = claims.iter().map(|claim| (claim.start, claim.end)).collect();
    places.extend(states.iter().map(|said| (said.start, said.end)));
    places.sort_unstable();
    places.into_iter().map(|(start, end)| finding(cut, start, end)).collect()
}

/// A figure or a day that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Claim {
    /// What it says, in one writing.
    value: String,
    /// What it says besides: a date its month, a number of days its span.
    also: Option<String>,
    kind: Kind,
    start: u32,
    end: u32,
}

/// Whose words may hold a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A number or a code: anybody's.
    Number,
    /// A date or a span of time: anybody's, but a buyer's makes no promise.
    Time,
    /// A day to come, told from today: never a buyer's.
    Day,
}

fn claims(cut: &Cut, locale: Locale) -> Vec<Claim> {
    let mut found = figures::find(cut);
    found.extend(days::find(cut, locale));
    found
}

fn unknown_claims(cut: &Cut, locale: Locale, facts: &Facts) -> Vec<Claim> {
    let mut claims = claims(cut, locale);
    // Most sentences name nothing, and the facts are long.
    if claims.is_empty() {
        return Vec::new();
    }
    let (told, heard) = (values(&facts.texts, locale), values(&facts.heard, locale));
    let holds = |claim: &Claim| {
        let asked = heard.contains(&claim.value);
        told.contains(&claim.value)
            || match claim.kind {
                Kind::Number => asked,
                Kind::Time => asked && !promises(cut, claim.start),
                Kind::Day => false,
            }
    };
    claims.retain(|claim| !holds(claim));
    claims
}

/// Everything that texts say of figures and days.
fn values(texts: &[String], locale: Locale) -> BTreeSet<String> {
    texts.iter().flat_map(|text| values_in(&Cut::new(text, locale), locale)).collect()
}

fn values_in(cut: &Cut, locale: Locale) -> BTreeSet<String> {
    claims(cut, locale).into_iter().flat_map(|claim| std::iter::once(claim.value).chain(claim.also)).collect()
}

/// Whether the sentence at that place tells of what is to come, or little more than the figure there.
fn promises(cut: &Cut, start: u32) -> bool {
    let words = words_at(cut, start);
    words.len() <= BARE || words.iter().any(|word| calendar::is_coming(word))
}

/// The number of the sentence at that place.
fn sentence_at(cut: &Cut, start: u32) -> Option<u32> {
    cut.tokens.iter().find(|token| token.end > start).map(|token| token.sentence)
}

/// The words of that sentence.
fn words_at(cut: &Cut, start: u32) -> Vec<&str> {
    sentence_at(cut, start).into_iter().flat_map(|number| cut.sentence(number)).map(|(_, token)| token.word.as_str()).collect()
}

fn unknown_states(cut: &Cut, locale: Locale, facts: &Facts) -> Vec<Said> {
    let mut said = states::said(cut, locale);
    if said.is_empty() {
        return Vec::new();
    }
    let told: BTreeSet<State> = facts.texts.iter().flat_map(|text| states::said(&of_any_language(text, locale), locale)).map(|said| said.state).collect();
    said.retain(|said| !is_told(&told, said.state));
    said
}

/// A fact may be in another language than the draft: the shop's notes, a state as the program writes it.
fn of_any_language(text: &str, locale: Locale) -> Cut {
    let mut cut = Cut::new(text, locale);
    cut.languages.clear();
    cut
}

/// Whether a state was told, or follows from one that was.
fn is_told(told: &BTreeSet<State>, state: State) -> bool {
    let any = |states: &[State]| states.iter().any(|state| told.contains(state));
    let follows = match state {
        State::Shipped => any(&[State::OnTheWay, State::AtPickup, State::Delivered]),
        // What was sent is on its way until it has come somewhere.
        State::OnTheWay => any(&[State::Shipped]) && !any(&[State::AtPickup, State::Delivered, State::Returning, State::Returned, State::Cancelled]),
        _ => false,
    };
    follows || told.contains(&state)
}

/// Whether a clause ends as a question: what is asked is not said.
fn asks(cut: &Cut, clause: &[Token]) -> bool {
    clause.last().is_some_and(|token| is_asked(cut, token))
}

/// Whether the sentence of a clause ends so.
fn sentence_asks(cut: &Cut, clause: &[Token]) -> bool {
    let last = clause.last().and_then(|token| cut.sentence(token.sentence).last());
    last.is_some_and(|(_, token)| is_asked(cut, token))
}

/// Whether a question ends with that word.
fn is_asked(cut: &Cut, last: &Token) -> bool {
    let behind = cut.chars.get(last.end as usize..).unwrap_or_default();
    behind.iter().find(|c| !(c.is_whitespace() || matches!(**c, '»' | '”' | '"' | ')'))) == Some(&'?')
}

fn finding(cut: &Cut, start: u32, end: u32) -> Finding {
    let text: String = cut.chars.get(start as usize..end as usize).unwrap_or_default().iter().collect();
    let id = format!("guard-reason-{}", RuleId::UnknownFact.as_str().replace('_', "-"));
    let params = BTreeMap::from([("value".to_owned(), text)]);
    Finding { source: Source::Shipped(RuleId::UnknownFact), level: Level::Warn, start, end, reason: Reason::Code { id, params }, rewrite: None }
}
