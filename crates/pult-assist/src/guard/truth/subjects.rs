//! What a claim is about, where a fact of the same kind would say it otherwise.
//!
//! Asked of a person's own words alone, and so in doubt in favour of asking: which thing an amount is for, and what it is
//! that comes on a day, can seldom be told. A number is a price beside money, in stock beside pieces, a code by its length.

use super::states::State;
use super::{Claim, Kind, promises, sentence_at, words_at};
use crate::guard::contacts::is_paid;
use crate::guard::text::Cut;

/// Letters and digits of the shortest code, and how many digits of it stand in a row: shorter ones are sizes and years.
const CODE: usize = 8;
const CODE_DIGITS: usize = 6;
/// Words of a price, of what is in stock, of a delivery, and of an answer that will come; folded, by their beginning.
const PRICES: [&str; 16] =
    ["цена", "цене", "цену", "цены", "стоит", "стоимост", "стоил", "обоидет", "price", "cost", "kerul", "cena", "cenu", "stoji", "prix", "coute"];
const STOCKS: [&str; 14] =
    ["налич", "остал", "остат", "склад", "stock", "availab", "keszlet", "raktar", "maradt", "sklad", "zbyv", "dostupn", "dispo", "reste"];
const DELIVERIES: [&str; 15] =
    ["достав", "привез", "приед", "придет", "придут", "прибу", "deliver", "arriv", "kezbes", "szallit", "erkez", "doruc", "doraz", "livr", "recevr"];
const ANSWERS: [&str; 12] = ["ответ", "напиш", "сообщ", "уточн", "repl", "answer", "write", "valasz", "irunk", "odpov", "repond", "ecri"];
/// Behind a number, pieces.
const PIECES: [&str; 14] = ["шт", "штук", "штука", "штуки", "штуку", "pcs", "piece", "pieces", "db", "darab", "ks", "kus", "kusy", "kusu"];

/// Of what a fact is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// What the item costs.
    Price,
    /// How many there are.
    Stock,
    /// When the order comes.
    Delivery,
    /// Where the order stands.
    State,
    /// The number of the order or of its parcel.
    Code,
}

impl Subject {
    /// Whether a figure or a day is said of it.
    pub(super) fn is_of(self, cut: &Cut, claim: &Claim) -> bool {
        let number = claim.kind == Kind::Number;
        match self {
            Self::Price => number && is_price(cut, claim),
            Self::Stock => number && (is_counted(cut, claim) || begins(&words_at(cut, claim.start), &STOCKS)),
            Self::Delivery => !number && is_delivery(cut, claim),
            Self::Code => number && is_code(&claim.value),
            Self::State => false,
        }
    }

    /// Whether a state is one that the marketplace tells of an order: payments and claims it tells of nowhere.
    pub(super) fn is_of_order(state: State) -> bool {
        !matches!(state, State::Paid | State::Refunded | State::Approved)
    }
}

fn begins(words: &[&str], stems: &[&str]) -> bool {
    words.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)))
}

/// An amount of money; a bare number only where a price is spoken of and no amount stands beside it.
fn is_price(cut: &Cut, claim: &Claim) -> bool {
    let before = cut.chars.get(..claim.start as usize).unwrap_or_default().iter().rev().find(|c| !c.is_whitespace());
    if is_paid(cut, claim.end as usize) || before.is_some_and(|c| matches!(c, '€' | '$' | '£')) {
        return true;
    }
    let mut tokens = sentence_at(cut, claim.start).into_iter().flat_map(|number| cut.sentence(number));
    begins(&words_at(cut, claim.start), &PRICES) && !tokens.any(|(_, token)| is_paid(cut, token.end as usize))
}

/// "7 штук".
fn is_counted(cut: &Cut, claim: &Claim) -> bool {
    let next = cut.tokens.partition_point(|token| token.start < claim.end);
    cut.tokens.get(next).is_some_and(|token| PIECES.contains(&token.word.as_str()))
}

/// A day on which something comes. When the shop answers is no delivery: "Уточним и ответим завтра".
fn is_delivery(cut: &Cut, claim: &Claim) -> bool {
    let words = words_at(cut, claim.start);
    begins(&words, &DELIVERIES) || (promises(cut, claim.start) && !begins(&words, &ANSWERS))
}

/// Letters and digits with many digits in a row: "77001122", "RB123456789CN".
fn is_code(value: &str) -> bool {
    let digits = value.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or_default();
    value.chars().count() >= CODE && digits >= CODE_DIGITS && value.chars().all(|c| c.is_alphanumeric() || c == '-')
}
