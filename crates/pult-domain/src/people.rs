//! Whether two chats may be with one buyer: what speaks for it, and how much.
//!
//! Nothing here joins anything. A marketplace shows a first name and hides the rest, so what can be
//! known is what buyers themselves write: a phone, an order number. Names alone are shared by
//! thousands; they strengthen or weaken the rest and are by themselves a hint at the most.
//!
//! Alternatives that lost: a score from weights (nobody can tell an owner why 0.71 is enough; here
//! every step is a sentence), and likeness of texts (two buyers of one cup write alike).

use crate::chat::words;
use crate::stems::fold;
use crate::{AccountId, ChatId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

mod marks;
mod names;

pub use marks::{Marks, Phone, marks_of};
pub use names::{NameMatch, match_names};

words!(
    /// What speaks for two chats being with one buyer.
    PersonReason {
        /// The marketplace says so: one buyer's number, in one account.
        Buyer = "buyer",
        /// Both buyers wrote the same phone.
        Phone = "phone",
        /// Both are about the same order, or name it.
        Order = "order",
        /// They have the same name.
        Name = "name",
    }
);

words!(
    /// How much it says.
    PersonSureness {
        /// A name, or a number under another name.
        Possible = "possible",
        /// A phone or an order under the same name, or the marketplace's own word.
        Likely = "likely",
    }
);

/// Fewest characters of an order number that says something under another name or at another
/// marketplace: shorter ones are counted through by every shop.
const LONG_ORDER: usize = 8;

/// What is known of the buyer of a chat. Made for one comparison and never kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traits {
    /// The chat.
    pub chat: ChatId,
    /// Its account.
    pub account: AccountId,
    /// The buyer's name as the marketplace shows it; may be empty.
    pub name: String,
    /// The marketplace's own number of the buyer; unique within its account only.
    pub buyer: Option<String>,
    /// Phones in the buyer's texts.
    pub phones: BTreeSet<Phone>,
    /// Orders the chat is about, or that the buyer names, as [`order_key`] writes them.
    pub orders: BTreeSet<String>,
}

impl Traits {
    /// A chat of which nothing is known.
    #[must_use]
    pub fn unknown(chat: ChatId, account: AccountId) -> Self {
        Self { chat, account, name: String::new(), buyer: None, phones: BTreeSet::new(), orders: BTreeSet::new() }
    }

    /// Reads a text of the buyer.
    pub fn read(&mut self, text: &str) {
        let found = marks_of(text);
        self.phones.extend(found.phones);
        self.orders.extend(found.orders);
    }
}

/// A guess that two chats are with one buyer, with its reasons, the strongest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// How much it says.
    pub sureness: PersonSureness,
    /// Why, each with what was the same; nothing for what must not be repeated.
    pub reasons: Vec<(PersonReason, Option<String>)>,
}

/// An order number as numbers are compared: letters and digits, folded.
#[must_use]
pub fn order_key(order: &str) -> String {
    fold(order)
}

/// Compares what is known of two chats' buyers. The same answer either way round; nothing for a chat
/// with itself, and for two that have nothing in common.
#[must_use]
pub fn compare(one: &Traits, other: &Traits) -> Option<Likeness> {
    if one.chat == other.chat {
        return None;
    }
    let names = match_names(&one.name, &other.name);
    let mut reasons = Vec::new();
    let same_account = one.account == other.account;
    let buyer = same_account && one.buyer.is_some() && one.buyer == other.buyer;
    if buyer {
        reasons.push((PersonReason::Buyer, None));
    }
    let phone = one.phones.intersection(&other.phones).next();
    if let Some(phone) = phone {
        reasons.push((PersonReason::Phone, Some(phone.shown())));
    }
    let agrees = |order: &&String| order.chars().count() >= LONG_ORDER || names.agrees();
    let order = one.orders.intersection(&other.orders).find(agrees);
    if let Some(order) = order {
        reasons.push((PersonReason::Order, Some(order.clone())));
    }
    if names.is_same() {
        reasons.push((PersonReason::Name, None));
    }
    let number = phone.is_some() || order.is_some();
    // One account under which two numbers of buyers stand: the marketplace knows them apart.
    let known_apart = same_account && one.buyer.is_some() && other.buyer.is_some() && !buyer;
    if buyer || (number && !names.contradicts() && !known_apart) {
        return Some(Likeness { sureness: PersonSureness::Likely, reasons });
    }
    let hint = number || (names.is_telling() && !known_apart);
    hint.then_some(Likeness { sureness: PersonSureness::Possible, reasons })
}

#[cfg(test)]
mod tests;
