//! How alike two questions are: the weighted share of word stems they have in common.
//!
//! Vectors of meaning lost for now: nothing of that kind ships with the program, and what two
//! buyers of one shop write about one teapot shares its words (`docs/decisions`, classifier note).

use super::{empty, kin, names};
use crate::classify::Reading;
use crate::guard::Locale;
use pult_domain::sla::words::{Word, fold, is_cyrillic, words};
use pult_domain::stems::{Stemmers, czech};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Shortest word that tells something, in characters.
const SHORTEST: usize = 3;
/// What a word of the trade weighs that stands in every other message ("заказ").
const TRADE_WEIGHT: f32 = 0.35;
/// Letters of a title's word at least of which other forms are told.
const FORMS_FROM: usize = 5;
/// Questions about an item at least before what most of them have is taken for its name.
const SOME: usize = 4;
/// Characters that two stems of one word share at least, and where stems are cut.
const STEM_CHARS: usize = 6;

/// Words of the trade, folded, by their beginning.
const TRADE: [&str; 22] = [
    "заказ",
    "товар",
    "посылк",
    "магазин",
    "покуп",
    "order",
    "item",
    "parcel",
    "product",
    "shop",
    "rendel",
    "csomag",
    "termek",
    "bolt",
    "objedn",
    "zbozi",
    "zasil",
    "obchod",
    "command",
    "articl",
    "colis",
    "boutiq",
];

thread_local! {
    static STEMMERS: RefCell<Option<Stemmers>> = const { RefCell::new(None) };
}

/// The language that two texts are compared in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tongue {
    locale: Locale,
    /// None where `locale` is a guess.
    sure: Option<Locale>,
}

impl Tongue {
    /// The language of a message.
    pub(super) fn of(reading: &Reading) -> Self {
        Self { locale: super::locale_of(reading), sure: super::sure_locale(reading) }
    }

    /// A language that somebody has named.
    pub(super) fn known(locale: Locale) -> Self {
        Self { locale, sure: Some(locale) }
    }

    pub(super) fn locale(self) -> Locale {
        self.locale
    }
}

/// The stem of a word in a language, folded.
pub(super) fn stem(lower: &str, locale: Locale) -> String {
    STEMMERS.with(|kept| {
        let mut kept = kept.borrow_mut();
        let stemmers = kept.get_or_insert_with(Stemmers::default);
        if is_cyrillic(lower) {
            return stemmers.russian(lower);
        }
        let [hungarian, french, english, _] = stemmers.latin(lower);
        match locale {
            Locale::Hu => hungarian,
            Locale::Fr => french,
            Locale::Cs => czech(&fold(lower)).to_owned(),
            Locale::En | Locale::Ru => english,
        }
    })
}

fn tells(word: &Word, sure: Option<Locale>) -> bool {
    let folded = fold(&word.lower);
    folded.chars().count() >= SHORTEST && !word.is_number() && !empty::is(&folded, sure)
}

/// The stems of a question, each with the others under which its word stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms(BTreeMap<String, Vec<String>>);

impl Terms {
    pub(super) fn of(text: &str, tongue: Tongue) -> Self {
        Self::gathered(telling(text, tongue), tongue)
    }

    fn gathered(words: impl IntoIterator<Item = Word>, tongue: Tongue) -> Self {
        let mut terms: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for word in words {
            let whole = stem(&word.lower, tongue.locale);
            let others = kin::of(&word.lower, &whole, tongue.locale).into_iter().map(|other| cut(&other));
            terms.entry(cut(&whole)).or_default().extend(others);
        }
        Self(terms)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// From 0, nothing in common, to 1, the same words.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        Common::default().likeness(self, other)
    }

    /// Which share of these terms the other text has.
    pub(super) fn covered_by(&self, other: &Self) -> f32 {
        Common::default().covered(self, other)
    }

    /// Whether the other text has all of these terms.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.0.iter().all(|term| other.has(term))
    }

    /// Whether a word is among these, in whichever form.
    fn has(&self, (stem, others): Term<'_>) -> bool {
        let known = |stem: &String| self.0.contains_key(stem);
        known(stem) || others.iter().any(known) || self.0.values().flatten().any(|other| other == stem)
    }

    /// Those of these terms that the other text has.
    fn shared<'t>(&'t self, other: &'t Self) -> impl Iterator<Item = Term<'t>> {
        self.0.iter().filter(move |term| other.has(*term))
    }
}

/// A stem, and the others under which its word stands.
type Term<'t> = (&'t String, &'t Vec<String>);

/// Stems that tell one question from another no better than the words of the trade do; by default none.
#[derive(Clone, Debug, Default)]
pub(super) struct Common(Terms);

impl Common {
    /// Of questions about one item: the words of its title in any form, and what more than half of the questions have. A title
    /// in another language than the buyer's names nothing, and there the questions themselves tell how buyers call the item.
    pub(super) fn of_item<'t>(title: &str, asked: &'t str, questions: &[&'t str], replies: impl Iterator<Item = &'t str>, tongue: Tongue) -> Self {
        let titled = telling(title, tongue);
        let long: Vec<String> = titled.iter().map(|word| fold(&word.lower)).filter(|word| word.chars().count() >= FORMS_FROM).collect();
        let form = |word: &Word| long.iter().any(|title| names::is_form_of(&fold(&word.lower), title));
        let texts = std::iter::once(asked).chain(questions.iter().copied()).chain(replies);
        let named = texts.flat_map(|text| telling(text, tongue)).filter(form);
        let mut common = Terms::gathered(titled.iter().cloned().chain(named), tongue);
        if questions.len() >= SOME {
            let each: Vec<Terms> = questions.iter().map(|question| Terms::of(question, tongue)).collect();
            let usual = |term: Term<'_>| each.iter().filter(|terms| terms.has(term)).count() * 2 > each.len();
            common.0.extend(Terms::of(asked, tongue).0.into_iter().filter(|(stem, others)| usual((stem, others))));
        }
        Self(common)
    }

    /// From 0, nothing in common, to 1, the same words.
    pub(super) fn likeness(&self, one: &Terms, other: &Terms) -> f32 {
        let (own, others) = (self.weigh(&one.0), self.weigh(&other.0));
        // Two words of one text may be forms of a single one of the other.
        let shared = self.weigh(one.shared(other)).min(self.weigh(other.shared(one)));
        if own <= 0.0 || others <= 0.0 { 0.0 } else { shared / (own * others).sqrt() }
    }

    /// Which share of some terms another text has.
    pub(super) fn covered(&self, terms: &Terms, by: &Terms) -> f32 {
        let own = self.weigh(&terms.0);
        if own <= 0.0 { 0.0 } else { self.weigh(terms.shared(by)) / own }
    }

    /// Whether another text has every one of the terms that are not common, and there is one.
    pub(super) fn told(&self, terms: &Terms, by: &Terms) -> bool {
        !self.are_all(terms) && terms.0.iter().all(|term| self.0.has(term) || by.has(term))
    }

    /// Whether no term is other than common.
    pub(super) fn are_all(&self, terms: &Terms) -> bool {
        terms.is_within(&self.0)
    }

    /// Whether some terms hold a telling one that others have not.
    pub(super) fn has_more(&self, terms: &Terms, than: &Terms) -> bool {
        terms.0.iter().any(|term| !than.has(term) && self.weight(term) >= 1.0)
    }

    fn weigh<'t>(&self, terms: impl IntoIterator<Item = Term<'t>>) -> f32 {
        terms.into_iter().map(|term| self.weight(term)).sum()
    }

    fn weight(&self, term: Term<'_>) -> f32 {
        if self.0.has(term) { TRADE_WEIGHT } else { weight_of(term.0) }
    }
}

/// The words of a text that tell something.
fn telling(text: &str, tongue: Tongue) -> Vec<Word> {
    words(text).into_iter().filter(|word| tells(word, tongue.sure)).collect()
}

/// A stem, cut to what the forms of a word share.
fn cut(stem: &str) -> String {
    stem.chars().take(STEM_CHARS).collect()
}

fn weight_of(term: &str) -> f32 {
    if TRADE.iter().any(|stem| term.starts_with(stem)) { TRADE_WEIGHT } else { 1.0 }
}

/// The words of a question by which similar ones are looked for in the store, the most telling
/// first: long words stand in fewer messages than short ones. Its language is told where it is sure.
#[must_use]
pub fn telling_words(question: &str, sure: Option<Locale>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words(question).into_iter().filter(|word| tells(word, sure)) {
        if !found.contains(&word.lower) {
            found.push(word.lower);
        }
    }
    found.sort_by_key(|word| (weight_of(&fold(word)) < 1.0, std::cmp::Reverse(word.chars().count())));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str, locale: Locale) -> f32 {
        Terms::of(a, Tongue::known(locale)).likeness(&Terms::of(b, Tongue::known(locale)))
    }

    #[test]
    fn the_same_question_in_other_forms_is_alike_and_another_is_not() {
        assert!(likeness("Чашку можно мыть в посудомойке?", "можно ли чашки мыть в посудомоечной машине", Locale::Ru) > 0.5);
        assert!(likeness("Can I put the cup in the dishwasher?", "is the cup dishwasher safe?", Locale::En) > 0.4);
        assert!(likeness("Можно ли чашку мыть в посудомойке?", "Где мой заказ, чашку жду неделю", Locale::Ru) < 0.5);
        assert!(likeness("Здравствуйте!", "Здравствуйте!", Locale::Ru) < 0.1, "a greeting asks nothing");
    }

    #[test]
    fn forms_of_a_word_meet_where_the_stemmers_part_them() {
        for (locale, one, other) in [
            (Locale::Ru, "ложечка", "ложка"),
            (Locale::Ru, "ситечко", "сито"),
            (Locale::Ru, "полочка", "полка"),
            (Locale::Ru, "лампочкой", "лампа"),
            (Locale::Ru, "пиала", "пиалы"),
            (Locale::Ru, "пиал", "пиалы"),
            (Locale::Ru, "одеяло", "одеялом"),
            (Locale::Ru, "вымыть", "мыть"),
            (Locale::Cs, "nabíjí", "nabíjet"),
            (Locale::Cs, "svítí", "svítit"),
            (Locale::Cs, "vyprat", "prát"),
            (Locale::Hu, "portja", "port"),
        ] {
            assert!(likeness(one, other, locale) >= 1.0 && likeness(other, one, locale) >= 1.0, "{one}, {other}");
        }
        for (locale, one, other) in [
            (Locale::Ru, "полочка", "пол"),
            (Locale::Ru, "ножка", "нож"),
            (Locale::Ru, "повесить", "весит"),
            (Locale::Cs, "paket", "paky"),
            (Locale::En, "port", "por"),
            (Locale::Cs, "červené", "zelené"),
        ] {
            assert!(likeness(one, other, locale) < 0.1, "{one}, {other}");
        }
    }

    #[test]
    fn what_one_language_has_for_a_particle_another_asks_about() {
        let (pours, holds) = ("Can I pour boiling water?", "Can it hold boiling water?");
        assert!(likeness(pours, holds, Locale::En) < 0.7, "to pour is what is asked");
        assert_eq!(telling_words(pours, Some(Locale::En)), ["boiling", "water", "pour"]);
        assert_eq!(telling_words(pours, None), ["boiling", "water"], "where the language is not sure");
        assert_eq!(telling_words("Jaký pas má ten stan?", Some(Locale::Cs)), ["stan", "pas"]);
    }

    #[test]
    fn words_of_the_trade_are_looked_for_last() {
        let words = telling_words("Здравствуйте, где мой заказ? Чайник протекает", Some(Locale::Ru));
        assert_eq!(words, ["протекает", "чайник", "заказ"]);
    }
}
