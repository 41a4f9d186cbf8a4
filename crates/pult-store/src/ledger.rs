//! What was sent to language models, and what it cost: figures and kinds of facts, never a text.
//!
//! A call is written at its worst before anything leaves, in the transaction that looks at the
//! budgets: two questions at once cannot both see the last coin, and a crash leaves the worst case
//! in the sums instead of nothing.

use crate::pool::Tx;
use crate::sql::statements;
use crate::{Lane, Store, StoreError};
use pult_domain::{AtMs, ChatId, ErrorCode, ModelCurrency, ModelField, ModelPurpose, ProviderId, ProviderKind, Tag};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

/// Calls are kept so long, in milliseconds: 400 days, a year and its last month.
const KEPT_MS: i64 = 400 * 24 * 60 * 60 * 1000;

statements! {
    OPEN_SQL = "INSERT INTO model_call (at_ms, provider_id, kind, model, local, chat_id, purpose, fields, bytes_out, cost_micros, currency) \
        VALUES (?1, (SELECT id FROM model_provider WHERE id = ?2), ?3, ?4, ?5, (SELECT id FROM chat WHERE id = ?6), ?7, ?8, ?9, ?10, ?11)";
    CLOSE_SQL = "UPDATE model_call SET model = coalesce(?2, model), bytes_out = ?3, bytes_in = ?4, tokens_in = ?5, tokens_out = ?6, \
        cost_micros = ?7, cost_exact = ?8, outcome = ?9, took_ms = ?10, first_token_ms = ?11 WHERE id = ?1 AND outcome IS NULL";
    SPENT_SQL = "SELECT coalesce(sum(cost_micros), 0) FROM model_call WHERE currency = ?1 AND at_ms >= ?2";
    PAGE_SQL = "SELECT id, at_ms, provider_id, kind, model, local, chat_id, purpose, fields, bytes_out, bytes_in, tokens_in, tokens_out, \
        cost_micros, currency, cost_exact, outcome, took_ms, first_token_ms FROM model_call WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    PRUNE_SQL = "DELETE FROM model_call WHERE id IN (SELECT id FROM model_call WHERE at_ms < ?1 ORDER BY id LIMIT 500)";
}

/// What may be spent in one currency, and since when it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpendLimit {
    /// From when it counts.
    pub since: AtMs,
    /// Millionths of the currency.
    pub micros: i64,
}

/// A call that is about to leave, at its worst.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewModelCall {
    /// The provider.
    pub provider: ProviderId,
    /// What kind of provider.
    pub kind: ProviderKind,
    /// The model asked for.
    pub model: String,
    /// It stays on this machine.
    pub local: bool,
    /// The chat it is about.
    pub chat: Option<ChatId>,
    /// What for.
    pub purpose: ModelPurpose,
    /// Kinds of facts in it.
    pub fields: Vec<ModelField>,
    /// Bytes of the question.
    pub bytes_out: i64,
    /// What it costs at most, in millionths of the currency.
    pub cost_micros: i64,
    /// The currency.
    pub currency: ModelCurrency,
}

/// A call that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelCallEnd {
    /// The model that answered, where it was told.
    pub model: Option<String>,
    /// Bytes that left.
    pub bytes_out: i64,
    /// Bytes that came.
    pub bytes_in: i64,
    /// Tokens of the question.
    pub tokens_in: i64,
    /// Tokens of the answer.
    pub tokens_out: i64,
    /// What it cost, in millionths of the currency.
    pub cost_micros: i64,
    /// Counted and priced by the provider, or by a known price.
    pub cost_exact: bool,
    /// Why there is no answer; `None` for one.
    pub failed: Option<ErrorCode>,
    /// From the question to the end, in milliseconds.
    pub took_ms: i64,
    /// From the question to the first text, in milliseconds.
    pub first_token_ms: Option<i64>,
}

/// A call in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelCallRow {
    /// Its row.
    pub id: i64,
    /// When it left.
    pub at: AtMs,
    /// The provider; none once it was removed.
    pub provider: Option<ProviderId>,
    /// What kind of provider.
    pub kind: ProviderKind,
    /// The model.
    pub model: String,
    /// It stayed on this machine.
    pub local: bool,
    /// The chat it was about; none once it is gone.
    pub chat: Option<ChatId>,
    /// What for.
    pub purpose: ModelPurpose,
    /// Kinds of facts in it.
    pub fields: Vec<ModelField>,
    /// What became of it; `None` while it is under way, or when the program died meanwhile.
    pub end: Option<ModelCallEnd>,
    /// Bytes of the question.
    pub bytes_out: i64,
    /// What it cost, or costs at most, in millionths of the currency.
    pub cost_micros: i64,
    /// The currency.
    pub currency: ModelCurrency,
}

impl FromRow<'_, SqliteRow> for ModelCallRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let word = |at: usize| row.try_get::<String, _>(at);
        let outcome: Option<String> = row.try_get(16)?;
        let end = match outcome {
            None => None,
            Some(outcome) => Some(ModelCallEnd {
                model: None,
                bytes_out: row.try_get(9)?,
                bytes_in: row.try_get(10)?,
                tokens_in: row.try_get(11)?,
                tokens_out: row.try_get(12)?,
                cost_micros: row.try_get(13)?,
                cost_exact: row.try_get(15)?,
                failed: if outcome == DONE { None } else { Some(ErrorCode::parse(&outcome).unwrap_or(ErrorCode::Internal)) },
                took_ms: row.try_get::<Option<i64>, _>(17)?.unwrap_or_default(),
                first_token_ms: row.try_get(18)?,
            }),
        };
        Ok(Self {
            id: row.try_get(0)?,
            at: AtMs(row.try_get(1)?),
            provider: row.try_get::<Option<i64>, _>(2)?.map(ProviderId),
            kind: ProviderKind::parse(&word(3)?).unwrap_or(ProviderKind::Compatible),
            model: row.try_get(4)?,
            local: row.try_get(5)?,
            chat: row.try_get::<Option<i64>, _>(6)?.map(ChatId),
            purpose: ModelPurpose::parse(&word(7)?).unwrap_or(ModelPurpose::Check),
            fields: word(8)?.split(',').filter_map(ModelField::parse).collect(),
            end,
            bytes_out: row.try_get(9)?,
            cost_micros: row.try_get(13)?,
            currency: ModelCurrency::parse(&word(14)?).unwrap_or(ModelCurrency::Usd),
        })
    }
}

/// The outcome of a call that was answered.
const DONE: &str = "ok";

impl Store {
    /// Writes a call down at its worst, if every limit has room for it. Durable before it returns.
    ///
    /// # Errors
    /// [`ErrorCode::ModelBudgetReached`]; nothing is written then.
    pub async fn model_call_open(&self, new: NewModelCall, limits: Vec<SpendLimit>) -> Result<i64, StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                for limit in limits {
                    let spent: i64 = sqlx::query_scalar(SPENT_SQL).bind(new.currency.as_str()).bind(limit.since.0).fetch_one(&mut tx.conn).await?;
                    if new.cost_micros > 0 && spent.saturating_add(new.cost_micros) > limit.micros {
                        return Err(StoreError::Refused(ErrorCode::ModelBudgetReached));
                    }
                }
                sqlx::query(PRUNE_SQL).bind(tx.now.plus_ms(-KEPT_MS).0).execute(&mut tx.conn).await?;
                open(tx, new).await
            })
        })
        .await
    }

    /// Puts what really happened in place of the worst case.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn model_call_close(&self, id: i64, end: ModelCallEnd) -> Result<(), StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                let query = sqlx::query(CLOSE_SQL).bind(id).bind(end.model).bind(end.bytes_out).bind(end.bytes_in).bind(end.tokens_in);
                let query = query.bind(end.tokens_out).bind(end.cost_micros).bind(end.cost_exact);
                let query = query.bind(end.failed.map_or(DONE, ErrorCode::as_str)).bind(end.took_ms).bind(end.first_token_ms);
                query.execute(&mut tx.conn).await?;
                tx.change().tag(Tag::Models);
                Ok(())
            })
        })
        .await
    }

    /// What was spent in a currency since a moment, calls under way at their worst.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn model_spent(&self, currency: ModelCurrency, since: AtMs) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(SPENT_SQL).bind(currency.as_str()).bind(since.0).fetch_one(&mut *self.reader().await?).await?)
    }

    /// Calls before a row, newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn model_calls(&self, before: Option<i64>, limit: i64) -> Result<Vec<ModelCallRow>, StoreError> {
        Ok(sqlx::query_as(PAGE_SQL).bind(before.unwrap_or(i64::MAX)).bind(limit).fetch_all(&mut *self.reader().await?).await?)
    }
}

async fn open(tx: &mut Tx, new: NewModelCall) -> Result<i64, StoreError> {
    let fields: Vec<&str> = new.fields.iter().map(|field| field.as_str()).collect();
    let query = sqlx::query(OPEN_SQL).bind(tx.now.0).bind(new.provider.0).bind(new.kind.as_str()).bind(new.model).bind(new.local);
    let query = query.bind(new.chat.map(|chat| chat.0)).bind(new.purpose.as_str()).bind(fields.join(",")).bind(new.bytes_out);
    Ok(query.bind(new.cost_micros).bind(new.currency.as_str()).execute(&mut tx.conn).await?.last_insert_rowid())
}
