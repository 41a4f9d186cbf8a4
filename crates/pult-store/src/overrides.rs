//! Warnings of the guard under which a reply was sent off nevertheless: which rule, which place of
//! the text, who, and when. No word of the text: that stands in the reply.

use crate::chats;
use crate::pool::Tx;
use crate::sql::statements;
use crate::{Store, StoreError};
use pult_domain::{AtMs, ChatId, GuardWriter, OutboxId};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

statements! {
    ADD_SQL = "INSERT INTO guard_override (outbox_id, rule, first, past, chat_id, writer, who, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    DROP_SQL = "DELETE FROM guard_override WHERE outbox_id = ?";
    OF_CHAT_SQL = "SELECT outbox_id, rule, first, past, writer, who, at_ms FROM guard_override WHERE chat_id = ? ORDER BY outbox_id, rule, first";
}

/// A warning that somebody overruled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The rule.
    pub rule: String,
    /// First character of the place, in Unicode scalar values.
    pub first: u32,
    /// One past the last.
    pub past: u32,
    /// Whose words they were.
    pub writer: GuardWriter,
    /// Who sent them nevertheless.
    pub who: String,
}

/// The same with the reply it left under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideRow {
    /// The reply.
    pub outbox: OutboxId,
    /// What was overruled.
    pub over: Override,
    /// When.
    pub at: AtMs,
}

impl FromRow<'_, SqliteRow> for OverrideRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let writer: String = row.try_get(4)?;
        let over = Override {
            rule: row.try_get(1)?,
            first: row.try_get(2)?,
            past: row.try_get(3)?,
            writer: GuardWriter::parse(&writer).unwrap_or(GuardWriter::Human),
            who: row.try_get(5)?,
        };
        Ok(Self { outbox: OutboxId(row.try_get(0)?), over, at: AtMs(row.try_get(6)?) })
    }
}

/// Keeps what a reply was sent off under, with the reply and among what happened to the chat.
pub(crate) async fn keep(tx: &mut Tx, chat: ChatId, outbox: OutboxId, overrides: Vec<Override>) -> Result<(), StoreError> {
    for Override { rule, first, past, writer, who } in overrides {
        let place = format!("{rule} {first}-{past} {who}");
        let query = sqlx::query(ADD_SQL).bind(outbox.0).bind(rule).bind(first).bind(past).bind(chat.0).bind(writer.as_str()).bind(who).bind(tx.now.0);
        // Told twice, it happened once.
        if query.execute(&mut tx.conn).await?.rows_affected() > 0 {
            let now = tx.now;
            chats::record_at(tx, now, chat, Some(outbox.0), "guard_override", Some(place)).await?;
        }
    }
    Ok(())
}

/// A reply that has not begun got other words: what it left under before is only among the events.
pub(crate) async fn keep_anew(tx: &mut Tx, chat: ChatId, outbox: OutboxId, overrides: Vec<Override>) -> Result<(), StoreError> {
    sqlx::query(DROP_SQL).bind(outbox.0).execute(&mut tx.conn).await?;
    keep(tx, chat, outbox, overrides).await
}

impl Store {
    /// The overruled warnings of a chat's replies, by reply and place.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn overrides(&self, chat: ChatId) -> Result<Vec<OverrideRow>, StoreError> {
        Ok(sqlx::query_as(OF_CHAT_SQL).bind(chat.0).fetch_all(&mut *self.reader().await?).await?)
    }
}
