//! Finds phrases in messages.
//!
//! A word of a message is looked up once and gives the places of phrases it fits; the answer is
//! remembered in a [`Memory`], because buyers use the same few thousand words. Then a message is a
//! list of small numbers and a phrase a short walk over it. One automaton over whole texts
//! (Aho-Corasick) lost: it knows no word borders, no forms, no typos and no gaps.

use super::language::{Guess, Languages, guess};
use super::phrase::{Phrase, Place, Shape};
use super::words::{self, Word, fold, is_cyrillic, one_letter_apart, sound};
use crate::stems::Stemmers;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Words kept in a memory; then it starts anew.
const WORDS_KEPT: usize = 50_000;
/// Shortest word of a message, in letters, in which one letter may be wrong (design 5).
const SHORTEST_TYPO: usize = 6;
/// Shortest stem of an owner's phrase that may be meant by a word with a wrong letter.
const SHORTEST_OWN_STEM: usize = 5;
/// The same for the built-in vocabulary: of its hundreds of stems, the shorter ones have neighbours
/// that are words of their own ("помят", "понят").
const SHORTEST_BUILT_IN_STEM: usize = 7;
/// How many words before a word a negation reaches, within its clause.
const NEGATION_REACH: usize = 3;

/// What takes the sense from the words after it, folded.
const NEGATORS: &[&str] = &[
    "не",
    "без",
    "нет",
    "никаких",
    "никакого",
    "ничего",
    "nem",
    "ne",
    "nincs",
    "nincsen",
    "sem",
    "neni",
    "nejsou",
    "nebyl",
    "nebyla",
    "nebylo",
    "bez",
    "zadny",
    "zadna",
    "zadne",
    "pas",
    "sans",
    "aucun",
    "aucune",
    "jamais",
    "not",
    "no",
    "never",
    "without",
    "isnt",
    "arent",
    "wasnt",
    "werent",
    "dont",
    "doesnt",
    "didnt",
    "hasnt",
    "havent",
    "wont",
    "nothing",
];
/// Beside these a negation speaks of ability or knowledge, not of the thing: "не могу вернуть",
/// "je ne sais pas où est ma commande", "not only broken".
const CARRIERS: &[&str] = &[
    "могу",
    "можем",
    "может",
    "можно",
    "можете",
    "удается",
    "удалось",
    "получается",
    "получилось",
    "знаю",
    "понимаю",
    "пойму",
    "вижу",
    "нашел",
    "нашла",
    "только",
    "просто",
    "первый",
    "первая",
    "tudom",
    "tudjuk",
    "tudtam",
    "lehet",
    "ertem",
    "sikerul",
    "sikerult",
    "latom",
    "talalom",
    "csak",
    "eloszor",
    "jen",
    "poprve",
    "peux",
    "sais",
    "arrive",
    "comprends",
    "trouve",
    "vois",
    "seulement",
    "can",
    "could",
    "able",
    "only",
    "just",
    "know",
    "sure",
    "see",
    "find",
    "understand",
    "clear",
    "first",
    "believe",
];
/// Where a phrase belongs and what it does there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// Makes the unit heard, unless something calms it.
    Ordinary,
    /// Makes the unit heard whatever else is said.
    Strong,
    /// The message speaks of something else: ordinary phrases of the unit do not count.
    Calming,
}

#[derive(Clone, Debug)]
struct Known {
    runs: Vec<Vec<(u16, u8)>>,
    /// It says "not" itself, so that a "not" before it changes nothing.
    negative: bool,
    unit: u16,
    role: Role,
    languages: Languages,
    text: Arc<str>,
}

/// A phrase that was found, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The phrase as it stands in the rule.
    pub phrase: Arc<str>,
    /// First character of the message that belongs to it, in Unicode scalar values.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// What was heard of one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heard {
    pub(super) ordinary: Option<Found>,
    pub(super) strong: Option<Found>,
    pub(super) calming: Option<Found>,
    /// Would have been found, but the message says it is not so.
    pub(super) negated: Option<Found>,
}

/// The places each word fits, for words seen before. Belongs to one set of compiled rules.
#[derive(Debug, Default)]
pub struct Memory {
    words: HashMap<String, Arc<[u16]>>,
    sounds: HashMap<String, Arc<[u16]>>,
    /// The rules these places are of.
    of: u64,
}

type Slots = HashMap<String, Vec<u16>>;
/// A word's letters, whether it is only the beginning of one, and the places it fits.
type Spelling = (Vec<char>, bool, Vec<u16>);

/// Phrases made ready.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    stemmers: Stemmers,
    whole: Slots,
    begins: Slots,
    stems: HashMap<(Languages, String), Vec<u16>>,
    whole_sounds: Slots,
    begins_sounds: Slots,
    numbers: Vec<u16>,
    /// Folded stems and words that may be mistyped, by first letter.
    typos: HashMap<char, Vec<Spelling>>,
    /// Words that are right as they are, however near they come to another.
    correct: HashSet<String>,
    phrases: Vec<Known>,
    by_first: HashMap<u16, Vec<usize>>,
    slots: HashMap<(Vec<Shape>, Languages), u16>,
    id: u64,
}

impl Matcher {
    /// A number that differs between sets of phrases, so that a memory of another set is dropped.
    pub(super) fn identified(mut self) -> Self {
        use std::hash::{Hash as _, Hasher as _};
        let mut hasher = std::hash::DefaultHasher::new();
        for phrase in &self.phrases {
            (&phrase.text, phrase.unit, phrase.role).hash(&mut hasher);
        }
        self.id = hasher.finish() | 1;
        self
    }

    /// Adds a phrase to a unit.
    pub(super) fn add(&mut self, phrase: &Phrase, text: &str, unit: u16, role: Role, languages: Languages) {
        let says_no = |shape: &Shape| matches!(shape, Shape::Whole(word) | Shape::Forms(word) if NEGATORS.contains(&fold(word).as_str()));
        let negative = phrase.shapes().any(says_no);
        let runs: Vec<Vec<(u16, u8)>> = phrase.runs.iter().map(|run| run.iter().map(|place| (self.slot(place, languages), place.gap)).collect()).collect();
        let Some(first) = runs.first().and_then(|run| run.first()).map(|(slot, _)| *slot) else { return };
        self.by_first.entry(first).or_default().push(self.phrases.len());
        self.phrases.push(Known { runs, negative, unit, role, languages, text: text.into() });
    }

    /// Notes words that are no typos of others.
    pub(super) fn know(&mut self, words: &str) {
        self.correct.extend(words.split_whitespace().map(fold));
    }

    fn slot(&mut self, place: &Place, languages: Languages) -> u16 {
        let mut shapes = place.shapes.clone();
        shapes.sort_unstable();
        let shapes = (shapes, languages);
        if let Some(slot) = self.slots.get(&shapes) {
            return *slot;
        }
        let slot = u16::try_from(self.slots.len()).unwrap_or(u16::MAX);
        for shape in &shapes.0 {
            self.learn(shape, slot, languages);
        }
        self.slots.insert(shapes, slot);
        slot
    }

    fn learn(&mut self, shape: &Shape, slot: u16, languages: Languages) {
        match shape {
            Shape::Number => self.numbers.push(slot),
            Shape::Begins(stem) => {
                if is_cyrillic(stem) {
                    self.begins_sounds.entry(sound(stem)).or_default().push(slot);
                }
                self.mistyped(stem, true, slot, languages);
                self.begins.entry(stem.clone()).or_default().push(slot);
            }
            Shape::Whole(word) => self.learn_whole(word.clone(), slot, languages),
            Shape::Forms(lower) => {
                for (language, stem) in words::stems(&self.stemmers, lower).into_iter().filter(|(language, _)| language.shares(languages)) {
                    self.stems.entry((language, stem)).or_default().push(slot);
                }
                self.learn_whole(fold(lower), slot, languages);
            }
        }
    }

    fn learn_whole(&mut self, word: String, slot: u16, languages: Languages) {
        if is_cyrillic(&word) {
            self.whole_sounds.entry(sound(&word)).or_default().push(slot);
        }
        self.mistyped(&word, false, slot, languages);
        self.whole.entry(word).or_default().push(slot);
    }

    fn mistyped(&mut self, word: &str, begins: bool, slot: u16, languages: Languages) {
        let letters: Vec<char> = word.chars().collect();
        let stem = if languages == Languages::ALL { SHORTEST_OWN_STEM } else { SHORTEST_BUILT_IN_STEM };
        let shortest = if begins { stem } else { SHORTEST_TYPO };
        let Some(first) = letters.first().copied().filter(|_| letters.len() >= shortest) else { return };
        let known = self.typos.entry(first).or_default();
        match known.iter_mut().find(|(other, kind, _)| *other == letters && *kind == begins) {
            Some((_, _, slots)) => slots.push(slot),
            None => known.push((letters, begins, vec![slot])),
        }
    }

    /// What is heard of each unit.
    pub(super) fn listen(&self, memory: &mut Memory, text: &str, units: usize) -> Vec<Heard> {
        let mut heard = vec![Heard::default(); units];
        let words = words::words(text);
        if words.is_empty() {
            return heard;
        }
        let said = Said::new(self, memory, &words);
        for (at, slots) in said.slots.iter().enumerate() {
            for phrase in slots.iter().filter_map(|slot| self.by_first.get(slot)).flatten().filter_map(|n| self.phrases.get(*n)) {
                if let Some(heard) = heard.get_mut(usize::from(phrase.unit)).filter(|_| phrase.languages.shares(said.guess.languages)) {
                    phrase.hear(&said, at, heard);
                }
            }
        }
        heard
    }

    fn places(&self, lower: &str) -> Vec<u16> {
        let folded = fold(lower);
        let mut found: Vec<u16> = self.whole.get(&folded).into_iter().flatten().copied().collect();
        found.extend(beginnings(&folded).filter_map(|start| self.begins.get(start)).flatten());
        if lower.starts_with(char::is_numeric) {
            found.extend(&self.numbers);
        }
        found.extend(words::stems(&self.stemmers, lower).iter().filter_map(|stem| self.stems.get(stem)).flatten());
        if found.is_empty() {
            found = self.guessed(&folded);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The places of a word with one wrong letter.
    fn guessed(&self, folded: &str) -> Vec<u16> {
        let letters: Vec<char> = folded.chars().collect();
        if letters.len() < SHORTEST_TYPO || letters.iter().any(|c| c.is_numeric()) {
            return Vec::new();
        }
        if self.correct.contains(folded) {
            return Vec::new();
        }
        let near = letters.first().and_then(|first| self.typos.get(first)).into_iter().flatten();
        near.filter(|(word, begins, _)| if *begins { begins_nearly(&letters, word) } else { one_letter_apart(&letters, word) })
            .flat_map(|(_, _, slots)| slots.iter().copied())
            .collect()
    }

    fn places_by_sound(&self, lower: &str) -> Vec<u16> {
        let sounds = sound(&fold(lower));
        let mut found: Vec<u16> = self.whole_sounds.get(&sounds).into_iter().flatten().copied().collect();
        found.extend(beginnings(&sounds).filter_map(|start| self.begins_sounds.get(start)).flatten());
        if lower.starts_with(char::is_numeric) {
            found.extend(&self.numbers);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether a word begins with a stem that has one wrong letter. The stem's last letter must be
/// right: a stem whose end differs is another stem ("достав", "достат").
fn begins_nearly(letters: &[char], stem: &[char]) -> bool {
    let lengths = [stem.len().saturating_sub(1), stem.len(), stem.len() + 1];
    lengths.into_iter().filter_map(|length| letters.get(..length)).any(|start| start.last() == stem.last() && one_letter_apart(start, stem))
}

fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
    ends.filter_map(|end| word.get(..end))
}

/// A message as the phrases see it.
struct Said<'a> {
    words: &'a [Word],
    guess: Guess,
    slots: Vec<Arc<[u16]>>,
    /// Words a negation reaches from farther away, and those right behind one.
    negated: Vec<(bool, bool)>,
}

impl<'a> Said<'a> {
    fn new(matcher: &Matcher, memory: &mut Memory, words: &'a [Word]) -> Self {
        if memory.of != matcher.id {
            *memory = Memory { of: matcher.id, ..Memory::default() };
        }
        let guess = guess(words);
        let by_sound = guess.by_sound;
        let known = if by_sound { &mut memory.sounds } else { &mut memory.words };
        if known.len() > WORDS_KEPT {
            known.clear();
        }
        let look = |word: &Word| -> Arc<[u16]> { if by_sound { matcher.places_by_sound(&word.lower) } else { matcher.places(&word.lower) }.into() };
        let slots = words.iter().map(|word| match known.get(&word.lower) {
            Some(slots) => Arc::clone(slots),
            None => {
                let slots = look(word);
                known.insert(word.lower.clone(), Arc::clone(&slots));
                slots
            }
        });
        let slots = slots.collect();
        Self { words, guess, slots, negated: negations(words, by_sound) }
    }

    fn fits(&self, at: usize, slot: u16) -> bool {
        self.slots.get(at).is_some_and(|slots| slots.binary_search(&slot).is_ok())
    }

    fn sentence(&self, at: usize) -> Option<u32> {
        self.words.get(at).map(|word| word.sentence)
    }
}

/// Which words stand under a negation.
fn negations(words: &[Word], by_sound: bool) -> Vec<(bool, bool)> {
    let folded: Vec<String> = words.iter().map(|word| if by_sound { word.lower.clone() } else { fold(&word.lower) }).collect();
    let carried =
        |at: usize| [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|n| folded.get(n)).any(|word| CARRIERS.contains(&word.as_str()));
    let negates = |at: usize| folded.get(at).is_some_and(|word| NEGATORS.contains(&word.as_str())) && !carried(at);
    let clause = |at: usize| words.get(at).map(|word| word.clause);
    (0..words.len())
        .map(|at| {
            let near = at.checked_sub(1).is_some_and(|n| negates(n) && clause(n) == clause(at));
            let far = (1..=NEGATION_REACH).filter_map(|back| at.checked_sub(back)).any(|n| clause(n) == clause(at) && negates(n));
            (far, near)
        })
        .collect()
}

impl Known {
    fn hear(&self, said: &Said<'_>, at: usize, heard: &mut Heard) {
        let place = match self.role {
            Role::Ordinary => &heard.ordinary,
            Role::Strong => &heard.strong,
            Role::Calming => &heard.calming,
        };
        if place.is_some() {
            return;
        }
        let Some((end, mut plain)) = self.runs.first().and_then(|run| self.walk(run, said, at)) else { return };
        for run in self.runs.iter().skip(1) {
            let found = (0..said.words.len()).filter_map(|start| self.walk(run, said, start)).max_by_key(|(_, plain)| *plain);
            let Some((_, also)) = found else { return };
            plain &= also;
        }
        let found = Found {
            phrase: Arc::clone(&self.text),
            start: said.words.get(at).map_or(0, |word| word.start),
            end: said.words.get(end).map_or(0, |word| word.end),
        };
        match (plain, self.role) {
            (true, Role::Ordinary) => heard.ordinary = Some(found),
            (true, Role::Strong) => heard.strong = Some(found),
            (true, Role::Calming) => heard.calming = Some(found),
            (false, Role::Calming) => {}
            (false, _) => heard.negated = heard.negated.take().or(Some(found)),
        }
    }

    /// The last word of a run that begins at a word, and whether it is said without a "not".
    fn walk(&self, run: &[(u16, u8)], said: &Said<'_>, at: usize) -> Option<(usize, bool)> {
        let (first, _) = run.first()?;
        if !said.fits(at, *first) {
            return None;
        }
        let mut plain = self.negative || !said.negated.get(at)?.0;
        let mut place = at;
        for (slot, gap) in run.iter().skip(1) {
            let reach = place + 1..=place + 1 + usize::from(*gap);
            place = reach.into_iter().find(|n| said.fits(*n, *slot) && said.sentence(*n) == said.sentence(at))?;
            plain &= self.negative || !said.negated.get(place)?.1;
        }
        Some((place, plain))
    }
}
