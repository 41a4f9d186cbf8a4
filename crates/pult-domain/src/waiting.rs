//! Who waits for whom, and until when.
//!
//! The clock starts at the first unanswered message of the buyer and stops at our next reply that
//! is `Sent` (design 5). What a message asks for is decided once, when it is stored
//! ([`crate::sla::Judge`]); here only the order of messages matters: the highest level among the
//! unanswered ones, the earliest of their deadlines. Without rules every message is normal: 24 hours.

use crate::sla::clock::ESCALATE_BEFORE_MS;
use crate::{AtMs, Author, Priority, Queue};

/// Time to answer a normal chat, in milliseconds: 24 hours (design 5).
pub const NORMAL_MS: i64 = 24 * 60 * 60 * 1000;

/// The part of a chat that the clock needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Whose turn it is.
    pub queue: Queue,
    /// How soon.
    pub priority: Priority,
    /// The first unanswered message of the buyer.
    pub since: Option<AtMs>,
    /// Until when we must answer.
    pub deadline: Option<AtMs>,
    /// The owner closed the chat looking at messages up to this moment.
    pub done_at: Option<AtMs>,
    /// Messages of the buyer up to this moment are answered.
    pub answered_at: Option<AtMs>,
}

impl Default for Waiting {
    fn default() -> Self {
        Self { queue: Queue::InProgress, priority: Priority::Normal, since: None, deadline: None, done_at: None, answered_at: None }
    }
}

/// One message as the clock sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Who wrote.
    pub author: Author,
    /// When.
    pub at: AtMs,
}

/// What one message of the buyer asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// How soon.
    pub priority: Priority,
    /// Until when.
    pub at: AtMs,
}

impl Due {
    /// Without rules: normal, 24 hours.
    #[must_use]
    pub fn plain(message_at: AtMs) -> Self {
        Self { priority: Priority::Normal, at: message_at.plus_ms(NORMAL_MS) }
    }
}

/// Which of a chat's clocks runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockKind {
    /// We have never answered in this chat.
    First,
    /// We have, and the buyer wrote again.
    Next,
}

impl Waiting {
    /// As [`Self::after_judged`], without rules.
    #[must_use]
    pub fn after(self, message: Moment) -> Self {
        self.after_judged(message, Due::plain(message.at))
    }

    /// The state after one more message, in whatever order messages arrive: a late old message of
    /// the buyer that was answered since opens nothing, a late old reply answers nothing newer.
    /// Only messages of the buyer ask for anything; `due` of others is not looked at.
    #[must_use]
    pub fn after_judged(mut self, message: Moment, due: Due) -> Self {
        match message.author {
            Author::Seller | Author::Assistant => {
                self.answered_at = self.answered_at.max(Some(message.at));
                // Everything asked before this reply is answered; a question after it stays open.
                if self.since.is_some_and(|since| since <= message.at) {
                    self.stop();
                }
            }
            Author::Customer => {
                let seen = self.answered_at.max(self.done_at);
                if seen.is_none_or(|seen| message.at > seen) {
                    self.priority = if self.since.is_some() { self.priority.max(due.priority) } else { due.priority };
                    self.queue = Queue::Waiting;
                    self.since = Some(self.since.map_or(message.at, |since| since.min(message.at)));
                    self.deadline = Some(self.deadline.map_or(due.at, |deadline| deadline.min(due.at)));
                }
            }
            Author::System => {}
        }
        self
    }

    /// The whole state from all messages of a chat, for the checker and for odd orders: a reply
    /// between two questions that arrived late.
    #[must_use]
    pub fn recount(done_at: Option<AtMs>, messages: impl IntoIterator<Item = Moment>) -> Self {
        Self::recount_judged(done_at, messages.into_iter().map(|message| (message, Due::plain(message.at))))
    }

    /// The same with what each message asks for.
    #[must_use]
    pub fn recount_judged(done_at: Option<AtMs>, messages: impl IntoIterator<Item = (Moment, Due)>) -> Self {
        let mut moments: Vec<(Moment, Due)> = messages.into_iter().collect();
        moments.sort_by_key(|(m, _)| (m.at, m.author != Author::Customer));
        // A buyer who wrote after the chat was closed opened it, whoever answered then.
        let reopened = moments.iter().any(|(m, _)| m.author == Author::Customer && Some(m.at) > done_at);
        let start = Self { done_at, ..Self::default() };
        let end = moments.into_iter().fold(start, |state, (message, due)| state.after_judged(message, due));
        if end.since.is_none() && done_at.is_some() && !reopened { Self { queue: Queue::Done, ..end } } else { end }
    }

    /// The owner closes the chat: nothing that was written until now waits any more.
    #[must_use]
    pub fn closed(mut self, now: AtMs) -> Self {
        self.stop();
        self.queue = Queue::Done;
        self.done_at = Some(now);
        self
    }

    /// The owner closed the chat before a message of the buyer of this moment was there to be seen: what he
    /// closed ends before it. What a reply has answered stays answered.
    #[must_use]
    pub fn unseen(mut self, at: AtMs) -> Self {
        if Some(at) <= self.done_at && Some(at) > self.answered_at {
            self.done_at = Some(at.plus_ms(-1));
        }
        self
    }

    /// Whether a message of this moment still waits for us: only such messages need a verdict.
    #[must_use]
    pub fn unanswered(&self, at: AtMs) -> bool {
        self.answered_at.max(self.done_at).is_none_or(|seen| at > seen)
    }

    /// What the analysis of an unanswered message adds: a level never falls, a deadline never moves
    /// back.
    #[must_use]
    pub fn lifted(mut self, due: Due) -> Self {
        if self.since.is_some() {
            self.priority = self.priority.max(due.priority);
            self.deadline = Some(self.deadline.map_or(due.at, |deadline| deadline.min(due.at)));
        }
        self
    }

    /// The state of a chat that becomes urgent because its deadline is 30 minutes away or nearer;
    /// the deadline stays. `None` when nothing changes.
    #[must_use]
    pub fn escalated(mut self, now: AtMs) -> Option<Self> {
        if self.escalates_at().is_none_or(|at| at > now) {
            return None;
        }
        self.priority = Priority::Urgent;
        Some(self)
    }

    /// When the chat becomes urgent by itself.
    #[must_use]
    pub fn escalates_at(&self) -> Option<AtMs> {
        let waits = self.queue == Queue::Waiting && self.priority < Priority::Urgent;
        self.deadline.filter(|_| waits).map(|deadline| deadline.plus_ms(-ESCALATE_BEFORE_MS))
    }

    /// The clock that runs, if one does.
    #[must_use]
    pub fn clock(&self) -> Option<ClockKind> {
        self.since.map(|_| if self.answered_at.is_none() { ClockKind::First } else { ClockKind::Next })
    }

    fn stop(&mut self) {
        self.queue = Queue::InProgress;
        self.since = None;
        self.deadline = None;
        self.priority = Priority::Normal;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(author: Author, at: i64) -> Moment {
        Moment { author, at: AtMs(at) }
    }

    #[test]
    fn the_clock_starts_at_the_first_unanswered_message() {
        let w = [said(Author::Customer, 10), said(Author::Customer, 20)].into_iter().fold(Waiting::default(), Waiting::after);
        assert_eq!((w.queue, w.since, w.deadline), (Queue::Waiting, Some(AtMs(10)), Some(AtMs(10 + NORMAL_MS))));
    }

    #[test]
    fn our_reply_stops_it_and_a_question_after_it_does_not_wait_for_the_old_one() {
        let w = [said(Author::Customer, 10), said(Author::Seller, 15)].into_iter().fold(Waiting::default(), Waiting::after);
        assert_eq!((w.queue, w.since), (Queue::InProgress, None));
        assert_eq!(w.after(said(Author::Customer, 30)).since, Some(AtMs(30)));
        assert_eq!(w.after(said(Author::Customer, 12)).since, None, "an old question that arrives late is answered already");
    }

    #[test]
    fn a_closed_chat_opens_when_the_buyer_writes_again() {
        let w = Waiting::default().after(said(Author::Customer, 10)).closed(AtMs(50));
        assert_eq!(w.queue, Queue::Done);
        assert_eq!(w.after(said(Author::Customer, 40)).queue, Queue::Done);
        assert_eq!(w.after(said(Author::Customer, 60)).queue, Queue::Waiting);
    }

    #[test]
    fn a_closing_ends_before_what_could_not_be_seen() {
        let closed = Waiting::default().after(said(Author::Customer, 10)).closed(AtMs(50));
        assert_eq!(closed.unseen(AtMs(40)).done_at, Some(AtMs(39)));
        assert_eq!(closed.unseen(AtMs(40)).after(said(Author::Customer, 40)).since, Some(AtMs(40)), "the question before it stays closed");
        assert_eq!(closed.unseen(AtMs(51)), closed, "written after it anyway");
        let answered = closed.after(said(Author::Seller, 45));
        assert_eq!(answered.unseen(AtMs(40)), answered, "whoever answered has dealt with it");
        assert_eq!(Waiting::default().unseen(AtMs(40)), Waiting::default());
    }

    #[test]
    fn a_closed_chat_that_was_opened_and_answered_is_not_closed_again_by_a_recount() {
        let later = [said(Author::Customer, 60), said(Author::Seller, 70)];
        let stepwise = later.into_iter().fold(Waiting::default().after(said(Author::Customer, 10)).closed(AtMs(50)), Waiting::after);
        let recounted = Waiting::recount(Some(AtMs(50)), [said(Author::Customer, 10)].into_iter().chain(later));
        assert_eq!(recounted, stepwise);
        assert_eq!(recounted.queue, Queue::InProgress);
    }

    proptest! {
        /// Replays and reordering lead to the state of the ordered run, as far as a chat waits.
        #[test]
        fn recount_does_not_depend_on_order(mut moments in prop::collection::vec((0_i64..50, any::<bool>()), 0..12), seed in any::<u64>()) {
            let as_moments = |list: &[(i64, bool)]| list.iter().map(|(at, buyer)| said(if *buyer { Author::Customer } else { Author::Seller }, *at)).collect::<Vec<_>>();
            let ordered = Waiting::recount(None, as_moments(&moments));
            let turn = usize::try_from(seed % 13).unwrap_or(0);
            if !moments.is_empty() { let by = turn % moments.len(); moments.rotate_left(by); }
            prop_assert_eq!(Waiting::recount(None, as_moments(&moments)), ordered);
        }
    }
}
