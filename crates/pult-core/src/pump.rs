//! From committed changes to one event per window: joined for a moment, numbered, never content.

use crate::api::dto::CoreChange;
use pult_domain::Change;
use tokio::sync::{broadcast, mpsc};
use tokio::time::{Duration, Instant, sleep};
use tokio_util::sync::CancellationToken;

/// How long changes are collected before they become one event (design 1: bursts of events froze
/// or crashed windows of the same toolkit).
const COLLECT: Duration = Duration::from_millis(75);

/// So many events may follow each other freely: what a person does, or a message and what it brings.
const FREELY: u32 = 4;

/// Where changes never end (years of history coming in) an event comes only so often. Each makes a window ask and draw anew, and what
/// the owner does in it waits for that: with one every 75 ms the page had little time left for a click.
const STEADILY: Duration = Duration::from_millis(400);

/// Events a slow listener may lag behind before it is told to ask for everything.
const EVENTS: usize = 256;

/// The rhythm of events: free at first, steady while they never end.
struct Beat {
    /// The moment up to which events have used up the time: a steady one after the other.
    spent_until: Instant,
}

impl Beat {
    /// How long what has changed now is collected.
    fn collects(&self, now: Instant) -> Duration {
        self.spent_until.saturating_duration_since(now).saturating_sub(STEADILY * (FREELY - 1)).max(COLLECT)
    }

    /// An event goes out.
    fn goes(&mut self, now: Instant) {
        self.spent_until = self.spent_until.max(now) + STEADILY;
    }
}

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
            let mut beat = Beat { spent_until: Instant::now() };
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
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = sleep(beat.collects(Instant::now())) => {}
                }
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
                beat.goes(Instant::now());
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

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::{ChatId, Tag};

    fn change(chat: i64) -> Change {
        let mut change = Change::default();
        change.tag(Tag::Chats).chat(ChatId(chat));
        change
    }

    #[tokio::test]
    async fn changes_that_never_end_are_told_of_meanwhile_each_once_and_the_last_one_too() {
        let (store, from_store) = broadcast::channel(EVENTS);
        let began = Instant::now();
        let pump = Pump::start(from_store, CancellationToken::new(), &tokio_util::task::TaskTracker::new());
        let mut listener = pump.listen();
        let (mut told, mut last) = (Vec::new(), 0);
        let stream = async {
            // They go on until enough was told: whoever waited for their end would wait for ever.
            while told.len() < 8 {
                last += 1;
                if last % 2 == 0 {
                    pump.note(change(last));
                } else {
                    store.send(change(last)).unwrap();
                }
                sleep(Duration::from_millis(5)).await;
                while let Ok(event) = listener.try_recv() {
                    told.push(event);
                }
            }
            last += 1;
            pump.note(change(last));
            while !told.iter().any(|event| event.chats.contains(&ChatId(last))) {
                told.push(listener.recv().await.unwrap());
            }
        };
        tokio::time::timeout(Duration::from_secs(60), stream).await.expect("they are told of while they go on");
        let events = u32::try_from(told.len()).unwrap();
        assert!(began.elapsed() >= STEADILY * (events - FREELY), "{events} events in {:?}", began.elapsed());
        assert!(told.iter().map(|event| event.seq).eq((1..=events).map(f64::from)), "numbered without a gap");
        let mut chats: Vec<i64> = told.iter().flat_map(|event| &event.chats).map(|chat| chat.0).collect();
        chats.sort_unstable();
        assert_eq!(chats, (1..=last).collect::<Vec<_>>(), "each once");
        assert!(told.iter().all(|event| event.tags == [Tag::Chats] && !event.resync));
    }

    /// The moments of the events, in milliseconds, when something changes at each of these.
    fn events(changes: impl IntoIterator<Item = u64>) -> Vec<u64> {
        let start = Instant::now();
        let mut beat = Beat { spent_until: start };
        let mut events: Vec<u64> = Vec::new();
        for at in changes {
            // What comes while an event is collected is part of it.
            if events.last().is_some_and(|event| at < *event) {
                continue;
            }
            let event = start + Duration::from_millis(at) + beat.collects(start + Duration::from_millis(at));
            beat.goes(event);
            events.push(u64::try_from(event.duration_since(start).as_millis()).unwrap());
        }
        events
    }

    #[test]
    fn what_a_person_does_is_told_at_once() {
        assert_eq!(events([0, 200, 300, 400]), [75, 275, 375, 475]);
        assert_eq!(events((0..20).map(|act| act * 450)), (0..20).map(|act| act * 450 + 75).collect::<Vec<_>>());
    }

    #[test]
    fn of_changes_that_never_end_is_told_steadily_and_the_last_one_within_the_beat() {
        let told = events((0..10_000).step_by(10));
        assert!(told.len() < 30, "{told:?}");
        assert!(told.windows(2).all(|pair| pair[1] - pair[0] <= 410), "{told:?}");
        assert!(told.last().is_some_and(|last| *last >= 9_990), "{told:?}");
    }

    #[test]
    fn after_a_rest_it_is_free_again() {
        let told = events((0..5_000).step_by(10).chain([7_000, 7_100, 7_200]));
        assert_eq!(told[told.len() - 3..], [7_075, 7_175, 7_275]);
    }
}
