//! The task that owns the writing connection.

use super::checkpoint::Checkpoints;
use super::lanes::{Job, Lane, Lanes, Work};
use crate::StoreError;
use crate::deadlines::SharedJudges;
use crate::judging::{Judges, Recall};
use crate::known::KnownChats;
use crate::search::index::KnownWords;
use futures_util::FutureExt;
use pult_domain::{AtMs, Change, Clock};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast;

/// Idle time after which the log is moved into the file, in milliseconds.
const IDLE_MS: u64 = 500;
/// Idle time after which the writer gives its pages back, in milliseconds: 32 MB after a first import, which nobody needs until there
/// is another. What a reply touches comes from the system in well under a millisecond.
const REST_MS: u64 = 10_000;
/// How often an interrupted tidying starts again before it is given up until the next back-fill.
const TIDY_TRIES: u32 = 20;
/// How often the log is tried to be emptied when the file is tidied up, and the pause between two tries, in milliseconds: 6 seconds
/// for a slow disk to take what the other connection is moving just now, or for a long answer to be read.
const EMPTY_TRIES: u32 = 60;
const EMPTY_PAUSE_MS: u64 = 100;
/// SQLite's instructions between two looks at the queue while tidying: well under a millisecond.
const LOOK_EVERY: i32 = 5_000;

/// Page cache while tidying: 4 MiB, in SQLite's negative KiB.
const TIDY_CACHE_SQL: &str = "PRAGMA cache_size=-4096";

/// A transaction on the writing connection.
pub(crate) struct Tx {
    /// The connection, inside `BEGIN IMMEDIATE`.
    pub(crate) conn: SqliteConnection,
    /// When the transaction began.
    pub(crate) now: AtMs,
    /// Chat states remembered from earlier transactions.
    pub(crate) known: KnownChats,
    /// The rules and hours of the accounts.
    pub(crate) judges: Arc<Judges>,
    /// What is remembered of words and readings.
    pub(crate) recall: Recall,
    /// Words that the dictionary of the index has.
    pub(crate) words: KnownWords,
    change: Change,
}

impl Tx {
    /// What this transaction changed; published by the wrapper after the commit, never by hand.
    pub(crate) fn change(&mut self) -> &mut Change {
        &mut self.change
    }
}

/// Runs jobs until the lanes are closed and empty, then checkpoints and closes.
pub(super) async fn run(
    conn: SqliteConnection,
    checkpoints: Checkpoints,
    lanes: Arc<Lanes>,
    clock: Arc<dyn Clock>,
    changes: broadcast::Sender<Change>,
    judges: SharedJudges,
) {
    let tx = Tx {
        conn,
        now: AtMs(0),
        known: KnownChats::default(),
        judges: Arc::default(),
        recall: Recall::default(),
        words: KnownWords::default(),
        change: Change::default(),
    };
    let mut writer = Writer { tx, checkpoints, clock, changes, judges, full: true, dirty: false, warm: true };
    loop {
        match lanes.pop() {
            Some((lane, Job::Write(work))) => writer.transaction(lane, work).await,
            Some((_, Job::Tidy(reply))) => {
                // Whoever asked may have gone away.
                let _ = reply.send(writer.tidy(&lanes).await);
            }
            None if lanes.ended() => break,
            None => writer.idle(&lanes).await,
        }
    }
    writer.close().await;
}

struct Writer {
    tx: Tx,
    checkpoints: Checkpoints,
    clock: Arc<dyn Clock>,
    changes: broadcast::Sender<Change>,
    judges: SharedJudges,
    /// Whether the connection is at `synchronous=FULL`.
    full: bool,
    /// Whether something was written since the last checkpoint.
    dirty: bool,
    /// Whether the connection may hold pages that nobody needs.
    warm: bool,
}

impl Writer {
    async fn transaction(&mut self, lane: Lane, mut work: Box<dyn Work>) {
        self.tx.now = self.clock.now();
        // By the rules of this moment, also between two tries to tidy up.
        self.tx.judges = Arc::clone(&self.judges.read().unwrap_or_else(PoisonError::into_inner));
        self.tx.change = Change::default();
        let outcome = match self.begin(lane).await {
            Ok(()) => {
                // A fault in one job must not take the writer, and every later reply, with it.
                let ran = AssertUnwindSafe(work.run(&mut self.tx)).catch_unwind().await;
                self.end(ran.unwrap_or(Err(StoreError::Unreadable("a job failed in itself")))).await
            }
            Err(error) => Err(error),
        };
        self.warm = true;
        if outcome.is_ok() {
            self.dirty = true;
            if lane == Lane::BackFill {
                self.checkpoints.want();
            }
            let change = std::mem::take(&mut self.tx.change);
            if !change.is_empty() {
                // Nobody may be listening.
                let _ = self.changes.send(change);
            }
        }
        work.finish(outcome);
    }

    async fn begin(&mut self, lane: Lane) -> Result<(), StoreError> {
        let full = lane != Lane::BackFill;
        let sql = match full {
            _ if full == self.full => "BEGIN IMMEDIATE",
            true => "PRAGMA synchronous=FULL; BEGIN IMMEDIATE",
            false => "PRAGMA synchronous=NORMAL; BEGIN IMMEDIATE",
        };
        // Of two statements the first may have been done alone: set again then.
        self.full = false;
        sqlx::query(sql).execute(&mut self.tx.conn).await?;
        self.full = full;
        Ok(())
    }

    async fn end(&mut self, outcome: Result<(), StoreError>) -> Result<(), StoreError> {
        let outcome = match outcome {
            Ok(()) => sqlx::query("COMMIT").execute(&mut self.tx.conn).await.map(|_| ()).map_err(StoreError::from),
            Err(error) => Err(error),
        };
        if outcome.is_err() {
            self.tx.known.clear();
            self.tx.words.clear();
            // SQLite may have rolled back by itself (disk full); then there is nothing to undo.
            let _ = sqlx::query("ROLLBACK").execute(&mut self.tx.conn).await;
        }
        outcome
    }

    /// Waits for work. Where none comes for a moment, the log is moved into the file, and after a longer one the pages are given back:
    /// each once, until something is written again.
    async fn idle(&mut self, lanes: &Lanes) {
        if self.dirty {
            if quiet_for(IDLE_MS, lanes).await {
                self.dirty = false;
                self.tend("PRAGMA wal_checkpoint(PASSIVE)").await;
            }
        } else if self.warm {
            if quiet_for(REST_MS, lanes).await {
                self.warm = false;
                self.tend("PRAGMA shrink_memory").await;
                super::give_back();
            }
        } else {
            lanes.wait().await;
        }
    }

    /// One of the idle writer's duties. A failure is written down; it is due again once something was written.
    async fn tend(&mut self, sql: &'static str) {
        if let Err(error) = sqlx::query(sql).execute(&mut self.tx.conn).await {
            tracing::warn!(%error, sql, "the idle writer could not do this");
        }
    }

    /// `VACUUM` and statistics. Any other job interrupts it and is done first. Whether it came to its end: then the log is
    /// in the file, and the file has no pages that nothing needs.
    async fn tidy(&mut self, lanes: &Arc<Lanes>) -> Result<bool, StoreError> {
        for _ in 0..TIDY_TRIES {
            // In memory the copy would be as large as the database: 480 MB at a million messages.
            sqlx::query("PRAGMA temp_store=FILE").execute(&mut self.tx.conn).await?;
            // The copy gets a cache as large as this one, and reads and writes each page once.
            sqlx::query(TIDY_CACHE_SQL).execute(&mut self.tx.conn).await?;
            let watched = Arc::clone(lanes);
            self.tx.conn.lock_handle().await?.set_progress_handler(LOOK_EVERY, move || !(watched.any() || watched.closed()));
            let outcome = sqlx::query("VACUUM").execute(&mut self.tx.conn).await;
            self.tx.conn.lock_handle().await?.remove_progress_handler();
            sqlx::query("PRAGMA temp_store=MEMORY").execute(&mut self.tx.conn).await?;
            sqlx::query(AssertSqlSafe(format!("PRAGMA cache_size=-{}", super::WRITER_CACHE_KIB))).execute(&mut self.tx.conn).await?;
            match outcome {
                Ok(_) => {
                    sqlx::query("PRAGMA optimize").execute(&mut self.tx.conn).await?;
                    return self.empty_log(lanes).await;
                }
                Err(error) if interrupted(&error) => {}
                Err(error) => return Err(error.into()),
            }
            if lanes.closed() {
                return Ok(false);
            }
            self.do_first(lanes).await;
        }
        Ok(false)
    }

    /// Moves the log into the file until nothing of it is left; whether that came about. Whoever reads an older state holds it up, and
    /// so does the other connection while it moves the log: neither lasts, and no job waits for them.
    async fn empty_log(&mut self, lanes: &Lanes) -> Result<bool, StoreError> {
        for _ in 0..EMPTY_TRIES {
            // SQLite would wait for readers by itself, and hold up every job meanwhile.
            sqlx::query("PRAGMA busy_timeout=0").execute(&mut self.tx.conn).await?;
            let outcome = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut self.tx.conn).await;
            sqlx::query(AssertSqlSafe(format!("PRAGMA busy_timeout={}", super::BUSY_MS))).execute(&mut self.tx.conn).await?;
            let (busy, _, _): (i64, i64, i64) = outcome?;
            if busy == 0 {
                return Ok(true);
            }
            if lanes.closed() {
                break;
            }
            // A job ends the pause and is a try of its own: a stream of them must not wait for the log either.
            let _ = quiet_for(EMPTY_PAUSE_MS, lanes).await;
            self.do_first(lanes).await;
        }
        Ok(false)
    }

    /// Does what has come while the file is tidied up.
    async fn do_first(&mut self, lanes: &Lanes) {
        while let Some((lane, job)) = lanes.pop() {
            match job {
                Job::Write(work) => self.transaction(lane, work).await,
                // One tidying is as good as two; how this one ends is not known yet.
                Job::Tidy(reply) => {
                    let _ = reply.send(Ok(false));
                }
            }
        }
    }

    async fn close(mut self) {
        self.checkpoints.close().await;
        for sql in ["PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)"] {
            if let Err(error) = sqlx::query(sql).execute(&mut self.tx.conn).await {
                tracing::warn!(%error, "closing the database");
            }
        }
        if let Err(error) = self.tx.conn.close().await {
            tracing::warn!(%error, "closing the database");
        }
    }
}

/// Whether nothing came for so many milliseconds; ends with the first that comes.
async fn quiet_for(ms: u64, lanes: &Lanes) -> bool {
    tokio::time::timeout(Duration::from_millis(ms), lanes.wait()).await.is_err()
}

/// SQLITE_INTERRUPT (sqlite.org/rescode.html).
fn interrupted(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|e| e.code()).is_some_and(|code| code == "9")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;
    use pult_domain::SystemClock;
    use sqlx::ConnectOptions as _;
    use sqlx::sqlite::SqliteConnectOptions;

    #[tokio::test]
    async fn whoever_reads_an_older_state_holds_up_neither_the_log_for_good_nor_a_job() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("pult.db");
        let store = Store::open(&file, Arc::new(SystemClock)).await.unwrap();
        store.setting_set("theme", "dark").await.unwrap();
        let mut reading = SqliteConnectOptions::new().filename(&file).read_only(true).connect().await.unwrap();
        sqlx::raw_sql("BEGIN; SELECT count(*) FROM fact").execute(&mut reading).await.unwrap();
        let tidied = tokio::spawn({
            let store = store.clone();
            async move { store.tidied().await }
        });
        for theme in ["light", "dark", "light"] {
            tokio::time::sleep(Duration::from_millis(EMPTY_PAUSE_MS)).await;
            let set = tokio::time::timeout(Duration::from_millis(super::super::BUSY_MS / 2), store.setting_set("theme", theme));
            set.await.expect("no job waits for a reader").unwrap();
        }
        assert!(!tidied.is_finished(), "the log is not empty while somebody reads what was before");
        sqlx::raw_sql("COMMIT").execute(&mut reading).await.unwrap();
        assert!(tidied.await.unwrap().unwrap(), "and it is soon after");
        reading.close().await.unwrap();
        store.close().await;
    }
}
