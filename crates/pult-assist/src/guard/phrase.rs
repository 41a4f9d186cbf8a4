//! The words of the shipped rules, and finding them.
//!
//! One line is one phrase (`vocabulary/*.txt`):
//! - `# ...` a remark; `@name = shapes` a list; `[rule]` the rule the lines below belong to;
//! - `вернем|возвращ* деньг*` words in this order with up to two others between;
//! - `верн* .. деньг*` up to eight between; `~` before a word: nothing between;
//! - `деньг* & вернем` both in one sentence, in any order;
//! - `... ! озон*|площадк*` unless one of these stands in the same sentence;
//! - `a_b` two words in a row; `#` a number; `^` a word with a capital letter;
//! - `- phrase` calms the ordinary phrases of its sentence, `-- phrase` those of the whole reply;
//! - `+ phrase` is calmed by nothing but a negation, `++ phrase` not even by that.
//!
//! A word matches whole, with `*` by its beginning; both folded. Stemmers lost: "верните" (a request)
//! and "вернём" (a promise) share their stem, and the difference is all that matters here. The
//! vocabulary of deadlines (`pult_domain::sla`) stems for that reason and cannot be used. Russian words are found
//! by their sound as well, where Russian is expected and a sentence is in Latin letters ("vernem dengi").

use super::language::Set;
use super::text::{Cut, Token};
use super::{Locale, RuleId};
use pult_domain::sla::words::{fold, is_cyrillic, sound};
use std::collections::HashMap;

/// Words that may stand between two words of a phrase (design 6).
const GAP: u8 = 2;
/// Words that may stand where a phrase says `..`.
const WIDE: u8 = 8;
/// Spellings of one phrase at most.
const MOST_SPELLINGS: usize = 64;
/// How many words before the first word of a phrase a negation reaches.
const REACH: usize = 3;

/// What takes the sense from the words after it, folded; French and Hungarian ones too.
const NEGATORS: &[&str] = &[
    "не",
    "ни",
    "нельзя",
    "никогда",
    "nem",
    "ne",
    "sem",
    "nincs",
    "not",
    "no",
    "never",
    "cannot",
    "cant",
    "wont",
    "dont",
    "doesnt",
    "didnt",
    "couldnt",
    "wouldnt",
    "unable",
    "neither",
    "nor",
    "isnt",
    "arent",
    "n",
    "pas",
    "jamais",
    "aucun",
    "aucune",
    "ni",
    "neni",
    "nejsme",
    "nesmime",
    "nemuzeme",
    "nikdy",
    "zadnou",
    "zadny",
    "zadne",
];
/// Behind these a negator is a turn of speech: "не сомневайтесь", "not only", "no problem".
const EMPTY_AFTER: &[&str] = &[
    "сомневайтесь",
    "переживайте",
    "волнуйтесь",
    "беспокоитесь",
    "расстраиваитесь",
    "только",
    "просто",
    "вопрос",
    "проблема",
    "worry",
    "only",
    "problem",
    "doubt",
    "just",
    "seulement",
    "csak",
    "gond",
    "inquietez",
    "aggodjon",
    "jen",
    "bojte",
    "strachuite",
    "strachujte",
];

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Shape {
    Whole(String),
    Begins(String),
    Number,
    Capital,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Calming,
    CalmingAll,
    Ordinary,
    Strong,
    Absolute,
}

#[derive(Clone, Debug)]
struct Phrase {
    rule: RuleId,
    languages: Set,
    weight: Weight,
    runs: Vec<Vec<(u16, u8)>>,
    unless: Option<u16>,
    /// Says "not" itself.
    negative: bool,
}

/// Where a rule was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) rule: RuleId,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) sentence: u32,
    /// Whose words the phrase is made of.
    pub(super) languages: Set,
}

/// The phrases made ready.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    whole: HashMap<String, Vec<u16>>,
    begins: HashMap<String, Vec<u16>>,
    /// The Russian ones by their sound.
    whole_sounds: HashMap<String, Vec<u16>>,
    begins_sounds: HashMap<String, Vec<u16>>,
    number: Vec<u16>,
    capital: Vec<u16>,
    phrases: Vec<Phrase>,
    by_first: HashMap<u16, Vec<usize>>,
    slots: HashMap<Vec<Shape>, u16>,
}

impl Vocabulary {
    /// Reads the phrases of a language; gives the lines that cannot be read.
    pub(super) fn read(&mut self, source: &str, locale: Locale) -> Vec<usize> {
        let mut lists: HashMap<String, String> = HashMap::new();
        let mut rules: Vec<RuleId> = Vec::new();
        let mut bad = Vec::new();
        for (number, line) in source.lines().enumerate() {
            let line = line.trim().replace(" | ", "|");
            let line = line.as_str();
            if line.is_empty() || line.starts_with("# ") {
                continue;
            }
            if let Some((name, words)) = line.strip_prefix('@').and_then(|line| line.split_once('=')) {
                let words = expanded(words.trim(), &lists).split_whitespace().collect::<Vec<_>>().join("|");
                lists.insert(name.trim().to_owned(), words);
            } else if let Some(names) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                rules = names.split_whitespace().filter_map(RuleId::parse).collect();
                if rules.len() != names.split_whitespace().count() {
                    bad.push(number + 1);
                }
            } else if rules.is_empty() || !self.add(&expanded(line, &lists), &rules, Set::of(locale)) {
                bad.push(number + 1);
            }
        }
        bad
    }

    /// Adds one line; `false` when it cannot be read.
    fn add(&mut self, line: &str, rules: &[RuleId], languages: Set) -> bool {
        let weights = [("-- ", Weight::CalmingAll), ("- ", Weight::Calming), ("++ ", Weight::Absolute), ("+ ", Weight::Strong)];
        let (weight, line) = weights.iter().find_map(|(mark, weight)| line.strip_prefix(mark).map(|rest| (*weight, rest))).unwrap_or((Weight::Ordinary, line));
        let (line, unless) = line.split_once('!').map_or((line, None), |(line, unless)| (line, Some(unless)));
        let unless = unless.map(|words| self.slot(words.trim().split('|').filter_map(shape).collect()));
        let mut spellings: Vec<Vec<Vec<(u16, u8)>>> = vec![Vec::new()];
        for part in line.split('&') {
            let runs = self.runs(part);
            if runs.is_empty() || runs.iter().any(Vec::is_empty) {
                return false;
            }
            spellings =
                spellings.iter().flat_map(|done| runs.iter().map(|run| done.iter().cloned().chain([run.clone()]).collect())).take(MOST_SPELLINGS).collect();
        }
        let negative = line.split([' ', '|', '_']).any(|word| NEGATORS.contains(&fold(word).as_str()));
        for runs in spellings {
            let Some(first) = runs.first().and_then(|run| run.first()).map(|(slot, _)| *slot) else { return false };
            for rule in rules {
                self.by_first.entry(first).or_default().push(self.phrases.len());
                self.phrases.push(Phrase { rule: *rule, languages, weight, runs: runs.clone(), unless, negative });
            }
        }
        true
    }

    fn runs(&mut self, part: &str) -> Vec<Vec<(u16, u8)>> {
        let mut all: Vec<Vec<(u16, u8)>> = vec![Vec::new()];
        let mut gap = GAP;
        for piece in part.split_whitespace() {
            if piece == ".." {
                gap = WIDE;
                continue;
            }
            let (piece, here) = piece.strip_prefix('~').map_or((piece, gap), |piece| (piece, 0));
            gap = GAP;
            let (rows, single): (Vec<&str>, Vec<&str>) = piece.split('|').filter(|choice| !choice.is_empty()).partition(|choice| choice.contains('_'));
            let mut choices: Vec<Vec<u16>> = rows.iter().map(|row| row.split('_').map(|word| self.slot(shape(word).into_iter().collect())).collect()).collect();
            let single: Vec<Shape> = single.into_iter().filter_map(shape).collect();
            if !single.is_empty() {
                choices.push(vec![self.slot(single)]);
            }
            let grown = all.iter().flat_map(|run| {
                choices
                    .iter()
                    .map(move |row| run.iter().copied().chain(row.iter().enumerate().map(|(n, slot)| (*slot, if n == 0 { here } else { 0 }))).collect())
            });
            all = grown.take(MOST_SPELLINGS).collect();
        }
        all
    }

    fn slot(&mut self, mut shapes: Vec<Shape>) -> u16 {
        shapes.sort_by_key(|shape| format!("{shape:?}"));
        if let Some(slot) = self.slots.get(&shapes) {
            return *slot;
        }
        let slot = u16::try_from(self.slots.len()).unwrap_or(u16::MAX);
        for shape in &shapes {
            match shape {
                Shape::Whole(word) => {
                    self.whole.entry(word.clone()).or_default().push(slot);
                    if let Some(heard) = heard(word) {
                        self.whole_sounds.entry(heard).or_default().push(slot);
                    }
                }
                Shape::Begins(stem) => {
                    self.begins.entry(stem.clone()).or_default().push(slot);
                    if let Some(heard) = heard(stem) {
                        self.begins_sounds.entry(heard).or_default().push(slot);
                    }
                }
                Shape::Number => self.number.push(slot),
                Shape::Capital => self.capital.push(slot),
            }
        }
        self.slots.insert(shapes, slot);
        slot
    }

    fn slots_of(&self, token: &Token) -> Vec<u16> {
        if token.repeated {
            return Vec::new();
        }
        let mut found: Vec<u16> = self.whole.get(&token.word).into_iter().flatten().copied().collect();
        found.extend(beginnings(&token.word).filter_map(|start| self.begins.get(start)).flatten());
        if let Some(sound) = &token.sound {
            found.extend(self.whole_sounds.get(sound).into_iter().flatten());
            found.extend(beginnings(sound).filter_map(|start| self.begins_sounds.get(start)).flatten());
        }
        if token.word.starts_with(char::is_numeric) {
            found.extend(&self.number);
        }
        if token.name {
            found.extend(&self.capital);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether some phrase names this very word.
    pub(super) fn names(&self, word: &str) -> bool {
        self.whole.contains_key(word)
    }

    /// Whether some phrase names a beginning of this word that is longer than another.
    pub(super) fn names_beginning(&self, word: &str, longer_than: &str) -> bool {
        beginnings(word).any(|start| start.len() > longer_than.len() && self.begins.contains_key(start))
    }

    /// Every rule that is broken, and where; the first place of each rule in each sentence.
    pub(super) fn find(&self, cut: &Cut) -> Vec<Hit> {
        let said = Said { slots: cut.tokens.iter().map(|token| self.slots_of(token)).collect(), negated: negations(&cut.tokens), cut };
        let mut hits: Vec<(Weight, Hit)> = Vec::new();
        for (at, slots) in said.slots.iter().enumerate() {
            let Some(token) = cut.tokens.get(at) else { continue };
            let here = cut.languages_at(token);
            let phrases = slots.iter().filter_map(|slot| self.by_first.get(slot)).flatten().filter_map(|n| self.phrases.get(*n));
            for phrase in phrases.filter(|phrase| phrase.languages.shares(here)) {
                if let Some((start, end)) = phrase.walk(&said, at)
                    && !(phrase.rule.promises() && cut.is_title(start, end))
                {
                    hits.push((phrase.weight, Hit { rule: phrase.rule, start, end, sentence: token.sentence, languages: phrase.languages }));
                }
            }
        }
        let calmed = |hit: &Hit| {
            hits.iter().any(|(weight, calming)| {
                calming.rule == hit.rule && (*weight == Weight::CalmingAll || (*weight == Weight::Calming && calming.sentence == hit.sentence))
            })
        };
        let mut broken: Vec<Hit> = Vec::new();
        for (weight, hit) in &hits {
            let counts = match weight {
                Weight::Strong | Weight::Absolute => true,
                Weight::Ordinary => !calmed(hit),
                Weight::Calming | Weight::CalmingAll => false,
            };
            if counts && !broken.iter().any(|known| known.rule == hit.rule && known.sentence == hit.sentence) {
                broken.push(*hit);
            }
        }
        broken
    }
}

struct Said<'a> {
    slots: Vec<Vec<u16>>,
    /// How many words back the negation stands that reaches this word.
    negated: Vec<Option<usize>>,
    cut: &'a Cut,
}

impl Said<'_> {
    fn fits(&self, at: usize, slot: u16) -> bool {
        self.slots.get(at).is_some_and(|slots| slots.binary_search(&slot).is_ok())
    }

    /// Whether a negation reaches a word; of one that goes on with a phrase, from behind the word
    /// before it. A Russian "не" inside a phrase belongs to the next word alone.
    fn negated(&self, previous: Option<usize>, at: usize) -> bool {
        let Some(back) = self.negated.get(at).copied().flatten() else { return false };
        let russian = || self.cut.tokens.get(at).is_some_and(|token| is_cyrillic(&token.word));
        match previous {
            None => true,
            Some(_) if russian() => back == 1,
            Some(previous) => at - back > previous,
        }
    }

    fn sentence(&self, at: usize) -> Option<u32> {
        self.cut.tokens.get(at).map(|token| token.sentence)
    }
}

/// How many words back the negation stands that reaches each word.
pub(super) fn negations(tokens: &[Token]) -> Vec<Option<usize>> {
    let negates = |at: usize| {
        let empty = tokens.get(at + 1).is_some_and(|next| EMPTY_AFTER.contains(&next.word.as_str()));
        tokens.get(at).is_some_and(|token| NEGATORS.contains(&token.word.as_str())) && !empty
    };
    let clause = |at: usize| tokens.get(at).map(|token| token.clause);
    let reaches = |at: usize, back: usize| at.checked_sub(back).is_some_and(|n| negates(n) && clause(n) == clause(at));
    (0..tokens.len()).map(|at| (1..=REACH).find(|back| reaches(at, *back))).collect()
}

impl Phrase {
    fn walk(&self, said: &Said<'_>, at: usize) -> Option<(u32, u32)> {
        let sentence = said.sentence(at)?;
        let (mut first, mut last) = (at, at);
        for (n, run) in self.runs.iter().enumerate() {
            let (from, to) = if n == 0 {
                self.run(run, said, at)?
            } else {
                let mut starts = said.cut.sentence(sentence).map(|(start, _)| start);
                starts.find_map(|start| self.run(run, said, start))?
            };
            (first, last) = (first.min(from), last.max(to));
        }
        if self.unless.is_some_and(|slot| said.cut.sentence(sentence).any(|(n, _)| said.fits(n, slot))) {
            return None;
        }
        Some((said.cut.tokens.get(first)?.start, said.cut.tokens.get(last)?.end))
    }

    fn run(&self, run: &[(u16, u8)], said: &Said<'_>, at: usize) -> Option<(usize, usize)> {
        let free =
            |previous: Option<usize>, at: usize| self.negative || matches!(self.weight, Weight::Absolute | Weight::Calming) || !said.negated(previous, at);
        let (slot, _) = run.first()?;
        if !said.fits(at, *slot) || !free(None, at) {
            return None;
        }
        let mut place = at;
        for (slot, gap) in run.iter().skip(1) {
            let mut reach = place + 1..=place + 1 + usize::from(*gap);
            let next = reach.find(|n| said.fits(*n, *slot) && said.sentence(*n) == said.sentence(at))?;
            if !free(Some(place), next) {
                return None;
            }
            place = next;
        }
        Some((at, place))
    }
}

/// How a Russian word sounds; a single letter is none ("ИИ" is no English "I").
fn heard(word: &str) -> Option<String> {
    Some(word).filter(|word| is_cyrillic(word)).map(sound).filter(|heard| heard.len() > 1)
}

fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    word.char_indices().filter_map(|(at, c)| word.get(..at + c.len_utf8()))
}

fn expanded(line: &str, lists: &HashMap<String, String>) -> String {
    let pieces = line.split(' ').map(|piece| {
        let parts = piece.split('|').map(|part| {
            let (tilde, name) = part.strip_prefix('~').map_or(("", part), |name| ("~", name));
            name.strip_prefix('@').and_then(|name| lists.get(name)).map_or_else(|| part.to_owned(), |words| format!("{tilde}{words}"))
        });
        parts.collect::<Vec<_>>().join("|")
    });
    pieces.collect::<Vec<_>>().join(" ")
}

fn shape(text: &str) -> Option<Shape> {
    match text {
        "#" => Some(Shape::Number),
        "^" => Some(Shape::Capital),
        _ => {
            let (bare, begins) = text.strip_suffix('*').map_or((text, false), |bare| (bare, true));
            let word = fold(bare);
            let shape = if begins { Shape::Begins(word.clone()) } else { Shape::Whole(word.clone()) };
            (!word.is_empty()).then_some(shape)
        }
    }
}

/// Whether a negation reaches the word.
pub(super) fn negated(tokens: &[Token], at: usize) -> bool {
    negations(tokens).get(at).is_some_and(Option::is_some)
}
