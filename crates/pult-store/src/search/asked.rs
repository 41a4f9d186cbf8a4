//! What is asked for, word by word, and how it is said in the index's own language.

use crate::text::{code, is_code, line, term, words};
use pult_domain::query::Text;
use pult_domain::stems::fold;
use std::collections::BTreeSet;

/// A word that must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AskedWord {
    /// The word as it was typed, folded.
    pub(crate) typed: String,
    /// Terms of which one must be there: its forms.
    pub(crate) forms: BTreeSet<String>,
    /// Misspelt words it may stand for, where few messages have the word itself.
    pub(crate) near: BTreeSet<String>,
    /// Whether it may be unfinished.
    pub(crate) open: bool,
    /// What the words that begin so are asked for by; nothing where that is the beginning itself.
    pub(crate) begun: Vec<Begun>,
    /// Whether that finds other words too.
    pub(crate) loose: bool,
}

/// A part of the words that begin as an unfinished one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Begun {
    /// One of them.
    Word(String),
    /// Those with this longer beginning.
    Beginning(String),
}

impl Begun {
    fn has(&self, term: &str) -> bool {
        match self {
            Self::Word(word) => word == term,
            Self::Beginning(letters) => term.starts_with(letters.as_str()),
        }
    }

    fn expression(&self) -> String {
        match self {
            Self::Word(word) => format!("\"{word}\""),
            Self::Beginning(letters) => format!("\"{letters}\" *"),
        }
    }
}

impl AskedWord {
    /// Whether a term of a text is this word.
    pub(crate) fn is(&self, term: &str) -> bool {
        self.forms.contains(term) || self.near.contains(term) || (self.open && term.starts_with(self.typed.as_str()))
    }

    fn expression(&self, beginnings: Beginnings) -> String {
        let whole = [Begun::Beginning(self.typed.clone())];
        let begun = match (self.open, beginnings) {
            (false, _) => &[][..],
            (true, Beginnings::Walked) if !self.begun.is_empty() => &self.begun,
            (true, _) => &whole,
        };
        // What is found by its beginning is not asked for twice: that only costs time.
        let exact = self.forms.iter().chain(&self.near).filter(|form| !begun.iter().any(|begun| begun.has(form)));
        let all: Vec<String> = begun.iter().map(Begun::expression).chain(exact.map(|form| format!("\"{form}\""))).collect();
        format!("({})", all.join(" OR "))
    }
}

/// How the words with a beginning are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beginnings {
    /// By what FTS5 walks only as far as hits are wanted: words that are named one by one (half a
    /// millisecond for fifty of them at a million messages), or the beginnings that the index keeps.
    Walked,
    /// By the beginning itself: FTS5 joins the lists of all its words before it gives the first hit, 5 to
    /// 100 ms at a million messages, next to nothing where the lists are short.
    Joined,
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Every one of them must be there.
    pub(crate) words: Vec<AskedWord>,
    /// Words in this order, without others between them.
    pub(crate) phrases: Vec<Vec<String>>,
    /// None of them may be there.
    pub(crate) without: Vec<AskedWord>,
    /// Nor these phrases.
    pub(crate) without_phrases: Vec<Vec<String>>,
}

impl Asked {
    /// Whether there is no word at all that must be there.
    pub(crate) fn is_open(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty()
    }

    /// Whether the index, walked, finds other words too.
    pub(crate) fn is_loose(&self) -> bool {
        self.words.iter().any(|word| word.loose)
    }

    /// Whether the order of words is asked for, which no index knows.
    pub(crate) fn has_phrases(&self) -> bool {
        !self.phrases.is_empty() || !self.without_phrases.is_empty()
    }

    /// Whether messages that the index finds must still be looked at.
    pub(crate) fn must_verify(&self) -> bool {
        self.is_loose() || self.has_phrases() || (self.is_open() && !self.without.is_empty())
    }

    /// The question in the index's own language; nothing when no word must be there. Terms hold
    /// letters and digits only, so nothing that was typed can be read as an operator.
    pub(crate) fn expression(&self, beginnings: Beginnings) -> Option<String> {
        let words = self.words.iter().map(|word| word.expression(beginnings));
        // The index keeps no positions: the words of a phrase are found here, their order is verified.
        let phrases = self.phrases.iter().flatten().map(|term| format!("\"{term}\""));
        let all: Vec<String> = words.chain(phrases).collect();
        if all.is_empty() {
            return None;
        }
        let wanted = all.join(" AND ");
        let unwanted: Vec<String> = self.without.iter().map(|word| word.expression(beginnings)).collect();
        Some(if unwanted.is_empty() { wanted } else { format!("({wanted}) NOT ({})", unwanted.join(" OR ")) })
    }

    /// Whether a word of a text is one of those asked for.
    pub(crate) fn marks(&self, word: &str) -> bool {
        term(word).is_some_and(|term| self.marks_term(&term))
    }

    /// Whether the pieces of a code are together what was asked for.
    pub(crate) fn marks_code(&self, pieces: &[&str]) -> bool {
        pieces.len() > 1 && code(pieces).is_some_and(|code| self.marks_term(&code))
    }

    fn marks_term(&self, term: &str) -> bool {
        self.words.iter().any(|asked| asked.is(term)) || self.phrases.iter().flatten().any(|asked| asked == term)
    }

    /// Whether a message that the index found, by its text and the names of its files, holds what was asked
    /// loosely and the phrases, and nothing unwanted.
    pub(crate) fn holds(&self, text: &str, names: &str) -> bool {
        self.holds_in(&[text, names])
    }

    /// The same of whatever is found by several texts. No phrase goes on from one to the next.
    pub(crate) fn holds_in(&self, texts: &[&str]) -> bool {
        if !self.must_verify() {
            return true;
        }
        let lines: Vec<String> = texts.iter().map(|text| line(text)).collect();
        let lines: Vec<Vec<&str>> = lines.iter().map(|line| line.split(' ').collect()).collect();
        let met = |asked: &AskedWord| lines.iter().flatten().any(|term| asked.is(term));
        let has = |phrase: &Vec<String>| lines.iter().any(|terms| stands(terms, phrase));
        let wanted = self.words.iter().filter(|asked| asked.loose).all(met) && self.phrases.iter().all(has);
        wanted && !self.without_phrases.iter().any(has) && !self.without.iter().any(met)
    }
}

/// Whether the words of a phrase stand side by side in their order.
fn stands(terms: &[&str], phrase: &[String]) -> bool {
    terms.windows(phrase.len().max(1)).any(|stretch| stretch.iter().zip(phrase).all(|(term, word)| *term == word))
}

/// The terms of a piece that was typed, and whether they are meant in this order.
///
/// A phrase is read as texts are, since it is looked for among their terms: the pieces of a code with the code
/// behind them, and what stands before an apostrophe.
pub(crate) fn asked_terms(text: &Text) -> (Vec<String>, bool) {
    let terms = chunk_terms(&text.text);
    // Whoever excludes "по-русски" does not exclude each half of it.
    let phrase = text.quoted || (text.without && terms.len() > 1);
    if !phrase {
        return (terms, false);
    }
    (line(&text.text).split(' ').filter(|term| !term.is_empty()).map(str::to_owned).collect(), true)
}

/// French and Italian particles before an apostrophe: nobody asks for them.
const ELIDED: [&str; 13] = ["l", "d", "j", "n", "s", "c", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu"];

/// The words of a chunk that was typed, as terms; a code of several pieces is one term.
pub(crate) fn chunk_terms(chunk: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for run in crate::text::runs(&without_elisions(chunk)) {
        match crate::text::code(&run) {
            Some(code) => terms.push(code),
            None => terms.extend(run.iter().filter_map(|piece| term(piece))),
        }
    }
    terms
}

/// `l'écran` is `écran`; the `s` of `customer's` says nothing either.
fn without_elisions(chunk: &str) -> String {
    let mut out = String::with_capacity(chunk.len());
    let mut done = 0;
    for range in words(chunk) {
        let follows = chunk.get(range.end..).and_then(|rest| rest.chars().next());
        let precedes = chunk.get(..range.start).and_then(|before| before.chars().next_back());
        let word = chunk.get(range.clone()).unwrap_or_default();
        let elided = follows.is_some_and(is_apostrophe) && ELIDED.contains(&fold(word).as_str());
        let owned = precedes.is_some_and(is_apostrophe) && matches!(word, "s" | "S") && range.end == chunk.len();
        out.push_str(chunk.get(done..range.start).unwrap_or_default());
        if !elided && !owned {
            out.push_str(word);
        }
        done = range.end;
    }
    out.push_str(chunk.get(done..).unwrap_or_default());
    out
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`')
}

/// Shortest beginning that is searched as one, in characters: a single letter stands for itself.
const SHORTEST_PREFIX: usize = 2;

/// Whether a term may be the beginning of a longer word.
pub(crate) fn may_be_open(term: &str) -> bool {
    !is_code(term) && term.chars().nth(SHORTEST_PREFIX - 1).is_some()
}
