//! "What if": the past under other hours, rules or response times.
//!
//! The past is cut into episodes: messages of a buyer up to our reply to them. Each is judged under
//! the policy of then and under the one to be tried, and counted at the hour of its first message.
//! Replies are taken as they were, or quicker or slower by the owner's wish; a quicker reply answers
//! only what was written before it. What buyers would have written instead is not guessed. A chat
//! that the owner closed without a reply waited until then.
//!
//! What a message asks for is worked out only where it decides: a reply within the shortest time that
//! any message can be given is in time whatever was written, one after the longest is late. Reading
//! a message costs ten times as much as everything else about it.
//!
//! Chats are taken one by one, so that whoever drives it can stop, show progress and read the next
//! page of history meanwhile. Several threads count side by side with [`Simulation::beside`]; their
//! results are added.

use super::calendar::{CalendarFault, MINUTE_MS, OffHours};
use super::clock::{Judge, Letter, SlaPolicy};
use super::explain::stretched;
use super::matcher::Memory;
use super::rules::{Match, level_minutes};
use crate::reading::{Reader, Reading};
use crate::{AccountId, AtMs, Author, ChannelKind, Priority};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
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

/// Whether an arbiter of the marketplace decides in a chat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dispute {
    /// The chat is no dispute.
    #[default]
    No,
    /// He has not decided yet.
    Open,
    /// He has.
    Decided,
}

impl Dispute {
    /// Whether the messages of a wait were urgent because of it. No channel tells when an arbiter decided, but nobody can reply
    /// from then on: what was answered had been urgent until its answer, and what was not asks for what its words ask for,
    /// as in the queue.
    #[must_use]
    pub fn pressed(self, answered: bool) -> bool {
        match self {
            Self::No => false,
            Self::Open => true,
            Self::Decided => answered,
        }
    }
}

/// A chat's past, in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The chat's channel.
    pub channel: Option<ChannelKind>,
    /// The chat's shop.
    pub account: Option<AccountId>,
    /// Whether it is a dispute.
    pub dispute: Dispute,
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
    before: Side,
    after: Side,
    /// The rules are the same, and none asks for the hour: what they say is asked once.
    same_rules: bool,
    answering: Answering,
    since: AtMs,
    now: AtMs,
    ear: Ear,
    chats: u32,
    cells: [[Cell; HOURS]; DAYS],
}

/// A policy made ready, with the words it has met.
#[derive(Debug)]
struct Side {
    judge: Arc<Judge>,
    memory: Memory,
    off_hours: OffHours,
    /// The shortest and the longest time that any message can be given, in minutes.
    minutes: (u32, u32),
}

/// Longest text whose reading is remembered, in bytes: thanks and greetings come again and again,
/// long stories do not.
const REMEMBERED_BYTES: usize = 64;
/// Readings remembered: a few megabytes.
const MOST_READINGS: usize = 20_000;

/// Who reads, and what was read of short texts.
#[derive(Default)]
pub(crate) struct Ear {
    pub(crate) reader: Option<Arc<dyn Reader>>,
    short: HashMap<String, Reading>,
}

impl std::fmt::Debug for Ear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ear").field("reads", &self.reader.is_some()).finish_non_exhaustive()
    }
}

impl Ear {
    pub(crate) fn read(&mut self, text: &str) -> Option<Reading> {
        let reader = self.reader.as_ref().filter(|_| !text.trim().is_empty())?;
        if text.len() > REMEMBERED_BYTES {
            return Some(reader.read(text));
        }
        if let Some(reading) = self.short.get(text) {
            return Some(*reading);
        }
        if self.short.len() >= MOST_READINGS {
            self.short.clear();
        }
        let reading = reader.read(text);
        self.short.insert(text.to_owned(), reading);
        Some(reading)
    }
}

impl Side {
    fn new(policy: &SlaPolicy) -> Result<Self, CalendarFault> {
        // Analysis lifts to urgent at most, and what no rule takes is normal.
        let rules = || policy.rules.0.iter().filter(|rule| rule.enabled).map(|rule| rule.minutes);
        let least = rules().fold(level_minutes(Priority::Urgent), u32::min);
        let most = rules().fold(level_minutes(Priority::Normal), u32::max);
        Ok(Self { judge: Arc::new(policy.ready()?), memory: Memory::default(), off_hours: policy.off_hours, minutes: (least, most) })
    }

    fn beside(&self) -> Self {
        Self { judge: Arc::clone(&self.judge), memory: Memory::default(), ..*self }
    }

    /// Whether a message was answered late, where that does not depend on what it says.
    fn late_anyway(&self, at: AtMs, answered: AtMs) -> Option<bool> {
        let (least, most) = self.minutes;
        let after = |minutes: u32| at.plus_ms(i64::from(minutes) * MINUTE_MS);
        if answered <= after(least) {
            return Some(false);
        }
        let latest = match self.off_hours {
            OffHours::Ignore => after(most),
            OffHours::Raise => after(stretched(most)),
            OffHours::Pause => {
                let working = |minutes: u32| self.judge.hours().after(at, i64::from(minutes) * MINUTE_MS).at;
                if answered <= working(least) {
                    return Some(false);
                }
                working(most)
            }
        };
        (answered > latest).then_some(true)
    }
}

/// A message that waits, with what the rules say to it once that was asked.
struct Waits<'a> {
    said: &'a Said,
    dispute: bool,
    reading: Option<Option<Reading>>,
    before: Option<Match>,
}

impl Simulation {
    /// Prepares to try a policy in place of another. What nobody has answered is open until `now`.
    ///
    /// # Errors
    /// When a calendar cannot be used.
    pub fn new(before: &SlaPolicy, after: &SlaPolicy, answering: Answering, now: AtMs) -> Result<Self, CalendarFault> {
        let timeless = after.rules.0.iter().all(|rule| rule.hours.is_none() && rule.weekdays.is_empty());
        Ok(Self {
            before: Side::new(before)?,
            after: Side::new(after)?,
            same_rules: before.rules == after.rules && (timeless || before.calendar.zone == after.calendar.zone),
            answering,
            since: AtMs(i64::MIN),
            now,
            ear: Ear::default(),
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

    /// What messages mean joins what they say, as it does in the queue.
    #[must_use]
    pub fn heard_by(mut self, reader: Option<Arc<dyn Reader>>) -> Self {
        self.ear = Ear { reader, ..Ear::default() };
        self
    }

    /// Another of the same kind that has taken nothing, for a thread beside. Costs no compiling.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self {
            before: self.before.beside(),
            after: self.after.beside(),
            ear: Ear { reader: self.ear.reader.clone(), ..Ear::default() },
            chats: 0,
            cells: [[Cell::default(); HOURS]; DAYS],
            ..*self
        }
    }

    /// Takes the next chat.
    pub fn take(&mut self, chat: &History) {
        self.chats += 1;
        let mut closed = chat.closed.iter().copied().peekable();
        let mut open: Vec<&Said> = Vec::new();
        for said in &chat.messages {
            while let Some(at) = closed.next_if(|at| *at < said.at) {
                self.episode(chat, &open, Some(at), chat.dispute.pressed(false));
                open.clear();
            }
            match said.author {
                Author::Customer => open.push(said),
                Author::Seller | Author::Assistant => {
                    self.episode(chat, &open, Some(said.at), chat.dispute.pressed(true));
                    open.clear();
                }
                Author::System => {}
            }
        }
        self.episode(chat, &open, closed.next(), chat.dispute.pressed(false));
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

    fn episode(&mut self, chat: &History, open: &[&Said], reply: Option<AtMs>, dispute: bool) {
        let Some(first) = open.first().filter(|first| first.at >= self.since) else { return };
        let mut waits: Vec<Waits<'_>> = open.iter().map(|said| Waits { said, dispute, reading: None, before: None }).collect();
        let before = self.late(chat, &mut waits, reply.unwrap_or(self.now), Policy::Before);
        let mut rest = waits.as_mut_slice();
        let mut after = false;
        while let Some(since) = rest.first().map(|waits| waits.said.at) {
            let (answered, many) = match self.replied(since, reply) {
                Some(at) => (at, rest.iter().take_while(|waits| waits.said.at <= at).count().max(1)),
                None => (self.now, rest.len()),
            };
            let Some((these, others)) = rest.split_at_mut_checked(many) else { break };
            after |= self.late(chat, these, answered, Policy::After);
            rest = others;
        }
        let local = self.after.judge.hours().local(first.at);
        if let Some(cell) = self.cells.get_mut(local.weekday.index()).and_then(|day| day.get_mut(usize::from(local.minute / 60))) {
            cell.count(before, after);
        }
    }

    /// Whether messages that waited together were answered after the earliest of their deadlines.
    fn late(&mut self, chat: &History, waits: &mut [Waits<'_>], answered: AtMs, policy: Policy) -> bool {
        let side = if policy == Policy::Before { &self.before } else { &self.after };
        let mut open = Vec::new();
        for (n, waits) in waits.iter().enumerate() {
            match side.late_anyway(waits.said.at, answered) {
                Some(true) => return true,
                Some(false) => {}
                None => open.push(n),
            }
        }
        open.into_iter().filter_map(|n| waits.get_mut(n).map(|waits| self.due(chat, waits, policy))).any(|due| answered > due)
    }

    /// When the shop would have answered what began at a moment.
    fn replied(&self, since: AtMs, reply: Option<AtMs>) -> Option<AtMs> {
        match self.answering {
            Answering::AsItWas => reply,
            Answering::Percent { percent } => reply.map(|at| since.plus_ms(at.since_ms(since).saturating_mul(i64::from(percent)) / 100)),
            Answering::AtMost { minutes } => {
                let latest = since.plus_ms(i64::from(minutes) * MINUTE_MS);
                Some(reply.map_or(latest, |at| at.min(latest))).filter(|at| reply.is_some() || *at <= self.now)
            }
        }
    }

    fn due(&mut self, chat: &History, waits: &mut Waits<'_>, policy: Policy) -> AtMs {
        let said = waits.said;
        let reading = waits.reading.get_or_insert_with(|| self.ear.read(&said.text)).as_ref();
        let letter = Letter { channel: chat.channel, account: chat.account, dispute: waits.dispute, ..Letter::new(&said.text, said.at) };
        let letter = reading.map_or(letter, |reading| letter.heard(reading));
        if policy == Policy::Before || self.same_rules {
            let side = &mut self.before;
            let heard = waits.before.get_or_insert_with(|| side.judge.heard(&mut side.memory, &letter)).clone();
            let side = if policy == Policy::Before { &self.before } else { &self.after };
            return side.judge.due_after(heard, &letter).at;
        }
        let side = &mut self.after;
        let heard = side.judge.heard(&mut side.memory, &letter);
        side.judge.due_after(heard, &letter).at
    }
}

/// Which of the two policies is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Policy {
    Before,
    After,
}

#[cfg(test)]
#[path = "simulate/tests.rs"]
mod tests;
