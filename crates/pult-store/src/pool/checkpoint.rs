//! Moving the log into the file beside the writer.
//!
//! SQLite does it inside the commit that fills the log: 20 to 40 ms in which nobody can store a
//! reply, and an eighth of the writer's time in a back-fill (measured, 2026-11). Any connection may
//! do it while another writes, so one of its own does. Only the log's beginning waits for the
//! writer: it starts at its first page again when nothing in it is left to be moved, and with a
//! writer that never rests that is seldom. So the writer's own limit stays, eight times as high;
//! what is left to be moved by then is little.

use futures_util::future;
use sqlx::{Connection as _, SqliteConnection};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// Least time from one moving to the next, in milliseconds: pages that are written again and again
/// are moved once.
const PAUSE_MS: u64 = 200;
/// The cache of this connection, in KiB: pages go from the log to the file beside it.
pub(super) const CACHE_KIB: i64 = 64;

/// The task that moves the log.
pub(super) struct Checkpoints {
    wanted: Arc<Notify>,
    ended: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Checkpoints {
    /// Starts it with a connection of its own.
    pub(super) fn start(conn: SqliteConnection) -> Self {
        let (wanted, ended) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let task = tokio::spawn(run(conn, Arc::clone(&wanted), Arc::clone(&ended)));
        Self { wanted, ended, task }
    }

    /// Something was written.
    pub(super) fn want(&self) {
        self.wanted.notify_one();
    }

    /// Ends it and closes its connection: the writer's must be the last one, which removes the log.
    pub(super) async fn close(self) {
        self.ended.notify_one();
        // A panic in it has nothing left to tell.
        let _ = self.task.await;
    }
}

async fn run(mut conn: SqliteConnection, wanted: Arc<Notify>, ended: Arc<Notify>) {
    loop {
        let next = async {
            tokio::time::sleep(Duration::from_millis(PAUSE_MS)).await;
            wanted.notified().await;
        };
        let mut end = std::pin::pin!(ended.notified());
        if let future::Either::Right(_) = future::select(std::pin::pin!(next), end.as_mut()).await {
            break;
        }
        if let Err(error) = sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&mut conn).await {
            tracing::warn!(%error, "the log could not be moved into the database file");
        }
    }
    if let Err(error) = conn.close().await {
        tracing::warn!(%error, "closing the database");
    }
}
