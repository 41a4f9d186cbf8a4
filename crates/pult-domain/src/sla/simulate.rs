//! "What if": the past under other hours, rules or response times.
//!
//! The past is cut into episodes: messages of a buyer up to our reply to them. Each is judged under
//! the policy of then and under the one to be tried, and counted at the hour of its first message.
//! Replies are taken as they were, or quicker or slower by the owner's wish; a quicker reply answers
//! only what was written before it. What buyers would have written instead is not guessed. A chat
//! that the owner closed without a reply waited until then.
//!
//! Chats are taken one by one, so that whoever drives it can stop, show progress and read the next
//! page of history meanwhile. Several threads count side by side with [`Simulation::beside`]; their
//! results are added.

use super::calendar::CalendarFault;
use super::clock::{Judge, Letter, SlaPolicy, Urgency};
use super::matcher::Memory;
use super::rules::Match;
use crate::waiting::{Due, Moment, Waiting};
use crate::{AccountId, AtMs, Author, ChannelKind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How quickly the shop would answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Answering {
    /// As it did.
    #[default]
    AsItWas,
    /// In so many hundredths of the time it took.
    Percent {
        /// 100 is as it was, 50 twice as quick.
        percent: u32,
    },
    /// Never later than so many minutes, also where no reply came.
    AtMost {
        /// The minutes.
        minutes: u32,
    },
}

/// A message of a chat's past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who.
    pub author: Author,
    /// When.
    pub at: AtMs,
    /// What; only the buyer's words are looked at.
    pub text: String,
}

/// A chat's past, in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The chat's channel.
    pub channel: Option<ChannelKind>,
    /// The chat's shop.
    pub account: Option<AccountId>,
    /// When the owner set it aside, having seen what was written up to then; in the order of time.
    pub closed: Vec<AtMs>,
    /// Its messages.
    pub messages: Vec<Said>,
}

/// Counts of one hour of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Cell {
    /// Episodes that began in it.
    pub episodes: u32,
    /// Of those, breached as it was.
    pub breached_before: u32,
    /// Of those, breached as it would be.
    pub breached_after: u32,
    /// Breached as it was, and no longer.
    pub avoided: u32,
    /// Kept as it was, and no longer.
    pub added: u32,
}

impl Cell {
    fn count(&mut self, before: bool, after: bool) {
        self.episodes += 1;
        self.breached_before += u32::from(before);
        self.breached_after += u32::from(after);
        self.avoided += u32::from(before && !after);
        self.added += u32::from(!before && after);
    }

    fn plus(self, other: Self) -> Self {
        Self {
            episodes: self.episodes + other.episodes,
            breached_before: self.breached_before + other.breached_before,
            breached_after: self.breached_after + other.breached_after,
            avoided: self.avoided + other.avoided,
            added: self.added + other.added,
        }
    }
}

/// The result so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Simulated {
    /// Chats taken.
    pub chats: u32,
    /// Everything together.
    pub total: Cell,
    /// By weekday (Monday first) and hour of the first message, on the clock of the policy tried.
    pub hours: Vec<Vec<Cell>>,
}

impl Default for Simulated {
    fn default() -> Self {
        Self { chats: 0, total: Cell::default(), hours: vec![vec![Cell::default(); HOURS]; DAYS] }
    }
}

impl Simulated {
    /// Both together: of other chats, or of a shop with other rules.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        self.chats += other.chats;
        self.total = self.total.plus(other.total);
        for (mine, theirs) in self.hours.iter_mut().flatten().zip(other.hours.iter().flatten()) {
            *mine = mine.plus(*theirs);
        }
        self
    }
}

const DAYS: usize = 7;
const HOURS: usize = 24;

/// A simulation under way.
#[derive(Debug)]
pub struct Simulation {
    before: Arc<Judge>,
    after: Arc<Judge>,
    /// The rules are the same, and none asks for the hour: what they say is asked once.
    same_rules: bool,
    answering: Answering,
    since: AtMs,
    now: AtMs,
    memories: (Memory, Memory),
    chats: u32,
    cells: [[Cell; HOURS]; DAYS],
}

impl Simulation {
    /// Prepares to try a policy in place of another. What nobody has answered is open until `now`.
    ///
    /// # Errors
    /// When a calendar cannot be used.
    pub fn new(before: &SlaPolicy, after: &SlaPolicy, answering: Answering, now: AtMs) -> Result<Self, CalendarFault> {
        let timeless = after.rules.0.iter().all(|rule| rule.hours.is_none() && rule.weekdays.is_empty());
        Ok(Self {
            before: Arc::new(before.ready()?),
            after: Arc::new(after.ready()?),
            same_rules: before.rules == after.rules && (timeless || before.calendar.zone == after.calendar.zone),
            answering,
            since: AtMs(i64::MIN),
            now,
            memories: (Memory::default(), Memory::default()),
            chats: 0,
            cells: [[Cell::default(); HOURS]; DAYS],
        })
    }

    /// Counts only episodes that began at this moment or later.
    #[must_use]
    pub fn since(mut self, at: AtMs) -> Self {
        self.since = at;
        self
    }

    /// Another of the same kind that has taken nothing, for a thread beside. Costs no compiling.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self {
            before: Arc::clone(&self.before),
            after: Arc::clone(&self.after),
            same_rules: self.same_rules,
            answering: self.answering,
            since: self.since,
            now: self.now,
            memories: (Memory::default(), Memory::default()),
            chats: 0,
            cells: [[Cell::default(); HOURS]; DAYS],
        }
    }

    /// Takes the next chat.
    pub fn take(&mut self, chat: &History) {
        self.chats += 1;
        let mut closed = chat.closed.iter().copied().peekable();
        let mut open: Vec<&Said> = Vec::new();
        for said in &chat.messages {
            while let Some(at) = closed.next_if(|at| *at < said.at) {
                self.episode(chat, &open, Some(at));
                open.clear();
            }
            match said.author {
                Author::Customer => open.push(said),
                Author::Seller | Author::Assistant => {
                    self.episode(chat, &open, Some(said.at));
                    open.clear();
                }
                Author::System => {}
            }
        }
        self.episode(chat, &open, closed.next());
    }

    /// Takes up to so many chats; `false` when there are no more.
    pub fn step<'a>(&mut self, chats: &mut impl Iterator<Item = &'a History>, most: usize) -> bool {
        let mut taken = 0;
        for chat in chats.by_ref().take(most) {
            self.take(chat);
            taken += 1;
        }
        taken == most
    }

    /// The result so far.
    #[must_use]
    pub fn result(&self) -> Simulated {
        let total = self.cells.iter().flatten().fold(Cell::default(), |sum, cell| sum.plus(*cell));
        Simulated { chats: self.chats, total, hours: self.cells.iter().map(|day| day.to_vec()).collect() }
    }

    fn episode(&mut self, chat: &History, open: &[&Said], reply: Option<AtMs>) {
        let Some(first) = open.first().filter(|first| first.at >= self.since) else { return };
        let dues: Vec<(AtMs, Due, Due)> = open.iter().map(|said| self.dues(chat, said)).collect();
        let deadline = earliest(dues.iter().map(|(at, due, _)| (*at, *due)));
        let before = reply.unwrap_or(self.now) > deadline;
        let mut rest = dues.as_slice();
        let mut after = false;
        while let Some((since, ..)) = rest.first() {
            let (replied, answered) = match self.replied(*since, reply) {
                Some(at) => (at, rest.iter().take_while(|(said, ..)| *said <= at).count().max(1)),
                None => (self.now, rest.len()),
            };
            let (these, others) = rest.split_at_checked(answered).unwrap_or((rest, &[]));
            after |= replied > earliest(these.iter().map(|(at, _, due)| (*at, *due)));
            rest = others;
        }
        let local = self.after.hours().local(first.at);
        if let Some(cell) = self.cells.get_mut(local.weekday.index()).and_then(|day| day.get_mut(usize::from(local.minute / 60))) {
            cell.count(before, after);
        }
    }

    /// When the shop would have answered what began at a moment.
    fn replied(&self, since: AtMs, reply: Option<AtMs>) -> Option<AtMs> {
        match self.answering {
            Answering::AsItWas => reply,
            Answering::Percent { percent } => reply.map(|at| since.plus_ms(at.since_ms(since).saturating_mul(i64::from(percent)) / 100)),
            Answering::AtMost { minutes } => {
                let latest = since.plus_ms(i64::from(minutes) * super::calendar::MINUTE_MS);
                Some(reply.map_or(latest, |at| at.min(latest))).filter(|at| reply.is_some() || *at <= self.now)
            }
        }
    }

    fn dues(&mut self, chat: &History, said: &Said) -> (AtMs, Due, Due) {
        let letter = Letter { channel: chat.channel, account: chat.account, ..Letter::new(&said.text, said.at) };
        let heard = self.before.heard(&mut self.memories.0, &letter);
        let again: Match = if self.same_rules { heard.clone() } else { self.after.heard(&mut self.memories.1, &letter) };
        (said.at, self.before.due_after(heard, said.at, Urgency::Normal), self.after.due_after(again, said.at, Urgency::Normal))
    }
}

/// The deadline of messages that wait together, by the same fold that chats use.
fn earliest(dues: impl Iterator<Item = (AtMs, Due)>) -> AtMs {
    let customer = |at| Moment { author: Author::Customer, at };
    let end = dues.fold(Waiting::default(), |state, (at, due)| state.after_judged(customer(at), due));
    end.deadline.unwrap_or(AtMs(i64::MAX))
}

#[cfg(test)]
#[path = "simulate/tests.rs"]
mod tests;
