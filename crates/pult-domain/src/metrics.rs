//! How the shop answers: waits, volumes, and when they come.
//!
//! A wait belongs to the period in which it began, so that every figure speaks of the same buyers
//! and a late reply cannot move a wait out of the month that kept it waiting. How it ended is told
//! as known now. Whoever waits now is counted apart, whenever the wait began.
//!
//! Chats are taken one by one, like [`crate::sla::Simulation`]; only a few numbers of each wait are
//! kept, never text.

mod length;
mod waits;

pub use length::{Length, percentile};
pub use waits::{AnsweredBy, End, Wait, closings, waits};

use crate::reading::Reader;
use crate::sla::simulate::Ear;
use crate::sla::{Dispute, Hours, Judge, Letter, Memory, Said};
use crate::{AccountId, AtMs, Author, ChannelKind, Queue};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Hours at which the groups of the histogram end; the last has no end.
pub const GROUP_HOURS: [i64; 4] = [1, 4, 8, 24];
const HOUR_MS: i64 = 60 * 60 * 1000;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first moment of it.
    pub from: AtMs,
    /// The first moment after it.
    pub to: AtMs,
    /// The present: whoever is unanswered waits until then.
    pub now: AtMs,
}

impl Period {
    /// The last days with today among them, from midnight to midnight on the shop's clock.
    #[must_use]
    pub fn last_days(days: u32, now: AtMs, hours: &Hours) -> Self {
        let today = hours.local(now).date;
        let midnight = |days: i64| {
            let date = today.checked_add(jiff::Span::new().days(days)).ok()?;
            // A day whose midnight the clocks leap over begins when they have leapt.
            Some(AtMs(date.to_zoned(hours.zone().clone()).ok()?.timestamp().as_millisecond()))
        };
        Self { from: midnight(1 - i64::from(days)).unwrap_or(AtMs(0)), to: midnight(1).unwrap_or(AtMs(i64::MAX)), now }
    }

    fn holds(&self, at: AtMs) -> bool {
        self.from <= at && at < self.to
    }
}

/// A chat's past, in the order of time.
#[derive(Clone, Copy, Debug)]
pub struct PastChat<'a> {
    /// Its shop.
    pub account: AccountId,
    /// Its channel, where known.
    pub channel: Option<ChannelKind>,
    /// Whether it is a dispute.
    pub dispute: Dispute,
    /// When its first message was sent.
    pub began_at: Option<AtMs>,
    /// The owner closed it, looking at what was written up to this moment.
    pub done_at: Option<AtMs>,
    /// Until when it must be answered now, as the queue shows it; none where nobody waits.
    pub deadline: Option<AtMs>,
    /// Where the owner put it.
    pub moves: &'a [(AtMs, Queue)],
    /// Its messages, from our last reply before the period on.
    pub messages: &'a [Said],
}

/// How many waits of a group of the histogram there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Group {
    /// Ended with a reply.
    pub answered: u32,
    /// Closed without a reply.
    pub closed: u32,
    /// Still open, by the time waited so far.
    pub open: u32,
}

/// Waits on one clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OnClock {
    /// Half of the buyers had a reply within it.
    pub median: Option<Length>,
    /// Nine of ten had.
    pub p90: Option<Length>,
    /// How many waited how long: up to 1, 4, 8, 24 hours, and longer.
    pub groups: Vec<Group>,
}

/// Replies of one kind that ended waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Answers {
    /// Whose.
    pub by: AnsweredBy,
    /// How many.
    pub count: u32,
    /// Half of these came within it, by the calendar.
    pub median: Option<Length>,
    /// The same in working time.
    pub median_working: Option<Length>,
}

/// Waits of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Waits {
    /// All.
    pub count: u32,
    /// Ended with a reply.
    pub answered: u32,
    /// Closed by the owner without a reply.
    pub closed: u32,
    /// Still open.
    pub open: u32,
    /// Of all, ended before their deadline.
    pub in_time: u32,
    /// Of all, not: an open wait past its deadline is one of these.
    pub late: u32,
    /// Of the open ones, past their deadline.
    pub open_late: u32,
    /// By the calendar.
    pub calendar: OnClock,
    /// In the shop's working time.
    pub working: OnClock,
    /// Whose replies ended them; kinds that ended none are left out.
    pub answers: Vec<Answers>,
}

/// Who waits at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OpenNow {
    /// How many buyers.
    pub count: u32,
    /// Of those, past their deadline.
    pub late: u32,
    /// Since when the longest has waited.
    pub oldest: Option<AtMs>,
    /// How long that is in working time, in milliseconds.
    #[ts(type = "number")]
    pub oldest_working_ms: i64,
}

/// What was written and done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Volume {
    /// Messages of buyers.
    pub incoming: u32,
    /// Replies of people.
    pub replies: u32,
    /// Replies of the assistant without a person's hand.
    pub assistant_replies: u32,
    /// Chats whose first message came.
    pub chats_new: u32,
    /// Chats that the owner closed.
    pub chats_done: u32,
}

/// One hour of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HourOfWeek {
    /// Messages of buyers.
    pub incoming: u32,
    /// Replies.
    pub replies: u32,
    /// Waits that began in it.
    pub waits: u32,
    /// Of those, late.
    pub late: u32,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DayVolume {
    /// The day in the shop's zone, "2026-11-20".
    pub day: String,
    /// What was written and done on it.
    pub volume: Volume,
}

/// One shop beside the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ShopMetrics {
    /// The shop.
    pub account: AccountId,
    /// What was written and done in it.
    pub volume: Volume,
    /// Its waits.
    pub waits: Waits,
}

/// All figures of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Metrics {
    /// Chats in which anything of it happened.
    pub chats: u32,
    /// The first wait of each chat.
    pub first: Waits,
    /// Every wait.
    pub every: Waits,
    /// Who waits now, whenever that began.
    pub open_now: OpenNow,
    /// What was written and done.
    pub volume: Volume,
    /// By weekday, Monday first, and hour, on the shops' clocks.
    pub hours: Vec<Vec<HourOfWeek>>,
    /// By day; days without anything are left out.
    pub days: Vec<DayVolume>,
    /// By shop.
    pub shops: Vec<ShopMetrics>,
}

/// What is kept of a wait.
#[derive(Clone, Copy, Debug)]
struct Kept {
    account: AccountId,
    first: bool,
    end: End,
    late: bool,
    calendar_ms: i64,
    working_ms: i64,
}

/// Figures being counted.
#[derive(Debug)]
pub struct Counting {
    period: Period,
    memory: Memory,
    ear: Ear,
    waits: Vec<Kept>,
    open_now: OpenNow,
    chats: u32,
    hours: [[HourOfWeek; 24]; 7],
    days: BTreeMap<Date, Volume>,
    shops: BTreeMap<AccountId, Volume>,
}

impl Counting {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(period: Period) -> Self {
        Self {
            period,
            memory: Memory::default(),
            ear: Ear::default(),
            waits: Vec::new(),
            open_now: OpenNow::default(),
            chats: 0,
            hours: [[HourOfWeek::default(); 24]; 7],
            days: BTreeMap::new(),
            shops: BTreeMap::new(),
        }
    }

    /// What messages mean joins what they say, as it does in the queue.
    #[must_use]
    pub fn heard_by(mut self, reader: Option<Arc<dyn Reader>>) -> Self {
        self.ear.reader = reader;
        self
    }

    /// Takes the next chat, with the rules and hours of its shop.
    pub fn take(&mut self, chat: &PastChat<'_>, judge: &Judge) {
        let closed = closings(chat.moves, chat.done_at);
        let mut touched = false;
        for wait in waits(chat.messages, &closed, self.period.now) {
            touched |= self.wait(chat, &wait, judge);
        }
        for said in chat.messages {
            let Some(count) = counted(said.author) else { continue };
            touched |= self.volume(chat.account, said.at, judge, count, |hour| match said.author {
                Author::Customer => hour.incoming += 1,
                _ => hour.replies += 1,
            });
        }
        if let Some(at) = chat.began_at {
            touched |= self.volume(chat.account, at, judge, |volume| volume.chats_new += 1, |_| {});
        }
        for (at, _) in closed.iter().filter(|(_, queue)| *queue == Queue::Done) {
            touched |= self.volume(chat.account, *at, judge, |volume| volume.chats_done += 1, |_| {});
        }
        self.chats += u32::from(touched);
    }

    /// The figures.
    #[must_use]
    pub fn done(self) -> Metrics {
        let volume = self.shops.values().fold(Volume::default(), |sum, volume| sum.plus(volume));
        let of = |account: AccountId| Waits::of(self.waits.iter().filter(move |wait| wait.account == account));
        Metrics {
            chats: self.chats,
            first: Waits::of(self.waits.iter().filter(|wait| wait.first)),
            every: Waits::of(self.waits.iter()),
            open_now: self.open_now,
            volume,
            hours: self.hours.iter().map(|day| day.to_vec()).collect(),
            days: self.days.iter().map(|(day, volume)| DayVolume { day: day.to_string(), volume: *volume }).collect(),
            shops: self.shops.iter().map(|(account, volume)| ShopMetrics { account: *account, volume: *volume, waits: of(*account) }).collect(),
        }
    }

    fn wait(&mut self, chat: &PastChat<'_>, wait: &Wait<'_>, judge: &Judge) -> bool {
        let inside = self.period.holds(wait.since);
        if !inside && wait.end != End::Open {
            return false;
        }
        let late = self.late(chat, wait, judge);
        let working_ms = judge.hours().between(wait.since, wait.until);
        if wait.end == End::Open {
            self.open_now.add(wait.since, late, working_ms);
        }
        if inside {
            let calendar_ms = wait.until.since_ms(wait.since);
            self.waits.push(Kept { account: chat.account, first: wait.first, end: wait.end, late, calendar_ms, working_ms });
            self.shops.entry(chat.account).or_default();
            if let Some(hour) = self.hour(wait.since, judge) {
                hour.waits += 1;
                hour.late += u32::from(late);
            }
        }
        inside
    }

    /// Whether a wait went past its deadline, the earliest one of its messages.
    fn late(&mut self, chat: &PastChat<'_>, wait: &Wait<'_>, judge: &Judge) -> bool {
        match chat.deadline.filter(|_| wait.end == End::Open) {
            Some(deadline) => wait.until > deadline,
            None => wait.asked.iter().filter(|said| said.author == Author::Customer).any(|said| self.answered_late(chat, wait, said, judge)),
        }
    }

    /// Rules and readings cost more than all the rest: they are asked only where time leaves it open.
    fn answered_late(&mut self, chat: &PastChat<'_>, wait: &Wait<'_>, said: &Said, judge: &Judge) -> bool {
        let (shortest, longest) = judge.shortest_and_longest();
        let until = wait.until;
        until.since_ms(said.at) > shortest && (until > judge.at_latest(said.at, longest) || until > self.due(chat, wait, said, judge))
    }

    /// Until when a message of a wait had to be answered.
    fn due(&mut self, chat: &PastChat<'_>, wait: &Wait<'_>, said: &Said, judge: &Judge) -> AtMs {
        let reading = self.ear.read(&said.text);
        let dispute = chat.dispute.pressed(matches!(wait.end, End::Answered(_)));
        let letter = Letter { channel: chat.channel, account: Some(chat.account), dispute, ..Letter::new(&said.text, said.at) };
        judge.due(&mut self.memory, &reading.as_ref().map_or(letter, |reading| letter.heard(reading))).at
    }

    fn volume(&mut self, account: AccountId, at: AtMs, judge: &Judge, count: impl Fn(&mut Volume), hour: impl Fn(&mut HourOfWeek)) -> bool {
        if !self.period.holds(at) {
            return false;
        }
        count(self.shops.entry(account).or_default());
        count(self.days.entry(judge.hours().local(at).date).or_default());
        if let Some(cell) = self.hour(at, judge) {
            hour(cell);
        }
        true
    }

    fn hour(&mut self, at: AtMs, judge: &Judge) -> Option<&mut HourOfWeek> {
        let local = judge.hours().local(at);
        self.hours.get_mut(local.weekday.index())?.get_mut(usize::from(local.minute / 60))
    }
}

/// What a message adds to the volume; the system's add nothing.
fn counted(author: Author) -> Option<fn(&mut Volume)> {
    match author {
        Author::Customer => Some(|volume| volume.incoming += 1),
        Author::Seller => Some(|volume| volume.replies += 1),
        Author::Assistant => Some(|volume| volume.assistant_replies += 1),
        Author::System => None,
    }
}

impl Volume {
    fn plus(self, other: &Self) -> Self {
        Self {
            incoming: self.incoming + other.incoming,
            replies: self.replies + other.replies,
            assistant_replies: self.assistant_replies + other.assistant_replies,
            chats_new: self.chats_new + other.chats_new,
            chats_done: self.chats_done + other.chats_done,
        }
    }
}

impl OpenNow {
    fn add(&mut self, since: AtMs, late: bool, working_ms: i64) {
        self.count += 1;
        self.late += u32::from(late);
        if self.oldest.is_none_or(|oldest| since < oldest) {
            self.oldest = Some(since);
            self.oldest_working_ms = working_ms;
        }
    }
}

impl Waits {
    fn of<'a>(waits: impl Iterator<Item = &'a Kept>) -> Self {
        let all: Vec<&Kept> = waits.collect();
        let many = |test: &dyn Fn(&Kept) -> bool| u32::try_from(all.iter().filter(|wait| test(wait)).count()).unwrap_or(u32::MAX);
        let open = |wait: &Kept| wait.end == End::Open;
        Self {
            count: many(&|_| true),
            answered: many(&|wait| matches!(wait.end, End::Answered(_))),
            closed: many(&|wait| wait.end == End::Closed),
            open: many(&open),
            in_time: many(&|wait| !wait.late && !open(wait)),
            late: many(&|wait| wait.late),
            open_late: many(&|wait| wait.late && open(wait)),
            calendar: OnClock::of(&all, |wait| wait.calendar_ms),
            working: OnClock::of(&all, |wait| wait.working_ms),
            answers: [AnsweredBy::People, AnsweredBy::Assistant].into_iter().filter_map(|by| Answers::of(by, &all)).collect(),
        }
    }
}

impl Answers {
    fn of(by: AnsweredBy, all: &[&Kept]) -> Option<Self> {
        let theirs: Vec<&&Kept> = all.iter().filter(|wait| wait.end == End::Answered(by)).collect();
        let median = |ms: &dyn Fn(&Kept) -> i64| percentile(&mut theirs.iter().map(|wait| (ms(wait), true)).collect::<Vec<_>>(), 0.5);
        let count = u32::try_from(theirs.len()).unwrap_or(u32::MAX);
        (count > 0).then(|| Self { by, count, median: median(&|wait| wait.calendar_ms), median_working: median(&|wait| wait.working_ms) })
    }
}

impl OnClock {
    fn of(all: &[&Kept], ms: impl Fn(&Kept) -> i64) -> Self {
        let mut lengths: Vec<(i64, bool)> = all.iter().map(|wait| (ms(wait), matches!(wait.end, End::Answered(_)))).collect();
        let mut groups = vec![Group::default(); GROUP_HOURS.len() + 1];
        for wait in all {
            let place = GROUP_HOURS.iter().position(|hours| ms(wait) < hours * HOUR_MS).unwrap_or(GROUP_HOURS.len());
            let Some(group) = groups.get_mut(place) else { continue };
            match wait.end {
                End::Answered(_) => group.answered += 1,
                End::Closed => group.closed += 1,
                End::Open => group.open += 1,
            }
        }
        Self { median: percentile(&mut lengths, 0.5), p90: percentile(&mut lengths, 0.9), groups }
    }
}

#[cfg(test)]
mod tests;
