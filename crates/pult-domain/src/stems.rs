//! Forms of words in the five languages: letters without their marks, and what is left of a word
//! without its endings. Search and rules share them, so that what is found and what fires agree.
//!
//! Nobody tells the languages apart here: a Latin word may be Hungarian, French, English or Czech,
//! and each has its own stem of it.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

/// What must remain of a Czech word, in characters; shorter stems of any language say too little.
pub const SHORTEST_STEM: usize = 3;

/// Endings of Czech cases and forms, folded, longest first: a light stemmer in the spirit of
/// Dolamic and Savoy (2009). Palatalisation is left alone; the same word still meets itself.
const CZECH_ENDINGS: [&str; 41] = [
    "atech", "etem", "atum", "ech", "ich", "eho", "emi", "emu", "ete", "eti", "iho", "imi", "imu", "ach", "ata", "aty", "ych", "ama", "ami", "ove", "ovi",
    "ymi", "em", "es", "im", "um", "at", "am", "os", "us", "ym", "mi", "ou", "ej", "ho", "e", "i", "u", "y", "o", "a",
];

/// Lower case without marks: `ё` is `е`, `й` is `и`, `ł` is `l`, `Á` is `a`.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' | 'а'..='и' | 'к'..='я' => out.push(c),
            'й' => out.push('и'),
            'ё' => out.push('е'),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            other => out.extend(std::iter::once(other).nfkd().filter(|c| c.is_alphanumeric())),
        }
    }
    out
}

/// The stem of a Czech word, folded beforehand.
#[must_use]
pub fn czech(folded: &str) -> &str {
    let rest = |ending: &&str| folded.strip_suffix(*ending).filter(|rest| rest.chars().count() >= SHORTEST_STEM);
    CZECH_ENDINGS.iter().find_map(rest).unwrap_or(folded)
}

/// The stemmers of the other four languages.
pub struct Stemmers {
    russian: Stemmer,
    latin: [Stemmer; 3],
}

impl std::fmt::Debug for Stemmers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stemmers")
    }
}

impl Default for Stemmers {
    fn default() -> Self {
        Self {
            russian: Stemmer::create(Algorithm::Russian),
            latin: [Stemmer::create(Algorithm::Hungarian), Stemmer::create(Algorithm::French), Stemmer::create(Algorithm::English)],
        }
    }
}

impl Stemmers {
    /// The folded stem of a Russian word in lower case with `е` for `ё`.
    #[must_use]
    pub fn russian(&self, lower: &str) -> String {
        fold(&self.russian.stem(lower))
    }

    /// The folded stem of an English word in lower case.
    #[must_use]
    pub fn english(&self, lower: &str) -> String {
        let [_, _, english] = &self.latin;
        fold(&english.stem(lower))
    }

    /// The folded stems of a Latin word in lower case: Hungarian, French, English, Czech.
    #[must_use]
    pub fn latin(&self, lower: &str) -> [String; 4] {
        let [hungarian, french, english] = self.latin.each_ref().map(|stemmer| fold(&stemmer.stem(lower)));
        [hungarian, french, english, czech(&fold(lower)).to_owned()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_marks() {
        assert_eq!(["Ёлка", "йод", "Łódź", "ÁRVÍZTŰRŐ", "Straße", "cœur", "Iıİ"].map(fold), ["елка", "иод", "lodz", "arvizturo", "strasse", "coeur", "iii"]);
    }

    #[test]
    fn forms_of_a_word_meet() {
        let stemmers = Stemmers::default();
        assert_eq!(stemmers.russian("заказы"), stemmers.russian("заказа"));
        assert_eq!(czech("objednavky"), czech("objednavku"));
        assert!(stemmers.latin("rendelésem")[0].starts_with("rendeles"));
    }
}
