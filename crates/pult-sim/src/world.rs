//! Everything a running simulator shares between its server and whoever plays with it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pult_domain::{AtMs, Clock};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::dice;
use crate::endpoint::Endpoint;
use crate::faults::{Fault, Faults};
use crate::limits::Limits;
use crate::line::Lines;
use crate::market::Market;
use crate::sim::SimOptions;

/// One request as it was seen: no bodies, no tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The method of the marketplace.
    pub endpoint: Endpoint,
    /// The HTTP method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The query, if any.
    pub query: Option<String>,
    /// When it came.
    pub at: AtMs,
    /// The status answered; `None` when no answer left (yet).
    pub status: Option<u16>,
    /// What went wrong with it.
    pub faults: Vec<Fault>,
}

/// Whether the port is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    Open,
    Closed,
    Gone,
}

#[derive(Debug)]
pub(crate) struct World<M> {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) page_size: usize,
    pub(crate) enforce_limits: bool,
    pub(crate) control_token: String,
    /// The address that stands for all hosts of the marketplace.
    pub(crate) base_url: String,
    pub(crate) faults: Faults,
    pub(crate) limits: Mutex<Limits>,
    pub(crate) lines: Arc<Lines>,
    pub(crate) door: watch::Sender<Door>,
    pub(crate) seen: Mutex<Vec<Seen>>,
    /// Requests being answered at this moment.
    pub(crate) busy: AtomicUsize,
    state_file: Option<PathBuf>,
    market: Mutex<M>,
    requests: AtomicU64,
}

/// A log longer than this forgets its older half: a demo shop runs for days.
const LONGEST_LOG: usize = 200_000;

impl<M: Market> World<M> {
    pub(crate) fn new(market: M, options: SimOptions, base_url: String) -> Self {
        let SimOptions { clock, page_size, enforce_limits, state_file, .. } = options;
        let mut secret = [0_u8; 16];
        // Without randomness the token is guessable, and only guards a toy on this machine.
        let _ = getrandom::fill(&mut secret);
        let control_token = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            clock,
            page_size,
            enforce_limits,
            control_token,
            base_url,
            faults: Faults::default(),
            limits: Mutex::default(),
            lines: Arc::default(),
            door: watch::Sender::new(Door::Open),
            seen: Mutex::default(),
            busy: AtomicUsize::new(0),
            state_file,
            market: Mutex::new(market),
            requests: AtomicU64::new(0),
        }
    }

    pub(crate) fn now(&self) -> AtMs {
        self.clock.now()
    }

    /// Looks at the state, with what is due by now done.
    pub(crate) fn look<R>(&self, f: impl FnOnce(&M) -> R) -> R {
        let mut market = lock(&self.market);
        if market.catch_up(self.clock.now()) {
            self.save(&market);
        }
        f(&market)
    }

    /// Changes the state and keeps it, before anybody is told of it.
    pub(crate) fn change<R>(&self, f: impl FnOnce(&mut M, AtMs) -> R) -> R {
        let mut market = lock(&self.market);
        let now = self.clock.now();
        market.catch_up(now);
        let result = f(&mut market, now);
        self.save(&market);
        result
    }

    /// Serves from the state, which notes what was served. Kept only where a restart would show it:
    /// a shop that is asked every 30 seconds and has nothing new writes nothing.
    pub(crate) fn serve<R>(&self, f: impl FnOnce(&mut M, AtMs) -> R) -> R {
        let mut market = lock(&self.market);
        let now = self.clock.now();
        let before = market.mark();
        market.catch_up(now);
        let result = f(&mut market, now);
        if market.mark() != before {
            self.save(&market);
        }
        result
    }

    fn save(&self, market: &M) {
        let Some(path) = &self.state_file else { return };
        let fresh = path.with_extension("new");
        let written = serde_json::to_vec(market).map_err(std::io::Error::from).and_then(|bytes| {
            std::fs::write(&fresh, bytes)?;
            std::fs::rename(&fresh, path)
        });
        if let Err(error) = written {
            eprintln!("pult-sim: the state could not be written: {error}");
        }
    }

    /// A request id as the documents show them.
    pub(crate) fn request_id(&self) -> String {
        dice::hex(dice::mix(self.requests.fetch_add(1, Ordering::Relaxed)), 32)
    }

    /// Notes a request; the number is for [`Self::answered`].
    pub(crate) fn note(&self, seen: Seen) -> usize {
        let mut all = lock(&self.seen);
        if all.len() >= LONGEST_LOG {
            all.drain(..LONGEST_LOG / 2);
        }
        all.push(seen);
        all.len() - 1
    }

    pub(crate) fn answered(&self, note: usize, at: AtMs, status: u16) {
        if let Some(seen) = lock(&self.seen).get_mut(note).filter(|seen| seen.at == at) {
            seen.status = Some(status);
        }
    }

    pub(crate) fn close_door(&self) {
        self.door.send_if_modified(|door| {
            let was_open = *door == Door::Open;
            if was_open {
                *door = Door::Closed;
            }
            was_open
        });
        self.lines.cut_all();
    }

    pub(crate) fn open_door(&self) {
        self.door.send_if_modified(|door| {
            let was_closed = *door == Door::Closed;
            if was_closed {
                *door = Door::Open;
            }
            was_closed
        });
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
