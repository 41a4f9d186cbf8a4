//! A message as the classifier reads it: short enough, cut into words, each in the shapes that buyers'
//! spellings have in common.

use pult_domain::sla::words::{self, fold, is_cyrillic, sound};

/// Characters of a message that are read. The longest message of the training corpus has 353; who
/// writes ten times as much has said what it is about, and time stays bounded.
pub const LONGEST: usize = 2_000;

/// A word of a message.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Lower case, with its accents.
    pub(super) lower: String,
    /// Without accents.
    pub(super) folded: String,
    /// As a Russian reader would hear it; Cyrillic and Latin spellings meet here.
    pub(super) heard: String,
    /// Number of its sentence.
    pub(super) sentence: u32,
    /// Begins with a digit.
    pub(super) number: bool,
    /// Has a Cyrillic letter.
    pub(super) cyrillic: bool,
}

/// A message, read.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) tokens: Vec<Token>,
    /// Characters read.
    pub(super) length: usize,
    pub(super) questions: usize,
    pub(super) exclamations: usize,
    pub(super) dots: bool,
    /// Capital letters among the letters, in per cent.
    pub(super) capitals: usize,
    pub(super) smiles: usize,
    pub(super) emoji: Vec<char>,
    pub(super) link: bool,
    pub(super) clock: bool,
}

impl Text {
    pub(super) fn read(text: &str) -> Self {
        let short: String = text.chars().take(LONGEST).collect();
        let count = |wanted: &dyn Fn(char) -> bool| short.chars().filter(|c| wanted(*c)).count();
        let letters = count(&char::is_alphabetic).max(1);
        Self {
            tokens: words::words(&short).into_iter().map(token).collect(),
            length: short.chars().count(),
            questions: count(&|c| c == '?'),
            exclamations: count(&|c| c == '!'),
            dots: short.contains("...") || short.contains('…'),
            capitals: count(&char::is_uppercase) * 100 / letters,
            smiles: [":)", "))", ":-)", ";)", "=)", ":D", "^^"].iter().filter(|smile| short.contains(**smile)).count(),
            emoji: short.chars().filter(|c| is_emoji(*c)).take(8).collect(),
            link: short.contains("http") || short.contains("www.") || short.contains("t.me/"),
            clock: has_clock(&short),
        }
    }

    /// Whether most words are written in Cyrillic.
    pub(super) fn is_cyrillic(&self) -> bool {
        let cyrillic = self.tokens.iter().filter(|token| token.cyrillic).count();
        cyrillic > 0 && cyrillic * 2 >= self.tokens.iter().filter(|token| !token.number).count()
    }
}

fn token(word: words::Word) -> Token {
    let folded = fold(&word.lower);
    Token { heard: sound(&folded), number: word.is_number(), cyrillic: is_cyrillic(&word.lower), folded, sentence: word.sentence, lower: word.lower }
}

pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}')
}

/// Whether a time of day is written: "17:00", "7.30", "15h10".
fn has_clock(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(4).any(|four| matches!(four, [a, ':' | '.' | 'h', b, c] if a.is_ascii_digit() && matches!(b, '0'..='5') && c.is_ascii_digit()))
}
