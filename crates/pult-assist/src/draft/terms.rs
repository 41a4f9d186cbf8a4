//! How alike two questions are: the weighted share of word stems they have in common.
//!
//! Vectors of meaning lost for now: nothing of that kind ships with the program, and what two
//! buyers of one shop write about one teapot shares its words (`docs/decisions`, classifier note).

use super::names;
use crate::guard::Locale;
use pult_domain::sla::words::{Word, fold, is_cyrillic, words};
use pult_domain::stems::{Stemmers, czech};
use std::cell::RefCell;
use std::collections::BTreeSet;

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

/// Words that tell nothing of what is asked, folded: greetings, pronouns, particles, and what stands in any question
/// whatever it is after ("how many", "can I", "is it fit for").
const EMPTY: &str = " здравствуите добрыи день вечер утро привет спасибо пожалуиста подскажите скажите можно хочу хотела хотел мне меня мои моя мое мою вам вас ваш вы мы нас как что это этот эта она оно они его для или если еще уже только очень все так там тут где когда почему какои какая какие есть был была было будет быть при про под над без после чтобы нужно надо просто вот даже тоже ли не да нет \
 сколько какого какому какую каких каким каком всех весь вся этого этом этому эту эти этих такои такая такое такие такую ее неи нее него них ним \
 ставить поставить использовать подоидет подоидут подходит подходят годится годятся идет идут делать сделать интересует имеет имеется нужен нужна нужно нужны сам сама сами самому самои \
 hello good morning please thanks thank you your the and for are was were with this that have has had can could would will what when where how why does did not but from just also any some there they them then than about into out get got its our these those which who much many use used using need needs myself want wish \
 szia jo napot kivanok udv udvozlom koszonom koszi kerem kerek szeretnem hogy nem igen van vagy egy ezt azt meg mar csak akkor mikor hol mit mi miert lehet volt lesz nekem ami amit ez az ugy \
 hany mennyi mennyire mekkora milyen melyik tud tudom tudok lehetne kell kellene akarok akarom hasznalhato hasznalni benne hozza bele ehhez ennek itt ott szukseges \
 dobry den ahoj prosim dekuji diky chtel chtela bych jsem jste jsou byl byla bylo bude mam mate mi me se si to ten tato tento ktery ktera kdy kde jak proc ale nebo jen uz jeste tak tam pro pri pod bez aby \
 jaky jaka jake jakou jakych jakym jaci kolik muzu muze muzete muzeme lze jde jdou daji mam maji hodi pouzit pouzivat potreba potrebuje potrebuju chci chceme nejaky nejake nejakou ktere kteri ty toho tohle \
 bonjour bonsoir salut merci svp plait voudrais est que qui quoi quand comment pourquoi les des une mon mes votre vos nous vous ils elle pas plus avec dans pour sur par mais deja encore etre avoir avez ete suis sont cela \
 combien quel quelle quels quelles peut peux puis veux faut cette ces ses utiliser ";
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

fn tells(word: &Word) -> bool {
    let folded = fold(&word.lower);
    folded.chars().count() >= SHORTEST && !word.is_number() && !EMPTY.contains(&format!(" {folded} "))
}

/// The stems of a question.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms(BTreeSet<String>);

impl Terms {
    pub(super) fn of(text: &str, locale: Locale) -> Self {
        Self(words(text).iter().filter(|word| tells(word)).map(|word| cut_stem(word, locale)).collect())
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
        self.0.is_subset(&other.0)
    }
}

/// Stems that tell one question from another no better than the words of the trade do; by default none.
#[derive(Clone, Debug, Default)]
pub(super) struct Common(BTreeSet<String>);

impl Common {
    /// Of questions about one item: the words of its title in any form, and what more than half of the questions have. A title
    /// in another language than the buyer's names nothing, and there the questions themselves tell how buyers call the item.
    pub(super) fn of_item<'t>(title: &str, asked: &'t str, questions: &[&'t str], replies: impl Iterator<Item = &'t str>, locale: Locale) -> Self {
        let titled: Vec<Word> = words(title).into_iter().filter(tells).collect();
        let stems: BTreeSet<String> = titled.iter().map(|word| cut_stem(word, locale)).collect();
        let long: Vec<String> = titled.iter().map(|word| fold(&word.lower)).filter(|word| word.chars().count() >= FORMS_FROM).collect();
        let form = |word: &Word| long.iter().any(|title| names::is_form_of(&fold(&word.lower), title));
        let texts = std::iter::once(asked).chain(questions.iter().copied()).chain(replies);
        let named = texts.flat_map(words).filter(|word| tells(word) && form(word)).map(|word| cut_stem(&word, locale));
        let mut common: BTreeSet<String> = named.collect();
        common.extend(stems);
        if questions.len() >= SOME {
            let each: Vec<Terms> = questions.iter().map(|question| Terms::of(question, locale)).collect();
            let usual = |term: &&String| each.iter().filter(|terms| terms.0.contains(*term)).count() * 2 > each.len();
            common.extend(Terms::of(asked, locale).0.iter().filter(usual).cloned());
        }
        Self(common)
    }

    /// From 0, nothing in common, to 1, the same words.
    pub(super) fn likeness(&self, one: &Terms, other: &Terms) -> f32 {
        let (own, others) = (self.weigh(&one.0), self.weigh(&other.0));
        if own <= 0.0 || others <= 0.0 { 0.0 } else { self.weigh(one.0.intersection(&other.0)) / (own * others).sqrt() }
    }

    /// Which share of some terms another text has.
    pub(super) fn covered(&self, terms: &Terms, by: &Terms) -> f32 {
        let own = self.weigh(&terms.0);
        if own <= 0.0 { 0.0 } else { self.weigh(terms.0.intersection(&by.0)) / own }
    }

    /// Whether some terms hold a telling one that others have not.
    pub(super) fn has_more(&self, terms: &Terms, than: &Terms) -> bool {
        terms.0.difference(&than.0).any(|term| self.weight(term) >= 1.0)
    }

    fn weigh<'t>(&self, terms: impl IntoIterator<Item = &'t String>) -> f32 {
        terms.into_iter().map(|term| self.weight(term)).sum()
    }

    fn weight(&self, term: &str) -> f32 {
        if self.0.contains(term) { TRADE_WEIGHT } else { weight_of(term) }
    }
}

/// The stem of a word, cut to what the forms of a word share.
fn cut_stem(word: &Word, locale: Locale) -> String {
    stem(&word.lower, locale).chars().take(STEM_CHARS).collect()
}

fn weight_of(term: &str) -> f32 {
    if TRADE.iter().any(|stem| term.starts_with(stem)) { TRADE_WEIGHT } else { 1.0 }
}

/// The words of a question by which similar ones are looked for in the store, the most telling
/// first: long words stand in fewer messages than short ones.
#[must_use]
pub fn telling_words(question: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words(question).into_iter().filter(tells) {
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
        Terms::of(a, locale).likeness(&Terms::of(b, locale))
    }

    #[test]
    fn the_same_question_in_other_forms_is_alike_and_another_is_not() {
        assert!(likeness("Чашку можно мыть в посудомойке?", "можно ли чашки мыть в посудомоечной машине", Locale::Ru) > 0.5);
        assert!(likeness("Can I put the cup in the dishwasher?", "is the cup dishwasher safe?", Locale::En) > 0.4);
        assert!(likeness("Можно ли чашку мыть в посудомойке?", "Где мой заказ, чашку жду неделю", Locale::Ru) < 0.5);
        assert!(likeness("Здравствуйте!", "Здравствуйте!", Locale::Ru) < 0.1, "a greeting asks nothing");
    }

    #[test]
    fn words_of_the_trade_are_looked_for_last() {
        let words = telling_words("Здравствуйте, где мой заказ? Чайник протекает");
        assert_eq!(words, ["протекает", "чайник", "заказ"]);
    }
}
