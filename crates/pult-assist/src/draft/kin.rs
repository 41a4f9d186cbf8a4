//! Other stems under which a word stands: what the stemmers leave of one word differs from form to form.
//!
//! Rules of the languages, not lists of words; whatever is told here only adds to what meets, so that a stem which nobody
//! writes costs nothing. Prefixes change what a verb means too often ("весить", "повесить"): only the one that does
//! no more than finish the deed is taken off, and only of an infinitive.

use super::terms::stem;
use crate::guard::Locale;
use pult_domain::sla::words::{fold, is_cyrillic};

/// Letters of what a diminutive is made of, at least.
const FEWEST: usize = 3;
/// The same of a Czech or Russian infinitive without its prefix or ending, and of what a diminutive in "-очка" is made of.
const FEWEST_SURE: usize = 4;

/// The other stems of a word with this stem, folded; none for most words.
pub(super) fn of(lower: &str, own: &str, locale: Locale) -> Vec<String> {
    if is_cyrillic(lower) {
        return russian(lower, own);
    }
    match locale {
        // "Portja" becomes "port", which by itself would be "por".
        Locale::Hu => vec![stem(own, locale)],
        Locale::Cs => czech(&fold(lower)),
        Locale::Ru | Locale::En | Locale::Fr => Vec::new(),
    }
}

fn russian(lower: &str, own: &str) -> Vec<String> {
    let mut found = Vec::new();
    // "Ложечка" is a "ложка", "ситечко" a "сито"; "полочка" is a "полка" and no "пол".
    if let Some(base) = own.strip_suffix("ечк").filter(|base| letters(base) >= FEWEST) {
        found.extend([base.to_owned(), format!("{base}к")]);
    } else if let Some(base) = own.strip_suffix("очк").filter(|base| letters(base) >= FEWEST) {
        found.extend((letters(base) >= FEWEST_SURE).then(|| base.to_owned()));
        found.push(format!("{base}к"));
    }
    // "Пиала" loses as a verb would what "пиалы" keeps.
    if ["", "а", "о", "и"].iter().any(|ending| lower.strip_suffix(*ending).is_some_and(|word| word.strip_suffix('л') == Some(own))) {
        found.push(format!("{own}л"));
    }
    if let Some(verb) = lower.strip_prefix("вы").filter(|verb| verb.ends_with("ть") && letters(verb) >= FEWEST_SURE) {
        found.push(stem(verb, Locale::Ru));
    }
    found
}

fn czech(folded: &str) -> Vec<String> {
    let mut found = Vec::new();
    // "Nabíjet" beside "nabíjí".
    let ending = folded.strip_suffix("et").or_else(|| folded.strip_suffix("it"));
    found.extend(ending.filter(|rest| letters(rest) >= FEWEST_SURE).map(str::to_owned));
    if let Some(verb) = folded.strip_prefix("vy").filter(|verb| verb.ends_with('t') && letters(verb) >= FEWEST_SURE) {
        found.push(stem(verb, Locale::Cs));
    }
    found
}

fn letters(text: &str) -> usize {
    text.chars().count()
}
