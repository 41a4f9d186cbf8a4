//! What the linear model sees of a message.
//!
//! A feature is a 32-bit hash of its kind and its letters; there is no word list to ship. Features come
//! in bags, each scaled to one length, so that a long message does not shout.

use super::Language;
use super::concepts::Concepts;
use super::text::{Text, Token};
use rust_stemmers::{Algorithm, Stemmer};

/// Features of one kind, each present or not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bag {
    /// Their hashes, ascending, each once.
    pub keys: Vec<u32>,
    /// What each counts.
    pub weight: f32,
}

impl Bag {
    fn new(mut keys: Vec<u32>, length: f32) -> Self {
        keys.sort_unstable();
        keys.dedup();
        let count = u16::try_from(keys.len()).unwrap_or(u16::MAX).max(1);
        Self { weight: length / f32::from(count).sqrt(), keys }
    }
}

/// Which kinds of features are used. The shipped model uses all that are on by default; the others are
/// for measuring what each is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// Stems beside words.
    pub stems: bool,
    /// Pairs of neighbouring stems.
    pub bigrams: bool,
    /// Pairs with one word between.
    pub skips: bool,
    /// Longest run of characters; 0 for none.
    pub characters: usize,
    /// Concepts shared by the languages, and their pairs.
    pub concepts: bool,
    /// Stems without their language.
    pub shared: bool,
    /// Lengths of the bags: words, characters, concepts, marks.
    pub lengths: [f32; 4],
}

impl Default for Recipe {
    fn default() -> Self {
        Self { stems: true, bigrams: true, skips: true, characters: 5, concepts: true, shared: true, lengths: [3.0, 3.0, 4.5, 1.5] }
    }
}

/// Takes messages apart. Holds the stemmers and the concepts; made once.
pub struct Extractor {
    recipe: Recipe,
    concepts: Concepts,
    stemmers: [(Language, Stemmer); 4],
}

impl std::fmt::Debug for Extractor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Extractor").field("recipe", &self.recipe).finish_non_exhaustive()
    }
}

impl Extractor {
    /// An extractor for a recipe.
    #[must_use]
    pub fn new(recipe: Recipe) -> Self {
        let stemmers =
            [(Language::Ru, Algorithm::Russian), (Language::En, Algorithm::English), (Language::Hu, Algorithm::Hungarian), (Language::Fr, Algorithm::French)];
        Self { recipe, concepts: Concepts::shipped(), stemmers: stemmers.map(|(language, algorithm)| (language, Stemmer::create(algorithm))) }
    }

    /// What tells the language.
    #[must_use]
    pub fn of_language(&self, text: &str) -> Vec<Bag> {
        let text = Text::read(text);
        let mut words = vec![hash("script", &[if text.is_cyrillic() { "cyrillic" } else { "latin" }])];
        let mut letters = Vec::new();
        for token in text.tokens.iter().filter(|token| !token.number) {
            words.push(hash("lw", &[&token.lower]));
            words.push(hash("lf", &[&token.folded]));
            grams(&token.lower, 1..=4, |gram| letters.push(hash("lc", &[gram])));
            if token.folded != token.lower {
                grams(&token.folded, 2..=4, |gram| letters.push(hash("lc", &[gram])));
            }
        }
        vec![Bag::new(words, 3.0), Bag::new(letters, 4.0)]
    }

    /// What tells intent, sentiment and urgency, once the language is known.
    #[must_use]
    pub fn of_meaning(&self, text: &str, language: Language) -> Vec<Bag> {
        let text = Text::read(text);
        let [words, characters, concepts, marks] = self.recipe.lengths;
        let forms: Vec<String> = text.tokens.iter().map(|token| form(token, language)).collect();
        let stems: Vec<String> = text.tokens.iter().zip(&forms).map(|(token, form)| self.stem(token, form, language)).collect();
        let mut bags = vec![Bag::new(self.words(&text, &forms, &stems, language), words)];
        if self.recipe.characters > 0 {
            bags.push(Bag::new(self.characters(&forms, language), characters));
        }
        if self.recipe.concepts {
            bags.push(Bag::new(self.concepts.features(&text, &forms, language), concepts));
        }
        bags.push(Bag::new(marked(&text, language), marks));
        bags
    }

    fn words(&self, text: &Text, forms: &[String], stems: &[String], language: Language) -> Vec<u32> {
        let tongue = language.as_str();
        let mut keys = Vec::new();
        for ((token, form), stem) in text.tokens.iter().zip(forms).zip(stems) {
            keys.push(hash("w", &[tongue, form]));
            if self.recipe.stems {
                keys.push(hash("s", &[tongue, stem]));
                if let Some(head) = head(form, 5) {
                    keys.push(hash("h", &[tongue, &head]));
                }
            }
            if self.recipe.shared && !token.number {
                keys.push(hash("x", &[&head(&token.folded, 6).unwrap_or_else(|| token.folded.clone())]));
            }
            if token.lower != token.folded && language != Language::Ru {
                keys.push(hash("a", &[tongue, &token.lower]));
            }
        }
        if self.recipe.bigrams {
            let border = "_".to_owned();
            let with_borders: Vec<&String> = std::iter::once(&border).chain(stems).chain(std::iter::once(&border)).collect();
            keys.extend(with_borders.windows(2).filter_map(|pair| match pair {
                [a, b] => Some(hash("b", &[tongue, a, b])),
                _ => None,
            }));
        }
        if self.recipe.skips {
            keys.extend(stems.windows(3).filter_map(|three| match three {
                [a, _, c] => Some(hash("k", &[tongue, a, c])),
                _ => None,
            }));
        }
        keys
    }

    fn characters(&self, forms: &[String], language: Language) -> Vec<u32> {
        let mut keys = Vec::new();
        for form in forms {
            grams(form, 2..=self.recipe.characters, |gram| keys.push(hash("c", &[language.as_str(), gram])));
        }
        keys
    }

    fn stem(&self, token: &Token, form: &str, language: Language) -> String {
        if token.number {
            return form.to_owned();
        }
        let stemmer = self.stemmers.iter().find(|(of, _)| *of == language);
        match (language, stemmer) {
            // Russian in Latin letters has no stemmer; the head of the word stands in for its stem.
            (Language::Ru, Some((_, stemmer))) if token.cyrillic => pult_domain::sla::words::sound(&pult_domain::sla::words::fold(&stemmer.stem(&token.lower))),
            (Language::Ru, _) => head(form, 5).unwrap_or_else(|| form.to_owned()),
            (_, Some((_, stemmer))) => pult_domain::sla::words::fold(&stemmer.stem(&token.lower)),
            (_, None) => czech(form).to_owned(),
        }
    }
}

/// The shape in which spellings of a word meet.
fn form(token: &Token, language: Language) -> String {
    if token.number {
        return match token.lower.chars().count() {
            1 => "#1".into(),
            2 => "#2".into(),
            3 => "#3".into(),
            _ => "#n".into(),
        };
    }
    if language == Language::Ru { token.heard.clone() } else { token.folded.clone() }
}

/// Endings of Czech cases and forms without accents, longest first: a light stemmer in the spirit of
/// Dolamic and Savoy (2009).
const CZECH_ENDINGS: [&str; 41] = [
    "atech", "etem", "atum", "ech", "ich", "eho", "emi", "emu", "ete", "eti", "iho", "imi", "imu", "ach", "ata", "aty", "ych", "ama", "ami", "ove", "ovi",
    "ymi", "em", "es", "im", "um", "at", "am", "os", "us", "ym", "mi", "ou", "ej", "ho", "e", "i", "u", "y", "o", "a",
];

fn czech(folded: &str) -> &str {
    let rest = |ending: &&str| folded.strip_suffix(*ending).filter(|rest| rest.chars().count() >= 3);
    CZECH_ENDINGS.iter().find_map(rest).unwrap_or(folded)
}

/// The first letters of a longer word.
fn head(word: &str, letters: usize) -> Option<String> {
    (word.chars().count() > letters).then(|| word.chars().take(letters).collect())
}

fn marked(text: &Text, language: Language) -> Vec<u32> {
    let tongue = language.as_str();
    let mut keys = Vec::new();
    let mut mark = |name: &str, value: usize| {
        keys.push(hash("m", &[name, &value.to_string()]));
        keys.push(hash("m", &[tongue, name, &value.to_string()]));
    };
    mark("questions", text.questions.min(3));
    mark("exclamations", text.exclamations.min(3));
    mark("length", (text.length.max(1).ilog2() as usize).min(9));
    mark(
        "words",
        match text.tokens.len() {
            n @ 0..=6 => n,
            7..=9 => 7,
            10..=14 => 8,
            15..=24 => 9,
            _ => 10,
        },
    );
    mark("numbers", text.tokens.iter().filter(|token| token.number).count().min(3));
    mark("capitals", usize::from(text.capitals > 60 && text.length > 5));
    mark("smiles", text.smiles.min(1));
    mark("link", usize::from(text.link));
    mark("clock", usize::from(text.clock));
    mark("dots", usize::from(text.dots));
    for emoji in &text.emoji {
        mark("emoji", *emoji as usize);
        mark("any emoji", 1);
    }
    keys
}

/// The runs of characters of a word, its borders included.
fn grams(word: &str, sizes: std::ops::RangeInclusive<usize>, mut each: impl FnMut(&str)) {
    let bordered: Vec<char> = std::iter::once('_').chain(word.chars()).chain(std::iter::once('_')).collect();
    let mut gram = String::new();
    for size in sizes {
        for run in bordered.windows(size) {
            gram.clear();
            gram.extend(run);
            each(&gram);
        }
    }
}

/// FNV-1a over the parts, with a border between them.
pub(super) fn hash(kind: &str, parts: &[&str]) -> u32 {
    let mut state: u32 = 0x811c_9dc5;
    let mut eat = |byte: u8| state = (state ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    kind.bytes().for_each(&mut eat);
    for part in parts {
        eat(0xff);
        part.bytes().for_each(&mut eat);
    }
    // FNV's low bits are weak; the table takes its places from them.
    state ^= state >> 16;
    state = state.wrapping_mul(0x85eb_ca6b);
    state ^ (state >> 13)
}
