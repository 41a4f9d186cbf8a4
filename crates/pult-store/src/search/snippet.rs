//! The words around the first hit, cut from the message's own text: the index holds terms only.

use super::asked::Asked;
use crate::text::run_ranges;
use std::ops::Range;

/// Characters shown before the first hit, and in all.
const SHOWN: (usize, usize) = (40, 160);

/// The words around the first hit; hits are marked.
pub(super) fn snippet(asked: &Asked, text: &str) -> Vec<(String, bool)> {
    let from = places(asked, text).next().map_or(0, |range| range.start);
    let start = text.get(..from).map_or(0, |before| before.char_indices().rev().nth(SHOWN.0).map_or(0, |(at, _)| at));
    let shown = text.get(start..).unwrap_or_default();
    let end = shown.char_indices().nth(SHOWN.1).map_or(shown.len(), |(at, _)| at);
    let shown = shown.get(..end).unwrap_or_default();
    let mut out = Snippet { parts: Vec::new() };
    if start > 0 {
        out.push("…", false);
    }
    let mut done = 0;
    for Range { start, end } in places(asked, shown) {
        out.push(shown.get(done..start).unwrap_or_default(), false);
        out.push(shown.get(start..end).unwrap_or_default(), true);
        done = end;
    }
    out.push(shown.get(done..).unwrap_or_default(), false);
    if start + end < text.len() {
        out.push("…", false);
    }
    out.parts
}

/// Where what was asked for stands: its words, and a code that is asked for as a whole.
fn places(asked: &Asked, text: &str) -> impl Iterator<Item = Range<usize>> {
    run_ranges(text).flat_map(move |run| {
        let pieces: Vec<&str> = run.iter().filter_map(|piece| text.get(piece.clone())).collect();
        let whole = run.first().zip(run.last()).map(|(first, last)| first.start..last.end);
        let marked: Vec<Range<usize>> = run.into_iter().zip(&pieces).filter(|(_, piece)| asked.marks(piece)).map(|(place, _)| place).collect();
        if marked.is_empty() && asked.marks_code(&pieces) { whole.into_iter().collect() } else { marked }
    })
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
    fn a_code_is_marked_as_a_whole_wherever_it_stands() {
        let text = format!("{} заказ AB-1234/7, спасибо", "слово ".repeat(100));
        let parts = cut(&["ab12347"], &text);
        let marked: Vec<&str> = parts.iter().filter(|(_, marked)| *marked).map(|(part, _)| part.as_str()).collect();
        assert_eq!(marked, ["AB-1234/7"], "{parts:?}");
        assert_eq!(cut(&["12"], "555-12"), [("555-".into(), false), ("12".into(), true)], "a piece that was asked for alone");
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
