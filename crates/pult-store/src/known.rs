//! Chats that the writer remembers between the parts of a feed, so that a part asks for none that it has
//! just written and writes no fact that stands there already.
//!
//! The writer is the only one who writes; whatever else changes a chat row, or a transaction that fails,
//! empties this. What is remembered is small, because a first import goes to and fro between all chats of
//! a shop: 120 bytes a chat, by a hash of its id. States as they are, by the ids themselves, took some four
//! hundred; with 8 MB for them there was room for a fifth of a shop of a hundred thousand chats. So only
//! chats are kept that the owner's hand has never moved.

use crate::hashes::AsItIs;
use crate::rollup::ChatState;
use pult_domain::waiting::Waiting;
use pult_domain::{AccountId, AtMs, ChatId, FeedChat, Priority, Queue};
use std::collections::HashMap;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher, Hash, Hasher, RandomState};
use std::sync::LazyLock;

/// Parts in which chats are kept: one is forgotten when it is full, and grows by itself.
const SHELVES: usize = 64;
/// Most chats of a part: 1,792 is what a table of 2,048 places takes, so that all take 16 MB.
const ON_A_SHELF: usize = 1_792;
/// A moment that is none.
const NEVER: i64 = i64::MIN;

/// A chat of an account by 128 bits of its remote id, made with keys of this run: that two chats share one
/// is as likely as never, and nobody can bring it about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ChatKey(u64, u64);

impl ChatKey {
    /// The key of a chat.
    pub(crate) fn of(account: AccountId, remote: &str) -> Self {
        static KEYS: LazyLock<(RandomState, RandomState)> = LazyLock::new(Default::default);
        let (one, other) = &*KEYS;
        Self(one.hash_one((account.0, remote)), other.hash_one((account.0, remote)))
    }

    fn shelf(self) -> usize {
        usize::try_from(self.1 % SHELVES as u64).unwrap_or(0)
    }
}

impl Hash for ChatKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0);
    }
}

/// Hashes of what a channel told of a chat, fact by fact; 0 for what it did not tell. Buyers' and sellers'
/// events tell different facts, by turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told([u64; 5]);

impl Told {
    /// What is told here; none where the channel tells how far its history was read, which moves with every
    /// message.
    pub(crate) fn of(chat: &FeedChat) -> Option<Self> {
        if chat.kind.is_some() || chat.reply_right.is_some() || chat.history.is_some() || chat.mark.is_some() {
            return None;
        }
        let item = chat.item.as_ref();
        let thing = item.map(|item| (&item.remote_id, &item.title)).filter(|thing| *thing != (&None, &None));
        let order = item.map(|item| (&item.order_id, item.price_minor, &item.currency, &item.size)).filter(|order| *order != (&None, None, &None, &None));
        Some(Self([
            hash_of(chat.customer_name.as_ref()),
            hash_of(chat.buyer.as_ref()),
            hash_of(chat.reply_token.as_ref()),
            hash_of(thing.as_ref()),
            hash_of(order.as_ref()),
        ]))
    }

    /// Takes over what is told; whether any of it was not known.
    pub(crate) fn learn(&mut self, told: Self) -> bool {
        let before = *self;
        self.0.iter_mut().zip(told.0).filter(|(_, told)| *told != 0).for_each(|(known, told)| *known = told);
        *self != before
    }
}

fn hash_of<T: Hash>(fact: Option<&T>) -> u64 {
    fact.map_or(0, |fact| {
        let mut hasher = DefaultHasher::new();
        fact.hash(&mut hasher);
        hasher.finish().max(1)
    })
}

/// The chats that are remembered.
#[derive(Default)]
pub(crate) struct KnownChats {
    shelves: Vec<HashMap<ChatKey, Known, BuildHasherDefault<AsItIs>>>,
}

/// A chat as it stands in its row, where nobody has set it aside, hidden, taken, marked or starred it, or called it spam.
struct Known {
    id: i64,
    since: i64,
    deadline: i64,
    answered_at: i64,
    last_at: i64,
    last_id: i64,
    read_up_to: i64,
    told: Told,
    unread: u32,
    queue: Queue,
    priority: Priority,
}

impl KnownChats {
    /// The state of a chat as it stands in its row and what was told of it, if it is remembered.
    pub(crate) fn get(&self, account: AccountId, key: ChatKey) -> Option<(ChatState, Told)> {
        let known = self.shelves.get(key.shelf())?.get(&key)?;
        Some((known.state(account), known.told))
    }

    /// Remembers a state that was just written.
    pub(crate) fn put(&mut self, key: ChatKey, state: &ChatState, told: Told) {
        if self.shelves.is_empty() {
            self.shelves.resize_with(SHELVES, HashMap::default);
        }
        let Some(shelf) = self.shelves.get_mut(key.shelf()) else { return };
        let Some(known) = Known::of(state, told) else {
            shelf.remove(&key);
            return;
        };
        if shelf.len() >= ON_A_SHELF && !shelf.contains_key(&key) {
            shelf.clear();
        }
        shelf.insert(key, known);
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.shelves.clear();
    }
}

impl Known {
    fn of(state: &ChatState, told: Told) -> Option<Self> {
        let waiting = &state.waiting;
        let moments = [waiting.done_at, state.reopened_at, state.snoozed, state.spam_at];
        let by_hand = moments.iter().any(Option::is_some) || state.taken || state.marked || state.starred;
        let ms = |at: Option<AtMs>| at.map_or(NEVER, |at| at.0);
        Some(Self {
            id: state.id.0,
            since: ms(waiting.since),
            deadline: ms(waiting.deadline),
            answered_at: ms(waiting.answered_at),
            last_at: ms(state.last_at),
            last_id: state.last_id,
            read_up_to: state.read_up_to,
            told,
            unread: u32::try_from(state.unread).ok()?,
            queue: waiting.queue,
            priority: waiting.priority,
        })
        .filter(|_| !by_hand)
    }

    fn state(&self, account: AccountId) -> ChatState {
        let at = |ms: i64| (ms != NEVER).then_some(AtMs(ms));
        ChatState {
            waiting: Waiting {
                queue: self.queue,
                priority: self.priority,
                since: at(self.since),
                deadline: at(self.deadline),
                answered_at: at(self.answered_at),
                done_at: None,
            },
            unread: i64::from(self.unread),
            read_up_to: self.read_up_to,
            last_id: self.last_id,
            last_at: at(self.last_at),
            ..ChatState::new(ChatId(self.id), account.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::FeedItem;

    fn named(name: &str) -> FeedChat {
        FeedChat { customer_name: Some(name.to_owned()), ..FeedChat::new("chat") }
    }

    fn state() -> ChatState {
        let waiting = Waiting { queue: Queue::Waiting, priority: Priority::High, since: Some(AtMs(5)), deadline: Some(AtMs(9)), ..Waiting::default() };
        ChatState { waiting, unread: 3, read_up_to: 1, last_id: 7, last_at: Some(AtMs(8)), ..ChatState::new(ChatId(4), 2) }
    }

    #[test]
    fn gives_back_what_was_put_and_nothing_the_owner_moved() {
        let (mut known, account) = (KnownChats::default(), AccountId(2));
        let key = ChatKey::of(account, "one");
        known.put(key, &state(), Told::default());
        assert_eq!(known.get(account, key).map(|(state, _)| state), Some(state()));
        assert!(known.get(account, ChatKey::of(account, "another")).is_none());
        assert!(known.get(AccountId(3), ChatKey::of(AccountId(3), "one")).is_none(), "another shop's chat of the same id");
        let moved: [fn(&mut ChatState); 7] = [
            |chat| chat.waiting.done_at = Some(AtMs(1)),
            |chat| chat.reopened_at = Some(AtMs(1)),
            |chat| chat.snoozed = Some(AtMs(1)),
            |chat| chat.taken = true,
            |chat| chat.marked = true,
            |chat| chat.starred = true,
            |chat| chat.spam_at = Some(AtMs(1)),
        ];
        for by_hand in moved {
            known.put(key, &state(), Told::default());
            let mut chat = state();
            by_hand(&mut chat);
            known.put(key, &chat, Told::default());
            assert!(known.get(account, key).is_none(), "what stood there before is not true any more: {chat:?}");
        }
    }

    #[test]
    fn a_chat_takes_what_the_head_of_this_file_says() {
        assert_eq!(size_of::<(ChatKey, Known)>(), 120);
    }

    #[test]
    fn a_full_shelf_is_emptied_and_never_grows() {
        let (mut known, account) = (KnownChats::default(), AccountId(1));
        let keys: Vec<ChatKey> = (0..SHELVES * ON_A_SHELF * 2).map(|n| ChatKey::of(account, &n.to_string())).collect();
        for key in &keys {
            known.put(*key, &state(), Told::default());
            assert!(known.get(account, *key).is_some());
        }
        assert!(known.shelves.iter().all(|shelf| shelf.len() <= ON_A_SHELF));
    }

    #[test]
    fn what_is_told_by_turns_is_news_once() {
        let mut known = Told::default();
        let item = |title: &str| FeedItem { title: Some(title.to_owned()), ..FeedItem::default() };
        let buyers = FeedChat { item: Some(item("Чайник")), ..named("Анна") };
        let sellers = named("Анна");
        let news = |known: &mut Told, chat: &FeedChat| known.learn(Told::of(chat).expect("nothing moves with every message here"));
        assert!(news(&mut known, &buyers));
        assert!(!news(&mut known, &sellers), "nothing told erases nothing");
        assert!(!news(&mut known, &buyers));
        assert!(!news(&mut known, &FeedChat { item: Some(FeedItem::default()), ..sellers.clone() }), "an item of which nothing is told");
        assert!(news(&mut known, &named("Анна П.")));
        assert!(news(&mut known, &buyers), "back to the name before is news again");
        assert!(Told::of(&FeedChat { mark: Some("7".to_owned()), ..sellers }).is_none());
    }
}
