//! The reading connections.
//!
//! sqlx's own pool lost: it asks every connection that comes back whether it is alive, in a task of its
//! own, so that the next question finds nobody idle and opens, or wakes, another connection: its questions
//! go round all of them, each with a thread and a cache of pages that is cold (measured 2026-11: to open a
//! chat took 0.46 ms at the median with it and takes 0.35 without). A connection to a file does not die on
//! the way. Here the one that came back last goes out first.
//!
//! One that has not been asked for a while gives its pages back: at a million messages a busy hour leaves 16 MB in each. It
//! stays open, with its statements; the next question finds the pages with the system.

use crate::StoreError;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Most connections at once. The window asks for three things at once; more would only cost memory.
const MOST: u32 = 3;
/// A connection that nobody has asked for so long gives its pages back; and so often that is looked for. Longer than a person reads
/// before going on.
const RESTED: Duration = Duration::from_secs(30);

/// A connection that nobody asks.
struct Idle {
    conn: SqliteConnection,
    since: Instant,
    /// Whether it may hold pages.
    warm: bool,
}

/// All of them: those that are out hold a permit each, the others lie here.
pub(super) struct Readers {
    options: SqliteConnectOptions,
    idle: Mutex<Vec<Idle>>,
    free: Arc<Semaphore>,
}

impl Readers {
    /// Opens the first; the others when they are needed.
    pub(super) async fn open(options: SqliteConnectOptions) -> Result<Arc<Self>, StoreError> {
        let first = Idle { conn: options.connect().await?, since: Instant::now(), warm: true };
        let all = Arc::new(Self { options, idle: Mutex::new(vec![first]), free: Arc::new(Semaphore::new(MOST as usize)) });
        tokio::spawn(cool_down(Arc::downgrade(&all), RESTED));
        Ok(all)
    }

    /// Lets those that have rested so long give their pages back, and puts each where it lay. One at a time, and each takes one of the
    /// permits meanwhile: a question that comes takes another connection, or opens one, and waits only where all others are out.
    /// Whether any did.
    async fn cool(&self, rested: Duration) -> bool {
        let mut any = false;
        while let Ok(permit) = self.free.try_acquire() {
            let Some((place, mut resting)) = self.take_resting(rested) else { break };
            any = true;
            if let Err(error) = sqlx::query("PRAGMA shrink_memory").execute(&mut resting.conn).await {
                tracing::warn!(%error, "a reader keeps its pages");
            }
            resting.warm = false;
            let mut idle = self.at_home();
            let place = place.min(idle.len());
            idle.insert(place, resting);
            drop(idle);
            drop(permit);
        }
        any
    }

    /// Takes out one that has rested so long and may hold pages, and tells where it lay.
    fn take_resting(&self, rested: Duration) -> Option<(usize, Idle)> {
        let mut idle = self.at_home();
        let place = idle.iter().position(|each| each.warm && each.since.elapsed() >= rested)?;
        Some((place, idle.remove(place)))
    }

    /// One of them, as soon as one is free.
    pub(super) async fn take(self: &Arc<Self>) -> Result<Reader, StoreError> {
        let permit = Arc::clone(&self.free).acquire_owned().await.map_err(|_| StoreError::Closed)?;
        let idle = self.at_home().pop();
        let conn = match idle {
            Some(idle) => idle.conn,
            None => self.options.connect().await?,
        };
        Ok(Reader { conn: Some(conn), home: Arc::clone(self), _permit: permit })
    }

    /// Waits for those that are out, and closes all.
    pub(super) async fn close(&self) {
        // Fails where another call has closed them already.
        let all = self.free.acquire_many(MOST).await;
        self.free.close();
        drop(all);
        let idle = std::mem::take(&mut *self.at_home());
        for each in idle {
            if let Err(error) = each.conn.close().await {
                tracing::warn!(%error, "closing the database");
            }
        }
    }

    fn at_home(&self) -> std::sync::MutexGuard<'_, Vec<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looks for those that rest, as long as there are any.
async fn cool_down(all: Weak<Readers>, rested: Duration) {
    loop {
        tokio::time::sleep(rested).await;
        let Some(all) = all.upgrade().filter(|all| !all.free.is_closed()) else { return };
        if all.cool(rested).await {
            super::give_back();
        }
    }
}

/// A reading connection that goes back when it is dropped. A question that was given up in the middle
/// ends by itself before the next one: the connection's thread takes them in their order.
pub(crate) struct Reader {
    conn: Option<SqliteConnection>,
    home: Arc<Readers>,
    /// Given back after the connection lies among the idle ones.
    _permit: OwnedSemaphorePermit,
}

impl Deref for Reader {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        #[allow(clippy::expect_used, reason = "taken out only when it is dropped")]
        self.conn.as_ref().expect("a reader has its connection")
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        #[allow(clippy::expect_used, reason = "taken out only when it is dropped")]
        self.conn.as_mut().expect("a reader has its connection")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            self.home.at_home().push(Idle { conn, since: Instant::now(), warm: true });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn readers(dir: &tempfile::TempDir) -> Arc<Readers> {
        Readers::open(SqliteConnectOptions::new().filename(dir.path().join("some.db")).create_if_missing(true)).await.unwrap()
    }

    /// A number that only this connection knows.
    async fn mark(reader: &mut Reader, number: i64) {
        sqlx::query(sqlx::AssertSqlSafe(format!("PRAGMA cache_size = {number}"))).execute(&mut **reader).await.unwrap();
    }

    async fn marked(reader: &mut Reader) -> i64 {
        sqlx::query_scalar("PRAGMA cache_size").fetch_one(&mut **reader).await.unwrap()
    }

    /// Two that have been asked, of which the one marked with 111 came back last.
    async fn two_are_back(readers: &Arc<Readers>) {
        let (mut one, mut two) = (readers.take().await.unwrap(), readers.take().await.unwrap());
        mark(&mut one, 111).await;
        mark(&mut two, 222).await;
        drop(two);
        drop(one);
    }

    #[tokio::test]
    async fn the_one_that_came_back_last_goes_out_first() {
        let dir = tempfile::tempdir().unwrap();
        let readers = readers(&dir).await;
        two_are_back(&readers).await;
        for _ in 0..3 {
            assert_eq!(marked(&mut readers.take().await.unwrap()).await, 111);
        }
    }

    #[tokio::test]
    async fn who_has_rested_gives_its_pages_back_and_keeps_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let readers = readers(&dir).await;
        two_are_back(&readers).await;
        let warm = || readers.at_home().iter().map(|each| each.warm).collect::<Vec<_>>();
        readers.cool(Duration::from_secs(3600)).await;
        assert_eq!(warm(), [true, true], "asked a moment ago");
        readers.cool(Duration::ZERO).await;
        assert_eq!(warm(), [false, false]);
        let mut again = readers.take().await.unwrap();
        assert_eq!(marked(&mut again).await, 111, "the last one is still the first, and as it was set");
        drop(again);
        assert_eq!(warm(), [false, true], "asked again");
    }

    #[tokio::test]
    async fn a_fourth_waits_for_one_to_come_back() {
        let dir = tempfile::tempdir().unwrap();
        let readers = readers(&dir).await;
        let mut out = Vec::new();
        for _ in 0..MOST {
            out.push(readers.take().await.unwrap());
        }
        assert!(tokio::time::timeout(Duration::from_millis(50), readers.take()).await.is_err(), "all are out");
        out.pop();
        assert!(tokio::time::timeout(Duration::from_secs(5), readers.take()).await.is_ok());
    }

    #[tokio::test]
    async fn a_question_that_was_given_up_leaves_its_connection_usable() {
        let dir = tempfile::tempdir().unwrap();
        let readers = readers(&dir).await;
        let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
        {
            use futures_util::StreamExt as _;
            let mut reader = readers.take().await.unwrap();
            let mut rows = sqlx::query_scalar::<_, i64>(endless).fetch(&mut *reader);
            assert_eq!(rows.next().await.unwrap().unwrap(), 1);
        }
        let mut again = readers.take().await.unwrap();
        let answer = tokio::time::timeout(Duration::from_secs(5), marked(&mut again)).await;
        assert!(answer.is_ok(), "the endless question ended when nobody heard it");
    }

    #[tokio::test]
    async fn a_snapshot_that_was_given_up_does_not_stay_in_the_past() {
        let dir = tempfile::tempdir().unwrap();
        let readers = readers(&dir).await;
        let mut writer = readers.take().await.unwrap();
        sqlx::query("PRAGMA journal_mode = WAL").execute(&mut *writer).await.unwrap();
        sqlx::query("CREATE TABLE t (n INTEGER)").execute(&mut *writer).await.unwrap();
        let count = "SELECT count(*) FROM t";
        let mut reader = readers.take().await.unwrap();
        {
            let mut snapshot = reader.begin().await.unwrap();
            assert_eq!(sqlx::query_scalar::<_, i64>(count).fetch_one(&mut *snapshot).await.unwrap(), 0);
        }
        drop(reader);
        sqlx::query("INSERT INTO t VALUES (1)").execute(&mut *writer).await.unwrap();
        assert_eq!(sqlx::query_scalar::<_, i64>(count).fetch_one(&mut *readers.take().await.unwrap()).await.unwrap(), 1);
    }

    #[tokio::test]
    async fn closing_waits_for_those_that_are_out_and_then_nobody_gets_one() {
        let dir = tempfile::tempdir().unwrap();
        let readers = readers(&dir).await;
        let out = readers.take().await.unwrap();
        let closing = tokio::spawn({
            let readers = Arc::clone(&readers);
            async move { readers.close().await }
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(!closing.is_finished());
        drop(out);
        closing.await.unwrap();
        assert!(matches!(readers.take().await, Err(StoreError::Closed)));
        readers.close().await;
    }
}
