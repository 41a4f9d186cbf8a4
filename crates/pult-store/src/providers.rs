//! Providers of language models, in the owner's order.

use crate::pool::Tx;
use crate::sql::statements;
use crate::{Lane, Store, StoreError};
use pult_domain::{AtMs, ErrorCode, ProviderId, ProviderKind, Tag};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

/// Most providers kept.
const MOST_PROVIDERS: i64 = 50;

statements! {
    ALL_SQL = "SELECT id, kind, name, base_url, model, folder, ca_file, price_in, price_out, context, enabled, has_key, checked_at_ms, check_code \
        FROM model_provider ORDER BY place, id LIMIT 50";
    ONE_SQL = "SELECT id, kind, name, base_url, model, folder, ca_file, price_in, price_out, context, enabled, has_key, checked_at_ms, check_code \
        FROM model_provider WHERE id = ?";
    COUNT_SQL = "SELECT count(*) FROM model_provider";
    ADD_SQL = "INSERT INTO model_provider (place, kind, name, created_at_ms) \
        VALUES ((SELECT coalesce(max(place), 0) + 1 FROM model_provider), ?1, ?2, ?3)";
    KEEP_SQL = "UPDATE model_provider SET name = ?2, base_url = ?3, model = ?4, folder = ?5, ca_file = ?6, price_in = ?7, price_out = ?8, \
        context = ?9, enabled = ?10, has_key = ?11, checked_at_ms = ?12, check_code = ?13 WHERE id = ?1";
    PLACE_SQL = "UPDATE model_provider SET place = ?2 WHERE id = ?1";
    REMOVE_SQL = "DELETE FROM model_provider WHERE id = ?";
}

/// A provider the owner set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderRow {
    /// Its row.
    pub id: ProviderId,
    /// Whose profile it follows.
    pub kind: ProviderKind,
    /// What the owner calls it.
    pub name: String,
    /// Another address than the profile's.
    pub base_url: Option<String>,
    /// The chosen model; empty while none is.
    pub model: String,
    /// What it needs besides the key.
    pub folder: Option<String>,
    /// A file with certificates trusted for it only.
    pub ca_file: Option<String>,
    /// Millionths of its currency for a million tokens, of question and of answer.
    pub price: Option<(i64, i64)>,
    /// Most tokens of question and answer.
    pub context: Option<i64>,
    /// Whether it is asked at all.
    pub enabled: bool,
    /// Whether the keychain was given its key.
    pub has_key: bool,
    /// When it was last tried.
    pub checked_at: Option<AtMs>,
    /// Why it could not be used then.
    pub check_code: Option<ErrorCode>,
}

impl FromRow<'_, SqliteRow> for ProviderRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let kind: String = row.try_get(1)?;
        let code: Option<String> = row.try_get(13)?;
        let price: (Option<i64>, Option<i64>) = (row.try_get(7)?, row.try_get(8)?);
        Ok(Self {
            id: ProviderId(row.try_get(0)?),
            // Of a later version: shown by its address, and asked like most.
            kind: ProviderKind::parse(&kind).unwrap_or(ProviderKind::Compatible),
            name: row.try_get(2)?,
            base_url: row.try_get(3)?,
            model: row.try_get(4)?,
            folder: row.try_get(5)?,
            ca_file: row.try_get(6)?,
            price: price.0.zip(price.1),
            context: row.try_get(9)?,
            enabled: row.try_get(10)?,
            has_key: row.try_get(11)?,
            checked_at: row.try_get::<Option<i64>, _>(12)?.map(AtMs),
            check_code: code.as_deref().and_then(ErrorCode::parse),
        })
    }
}

impl Store {
    /// All providers in the owner's order.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn providers(&self) -> Result<Vec<ProviderRow>, StoreError> {
        Ok(sqlx::query_as(ALL_SQL).fetch_all(&mut *self.reader().await?).await?)
    }

    /// One provider.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn provider(&self, id: ProviderId) -> Result<Option<ProviderRow>, StoreError> {
        Ok(sqlx::query_as(ONE_SQL).bind(id.0).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// A new provider at the end of the order, with nothing chosen yet.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidRequest`] when there are too many.
    pub async fn provider_add(&self, kind: ProviderKind, name: &str) -> Result<ProviderRow, StoreError> {
        let name = name.to_owned();
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let count: i64 = sqlx::query_scalar(COUNT_SQL).fetch_one(&mut tx.conn).await?;
                if count >= MOST_PROVIDERS {
                    return Err(StoreError::Refused(ErrorCode::InvalidRequest));
                }
                let id = sqlx::query(ADD_SQL).bind(kind.as_str()).bind(name).bind(tx.now.0).execute(&mut tx.conn).await?.last_insert_rowid();
                tx.change().tag(Tag::Models);
                one(tx, ProviderId(id)).await
            })
        })
        .await
    }

    /// Keeps what the owner chose, and what the last try told.
    ///
    /// # Errors
    /// [`ErrorCode::ProviderNotFound`].
    pub async fn provider_keep(&self, row: ProviderRow) -> Result<ProviderRow, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let query = sqlx::query(KEEP_SQL).bind(row.id.0).bind(row.name).bind(row.base_url).bind(row.model).bind(row.folder).bind(row.ca_file);
                let query = query.bind(row.price.map(|price| price.0)).bind(row.price.map(|price| price.1)).bind(row.context);
                let query = query.bind(row.enabled).bind(row.has_key).bind(row.checked_at.map(|at| at.0)).bind(row.check_code.map(ErrorCode::as_str));
                query.execute(&mut tx.conn).await?;
                tx.change().tag(Tag::Models);
                one(tx, row.id).await
            })
        })
        .await
    }

    /// Puts a provider where another stands; the others make room.
    ///
    /// # Errors
    /// [`ErrorCode::ProviderNotFound`].
    pub async fn provider_move(&self, id: ProviderId, to: usize) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let mut all: Vec<ProviderRow> = sqlx::query_as(ALL_SQL).fetch_all(&mut tx.conn).await?;
                let from = all.iter().position(|row| row.id == id).ok_or(StoreError::NotFound(ErrorCode::ProviderNotFound))?;
                let moved = all.remove(from);
                all.insert(to.min(all.len()), moved);
                for (place, row) in (1_i64..).zip(all) {
                    sqlx::query(PLACE_SQL).bind(row.id.0).bind(place).execute(&mut tx.conn).await?;
                }
                tx.change().tag(Tag::Models);
                Ok(())
            })
        })
        .await
    }

    /// Removes a provider; what was sent to it stays in the ledger.
    ///
    /// # Errors
    /// [`ErrorCode::ProviderNotFound`].
    pub async fn provider_remove(&self, id: ProviderId) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                if sqlx::query(REMOVE_SQL).bind(id.0).execute(&mut tx.conn).await?.rows_affected() == 0 {
                    return Err(StoreError::NotFound(ErrorCode::ProviderNotFound));
                }
                tx.change().tag(Tag::Models);
                Ok(())
            })
        })
        .await
    }
}

async fn one(tx: &mut Tx, id: ProviderId) -> Result<ProviderRow, StoreError> {
    let row = sqlx::query_as(ONE_SQL).bind(id.0).fetch_optional(&mut tx.conn).await?;
    row.ok_or(StoreError::NotFound(ErrorCode::ProviderNotFound))
}
