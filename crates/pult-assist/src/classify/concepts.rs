//! Ideas that buyers of every language speak of, and the words they use for them.
//!
//! Words of one language say nothing about another; "refund", "возврат" and "visszatérítés" become one
//! feature here, so that what was learned from one language helps the other four. The words are prose
//! in `concepts.txt`: an entry is a name, then a line of words for each language. `word*` stands for
//! every word that begins so, `one_two` for two neighbours.

use super::Language;
use super::features::hash;
use super::text::Text;
use pult_domain::sla::words::{fold, sound};
use std::collections::HashMap;

/// The entries.
const SHIPPED: &str = include_str!("concepts.txt");
/// Stands between two words that must be neighbours.
const BETWEEN: &str = "_";
/// Longest beginning of a word, or of two, that is looked up, in characters.
const LONGEST_BEGINNING: usize = 18;
/// Concepts of one message that are paired with each other.
const PAIRED: usize = 24;
/// How many words apart two concepts still belong together.
const NEAR: usize = 4;

#[derive(Debug, Default)]
struct Words {
    whole: HashMap<String, Vec<u16>>,
    begins: HashMap<String, Vec<u16>>,
}

/// The concepts, ready to be found.
#[derive(Debug)]
pub(super) struct Concepts {
    names: Vec<String>,
    words: [Words; 5],
}

impl Concepts {
    pub(super) fn shipped() -> Self {
        let mut concepts = Self { names: Vec::new(), words: Default::default() };
        for line in SHIPPED.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => concepts.names.push(name.to_owned()),
                None => concepts.learn(line),
            }
        }
        concepts
    }

    fn learn(&mut self, line: &str) {
        let Some((language, words)) = line.split_once(' ') else { return };
        let Some(language) = Language::parse(language) else { return };
        let Ok(concept) = u16::try_from(self.names.len().saturating_sub(1)) else { return };
        let Some(known) = self.words.get_mut(language.index()) else { return };
        for word in words.split_whitespace() {
            let (bare, list) = match word.strip_suffix('*') {
                Some(bare) => (bare, &mut known.begins),
                None => (word, &mut known.whole),
            };
            let spell = |word: &str| if language == Language::Ru { sound(&fold(word)) } else { fold(word) };
            let shape = bare.split(BETWEEN).map(spell).collect::<Vec<_>>().join(BETWEEN);
            list.entry(shape).or_default().push(concept);
        }
    }

    /// The concepts of a word.
    fn of(&self, form: &str, language: Language) -> Vec<u16> {
        let Some(known) = self.words.get(language.index()) else { return Vec::new() };
        let mut found = known.whole.get(form).cloned().unwrap_or_default();
        let mut beginning = String::new();
        for c in form.chars().take(LONGEST_BEGINNING) {
            beginning.push(c);
            if let Some(more) = known.begins.get(&beginning) {
                found.extend(more);
            }
        }
        found
    }

    /// The concepts of two neighbours that neither of them has alone.
    fn of_pair(&self, first: &str, pair: &str, language: Language) -> Vec<u16> {
        let alone = self.of(first, language);
        self.of(pair, language).into_iter().filter(|concept| !alone.contains(concept)).collect()
    }

    /// The concepts of a message, and which of them stand together.
    pub(super) fn features(&self, text: &Text, forms: &[String], language: Language) -> Vec<u32> {
        let mut found: Vec<(usize, u32, u16)> = Vec::new();
        for (at, (form, token)) in forms.iter().zip(&text.tokens).enumerate() {
            let pair = forms.get(at + 1).map(|next| [form.as_str(), next].join(BETWEEN));
            let heard = self.of(form, language).into_iter().chain(pair.into_iter().flat_map(|pair| self.of_pair(form, &pair, language)));
            found.extend(heard.map(|concept| (at, token.sentence, concept)));
        }
        found.truncate(PAIRED);
        let mut keys = Vec::new();
        for (n, (at, sentence, concept)) in found.iter().enumerate() {
            keys.push(hash("i", &[self.name(*concept)]));
            for (later, other_sentence, other) in found.iter().skip(n + 1).filter(|(_, _, other)| other != concept) {
                let (first, second) = (self.name(*concept), self.name(*other));
                let unordered = if first < second { [first, second] } else { [second, first] };
                keys.push(hash("ii", &unordered));
                if later - at <= NEAR && later != at && sentence == other_sentence {
                    keys.push(hash("in", &[first, second]));
                }
            }
        }
        if text.clock {
            keys.push(hash("i", &["clock"]));
            keys.extend(found.iter().map(|(_, _, concept)| hash("ii", &["clock", self.name(*concept)])));
        }
        if text.questions > 0 {
            keys.extend(found.iter().map(|(_, _, concept)| hash("iq", &[self.name(*concept)])));
        }
        keys
    }

    fn name(&self, concept: u16) -> &str {
        self.names.get(usize::from(concept)).map_or("", String::as_str)
    }
}
