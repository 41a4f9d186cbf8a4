//! How drafts fared, by whoever drafted them.

use crate::ai_drafts::counted;
use crate::sql::statements;
use crate::{Store, StoreError};
use pult_domain::{AtMs, DraftMaker, ProviderKind};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

statements! {
    MAKERS_SQL = concat!("SELECT provider, model, currency, count(*), coalesce(sum(outcome = 'inserted'), 0), coalesce(sum(outcome = 'sent'), 0), coalesce(sum(outcome = 'edited'), 0), \
        coalesce(sum(outcome = 'ignored'), 0), avg(CASE WHEN outcome IN ('sent', 'edited') THEN distance END), coalesce(sum(blocked), 0), coalesce(sum(blocked > 0), 0), \
        coalesce(sum(cost_micros), 0), coalesce(avg(took_ms), 0), coalesce(sum(thumb = 1), 0), coalesce(sum(thumb = -1), 0) \
        FROM ai_draft d WHERE analyzed_at_ms >= ? AND text IS NOT NULL AND ", counted!(), " GROUP BY provider, model, currency");
    FAULTS_SQL = "SELECT thumb_reason, count(*) FROM ai_draft WHERE analyzed_at_ms >= ? AND thumb = -1 AND thumb_reason IS NOT NULL GROUP BY thumb_reason";
}

/// What became of the drafts of one maker.
#[derive(Clone, Debug, PartialEq)]
pub struct MakerFigures {
    /// Who drafted.
    pub maker: DraftMaker,
    /// The model.
    pub model: Option<String>,
    /// The currency of the cost.
    pub currency: Option<String>,
    /// Drafts with a text.
    pub made: i64,
    /// Put into the composer, nothing known of them since.
    pub inserted: i64,
    /// Sent as they were.
    pub sent: i64,
    /// Sent with changes.
    pub edited: i64,
    /// Something else was sent.
    pub ignored: i64,
    /// The mean share of those sent that was edited; none where none was sent.
    pub distance: Option<f64>,
    /// Texts that the guard stopped before these.
    pub stopped: i64,
    /// Drafts before which it stopped something.
    pub guarded: i64,
    /// What they cost together, in millionths of the currency.
    pub cost_micros: i64,
    /// How long one took on average, in milliseconds.
    pub took_ms: f64,
    /// Thumbs up.
    pub up: i64,
    /// Thumbs down.
    pub down: i64,
}

impl FromRow<'_, SqliteRow> for MakerFigures {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            maker: DraftMaker::parse(row.try_get(0)?).unwrap_or(DraftMaker::Model(ProviderKind::Compatible)),
            model: row.try_get(1)?,
            currency: row.try_get(2)?,
            made: row.try_get(3)?,
            inserted: row.try_get(4)?,
            sent: row.try_get(5)?,
            edited: row.try_get(6)?,
            ignored: row.try_get(7)?,
            distance: row.try_get(8)?,
            stopped: row.try_get(9)?,
            guarded: row.try_get(10)?,
            cost_micros: row.try_get(11)?,
            took_ms: row.try_get(12)?,
            up: row.try_get(13)?,
            down: row.try_get(14)?,
        })
    }
}

impl Store {
    /// What became of drafts since a moment, by maker; those that are gone with their states do not count.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn maker_figures(&self, since: AtMs) -> Result<Vec<MakerFigures>, StoreError> {
        Ok(sqlx::query_as(MAKERS_SQL).bind(since.0).fetch_all(&mut *self.reader().await?).await?)
    }

    /// What was wrong with drafts since a moment, in the owner's opinion: reasons and how often.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn draft_faults(&self, since: AtMs) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(sqlx::query_as(FAULTS_SQL).bind(since.0).fetch_all(&mut *self.reader().await?).await?)
    }
}
