//! The owner's replies to questions that share words with one, by the word index.
//!
//! Each word is looked for by itself and newest first, so that every look is a short walk of the
//! index; how alike the questions are is judged above, where languages are known. Ranking by
//! relevance lost: it reads every message that has the word (search notes). So did asking for a word's
//! beginning itself: FTS5 joins the lists of all words that begin so before it gives the first hit. The
//! dictionary knows these words, and by their names each list is read only as far as it is wanted.
//!
//! Replies about one item are found by its title in the index of chats: an index of chats by their items would be written with
//! every chat of a first import.

use crate::search::vocabulary::begun;
use crate::sql::statements;
use crate::text::{term, words};
use crate::{Store, StoreError};
use pult_domain::{AccountId, AtMs, Author, ChatId, MessageId};
use sqlx::SqliteConnection;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// Words that are looked for.
const WORDS: usize = 6;
/// Letters of a beginning at least, and of an ending at most.
const SHORTEST_BEGINNING: usize = 4;
const ENDING: usize = 3;
/// Words that are asked for instead of one beginning.
const FORMS: i64 = 64;
/// Messages found by one word, or by two together.
const FOUND_BY_ONE: i64 = 60;
/// Questions whose replies are read.
const MOST_QUESTIONS: usize = 120;
/// Messages read after a question: its reply, and what the buyer said to it.
const READ_AFTER: i64 = 8;
/// Words of an item's title that are looked for, and how many chats that are about the item are read.
const TITLE_WORDS: usize = 4;
/// Chats with such a title that are looked at, newest first, until enough are about the item. The index knows no shops, and another
/// one that sells the same has its chats among them: so many cost 3 ms, some more from a disk (200,000 chats, a quarter of them titled so).
const TITLED: i64 = 4_000;
const CHATS_OF_ITEM: i64 = 40;
/// Messages of each of them, from its end.
const OF_EACH_CHAT: i64 = 10;
/// A reply later than this, in milliseconds, answers something else: 3 days.
const REPLY_WITHIN_MS: i64 = 3 * 24 * 3_600_000;

statements! {
    FIND_SQL = "WITH hits (id) AS (SELECT rowid FROM word_index WHERE word_index MATCH ? ORDER BY rowid DESC LIMIT ?) \
        SELECT m.id FROM hits CROSS JOIN message m ON m.id = hits.id WHERE m.author = 0 AND m.chat_id <> ?";
    OF_ITEM_SQL = "WITH hits (id) AS (SELECT rowid FROM chat_index WHERE chat_index MATCH ?1 ORDER BY rowid DESC LIMIT ?2), \
        about (id) AS (SELECT c.id FROM hits CROSS JOIN chat c ON c.id = hits.id WHERE c.account_id = ?3 AND c.item_remote_id = ?4 AND c.id <> ?5 LIMIT ?6) \
        SELECT m.id FROM about CROSS JOIN message m ON m.id IN (SELECT id FROM message WHERE chat_id = about.id ORDER BY id DESC LIMIT ?7) WHERE m.author = 0";
    QUESTIONS_SQL = "SELECT m.id, m.chat_id, m.text, m.sent_at_ms, c.account_id, c.customer, c.item_remote_id, coalesce(c.item_title, i.title), c.order_id \
        FROM json_each(?) asked CROSS JOIN message m ON m.id = asked.value CROSS JOIN chat c ON c.id = m.chat_id CROSS JOIN account a ON a.id = c.account_id \
        LEFT JOIN item i ON i.account_id = c.account_id AND i.remote_id = c.item_remote_id WHERE m.kind = 0 AND a.removing = 0";
    AFTER_SQL = "SELECT m.id, n.id, n.author, n.text, n.sent_at_ms FROM json_each(?) asked CROSS JOIN message m ON m.id = asked.value \
        CROSS JOIN message n ON n.id IN (SELECT id FROM message WHERE chat_id = m.chat_id AND id > m.id ORDER BY id LIMIT ?)";
}

/// A question of long ago with the reply that followed, as the history holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastPair {
    /// The chat.
    pub chat: ChatId,
    /// The reply's message.
    pub reply_message: MessageId,
    /// What the buyer wrote.
    pub question: String,
    /// What the shop replied.
    pub reply: String,
    /// When.
    pub at: AtMs,
    /// What the buyer wrote next.
    pub after: Option<String>,
    /// The account.
    pub account: AccountId,
    /// The buyer's name.
    pub customer: String,
    /// The item's number at the marketplace.
    pub item_remote_id: Option<String>,
    /// The item's title.
    pub item: Option<String>,
    /// The order's number.
    pub order: Option<String>,
}

/// A message: its row, author, text and time.
type Spoken = (i64, Author, String, i64);
type Question = (i64, i64, String, i64, i64, String, Option<String>, Option<String>, Option<String>);

impl Store {
    /// Questions of other chats that share words with one, and what the shop replied to each.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn past_replies(&self, chat: ChatId, words: &[String]) -> Result<Vec<PastPair>, StoreError> {
        let mut conn = self.reader().await?;
        let mut asked = Vec::new();
        for word in words.iter().filter_map(|word| term(word)).take(WORDS) {
            asked.push(forms(&mut conn, &word).await?);
        }
        let mut found = BTreeSet::new();
        // Two telling words together first: what they find is the likeliest to be the same question.
        let pairs = asked.iter().enumerate().flat_map(|(n, a)| asked.iter().skip(n + 1).take(2).map(move |b| format!("{a} AND {b}")));
        let looks: Vec<String> = pairs.chain(asked.iter().cloned()).collect();
        for expression in looks {
            if found.len() >= MOST_QUESTIONS {
                break;
            }
            let ids: Vec<i64> = sqlx::query_scalar(FIND_SQL).bind(expression).bind(FOUND_BY_ONE).bind(chat.0).fetch_all(&mut *conn).await?;
            found.extend(ids);
        }
        replied(&mut conn, found).await
    }

    /// The newest questions of other chats about one item of a shop, and what the shop replied to each; a reply to several messages
    /// stands behind the first. Nothing where the title has no words.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn replies_about(&self, chat: ChatId, account: AccountId, item: &str, title: &str) -> Result<Vec<PastPair>, StoreError> {
        // Cut as the index was: by other rules "Levi's" is one word and is never found.
        let mut words: Vec<String> = words(title).filter_map(|at| term(title.get(at)?)).collect();
        words.sort_by_key(|word| Reverse(word.chars().count()));
        words.truncate(TITLE_WORDS);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let titled = format!("item : ({})", words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" AND "));
        let mut conn = self.reader().await?;
        let asked = sqlx::query_scalar(OF_ITEM_SQL).bind(titled).bind(TITLED).bind(account.0).bind(item).bind(chat.0).bind(CHATS_OF_ITEM).bind(OF_EACH_CHAT);
        let ids: Vec<i64> = asked.fetch_all(&mut *conn).await?;
        let mut pairs = replied(&mut conn, ids.into_iter().collect()).await?;
        // The newest first: of the messages before one reply the earliest is the last, and holds all of them.
        pairs.reverse();
        let mut seen = BTreeSet::new();
        pairs.retain(|pair| seen.insert(pair.reply_message.0));
        pairs.reverse();
        Ok(pairs)
    }
}

/// The newest of these questions, each with the reply behind it, the newest first.
async fn replied(conn: &mut SqliteConnection, found: BTreeSet<i64>) -> Result<Vec<PastPair>, StoreError> {
    // All of them in two statements: each one goes to the connection's thread and back.
    let ids: Vec<i64> = found.into_iter().rev().take(MOST_QUESTIONS).collect();
    let ids = format!("{ids:?}");
    let mut questions: Vec<Question> = sqlx::query_as(QUESTIONS_SQL).bind(&ids).fetch_all(&mut *conn).await?;
    questions.sort_by_key(|question| Reverse(question.0));
    let mut after: HashMap<i64, Vec<Spoken>> = HashMap::new();
    let rows: Vec<(i64, i64, i64, String, i64)> = sqlx::query_as(AFTER_SQL).bind(&ids).bind(READ_AFTER).fetch_all(&mut *conn).await?;
    for (question, id, author, text, at) in rows {
        after.entry(question).or_default().push((id, Author::from_code(author), text, at));
    }
    let replies = questions.into_iter().filter_map(|question| {
        let mut spoken = after.remove(&question.0).unwrap_or_default();
        spoken.sort_by_key(|said| said.0);
        pair(question, spoken)
    });
    Ok(replies.collect())
}

/// The question with the reply behind it: the buyer's next lines belong to it, ours end it.
fn pair(question: Question, spoken: Vec<Spoken>) -> Option<PastPair> {
    let (_, chat, mut text, asked_at, account, customer, item_remote_id, item, order) = question;
    let mut rest = spoken.into_iter();
    let mut reply: Option<(i64, String, i64)> = None;
    let mut after = None;
    for (id, author, said, at) in rest.by_ref() {
        match (author, &mut reply) {
            (Author::Customer, None) if !said.is_empty() => {
                text.push('\n');
                text.push_str(&said);
            }
            // Only a person's own reply: what a machine sent proves nothing.
            (Author::Seller, None) if !said.trim().is_empty() => reply = Some((id, said, at)),
            // A reply in several messages is one reply.
            (Author::Seller, Some((_, whole, _))) if after.is_none() && !said.trim().is_empty() => {
                whole.push('\n');
                whole.push_str(&said);
            }
            (Author::Assistant, None) => return None,
            (Author::Customer, Some(_)) => {
                after = Some(said);
                break;
            }
            _ => {}
        }
    }
    let (id, reply, at) = reply.filter(|(_, _, at)| at - asked_at <= REPLY_WITHIN_MS)?;
    let account = AccountId(account);
    Some(PastPair {
        chat: ChatId(chat),
        reply_message: MessageId(id),
        question: text,
        reply,
        at: AtMs(at),
        after,
        account,
        customer,
        item_remote_id,
        item,
        order,
    })
}

/// The word with others of the dictionary that begin as it does, for its endings change with the question.
/// Terms hold letters and digits only, so nothing in them can be read as an operator.
async fn forms(conn: &mut SqliteConnection, term: &str) -> Result<String, StoreError> {
    let letters = term.chars().count();
    let mut all = BTreeSet::from([term.to_owned()]);
    if letters > SHORTEST_BEGINNING {
        let kept: String = term.chars().take((letters - ENDING.min(letters / 3)).max(SHORTEST_BEGINNING)).collect();
        all.extend(begun(conn, &kept, FORMS).await?);
    }
    let quoted: Vec<String> = all.iter().map(|word| format!("\"{word}\"")).collect();
    Ok(format!("({})", quoted.join(" OR ")))
}
