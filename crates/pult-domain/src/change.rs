//! What a committed transaction changed: tags and ids, never content.

use crate::chat::words;
use crate::{AccountId, ChatId};
use serde::{Deserialize, Serialize};

words!(
    /// A kind of data that a query reads and a write touches.
    Tag {
        /// The accounts and their sync state.
        Accounts = "accounts",
        /// Chat rows: lists, heads, counts.
        Chats = "chats",
        /// Messages and attachments.
        Messages = "messages",
        /// Replies on their way.
        Outbox = "outbox",
        /// Texts being written.
        Drafts = "drafts",
        /// Replies drafted by the program, and how far one is that is being written.
        AiDrafts = "ai_drafts",
        /// Canned replies, snippets of knowledge and the owner's tone.
        Knowledge = "knowledge",
        /// Settings.
        Settings = "settings",
        /// Providers of language models, their budgets and what was sent to them.
        Models = "models",
        /// Names and colours of labels; which chats bear them is told by [`Tag::Chats`].
        Labels = "labels",
        /// The owner's saved views.
        Views = "views",
        /// Which chats are one buyer's.
        People = "people",
        /// Facts looked up apart from the feed: items and orders.
        Lookups = "lookups",
        /// Habits found in the owner's edits of drafts.
        Habits = "habits",
        /// The owner's private notes.
        Notes = "notes",
        /// How far a replay of the past under other rules is.
        WhatIf = "what_if",
        /// Exports and imports under way, and the imports there were.
        Transfers = "transfers",
    }
);

/// One committed change, or several of them joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The kinds of data touched, each once.
    pub tags: Vec<Tag>,
    /// The chats touched, each once.
    pub chats: Vec<ChatId>,
    /// The accounts touched, each once.
    pub accounts: Vec<AccountId>,
    /// The lists are incomplete: whoever listens must ask again for everything.
    pub resync: bool,
}

/// More chats than this in one change and the list says less than "everything".
pub const MOST_CHATS: usize = 500;

impl Change {
    /// Adds a tag.
    pub fn tag(&mut self, tag: Tag) -> &mut Self {
        push_new(&mut self.tags, tag);
        self
    }

    /// Adds a chat; past [`MOST_CHATS`] the change becomes a resync instead of growing.
    pub fn chat(&mut self, chat: ChatId) -> &mut Self {
        if self.chats.len() < MOST_CHATS {
            push_new(&mut self.chats, chat);
        } else if !self.chats.contains(&chat) {
            self.resync = true;
        }
        self
    }

    /// Adds an account.
    pub fn account(&mut self, account: AccountId) -> &mut Self {
        push_new(&mut self.accounts, account);
        self
    }

    /// Joins another change into this one.
    pub fn join(&mut self, other: &Self) {
        self.resync |= other.resync;
        other.tags.iter().for_each(|tag| {
            self.tag(*tag);
        });
        other.chats.iter().for_each(|chat| {
            self.chat(*chat);
        });
        other.accounts.iter().for_each(|account| {
            self.account(*account);
        });
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && !self.resync
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_chats_becomes_a_resync() {
        let mut change = Change::default();
        (0..2_000).for_each(|n| {
            change.chat(ChatId(n));
        });
        assert_eq!(change.chats.len(), MOST_CHATS);
        assert!(change.resync, "the listener must be told that the list is incomplete");
    }
}
