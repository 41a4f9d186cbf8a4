//! The page "State", and what a start from a copy did.

use super::{AccountView, DoctorCheck};
use pult_domain::AtMs;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// The page "State".
    StateView {
        /// Version of the program.
        version: String,
        /// Version of the database's schema.
        schema: f64,
        /// Where the data lives.
        data_dir: String,
        /// Where secrets are kept: `keychain` or `file`.
        secrets: String,
        /// Disk use.
        disk: DiskUse,
        /// The accounts.
        accounts: Vec<AccountState>,
        /// How often facts about items and orders were at hand.
        lookups: LookupUse,
        /// Findings about the program's health.
        checks: Vec<DoctorCheck>,
    }

    /// Disk use, in bytes.
    DiskUse {
        /// The database with its journal.
        database: f64,
        /// Files and pictures.
        files: f64,
        /// Logs.
        logs: f64,
        /// Copies made before a change of the schema.
        backups: f64,
    }

    /// One account on the page "State".
    AccountState {
        /// The account as everywhere.
        view: AccountView,
        /// How long ago the feed was read to its end, in milliseconds.
        behind_ms: Option<f64>,
        /// Whole days until the token ends, when they are 14 or fewer; 0 when it has ended.
        token_days_left: Option<f64>,
        /// What is left of its request limits.
        quotas: Vec<QuotaView>,
        /// Events that could not be read and are kept.
        quarantined: f64,
        /// Messages stored.
        messages: f64,
    }

    /// What is left of a request limit.
    QuotaView {
        /// The limit in the words of the documents.
        name: String,
        /// Requests in the period.
        limit: f64,
        /// Requests left.
        left: f64,
        /// The period, in milliseconds.
        period_ms: f64,
    }

    /// How often looked-up facts were at hand since the program started.
    LookupUse {
        /// Answered from this machine and fresh.
        hits: f64,
        /// Asked for at the marketplace.
        misses: f64,
    }

    /// What the start from a copy of the database did.
    RecoveryView {
        /// When the copy was made; what was synced since comes again by itself.
        copied_at_ms: AtMs,
        /// Where the damaged file and a list of unsent texts lie.
        set_aside: String,
        /// Unsent replies found in the damaged file, and drafts and notes that the copy has not or has otherwise.
        salvaged: f64,
        /// Those of them that stand in their chats again and wait for the owner.
        brought_back: f64,
    }
}
