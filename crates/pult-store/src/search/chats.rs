//! Chats whose buyer, order or item has the words.

use super::asked::{Asked, Beginnings};
use super::conditions::{Conditions, chat_match};
use super::snippet::snippet;
use crate::sql::statements;
use crate::{Store, StoreError};
use pult_domain::{AtMs, ChannelKind, ChatId, MessageId};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow, Row, SqliteConnection};
use std::collections::HashSet;

/// A chat that was found by what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatHit {
    /// The chat.
    pub chat: ChatId,
    /// Its channel.
    pub channel: ChannelKind,
    /// The buyer's name with the words that were asked for; empty when the marketplace told none.
    pub customer: Vec<(String, bool)>,
    /// The order, where it has the words.
    pub order: Vec<(String, bool)>,
    /// The item's title, where it has the words.
    pub item: Vec<(String, bool)>,
    /// The last message.
    pub last: MessageId,
    /// When it was sent.
    pub last_at: Option<AtMs>,
}

/// Chats looked at for the newest of them.
const LOOKED_AT: i64 = 500;

statements! {
    NAMES_SQL = "SELECT c.customer FROM chat_index CROSS JOIN chat c ON c.id = chat_index.rowid WHERE chat_index MATCH ?1 LIMIT ?2";
    CHATS_SQL = "SELECT rowid FROM chat_index WHERE chat_index MATCH ?1 ORDER BY rowid DESC LIMIT ?2";
}

struct Described {
    hit: ChatHit,
    customer: String,
    order: String,
    item: String,
}

impl FromRow<'_, SqliteRow> for Described {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let channel: String = row.try_get(1)?;
        let hit = ChatHit {
            chat: ChatId(row.try_get(0)?),
            channel: ChannelKind::parse(&channel).ok_or_else(|| sqlx::Error::Decode("channel".into()))?,
            customer: Vec::new(),
            order: Vec::new(),
            item: Vec::new(),
            last_at: row.try_get::<Option<i64>, _>(5)?.map(AtMs),
            last: MessageId(row.try_get(6)?),
        };
        Ok(Self { hit, customer: row.try_get(2)?, order: row.try_get(3)?, item: row.try_get(4)? })
    }
}

impl Store {
    /// Names of buyers with these words, the last one as a beginning.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn customers_named(&self, typed: &str, most: usize) -> Result<Vec<String>, StoreError> {
        let asked = chat_match("customer", typed, true);
        let found: Vec<String> = sqlx::query_scalar(NAMES_SQL).bind(asked).bind(LOOKED_AT).fetch_all(&mut *self.reader().await?).await?;
        let mut once = HashSet::new();
        Ok(found.into_iter().filter(|name| once.insert(name.clone())).take(most).collect())
    }
}

/// So many of the newest chats that have all words in the buyer's name, the order or the item, and nothing unwanted there. What
/// is said in them is not asked about: that is what messages are found by.
pub(super) async fn find(conn: &mut SqliteConnection, asked: &Asked, conditions: &Conditions, wanted: usize) -> Result<Vec<ChatHit>, StoreError> {
    let Some(expression) = asked.expression(Beginnings::Joined) else { return Ok(Vec::new()) };
    if conditions.on_messages() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = sqlx::query_scalar(CHATS_SQL).bind(expression).bind(LOOKED_AT).fetch_all(&mut *conn).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let (sql, values) = conditions.of_chats();
    let (first, beyond) = conditions.bounds();
    // Some of the rows may fail: phrases are looked for in them.
    let most = if asked.has_phrases() { LOOKED_AT } else { i64::try_from(wanted).unwrap_or(LOOKED_AT) };
    let sql = format!(
        "SELECT c.id, a.channel, c.customer, coalesce(c.order_id, ''), coalesce(c.item_title, i.title, ''), c.last_at_ms, c.last_id FROM chat c \
         CROSS JOIN account a ON a.id = c.account_id LEFT JOIN item i ON i.account_id = c.account_id AND i.remote_id = c.item_remote_id \
         WHERE c.id IN ({ids}) AND a.removing = 0 AND c.last_id >= {first} AND c.last_id < {beyond}{sql} ORDER BY c.last_id DESC LIMIT {most}"
    );
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).persistent(false);
    for value in values {
        query = query.bind(value.clone());
    }
    let rows: Vec<Described> = query.fetch_all(conn).await?;
    let marked = |text: &str| {
        let parts = snippet(asked, text);
        if parts.iter().any(|(_, hit)| *hit) { parts } else { Vec::new() }
    };
    Ok(rows
        .into_iter()
        .filter(|row| !asked.has_phrases() || asked.holds_in(&[&row.customer, &row.order, &row.item]))
        .take(wanted)
        .map(|Described { hit, customer, order, item }| {
            let name = snippet(asked, &customer);
            ChatHit { customer: name, order: marked(&order), item: marked(&item), ..hit }
        })
        .collect())
}
