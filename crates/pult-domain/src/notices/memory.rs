//! What the owner was told of each chat.

use super::{Deed, Look, NoticeLevel, Place, Stage, Waiter};
use crate::{AccountId, AtMs, ChatId, MessageId, Priority};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Chats remembered after they were answered: their wait may come back when an answer is undone.
const MOST_ANSWERED: usize = 500;

/// What was told, kept over a restart. Holds ids and moments, never a word of a buyer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    pub(super) chats: BTreeMap<ChatId, Known>,
    /// Chats that wait for the digest.
    pub(super) held: BTreeSet<ChatId>,
    /// The level at the last look at everything.
    pub(super) level: Option<NoticeLevel>,
    /// Shops whose old chats were seen: the owner knows them, they do not call.
    pub(super) imported: BTreeSet<AccountId>,
    /// Which chats called when, within the last minute.
    #[serde(skip)]
    pub(super) recent: BTreeMap<ChatId, AtMs>,
    /// Chats behind the summary on the screen.
    #[serde(skip)]
    pub(super) summary: BTreeSet<ChatId>,
    /// Chats behind the digest on the screen.
    #[serde(skip)]
    pub(super) digest: BTreeSet<ChatId>,
}

/// What was told of one chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) account: AccountId,
    since: AtMs,
    deadline: Option<AtMs>,
    message: MessageId,
    priority: Priority,
    stage: Stage,
    snoozed: bool,
    unread: bool,
    waits: bool,
    /// Its toast may be on the screen; nobody knows after a restart.
    #[serde(skip)]
    shown: bool,
}

impl Memory {
    /// Whether calls wait for a better moment.
    #[must_use]
    pub fn holds_back(&self) -> bool {
        !self.held.is_empty()
    }

    /// Whether the old chats of a shop were seen.
    #[must_use]
    pub fn knows_shop(&self, account: AccountId) -> bool {
        self.imported.contains(&account)
    }

    /// Chats whose wait goes on, as far as was told.
    pub fn waiting(&self) -> impl Iterator<Item = ChatId> + '_ {
        self.chats.iter().filter(|(_, known)| known.waits).map(|(chat, _)| *chat)
    }

    /// When the next of the known chats enters its next stage.
    #[must_use]
    pub fn next_stage(&self, now: AtMs) -> Option<AtMs> {
        let open = self.chats.values().filter(|known| known.waits && !known.snoozed);
        open.filter_map(|known| Stage::next(known.since, known.deadline?, now)).min()
    }

    /// Notes whether a chat's toast is on the screen; tells whether it was.
    pub(super) fn set_shown(&mut self, chat: ChatId, shown: bool) -> bool {
        self.chats.get_mut(&chat).is_some_and(|known| std::mem::replace(&mut known.shown, shown))
    }

    /// Takes a chat from the screen.
    fn withdraw(&mut self, chat: ChatId, deeds: &mut Vec<Deed>) {
        if self.set_shown(chat, false) {
            deeds.push(Deed::Withdraw(Place::Chat(chat)));
        }
        for (place, chats) in [(Place::Summary, &mut self.summary), (Place::Digest, &mut self.digest)] {
            if chats.remove(&chat) && chats.is_empty() {
                deeds.push(Deed::Withdraw(place));
            }
        }
    }

    /// The wait that was told is over: nothing calls for it any more.
    fn over(&mut self, chat: ChatId, deeds: &mut Vec<Deed>) {
        self.held.remove(&chat);
        self.recent.remove(&chat);
        self.withdraw(chat, deeds);
        if let Some(known) = self.chats.get_mut(&chat) {
            known.waits = false;
        }
    }

    /// Chats that do not wait any more have nothing to call for.
    pub(super) fn forget(&mut self, look: &Look, deeds: &mut Vec<Deed>) {
        let present: BTreeSet<ChatId> = look.waiters.iter().map(|waiter| waiter.chat).collect();
        let missing: Vec<ChatId> = if look.whole { self.waiting().filter(|chat| !present.contains(chat)).collect() } else { Vec::new() };
        for chat in missing.into_iter().chain(look.gone.iter().copied()) {
            self.over(chat, deeds);
        }
        let mut answered: Vec<(AtMs, ChatId)> = self.chats.iter().filter(|(_, known)| !known.waits).map(|(chat, known)| (known.since, *chat)).collect();
        answered.sort_unstable();
        for (_, chat) in answered.iter().take(answered.len().saturating_sub(MOST_ANSWERED)) {
            self.chats.remove(chat);
        }
    }

    /// Brings what is known of a chat up to date; tells whether its owner must be called.
    pub(super) fn follow(&mut self, waiter: &Waiter, look: &Look, seeding: bool, deeds: &mut Vec<Deed>) -> bool {
        let before = self.chats.get(&waiter.chat).filter(|known| known.since == waiter.since).cloned();
        if !look.rules.reaches(waiter.priority) && before.is_none() {
            // Nothing was told of it and nothing will be; if it becomes urgent, it is new. What was told is of a
            // wait before it, answered since the last look.
            self.over(waiter.chat, deeds);
            return false;
        }
        let stage = Stage::at(waiter.since, waiter.deadline, look.now);
        let told = before.as_ref().map_or(stage, |known| known.stage.max(stage));
        let silent = waiter.snoozed || look.rules.mutes(waiter) || !look.rules.reaches(waiter.priority);
        let news = match &before {
            None => !seeding && (!waiter.before_shop || self.imported.contains(&waiter.account)),
            Some(known) => {
                known.snoozed && !waiter.snoozed || known.message < waiter.message || known.priority < waiter.priority && !seeding || known.stage < stage
            }
        };
        let known = Known {
            account: waiter.account,
            since: waiter.since,
            deadline: waiter.deadline,
            message: waiter.message,
            priority: waiter.priority,
            stage: told,
            snoozed: waiter.snoozed,
            unread: waiter.unread,
            waits: true,
            shown: self.chats.get(&waiter.chat).is_some_and(|known| known.shown),
        };
        self.chats.insert(waiter.chat, known);
        let calls = news && !silent;
        if silent {
            self.held.remove(&waiter.chat);
        }
        let read = before.is_some_and(|known| known.unread) && !waiter.unread;
        if silent || (read && !calls) {
            // Hidden by its owner, or read in the window just now.
            self.withdraw(waiter.chat, deeds);
        }
        calls
    }
}

#[cfg(test)]
impl Known {
    pub(super) fn stage_told(&self) -> Stage {
        self.stage
    }
}
