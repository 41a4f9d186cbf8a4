//! The words of a rule, as an owner types them.
//!
//! A phrase is a few words that must follow one another, with up to [`GAP`] other words between:
//! - `возврат` any form of the word;
//! - `сломал*` every word that begins so;
//! - `=мал` this word and no other form;
//! - `заказ|посылка` one of them;
//! - `#` a number;
//! - `деньги .. верните` up to [`WIDE_GAP`] words between;
//! - `в_пути|едет` a choice of several words; they follow one another at once;
//! - `не ~тот` nothing between these two;
//! - `прислали & заказывал` both in the message, in any order.
//!
//! A regular expression lost: an owner cannot write one, and it would match bare substrings.

use super::words::{fold, words};
use serde::{Deserialize, Serialize};

/// Words that may stand between two words of a phrase: "где же мой заказ" (design 5 and 6).
pub const GAP: u8 = 2;
/// Words that may stand where a phrase says `..`.
pub const WIDE_GAP: u8 = 6;

/// One shape a word may have.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Any form of this word.
    Forms(String),
    /// This folded word.
    Whole(String),
    /// Every word beginning with this folded stem.
    Begins(String),
    /// A number.
    Number,
}

/// A place in a phrase: the shapes its word may have, and how far from the word before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) shapes: Vec<Shape>,
    pub(super) gap: u8,
}

/// A phrase: runs of places; all runs must be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) runs: Vec<Vec<Place>>,
}

/// Why words of a rule cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum PhraseProblem {
    /// There is no word in it.
    Empty,
    /// It would match every message: a lone `*` or a stem of one letter.
    TooShort,
    /// More words than anybody writes in a phrase.
    TooLong,
}

/// Words of one phrase at most.
const MOST_PLACES: usize = 12;

/// Spellings of one phrase at most: alternatives of several words multiply.
const MOST_SPELLINGS: usize = 96;

impl Phrase {
    /// Reads a phrase as typed; alternatives of several words make it several phrases.
    pub(super) fn read(text: &str) -> Result<Vec<Self>, PhraseProblem> {
        let mut all = vec![Self { runs: Vec::new() }];
        for part in text.split('&') {
            let spellings = run(part)?;
            all = all.iter().flat_map(|phrase| spellings.iter().map(|run| phrase.with(run))).take(MOST_SPELLINGS).collect();
        }
        let places = |phrase: &Self| phrase.runs.iter().map(Vec::len).sum::<usize>();
        if all.iter().flat_map(|phrase| &phrase.runs).any(Vec::is_empty) {
            return Err(PhraseProblem::Empty);
        }
        if all.iter().any(|phrase| places(phrase) > MOST_PLACES) { Err(PhraseProblem::TooLong) } else { Ok(all) }
    }

    /// The same with words taken as they stand, not in their other forms.
    pub(super) fn whole(mut self) -> Self {
        for shape in self.runs.iter_mut().flatten().flat_map(|place| &mut place.shapes) {
            if let Shape::Forms(lower) = shape {
                *shape = Shape::Whole(fold(lower));
            }
        }
        self
    }

    fn with(&self, run: &[Place]) -> Self {
        let mut runs = self.runs.clone();
        runs.push(run.to_vec());
        Self { runs }
    }

    pub(super) fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.runs.iter().flatten().flat_map(|place| &place.shapes)
    }
}

/// The spellings of a run.
fn run(text: &str) -> Result<Vec<Vec<Place>>, PhraseProblem> {
    let mut all: Vec<Vec<Place>> = vec![Vec::new()];
    let mut gap = GAP;
    for piece in text.split_whitespace() {
        if piece.chars().all(|c| c == '.' || c == '…') {
            gap = WIDE_GAP;
            continue;
        }
        let (piece, gap_here) = piece.strip_prefix('~').map_or((piece, gap), |piece| (piece, 0));
        let choices = choices(piece)?;
        gap = GAP;
        if choices.is_empty() {
            continue;
        }
        let grown = all.iter().flat_map(|run| choices.iter().map(|choice| lengthened(run, choice, gap_here)));
        all = grown.take(MOST_SPELLINGS).collect();
    }
    Ok(all)
}

fn lengthened(run: &[Place], choice: &[Vec<Shape>], gap: u8) -> Vec<Place> {
    let places = choice.iter().enumerate().map(|(n, shapes)| Place { shapes: shapes.clone(), gap: if n == 0 { gap } else { 0 } });
    run.iter().cloned().chain(places).collect()
}

/// What may stand in one place: one word of several shapes, or words in a row.
fn choices(piece: &str) -> Result<Vec<Vec<Vec<Shape>>>, PhraseProblem> {
    let mut single = Vec::new();
    let mut rows = Vec::new();
    for alternative in piece.split('|').filter(|part| !part.is_empty()) {
        let mut row = Vec::new();
        for part in alternative.split('_') {
            row.extend(shapes(part)?);
        }
        match row.as_slice() {
            [] => {}
            [_] => single.append(&mut row),
            _ => rows.push(row.into_iter().map(|shape| vec![shape]).collect()),
        }
    }
    if !single.is_empty() {
        rows.push(vec![single]);
    }
    Ok(rows)
}

fn shapes(text: &str) -> Result<Vec<Shape>, PhraseProblem> {
    if text == "#" {
        return Ok(vec![Shape::Number]);
    }
    let (bare, whole) = text.strip_prefix('=').map_or((text, false), |bare| (bare, true));
    let (bare, begins) = bare.strip_suffix('*').map_or((bare, false), |bare| (bare, true));
    let cut = words(bare);
    let last = cut.len().saturating_sub(1);
    if begins && cut.is_empty() {
        return Err(PhraseProblem::TooShort);
    }
    cut.into_iter()
        .enumerate()
        .map(|(n, word)| match fold(&word.lower) {
            folded if begins && n == last && folded.chars().count() < 2 => Err(PhraseProblem::TooShort),
            folded if begins && n == last => Ok(Shape::Begins(folded)),
            folded if whole => Ok(Shape::Whole(folded)),
            _ => Ok(Shape::Forms(word.lower)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_read_as_typed() {
        let phrases = Phrase::read("где мой .. заказ*|=мал не ~то & qu'elle").expect("a phrase");
        let gaps: Vec<Vec<u8>> = phrases[0].runs.iter().map(|run| run.iter().map(|place| place.gap).collect()).collect();
        assert_eq!((phrases.len(), gaps), (1, vec![vec![GAP, GAP, WIDE_GAP, GAP, 0], vec![GAP, 0]]));
        assert_eq!(phrases[0].runs[0][2].shapes, [Shape::Begins("заказ".into()), Shape::Whole("мал".into())]);
    }

    #[test]
    fn a_choice_of_several_words_is_another_spelling() {
        let phrases = Phrase::read("заказ в_пути|едет").expect("a phrase");
        let lengths: Vec<usize> = phrases.iter().map(|phrase| phrase.runs[0].len()).collect();
        assert_eq!(lengths, [3, 2]);
    }

    #[test]
    fn what_would_match_everything_is_refused() {
        for (text, problem) in [("", PhraseProblem::Empty), ("  ", PhraseProblem::Empty), ("*", PhraseProblem::TooShort), ("а*", PhraseProblem::TooShort)] {
            assert_eq!(Phrase::read(text), Err(problem), "{text:?}");
        }
        assert_eq!(Phrase::read("a & "), Err(PhraseProblem::Empty));
        assert_eq!(Phrase::read(&"слово ".repeat(13)), Err(PhraseProblem::TooLong));
    }
}
