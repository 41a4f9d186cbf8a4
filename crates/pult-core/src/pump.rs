//! From committed changes to one event per window: joined for a moment, numbered, never content.

use crate::api::dto::CoreChange;
use pult_domain::Change;
use tokio::sync::{broadcast, mpsc};
use tokio::time::{Duration, sleep};
use tokio_util::sync::CancellationToken;

/// How long changes are collected before they become one event (design 1: bursts of events froze
/// or crashed windows of the same toolkit).
const COLLECT: Duration = Duration::from_millis(75);

/// Events a slow listener may lag behind before it is told to ask for everything.
const EVENTS: usize = 256;

/// The outlet of changes.
#[derive(Debug)]
pub(crate) struct Pump {
    out: broadcast::Sender<CoreChange>,
    aside: mpsc::UnboundedSender<Change>,
}

impl Pump {
    /// Starts joining what the store publishes with what is [noted](Self::note) beside it.
    pub(crate) fn start(mut from_store: broadcast::Receiver<Change>, stop: CancellationToken, tasks: &tokio_util::task::TaskTracker) -> Self {
        let (out, _) = broadcast::channel(EVENTS);
        let (aside, mut noted) = mpsc::unbounded_channel::<Change>();
        let sender = out.clone();
        tasks.spawn(async move {
            let mut seq = 0_u32;
            loop {
                let mut joined = tokio::select! {
                    () = stop.cancelled() => return,
                    change = from_store.recv() => match change {
                        Ok(change) => change,
                        Err(broadcast::error::RecvError::Lagged(_)) => Change { resync: true, ..Change::default() },
                        Err(broadcast::error::RecvError::Closed) => return,
                    },
                    Some(change) = noted.recv() => change,
                };
                sleep(COLLECT).await;
                loop {
                    match from_store.try_recv() {
                        Ok(more) => joined.join(&more),
                        Err(broadcast::error::TryRecvError::Lagged(_)) => joined.resync = true,
                        Err(_) => break,
                    }
                }
                while let Ok(more) = noted.try_recv() {
                    joined.join(&more);
                }
                if joined.is_empty() {
                    continue;
                }
                seq = seq.wrapping_add(1);
                // Nobody listening is no failure: the next listener asks for everything anyway.
                let _ =
                    sender.send(CoreChange { seq: f64::from(seq), tags: joined.tags, chats: joined.chats, accounts: joined.accounts, resync: joined.resync });
            }
        });
        Self { out, aside }
    }

    /// Tells of a change that no transaction made (a round has begun, a wait was planned).
    pub(crate) fn note(&self, change: Change) {
        let _ = self.aside.send(change);
    }

    /// A new listener. One that lags must ask for everything.
    #[must_use]
    pub(crate) fn listen(&self) -> broadcast::Receiver<CoreChange> {
        self.out.subscribe()
    }
}
