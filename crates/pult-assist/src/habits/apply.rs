//! Drafts that follow accepted habits: whole sentences and words are exchanged, none is composed.

use super::changes::{Line, core_of, lines, split_greeting};
use super::{Change, Habit, NAME};
use crate::classify::Intent;
use crate::draft::sentences::{self, Sentence};
use crate::guard::Locale;
use pult_domain::HabitKind;
use pult_domain::sla::words::{fold, words};
use std::fmt::Write as _;

/// A draft after the habits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The text.
    pub text: String,
    /// The habits that changed it.
    pub used: Vec<i64>,
}

/// A draft as the owner would have sent it. `name` is how the buyer may be called, where that is known.
#[must_use]
pub fn apply(habits: &[Habit], text: &str, locale: Locale, intent: Option<Intent>, customer: &str, name: Option<&str>) -> Applied {
    let mut applied = Applied { text: text.to_owned(), used: Vec::new() };
    let fitting = habits.iter().filter(|habit| habit.locale == locale && (habit.intent.is_none() || habit.intent == intent));
    let mut ordered: Vec<&Habit> = fitting.collect();
    // Words first, so that sentences are told by what the owner writes; last lines after everything else.
    ordered.sort_by_key(|habit| (order(habit.change.kind), habit.id));
    for habit in ordered {
        let Some(changed) = one(&habit.change, &applied.text, customer, name) else { continue };
        // A draft never becomes nothing.
        if changed != applied.text && sentences::weight(&changed) > 0 {
            applied.text = changed;
            applied.used.push(habit.id);
        }
    }
    applied
}

fn order(kind: HabitKind) -> u8 {
    match kind {
        HabitKind::Words => 0,
        HabitKind::Phrase => 1,
        HabitKind::Shorter => 2,
        HabitKind::Greeting => 3,
        HabitKind::SignOff => 4,
        HabitKind::Snippet => 5,
    }
}

fn one(change: &Change, text: &str, customer: &str, name: Option<&str>) -> Option<String> {
    let becomes = called(&change.becomes, name);
    match change.kind {
        HabitKind::Words => Some(with_words(text, &change.was, &change.becomes)),
        HabitKind::Greeting => greeted(change, text, customer, becomes?),
        HabitKind::Phrase | HabitKind::SignOff => with_sentence(change, text, customer, becomes?),
        HabitKind::Shorter => Some(shortened(text, customer, change.becomes.parse().ok()?)),
        // Knowledge is a source of drafts, not a change of them.
        HabitKind::Snippet => None,
    }
}

/// The text with the name in it; none where it needs one that is not known.
fn called(text: &str, name: Option<&str>) -> Option<String> {
    if !text.contains(NAME) {
        return Some(text.to_owned());
    }
    name.map(|name| text.replace(NAME, name))
}

fn key_of(text: &str) -> String {
    lines(text, "").iter().map(|line| line.key.clone()).collect::<Vec<_>>().join(" ")
}

fn greeted(change: &Change, text: &str, customer: &str, becomes: String) -> Option<String> {
    let mut all = sentences::cut(text);
    let (opened, _) = split_greeting(lines(text, customer));
    match (opened, change.was.is_empty()) {
        (None, true) => {
            all.insert(0, Sentence { text: becomes, breaks: false });
            Some(sentences::join(&all))
        }
        (Some(line), false) if is_meant(&line, &change.was) => {
            let first = all.first_mut()?;
            if becomes.is_empty() {
                all.remove(0);
            } else if change.was.contains(NAME) || becomes_whole(&change.becomes) {
                first.text = becomes;
            } else {
                // Only the word for it is another one: name and marks stay.
                let core = core_of(&Line { key: String::new(), text: first.text.clone() });
                let bare = core_of(&line);
                first.text = if core == bare { first.text.replacen(&core, &becomes, 1) } else { first.text.replacen(&bare, &becomes, 1) };
            }
            Some(sentences::join(&all))
        }
        _ => None,
    }
}

/// A whole greeting ends with a mark; a bare word does not.
fn becomes_whole(becomes: &str) -> bool {
    becomes.contains(NAME) || becomes.ends_with(|c: char| !c.is_alphanumeric())
}

fn is_meant(line: &Line, was: &str) -> bool {
    if was.contains(NAME) || becomes_whole(was) {
        return fold(&line.text) == fold(was);
    }
    fold(&core_of(line)) == fold(was)
}

fn with_sentence(change: &Change, text: &str, customer: &str, becomes: String) -> Option<String> {
    let all = sentences::cut(text);
    let keys: Vec<String> = lines(text, customer).into_iter().map(|line| line.key).collect();
    let (was, wanted) = (key_of_named(&change.was), key_of_named(&change.becomes));
    if change.was.is_empty() {
        if keys.contains(&wanted) || keys.contains(&key_of(&becomes)) {
            return None;
        }
        let breaks = text.contains('\n');
        let mut all = all;
        if let Some(last) = all.last_mut() {
            last.breaks = breaks;
        }
        all.push(Sentence { text: becomes, breaks: false });
        return Some(sentences::join(&all));
    }
    let mut changed = Vec::with_capacity(all.len());
    for (sentence, key) in all.into_iter().zip(&keys) {
        if *key != was {
            changed.push(sentence);
        } else if !becomes.is_empty() && !keys.contains(&wanted) {
            changed.push(Sentence { text: becomes.clone(), ..sentence });
        }
    }
    Some(sentences::join(&changed))
}

/// The key of a learned sentence, its variable as the mark of a name.
fn key_of_named(text: &str) -> String {
    const STAND_IN: &str = "Customerstandin";
    lines(&text.replace(NAME, STAND_IN), STAND_IN).iter().map(|line| line.key.clone()).collect::<Vec<_>>().join(" ")
}

/// Every place of some words in a row, exchanged; a capital stays one.
fn with_words(text: &str, was: &str, becomes: &str) -> String {
    let wanted: Vec<String> = words(was).iter().map(|word| fold(&word.lower)).collect();
    let chars: Vec<char> = text.chars().collect();
    let found = words(text);
    let folded: Vec<String> = found.iter().map(|word| fold(&word.lower)).collect();
    if wanted.is_empty() {
        return text.to_owned();
    }
    let (mut out, mut done, mut at) = (String::with_capacity(text.len()), 0, 0);
    while at < found.len() {
        let here = folded.get(at..at + wanted.len()).is_some_and(|window| window == wanted);
        let (Some(first), Some(last)) = (found.get(at), found.get(at + wanted.len().saturating_sub(1))) else { break };
        let same_clause = first.clause == last.clause;
        if !here || !same_clause {
            at += 1;
            continue;
        }
        let (start, end) = (first.start as usize, last.end as usize);
        out.extend(chars.get(done..start).unwrap_or_default());
        let capital = chars.get(start).is_some_and(|c| c.is_uppercase());
        let mut letters = becomes.chars();
        match letters.next() {
            Some(letter) if capital => out.extend(letter.to_uppercase().chain(letters)),
            _ => out.push_str(becomes),
        }
        done = end;
        at += wanted.len();
    }
    out.extend(chars.get(done..).unwrap_or_default());
    out
}

/// The first sentences beside the greeting.
fn shortened(text: &str, customer: &str, kept: usize) -> String {
    let all = sentences::cut(text);
    let greets = usize::from(split_greeting(lines(text, customer)).0.is_some());
    sentences::join(all.iter().take(kept.max(1) + greets))
}

/// What a model is told of the habits in a language, and which ones.
#[must_use]
pub fn instructions(habits: &[Habit], locale: Locale, intent: Option<Intent>) -> Applied {
    let mut told = Applied::default();
    for habit in habits.iter().filter(|habit| habit.locale == locale && (habit.intent.is_none() || habit.intent == intent)) {
        let Change { kind, was, becomes } = &habit.change;
        let (was, becomes) = (was.replace(NAME, "[the buyer's name]"), becomes.replace(NAME, "[the buyer's name]"));
        let line = match (kind, was.is_empty(), becomes.is_empty()) {
            (HabitKind::Snippet, ..) => continue,
            (HabitKind::Shorter, ..) => format!("At most {becomes} sentences beside the greeting."),
            (HabitKind::Greeting, true, _) => format!("Open with \"{becomes}\"."),
            (HabitKind::Greeting, _, true) => "Do not open with a greeting.".to_owned(),
            (HabitKind::Greeting, ..) => format!("Greet with \"{becomes}\", not with \"{was}\"."),
            (HabitKind::SignOff, true, _) => format!("End with \"{becomes}\"."),
            (HabitKind::SignOff, false, false) => format!("End with \"{becomes}\", not with \"{was}\"."),
            (HabitKind::Phrase, true, _) => format!("Say \"{becomes}\"."),
            (_, _, true) => format!("Do not write \"{was}\"."),
            _ => format!("Write \"{becomes}\", not \"{was}\"."),
        };
        let _ = write!(told.text, " {line}");
        told.used.push(habit.id);
    }
    told
}
