//! The life of a reply: a pure machine, events in, the next state out.
//!
//! The driver does the IO and stores every state **before** the step it announces. Alternatives
//! that lost: a boolean "sent" with a retry counter (cannot say "perhaps"), and an idempotency
//! key (no marketplace takes one). `Unconfirmed` is the state that makes the difference: the
//! answer was lost, so only the channel's feed or the owner may decide.

use crate::chat::words;
use crate::{AtMs, Backoff, ErrorCode, RemoteMessageId, Retry};
use serde::{Deserialize, Serialize};

words!(
    /// Where a reply stands.
    OutboxState {
        /// Stored; leaves when its time comes.
        Queued = "queued",
        /// An attempt has begun.
        Sending = "sending",
        /// The channel has it.
        Sent = "sent",
        /// The channel may have it; being checked, or waiting for the owner.
        Unconfirmed = "unconfirmed",
        /// The channel certainly has not taken it, and will not.
        Failed = "failed",
        /// Withdrawn before it left.
        Cancelled = "cancelled",
    }
);

impl OutboxState {
    /// Whether a later reply of the same chat must wait for this one.
    #[must_use]
    pub fn holds_back(self) -> bool {
        matches!(self, Self::Queued | Self::Sending | Self::Unconfirmed)
    }
}

words!(
    /// Why a planned reply waits for the owner instead of leaving.
    Hold {
        /// The buyer has written since it was planned.
        BuyerWrote = "buyer_wrote",
        /// Its time was missed by more than [`LATE_MS`]: the computer slept, or the shop was paused.
        Late = "late",
    }
);

/// Why a reply failed, could not be sent yet, or is in doubt.
pub type FailReason = ErrorCode;

/// A planned reply that is later than this is not sent without a word, in milliseconds: 2 h. A plan
/// for nine that leaves at half past ten still keeps its sense; one that leaves in the evening may
/// answer what nobody asks any more.
pub const LATE_MS: i64 = 2 * 60 * 60 * 1000;

/// Automatic attempts that a channel may turn away before the reply fails (design 3).
pub const MOST_ATTEMPTS: u32 = 5;
/// Automatic resends after a proven absence (design 3).
pub const MOST_RESENDS: u32 = 1;

/// A reply's state with its counters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbox {
    /// Where it stands.
    pub state: OutboxState,
    /// Attempts begun, raised before each.
    pub attempts: u32,
    /// Attempts in a row that were certainly not processed.
    pub turned_away: u32,
    /// Automatic resends after a proven absence.
    pub resends: u32,
    /// Not before this moment.
    pub next_at: AtMs,
    /// When the first attempt began.
    pub first_attempt_at: Option<AtMs>,
    /// When the latest attempt began.
    pub last_attempt_at: Option<AtMs>,
    /// When delivery came into doubt.
    pub unconfirmed_at: Option<AtMs>,
    /// The last reason for waiting or failing.
    pub reason: Option<FailReason>,
    /// The channel's id, once known.
    pub remote_id: Option<RemoteMessageId>,
    /// The moment the owner planned it for; none where it leaves as soon as it may.
    pub planned_at: Option<AtMs>,
    /// Why it waits for the owner although it is queued.
    pub held: Option<Hold>,
}

/// What happened to a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutboxEvent {
    /// Its turn has come: an attempt is about to begin.
    Begin,
    /// The channel took it.
    Accepted {
        /// The id the channel gave, if it gives one.
        remote_id: Option<RemoteMessageId>,
    },
    /// The channel certainly did not process it and may later.
    TurnedAway {
        /// Why.
        reason: FailReason,
        /// When to try again.
        retry: Retry,
        /// A random number from 0 to 1.
        dice: Dice,
    },
    /// The channel refused it for good.
    Refused {
        /// Why.
        reason: FailReason,
    },
    /// The request may have been processed: the answer was lost.
    AnswerLost {
        /// What was seen instead of an answer.
        reason: FailReason,
    },
    /// The program starts and finds an attempt that never ended.
    FoundAtStart,
    /// Our text came back in the feed.
    EchoFound {
        /// The channel's id of it.
        remote_id: RemoteMessageId,
    },
    /// The feed was read past the settle time and the text is not there.
    ProvenAbsent {
        /// How many attempts had begun when that was seen: of a later one it tells nothing.
        attempts: u32,
    },
    /// Nothing that was found is surely it, and something there may be: nothing is sent again but by the owner.
    MayBeThere {
        /// How many attempts had begun when that was seen.
        attempts: u32,
    },
    /// It was planned, and must not leave without the owner's word.
    Held {
        /// Why.
        why: Hold,
    },
    /// The owner plans it for another moment.
    OwnerPlans {
        /// When it shall leave.
        at: AtMs,
    },
    /// The owner changes its words before any attempt.
    OwnerEdits,
    /// The owner asks to send it (again).
    OwnerRetries,
    /// The owner has seen it at the marketplace.
    OwnerConfirms,
    /// The owner withdraws it.
    OwnerCancels,
}

/// A number from 0 to 1 as thousandths, so that events stay comparable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dice(pub u16);

/// The step is not allowed in this state; nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A reply that is {state:?} does not allow this step")]
pub struct NotAllowed {
    /// The state that refused.
    pub state: OutboxState,
}

impl Outbox {
    /// A reply just accepted from the owner, leaving at `next_at` (now plus the time to undo).
    #[must_use]
    pub fn queued(next_at: AtMs) -> Self {
        Self {
            state: OutboxState::Queued,
            attempts: 0,
            turned_away: 0,
            resends: 0,
            next_at,
            first_attempt_at: None,
            last_attempt_at: None,
            unconfirmed_at: None,
            reason: None,
            remote_id: None,
            planned_at: None,
            held: None,
        }
    }

    /// A reply that the owner planned for a moment.
    #[must_use]
    pub fn planned(at: AtMs) -> Self {
        Self { planned_at: Some(at), ..Self::queued(at) }
    }

    /// The place in the order of its chat, given when it was queued: what has begun is finished
    /// first; a plan counts from its moment on, so that it holds back nothing before.
    #[must_use]
    pub fn place(&self, queued_at: AtMs) -> (bool, AtMs) {
        (self.attempts == 0, self.planned_at.unwrap_or(queued_at))
    }

    /// Whether certainly nothing of it has arrived: every attempt, if there was one, was turned away.
    /// The owner may still change it.
    #[must_use]
    pub fn untouched(&self) -> bool {
        self.state == OutboxState::Queued && self.unconfirmed_at.is_none()
    }

    /// Whether it only waits out its time to undo: nothing was begun, and no moment was planned.
    #[must_use]
    pub fn waits_for_undo(&self) -> bool {
        self.state == OutboxState::Queued && self.attempts == 0 && self.planned_at.is_none()
    }

    /// What the turn of a due reply means. `news`: the buyer has written since it was planned, and
    /// the owner wants to be asked then.
    #[must_use]
    pub fn turn(&self, news: bool, now: AtMs) -> OutboxEvent {
        match self.planned_at.filter(|_| self.untouched()) {
            Some(_) if news => OutboxEvent::Held { why: Hold::BuyerWrote },
            Some(at) if now.since_ms(at) > LATE_MS => OutboxEvent::Held { why: Hold::Late },
            _ => OutboxEvent::Begin,
        }
    }

    /// Whether an attempt may begin: nothing planned leaves before its moment or against a hold,
    /// whatever the driver saw a moment ago.
    fn may_begin(&self, now: AtMs) -> bool {
        self.held.is_none() && self.planned_at.is_none_or(|at| at <= now)
    }

    /// The moment that is given, or the one it is planned for where that is later. A clock that was set back during an attempt has
    /// the plan before it again, and a reply that is due before it may begin would be tried without end.
    fn not_before_plan(&self, due: AtMs) -> AtMs {
        self.planned_at.map_or(due, |planned| planned.max(due))
    }

    /// The owner says: now. A plan becomes a plan for now: it leaves after what has begun and what was due before, and is not late.
    fn leave_at_once(&mut self, now: AtMs) {
        self.next_at = now;
        self.planned_at = self.planned_at.map(|_| now);
    }

    /// The state after an event.
    ///
    /// # Errors
    /// [`NotAllowed`] when the event makes no sense here; the caller keeps the old state.
    pub fn step(&self, event: OutboxEvent, now: AtMs) -> Result<Self, NotAllowed> {
        use OutboxEvent as E;
        use OutboxState as S;
        let mut next = self.clone();
        match (self.state, event) {
            (S::Queued, E::Begin) if self.may_begin(now) => {
                next.state = S::Sending;
                next.attempts = self.attempts.saturating_add(1);
                next.first_attempt_at = self.first_attempt_at.or(Some(now));
                next.last_attempt_at = Some(now);
            }
            (S::Sending, E::Accepted { remote_id }) => {
                next.state = S::Sent;
                next.remote_id = remote_id.or(next.remote_id);
                next.reason = None;
            }
            // The feed was quicker than the answer, or the answer came after all.
            (S::Sent, E::Accepted { remote_id }) => next.remote_id = next.remote_id.or(remote_id),
            (S::Sent, E::AnswerLost { .. } | E::TurnedAway { .. } | E::Refused { .. } | E::FoundAtStart) => {}
            (S::Sending, E::TurnedAway { reason, retry, dice }) => {
                next.turned_away = self.turned_away.saturating_add(1);
                next.reason = Some(reason);
                match retry.wait_ms(Backoff::SEND, next.turned_away, f64::from(dice.0) / 1000.0) {
                    // Without a network, or a server that can be trusted, nothing was asked of anybody. Who planned
                    // a reply is not there to be told: it is tried until it is late, and then asked about.
                    Some(ms) if next.turned_away < MOST_ATTEMPTS || (self.planned_at.is_some() && reason.reached_nobody()) => {
                        next.state = S::Queued;
                        next.next_at = self.not_before_plan(now.plus_ms(ms));
                    }
                    Some(_) => next.fail(ErrorCode::TooManyAttempts),
                    None => next.fail(reason),
                }
            }
            (S::Sending, E::Refused { reason }) => next.fail(reason),
            (S::Sending, E::AnswerLost { reason }) => next.doubt(reason, now),
            (S::Sending, E::FoundAtStart) => next.doubt(ErrorCode::Unconfirmed, now),
            // Sent without an id waits for its echo too: that is how the id becomes known.
            (S::Sending | S::Unconfirmed | S::Sent, E::EchoFound { remote_id }) => {
                next.state = S::Sent;
                next.remote_id = Some(remote_id);
                next.reason = None;
            }
            // Queued again after an absence that was taken for proven, and there it is after all:
            // sending it now would be the second time. Without an attempt it cannot be ours.
            (S::Queued, E::EchoFound { remote_id }) if self.attempts > 0 => {
                next.state = S::Sent;
                next.remote_id = Some(remote_id);
                next.reason = None;
            }
            (S::Unconfirmed, E::ProvenAbsent { attempts }) if attempts == self.attempts => {
                if self.resends < MOST_RESENDS {
                    next.state = S::Queued;
                    next.resends = self.resends.saturating_add(1);
                    next.next_at = self.not_before_plan(now);
                }
            }
            (S::Unconfirmed, E::MayBeThere { attempts }) if attempts == self.attempts => next.resends = next.resends.max(MOST_RESENDS),
            // Turned away each time, and yet the chat has something that may be it: neither is believed against the other.
            (S::Queued, E::MayBeThere { attempts }) if self.untouched() && attempts > 0 && attempts == self.attempts => {
                next.doubt(ErrorCode::Unconfirmed, now);
                next.resends = next.resends.max(MOST_RESENDS);
            }
            (S::Unconfirmed | S::Failed, E::OwnerRetries) => {
                next.state = S::Queued;
                next.turned_away = 0;
                next.reason = None;
                next.leave_at_once(now);
            }
            (S::Queued, E::Held { why }) if self.untouched() && self.planned_at.is_some() => next.held = Some(why),
            (S::Queued, E::OwnerPlans { at }) if self.untouched() => {
                next.planned_at = Some(at);
                next.next_at = at;
                next.held = None;
            }
            (S::Queued, E::OwnerEdits) if self.untouched() => next.held = None,
            (S::Queued, E::OwnerRetries) => {
                next.leave_at_once(now);
                next.held = None;
            }
            (S::Unconfirmed, E::OwnerConfirms) => {
                next.state = S::Sent;
                next.reason = None;
            }
            (S::Queued | S::Failed, E::OwnerCancels) => {
                next.state = S::Cancelled;
                next.held = None;
            }
            (state, _) => return Err(NotAllowed { state }),
        }
        if next.state != S::Queued {
            // Only what still waits can be held back: an echo may end the wait of a held reply too.
            next.held = None;
        }
        Ok(next)
    }

    fn fail(&mut self, reason: FailReason) {
        self.state = OutboxState::Failed;
        self.reason = Some(reason);
    }

    fn doubt(&mut self, reason: FailReason, now: AtMs) {
        self.state = OutboxState::Unconfirmed;
        self.reason = Some(reason);
        self.unconfirmed_at = Some(now);
    }
}

#[cfg(test)]
mod tests;
