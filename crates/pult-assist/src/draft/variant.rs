//! Another form of a draft without a model: shorter, warmer, more formal. What cannot be done by
//! leaving out or adding whole sentences is left to a model.

use super::sentences::{self, Sentence};
use super::signed::{signed, unsigned};
use super::{Case, Variant, candidates, words};
use crate::guard::Locale;

/// Sentences that a short reply keeps beside its greeting.
const SHORT: usize = 2;

/// The text in another form; none where that takes a model, or where nothing would change.
#[must_use]
pub fn apply(case: &Case, text: &str, locale: Locale, variant: Variant) -> Option<String> {
    let body = unsigned(text, &case.tone);
    let changed = match variant {
        Variant::Shorter => shorter(body, case, locale),
        Variant::Warmer => warmer(body, locale),
        Variant::Formal => formal(body, case, locale),
        Variant::Translate => return None,
    };
    let whole = if body == text { changed } else { signed(&changed, &case.tone, case.limits.max_chars) };
    (whole != text).then_some(whole)
}

fn shorter(text: &str, case: &Case, locale: Locale) -> String {
    let greeting = candidates::greeting(case, locale);
    let close = words::sentences(locale, "answer-warm-close");
    let mut kept: Vec<Sentence> = Vec::new();
    for sentence in sentences::cut(text).into_iter().filter(|sentence| sentence.text != close) {
        let greets = sentence.text == greeting;
        if greets || kept.iter().filter(|kept| kept.text != greeting).count() < SHORT {
            kept.push(sentence);
        }
    }
    sentences::join(&kept)
}

fn warmer(text: &str, locale: Locale) -> String {
    let (open, close) = (words::sentences(locale, "answer-warm-open"), words::sentences(locale, "answer-warm-close"));
    let mut all = sentences::cut(text);
    // "Thank you for writing" before "Thank you for telling us at once" is once too often.
    let first = |text: &str| text.split(|c: char| !c.is_alphabetic()).next().map(str::to_lowercase);
    let thanks = all.iter().any(|sentence| first(&sentence.text) == first(&open));
    if !thanks {
        let at = usize::from(all.first().is_some_and(|first| sentences::weight(&first.text) <= 3 && first.text.ends_with('!')));
        all.insert(at.min(all.len()), Sentence { text: open, breaks: false });
    }
    if !all.iter().any(|sentence| sentence.text == close) {
        all.push(Sentence { text: close, breaks: false });
    }
    sentences::join(&all)
}

fn formal(text: &str, case: &Case, locale: Locale) -> String {
    let warm = [words::sentences(locale, "answer-warm-open"), words::sentences(locale, "answer-warm-close")];
    let kept: Vec<Sentence> = sentences::cut(text).into_iter().filter(|sentence| !warm.contains(&sentence.text)).collect();
    let body = sentences::join(&kept);
    match candidates::formal_close(case, locale) {
        Some(close) if !body.ends_with(&close) => format!("{body}\n{close}"),
        _ => body,
    }
}
