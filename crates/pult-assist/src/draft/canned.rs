//! Canned replies: the owner's own with variables, and how they are put into a chat.

use super::sentences::{self, Sentence};
use super::{Case, asked, names};
use crate::classify::Intent;
use crate::guard::Locale;
use serde::{Deserialize, Serialize};

/// The variables that are known, for editors and their tests.
pub const VARIABLES: [&str; 9] = ["customer", "order", "item", "status", "shop", "price", "due", "tracking", "size"];

/// A canned reply of the owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canned {
    /// Its row.
    pub id: i64,
    /// Its name.
    pub title: String,
    /// The text, with variables as `{{order}}`.
    pub text: String,
    /// The language; any where none is told.
    pub language: Option<Locale>,
    /// What it answers, where the owner said so.
    pub intent: Option<Intent>,
    /// Words of a question that ask for it.
    pub words: Vec<String>,
}

/// A text with its variables filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expanded {
    /// The text; unknown variables stay as they are written.
    pub text: String,
    /// Variables whose value is not known here.
    pub missing: Vec<String>,
}

/// The value of a variable in a chat.
fn value(case: &Case, name: &str, locale: Locale) -> Option<String> {
    match name {
        "customer" => names::to_greet(&case.customer, locale).map(str::to_owned),
        "shop" => Some(case.shop.trim().to_owned()).filter(|shop| !shop.is_empty()),
        _ => case.known.variable(name, locale, case.now),
    }
}

/// Fills in the variables, for the composer: the owner sees what is missing.
#[must_use]
pub fn expand(case: &Case, text: &str, locale: Locale) -> Expanded {
    let mut expanded = Expanded { text: String::with_capacity(text.len()), missing: Vec::new() };
    let mut rest = text;
    while let Some((before, variable, after)) = next_variable(rest) {
        expanded.text.push_str(before);
        match value(case, variable, locale) {
            Some(value) => expanded.text.push_str(&value),
            None => {
                expanded.text.push_str(&format!("{{{{{variable}}}}}"));
                if !expanded.missing.iter().any(|known| known == variable) {
                    expanded.missing.push(variable.to_owned());
                }
            }
        }
        rest = after;
    }
    expanded.text.push_str(rest);
    expanded
}

/// The next `{{name}}` with what stands before and after it.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{{")?;
    let (name, after) = rest.split_once("}}")?;
    Some((before, name.trim(), after))
}

/// Fills in the variables and leaves out the sentences whose variable is not known, and those that
/// ask for what the buyer has given. None when less than half of the words are left.
pub(super) fn fitted(case: &Case, text: &str, locale: Locale) -> Option<String> {
    let whole = sentences::cut(text);
    let weight = |kept: &[Sentence]| kept.iter().map(|sentence| sentences::weight(&sentence.text)).sum::<usize>();
    let before = weight(&whole);
    let kept: Vec<Sentence> = asked::drop_known(case, whole)
        .into_iter()
        .filter_map(|sentence| {
            let expanded = expand(case, &sentence.text, locale);
            expanded.missing.is_empty().then_some(Sentence { text: expanded.text, ..sentence })
        })
        .collect();
    (before > 0 && weight(&kept) * 2 >= before).then(|| sentences::join(&kept))
}

/// How surely a canned reply answers the question: by its words first, then by what it is for.
pub(super) fn fits(canned: &Canned, question: &str, intent: (Intent, f32), locale: Locale) -> Option<f32> {
    if canned.language.is_some_and(|language| language != locale) {
        return None;
    }
    let asked = sentences::folded(question);
    let said = |phrase: &String| {
        let wanted = sentences::folded(phrase);
        !wanted.is_empty() && wanted.iter().all(|wanted| asked.iter().any(|word| same_word(word, wanted)))
    };
    let by_words = canned.words.iter().any(said);
    let by_intent = canned.intent == Some(intent.0);
    match (by_words, by_intent) {
        (true, true) => Some(0.85),
        // The words say yes, the intent was set to something else: the owner decides.
        (true, false) if canned.intent.is_some() && intent.1 > 0.6 => Some(0.5),
        (true, false) => Some(0.75),
        (false, true) if canned.words.is_empty() => Some(0.4 + 0.35 * intent.1),
        _ => None,
    }
}

/// Forms of a word share all but their last letters.
fn same_word(word: &str, wanted: &str) -> bool {
    let letters = wanted.chars().count();
    if letters < 5 {
        return word == wanted;
    }
    let stem: String = wanted.chars().take(letters - 2).collect();
    word.starts_with(&stem) && word.chars().count() <= letters + 3
}
