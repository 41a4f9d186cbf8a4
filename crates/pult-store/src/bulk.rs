//! What the owner does with many chats at once, and the way back from it.
//!
//! One act is one transaction: nobody ever sees half of it, and it is undone as a whole. Its chats
//! are named, or they are a whole list, which is resolved inside the transaction: what a screen
//! shows of a long list is only its beginning.
//!
//! The way back is not a copy of the rows before the act: a buyer may have written since, and his
//! message must not go under. Kept is what the owner's hand moved (closed, hidden, read, starred, called spam,
//! labelled), before and after. Undoing puts each such part back where it still stands as the act left it, and
//! derives the rest from the messages as always. A copy of whole rows, put back where nothing else
//! moved, lost: a late message may arrive without moving the row.

use crate::chats::{self, list};
use crate::judging::judge;
use crate::labels::{self, DeletedLabel, Pair};
use crate::moves::MOVED;
use crate::people::{self, Regrouped};
use crate::pool::Tx;
use crate::rollup::{self, ChatState};
use crate::sql::Bulk;
use crate::views::{self, SavedView};
use crate::{ChatListQuery, Lane, Store, StoreError};
use pult_domain::{AccountId, AtMs, Author, ChatId, ErrorCode, LabelId, Priority, Queue, Tag};
use std::collections::HashMap;

/// Most chats of one act: its transaction takes about a second then, and a reply waits for it.
const MOST: i64 = 50_000;

/// The messages of chats as the clock sees them.
const MOMENTS: Bulk = Bulk {
    head: "WITH given (wanted) AS (VALUES ",
    row: "(?)",
    tail: ") SELECT m.chat_id, m.id, m.author, m.sent_at_ms FROM given CROSS JOIN message m ON m.chat_id = given.wanted \
        WHERE NOT EXISTS (SELECT 1 FROM imported_message i WHERE i.message_id = m.id)",
};

#[cfg(test)]
pub(crate) const BULKS: [Bulk; 3] = [MOMENTS, labels::PUT_ON, labels::TAKE_OFF];

/// Which chats an act is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChatTarget {
    /// These.
    Chats(Vec<ChatId>),
    /// A whole list, without the chats in which something was written after a moment: whoever
    /// chose "all" had not seen it.
    List {
        /// The list; its page is nothing to the act.
        query: ChatListQuery,
        /// The moment.
        seen: AtMs,
    },
}

/// What is done with chats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChatAct {
    /// Moved to a queue.
    Move(Queue),
    /// Hidden until a moment, or brought back.
    Snooze(Option<AtMs>),
    /// Everything in them is read.
    Read,
    /// Something in them is as if it had not been read.
    Unread,
    /// They get a star, or lose it. As with a label nothing of it stands in a chat's history: it is the
    /// owner's own mark, and that history goes into dispute packs.
    Star(bool),
    /// They are spam, which closes them, or are none: then those wait again whose buyers have no answer. The
    /// mark is the owner's own too.
    Spam(bool),
    /// A label is put on, or taken off.
    Label {
        /// The label.
        label: LabelId,
        /// Put on.
        on: bool,
    },
}

/// An act that was done.
#[derive(Clone, Debug)]
pub struct Acted {
    /// The chats it changed.
    pub chats: Vec<ChatId>,
    /// The way back.
    pub undo: Undo,
}

/// The way back from an act. Lives in memory: it is worth nothing after a restart.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    chats: Vec<Kept>,
    put_on: Vec<Pair>,
    taken_off: Vec<Pair>,
    label: Option<DeletedLabel>,
    view: Option<SavedView>,
    people: Option<Regrouped>,
}

/// What a way back did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// Chats as they were.
    pub restored: i64,
    /// Chats that were left alone, because something else moved them since.
    pub left: i64,
}

impl Undo {
    /// The way back from a label's deletion.
    pub(crate) fn of_label(label: DeletedLabel) -> Self {
        Self { label: Some(label), ..Self::default() }
    }

    /// The way back from a view's removal.
    pub(crate) fn of_view(view: SavedView) -> Self {
        Self { view: Some(view), ..Self::default() }
    }

    /// The way back from joining or parting chats of buyers.
    pub(crate) fn of_people(people: Regrouped) -> Self {
        Self { people: Some(people), ..Self::default() }
    }

    /// How much it remembers, in rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        let label = self.label.as_ref().map_or(0, |label| label.chats.len() + 1);
        let people = self.people.as_ref().map_or(0, Regrouped::rows);
        self.chats.len() + self.put_on.len() + self.taken_off.len() + label + usize::from(self.view.is_some()) + people
    }

    /// Whether the act changed nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows() == 0
    }
}

/// A chat before and after an act.
#[derive(Clone, Debug)]
struct Kept {
    id: ChatId,
    before: Hand,
    after: Hand,
    /// Its level before, and the wait that has it: what escalation raised stays raised.
    level: (Priority, Option<AtMs>),
    /// Its newest message then.
    last_id: i64,
}

/// Up to where the owner closed a chat, whether he took it, and when he put it back.
type Closed = (Option<AtMs>, bool, Option<AtMs>);

/// The parts of a chat that only the owner moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hand {
    closed: Closed,
    snoozed: Option<AtMs>,
    read: (bool, i64),
    starred: bool,
    spam: Option<AtMs>,
}

impl Hand {
    fn of(chat: &ChatState) -> Self {
        Self {
            closed: (chat.waiting.done_at, chat.taken, chat.reopened_at),
            snoozed: chat.snoozed,
            read: (chat.marked, chat.read_up_to),
            starred: chat.starred,
            spam: chat.spam_at,
        }
    }
}

impl Kept {
    /// Whether the buyer has written since, as far as the messages of the chat tell.
    fn is_written_in(&self, messages: &[(i64, i64, i64)]) -> bool {
        messages.iter().any(|(id, author, _)| *id > self.last_id && *author == Author::Customer.code())
    }

    /// Whether the chat is closed as the act left it. A message that was on its way then has moved the end of the closing
    /// back, and nobody's hand.
    fn stays_closed(&self, is: Closed) -> bool {
        let (before, after) = (self.before.closed, self.after.closed);
        let crossed = before.0 < is.0 && is.0 < after.0 && (is.1, is.2) == (after.1, after.2);
        is == after || crossed
    }

    /// The chat with each part put back that still stands as the act left it, and whether all were.
    fn put_back(&self, mut chat: ChatState, written: bool, now: AtMs) -> (ChatState, bool) {
        let (is, before, after) = (Hand::of(&chat), self.before, self.after);
        let mut all = true;
        let mut part = |moved: bool, stands: bool| {
            all &= !moved || stands;
            moved && stands
        };
        if part(before.closed != after.closed, self.stays_closed(is.closed)) {
            (chat.waiting.done_at, chat.taken, chat.reopened_at) = before.closed;
            (chat.waiting.priority, chat.waiting.since) = self.level;
        }
        // Hidden was what the owner had seen, not what the buyer wrote since.
        if part(before.snoozed != after.snoozed, is.snoozed == after.snoozed && !written) {
            // A time to come back that has passed meanwhile brings it back.
            chat.snoozed = before.snoozed.filter(|until| *until > now);
        }
        if part(before.read != after.read, is.read == after.read) {
            (chat.marked, chat.read_up_to) = before.read;
        }
        if part(before.starred != after.starred, is.starred == after.starred) {
            chat.starred = before.starred;
        }
        if part(before.spam != after.spam, is.spam == after.spam) {
            chat.spam_at = before.spam;
        }
        (chat, all)
    }
}

impl Store {
    /// Does one thing with many chats, in one transaction.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`] when none of the named chats exists, [`ErrorCode::LabelNotFound`],
    /// [`ErrorCode::TooManyChats`].
    pub async fn chats_act(&self, target: ChatTarget, act: ChatAct, now: AtMs) -> Result<Acted, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let chats = resolve(tx, target).await?;
                if let ChatAct::Label { label, on } = act {
                    return label_chats(tx, &chats, label, on).await;
                }
                let mut pairs = Vec::new();
                for before in states(tx, &chats).await? {
                    let after = acted(tx, before.clone(), act, now).await?;
                    if after != before {
                        pairs.push((before, after));
                    }
                }
                let kept = pairs.iter().map(|(before, after)| Kept {
                    id: before.id,
                    before: Hand::of(before),
                    after: Hand::of(after),
                    level: (before.waiting.priority, before.waiting.since),
                    last_id: before.last_id,
                });
                let undo = Undo { chats: kept.collect(), ..Undo::default() };
                let chats = pairs.iter().map(|(_, after)| after.id).collect();
                save(tx, pairs, now).await?;
                Ok(Acted { chats, undo })
            })
        })
        .await
    }

    /// Takes an act back, in one transaction. What the buyer or the owner did since stays.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chats_undo(&self, undo: Undo, now: AtMs) -> Result<Undone, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let mut done = put_all_back(tx, undo.chats, now).await?;
                let asked = undo.put_on.len() + undo.taken_off.len();
                let off = labels::take_off(tx, undo.put_on).await?.len();
                let on = labels::put_on(tx, undo.taken_off).await?.len();
                done.restored += number(off + on);
                done.left += number(asked - off - on);
                if let Some(label) = undo.label {
                    labels::restore(tx, label).await?;
                }
                if let Some(view) = undo.view {
                    views::restore(tx, view).await?;
                }
                if let Some(regrouped) = undo.people {
                    let (restored, left) = people::put_back(tx, regrouped).await?;
                    done.restored += number(restored);
                    done.left += number(left);
                }
                Ok(done)
            })
        })
        .await
    }
}

fn number(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

async fn resolve(tx: &mut Tx, target: ChatTarget) -> Result<Vec<ChatId>, StoreError> {
    let mut chats = match target {
        ChatTarget::Chats(chats) => chats,
        ChatTarget::List { query, seen } => list::ids(&mut tx.conn, &query, seen, MOST + 1).await?,
    };
    chats.sort_unstable();
    chats.dedup();
    if number(chats.len()) > MOST { Err(StoreError::Refused(ErrorCode::TooManyChats)) } else { Ok(chats) }
}

async fn states(tx: &mut Tx, chats: &[ChatId]) -> Result<Vec<ChatState>, StoreError> {
    let found = rollup::load_all(tx, chats).await?;
    if found.is_empty() && !chats.is_empty() { Err(StoreError::NotFound(ErrorCode::ChatNotFound)) } else { Ok(found) }
}

async fn acted(tx: &mut Tx, chat: ChatState, act: ChatAct, now: AtMs) -> Result<ChatState, StoreError> {
    Ok(match act {
        ChatAct::Move(queue) => moved(tx, chat, queue, now).await?,
        ChatAct::Snooze(until) => ChatState { snoozed: until, ..chat },
        ChatAct::Read => chat.looked_at(),
        ChatAct::Unread => chat.put_back_unread(),
        ChatAct::Star(starred) => ChatState { starred, ..chat },
        ChatAct::Spam(true) => {
            let (was, open) = (chat.spam_at, chat.waiting.queue != Queue::Done);
            let seen = chat.seen_until(now);
            let called = if open { seen } else { was.unwrap_or(seen) };
            // What is closed is not closed again: that closing was for another reason.
            let closed = if open { moved(tx, chat, Queue::Done, now).await? } else { ChatState { snoozed: None, ..chat } };
            ChatState { spam_at: Some(called), ..closed }
        }
        ChatAct::Spam(false) if chat.spam_at.is_some() => no_spam(tx, chat).await?,
        ChatAct::Spam(false) | ChatAct::Label { .. } => chat,
    })
}

async fn moved(tx: &mut Tx, chat: ChatState, queue: Queue, now: AtMs) -> Result<ChatState, StoreError> {
    if chat.waiting.queue == queue && (queue != Queue::Done || chat.snoozed.is_none()) {
        return Ok(chat);
    }
    let mut moved = chats::moved(&mut tx.conn, chat, queue, now).await?;
    judge(tx, &mut moved).await?;
    Ok(moved)
}

/// The chat without the mark. Closed for being spam, it waits again where the buyer has no answer: a chat that was
/// closed for nothing must not stay out of sight. One that was closed before stays so.
async fn no_spam(tx: &mut Tx, mut chat: ChatState) -> Result<ChatState, StoreError> {
    let called = chat.spam_at.take();
    if chat.waiting.queue == Queue::Done && chat.waiting.done_at >= called {
        let mut open = chats::unclosed(&mut tx.conn, chat.clone()).await?;
        judge(tx, &mut open).await?;
        if open.waiting.queue == Queue::Waiting {
            return Ok(open);
        }
    }
    Ok(chat)
}

async fn label_chats(tx: &mut Tx, chats: &[ChatId], label: LabelId, on: bool) -> Result<Acted, StoreError> {
    labels::one(tx, label).await?;
    let pairs = chats.iter().map(|chat| (label.0, chat.0)).collect();
    let changed = if on { labels::put_on(tx, pairs).await? } else { labels::take_off(tx, pairs).await? };
    let chats = changed.iter().map(|(_, chat)| ChatId(*chat)).collect();
    let undo = if on { Undo { put_on: changed, ..Undo::default() } } else { Undo { taken_off: changed, ..Undo::default() } };
    Ok(Acted { chats, undo })
}

async fn put_all_back(tx: &mut Tx, kept: Vec<Kept>, now: AtMs) -> Result<Undone, StoreError> {
    let ids: Vec<ChatId> = kept.iter().map(|kept| kept.id).collect();
    let mut by_id: HashMap<ChatId, ChatState> = rollup::load_all(tx, &ids).await?.into_iter().map(|chat| (chat.id, chat)).collect();
    let mut moments: HashMap<i64, Vec<(i64, i64, i64)>> = HashMap::new();
    for (chat, id, author, at) in MOMENTS.fetch::<_, (i64, i64, i64, i64)>(&mut tx.conn, &ids, |query, chat| query.bind(chat.0)).await? {
        moments.entry(chat).or_default().push((id, author, at));
    }
    let (mut pairs, mut undone) = (Vec::new(), Undone::default());
    for one in &kept {
        // A chat whose shop was removed since is gone for good.
        let Some(before) = by_id.remove(&one.id) else { continue };
        let mut messages = moments.remove(&one.id.0).unwrap_or_default();
        messages.sort_unstable();
        let (mut after, all) = one.put_back(before.clone(), one.is_written_in(&messages), now);
        after.derive(&messages);
        judge(tx, &mut after).await?;
        undone.restored += i64::from(all);
        undone.left += i64::from(!all);
        if after != before {
            pairs.push((before, after));
        }
    }
    save(tx, pairs, now).await?;
    Ok(undone)
}

/// Saves chats of any accounts, notes what happened to each, and announces them.
async fn save(tx: &mut Tx, mut pairs: Vec<(ChatState, ChatState)>, now: AtMs) -> Result<(), StoreError> {
    let events: Vec<_> = pairs.iter().flat_map(happened).collect();
    chats::record_all(tx, now, &events).await?;
    pairs.sort_by_key(|(_, after)| (after.account, after.id));
    for same in pairs.chunk_by(|a, b| a.1.account == b.1.account) {
        let Some(account) = same.first().map(|(_, after)| after.account) else { continue };
        rollup::save(tx, account, same).await?;
        tx.change().tag(Tag::Chats).account(AccountId(account));
        for (_, after) in same {
            tx.change().chat(after.id);
        }
    }
    Ok(())
}

/// The events of one chat's change, in the words of [`chats::record`].
fn happened((before, after): &(ChatState, ChatState)) -> impl Iterator<Item = (ChatId, &'static str, Option<&'static str>)> + use<> {
    let chat = after.id;
    // A closing whose undoing finds the chat waiting, since a message was on its way, is taken back all the same.
    let put_back = after.waiting.queue == Queue::Waiting && after.waiting.done_at < before.waiting.done_at;
    let moved = (before.waiting.queue != after.waiting.queue || put_back).then(|| (chat, MOVED, Some(after.waiting.queue.as_str())));
    let hidden = (before.snoozed != after.snoozed).then(|| (chat, if after.snoozed.is_some() { "snoozed" } else { "woken" }, None));
    moved.into_iter().chain(hidden)
}
