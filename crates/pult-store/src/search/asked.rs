//! What is asked for, word by word, and how it is said in the index's own language.

use crate::text::{is_code, line, term, words};
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
}

impl AskedWord {
    /// Whether a term of a text is this word.
    pub(crate) fn is(&self, term: &str) -> bool {
        self.forms.contains(term) || self.near.contains(term) || (self.open && term.starts_with(self.typed.as_str()))
    }

    fn expression(&self) -> String {
        let all = self.forms.iter().chain(&self.near);
        // A term that begins with the prefix is found by it; asking twice only costs time.
        let exact = all.filter(|form| !(self.open && form.starts_with(self.typed.as_str()))).map(|form| format!("\"{form}\""));
        let begun = self.open.then(|| format!("\"{}\" *", self.typed));
        format!("({})", begun.into_iter().chain(exact).collect::<Vec<_>>().join(" OR "))
    }
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

    /// Whether messages that the index finds must still be looked at.
    pub(crate) fn must_verify(&self) -> bool {
        !self.phrases.is_empty() || !self.without_phrases.is_empty() || (self.is_open() && !self.without.is_empty())
    }

    /// The question in the index's own language; nothing when no word must be there. Terms hold
    /// letters and digits only, so nothing that was typed can be read as an operator.
    pub(crate) fn expression(&self) -> Option<String> {
        let words = self.words.iter().map(AskedWord::expression);
        // The index keeps no positions: the words of a phrase are found here, their order is verified.
        let phrases = self.phrases.iter().flatten().map(|term| format!("\"{term}\""));
        let all: Vec<String> = words.chain(phrases).collect();
        if all.is_empty() {
            return None;
        }
        let wanted = all.join(" AND ");
        let unwanted: Vec<String> = self.without.iter().map(AskedWord::expression).collect();
        Some(if unwanted.is_empty() { wanted } else { format!("({wanted}) NOT ({})", unwanted.join(" OR ")) })
    }

    /// Whether a word of a text is one of those asked for.
    pub(crate) fn marks(&self, word: &str) -> bool {
        let Some(term) = term(word) else { return false };
        self.words.iter().any(|asked| asked.is(&term)) || self.phrases.iter().flatten().any(|asked| *asked == term)
    }

    /// Whether a text that the index found holds the phrases, and nothing unwanted.
    pub(crate) fn holds(&self, text: &str) -> bool {
        if !self.must_verify() {
            return true;
        }
        let terms = line(text);
        let terms: Vec<&str> = terms.split(' ').collect();
        let has = |phrase: &Vec<String>| terms.windows(phrase.len().max(1)).any(|stretch| stretch.iter().zip(phrase).all(|(term, word)| *term == word));
        self.phrases.iter().all(has) && !self.without_phrases.iter().any(has) && !self.without.iter().any(|asked| terms.iter().any(|term| asked.is(term)))
    }
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
