//! Which written words are forms of one word.
//!
//! Search keeps words as they were written and asks at search time which of them are forms of the
//! word that was typed. Alternatives that lost:
//! - one stem a word, kept in the index (Snowball): it misses fleeting vowels (чехол, чехла) and
//!   changed consonants (ruka, ruce), cuts short Hungarian words (bolt to bol), has no Czech, and a
//!   better rule means a new index;
//! - lists of all forms of all words: tens of megabytes for five languages, and none of them knows
//!   what a shop sells.
//!
//! A word is read in every way its language allows: as a stem and one of a class's endings. Another
//! word is a form of it when it is the same stem, or its regular variant, with an ending of the same
//! class. Nobody tells the languages of Latin words apart: three words are too few.
//!
//! Everything here works on folded words ([`crate::stems::fold`]), so marks typed or left out change
//! nothing.

mod czech;
mod endings;
mod english;
mod french;
mod hungarian;
mod irregular;
mod russian;

use crate::stems::Stemmers;
use endings::Endings;
use std::collections::HashSet;

/// Shortest stem, in letters, that says enough: below, only lists of irregular words help.
const SHORTEST_STEM: usize = 3;

/// One way to read a word: what stays, and the endings it may have.
#[derive(Clone, Debug)]
pub struct Reading {
    stem: String,
    endings: &'static Endings,
    /// Whether the stem is the word's own, not a variant of it.
    own: bool,
}

impl Reading {
    /// What stays of the word.
    #[must_use]
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// Whether the stem is cut from the word itself, without a changed sound.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.own
    }

    /// Whether a stem may be followed by this.
    #[must_use]
    pub fn may_end(&self, ending: &str) -> bool {
        self.endings.has(ending)
    }
}

/// A word with the ways to read it.
#[derive(Debug)]
pub struct Forms {
    word: String,
    readings: Vec<Reading>,
    irregular: Vec<&'static str>,
    /// Snowball's English stem, with the letters that all its forms begin with.
    regular: Option<(String, String)>,
}

impl Forms {
    /// Reads a folded word. A word with a digit, or of another script, has no other forms.
    #[must_use]
    pub fn of(stemmers: &Stemmers, word: &str) -> Self {
        let mut forms = Self { word: word.to_owned(), readings: Vec::new(), irregular: Vec::new(), regular: None };
        if word.chars().all(|c| matches!(c, 'а'..='я')) {
            russian::read(word, &mut forms.readings);
            forms.irregular = irregular::russian(word);
        } else if word.bytes().all(|b| b.is_ascii_lowercase()) {
            hungarian::read(word, &mut forms.readings);
            czech::read(word, &mut forms.readings);
            french::read(word, &mut forms.readings);
            forms.irregular = irregular::latin(word);
            forms.regular = regular(word, english::regular(stemmers, word));
        }
        forms.readings.retain(|reading| reading.stem.chars().count() >= SHORTEST_STEM);
        let mut seen = HashSet::new();
        forms.readings.retain(|reading| seen.insert((reading.stem.clone(), std::ptr::from_ref(reading.endings))));
        forms
    }

    /// The ways to read the word.
    #[must_use]
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// Forms that follow no rule; the word itself is not among them.
    #[must_use]
    pub fn irregular(&self) -> &[&'static str] {
        &self.irregular
    }

    /// What every other form begins with: the fewest beginnings that cover all readings.
    #[must_use]
    pub fn beginnings(&self) -> Vec<&str> {
        let stems = self.readings.iter().map(|reading| reading.stem.as_str()).chain(self.regular.iter().map(|(_, beginning)| beginning.as_str()));
        let mut all: Vec<&str> = stems.collect();
        all.sort_unstable();
        all.dedup();
        let mut fewest: Vec<&str> = Vec::new();
        for stem in all {
            // Sorted: what begins with another one comes right after it.
            if !fewest.last().is_some_and(|last| stem.starts_with(last)) {
                fewest.push(stem);
            }
        }
        fewest
    }

    /// Whether another folded word is a form of this one.
    #[must_use]
    pub fn accept(&self, stemmers: &Stemmers, other: &str) -> bool {
        let read = |reading: &Reading| other.strip_prefix(reading.stem.as_str()).is_some_and(|ending| reading.endings.has(ending));
        other == self.word || self.irregular.contains(&other) || self.readings.iter().any(read) || self.is_regular(stemmers, other)
    }

    /// As [`Forms::accept`], by stems of so many letters and more: for a word that may be unfinished.
    #[must_use]
    pub fn accept_by_stem(&self, other: &str, letters: usize) -> bool {
        let long = self.readings.iter().filter(|reading| reading.stem.chars().count() >= letters);
        long.filter_map(|reading| Some((reading, other.strip_prefix(reading.stem.as_str())?))).any(|(reading, ending)| reading.endings.has(ending))
    }

    fn is_regular(&self, stemmers: &Stemmers, other: &str) -> bool {
        self.regular.as_ref().is_some_and(|(stem, beginning)| other.starts_with(beginning.as_str()) && *stem == english::regular(stemmers, other))
    }
}

/// Snowball's stem with the beginning that its forms share: it may have changed the last letter.
fn regular(word: &str, stem: String) -> Option<(String, String)> {
    let letters = stem.chars().count();
    let shared = letters.saturating_sub(1).max(SHORTEST_STEM);
    (letters >= SHORTEST_STEM).then(|| (stem, word.chars().take(shared).collect()))
}

#[cfg(test)]
mod tests;
