//! Summaries of long chats: one each, as of a message.

use crate::ai_drafts::{SeenWords, reworded};
use crate::pool::Tx;
use crate::sql::statements;
use crate::{Lane, Store, StoreError, rollup};
use pult_domain::{AtMs, ChatId, DraftMaker, MessageId, ProviderKind, Tag};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

statements! {
    OF_SQL = "SELECT s.newest_id, s.summary, s.provider, s.model, s.cost_micros, s.currency, s.made_at_ms, \
        EXISTS (SELECT 1 FROM message m WHERE m.chat_id = s.chat_id AND m.id > s.newest_id AND m.author = 0) FROM chat_summary s WHERE s.chat_id = ?";
    KEEP_SQL = "INSERT INTO chat_summary (chat_id, newest_id, summary, provider, model, cost_micros, currency, made_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
        ON CONFLICT (chat_id) DO UPDATE SET newest_id = excluded.newest_id, summary = excluded.summary, provider = excluded.provider, model = excluded.model, \
        cost_micros = excluded.cost_micros, currency = excluded.currency, made_at_ms = excluded.made_at_ms";
    /// As a new message of the buyer's would.
    OVERTAKE_SQL = "UPDATE chat_summary SET newest_id = ?2 - 1 WHERE chat_id = ?1 AND newest_id >= ?2";
}

/// What a long chat comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The newest message it has seen.
    pub newest: MessageId,
    /// JSON.
    pub summary: String,
    /// Who made it.
    pub maker: DraftMaker,
    /// The model.
    pub model: Option<String>,
    /// What it cost, in millionths of the currency.
    pub cost_micros: i64,
    /// The currency of the cost.
    pub currency: Option<String>,
}

/// A summary as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryRow {
    /// The summary.
    pub summary: Summary,
    /// When it was made.
    pub at: AtMs,
    /// Whether the buyer has written since, or has other words for what was summed up.
    pub stale: bool,
}

impl FromRow<'_, SqliteRow> for SummaryRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let summary = Summary {
            newest: MessageId(row.try_get(0)?),
            summary: row.try_get(1)?,
            maker: DraftMaker::parse(row.try_get(2)?).unwrap_or(DraftMaker::Model(ProviderKind::Compatible)),
            model: row.try_get(3)?,
            cost_micros: row.try_get(4)?,
            currency: row.try_get(5)?,
        };
        Ok(Self { summary, at: AtMs(row.try_get(6)?), stale: row.try_get(7)? })
    }
}

/// A message of the buyer has other words now: a summary that has seen it is overtaken.
pub(crate) async fn overtake(tx: &mut Tx, chat: ChatId, edited: MessageId) -> Result<(), StoreError> {
    sqlx::query(OVERTAKE_SQL).bind(chat.0).bind(edited.0).execute(&mut tx.conn).await?;
    Ok(())
}

impl Store {
    /// The summary of a chat.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn summary(&self, chat: ChatId) -> Result<Option<SummaryRow>, StoreError> {
        Ok(sqlx::query_as(OF_SQL).bind(chat.0).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// Keeps the summary of a chat in place of the one before. One that was made of other words than the buyer has by now is
    /// overtaken as it comes.
    ///
    /// # Errors
    /// [`pult_domain::ErrorCode::ChatNotFound`].
    pub async fn summary_keep(&self, chat: ChatId, summary: Summary, seen: Vec<SeenWords>) -> Result<(), StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                rollup::load(tx, chat).await?;
                let Summary { newest, summary, maker, model, cost_micros, currency } = summary;
                let query = sqlx::query(KEEP_SQL).bind(chat.0).bind(newest.0).bind(summary).bind(maker.as_str()).bind(model).bind(cost_micros);
                query.bind(currency).bind(tx.now.0).execute(&mut tx.conn).await?;
                for edited in reworded(tx, chat, &seen).await? {
                    overtake(tx, chat, edited).await?;
                }
                tx.change().tag(Tag::AiDrafts).chat(chat);
                Ok(())
            })
        })
        .await
    }
}
