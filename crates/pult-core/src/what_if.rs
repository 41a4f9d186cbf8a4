//! The past under other hours, rules or response times, for the owner to look at before deciding.
//!
//! One task reads the past in slices, a few threads judge them, and nothing is stored. Threads of
//! their own rather than the async workers: judging 100,000 chats takes seconds of a core, and a
//! toast must not wait for it. The slices go out in turn over channels of one place, so that memory
//! holds a handful of them however long the past is.
//!
//! How far a replay is, the window learns as of everything else: a change of [`Tag::WhatIf`], some
//! times a second. A poll lost: it would ask on after the end, or not learn of it for a moment.

use crate::api::dto::{ApiError, WhatIfRef, WhatIfStart, WhatIfState, WhatIfView};
use crate::core::Core;
use pult_domain::metrics::closings;
use pult_domain::sla::{Answering, History, Simulated, Simulation, SlaPolicy};
use pult_domain::{AccountId, AtMs, Change, DAY_MS, ErrorCode, Reader, Tag};
use pult_store::{ChatPast, PastQuery};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// Days looked back when nothing is said (issue of the simulator: the last 90 days), and at most.
const DAYS: (u32, u32) = (90, 366);
/// Windows whose replays are remembered; the program has one, a browser over the server a few.
const WINDOWS: usize = 8;
/// The window is told so often at most: several times a second is smooth enough for a bar.
const TELL_EVERY: Duration = Duration::from_millis(200);
/// Threads that judge at most: the reader of the past feeds no more.
const MOST_THREADS: usize = 4;
/// A shop may answer up to ten times slower than it did, in hundredths.
const MOST_PERCENT: u32 = 1_000;
/// Up to so many chats messages are read for their meaning, as in the queue; beyond, words alone
/// decide and the window says so. Measured on one core with chats of five messages
/// (`examples/what_if_speed.rs`): 100,000 chats by words take 3.1 s, 40,000 by meaning 5.4 s.
const MOST_READ: u32 = 25_000;
/// Longest time to answer that may be tried, in minutes: a year, as in the rules.
const MOST_MINUTES: u32 = 366 * 24 * 60;

/// The replays, one for each window, newest last.
#[derive(Default)]
pub(crate) struct Replays {
    runs: Mutex<Vec<Arc<Replay>>>,
    last: AtomicU32,
}

struct Replay {
    run: u32,
    window: String,
    stop: CancellationToken,
    since: AtMs,
    until: AtMs,
    shops_apart: u32,
    /// Chats judged and to be judged.
    taken: AtomicU32,
    in_all: AtomicU32,
    /// There are too many chats for their messages to be read for what they mean.
    words_only: AtomicBool,
    end: Mutex<Option<End>>,
}

enum End {
    Done(Box<Simulated>),
    Cancelled,
    Failed(ErrorCode),
}

/// What is tried on which shop.
struct Trial {
    /// The policies before and after, of the shops that follow the common one or of the one shop asked for.
    tried: (SlaPolicy, SlaPolicy),
    /// Shops with rules of their own, which stay.
    apart: Vec<(AccountId, SlaPolicy)>,
    answering: Answering,
    query: PastQuery,
    until: AtMs,
    /// Who reads the messages, as it does for the queue.
    reader: Option<Arc<dyn Reader>>,
}

/// The simulations of one thread: that of the shops tried, and of each shop apart.
struct Simulations {
    tried: Simulation,
    apart: HashMap<AccountId, Simulation>,
}

impl Replays {
    fn all(&self) -> MutexGuard<'_, Vec<Arc<Replay>>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, run: u32) -> Option<Arc<Replay>> {
        self.all().iter().find(|replay| replay.run == run).cloned()
    }

    /// Takes a new replay in; the earlier one of its window ends.
    fn enter(&self, replay: &Arc<Replay>) {
        let mut runs = self.all();
        runs.retain(|other| {
            let stays = other.window != replay.window;
            if !stays {
                other.finish(End::Cancelled);
            }
            stays
        });
        if runs.len() >= WINDOWS {
            runs.remove(0).finish(End::Cancelled);
        }
        runs.push(Arc::clone(replay));
    }
}

impl Replay {
    /// The first end holds: what was cancelled stays so, however far it had come.
    fn finish(&self, end: End) {
        self.end.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(end);
        self.stop.cancel();
    }

    fn view(&self) -> WhatIfView {
        let end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        let (state, result, problem) = match end.as_ref() {
            None => (WhatIfState::Running, None, None),
            Some(End::Done(result)) => (WhatIfState::Done, Some((**result).clone()), None),
            Some(End::Cancelled) => (WhatIfState::Cancelled, None, None),
            Some(End::Failed(code)) => (WhatIfState::Failed, None, Some(*code)),
        };
        WhatIfView {
            run: self.run,
            state,
            chats: self.taken.load(Ordering::Relaxed),
            chats_in_all: self.in_all.load(Ordering::Relaxed),
            since_ms: self.since,
            until_ms: self.until,
            shops_apart: self.shops_apart,
            words_only: self.words_only.load(Ordering::Relaxed),
            result,
            problem,
        }
    }
}

impl Core {
    /// Begins a replay; the answer comes before it has read anything.
    pub(crate) async fn what_if_begin(self: &Arc<Self>, request: WhatIfStart) -> Result<WhatIfView, ApiError> {
        usable(&request)?;
        if let Some(account) = request.account {
            self.account_row(account).await?;
        }
        let days = request.days.unwrap_or(DAYS.0);
        let until = self.clock.now();
        let since = until.plus_ms(-i64::from(days) * DAY_MS);
        let apart = self.shops_apart(request.account).await?;
        let before = self.policy(request.account).await?.policy;
        let replay = Arc::new(Replay {
            run: self.replays.last.fetch_add(1, Ordering::Relaxed) + 1,
            window: request.window,
            stop: self.stop.child_token(),
            since,
            until,
            shops_apart: u32::try_from(apart.len()).unwrap_or(u32::MAX),
            taken: AtomicU32::new(0),
            in_all: AtomicU32::new(0),
            words_only: AtomicBool::new(false),
            end: Mutex::new(None),
        });
        self.replays.enter(&replay);
        let query = PastQuery { since, account: request.account, texts: true };
        let trial = Trial { tried: (before, request.policy), apart, answering: request.answering, query, until, reader: self.listening.reader() };
        self.tasks.spawn(self.clone().replay(Arc::clone(&replay), trial));
        Ok(replay.view())
    }

    /// How a replay stands; nothing when it is not remembered.
    pub(crate) fn what_if_seen(&self, request: &WhatIfRef) -> Option<WhatIfView> {
        self.replays.find(request.run).map(|replay| replay.view())
    }

    /// Ends a replay. What is over stays as it is.
    pub(crate) fn what_if_end(&self, request: &WhatIfRef) {
        if let Some(replay) = self.replays.find(request.run) {
            replay.finish(End::Cancelled);
            self.note_replay();
        }
    }

    fn note_replay(&self) {
        let mut change = Change::default();
        change.tag(Tag::WhatIf);
        self.note(change);
    }

    /// Shops that keep their own rules when those of all shops are tried.
    async fn shops_apart(&self, asked: Option<AccountId>) -> Result<Vec<(AccountId, SlaPolicy)>, ApiError> {
        let mut apart = Vec::new();
        if asked.is_none() {
            for row in self.store.accounts().await? {
                let view = self.policy(Some(row.id)).await?;
                if view.own {
                    apart.push((row.id, view.policy));
                }
            }
        }
        Ok(apart)
    }

    async fn replay(self: Arc<Self>, replay: Arc<Replay>, trial: Trial) {
        let begun = Instant::now();
        let end = match replay.stop.run_until_cancelled(self.walk(&replay, trial)).await {
            None => End::Cancelled,
            Some(Ok(result)) => End::Done(Box::new(result)),
            Some(Err(error)) => {
                tracing::warn!(code = %error.code, "The past could not be replayed");
                End::Failed(error.code)
            }
        };
        replay.finish(end);
        let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(chats = replay.taken.load(Ordering::Relaxed), ms, "A replay of the past has ended");
        self.note_replay();
    }

    async fn walk(&self, replay: &Arc<Replay>, mut trial: Trial) -> Result<Simulated, ApiError> {
        let mut past = self.store.past(trial.query);
        let in_all = u32::try_from(past.total().await?).unwrap_or(u32::MAX);
        replay.in_all.store(in_all, Ordering::Relaxed);
        trial.reader = trial.reader.filter(|_| in_all <= MOST_READ);
        replay.words_only.store(trial.reader.is_none(), Ordering::Relaxed);
        self.note_replay();
        let lost = |_| ApiError::new(ErrorCode::Internal, "A thread of the replay has ended early");
        // Making rules ready takes tens of milliseconds: once, and not on an async worker.
        let ready = tokio::task::spawn_blocking(move || trial.ready()).await.map_err(lost)??;
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        let mut judges = Vec::new();
        for _ in 0..threads {
            let (slices, given) = mpsc::channel(1);
            let (simulations, replay) = (ready.beside(), Arc::clone(replay));
            let judged = tokio::task::spawn_blocking(move || simulations.judge(given, &replay.stop, &replay.taken));
            judges.push((slices, judged));
        }
        let mut told = Instant::now();
        let mut turn = (0..threads).cycle();
        while let Some(slice) = past.next().await? {
            let judge = turn.next().and_then(|n| judges.get(n));
            // A judge that has ended early tells so below.
            if let Some((slices, _)) = judge {
                let _ = slices.send(slice).await;
            }
            if told.elapsed() >= TELL_EVERY {
                told = Instant::now();
                self.note_replay();
            }
        }
        let mut result = Simulated::default();
        let (slices, judged): (Vec<_>, Vec<_>) = judges.into_iter().unzip();
        drop(slices);
        for judged in judged {
            result = result.plus(&judged.await.map_err(lost)?);
        }
        Ok(result)
    }
}

impl Trial {
    fn ready(self) -> Result<Simulations, ApiError> {
        let since = self.query.since;
        let simulation = |before: &SlaPolicy, after: &SlaPolicy| {
            let simulation = Simulation::new(before, after, self.answering, self.until).map_err(|_| unusable())?;
            Ok::<_, ApiError>(simulation.since(since).heard_by(self.reader.clone()))
        };
        let tried = simulation(&self.tried.0, &self.tried.1)?;
        let apart = self.apart.iter().map(|(account, own)| Ok((*account, simulation(own, own)?))).collect::<Result<_, ApiError>>()?;
        Ok(Simulations { tried, apart })
    }
}

impl Simulations {
    fn beside(&self) -> Self {
        Self { tried: self.tried.beside(), apart: self.apart.iter().map(|(account, simulation)| (*account, simulation.beside())).collect() }
    }

    /// Takes slices until there are no more, or until it shall stop: then within one chat.
    fn judge(mut self, mut slices: mpsc::Receiver<Vec<ChatPast>>, stop: &CancellationToken, taken: &AtomicU32) -> Simulated {
        while let Some(slice) = slices.blocking_recv() {
            for chat in slice {
                if stop.is_cancelled() {
                    return self.result();
                }
                let history = with_closings(chat);
                let own = history.account.and_then(|account| self.apart.get_mut(&account));
                own.unwrap_or(&mut self.tried).take(&history);
                taken.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.result()
    }

    fn result(&self) -> Simulated {
        self.apart.values().fold(self.tried.result(), |sum, own| sum.plus(&own.result()))
    }
}

/// The chat's past with the moments at which the owner set it aside, those that the figures know of too.
fn with_closings(chat: ChatPast) -> History {
    let mut closed: Vec<AtMs> = closings(&chat.moves, chat.done_at).into_iter().map(|(at, _)| at).collect();
    closed.sort_unstable();
    closed.dedup();
    History { closed, ..chat.history }
}

fn unusable() -> ApiError {
    ApiError::new(ErrorCode::InvalidRequest, "The zone or the hours cannot be used")
}

fn usable(request: &WhatIfStart) -> Result<(), ApiError> {
    let refuse = |why: &str| Err(ApiError::new(ErrorCode::InvalidRequest, why));
    if request.policy.calendar.ready().is_err() {
        return Err(unusable());
    }
    if let Some(fault) = request.policy.rules.problems().into_iter().next() {
        return Err(ApiError::new(ErrorCode::InvalidRequest, format!("A rule cannot be used: {:?}", fault.problem)));
    }
    if request.days.is_some_and(|days| days == 0 || days > DAYS.1) {
        return refuse("The past is looked at over 1 to 366 days");
    }
    match request.answering {
        Answering::Percent { percent } if percent > MOST_PERCENT => refuse("At most ten times as slow"),
        Answering::AtMost { minutes } if minutes > MOST_MINUTES => refuse("At most a year"),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[path = "what_if/tests.rs"]
mod tests;
