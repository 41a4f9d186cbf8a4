//! A reply cut into words, folded so that no spelling trick hides one: case, accents, `ё`, letters of
//! one alphabet inside words of another, invisible characters, entities of HTML, letters written apart.

mod alike;
mod entity;

pub(super) use alike::latin;

use super::{Locale, language};
use alike::one_alphabet;
use pult_domain::sla::words::fold;

/// Characters of a reply that are read; the longest a channel takes is 4,096.
const LONGEST: usize = 20_000;
/// So many single letters in a row are a word written apart.
const APART: usize = 4;
/// Signs between two letters or pieces of a word that is written apart, at most.
const GAP: usize = 3;
/// What stands between single letters of lists, too.
const LISTED: [char; 6] = [',', '/', '|', '+', '·', '•'];

/// A word and its place.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Folded: see [`fold`].
    pub(super) word: String,
    /// First character, in Unicode scalar values.
    pub(super) start: u32,
    /// One past the last.
    pub(super) end: u32,
    /// Number of its clause.
    pub(super) clause: u32,
    /// Number of its sentence.
    pub(super) sentence: u32,
    /// Looks like a name: a capital first letter that no beginning of a sentence explains.
    pub(super) name: bool,
    /// What its letters tell of its language.
    pub(super) letters: language::Letters,
    /// Goes on behind a sign that addresses, codes and joined words have inside.
    pub(super) tied: bool,
    /// The buyer's own words, repeated between quotation marks.
    pub(super) repeated: bool,
    /// Part of what a thing is called.
    pub(super) titled: bool,
    /// How a Latin word sounds where it may be Russian.
    pub(super) sound: Option<String>,
}

/// A reply as the rules see it.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) chars: Vec<char>,
    pub(super) tokens: Vec<Token>,
    /// Which languages each sentence may be in.
    pub(super) languages: Vec<language::Set>,
    /// Where words are hidden from whoever looks for them: letters written apart, the place of the run, and where the direction
    /// is turned.
    pub(super) hidden: Vec<(u32, u32)>,
}

/// Nobody sees it: joiners, marks of direction, fillers, tags.
pub(super) fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e01ef}')
}

/// A mark over, under, around or through the letter before it, Cyrillic ones too.
pub(super) fn combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
        || matches!(c, '\u{20d0}'..='\u{20ff}' | '\u{a66f}'..='\u{a672}' | '\u{fe20}'..='\u{fe2f}')
}

/// Turns the direction of what follows: the letters stand in another order than they are read in.
const TURNED: char = '\u{202e}';

/// Stands inside addresses, codes and joined words.
fn ties(c: char) -> bool {
    matches!(c, '/' | '.' | '-' | '_' | '@' | ':' | '=' | '&' | '?' | '#' | '%')
}

/// Stands between the letters or the pieces of a word that is written apart.
fn parts(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | '*' | '~' | '\u{2800}') || (c.is_whitespace() && c != '\n')
}

fn place(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Cut {
    /// Cuts a text.
    pub(super) fn new(text: &str, locale: Locale) -> Self {
        let chars: Vec<char> = text.chars().take(LONGEST).collect();
        let mut cutter = Cutter::default();
        let mut at = 0;
        while let Some(c) = chars.get(at).copied() {
            let (c, length) = entity::at(chars.get(at..).unwrap_or_default()).unwrap_or((c, 1));
            cutter.take(c, (at, at + length), chars.get(at + length..).unwrap_or_default());
            at += length;
        }
        cutter.flush();
        let turned = chars.iter().enumerate().filter(|(_, c)| **c == TURNED).map(|(at, _)| (place(at), place(at + 1))).collect();
        let mut cut = Self { chars, tokens: cutter.tokens, hidden: turned, ..Self::default() };
        cut.join_letters();
        cut.unname();
        cut.hear(locale);
        cut
    }

    /// Tells the languages of the sentences, and by which sound their words are read.
    fn hear(&mut self, locale: Locale) {
        self.languages = language::of_sentences(&self.tokens, locale);
        if locale == Locale::Ru {
            for sentence in self.tokens.chunk_by_mut(|one, other| one.sentence == other.sentence) {
                language::sound_out(sentence);
            }
        }
    }

    /// Whether all that stands between two places is part of what a thing is called.
    pub(super) fn is_title(&self, start: u32, end: u32) -> bool {
        let within = |token: &&Token| start <= token.start && token.end <= end;
        self.tokens.iter().filter(within).all(|token| token.titled)
    }

    /// How many words from this one on, so many at most, stand as close as the pieces of one word do.
    pub(super) fn close_from(&self, at: usize, most: usize) -> usize {
        let rest = self.tokens.get(at..).unwrap_or_default();
        let lettered = |token: &Token| token.word.chars().all(char::is_alphabetic);
        let near = |one: &Token, next: &Token| {
            let gap = self.chars.get(one.end as usize..next.start as usize).unwrap_or_default();
            one.sentence == next.sentence && gap.len() <= GAP && gap.iter().copied().all(parts)
        };
        let close = rest.windows(2).take(most.saturating_sub(1)).take_while(|pair| matches!(pair, [one, next] if lettered(next) && near(one, next)));
        if rest.first().is_some_and(lettered) { 1 + close.count() } else { 0 }
    }

    /// Puts words together: `sizes` says of how many each is made.
    pub(super) fn join(&mut self, sizes: &[usize], locale: Locale) {
        let mut rest = std::mem::take(&mut self.tokens).into_iter();
        for size in sizes {
            let mut pieces = rest.by_ref().take(*size);
            let Some(mut token) = pieces.next() else { break };
            for piece in pieces {
                token.word.push_str(&piece.word);
                token.end = piece.end;
                token.titled &= piece.titled;
            }
            if *size > 1 {
                let written: String =
                    self.chars.get(token.start as usize..token.end as usize).unwrap_or_default().iter().copied().filter(|c| !parts(*c)).collect();
                token.letters = language::Letters::of(&written);
            }
            self.tokens.push(token);
        }
        self.hear(locale);
    }

    /// The tokens of a sentence and the index of its first.
    pub(super) fn sentence(&self, number: u32) -> impl Iterator<Item = (usize, &Token)> {
        // Numbers of sentences only grow.
        let first = self.tokens.partition_point(|token| token.sentence < number);
        self.tokens.iter().enumerate().skip(first).take_while(move |(_, token)| token.sentence == number)
    }

    /// The languages of the sentence a token stands in.
    pub(super) fn languages_at(&self, token: &Token) -> language::Set {
        self.languages.get(token.sentence as usize).copied().unwrap_or(language::Set::ALL)
    }

    /// From the first character of a sentence's words to the last, with its closing mark.
    pub(super) fn sentence_span(&self, number: u32) -> (u32, u32) {
        let start = self.sentence(number).map(|(_, token)| token.start).next().unwrap_or(0);
        let mut end = self.sentence(number).map(|(_, token)| token.end).last().unwrap_or(start);
        while self.chars.get(end as usize).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | '»' | '"' | ')')) {
            end += 1;
        }
        (start, end)
    }

    /// Takes the capital from words that anybody begins a sentence with, and from "Nova 9".
    fn unname(&mut self) {
        for at in 0..self.tokens.len() {
            let first = at == 0 || self.tokens.get(at - 1).map(|token| token.sentence) != self.tokens.get(at).map(|token| token.sentence);
            let version = |next: &Token| next.word.chars().count() <= 2 && next.word.chars().all(|c| c.is_ascii_digit());
            let versioned = self.tokens.get(at + 1).is_some_and(version);
            if let Some(token) = self.tokens.get_mut(at)
                && (versioned || first && language::begins_sentences(&token.word))
            {
                token.name = false;
            }
        }
    }

    /// "в е р н ё м" becomes one word. Single letters stand in rows nowhere else but in lists of
    /// sizes, which are separated by commas, slashes and bars: those are joined as well, but by themselves
    /// hide nothing.
    fn join_letters(&mut self) {
        let mut joined: Vec<Token> = Vec::with_capacity(self.tokens.len());
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            let run = self.letters_from(at);
            if run < APART {
                joined.push(token.clone());
                at += 1;
                continue;
            }
            let letters = self.tokens.get(at..at + run).unwrap_or_default();
            // "S, M, L" is a list; "н а п и ш и, м н е" is not, for all its comma.
            let listed = |a: &Token, b: &Token| self.chars.get(a.end as usize..b.start as usize).unwrap_or_default().iter().any(|c| LISTED.contains(c));
            let rows = letters.chunk_by(|a, b| !listed(a, b)).filter(|row| row.len() >= APART);
            let hiding: Vec<_> = rows.filter_map(|row| Some((row.first()?.start, row.last()?.end))).collect();
            self.hidden.extend(hiding);
            let mut current: Option<Token> = None;
            for letter in letters {
                match &mut current {
                    Some(word) if letter.start <= word.end + 1 => {
                        word.word.push_str(&letter.word);
                        word.end = letter.end;
                    }
                    other => joined.extend(other.replace(letter.clone())),
                }
            }
            joined.extend(current);
            at += run;
        }
        self.tokens = joined;
    }

    fn letters_from(&self, at: usize) -> usize {
        let rest = self.tokens.get(at..).unwrap_or_default();
        let single = |token: &&Token| token.word.chars().count() == 1 && token.word.chars().all(char::is_alphabetic);
        let mut last: Option<&Token> = None;
        let stands = |c: &char| parts(*c) || LISTED.contains(c);
        let close = |gap: &[char]| gap.iter().all(stands) && gap.len() <= GAP;
        rest.iter()
            .take_while(single)
            .take_while(|token| {
                let near = last.is_none_or(|last| self.chars.get(last.end as usize..token.start as usize).is_some_and(close));
                last = Some(token);
                near
            })
            .count()
    }
}

#[derive(Default)]
struct Cutter {
    tokens: Vec<Token>,
    current: String,
    start: usize,
    end: usize,
    tied: bool,
    clause: u32,
    sentence: u32,
    quote: Option<Quote>,
    /// The last character that is seen and no mark on another.
    before: Option<char>,
}

/// An open quotation mark.
#[derive(Clone, Copy)]
struct Quote {
    mark: char,
    /// The index of the first word behind it.
    first: usize,
    /// Announced as the buyer's words.
    said: bool,
}

/// "You write: ...", folded.
const YOU_SAY: &[&str] = &[
    "пишете",
    "писали",
    "просите",
    "спрашиваете",
    "спросили",
    "написали",
    "asked",
    "ask",
    "write",
    "wrote",
    "say",
    "irja",
    "kerdezi",
    "keri",
    "irta",
    "pisete",
    "psala",
    "psal",
    "ptate",
    "zadate",
    "ecrivez",
    "demandez",
    "dites",
    "ecrit",
];

impl Cutter {
    /// Takes a character that stands from a place to another.
    fn take(&mut self, c: char, (from, to): (usize, usize), rest: &[char]) {
        let next = rest.iter().copied().find(|c| !invisible(*c));
        match c {
            // Fillers of other scripts count as letters.
            _ if invisible(c) => {}
            _ if c.is_alphanumeric() => {
                if self.current.is_empty() {
                    self.start = from;
                    self.tied = self.before.is_some_and(ties);
                }
                self.end = to;
                self.current.push(c);
            }
            _ if combining(c) => {
                if !self.current.is_empty() {
                    self.current.push(c);
                    self.end = to;
                }
            }
            '\'' | '’' | 'ʼ' | '`' => {
                let elided = matches!(self.current.to_lowercase().as_str(), "l" | "d" | "j" | "n" | "s" | "c" | "m" | "t" | "qu" | "jusqu" | "lorsqu");
                if elided || !next.is_some_and(char::is_alphabetic) || self.current.is_empty() {
                    self.flush();
                }
            }
            _ => self.border(c, rest),
        }
        if !invisible(c) && !combining(c) {
            self.before = Some(c);
        }
    }

    /// Words count as the buyer's once their quotation ends: a mark that nobody closes must not silence what follows.
    fn quotes(&mut self, c: char, rest: &[char]) {
        let glued = self.before.is_some_and(char::is_alphanumeric);
        let opens = self.before.is_none_or(char::is_whitespace) && rest.first().is_some_and(|next| !next.is_whitespace());
        match (c, self.quote) {
            // A mark right behind a word is the end of something, behind a number (27") inches.
            ('"' | '“', None) if glued => {}
            ('"', Some(open)) if open.mark != '"' && self.before.is_some_and(char::is_numeric) => {}
            ('«' | '„' | '“' | '"', None) => self.open(c),
            // The same mark once more: the one before was forgotten.
            ('«' | '„', Some(open)) if open.mark == c => self.open(c),
            ('“' | '"', Some(open)) if open.mark == c && opens => self.open(c),
            ('»' | '”' | '“' | '"', Some(open)) => self.close(open),
            ('\n', _) => self.quote = None,
            _ => {}
        }
    }

    fn open(&mut self, mark: char) {
        let here = self.tokens.iter().rev().take_while(|token| token.sentence == self.sentence);
        let said = here.take(6).any(|token| YOU_SAY.contains(&token.word.as_str()));
        self.quote = Some(Quote { mark, first: self.tokens.len(), said });
    }

    fn close(&mut self, open: Quote) {
        self.quote = None;
        if open.said {
            self.tokens.iter_mut().skip(open.first).for_each(|token| token.repeated = true);
        }
    }

    fn border(&mut self, c: char, rest: &[char]) {
        self.flush();
        self.quotes(c, rest);
        let apart = rest.first().is_none_or(|c| !c.is_alphanumeric());
        let follows = rest.iter().copied().find(|c| !c.is_whitespace());
        match c {
            '.' if apart && !follows.is_some_and(|c| c.is_numeric() || c.is_lowercase()) => self.sentence_ends(),
            '!' | '?' | '…' | '\n' => self.sentence_ends(),
            ',' if !apart => {}
            '.' if apart => self.clause += 1,
            ',' | ';' | ':' | '(' | ')' | '«' | '»' | '"' | '“' | '”' | '„' | '—' | '–' => self.clause += 1,
            '-' if apart => self.clause += 1,
            _ => {}
        }
    }

    fn sentence_ends(&mut self) {
        self.clause += 1;
        // Three dots are one end.
        if self.tokens.last().is_some_and(|token| token.sentence == self.sentence) {
            self.sentence += 1;
        }
    }

    fn flush(&mut self) {
        if self.current.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.current);
        let mut letters = raw.chars();
        let name = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(char::is_lowercase);
        let word = one_alphabet(&fold(&raw));
        if !word.is_empty() {
            self.tokens.push(Token {
                word,
                start: place(self.start),
                end: place(self.end),
                clause: self.clause,
                sentence: self.sentence,
                name,
                letters: language::Letters::of(&raw),
                tied: self.tied,
                repeated: false,
                titled: false,
                sound: None,
            });
        }
    }
}
