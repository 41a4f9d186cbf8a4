//! Who is called, when and how: toasts as a pure decision (experience 3.5).
//!
//! Two ways were open. Following events ("a message came", "a chat was escalated") loses a call
//! with every event lost in a restart, and repeats it with every event told twice. So a decision
//! compares states instead: how the waiting chats stand now, and the [`Memory`] of what their
//! owner was told. The memory outlives a restart; what was told once is not told again.
//!
//! The whole of the rules is [`decide`]. What a call says is put into words elsewhere, and who
//! shows it is not known here.

mod memory;

pub use memory::Memory;

use crate::chat::words;
use crate::{AccountId, AtMs, ChatId, MessageId, Priority, View};
use memory::Known;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// More than [`MOST_TOASTS`] chats call within this time and become one summary, in milliseconds:
/// 60 s (experience 3.5, rule 5).
pub const TOGETHER_MS: i64 = 60_000;
/// See [`TOGETHER_MS`]: three.
pub const MOST_TOASTS: usize = 3;

words!(
    /// Which chats call their owner; the others only raise the count.
    NoticeLevel {
        /// None.
        Nothing = "nothing",
        /// Urgent ones.
        Urgent = "urgent",
        /// Urgent ones and those of high priority.
        High = "high",
        /// Every chat that waits.
        All = "all",
    }
);

/// What the owner decided about being called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRules {
    /// Which chats call.
    pub level: NoticeLevel,
    /// No words of a buyer on the screen.
    pub hide_content: bool,
    /// A missed deadline calls in quiet hours too.
    pub breaches_always: bool,
    /// Shops that never call.
    pub muted_accounts: Vec<AccountId>,
    /// Queues whose chats never call: `urgent` stands for the urgent chats, `waiting` for the others that wait.
    pub muted_queues: Vec<View>,
}

impl Default for NoticeRules {
    fn default() -> Self {
        Self { level: NoticeLevel::Urgent, hide_content: false, breaches_always: false, muted_accounts: Vec::new(), muted_queues: Vec::new() }
    }
}

impl NoticeRules {
    fn reaches(&self, priority: Priority) -> bool {
        match self.level {
            NoticeLevel::Nothing => false,
            NoticeLevel::Urgent => priority >= Priority::Urgent,
            NoticeLevel::High => priority >= Priority::High,
            NoticeLevel::All => true,
        }
    }

    fn mutes(&self, chat: &Waiter) -> bool {
        let queue = if chat.priority == Priority::Urgent { View::Urgent } else { View::Waiting };
        self.muted_accounts.contains(&chat.account) || self.muted_queues.contains(&queue)
    }
}

/// What the desktop says at the moment of a look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeskNow {
    /// The owner asked the desktop not to be disturbed.
    pub do_not_disturb: bool,
    /// Somebody else may read the screen.
    pub locked: bool,
}

/// Words of others in a call: untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The buyer's name, where the channel tells one.
    pub customer: String,
    /// The beginning of the newest message.
    pub text: String,
}

/// A chat that waits for an answer, as far as a call depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// The chat.
    pub chat: ChatId,
    /// Its shop.
    pub account: AccountId,
    /// How soon.
    pub priority: Priority,
    /// The first unanswered message; another moment is another wait.
    pub since: AtMs,
    /// Until when it must be answered.
    pub deadline: Option<AtMs>,
    /// The owner hid it for a while.
    pub snoozed: bool,
    /// Something in it was not read.
    pub unread: bool,
    /// The buyer's newest message.
    pub message: MessageId,
    /// That message is older than the connection of its shop.
    pub before_shop: bool,
    /// What it says.
    pub said: Said,
}

/// How the chats stand at one moment.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The moment.
    pub now: AtMs,
    /// The waiting chats that were looked at.
    pub waiters: Vec<Waiter>,
    /// Chats that were looked at and do not wait.
    pub gone: Vec<ChatId>,
    /// Every chat that could call was looked at; what is not among them does not wait.
    pub whole: bool,
    /// What the owner decided.
    pub rules: NoticeRules,
    /// What the desktop says.
    pub desk: DeskNow,
    /// Shops outside their working hours.
    pub quiet: BTreeSet<AccountId>,
    /// Shops whose first import is over.
    pub imported: BTreeSet<AccountId>,
}

/// How much of the time to answer is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Less than half.
    #[default]
    Fresh,
    /// Half of it is left.
    Half,
    /// A tenth is left.
    Tenth,
    /// All is over.
    Breached,
}

impl Stage {
    const LATER: [(Self, i64); 3] = [(Self::Half, 50), (Self::Tenth, 90), (Self::Breached, 100)];

    /// Where a wait stands.
    #[must_use]
    pub fn at(since: AtMs, deadline: Option<AtMs>, now: AtMs) -> Self {
        let Some(deadline) = deadline else { return Self::Fresh };
        Self::LATER.into_iter().rev().find(|(_, percent)| moment(since, deadline, *percent) <= now).map_or(Self::Fresh, |(stage, _)| stage)
    }

    /// When a wait enters its next stage.
    #[must_use]
    pub fn next(since: AtMs, deadline: AtMs, now: AtMs) -> Option<AtMs> {
        Self::LATER.into_iter().map(|(_, percent)| moment(since, deadline, percent)).find(|at| *at > now)
    }
}

/// When so many percent of the time between two moments are over.
fn moment(since: AtMs, deadline: AtMs, percent: i64) -> AtMs {
    let whole = deadline.since_ms(since).max(0);
    // Divided first where the product could overflow; a millisecond more or less is no matter.
    deadline.plus_ms(-whole.checked_mul(100 - percent).map_or_else(|| whole / 100 * (100 - percent), |product| product / 100))
}

/// One place on the screen: a new toast at the same place replaces the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The one toast of a chat.
    Chat(ChatId),
    /// Several chats that called within a minute.
    Summary,
    /// What was held back.
    Digest,
}

/// What a toast is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// One chat.
    Chat {
        /// Its shop.
        account: AccountId,
        /// How soon.
        priority: Priority,
        /// How much of the time is over.
        stage: Stage,
        /// Until when it must be answered.
        deadline: Option<AtMs>,
        /// What was said; nothing where no words of a buyer may be seen.
        said: Option<Said>,
    },
    /// So many chats wait.
    Several(usize),
    /// So many chats called while nobody was to be disturbed.
    Held(usize),
}

/// A call to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Where.
    pub place: Place,
    /// Which chat it opens; none opens the list.
    pub opens: Option<ChatId>,
    /// What it is about.
    pub topic: Topic,
}

/// What is to be done on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Show a toast, or replace the one at its place.
    Show(Toast),
    /// Take the toast away: there is nothing to be done any more.
    Withdraw(Place),
    /// The window asks for attention until it is looked at: a deadline was missed.
    Attention,
}

/// Decides what is shown, and remembers what was told.
pub fn decide(memory: &mut Memory, look: &Look) -> Vec<Deed> {
    let mut deeds = Vec::new();
    memory.forget(look, &mut deeds);
    // A changed level must not call for everything that waits already.
    let seeding = look.whole && memory.level != Some(look.rules.level);
    let calls: Vec<&Waiter> = look.waiters.iter().filter(|waiter| memory.follow(waiter, look, seeding, &mut deeds)).collect();
    if look.whole {
        memory.level = Some(look.rules.level);
        memory.imported.clone_from(&look.imported);
    }
    let (now, later): (Vec<_>, Vec<_>) = calls.into_iter().partition(|waiter| !held(waiter, look));
    memory.held.extend(later.iter().map(|waiter| waiter.chat));
    for waiter in &now {
        memory.held.remove(&waiter.chat);
    }
    if now.iter().any(|waiter| stage(waiter, look) == Stage::Breached) {
        deeds.push(Deed::Attention);
    }
    call(memory, look, &now, &mut deeds);
    release(memory, look, &mut deeds);
    deeds
}

fn stage(waiter: &Waiter, look: &Look) -> Stage {
    Stage::at(waiter.since, waiter.deadline, look.now)
}

/// Whether a call must wait for a better moment.
fn held(waiter: &Waiter, look: &Look) -> bool {
    let allowed = look.rules.breaches_always && stage(waiter, look) == Stage::Breached;
    !allowed && (look.desk.do_not_disturb || look.quiet.contains(&waiter.account))
}

/// Shows calls one by one, or as a summary where there are too many within a minute.
fn call(memory: &mut Memory, look: &Look, waiters: &[&Waiter], deeds: &mut Vec<Deed>) {
    memory.recent.retain(|_, at| (0..TOGETHER_MS).contains(&look.now.since_ms(*at)));
    for waiter in waiters {
        memory.recent.insert(waiter.chat, look.now);
    }
    if waiters.is_empty() {
        return;
    }
    if memory.recent.len() <= MOST_TOASTS {
        for waiter in waiters {
            memory.set_shown(waiter.chat, true);
            deeds.push(Deed::Show(toast(waiter, look)));
        }
        return;
    }
    for chat in memory.recent.keys().copied().collect::<Vec<_>>() {
        if memory.set_shown(chat, false) {
            deeds.push(Deed::Withdraw(Place::Chat(chat)));
        }
    }
    memory.summary = memory.recent.keys().copied().collect();
    deeds.push(Deed::Show(Toast { place: Place::Summary, opens: None, topic: Topic::Several(memory.summary.len()) }));
}

fn toast(waiter: &Waiter, look: &Look) -> Toast {
    let hidden = look.rules.hide_content || look.desk.locked;
    let topic = Topic::Chat {
        account: waiter.account,
        priority: waiter.priority,
        stage: stage(waiter, look),
        deadline: waiter.deadline,
        said: (!hidden).then(|| waiter.said.clone()),
    };
    Toast { place: Place::Chat(waiter.chat), opens: Some(waiter.chat), topic }
}

/// Tells at once of everything that was held and may be told now.
fn release(memory: &mut Memory, look: &Look, deeds: &mut Vec<Deed>) {
    if look.desk.do_not_disturb {
        return;
    }
    let free = |known: Option<&Known>| known.is_none_or(|known| !look.quiet.contains(&known.account));
    let (free, held): (BTreeSet<_>, BTreeSet<_>) = memory.held.iter().copied().partition(|chat| free(memory.chats.get(chat)));
    memory.held = held;
    if free.is_empty() {
        return;
    }
    let opens = free.first().copied().filter(|_| free.len() == 1);
    deeds.push(Deed::Show(Toast { place: Place::Digest, opens, topic: Topic::Held(free.len()) }));
    memory.digest = free;
}

#[cfg(test)]
mod tests;
