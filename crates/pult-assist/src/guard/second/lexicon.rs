//! Ideas a reply can speak of, and the words of each language for them: what was learned of a promise
//! in one language then helps in the other four.

use super::super::Locale;
use super::super::text::Token;
use pult_domain::sla::words::fold;
use std::collections::HashMap;

/// Longest beginning that is looked up, in characters.
const LONGEST: usize = 16;

/// A word of an entry: its folded letters, and whether it may go on.
type Shape = (String, bool);

#[derive(Debug, Default)]
struct Words {
    whole: HashMap<String, Vec<u32>>,
    begins: HashMap<String, Vec<u32>>,
    /// Several words in a row, by the first two letters of the first.
    rows: HashMap<String, Vec<(Vec<Shape>, u32)>>,
}

/// The ideas, ready to be found; an idea is the hash of its name.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: Vec<(Locale, Words)>,
}

impl Lexicon {
    pub(super) fn shipped() -> Self {
        let sources = [
            (Locale::Ru, include_str!("ideas/ru.txt")),
            (Locale::En, include_str!("ideas/en.txt")),
            (Locale::Hu, include_str!("ideas/hu.txt")),
            (Locale::Cs, include_str!("ideas/cs.txt")),
            (Locale::Fr, include_str!("ideas/fr.txt")),
        ];
        Self { words: sources.into_iter().map(|(locale, source)| (locale, Words::read(source))).collect() }
    }

    /// The ideas of each word.
    pub(super) fn ideas(&self, tokens: &[Token], locale: Locale) -> Vec<Vec<u32>> {
        let Some((_, words)) = self.words.iter().find(|(known, _)| *known == locale) else { return vec![Vec::new(); tokens.len()] };
        (0..tokens.len()).map(|at| words.at(tokens.get(at..).unwrap_or_default())).collect()
    }
}

impl Words {
    fn read(source: &str) -> Self {
        let mut words = Self::default();
        for (name, list) in source.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':')) {
            let idea = super::features::hash('i', &[name]);
            for entry in list.split_whitespace() {
                let mut row: Vec<Shape> = entry.split(['_', '-']).map(shape).filter(|(word, _)| !word.is_empty()).collect();
                match (row.len(), row.first().cloned()) {
                    (0, _) | (_, None) => {}
                    (1, Some((word, begins))) => {
                        let list = if begins { &mut words.begins } else { &mut words.whole };
                        list.entry(word).or_default().push(idea);
                    }
                    (_, Some((first, _))) => words.rows.entry(beginning(&first)).or_default().push((std::mem::take(&mut row), idea)),
                }
            }
        }
        words
    }

    /// The ideas of the first word, and of the words that begin with it.
    fn at(&self, tokens: &[Token]) -> Vec<u32> {
        let Some(first) = tokens.first() else { return Vec::new() };
        let mut found = self.whole.get(&first.word).cloned().unwrap_or_default();
        for (at, c) in first.word.char_indices().take(LONGEST) {
            found.extend(first.word.get(..at + c.len_utf8()).and_then(|start| self.begins.get(start)).into_iter().flatten());
        }
        for (row, idea) in self.rows.get(&beginning(&first.word)).into_iter().flatten() {
            let fits = row.len() <= tokens.len() && row.iter().zip(tokens).all(|(shape, token)| fits(shape, &token.word));
            if fits {
                found.push(*idea);
            }
        }
        if first.word.starts_with(char::is_numeric) {
            found.push(super::features::hash('i', &["#"]));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn shape(text: &str) -> Shape {
    match text.strip_suffix('*') {
        Some(bare) => (fold(bare), true),
        None => (fold(text), false),
    }
}

fn fits((word, begins): &Shape, said: &str) -> bool {
    if *begins { said.starts_with(word.as_str()) } else { said == word }
}

fn beginning(word: &str) -> String {
    word.chars().take(2).collect()
}
