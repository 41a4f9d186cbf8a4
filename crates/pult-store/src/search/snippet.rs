//! The words around the first hit, cut from the message's own text: the index holds terms only.

use super::asked::Asked;
use crate::text::words;
use std::ops::Range;

/// Characters shown before the first hit, and in all.
const SHOWN: (usize, usize) = (40, 160);

/// The words around the first hit; hits are marked.
pub(super) fn snippet(asked: &Asked, text: &str) -> Vec<(String, bool)> {
    let first = words(text).find(|range| text.get(range.clone()).is_some_and(|word| asked.marks(word)));
    let from = first.map_or(0, |range| range.start);
    let start = text.get(..from).map_or(0, |before| before.char_indices().rev().nth(SHOWN.0).map_or(0, |(at, _)| at));
    let shown = text.get(start..).unwrap_or_default();
    let end = shown.char_indices().nth(SHOWN.1).map_or(shown.len(), |(at, _)| at);
    let shown = shown.get(..end).unwrap_or_default();
    let mut out = Snippet { parts: Vec::new() };
    if start > 0 {
        out.push("…", false);
    }
    let mut done = 0;
    for Range { start, end } in words(shown) {
        let word = shown.get(start..end).unwrap_or_default();
        out.push(shown.get(done..start).unwrap_or_default(), false);
        out.push(word, asked.marks(word));
        done = end;
    }
    out.push(shown.get(done..).unwrap_or_default(), false);
    if start + end < text.len() {
        out.push("…", false);
    }
    out.parts
}

/// Parts of a snippet, neighbours of the same kind joined.
struct Snippet {
    parts: Vec<(String, bool)>,
}

impl Snippet {
    fn push(&mut self, text: &str, marked: bool) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some((last, kind)) if *kind == marked => last.push_str(text),
            _ => self.parts.push((text.to_owned(), marked)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::asked::AskedWord;
    use super::*;

    fn cut(forms: &[&str], text: &str) -> Vec<(String, bool)> {
        let forms = forms.iter().map(|form| (*form).to_owned()).collect();
        snippet(&Asked { words: vec![AskedWord { forms, ..AskedWord::default() }], ..Asked::default() }, text)
    }

    #[test]
    fn hits_are_marked_in_the_text_as_it_was_written() {
        assert_eq!(cut(&["заказ", "заказы"], "Где мой Заказ?"), [("Где мой ".into(), false), ("Заказ".into(), true), ("?".into(), false)]);
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_hit() {
        let text = format!("{} посылка {}", "слово ".repeat(500), "ещё ".repeat(500));
        let parts = cut(&["посылка"], &text);
        assert!(parts.iter().any(|(part, marked)| *marked && part == "посылка"));
        let length: usize = parts.iter().map(|(part, _)| part.chars().count()).sum();
        assert!(length <= SHOWN.1 + 2, "{length} characters");
        assert!(parts.first().is_some_and(|(part, _)| part.starts_with('…')));
    }
}
