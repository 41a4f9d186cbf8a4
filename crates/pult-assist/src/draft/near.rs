//! The owner's own words that lie nearest to what a buyer asks: for the owner to choose from, never a draft.
//!
//! A draft has to be right, and buyers ask the same thing in other words: of 96 questions to four shops that nobody here had
//! seen, and which the shops' own words answered, the drafter drafts nine from them (and none wrongly, 2026-11-23). What is
//! nearest by the words that are rare in the shop's own history has the right text first for 59 of them, and among two for 63.
//! A third one was right no more often, so there is none. What stands here is read by a person before anything is made of it.
//!
//! Words are compared, not stems: "снимаетса", "вкладышь" and "варешки" stand in no dictionary. Beside them lost: stems alone
//! (a typo is another word), and the place of a word in the sentence (buyers write two or three words).

use super::candidates::{framed, source};
use super::clean::{For, adapt};
use super::{Canned, Case, Past, SUREST_GUESS, Snippet, Source, SourceKind, canned, locale_of, snippets, sure_locale, telling_words, went_well};
use crate::classify::{Intent, Reading, Urgency};
use crate::guard::{Guard, Locale};
use pult_domain::sla::words::fold;
use std::collections::HashMap;

/// Texts that are offered at most.
const AT_MOST: usize = 2;
/// Texts that are made fit for the chat and judged, the nearest first.
const TRIED: usize = 8;
/// What is answered alike whatever the item: how the shop takes money, sends and takes back. Talk is not among it: short questions
/// about an item are taken for talk too.
const OF_THE_SHOP: [Intent; 5] = [Intent::OrderStatus, Intent::DeliveryDelay, Intent::BillingInvoice, Intent::CancelChangeOrder, Intent::ReturnRefund];
/// What a word weighs that only the reply has, beside one of the question it answered.
const IN_REPLY: f32 = 0.8;
/// What a word of the item's title weighs: it stands in every question about the item.
const OF_THE_TITLE: f32 = 0.5;
/// Words of the question that are looked for, the most telling first: a buyer may write thousands.
const WORDS: usize = 60;
/// How much nearer a reply about the same item is.
const SAME_ITEM: f32 = 2.0;
/// How much a long text has to give for its length: it has more words to be found by.
const LENGTH: f32 = 0.35;
/// What a word of the reply counts of that length.
const REPLY_LENGTH: f32 = 0.3;
/// From here on two words are forms of one.
const ONE_WORD: f32 = 0.8;
/// Below this share of common runs of letters two words are two.
const TWO_WORDS: f32 = 0.55;

/// One of the owner's own texts that lies near to the question.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The text as it would stand in this chat.
    pub text: String,
    /// Where it is from; nothing of another buyer.
    pub source: Source,
}

/// The owner's own texts that lie nearest to the open question, the nearest first; none for what must not be answered with what
/// once fitted somebody else, and none that the guard would stop.
#[must_use]
pub fn near(case: &Case, reading: &Reading, guard: &Guard, read: &dyn Fn(&str) -> Reading) -> Vec<Near> {
    if reading.urgency == Urgency::Critical || reading.intent == Intent::AbuseSpam {
        return Vec::new();
    }
    let (locale, texts) = (locale_of(reading), texts(case, reading));
    let mut found: Vec<Near> = Vec::new();
    for text in ranked(case, &texts, sure_locale(reading)).into_iter().take(TRIED) {
        let Some(near) = text.own.fitted(case, reading, locale, guard, read) else { continue };
        if !found.iter().any(|other| other.text == near.text) {
            found.push(near);
        }
        if found.len() == AT_MOST {
            break;
        }
    }
    found
}

/// A text of the owner's with its words.
struct Text<'c> {
    own: Own<'c>,
    /// The words of the question it answered, or of what it is called.
    asked: Vec<String>,
    told: Vec<String>,
    /// How much nearer it is than its words say.
    favour: f32,
    /// Whether what it says holds in this chat; where it does not, its words still tell which ones are rare.
    holds: bool,
}

enum Own<'c> {
    Past(&'c Past),
    Canned(&'c Canned),
    Snippet(&'c Snippet),
}

fn texts<'c>(case: &'c Case, reading: &Reading) -> Vec<Text<'c>> {
    let sure = sure_locale(reading);
    let telling = |text: &str| telling(text, sure);
    let of_the_shop = OF_THE_SHOP.contains(&reading.intent) && reading.confidence.intent >= SUREST_GUESS;
    let past = case.past.iter().map(|past| Text {
        own: Own::Past(past),
        asked: telling(&past.question),
        told: telling(&past.reply),
        favour: if past.same_item { SAME_ITEM } else { 1.0 },
        holds: past.same_account && (past.same_item || past.item.is_none() || of_the_shop),
    });
    let noted = |own, called: &str, text: &str| Text { own, asked: telling(called), told: telling(text), favour: 1.0, holds: true };
    let canned = case.canned.iter().map(|canned| noted(Own::Canned(canned), &format!("{} {}", canned.title, canned.words.join(" ")), &canned.text));
    let snippets = case.snippets.iter().map(|snippet| noted(Own::Snippet(snippet), &snippet.title, &snippet.text));
    past.chain(canned).chain(snippets).collect()
}

/// The texts that share anything with the question, the nearest first.
fn ranked<'t, 'c>(case: &Case, texts: &'t [Text<'c>], sure: Option<Locale>) -> Vec<&'t Text<'c>> {
    let title = case.known.item.as_ref().and_then(|item| item.title.as_deref()).map(|title| telling(title, sure)).unwrap_or_default();
    let mut nearness = vec![0.0_f32; texts.len()];
    for word in telling(&case.question(), sure).into_iter().take(WORDS) {
        let mut known: HashMap<&str, f32> = HashMap::new();
        let shares: Vec<f32> = texts.iter().map(|text| share(&word, text, &mut known)).collect();
        let having = shares.iter().filter(|share| **share >= ONE_WORD * IN_REPLY).count();
        let titled = title.iter().any(|other| likeness(&word, other) >= ONE_WORD);
        let weight = rarity(having, texts.len()) * if titled { OF_THE_TITLE } else { 1.0 };
        for (near, share) in nearness.iter_mut().zip(shares) {
            *near += weight * share;
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "words of a message")]
    let length = |text: &Text<'_>| (text.asked.len() as f32 + REPLY_LENGTH * text.told.len() as f32).max(1.0).powf(LENGTH);
    let mut found: Vec<(f32, &Text<'c>)> = texts.iter().zip(&nearness).map(|(text, near)| (near / length(text) * text.favour, text)).collect();
    found.retain(|(near, text)| *near > 0.0 && text.holds);
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, text)| text).collect()
}

/// How much of a word a text has.
fn share<'t>(word: &str, text: &'t Text<'_>, known: &mut HashMap<&'t str, f32>) -> f32 {
    let mut best = |words: &'t [String]| words.iter().map(|other| *known.entry(other).or_insert_with(|| likeness(word, other))).fold(0.0, f32::max);
    best(&text.asked).max(IN_REPLY * best(&text.told))
}

/// What a word tells that so many of so many texts have.
fn rarity(having: usize, of: usize) -> f32 {
    #[allow(clippy::cast_precision_loss, reason = "texts of a shop")]
    let (having, of) = (having as f32, of as f32);
    ((of + 1.0) / (having + 0.5)).ln_1p()
}

/// How alike two words are, from 0 to 1: the same, forms of one, or one of them misspelt.
fn likeness(one: &str, other: &str) -> f32 {
    if one == other {
        return 1.0;
    }
    if one.chars().next() != other.chars().next() {
        return 0.0;
    }
    let longest = one.chars().count().max(other.chars().count());
    let begun = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    if begun >= 4 && begun * 10 >= longest * 6 {
        return 0.9;
    }
    if begun >= 5 {
        return ONE_WORD;
    }
    let (a, b) = (runs(one), runs(other));
    let common = a.iter().filter(|run| b.contains(run)).count();
    #[allow(clippy::cast_precision_loss, reason = "letters of a word")]
    let alike = (2 * common) as f32 / (a.len() + b.len()).max(1) as f32;
    if alike < TWO_WORDS { 0.0 } else { alike }
}

/// Runs of three letters, with the word's ends.
fn runs(word: &str) -> Vec<[char; 3]> {
    let letters: Vec<char> = std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
    let mut runs: Vec<[char; 3]> = letters.windows(3).filter_map(|run| run.try_into().ok()).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

fn telling(text: &str, sure: Option<Locale>) -> Vec<String> {
    telling_words(text, sure).iter().map(|word| fold(word)).collect()
}

impl Own<'_> {
    /// The text as it may stand in this chat.
    fn fitted(&self, case: &Case, reading: &Reading, locale: Locale, guard: &Guard, read: &dyn Fn(&str) -> Reading) -> Option<Near> {
        let other = |language: Option<Locale>| language.is_some_and(|language| language != locale);
        let (text, figures, source) = match *self {
            Own::Past(past) => {
                let then = read(&past.question);
                let about_this = past.same_item || past.item.is_none() || then.intent == reading.intent;
                if then.language != reading.language || then.urgency == Urgency::Critical || !about_this || !went_well(past.after.as_deref(), read) {
                    return None;
                }
                let adapted = adapt(past, case, locale, For::Choosing)?;
                let source = source(SourceKind::PastReply, format!("{}/{}", past.chat, past.message), String::new(), &adapted.body, Some(past.at));
                let made = framed(case, locale, &adapted.body, adapted.greeted, 0.0, Vec::new(), adapted.figures);
                (made.text, made.figures, source)
            }
            Own::Canned(canned) => {
                let text = canned::fitted(case, &canned.text, locale).filter(|_| !other(canned.language))?;
                let source = source(SourceKind::Canned, canned.id.to_string(), canned.title.clone(), &text, None);
                (text, vec![canned.text.clone()], source)
            }
            Own::Snippet(snippet) => {
                if other(snippet.language) || snippet.text.chars().count() > snippets::REPLY_CHARS {
                    return None;
                }
                let source = source(SourceKind::Snippet, snippet.id.to_string(), snippet.title.clone(), &snippet.text, None);
                let made = framed(case, locale, snippet.text.trim(), true, 0.0, Vec::new(), vec![snippet.text.clone()]);
                (made.text, made.figures, source)
            }
        };
        case.judge(guard, &text, locale, &case.guard_facts(&figures)).worst().is_none().then_some(Near { text, source })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_misspelt_words_are_one_and_others_are_not() {
        for (one, other) in [("капюшон", "капюшоны"), ("вкладышь", "вкладыш"), ("варешки", "варежки"), ("szellozo", "szellozoracsra")]
        {
            assert!(likeness(one, other) >= TWO_WORDS, "{one} {other}");
        }
        for (one, other) in [("молния", "молоко"), ("cake", "care"), ("горит", "гарнитура")] {
            assert!(likeness(one, other) < TWO_WORDS, "{one} {other}");
        }
    }
}
