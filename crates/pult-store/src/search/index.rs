//! Writing the index and its dictionary.
//!
//! A word comes into the dictionary once; the writer remembers which it has seen, so that most
//! messages cost no statement there (docs/decisions/0011 has the figures).

use crate::StoreError;
use crate::hashes::AsItIs;
use crate::pool::Tx;
use crate::sql::{Bulk, statements};
use crate::text::{is_word, line, message_line};
use pult_domain::{ChatId, FeedChat};
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// The schema's version that has every table of the index.
pub(crate) const SCHEMA: i64 = 7;
/// Words the writer remembers, by their hashes: about 4 MB. More than a shop's buyers use in a year.
const WORDS_KNOWN: usize = 200_000;

statements! {
    UNINDEX_ONE_SQL = "DELETE FROM word_index WHERE rowid = ?";
    NAMES_SQL = "SELECT group_concat(name, ' ') FROM attachment WHERE message_id = ?";
    ABOUT_SQL = "SELECT id FROM chat WHERE account_id = ?1 AND item_title IS NULL AND item_remote_id IN (SELECT value FROM json_each(?2))";
}

/// Terms of messages.
pub(crate) const INDEX: Bulk = Bulk { head: "INSERT INTO word_index (rowid, terms) SELECT * FROM (VALUES ", row: "(?,?)", tail: ") WHERE column1 IS NOT NULL" };
/// Words of the dictionary.
const LEARN: Bulk = Bulk { head: "INSERT INTO word (term) SELECT * FROM (VALUES ", row: "(?)", tail: ") WHERE column1 IS NOT NULL ON CONFLICT DO NOTHING" };
/// Who and what chats are about.
const UNINDEX_CHATS: Bulk = Bulk { head: "DELETE FROM chat_index WHERE rowid IN (", row: "?", tail: ")" };
/// The notes beside them, which go with them.
const UNINDEX_NOTES: Bulk =
    Bulk { head: "DELETE FROM note_index WHERE rowid IN (SELECT id FROM note WHERE deleted_at_ms IS NULL AND chat_id IN (", row: "?", tail: "))" };
const INDEX_CHATS: Bulk =
    Bulk { head: "INSERT INTO chat_index (rowid, customer, orders, item) SELECT * FROM (VALUES ", row: "(?,?,?,?)", tail: ") WHERE column1 IS NOT NULL" };

/// Chats whose words are told anew: asked before the row is written.
const TOLD_ANEW: Bulk = Bulk {
    head: "WITH given (id, customer, order_id, item, title) AS (VALUES ",
    row: "(?,?,?,?,?)",
    tail: ") SELECT chat.id FROM given CROSS JOIN chat ON chat.id = given.id WHERE chat.customer IS NOT coalesce(given.customer, chat.customer) \
        OR chat.order_id IS NOT coalesce(given.order_id, chat.order_id) OR item_remote_id IS NOT coalesce(given.item, item_remote_id) \
        OR item_title IS NOT coalesce(given.title, item_title)",
};
/// Their words, once it is written.
const WORDS_OF: Bulk = Bulk {
    head: "WITH given (id) AS (VALUES ",
    row: "(?)",
    tail: ") SELECT c.id, c.customer, c.order_id, coalesce(c.item_title, i.title) FROM given CROSS JOIN chat c ON c.id = given.id \
        LEFT JOIN item i ON i.account_id = c.account_id AND i.remote_id = c.item_remote_id",
};

#[cfg(test)]
pub(crate) const BULKS: [Bulk; 7] = [INDEX, LEARN, UNINDEX_CHATS, UNINDEX_NOTES, INDEX_CHATS, TOLD_ANEW, WORDS_OF];

/// Words that are in the dictionary, by their hashes.
#[derive(Default)]
pub(crate) struct KnownWords(HashSet<u64, BuildHasherDefault<AsItIs>>);

/// The words of some lines that belong into the dictionary, once each, with their hashes. Made away from
/// the writer, for whom only those remain that nobody wrote before.
#[derive(Default)]
pub(crate) struct PartWords(Vec<(u64, String)>);

impl PartWords {
    /// The words of some lines.
    pub(crate) fn of<'l>(lines: impl Iterator<Item = &'l str>) -> Self {
        let mut seen: HashSet<u64, BuildHasherDefault<AsItIs>> = HashSet::default();
        let mut words = Vec::new();
        for term in lines.flat_map(|line| line.split(' ')) {
            let mut hasher = DefaultHasher::new();
            term.hash(&mut hasher);
            let hash = hasher.finish();
            if seen.insert(hash) && is_word(term) {
                words.push((hash, term.to_owned()));
            }
        }
        // In the order of the table: fewer pages are touched.
        words.sort_unstable_by(|one, other| one.1.cmp(&other.1));
        Self(words)
    }
}

impl KnownWords {
    /// Forgets everything: after a transaction that was rolled back.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Those of some words that are not known yet; from now on they are.
    fn news<'w>(&mut self, words: &'w PartWords) -> Vec<&'w str> {
        if self.0.len() > WORDS_KNOWN {
            self.clear();
        }
        words.0.iter().filter(|(hash, _)| self.0.insert(*hash)).map(|(_, word)| word.as_str()).collect()
    }
}

/// Adds messages with the lines of their terms to the index, and their words to the dictionary.
pub(crate) async fn add(tx: &mut Tx, lines: &[(i64, &str)]) -> Result<(), StoreError> {
    add_lines(tx, lines).await?;
    learn_words(tx, &PartWords::of(lines.iter().map(|(_, line)| *line))).await
}

/// Adds messages with the lines of their terms to the index.
pub(crate) async fn add_lines(tx: &mut Tx, lines: &[(i64, &str)]) -> Result<(), StoreError> {
    let worded: Vec<&(i64, &str)> = lines.iter().filter(|(_, line)| !line.is_empty()).collect();
    INDEX.execute(&mut tx.conn, &worded, |query, (id, line)| query.bind(*id).bind((*line).to_owned())).await?;
    Ok(())
}

/// Adds words to the dictionary.
pub(crate) async fn learn_words(tx: &mut Tx, words: &PartWords) -> Result<(), StoreError> {
    let news = tx.words.news(words);
    LEARN.execute(&mut tx.conn, &news, |query, term| query.bind((*term).to_owned())).await?;
    Ok(())
}

/// Puts the words of a line into the dictionary that stands in another index.
pub(super) async fn learn(tx: &mut Tx, line: &str) -> Result<(), StoreError> {
    learn_words(tx, &PartWords::of(std::iter::once(line))).await
}

/// Another text for a message that is known; none when it was deleted.
pub(crate) async fn replace(tx: &mut Tx, message: i64, text: Option<&str>) -> Result<(), StoreError> {
    sqlx::query(UNINDEX_ONE_SQL).bind(message).execute(&mut tx.conn).await?;
    if let Some(text) = text {
        let names: Option<String> = sqlx::query_scalar(NAMES_SQL).bind(message).fetch_one(&mut tx.conn).await?;
        add(tx, &[(message, &message_line(text, names.as_deref()))]).await?;
    }
    Ok(())
}

/// What a chat's words are made of: its id, the buyer's name, the order, the item's title.
pub(crate) type Described = (i64, String, Option<String>, Option<String>);

/// Those of some chats whose words will not be the same once this is written.
pub(crate) async fn told_anew(tx: &mut Tx, told: &[(ChatId, &FeedChat)]) -> Result<Vec<i64>, StoreError> {
    let found: Vec<(i64,)> = TOLD_ANEW
        .fetch(&mut tx.conn, told, |query, (id, told)| {
            let item = told.item.clone().unwrap_or_default();
            query.bind(id.0).bind(told.customer_name.clone()).bind(item.order_id).bind(item.remote_id).bind(item.title)
        })
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Indexes chats as their rows are now.
pub(crate) async fn chats(tx: &mut Tx, chats: &[i64]) -> Result<(), StoreError> {
    let described: Vec<Described> = WORDS_OF.fetch(&mut tx.conn, chats, |query, id| query.bind(*id)).await?;
    describe(tx, &described).await
}

/// The chats about items whose titles came later are indexed with them.
pub(crate) async fn items_titled(tx: &mut Tx, account: i64, items: &[String]) -> Result<(), StoreError> {
    let about: Vec<i64> = sqlx::query_scalar(ABOUT_SQL).bind(account).bind(serde_json::Value::from(items).to_string()).fetch_all(&mut tx.conn).await?;
    chats(tx, &about).await
}

/// Takes chats that are being removed out of the index, and the notes beside them: while they are still there.
pub(crate) async fn forget_chats(tx: &mut Tx, chats: &[i64]) -> Result<(), StoreError> {
    UNINDEX_CHATS.execute(&mut tx.conn, chats, |query, id| query.bind(*id)).await?;
    UNINDEX_NOTES.execute(&mut tx.conn, chats, |query, id| query.bind(*id)).await?;
    Ok(())
}

/// Writes the words of chats anew.
pub(super) async fn describe(tx: &mut Tx, chats: &[Described]) -> Result<(), StoreError> {
    UNINDEX_CHATS.execute(&mut tx.conn, chats, |query, chat| query.bind(chat.0)).await?;
    let worded: Vec<(i64, [String; 3])> = chats
        .iter()
        .map(|(chat, customer, order, item)| (*chat, [line(customer), line(order.as_deref().unwrap_or_default()), line(item.as_deref().unwrap_or_default())]))
        .filter(|(_, lines)| lines.iter().any(|line| !line.is_empty()))
        .collect();
    INDEX_CHATS
        .execute(&mut tx.conn, &worded, |query, (chat, [customer, order, item])| {
            query.bind(*chat).bind(customer.clone()).bind(order.clone()).bind(item.clone())
        })
        .await?;
    learn_words(tx, &PartWords::of(worded.iter().flat_map(|(_, lines)| lines.iter().map(String::as_str)))).await
}
