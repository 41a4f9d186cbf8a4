//! One writer with lanes, and readers.
//!
//! SQLite lets one connection write at a time, and its busy handler sleeps and polls: it has no
//! queue. Alternatives that lost:
//! - two writing connections with a busy timeout: a reply beside a back-fill took 83 ms at the
//!   median and up to 2.3 s to store (measured, 2026-11);
//! - sqlx's pool with one connection: a fair queue, so a reply waits behind the whole back-fill;
//! - a mutex: no priorities either, and a dropped future may leave a transaction open.
//!
//! So one task owns the only writing connection. Jobs wait in four lanes; a job is one
//! `BEGIN IMMEDIATE` transaction, cut by its maker to about 10 ms, so that is what a reply waits.
//! A job runs to its end even if whoever asked for it has gone away. Readers never wait: WAL.
//!
//! Durability follows the lane: what only we have is written with `synchronous=FULL`, history that
//! the feed can give again with `NORMAL` (rows and cursor roll back together).

mod checkpoint;
mod lanes;
mod readers;
mod writer;

pub(crate) use lanes::Chain;
pub use lanes::Lane;
pub(crate) use readers::Reader;
pub(crate) use writer::Tx;

use crate::deadlines::SharedJudges;
use crate::judging::Judges;
use crate::migrate::{self, Found, MIGRATIONS, Migration};
use crate::{StoreError, accounts, search, traces};
use futures_util::future::BoxFuture;
use lanes::Lanes;
use pult_domain::ids::MESSAGE_IDS_PER_MS;
use pult_domain::{AtMs, Change, Clock};
use readers::Readers;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, SqliteConnection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, Weak};
use std::time::{Duration, Instant};
use tokio::sync::{broadcast, oneshot};
use tokio::task::JoinHandle;

/// Page cache of the writer, in KiB (64 MB measured; half of it costs nothing at 400 MB of data).
const WRITER_CACHE_KIB: i64 = 32 * 1024;
/// Page cache of one reader, in KiB (performance notes 1.5).
const READER_CACHE_KIB: i64 = 16 * 1024;
/// Pages in the log before a commit moves what is left of them into the file: 64 MB. Long before, it is
/// done beside the writer (`checkpoint`), and by the writer when idle.
const CHECKPOINT_PAGES: i64 = 16_000;
/// How long after the owner's last act history keeps out of the way, in milliseconds.
const AT_WORK_MS: u64 = 2_000;
/// Rows that SQLite's thread may be ahead of whoever reads them: a page of any list in one go.
const ROWS_AHEAD: usize = 512;
/// Changes kept for a slow listener before it is told that it missed some.
const CHANGES_KEPT: usize = 1_024;
/// A net, not a plan: only another program could hold the lock. Milliseconds.
const BUSY_MS: u64 = 5_000;

/// The store. Cheap to clone; all clones share one writer and one set of readers.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    file: PathBuf,
    readers: Arc<Readers>,
    lanes: Arc<Lanes>,
    writer: tokio::sync::Mutex<Option<JoinHandle<()>>>,
    changes: broadcast::Sender<Change>,
    part_rows: AtomicUsize,
    judges: SharedJudges,
    /// When the store was opened; `hands_at` counts from here.
    opened: Instant,
    /// Messages before this one are not in the search index yet; 0 when it is whole.
    index_floor: AtomicI64,
    /// When the owner's last job was queued, in milliseconds since `opened`, plus one; 0 for never.
    hands_at: AtomicU64,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("file", &self.inner.file).finish_non_exhaustive()
    }
}

impl Inner {
    fn since_opened_ms(&self) -> u64 {
        u64::try_from(self.opened.elapsed().as_millis()).unwrap_or(u64::MAX - 1)
    }
}

/// A cache has given its pages back to the C library, which would keep them. Nobody waits for this.
fn give_back() {
    drop(tokio::task::spawn_blocking(pult_heap::give_back));
}

impl Drop for Inner {
    /// The last clone is gone: the writer finishes what is queued and ends.
    fn drop(&mut self) {
        self.lanes.close();
    }
}

impl Store {
    /// Opens the database, creating or migrating it first.
    ///
    /// # Errors
    /// [`StoreError::Newer`] (the file is untouched), [`StoreError::Corrupt`], or what the disk says.
    pub async fn open(file: &Path, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        Self::open_with(file, clock, MIGRATIONS).await
    }

    /// Opens with other schema steps than the program's own: for the tests of the steps themselves.
    pub(crate) async fn open_with(file: &Path, clock: Arc<dyn Clock>, migrations: &[Migration]) -> Result<Self, StoreError> {
        let (found, now) = (migrate::inspect(file, migrations).await?, clock.now());
        let newest = migrations.last().map_or(0, |last| last.version);
        let from = match found {
            Found::Nothing => 0,
            Found::Version(version) => version,
        };
        if from > 0 && from < newest {
            migrate::back_up(file, newest).await?;
        }
        if found == Found::Nothing {
            begin_private(file);
        }
        let mut conn = options(file, WRITER_CACHE_KIB)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES.to_string())
            .connect()
            .await?;
        if let Err(error) = migrate::migrate(&mut conn, from, migrations).await {
            let _ = conn.close().await;
            return Err(error);
        }
        let store = Self::start(file, clock, conn).await?;
        if let Err(error) = store.made_ready(newest).await {
            // Whoever mends a damaged file next must not find it open.
            store.close().await;
            return Err(error);
        }
        migrate::forget_backups(file, now.plus_ms(-migrate::KEPT_MS));
        Ok(store)
    }

    /// Finishes what an earlier start left, and brings the search indexes up to date.
    async fn made_ready(&self, schema: i64) -> Result<(), StoreError> {
        accounts::finish_removals(self).await?;
        // The tests of the schema's steps stop at earlier ones.
        if schema >= search::index::SCHEMA {
            search::rebuild::bring_up_to_date(self).await?;
        }
        if schema >= search::notes::SCHEMA {
            search::notes::bring_up_to_date(self).await?;
            traces::go_on(self).await?;
        }
        Ok(())
    }

    async fn start(file: &Path, clock: Arc<dyn Clock>, conn: SqliteConnection) -> Result<Self, StoreError> {
        let readers = Readers::open(options(file, READER_CACHE_KIB).read_only(true)).await?;
        let lanes = Arc::new(Lanes::default());
        let (changes, _) = broadcast::channel(CHANGES_KEPT);
        let judges = SharedJudges::default();
        let checkpoints = checkpoint::Checkpoints::start(options(file, checkpoint::CACHE_KIB).connect().await?);
        let writer = tokio::spawn(writer::run(conn, checkpoints, Arc::clone(&lanes), clock, changes.clone(), Arc::clone(&judges)));
        let inner = Inner {
            file: file.to_owned(),
            readers,
            lanes,
            writer: tokio::sync::Mutex::new(Some(writer)),
            changes,
            part_rows: AtomicUsize::new(crate::feed::FIRST_PART_ROWS),
            judges,
            opened: Instant::now(),
            index_floor: AtomicI64::new(0),
            hands_at: AtomicU64::new(0),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// One [`Change`] for each committed transaction that changed something.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.inner.changes.subscribe()
    }

    /// Finishes what is queued, checkpoints and closes. Later calls fail with [`StoreError::Closed`].
    pub async fn close(&self) {
        self.inner.lanes.close();
        self.inner.readers.close().await;
        let writer = self.inner.writer.lock().await.take();
        if let Some(writer) = writer {
            // The task ends by itself; a panic in it has nothing left to tell.
            let _ = writer.await;
        }
    }

    /// The database file.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.inner.file
    }

    /// Tidies up when a back-fill has ended: one `VACUUM` and fresh statistics, behind everything
    /// else. Whatever arrives meanwhile interrupts it, and it starts again when the writer is free.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn after_back_fill(&self) -> Result<(), StoreError> {
        self.tidied().await.map(drop)
    }

    /// The same; whether it came to its end, so that the file holds nothing but what is stored.
    pub(crate) async fn tidied(&self) -> Result<bool, StoreError> {
        let (done, told) = oneshot::channel();
        self.inner.lanes.push(Lane::BackFill, lanes::Job::Tidy(done))?;
        told.await.map_err(|_| StoreError::Closed)?
    }

    /// A connection to ask with.
    pub(crate) async fn reader(&self) -> Result<Reader, StoreError> {
        self.inner.readers.take().await
    }

    pub(crate) fn keep_judges(&self, changed: impl FnOnce(&Judges) -> Judges) {
        let mut judges = self.inner.judges.write().unwrap_or_else(PoisonError::into_inner);
        *judges = Arc::new(changed(&judges));
    }

    pub(crate) fn judges(&self) -> Arc<Judges> {
        Arc::clone(&self.inner.judges.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn index_floor(&self) -> i64 {
        self.inner.index_floor.load(Ordering::Relaxed)
    }

    pub(crate) fn index_floor_is(&self, floor: i64) {
        self.inner.index_floor.store(floor, Ordering::Relaxed);
    }

    /// How far back messages are in the search index, while it is being built.
    pub(crate) fn indexed_back_to(&self) -> Option<AtMs> {
        Some(self.index_floor()).filter(|floor| *floor > 0).map(|floor| AtMs(floor / MESSAGE_IDS_PER_MS))
    }

    /// A hold on the store that does not keep it.
    pub(crate) fn downgrade(&self) -> WeakStore {
        WeakStore(Arc::downgrade(&self.inner))
    }

    pub(crate) fn part_rows(&self) -> &AtomicUsize {
        &self.inner.part_rows
    }

    /// Whether the owner did something a moment ago and may do more: then history is written in
    /// short parts, so that a reply does not wait behind a long one.
    pub(crate) fn owner_is_at_work(&self) -> bool {
        let at = self.inner.hands_at.load(Ordering::Relaxed);
        at > 0 && self.inner.since_opened_ms().saturating_sub(at) < AT_WORK_MS
    }

    /// Runs one transaction on the writer. Its change is published, and its value returned, only
    /// after the commit.
    pub(crate) async fn write<T, F>(&self, lane: Lane, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        self.queue(lane, &Chain::default(), work)?.await.map_err(|_| StoreError::Closed)?
    }

    /// Queues a transaction now and lets the caller wait for it later. It does not run when one before it
    /// in its chain has failed.
    pub(crate) fn queue<T, F>(&self, lane: Lane, chain: &Chain, work: F) -> Result<oneshot::Receiver<Result<T, StoreError>>, StoreError>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        if matches!(lane, Lane::Send | Lane::Owner) {
            self.inner.hands_at.store(self.inner.since_opened_ms() + 1, Ordering::Relaxed);
        }
        let (reply, told) = oneshot::channel();
        self.inner.lanes.push(lane, lanes::Job::Write(Box::new(lanes::Typed::new(work, reply, chain.clone()))))?;
        Ok(told)
    }
}

/// A store, as long as somebody else has it.
pub(crate) struct WeakStore(Weak<Inner>);

impl WeakStore {
    /// The store, if anybody still has it.
    pub(crate) fn upgrade(&self) -> Option<Store> {
        self.0.upgrade().map(|inner| Store { inner })
    }
}

/// Begins the file of a new database, readable by its owner alone whatever its folder is; SQLite gives its log the same
/// mode. Where that cannot be, opening the database says why.
fn begin_private(file: &Path) {
    use std::os::unix::fs::OpenOptionsExt as _;
    let _ = std::fs::OpenOptions::new().append(true).create_new(true).mode(0o600).open(file);
}

fn options(file: &Path, cache_kib: i64) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(true)
        .busy_timeout(Duration::from_millis(BUSY_MS))
        .statement_cache_capacity(256)
        .pragma("cache_size", format!("-{cache_kib}"))
        .row_buffer_size(ROWS_AHEAD)
        .pragma("temp_store", "MEMORY")
        .pragma("trusted_schema", "OFF")
        // Statements carry no values, but a log of every one helps nobody.
        .disable_statement_logging()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::SystemClock;
    use std::sync::Mutex;

    /// How the writing connection is set while it works for a lane: 2 is `FULL`, 1 is `NORMAL`
    /// (sqlite.org/pragma.html#pragma_synchronous).
    async fn synchronous(tx: &mut Tx) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut tx.conn).await?)
    }

    #[tokio::test]
    async fn a_new_database_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        // Under a strict mask every file is: the look is taken by a process that has none.
        const UNMASKED: &str = "PULT_TEST_UNMASKED";
        if std::env::var_os(UNMASKED).is_none() {
            let again = "umask 0 && exec \"$0\" --exact pool::tests::a_new_database_is_its_owners_alone";
            let mut shell = std::process::Command::new("sh");
            let ran = shell.args(["-c", again]).arg(std::env::current_exe().unwrap()).env(UNMASKED, "1").output().unwrap();
            let said = String::from_utf8_lossy(&ran.stdout);
            assert!(ran.status.success() && said.contains("1 passed"), "{said}");
            return;
        }
        let dir = tempfile::tempdir().unwrap();
        std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let store = Store::open(&dir.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
        for name in ["pult.db", "pult.db-wal"] {
            let mode = std::fs::metadata(dir.path().join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{name}");
        }
        store.close().await;
    }

    #[tokio::test]
    async fn a_reply_goes_before_everything_that_waits_and_history_after_it() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
        let (begins, begun) = oneshot::channel();
        let (release, released) = oneshot::channel::<()>();
        let holding = store.queue(Lane::BackFill, &Chain::default(), move |_| {
            Box::pin(async move {
                let _ = begins.send(());
                let _ = released.await;
                Ok(())
            })
        });
        begun.await.unwrap();
        let ran = Arc::new(Mutex::new(Vec::new()));
        let mut waiting = Vec::new();
        for (n, lane) in [Lane::BackFill, Lane::Live, Lane::Owner, Lane::Send].repeat(2).into_iter().enumerate() {
            let ran = Arc::clone(&ran);
            let job = store.queue(lane, &Chain::default(), move |tx| {
                Box::pin(async move {
                    let synchronous = synchronous(tx).await?;
                    ran.lock().unwrap().push((lane, n, synchronous));
                    Ok(())
                })
            });
            waiting.push(job.unwrap());
        }
        assert!(ran.lock().unwrap().is_empty(), "a job is not interrupted");
        release.send(()).unwrap();
        holding.unwrap().await.unwrap().unwrap();
        for job in waiting {
            job.await.unwrap().unwrap();
        }
        let order = [
            (Lane::Send, 3, 2),
            (Lane::Send, 7, 2),
            (Lane::Owner, 2, 2),
            (Lane::Owner, 6, 2),
            (Lane::Live, 1, 2),
            (Lane::Live, 5, 2),
            (Lane::BackFill, 0, 1),
            (Lane::BackFill, 4, 1),
        ];
        assert_eq!(*ran.lock().unwrap(), order, "lane, turn within it, durability");
    }

    #[tokio::test]
    async fn what_only_we_have_is_written_in_full_whatever_was_written_before_it() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
        let asked = async |lane| store.write(lane, |tx| Box::pin(synchronous(tx))).await.unwrap();
        for lane in [Lane::Send, Lane::Owner, Lane::Live] {
            assert_eq!((asked(Lane::BackFill).await, asked(lane).await, asked(lane).await), (1, 2, 2), "{lane:?}");
            let failed = store.write(Lane::BackFill, |_| Box::pin(async { Err::<(), _>(StoreError::Busy) })).await;
            assert!(failed.is_err());
            assert_eq!(asked(lane).await, 2, "{lane:?} behind history that could not be stored");
        }
    }

    #[tokio::test]
    async fn what_interrupts_the_tidying_up_is_done_by_the_rules_of_that_moment() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
        let (begins, begun) = oneshot::channel();
        let (release, released) = oneshot::channel::<()>();
        let holding = store.queue(Lane::BackFill, &Chain::default(), move |tx| {
            Box::pin(async move {
                // So many rows that the copy of them is seen to be interrupted.
                let many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
                    INSERT INTO fact (key, value) SELECT 'row ' || i, i FROM n";
                sqlx::query(many).execute(&mut tx.conn).await?;
                let _ = begins.send(());
                let _ = released.await;
                Ok(())
            })
        });
        begun.await.unwrap();
        let (tidied, _told) = oneshot::channel();
        store.inner.lanes.push(Lane::BackFill, lanes::Job::Tidy(tidied)).unwrap();
        let judged = store.queue(Lane::BackFill, &Chain::default(), |tx| {
            let judges = Arc::clone(&tx.judges);
            Box::pin(async move { Ok(judges) })
        });
        // The owner changes them while the program tidies up, or waits to.
        store.keep_judges(|before| before.with_policies(Vec::new()));
        release.send(()).unwrap();
        holding.unwrap().await.unwrap().unwrap();
        let judged = judged.unwrap().await.unwrap().unwrap();
        assert!(Arc::ptr_eq(&judged, &store.judges()), "not by those of the transaction before");
    }

    #[tokio::test]
    async fn only_work_on_chats_shortens_the_parts_of_history() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
        store.outbox_found_at_start().await.unwrap();
        store.imports_found_at_start().await.unwrap();
        store.setting_set("theme", "dark").await.unwrap();
        assert!(!store.owner_is_at_work(), "a start and a setting are no sign of a reply");
        store.write(Lane::Owner, |_| Box::pin(async { Ok(()) })).await.unwrap();
        assert!(store.owner_is_at_work());
    }

    #[tokio::test]
    async fn a_transaction_behind_a_failed_one_of_its_chain_does_not_run() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
        let chain = Chain::default();
        let first = store.queue(Lane::BackFill, &chain, |tx| {
            Box::pin(async move {
                sqlx::query("INSERT INTO fact (key, value) VALUES ('chained', 1)").execute(&mut tx.conn).await?;
                Err::<(), _>(StoreError::Busy)
            })
        });
        let second = store.queue(Lane::BackFill, &chain, |tx| {
            Box::pin(async move {
                sqlx::query("INSERT INTO fact (key, value) VALUES ('chained', 2)").execute(&mut tx.conn).await?;
                Ok(())
            })
        });
        assert!(first.unwrap().await.unwrap().is_err());
        assert!(second.unwrap().await.unwrap().is_err(), "the first took it along");
        let stored: Option<i64> =
            sqlx::query_scalar("SELECT value FROM fact WHERE key = 'chained'").fetch_optional(&mut *store.reader().await.unwrap()).await.unwrap();
        assert_eq!(stored, None);
        let alone = store.write(Lane::BackFill, |_| Box::pin(async { Ok(()) })).await;
        assert!(alone.is_ok(), "others are not touched by it");
    }
}
