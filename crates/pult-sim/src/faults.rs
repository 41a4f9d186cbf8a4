//! What goes wrong, and when: a queue of faults per method, and a seeded random mode.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::dice::Dice;
use crate::endpoint::Endpoint;

/// One thing that goes wrong with one request. On a method it does not concern (say
/// `EmptyChatList` on events) it does nothing.
///
/// "Events" are Wildberries' feed; on the marketplaces without a feed the same faults strike the
/// list of chats and the history of a chat: lists are doubled, turned round (`ReorderAcrossPages`
/// turns a page by half) and spoilt, and cursors are those of their pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// Events: every event of the page twice, and the last ones of the page before again.
    DuplicateEvents,
    /// Events: the page newest first.
    ReorderEvents,
    /// Events: the page also holds newer events ahead of their turn; where nothing newer exists,
    /// only the newest event comes, and the cursor stays before the older ones. Nothing is lost
    /// for a client that asks again.
    ReorderAcrossPages,
    /// Chats: an empty list.
    EmptyChatList,
    /// Any: 429, not processed.
    TooManyRequests {
        /// What the answer says about the wait.
        headers: RetryHeaders,
    },
    /// Any: this status with a JSON problem body, not processed.
    Status {
        /// The status.
        status: u16,
    },
    /// Any: this status with a page of HTML, not processed.
    HtmlStatus {
        /// The status.
        status: u16,
    },
    /// Any: 503 with `Retry-After`, not processed.
    Unavailable {
        /// Seconds to wait.
        retry_after_s: u64,
    },
    /// Any: processed, and the JSON ends in the middle (the HTTP is whole).
    CutJson,
    /// Any: processed, and the answer has no body.
    EmptyBody,
    /// Any: processed, and the right body goes under `text/plain`.
    WrongContentType,
    /// Any: 200 with a page of HTML instead of the answer, not processed.
    HtmlPage,
    /// Events: an event of a kind nobody knows enters the feed, and stays in it.
    UnknownEventKind,
    /// Any JSON answer: fields nobody knows, at every level.
    UnknownFields,
    /// Events: what the documents do not call required is left out.
    MissingFields,
    /// Lists: `null` where an empty list is meant.
    NullLists,
    /// Events: one entry without ids and with a word for a time stands in the middle of the page.
    BrokenEvent,
    /// Events: `addTimestamp` and `nmID` as strings of digits.
    NumbersAsStrings,
    /// Any: processed, then a pause before the first byte of the answer.
    SlowAnswer {
        /// The pause, in milliseconds.
        ms: u64,
    },
    /// Any: processed, head and half of the body at once, the rest after a pause.
    SlowBody {
        /// The pause, in milliseconds.
        ms: u64,
    },
    /// Any: the connection is reset, nothing was processed.
    ResetBefore,
    /// Any: processed, then the connection is reset without an answer.
    ResetAfter,
    /// Any: processed, then reset in the middle of the body.
    ResetMidBody,
    /// Message: delivered, and the connection dies without an answer.
    AcceptThenDrop,
    /// Message: delivered, and the answer is this status.
    AcceptThen5xx {
        /// The status.
        status: u16,
    },
    /// Message: the connection dies now, the message is delivered later all the same.
    AcceptLate {
        /// How much later, in milliseconds.
        ms: i64,
    },
    /// Message: the chat's signature was changed a moment before; refused as documented.
    RejectSignature,
    /// Message: accepted with the old signature; the answer brings a new one in `sign`.
    NewSignature,
    /// Message: delivered and answered, yet the seller's own feed shows it only later.
    EchoLate {
        /// How much later, in milliseconds.
        ms: i64,
    },
    /// Message: 200, and `errors` says that a file was not taken.
    FileErrors,
    /// Any: the connection dies and the port is closed for a while.
    RefuseConnections {
        /// For how long, in milliseconds.
        ms: u64,
    },
    /// Events: a message whose text holds half a surrogate pair enters the feed, and stays in it.
    LoneSurrogate,
    /// Events: a message with a NUL in its text enters the feed, and stays in it.
    NulInText,
    /// Events: a page of so many events, whatever the usual size is.
    HugePage {
        /// Events.
        events: usize,
    },
    /// Any JSON answer: so many megabytes of padding before the answer.
    HugeBody {
        /// Megabytes.
        mb: usize,
    },
    /// Events: the right page, and `next` as it was asked.
    RepeatCursor,
    /// Events: the right page, and `next` an hour before what was asked.
    BackwardsCursor,
    /// Events: the right page, and `next` is `null`.
    NullCursor,
    /// Chats and histories by page tokens: the token is refused as unknown, 400.
    LostCursor,
}

/// How a 429 speaks of the wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryHeaders {
    /// As documented: `X-Ratelimit-Retry`, `-Limit`, `-Reset`; seconds until the next request.
    Documented(u64),
    /// `Retry-After` in seconds.
    Seconds(u64),
    /// `Retry-After` as a date so many seconds ahead.
    Date(i64),
    /// `Retry-After` and `X-Ratelimit-Retry` that are no numbers.
    Garbage,
    /// `X-Ratelimit-Retry` of a thousand million seconds.
    Absurd,
    /// Nothing.
    None,
}

/// Random faults at a rate, from a seed. Only such faults are drawn as leave a careful client a way
/// to be right: nothing is delivered after the feed could have shown it missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chaos {
    /// Of a thousand requests, how many go wrong.
    pub permille: u64,
    /// The seed of the choice.
    pub seed: u64,
}

#[derive(Clone, Debug)]
struct Entry {
    id: u64,
    faults: Vec<Fault>,
    left: Option<u32>,
}

#[derive(Debug, Default)]
struct Script {
    queues: HashMap<Endpoint, VecDeque<Entry>>,
    made: u64,
    chaos: Option<(u64, Dice)>,
}

/// The script of faults; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Script>>);

impl Faults {
    /// The next request for events goes wrong this way.
    pub fn events(&self, fault: Fault) -> Scripted {
        self.on(Endpoint::Events, fault)
    }

    /// The next reply sent goes wrong this way.
    pub fn message(&self, fault: Fault) -> Scripted {
        self.on(Endpoint::Message, fault)
    }

    /// The next request for the chat list goes wrong this way.
    pub fn chats(&self, fault: Fault) -> Scripted {
        self.on(Endpoint::Chats, fault)
    }

    /// The next file sent by itself goes wrong this way.
    pub fn file(&self, fault: Fault) -> Scripted {
        self.on(Endpoint::File, fault)
    }

    /// The next download goes wrong this way.
    pub fn download(&self, fault: Fault) -> Scripted {
        self.on(Endpoint::Download, fault)
    }

    /// The next request of that method goes wrong this way, after those queued before it.
    pub fn on(&self, endpoint: Endpoint, fault: Fault) -> Scripted {
        self.change(|script| {
            script.made += 1;
            let id = script.made;
            script.queues.entry(endpoint).or_default().push_back(Entry { id, faults: vec![fault], left: Some(1) });
            Scripted { faults: self.clone(), endpoint, id }
        })
    }

    /// From now on faults come by chance.
    pub fn chaos(&self, chaos: Chaos) {
        self.change(|script| script.chaos = Some((chaos.permille, Dice::new(chaos.seed))));
    }

    /// No fault any more, neither scripted nor by chance.
    pub fn clear(&self) {
        self.change(|script| {
            script.queues.clear();
            script.chaos = None;
        });
    }

    /// How many requests of that method are still to go wrong by the script; `None` means all.
    #[must_use]
    pub fn left(&self, endpoint: Endpoint) -> Option<u32> {
        self.change(|script| script.queues.get(&endpoint).into_iter().flatten().map(|entry| entry.left).sum())
    }

    /// What goes wrong with this request.
    pub(crate) fn take(&self, endpoint: Endpoint) -> Vec<Fault> {
        self.change(|script| {
            let queue = script.queues.entry(endpoint).or_default();
            if let Some(front) = queue.front_mut() {
                let faults = front.faults.clone();
                if let Some(left) = front.left.as_mut() {
                    *left = left.saturating_sub(1);
                    if *left == 0 {
                        queue.pop_front();
                    }
                }
                return faults;
            }
            let Some((permille, dice)) = script.chaos.as_mut() else { return Vec::new() };
            if dice.chance(*permille) { dice.pick(&by_chance(endpoint)).cloned().into_iter().collect() } else { Vec::new() }
        })
    }

    fn change<R>(&self, f: impl FnOnce(&mut Script) -> R) -> R {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A fault in the queue, to say how often it strikes: once unless told otherwise.
#[derive(Debug)]
pub struct Scripted {
    faults: Faults,
    endpoint: Endpoint,
    id: u64,
}

impl Scripted {
    /// It strikes so many requests.
    pub fn times(self, n: u32) -> Self {
        self.entry(|entry| entry.left = Some(n.max(1)));
        self
    }

    /// It strikes every request until the script is cleared.
    pub fn always(self) -> Self {
        self.entry(|entry| entry.left = None);
        self
    }

    /// Another fault strikes the same requests.
    pub fn with(self, fault: Fault) -> Self {
        self.entry(|entry| entry.faults.push(fault));
        self
    }

    fn entry(&self, f: impl FnOnce(&mut Entry)) {
        self.faults.change(|script| {
            if let Some(entry) = script.queues.entry(self.endpoint).or_default().iter_mut().find(|entry| entry.id == self.id) {
                f(entry);
            }
        });
    }
}

fn by_chance(endpoint: Endpoint) -> Vec<Fault> {
    use Fault as F;
    let mut list = vec![
        F::TooManyRequests { headers: RetryHeaders::Documented(1) },
        F::TooManyRequests { headers: RetryHeaders::None },
        F::Status { status: 500 },
        F::HtmlStatus { status: 502 },
        F::Unavailable { retry_after_s: 1 },
        F::ResetBefore,
        F::ResetAfter,
        F::ResetMidBody,
        F::SlowAnswer { ms: 40 },
        F::SlowBody { ms: 40 },
        F::CutJson,
        F::EmptyBody,
        F::UnknownFields,
    ];
    match endpoint {
        Endpoint::Events => list.extend([
            F::DuplicateEvents,
            F::ReorderEvents,
            F::MissingFields,
            F::NullLists,
            F::RepeatCursor,
            F::BackwardsCursor,
            F::HtmlPage,
            F::UnknownEventKind,
        ]),
        Endpoint::Message | Endpoint::File => {
            list.extend([F::AcceptThenDrop, F::AcceptThen5xx { status: 502 }, F::AcceptThen5xx { status: 504 }, F::RejectSignature, F::NewSignature])
        }
        Endpoint::Chats => list.extend([F::EmptyChatList, F::NullLists, F::HtmlPage]),
        _ => {}
    }
    list
}
