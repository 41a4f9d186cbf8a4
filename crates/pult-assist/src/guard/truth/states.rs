//! What a text says of the state of an order, its payment or a claim about it.
//!
//! Words of a state are phrases in the syntax of the shipped rules (`phrase.rs`), so that "доставлен"
//! is told from "доставка", "a été livré" from a book, and a negation takes the sense from both. A
//! clause is looked at by itself: "если он отправлен", "when it is delivered", "will be shipped" and
//! "is it delivered?" say no state, and what stands behind the next comma does.

use super::{asks, calendar};
use crate::guard::Locale;
use crate::guard::phrase::Vocabulary;
use crate::guard::text::{Cut, Token};
use std::sync::LazyLock;

/// How many words before a state a word of the future reaches.
const REACH: usize = 3;

/// Words in a state or close before it that make it one to come, one that is not, or a question.
const OPEN: &str = "будет будут будете быть бы ли lesz lesznek legyen fog fogjak fogjuk lehet e bude budou byt nebude nebyl nebyla nebylo nebyly \
    sera seront serait seraient soit non wasnt werent hasnt havent hadnt shouldnt";
/// The same before it alone: inside they are part of the phrase ("peut être retirée", "ready to be collected").
const OPEN_BEFORE: &str = "be get etre";
/// What makes a condition or an indirect question of the words behind it.
const CONDITIONS: &str = "если|когда|после|почему|whether|if|when|once|after|before|until|unless|why|how|as soon|ha|amikor|amint|miutan|mielott|\
    mihelyt|hogyan|miert|pokud|jestli|jestlize|kdyz|jakmile|zda|dokud|nez|jak|proc|quand|lorsque|lorsqu|apres|avant|des que|une fois|comment|pourquoi|si|\
    чтобы|чтоб|как только|прежде чем|где|куда|каким|where|in case|so that|amennyiben|hogyha|aby|abychom|abyste|kdyby|kde|s il|s ils|des qu|pour que|pour qu";
/// Words by which the name of a state is announced, folded, by their beginnings.
const STATUSES: [&str; 8] = ["статус", "состоян", "пометк", "отметк", "status", "statut", "stav", "allapot"];
/// Words for what has a state, folded, by their beginnings.
const ORDERS: [&str; 14] =
    ["заказ", "посылк", "отправлени", "товар", "order", "parcel", "package", "rendeles", "csomag", "objednavk", "zasilk", "balik", "commande", "colis"];

/// What can be said of an order. Words of one group say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// It was taken.
    Placed,
    /// It is being packed.
    Packing,
    /// It is packed.
    Packed,
    /// It was sent.
    Shipped,
    /// It travels.
    OnTheWay,
    /// It waits to be picked up.
    AtPickup,
    /// The buyer has it.
    Delivered,
    /// It travels back.
    Returning,
    /// It is back.
    Returned,
    /// The money is back.
    Refunded,
    /// It was cancelled.
    Cancelled,
    /// It was paid.
    Paid,
    /// A claim was approved.
    Approved,
}

impl State {
    /// Every state and what opens its words in `states/*.txt`.
    const ALL: [(Self, &'static str); 13] = [
        (Self::Placed, "placed"),
        (Self::Packing, "packing"),
        (Self::Packed, "packed"),
        (Self::Shipped, "shipped"),
        (Self::OnTheWay, "on_the_way"),
        (Self::AtPickup, "at_pickup"),
        (Self::Delivered, "delivered"),
        (Self::Returning, "returning"),
        (Self::Returned, "returned"),
        (Self::Refunded, "refunded"),
        (Self::Cancelled, "cancelled"),
        (Self::Paid, "paid"),
        (Self::Approved, "approved"),
    ];
}

/// A state and where it is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) state: State,
    /// First character.
    pub(super) start: u32,
    /// One past the last.
    pub(super) end: u32,
}

const SOURCES: [(Locale, &str); 5] = [
    (Locale::Ru, include_str!("states/ru.txt")),
    (Locale::En, include_str!("states/en.txt")),
    (Locale::Hu, include_str!("states/hu.txt")),
    (Locale::Cs, include_str!("states/cs.txt")),
    (Locale::Fr, include_str!("states/fr.txt")),
];

static WORDS: LazyLock<Vec<(State, Vocabulary)>> = LazyLock::new(|| State::ALL.iter().map(|(state, name)| (*state, vocabulary(name).0)).collect());

/// The phrases of a state, and the languages that have none which can be read: no language, says a test.
fn vocabulary(name: &str) -> (Vocabulary, Vec<Locale>) {
    let (mut vocabulary, mut unread) = (Vocabulary::default(), Vec::new());
    for (locale, source) in SOURCES {
        let read = section(source, name).is_some_and(|section| vocabulary.read(&section, locale).is_empty());
        if !read {
            unread.push(locale);
        }
    }
    (vocabulary, unread)
}

/// The lists of a source and the phrases of one state, as the vocabulary of a rule is written.
fn section(source: &str, name: &str) -> Option<String> {
    let header = format!("[{name}]");
    let lists = source.lines().filter(|line| line.starts_with('@') && line.contains(" = "));
    let behind = source.lines().skip_while(|line| line.trim() != header).skip(1);
    let phrases: Vec<&str> = behind.take_while(|line| !line.starts_with('[')).filter(|line| !line.trim().is_empty()).collect();
    (!phrases.is_empty()).then(|| lists.chain(["[unknown_fact]"]).chain(phrases).collect::<Vec<_>>().join("\n"))
}

/// Every state a text says, the first place of each in each clause.
pub(super) fn said(cut: &Cut, locale: Locale) -> Vec<Said> {
    let clauses = cut.tokens.chunk_by(|a, b| a.clause == b.clause).filter(|clause| !asks(cut, clause) && !is_name(cut, clause));
    clauses.flat_map(|clause| of_clause(cut, clause, locale)).collect()
}

/// Whether a clause is the name of a state in quotation marks, beside a word for a status: "статус «Отправлен» появится позже".
/// "Ваш заказ в статусе «Отправлен»" says it of the order.
fn is_name(cut: &Cut, clause: &[Token]) -> bool {
    let (Some(first), Some(last)) = (clause.first(), clause.last()) else { return false };
    let at = cut.tokens.partition_point(|token| token.start < first.start);
    let (before, behind) = cut.tokens.split_at_checked(at).unwrap_or_default();
    let next = behind.get(clause.len());
    let from = before.last().map_or(0, |token| token.end as usize);
    let to = next.map_or(cut.chars.len(), |token| token.start as usize);
    let left = cut.chars.get(from..first.start as usize).unwrap_or_default();
    let right = cut.chars.get(last.end as usize..to).unwrap_or_default();
    let opened = left.iter().rev().find(|c| !c.is_whitespace()).is_some_and(|c| is_quote(*c));
    let closed = right.iter().find(|c| !c.is_whitespace()).is_some_and(|c| is_quote(*c));
    if !(opened && closed) {
        return false;
    }
    let beside = |gap: &[char]| gap.iter().all(|c| c.is_whitespace() || is_quote(*c));
    let begins = |token: &Token, words: &[&str]| words.iter().any(|word| token.word.starts_with(word));
    let named_before = before.last().is_some_and(|status| {
        let clause = status.clause;
        let own = || before.iter().rev().take_while(move |token| token.clause == clause);
        let of_order = own().any(|token| begins(token, &ORDERS)) && !own().any(|token| calendar::is_coming(&token.word));
        begins(status, &STATUSES) && beside(left) && !of_order
    });
    named_before || next.is_some_and(|status| begins(status, &STATUSES) && beside(right))
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '«' | '»' | '„' | '“' | '”' | '"')
}

fn of_clause(cut: &Cut, clause: &[Token], locale: Locale) -> Vec<Said> {
    let part = Cut { tokens: clause.to_vec(), languages: cut.languages.clone(), ..Cut::default() };
    let found = WORDS.iter().flat_map(|(state, words)| words.find(&part).into_iter().map(move |hit| (*state, hit)));
    let said = found.map(|(state, hit)| Said { state, start: hit.start, end: hit.end });
    said.filter(|said| !is_open(clause, said, locale)).collect()
}

/// Whether the words around make of a state a condition, something to come or an indirect question.
fn is_open(clause: &[Token], said: &Said, locale: Locale) -> bool {
    let first = clause.partition_point(|token| token.end <= said.start);
    let past = clause.partition_point(|token| token.start < said.end);
    let words: Vec<&str> = clause.iter().map(|token| token.word.as_str()).collect();
    let near = first.saturating_sub(REACH);
    let within = |from: usize, to: usize| words.get(from..to.min(words.len())).unwrap_or_default();
    let any = |words: &[&str], list: &str| list.split_whitespace().any(|open| words.contains(&open));
    any(within(near, past + 1), OPEN) || any(within(near, first), OPEN_BEFORE) || is_conditional(within(0, past), locale)
}

fn is_conditional(words: &[&str], locale: Locale) -> bool {
    let words = format!(" {} ", words.join(" "));
    // Czech "si" is a pronoun.
    let mut conditions = CONDITIONS.split('|').filter(|condition| *condition != "si" || locale != Locale::Cs);
    conditions.any(|condition| words.contains(&format!(" {condition} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_words_in_every_language() {
        for (_, name) in State::ALL {
            assert_eq!(vocabulary(name).1, [], "{name}");
        }
    }
}
