//! Whether a question of long ago is the one that is asked now.
//!
//! Two questions about one kettle share its name, and often nothing else: "into the dishwasher?" and "onto the stove?". What
//! is shared is therefore weighed without the item's own words, and an old reply fits only where the old question and
//! the reply together speak of what is asked now: of its words, of the places and makes it names, of the figures the old
//! buyer asked about. Whether the item is called by its name changes nothing: it is spoken of wherever it is asked about. Rarity over the whole history lost: a shop that has a handful of questions about an item has no
//! rare words, and there it would judge by chance.

use super::sentences;
use super::terms::{Common, Terms, Tongue};
use super::{Case, Past, clean, names};
use crate::guard::Locale;
use pult_domain::sla::words::{Word, fold, words};
use std::collections::BTreeSet;

/// Below this likeness two questions are two questions.
const ALIKE: f32 = 0.3;
/// So much of what is asked the old question and its reply must speak of. One word of two is a coin's toss ("green light?",
/// "red light?"), two of three seldom err: measured with 120 questions to three invented shops (2026-11-23).
const COVERED: f32 = 0.6;
/// The same where the old question was after something else besides ("metal tips?", "rubber tips?").
const COVERED_BESIDES: f32 = 0.75;
/// From this likeness on two questions are one, whatever the classifier makes of them.
pub(super) const SAME_WORDS: f32 = 0.6;
/// From this likeness on two questions are one, though one of them denies and the other does not, or one was taken for a claim.
pub(super) const NEARLY_SAME: f32 = 0.85;
/// Digits of a number of an order or a parcel, which no question hangs on.
const CODE_DIGITS: usize = 5;
/// Words at the beginning of a reply, greetings and all, among which it says yes or no.
const FIRST_WORDS: usize = 4;
/// Yes and no, folded.
const YES_NO: [&str; 17] =
    ["да", "нет", "конечно", "yes", "no", "sure", "igen", "nem", "persze", "ano", "ne", "jiste", "samozrejme", "oui", "non", "bien", "si"];
/// What stands behind a denial that only asks politely ("не подскажете"), folded.
const POLITELY: [&str; 8] = ["подскажете", "подскажите", "подскажешь", "подскажет", "скажете", "скажите", "скажешь", "знаете"];

/// A question, taken apart.
#[derive(Debug)]
pub(super) struct Asked {
    terms: Terms,
    named: Terms,
    marks: BTreeSet<String>,
    figures: BTreeSet<String>,
    denies: bool,
    /// Whether what it denies it asks: "doesn't it drip?" is "does it drip?".
    asks: bool,
    tongue: Tongue,
}

/// How an old question stands to the one that is asked.
#[derive(Debug)]
pub(super) struct Likeness {
    /// How alike their words are, from 0 to 1.
    pub(super) words: f32,
    /// Whether the old question and its reply speak of what is asked now.
    pub(super) answers: bool,
}

impl Asked {
    /// Takes the open question of a chat apart.
    pub(super) fn of(case: &Case, question: &str, tongue: Tongue) -> Self {
        let (terms, named) = (Terms::of(question, tongue), named(case, question, tongue));
        let (denies, asks) = (denies(question, tongue.locale()), only_asks(question, tongue.locale()));
        Self { terms, named, marks: marks(question), figures: figures(question), denies, asks, tongue }
    }

    /// The words that tell what is asked.
    pub(super) fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Whether a text speaks of what is asked, and of every place and make that is named.
    pub(super) fn is_answered_by(&self, text: &str) -> bool {
        let terms = Terms::of(text, self.tongue);
        self.terms.covered_by(&terms) >= COVERED && self.names_are_in(text, &terms)
    }

    fn names_are_in(&self, text: &str, terms: &Terms) -> bool {
        self.named.is_within(terms) && self.marks.is_subset(&marks(text))
    }

    /// Compares with an old question; `common` are the words that tell nothing where both are about one item. None where the
    /// two have next to nothing in common.
    pub(super) fn likeness(&self, past: &Past, common: &Common) -> Option<Likeness> {
        let everywhere = Common::default();
        let common = if past.same_item { common } else { &everywhere };
        let then = Terms::of(&past.question, self.tongue);
        let words = common.likeness(&self.terms, &then);
        if words < ALIKE {
            return None;
        }
        let with_reply = format!("{}\n{}", past.question, past.reply);
        let meant = words >= NEARLY_SAME || denies(&past.question, self.tongue.locale()) == self.denies || (words >= SAME_WORDS && self.denial_asks(past));
        // Another size, another count is another question; a figure that only the new one has is a detail of it.
        let measured = figures(&past.question).iter().all(|figure| self.figures.contains(figure));
        let (told, besides) = (Terms::of(&with_reply, self.tongue), common.has_more(&then, &self.terms));
        let enough = if besides { COVERED_BESIDES } else { COVERED };
        let covered = common.covered(&self.terms, &told) >= enough || (words >= SAME_WORDS && common.told(&self.terms, &told));
        // Who says no more than what the item is called has asked nothing that was asked besides.
        let spoken_of = covered && !(besides && common.are_all(&self.terms)) && self.names_are_in(&with_reply, &told);
        Some(Likeness { words, answers: meant && measured && spoken_of })
    }

    /// Whether a denial in one of two questions changes nothing: both only ask, and the reply says in words of its own how it is.
    /// A yes to the one would be a no to the other.
    fn denial_asks(&self, past: &Past) -> bool {
        self.asks && only_asks(&past.question, self.tongue.locale()) && !says_yes_or_no(&past.reply)
    }
}

/// The words of this chat's item: those of its title, and what most questions about it have.
pub(super) fn of_item(case: &Case, question: &str, tongue: Tongue) -> Common {
    let title = case.known.item.as_ref().and_then(|item| item.title.as_deref()).unwrap_or_default();
    let about: Vec<&Past> = case.past.iter().filter(|past| past.same_item).collect();
    let questions: Vec<&str> = about.iter().map(|past| past.question.as_str()).collect();
    let replies = about.iter().map(|past| past.reply.as_str());
    Common::of_item(title, question, &questions, replies, tongue)
}

/// Places, makes and other names in a question: words with a capital inside a sentence. The buyer's own name, the shop's and
/// the marketplace's are none, nor is anything where every other word has one.
fn named(case: &Case, question: &str, tongue: Tongue) -> Terms {
    let own = names::all_parts(&case.customer);
    let shop = sentences::folded(&case.shop);
    let (mut small, mut capital) = (0_usize, Vec::new());
    for sentence in sentences::cut(question) {
        let found = words(&sentence.text);
        let folded: Vec<String> = found.iter().map(|word| fold(&word.lower)).collect();
        if clean::is_greeting(&folded) {
            continue;
        }
        let chars: Vec<char> = sentence.text.chars().collect();
        for (word, folded) in found.iter().zip(&folded).skip(1) {
            if !is_name_like(&chars, word) {
                small += 1;
            } else if !clean::is_polite(folded)
                && !clean::own_marketplace(folded, case)
                && !shop.contains(folded)
                && !own.iter().any(|name| names::is_meant(folded, true, name))
            {
                capital.push(word.lower.clone());
            }
        }
    }
    if capital.len() > small { Terms::default() } else { Terms::of(&capital.join(" "), tongue) }
}

/// "Казань", "GPS"; a single letter is no name.
fn is_name_like(chars: &[char], word: &Word) -> bool {
    word.end - word.start > 1 && names::has_capital(chars, word)
}

/// Words of letters and figures that are no measures, folded: "PS5", "4K", "IPX7". One of them is what a question is after.
fn marks(text: &str) -> BTreeSet<String> {
    let folded = words(text).into_iter().map(|word| fold(&word.lower));
    let mixed = folded.filter(|word| word.chars().any(|c| c.is_ascii_digit()) && word.chars().any(char::is_alphabetic));
    let short = mixed.filter(|word| word.chars().filter(char::is_ascii_digit).count() < CODE_DIGITS);
    short.filter(|word| !clean::is_unit(word.trim_start_matches(|c: char| c.is_ascii_digit()))).collect()
}

/// The figures a question asks about: a size, a length, a count.
fn figures(question: &str) -> BTreeSet<String> {
    let numbers = words(question).into_iter().map(|word| word.lower.chars().take_while(char::is_ascii_digit).collect::<String>());
    numbers.filter(|digits| (1..CODE_DIGITS).contains(&digits.len())).collect()
}

/// Words that deny in a language, folded; Czech denies within the word. "Dont" is "whose" in French, "pas" a belt in Czech.
fn denials(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Ru => &["не", "нельзя"],
        Locale::En => &["not", "cannot", "cant", "dont", "doesnt", "isnt", "wont", "didnt"],
        Locale::Hu => &["nem", "nincs", "nincsen"],
        Locale::Fr => &["pas"],
        Locale::Cs => &[],
    }
}

/// Whether a question denies: "doesn't it drip?".
fn denies(question: &str, locale: Locale) -> bool {
    let folded = sentences::folded(question);
    folded.iter().enumerate().any(|(at, word)| {
        let behind = |steps: usize| folded.get(at + steps).map(String::as_str).unwrap_or_default();
        let politely = || POLITELY.contains(&behind(1)) || (behind(1) == "могли" && behind(2) == "бы");
        denials(locale).contains(&word.as_str()) && !politely()
    })
}

/// Whether a text ends with a question and says nowhere what is not so: "it doesn't drip" is told, "doesn't it drip?" is asked.
fn only_asks(question: &str, locale: Locale) -> bool {
    let sentences = sentences::cut(question);
    let asks = |sentence: &sentences::Sentence| sentence.text.ends_with('?');
    sentences.last().is_some_and(asks) && sentences.iter().all(|sentence| asks(sentence) || !denies(&sentence.text, locale))
}

/// Whether a reply begins with a yes or a no.
fn says_yes_or_no(reply: &str) -> bool {
    let sentences = sentences::cut(reply);
    let mut told = sentences.iter().map(|sentence| sentences::folded(&sentence.text)).filter(|folded| !clean::is_greeting(folded));
    told.next().is_some_and(|folded| folded.iter().take(FIRST_WORDS).any(|word| YES_NO.contains(&word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denial_is_neither_politeness_nor_a_word_of_another_language() {
        for (locale, question) in [
            (Locale::Ru, "Не скажется ли это на глазури?"),
            (Locale::Ru, "Не могли открыть крышку, так и надо?"),
            (Locale::En, "It doesn't drip?"),
            (Locale::Fr, "Elle ne goutte pas ?"),
        ] {
            assert!(denies(question, locale), "{question}");
        }
        for (locale, question) in [
            (Locale::Ru, "Не подскажете размер?"),
            (Locale::Ru, "Не могли бы вы сказать размер?"),
            (Locale::Fr, "La théière dont le bec est long ?"),
            (Locale::Cs, "Jak dlouhý je ten pás?"),
        ] {
            assert!(!denies(question, locale), "{question}");
        }
    }
}
