//! The sentences a shop says, from the same Fluent files as every other word.
//!
//! Only what those files need is read: one message a line, variables in braces. The library for
//! the whole language is the faces' affair; here a missing variable must be told from an empty one,
//! so that its sentence can be left out.

use crate::guard::Locale;
use std::collections::HashMap;
use std::sync::LazyLock;

static SENTENCES: LazyLock<HashMap<(Locale, &'static str), &'static str>> = LazyLock::new(|| {
    let files = [
        (Locale::Ru, include_str!("../../../../locales/ru/replies.ftl")),
        (Locale::En, include_str!("../../../../locales/en/replies.ftl")),
        (Locale::Hu, include_str!("../../../../locales/hu/replies.ftl")),
        (Locale::Cs, include_str!("../../../../locales/cs/replies.ftl")),
        (Locale::Fr, include_str!("../../../../locales/fr/replies.ftl")),
    ];
    let lines = files.into_iter().flat_map(|(locale, file)| file.lines().map(move |line| (locale, line)));
    lines.filter_map(|(locale, line)| line.split_once(" = ").filter(|(id, _)| id.starts_with("answer-")).map(|(id, text)| ((locale, id), text))).collect()
});

/// The sentences of that id, variables still in them as `{{name}}`; empty where there are none.
pub(super) fn sentences(locale: Locale, id: &str) -> String {
    let known: &HashMap<(Locale, &str), &str> = &SENTENCES;
    known.get(&(locale, id)).copied().unwrap_or_default().replace("{ $", "{{").replace(" }", "}}")
}

/// Every id, for the tests.
#[cfg(test)]
pub(super) fn ids() -> Vec<&'static str> {
    let mut ids: Vec<_> = SENTENCES.keys().filter(|(locale, _)| *locale == Locale::Ru).map(|(_, id)| *id).collect();
    ids.sort_unstable();
    ids
}
