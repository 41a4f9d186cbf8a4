//! Names that a text tells by saying whose they are: "меня зовут", "recipient:", "s pozdravem". A marketplace may call a buyer
//! something else, and who is to receive a parcel may be somebody else.
//!
//! A name is the words with capitals right behind such a phrase. Who writes without capitals still calls himself by one word, where
//! nothing but a name can follow.

use super::Span;
use crate::draft::names::has_capital;
use pult_domain::sla::words::Word;

/// Words of a name at most: family, given, father's, and a second family.
const WORDS: usize = 4;
/// What only a name follows, whatever its letters; folded, as all of these.
const CALLED: [&[&str]; 6] = [&["меня", "зовут"], &["my", "name", "is"], &["a", "nevem"], &["jmenuji", "se"], &["jmenuju", "se"], &["je", "m", "appelle"]];
/// What the name of a person follows, if a capital does.
const WHOSE: [&[&str]; 16] = [
    &["мое", "имя"],
    &["на", "имя"],
    &["фио"],
    &["фамилия"],
    &["получатель"],
    &["получателя"],
    &["получателем"],
    &["recipient"],
    &["recipient", "is"],
    &["in", "the", "name", "of"],
    &["cimzett"],
    &["na", "jmeno"],
    &["prijemce"],
    &["mon", "nom", "est"],
    &["au", "nom", "de"],
    &["destinataire"],
];
/// What stands over the last line of a message. A shop signs as well, with words that are no name: they are not looked for elsewhere.
const CLOSES: [&[&str]; 8] =
    [&["с", "уважением"], &["regards"], &["sincerely"], &["udvozlettel"], &["tisztelettel"], &["s", "pozdravem"], &["cordialement"], &["bien", "a", "vous"]];
/// "Nagy Béla vagyok": here the name comes first, in two words at least, for a sentence may begin with any word.
const I_AM: &str = "vagyok";

/// What stands before a name with a point, beside initials.
const TITLES: [&str; 9] = ["ing", "mgr", "bc", "judr", "mudr", "ozv", "dr", "mr", "mrs"];

/// A word of a name.
pub(super) struct Named {
    pub(super) span: Span,
    /// Its number among the words.
    pub(super) word: usize,
    /// Whether it names somebody wherever it stands with a capital.
    pub(super) everywhere: bool,
}

/// Every word of such names. `folded` are the words without their marks.
pub(super) fn find(chars: &[char], words: &[Word], folded: &[String]) -> Vec<Named> {
    let text = Text { chars, words, folded };
    (0..words.len()).flat_map(|at| text.told(at)).collect()
}

struct Text<'a> {
    chars: &'a [char],
    words: &'a [Word],
    folded: &'a [String],
}

impl Text<'_> {
    /// The name that begins at this word, or ends before it.
    fn told(&self, at: usize) -> Vec<Named> {
        if self.folded.get(at).is_some_and(|word| word == I_AM) {
            let first = (0..at).rev().take(WORDS).take_while(|word| self.is_capital(*word) && self.goes_on(*word + 1)).last();
            return first.filter(|first| at - first > 1).map_or_else(Vec::new, |first| self.named(first..at, true));
        }
        let behind = |leads: &[&[&str]]| leads.iter().any(|lead| self.is_behind(at, lead));
        let (called, closes) = (behind(&CALLED), behind(&CLOSES));
        let begins = if called { self.is_word(at) } else { self.is_capital(at) && (closes || behind(&WHOSE)) };
        if !begins || !self.gap(at).iter().all(|c| c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–' | '—' | '"' | '«' | '„' | '“')) {
            return Vec::new();
        }
        let more = (at + 1..self.words.len()).take(WORDS - 1).take_while(|next| self.is_capital(*next) && self.goes_on(*next));
        let end = more.last().unwrap_or(at) + 1;
        self.named(at..end, !closes)
    }

    fn named(&self, words: std::ops::Range<usize>, everywhere: bool) -> Vec<Named> {
        let one = |word: usize| {
            let Word { start, end, .. } = self.words.get(word)?;
            let span = Span { start: *start as usize, end: *end as usize, kind: "NAME" };
            // "My name is not on the parcel": what has no capital may be any word.
            Some(Named { span, word, everywhere: everywhere && self.is_capital(word) })
        };
        words.filter_map(one).collect()
    }

    fn is_behind(&self, at: usize, lead: &[&str]) -> bool {
        let before = at.checked_sub(lead.len()).and_then(|from| self.folded.get(from..at));
        before.is_some_and(|before| before.iter().map(String::as_str).eq(lead.iter().copied()))
    }

    fn is_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| !word.is_number())
    }

    fn is_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| has_capital(self.chars, word))
    }

    /// What stands between a word and the one before it.
    fn gap(&self, at: usize) -> &[char] {
        let place = at.checked_sub(1).and_then(|before| self.words.get(before)).zip(self.words.get(at));
        place.and_then(|(before, word)| self.chars.get(before.end as usize..word.start as usize)).unwrap_or_default()
    }

    /// Whether a word may be of one name with the word before it: "Соколова И. П.", "Anne-Marie", "Ing. Dohnal".
    fn goes_on(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.folded.get(before));
        let pointed = before.is_some_and(|word| word.chars().count() == 1 || TITLES.contains(&word.as_str()));
        self.gap(at).iter().all(|c| matches!(c, ' ' | '\u{a0}' | '-' | '‑') || (*c == '.' && pointed))
    }
}
