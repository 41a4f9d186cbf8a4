//! The writer's queue: four lanes, the earlier always first.

use super::writer::Tx;
use crate::StoreError;
use futures_util::future::BoxFuture;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, oneshot};

/// Which queue a write waits in. Earlier lanes overtake later ones between transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// A reply being stored or moving on.
    Send,
    /// Anything else the owner did with chats. It is also the sign that a reply may follow: for a while
    /// history comes in short parts then, at half its speed. Settings and accounts give no such sign and
    /// go with the feed; nor does what is done at the start.
    Owner,
    /// What the feed brings now.
    Live,
    /// History; may be lost with its cursor in a power cut, since the feed has it still.
    BackFill,
}

/// The outcome of a job before its commit: what to do with it after.
pub(super) trait Work: Send {
    /// Does the work inside the transaction.
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), StoreError>>;
    /// Tells whoever asked, after the commit or its failure.
    fn finish(self: Box<Self>, outcome: Result<(), StoreError>);
}

/// What the writer does next.
pub(super) enum Job {
    /// One transaction.
    Write(Box<dyn Work>),
    /// `VACUUM` and statistics, outside any transaction; whether they came to their end.
    Tidy(oneshot::Sender<Result<bool, StoreError>>),
}

/// Transactions of one lane that are worth nothing without those before them: once one has failed, its
/// commit included, the later ones do not run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain(Arc<AtomicBool>);

impl Chain {
    fn broken(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    fn breaks(&self) {
        self.0.store(true, Ordering::Release);
    }
}

/// A transaction with a value for its caller.
pub(super) struct Typed<T, F> {
    work: Option<F>,
    value: Option<T>,
    reply: oneshot::Sender<Result<T, StoreError>>,
    chain: Chain,
}

impl<T, F> Typed<T, F> {
    pub(super) fn new(work: F, reply: oneshot::Sender<Result<T, StoreError>>, chain: Chain) -> Self {
        Self { work: Some(work), value: None, reply, chain }
    }
}

impl<T, F> Work for Typed<T, F>
where
    T: Send,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, StoreError>> + Send,
{
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            if self.chain.broken() {
                return Err(StoreError::Unreadable("a transaction before it failed"));
            }
            if let Some(work) = self.work.take() {
                self.value = Some(work(tx).await?);
            }
            Ok(())
        })
    }

    fn finish(self: Box<Self>, outcome: Result<(), StoreError>) {
        let Self { value, reply, chain, .. } = *self;
        if outcome.is_err() {
            chain.breaks();
        }
        // Whoever asked may have gone away; the work is done all the same.
        let _ = reply.send(outcome.and_then(|()| value.ok_or(StoreError::Closed)));
    }
}

/// The four lanes.
#[derive(Default)]
pub(super) struct Lanes {
    queued: Mutex<Queued>,
    wake: Notify,
}

#[derive(Default)]
struct Queued {
    lanes: [VecDeque<Job>; 4],
    closed: bool,
}

impl Queued {
    fn lane(&mut self, lane: Lane) -> &mut VecDeque<Job> {
        let [send, owner, live, back_fill] = &mut self.lanes;
        match lane {
            Lane::Send => send,
            Lane::Owner => owner,
            Lane::Live => live,
            Lane::BackFill => back_fill,
        }
    }
}

const ORDER: [Lane; 4] = [Lane::Send, Lane::Owner, Lane::Live, Lane::BackFill];

impl Lanes {
    fn queued(&self) -> MutexGuard<'_, Queued> {
        // A queue stays usable after a panic elsewhere: it holds no half-made state.
        self.queued.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a job at the end of its lane.
    pub(super) fn push(&self, lane: Lane, job: Job) -> Result<(), StoreError> {
        let mut queued = self.queued();
        if queued.closed {
            return Err(StoreError::Closed);
        }
        queued.lane(lane).push_back(job);
        drop(queued);
        self.wake.notify_one();
        Ok(())
    }

    /// The next job, or nothing when none is queued.
    pub(super) fn pop(&self) -> Option<(Lane, Job)> {
        let mut queued = self.queued();
        ORDER.into_iter().find_map(|lane| queued.lane(lane).pop_front().map(|job| (lane, job)))
    }

    /// Whether anything at all waits.
    pub(super) fn any(&self) -> bool {
        self.queued().lanes.iter().any(|lane| !lane.is_empty())
    }

    /// Whether the queue is closed and empty.
    pub(super) fn ended(&self) -> bool {
        let queued = self.queued();
        queued.closed && queued.lanes.iter().all(VecDeque::is_empty)
    }

    /// Whether the queue takes no more jobs.
    pub(super) fn closed(&self) -> bool {
        self.queued().closed
    }

    /// Takes no more jobs; those queued are still done.
    pub(super) fn close(&self) {
        self.queued().closed = true;
        self.wake.notify_one();
    }

    /// Waits until something was pushed or the queue closed.
    pub(super) async fn wait(&self) {
        self.wake.notified().await;
    }
}
