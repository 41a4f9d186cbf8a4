//! Backups, and the way back from one.

use pult_domain::{AccountId, AtMs, ChannelKind, ErrorCode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How often a backup is made by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupEvery {
    /// Never.
    #[default]
    Never,
    /// Each day.
    Day,
    /// Each week.
    Week,
}

dto! {
    /// A backup to be made now.
    BackupNow {
        /// The passphrase; it is not kept.
        passphrase: String,
        /// The folder; without one, where downloads are kept.
        folder: Option<String>,
    }

    /// A backup that was written and read back.
    BackupDone {
        /// Where it lies.
        path: String,
        /// Its size.
        bytes: f64,
        /// When it was made.
        made_at_ms: AtMs,
        /// Chats in it.
        chats: f64,
        /// Messages in it.
        messages: f64,
        /// Files in it.
        files: f64,
    }

    /// Backups as the page "State" shows them.
    BackupsView {
        /// How often one is made by itself.
        every: BackupEvery,
        /// How many of those are kept.
        keep: f64,
        /// The folder they go to.
        folder: String,
        /// When the next is due; nothing when none is.
        next_at_ms: Option<AtMs>,
        /// The newest that was tried, by hand or by itself.
        last: Option<BackupResult>,
    }

    /// How a backup went.
    BackupResult {
        /// When it was tried.
        at_ms: AtMs,
        /// Whether the schedule made it.
        by_schedule: bool,
        /// Where it lies; nothing when it failed.
        path: Option<String>,
        /// Its size; 0 when it failed.
        bytes: f64,
        /// Why it failed.
        error: Option<ErrorCode>,
    }

    /// When backups are to be made by themselves.
    BackupsSet {
        /// How often.
        every: BackupEvery,
        /// How many are kept, 1 to 100.
        keep: f64,
        /// The folder; without one, where downloads are kept.
        folder: Option<String>,
        /// The passphrase, for the keychain; nothing leaves the kept one.
        passphrase: Option<String>,
    }

    /// A backup file that lies where the owner may have put it.
    BackupFile {
        /// Where it lies.
        path: String,
        /// Its size.
        bytes: f64,
        /// When it was last written.
        changed_at_ms: AtMs,
    }

    /// A backup to be restored.
    RestoreAsk {
        /// The file.
        path: String,
        /// Its passphrase.
        passphrase: String,
    }

    /// What came out of a backup.
    RestoreDone {
        /// When it was made.
        made_at_ms: AtMs,
        /// Chats in it.
        chats: f64,
        /// Messages in it.
        messages: f64,
        /// Files in it.
        files: f64,
        /// Replies that waited to be sent; the owner decides about them.
        in_doubt: f64,
        /// Its shops; each waits for its token.
        shops: Vec<RestoredShop>,
    }

    /// A shop that waits for its token.
    RestoredShop {
        /// The account.
        account: AccountId,
        /// The channel.
        channel: ChannelKind,
        /// The owner's name for it.
        name: String,
    }
}
