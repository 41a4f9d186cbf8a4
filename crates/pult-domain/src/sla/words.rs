//! Words of a message: cut, folded and stemmed the same way for messages and for the words of rules.
//!
//! The five languages are not told apart: a message of four words is too short for that, and buyers
//! mix them. A Latin word is therefore stemmed in each language it may belong to. Shapes are tried
//! on words, never on bare substrings.

use super::language::Languages;
pub use crate::stems::fold;
use crate::stems::{SHORTEST_STEM, Stemmers};
use unicode_normalization::char::{compose, is_combining_mark};

/// Characters of a message that are read. A buyer who has written a page has said what it is about.
const LONGEST_TEXT: usize = 6_000;
/// Shortest word, in letters, of which other forms are recognised; shorter ones only match whole.
const SHORTEST_STEMMED: usize = 4;
/// What French writes before an apostrophe without ending the word before it.
const ELISIONS: [&str; 11] = ["l", "d", "j", "n", "s", "c", "m", "t", "qu", "jusqu", "lorsqu"];

/// A word of a text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Lower case, composed, `ё` written `е`.
    pub lower: String,
    /// First character, counted in Unicode scalar values of the text.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// Number of the clause: what stands between commas, brackets, dashes and sentence ends.
    pub clause: u32,
    /// Number of the sentence.
    pub sentence: u32,
}

impl Word {
    /// Whether it is a number or begins like one ("3", "77512", "2x").
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_numeric())
    }
}

/// Cuts a text into words.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let chars: Vec<char> = text.chars().take(LONGEST_TEXT).collect();
    let mut cutter = Cutter::default();
    for (at, c) in chars.iter().copied().enumerate() {
        let next = chars.get(at + 1).copied();
        match c {
            _ if c.is_alphanumeric() => cutter.letter(c, at),
            _ if is_combining_mark(c) => cutter.mark(c, at),
            // Soft hyphens and joiners stand inside words and mean nothing.
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
            '\'' | '’' | 'ʼ' | '`' if next.is_some_and(char::is_alphabetic) && cutter.joins() => {}
            _ => cutter.border(c, chars.get(at + 1..).unwrap_or_default()),
        }
    }
    cutter.flush();
    cutter.words
}

#[derive(Default)]
struct Cutter {
    words: Vec<Word>,
    current: String,
    start: usize,
    end: usize,
    clause: u32,
    sentence: u32,
}

impl Cutter {
    fn letter(&mut self, c: char, at: usize) {
        if self.current.is_empty() {
            self.start = at;
        }
        self.end = at + 1;
        self.current.extend(c.to_lowercase().map(|c| if c == 'ё' { 'е' } else { c }));
    }

    /// An accent written apart joins its letter.
    fn mark(&mut self, mark: char, at: usize) {
        let Some(letter) = self.current.pop() else { return };
        let whole = compose(letter, mark).unwrap_or(letter);
        self.current.push(if whole == 'ё' { 'е' } else { whole });
        self.end = at + 1;
    }

    /// Whether an apostrophe belongs to the word ("don't"); after a French elision it ends it.
    fn joins(&mut self) -> bool {
        if ELISIONS.contains(&self.current.as_str()) {
            self.flush();
        }
        true
    }

    fn border(&mut self, c: char, rest: &[char]) {
        self.flush();
        let follows = rest.iter().copied().find(|c| !c.is_whitespace());
        let apart = rest.first().is_none_or(|c| !c.is_alphanumeric());
        match c {
            // "obj. 88377" goes on.
            '.' if apart && !follows.is_some_and(char::is_numeric) => self.sentence_ends(),
            '!' | '?' | '…' | '\n' | '¿' | '¡' => self.sentence_ends(),
            ',' if !apart => {}
            ',' | ';' | ':' | '(' | ')' | '«' | '»' | '"' | '“' | '”' | '„' | '—' | '–' => self.clause += 1,
            '-' if apart => self.clause += 1,
            _ => {}
        }
    }

    fn sentence_ends(&mut self) {
        self.clause += 1;
        self.sentence += 1;
    }

    fn flush(&mut self) {
        if !self.current.is_empty() {
            let (start, end) = (u32::try_from(self.start).unwrap_or(u32::MAX), u32::try_from(self.end).unwrap_or(u32::MAX));
            self.words.push(Word { lower: std::mem::take(&mut self.current), start, end, clause: self.clause, sentence: self.sentence });
        }
    }
}

/// Whether a word is written in Cyrillic.
#[must_use]
pub fn is_cyrillic(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'))
}

/// How a Cyrillic or Latin spelling of a Russian word sounds, roughly: "заказ", "zakaz"; "мой",
/// "moj", "moy"; "ещё", "eshche", "esche". Both sides go through it, so that nobody's way of writing
/// Russian in Latin letters has to be known exactly.
#[must_use]
pub fn sound(folded: &str) -> String {
    let mut latin = String::with_capacity(folded.len());
    for c in folded.chars() {
        let letters = match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'э' => "e",
            'ж' => "zh",
            'з' => "z",
            'и' | 'ы' => "i",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "h",
            'ц' => "c",
            'ч' => "ch",
            'ш' | 'щ' => "sh",
            'ю' => "iu",
            'я' => "ia",
            'ь' | 'ъ' => "",
            'y' | 'j' => "i",
            'w' => "v",
            'x' => "h",
            other => {
                latin.push(other);
                continue;
            }
        };
        latin.push_str(letters);
    }
    let mut out = latin;
    for (spelled, sounds) in [("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("ts", "c"), ("ii", "i"), ("eio", "e"), ("io", "e")] {
        if out.contains(spelled) {
            out = out.replace(spelled, sounds);
        }
    }
    out
}

/// The folded stems a word may have in each language; none for numbers and for words too short to
/// have forms.
pub(super) fn stems(stemmers: &Stemmers, lower: &str) -> Vec<(Languages, String)> {
    if lower.chars().any(char::is_numeric) || lower.chars().count() < SHORTEST_STEMMED {
        return Vec::new();
    }
    if is_cyrillic(lower) {
        return vec![(Languages::RU, stemmers.russian(lower))];
    }
    let found = [Languages::HU, Languages::FR, Languages::EN, Languages::CS].into_iter().zip(stemmers.latin(lower));
    found.filter(|(_, stem)| stem.chars().count() >= SHORTEST_STEM).collect()
}

/// Whether two words differ by one letter: a wrong, missing or additional one, or two neighbours
/// swapped. The first letter is never the wrong one: people look at it while typing.
pub(super) fn one_letter_apart(a: &[char], b: &[char]) -> bool {
    if a.first() != b.first() {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let tail = |rest: &[char], n: usize| rest.get(n..).unwrap_or_default().to_vec();
    match a.len().abs_diff(b.len()) {
        0 if rest_a.is_empty() => true,
        0 => {
            let swapped = rest_a.len() > 1 && rest_a.first() == rest_b.get(1) && rest_a.get(1) == rest_b.first() && tail(rest_a, 2) == tail(rest_b, 2);
            swapped || tail(rest_a, 1) == tail(rest_b, 1)
        }
        1 if a.len() > b.len() => tail(rest_a, 1) == rest_b,
        1 => rest_a == tail(rest_b, 1),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lower(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.lower).collect()
    }

    #[test]
    fn words_keep_apostrophes_and_lose_elisions() {
        assert_eq!(lower("It doesn't work"), ["it", "doesnt", "work"]);
        assert_eq!(lower("L'écran n’est pas d'origine"), ["l", "écran", "n", "est", "pas", "d", "origine"]);
        assert_eq!(lower("Ёлка 77512-es йод и\u{306}од"), ["елка", "77512", "es", "йод", "йод"]);
    }

    #[test]
    fn places_are_counted_in_characters() {
        let found = words("Ой, брак!");
        assert_eq!(found.iter().map(|w| (w.start, w.end, w.clause)).collect::<Vec<_>>(), [(0, 2, 0), (4, 8, 1)]);
    }

    #[test]
    fn sentences_end_at_points_and_not_at_abbreviations() {
        let sentence = |text: &str| words(text).last().map(|w| w.sentence);
        assert_eq!(sentence("Где? Тут"), Some(1));
        assert_eq!(sentence("obj. 88377"), Some(0));
        assert_eq!(sentence("3.5 kg"), Some(0));
    }

    #[test]
    fn russian_in_latin_letters_sounds_the_same() {
        for (cyrillic, latin) in [
            ("заказ", "zakaz"),
            ("мой", "moj"),
            ("мой", "moy"),
            ("посылка", "posylka"),
            ("посылка", "posilka"),
            ("вернуть", "vernut"),
            ("ещё", "eshche"),
            ("ещё", "esche"),
            ("приехала", "priekhala"),
            ("хочу", "hochu"),
            ("деньги", "dengi"),
        ] {
            assert_eq!(sound(&fold(cyrillic)), sound(latin), "{cyrillic} {latin}");
        }
    }

    #[test]
    fn one_letter_is_a_typo_and_two_are_another_word() {
        let apart = |a: &str, b: &str| one_letter_apart(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        for (a, b) in [("возврат", "возрват"), ("возврат", "возвра"), ("возврат", "возвратт"), ("возврат", "вазврат"), ("заказ", "заказ")]
        {
            assert!(apart(a, b), "{a} {b}");
        }
        for (a, b) in [("возврат", "возраст"), ("возврат", "козврат"), ("defect", "select")] {
            assert!(!apart(a, b), "{a} {b}");
        }
    }
}
