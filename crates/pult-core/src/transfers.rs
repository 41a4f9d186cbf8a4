//! Work that takes a while and is watched: exports and imports, each a run with a number.
//!
//! As a replay of the past (`what_if`) a run lives in memory, is told of by a change some times a
//! second, and is asked for by its number; unlike one it writes, so nothing but its own end or the
//! owner stops it.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// The window is told so often at most: several times a second is smooth enough for a bar.
pub(crate) const TELL_EVERY: Duration = Duration::from_millis(200);
/// Runs that are remembered beside those under way; whoever started one asks within moments of its end.
const KEPT: usize = 32;

/// The runs of one kind, newest last.
pub(crate) struct Runs<V> {
    last: AtomicU32,
    kept: Mutex<VecDeque<Arc<Run<V>>>>,
}

/// One run: how it stands, and the way to stop it.
pub(crate) struct Run<V> {
    number: u32,
    /// Ends it at its next step.
    pub(crate) stop: CancellationToken,
    view: Mutex<V>,
}

impl<V> Default for Runs<V> {
    fn default() -> Self {
        Self { last: AtomicU32::new(0), kept: Mutex::default() }
    }
}

impl<V: Clone> Runs<V> {
    /// Begins a run; what it shows first is made of its number.
    pub(crate) fn begin(&self, stop: CancellationToken, first: impl FnOnce(u32) -> V) -> Arc<Run<V>> {
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let run = Arc::new(Run { number, stop, view: Mutex::new(first(number)) });
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever works at a run holds it: one under way can be watched and stopped, however many were begun since.
        if kept.len() >= KEPT
            && let Some(ended) = kept.iter().position(|run| Arc::strong_count(run) == 1)
        {
            kept.remove(ended);
        }
        kept.push_back(Arc::clone(&run));
        run
    }

    /// The run of that number, while it is remembered.
    pub(crate) fn find(&self, number: u32) -> Option<Arc<Run<V>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|run| run.number == number).cloned()
    }
}

impl<V: Clone> Run<V> {
    /// How it stands.
    pub(crate) fn view(&self) -> V {
        self.view.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes how it stands.
    pub(crate) fn change(&self, change: impl FnOnce(&mut V)) {
        change(&mut self.view.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_under_way_is_not_forgotten() {
        let runs = Runs::default();
        let begin = || runs.begin(CancellationToken::new(), |number| number);
        let long = begin();
        let numbers: Vec<u32> = (0..KEPT + 1).map(|_| begin().view()).collect();
        assert!(runs.find(long.view()).is_some());
        assert!(runs.find(numbers[0]).is_none() && runs.find(numbers[KEPT]).is_some(), "ended ones make room");
    }
}
