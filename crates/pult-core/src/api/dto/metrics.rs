//! Figures: how the shop answers.

use pult_domain::metrics::Metrics;
use pult_domain::{AccountId, AtMs};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// Which figures.
    MetricsQuery {
        /// Only this shop's.
        account: Option<AccountId>,
        /// The last days with today, on the shop's clock; 30 by default.
        days: Option<f64>,
        /// Instead of days: from this moment.
        from_ms: Option<AtMs>,
        /// Instead of days: up to this moment; now by default.
        to_ms: Option<AtMs>,
    }

    /// The figures, and what they cover.
    MetricsView {
        /// The shop they are about; all shops without one.
        account: Option<AccountId>,
        /// The first moment looked at.
        from_ms: AtMs,
        /// The first moment after it.
        to_ms: AtMs,
        /// When they were counted.
        at_ms: AtMs,
        /// How long that took, in milliseconds.
        took_ms: f64,
        /// The oldest message known; nothing can be said of the time before it.
        known_since_ms: Option<AtMs>,
        /// Shops whose history is still being fetched or has not been fetched yet.
        incomplete: Vec<AccountId>,
        /// The figures.
        metrics: Metrics,
    }

    /// Figures to be kept as a file.
    MetricsExport {
        /// Which.
        query: MetricsQuery,
        /// The form of the file.
        form: FileForm,
    }
}

/// The form of a file of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileForm {
    /// One figure a row, for spreadsheets.
    Csv,
    /// Everything, for programs.
    Json,
}
