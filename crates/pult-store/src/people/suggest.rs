//! Chats that may be the same buyer's, found through the indexes that are there: the marketplace's
//! own numbers, names and orders of chats, and the words of messages.

use crate::chats::{self, ChatRow};
use crate::search::conditions::chat_match;
use crate::sql::statements;
use crate::{Store, StoreError};
use pult_domain::people::{Likeness, Phone, Traits, compare, marks_of, order_key};
use pult_domain::{AccountId, ChatId, PersonSureness};
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Newest messages of a buyer that are read for numbers.
const READ: i64 = 300;
/// Phones and orders that are looked for; a buyer with more of them is a reseller.
const NUMBERS: usize = 6;
/// Newest messages with a number that are looked at.
const MET: i64 = 200;
/// Chats with a name or an order that are looked at.
const CHATS: i64 = 60;
/// A number in more chats than this is the shop's own, or a courier's.
const COMMON: usize = 8;
/// A name with more chats than this says nothing.
const NAMESAKES: usize = 4;
/// Suggestions shown.
const SHOWN: usize = 5;

statements! {
    ABOUT_SQL = "SELECT c.account_id, c.customer, c.order_id, b.remote_buyer FROM chat c LEFT JOIN chat_buyer b ON b.chat_id = c.id WHERE c.id = ?";
    TEXTS_SQL = "SELECT text FROM message WHERE chat_id = ? AND author = 0 ORDER BY id DESC LIMIT ?";
    SAME_BUYER_SQL = "SELECT o.chat_id FROM chat_buyer m CROSS JOIN chat_buyer o ON o.account_id = m.account_id AND o.remote_buyer = m.remote_buyer \
        WHERE m.chat_id = ?1 AND o.chat_id <> ?1 LIMIT ?2";
    DESCRIBED_SQL = "SELECT rowid FROM chat_index WHERE chat_index MATCH ?1 ORDER BY rowid DESC LIMIT ?2";
    MET_SQL = "SELECT rowid FROM word_index WHERE word_index MATCH ?1 ORDER BY rowid DESC LIMIT ?2";
    MESSAGE_SQL = "SELECT chat_id, text FROM message WHERE id = ? AND author = 0";
    APART_SQL = "SELECT other_id FROM person_apart WHERE chat_id = ?1 UNION ALL SELECT chat_id FROM person_apart WHERE other_id = ?1";
    FELLOWS_SQL = "SELECT o.chat_id FROM person_chat m CROSS JOIN person_chat o ON o.person_id = m.person_id WHERE m.chat_id = ?";
}

/// A chat that may be the same buyer's.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonHint {
    /// The chat.
    pub row: ChatRow,
    /// Why, and how much it says.
    pub likeness: Likeness,
}

impl Store {
    /// Chats that may be the same buyer's as this one, the surest first; without those that are, and
    /// those the owner said no to.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn person_hints(&self, chat: ChatId) -> Result<Vec<PersonHint>, StoreError> {
        let mut conn = self.reader().await?;
        let Some(mut own) = about(&mut conn, chat).await? else { return Ok(Vec::new()) };
        let texts: Vec<String> = sqlx::query_scalar(TEXTS_SQL).bind(chat.0).bind(READ).fetch_all(&mut *conn).await?;
        texts.iter().for_each(|text| own.read(text));
        let met = meet(&mut conn, &mut own).await?;
        let mut candidates: BTreeSet<i64> = met.keys().copied().collect();
        candidates.extend(sqlx::query_scalar::<_, i64>(SAME_BUYER_SQL).bind(chat.0).bind(CHATS).fetch_all(&mut *conn).await?);
        for expression in described(&own) {
            candidates.extend(sqlx::query_scalar::<_, i64>(DESCRIBED_SQL).bind(expression).bind(CHATS).fetch_all(&mut *conn).await?);
        }
        let mut known: HashSet<i64> = sqlx::query_scalar(APART_SQL).bind(chat.0).fetch_all(&mut *conn).await?.into_iter().collect();
        known.extend(sqlx::query_scalar::<_, i64>(FELLOWS_SQL).bind(chat.0).fetch_all(&mut *conn).await?);
        let mut likely: HashMap<i64, Likeness> = HashMap::new();
        for other in candidates.into_iter().filter(|other| *other != chat.0 && !known.contains(other)) {
            let Some(mut traits) = about(&mut conn, ChatId(other)).await? else { continue };
            met.get(&other).into_iter().flatten().for_each(|text| traits.read(text));
            if let Some(likeness) = compare(&own, &traits) {
                likely.insert(other, likeness);
            }
        }
        let by_name = |likeness: &Likeness| likeness.reasons.iter().all(|(reason, _)| *reason == pult_domain::PersonReason::Name);
        if likely.values().filter(|likeness| by_name(likeness)).count() > NAMESAKES {
            likely.retain(|_, likeness| !by_name(likeness));
        }
        let ids: Vec<i64> = likely.keys().copied().collect();
        let rows = chats::many(&mut conn, &ids).await?;
        let mut hints: Vec<PersonHint> = rows.into_iter().filter_map(|row| likely.remove(&row.id.0).map(|likeness| PersonHint { row, likeness })).collect();
        // The rows come newest first, and stay so within one sureness.
        hints.sort_by_key(|hint| std::cmp::Reverse((hint.likeness.sureness == PersonSureness::Likely, hint.likeness.reasons.len())));
        hints.truncate(SHOWN);
        Ok(hints)
    }
}

/// What the chat's row tells.
async fn about(conn: &mut SqliteConnection, chat: ChatId) -> Result<Option<Traits>, StoreError> {
    let row: Option<(i64, String, Option<String>, Option<String>)> = sqlx::query_as(ABOUT_SQL).bind(chat.0).fetch_optional(conn).await?;
    Ok(row.map(|(account, name, order, buyer)| {
        let orders = order.iter().map(|order| order_key(order)).filter(|key| !key.is_empty()).collect();
        Traits { name, buyer, orders, ..Traits::unknown(chat, AccountId(account)) }
    }))
}

/// Messages of other buyers with one of these numbers, by chat. Numbers that too many have are
/// forgotten.
async fn meet(conn: &mut SqliteConnection, own: &mut Traits) -> Result<BTreeMap<i64, Vec<String>>, StoreError> {
    let mut met: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    let phones: Vec<Phone> = own.phones.iter().take(NUMBERS).cloned().collect();
    let orders: Vec<String> = own.orders.iter().take(NUMBERS).cloned().collect();
    let asked = phones.iter().map(written).chain(orders.iter().map(|order| format!("\"{order}\"")));
    let numbers = phones.iter().map(|phone| (Some(phone), None)).chain(orders.iter().map(|order| (None, Some(order))));
    for (expression, (phone, order)) in asked.zip(numbers) {
        let ids: Vec<i64> = sqlx::query_scalar(MET_SQL).bind(expression).bind(MET).fetch_all(&mut *conn).await?;
        let mut texts: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for id in ids {
            let found: Option<(i64, String)> = sqlx::query_as(MESSAGE_SQL).bind(id).fetch_optional(&mut *conn).await?;
            let Some((chat, text)) = found.filter(|(chat, _)| *chat != own.chat.0) else { continue };
            let marks = marks_of(&text);
            if phone.is_some_and(|phone| marks.phones.contains(phone)) || order.is_some_and(|order| marks.orders.contains(order)) {
                texts.entry(chat).or_default().push(text);
            }
        }
        if texts.len() > COMMON {
            phone.map(|phone| own.phones.remove(phone));
            order.map(|order| own.orders.remove(order));
        } else {
            texts.into_iter().for_each(|(chat, texts)| met.entry(chat).or_default().extend(texts));
        }
    }
    Ok(met)
}

/// How a phone may stand in the word index: as one run of digits, or in the groups people write.
/// What is found is read again, so too much is no harm.
fn written(phone: &Phone) -> String {
    let digits = phone.digits();
    let part = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default().to_owned();
    let end = digits.len();
    let (home, zero) = match digits.as_bytes() {
        [b'7', ..] if end == 11 => (1, "8"),
        [b'3', b'6', ..] => (2, "06"),
        [b'3', b'3', ..] => (2, "0"),
        [b'4', b'2', b'0', ..] => (3, ""),
        _ => (0, ""),
    };
    let national = part(home..end);
    let whole = [digits.to_owned(), national.clone(), format!("{zero}{national}"), format!("00{digits}")];
    let mut all: Vec<String> = whole.iter().map(|run| format!("\"{run}\"")).collect();
    let n = home;
    let groups: &[&[std::ops::Range<usize>]] = match (home, end) {
        (1, 11) => &[&[n..n + 3, n + 3..n + 6, n + 6..n + 8, n + 8..n + 10], &[n..n + 3, n + 3..n + 10], &[n..n + 3, n + 3..n + 6, n + 6..n + 10]],
        (2, 11) if digits.starts_with("36") => &[&[n..n + 2, n + 2..n + 5, n + 5..n + 9], &[n..n + 2, n + 2..n + 9]],
        (2, 11) => &[&[n + 1..n + 3, n + 3..n + 5, n + 5..n + 7, n + 7..n + 9]],
        (3, 12) => &[&[n..n + 3, n + 3..n + 6, n + 6..n + 9]],
        _ => &[],
    };
    for group in groups {
        let parts: Vec<String> = group.iter().map(|range| format!("\"{}\"", part(range.clone()))).collect();
        all.push(format!("({})", parts.join(" AND ")));
    }
    all.join(" OR ")
}

/// Questions to what chats are about: the buyer's whole name, and the orders.
fn described(own: &Traits) -> Vec<String> {
    let name = own.name.split_whitespace().count() > 1;
    let names = name.then(|| chat_match("customer", &own.name, false));
    let orders = own.orders.iter().take(NUMBERS).map(|order| format!("orders : (\"{order}\")"));
    names.into_iter().chain(orders).collect()
}
