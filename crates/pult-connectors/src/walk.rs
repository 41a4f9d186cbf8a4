//! From "a list of chats and the history of each" to pages of one feed.
//!
//! Ozon, Yandex Market and Avito have no feed over all chats. The walk asks their list, compares
//! what it says of each chat with the stored mark and reads the history of those that differ, one
//! request a page, so that every page can be stored with the place behind it. Alternatives that
//! lost: one task a chat (their requests cannot be told apart from each other's limits, and a crash
//! leaves as many half-read histories), the time of the newest message as a cursor (lists lag
//! behind histories, and a message between both is skipped for good), and keeping the place in
//! memory (every start would begin anew).
//!
//! What nothing may break: a chat gets its mark with the page that closes the gap to the mark
//! before, never sooner. Everything else (cursor, order of the list, memory of failures) only saves
//! requests; without it the walk begins at the top and reads more than it had to.

pub(crate) mod fuzz;
mod place;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use pult_domain::{ChatKind, Clock, Cursor, ErrorCode, FeedChat, FeedMessage, FeedPage, HistoryRight, Quarantined, RemoteChatId, Retry};

use crate::channel::{ChannelError, Marks};
use place::{Pass, Place, Step, Unread};

/// A chat as the list shows it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listed {
    /// What the list tells of it; its `mark` is not looked at.
    pub(crate) chat: FeedChat,
    /// What [`FeedChat::mark`] becomes once its history is read whole; `None` where there is
    /// nothing to read.
    pub(crate) mark: Option<String>,
}

/// One page of the list of chats.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListPart {
    pub(crate) chats: Vec<Listed>,
    /// Where the list continues; `None` at its end.
    pub(crate) next: Option<String>,
    pub(crate) quarantined: Vec<Quarantined>,
}

/// One page of a chat's history.
#[derive(Clone, Debug, Default)]
pub(crate) struct HistoryPart {
    /// What the history tells of the chat; its `mark` is not looked at.
    pub(crate) chat: Option<FeedChat>,
    pub(crate) messages: Vec<FeedMessage>,
    /// Where the history continues; `None` once everything behind the known mark is read.
    pub(crate) next: Option<String>,
    pub(crate) quarantined: Vec<Quarantined>,
    /// With the last part: the mark in place of [`Listed::mark`]. A chat whose mark never becomes
    /// that of the list is read again a few times only.
    pub(crate) mark: Option<String>,
}

/// A channel that can be walked.
#[async_trait]
pub(crate) trait Walked: Send + Sync {
    /// A page of the list of chats; `None` asks for the first.
    async fn list(&self, at: Option<&str>) -> Result<ListPart, ChannelError>;

    /// A page of a chat's history, at least as far back as the stored mark `known`; in whatever
    /// direction. `listed` is the [`Listed::mark`] it is read for, and `at` a `next` given here; both
    /// may be of a process before this one.
    ///
    /// A failure that concerns this chat alone has a status and [`Retry::Never`]: the chat is then
    /// passed over. What concerns the account ([`Retry::NeedsOwner`]) ends the round.
    async fn history(&self, chat: &RemoteChatId, known: Option<&str>, listed: &str, at: Option<&str>) -> Result<HistoryPart, ChannelError>;

    /// For a list that shows the newest activity first: how long, in milliseconds, a walk may stop
    /// at the first page without anything new, until the whole list is gone through again. `None`
    /// where the list has no such order: it is gone through every time.
    fn whole_every_ms(&self) -> Option<i64> {
        None
    }

    /// The memory of failures; one for the life of the channel.
    fn stumbles(&self) -> &Stumbles;
}

/// How often a chat's history may fail in a row with an answer of any kind before the walk passes
/// it over: one history that cannot be read must not keep the other chats from being read.
const MOST_STUMBLES: u32 = 3;

/// Chats remembered as failing.
const MOST_STUMBLING: usize = 1_000;

/// Chats whose history failed lately, and how often in a row. Lost with the process, which costs a
/// few more attempts and nothing else.
#[derive(Debug, Default)]
pub(crate) struct Stumbles(Mutex<HashMap<RemoteChatId, u32>>);

impl Stumbles {
    /// Notes a failure; whether the chat is to be passed over now.
    fn again(&self, chat: &RemoteChatId) -> bool {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= MOST_STUMBLING {
            failures.clear();
        }
        let count = failures.entry(chat.clone()).or_default();
        *count += 1;
        let enough = *count >= MOST_STUMBLES;
        if enough {
            failures.remove(chat);
        }
        enough
    }

    fn over(&self, chat: &RemoteChatId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(chat);
    }
}

/// The page behind a cursor: one request for the list, or one for a history.
///
/// # Errors
/// Those of [`Walked`] and [`Marks`], except failures of one chat, which is passed over. The cursor
/// asked with stays good.
pub(crate) async fn page<W: Walked + ?Sized>(walked: &W, after: Option<&Cursor>, marks: &dyn Marks, clock: &dyn Clock) -> Result<FeedPage, ChannelError> {
    let mut place = after.and_then(Place::of).unwrap_or_default();
    let mut pass = match place.pass.take() {
        Some(pass) => pass,
        None => place.begin(walked.whole_every_ms(), clock.now()),
    };
    let page = match unread(&mut pass, marks).await? {
        Some((chat, known)) => read(walked, &mut place, &mut pass, chat, known).await?,
        None if pass.list.is_some() => list(walked, &place, &mut pass, marks).await?,
        None => FeedPage::default(),
    };
    let last = pass.chats.is_empty() && pass.list.is_none();
    if last {
        place.end(&pass);
    } else {
        place.pass = Some(pass);
    }
    Ok(FeedPage { cursor: Some(place.cursor()), last, ..page })
}

/// The cursor a round starts from: a finished walk starts again from the top, an unfinished one
/// goes on where it was.
#[must_use]
pub(crate) fn overlap(stored: &Cursor) -> Cursor {
    let Some(mut place) = Place::of(stored) else { return stored.clone() };
    if let Some(pass) = &mut place.pass {
        pass.restarted = false;
    }
    place.cursor()
}

/// The first chat still to be read, with its stored mark; those read meanwhile are let go.
async fn unread(pass: &mut Pass, marks: &dyn Marks) -> Result<Option<(Unread, Option<String>)>, ChannelError> {
    while let Some(chat) = pass.chats.front().cloned() {
        let id = RemoteChatId::new(chat.id.as_str());
        let known = marks.marks(std::slice::from_ref(&id)).await?.remove(&id);
        if known.as_deref() != Some(&chat.mark) {
            return Ok(Some((chat, known)));
        }
        pass.next_chat();
    }
    Ok(None)
}

/// Reads one part of a chat's history.
async fn read<W: Walked + ?Sized>(walked: &W, place: &mut Place, pass: &mut Pass, chat: Unread, known: Option<String>) -> Result<FeedPage, ChannelError> {
    let id = RemoteChatId::new(chat.id.as_str());
    let part = match walked.history(&id, known.as_deref(), &chat.mark, pass.history.at()).await {
        Ok(part) => part,
        Err(error) => {
            let refused = error.status.filter(|status| error.retry == Retry::Never && (400..500).contains(status));
            let counts = error.status.is_some() && error.retry != Retry::NeedsOwner && error.code != ErrorCode::RateLimited;
            let passed_over = refused.is_some() || (counts && walked.stumbles().again(&id));
            if !passed_over {
                return Err(error);
            }
            tracing::warn!(chat = id.as_str(), code = error.code.as_str(), status = error.status, "A chat's history cannot be read; the chat is passed over");
            place.tried(&chat, refused.is_some());
            pass.next_chat();
            // The owner is told in the chat itself: it would stand there empty, or without an end, and nobody would know why.
            let told = refused.map(|status| FeedChat { history: Some(HistoryRight::Refused(status)), ..FeedChat::new(chat.id) });
            return Ok(FeedPage { chats: told.into_iter().collect(), ..FeedPage::default() });
        }
    };
    walked.stumbles().over(&id);
    let mut facts = FeedChat { mark: None, history: Some(HistoryRight::Shown), ..part.chat.unwrap_or_else(|| FeedChat::new(chat.id.as_str())) };
    match pass.history.step(part.next) {
        Step::On => {}
        Step::End => {
            let mark = part.mark.unwrap_or_else(|| chat.mark.clone());
            if mark != chat.mark {
                place.tried(&chat, false);
            }
            facts.mark = Some(mark);
            pass.next_chat();
        }
        Step::Circle => {
            tracing::warn!(chat = id.as_str(), "A chat's history leads round in a circle; what it holds further back is not read");
            place.tried(&chat, false);
            pass.next_chat();
        }
    }
    Ok(FeedPage { chats: vec![facts], messages: part.messages, quarantined: part.quarantined, ..FeedPage::default() })
}

/// Reads one page of the list and finds the chats that hold something new.
async fn list<W: Walked + ?Sized>(walked: &W, place: &Place, pass: &mut Pass, marks: &dyn Marks) -> Result<FeedPage, ChannelError> {
    let at = pass.list.as_ref().and_then(|list| list.at().map(str::to_owned));
    let mut part = match walked.list(at.as_deref()).await {
        // The place is no longer known over there: from the top, once a round.
        Err(error) if at.is_some() && !pass.restarted && matches!(error.status, Some(400 | 404 | 410 | 422)) => {
            tracing::info!(status = error.status, "The place in the list of chats was refused; the list is asked from its beginning");
            pass.restart();
            walked.list(None).await?
        }
        outcome => outcome?,
    };
    part.chats.retain(|listed| !listed.chat.kind.is_some_and(|kind| marks.hides(kind)));
    let ids: Vec<RemoteChatId> = part.chats.iter().filter(|listed| listed.mark.is_some()).map(|listed| listed.chat.remote_id.clone()).collect();
    let known = if ids.is_empty() { HashMap::new() } else { marks.marks(&ids).await? };
    let mut new: Vec<(bool, Unread)> = Vec::new();
    let mut reached_known = false;
    for Listed { chat, mark } in &part.chats {
        let Some(mark) = mark else { continue };
        let unread = Unread { id: chat.remote_id.0.clone(), mark: mark.clone() };
        if known.get(&chat.remote_id) == Some(mark) || place.given_up(&unread) {
            reached_known = true;
        } else if !new.iter().any(|(_, other)| other.id == unread.id) {
            new.push((matches!(chat.kind, Some(ChatKind::Support | ChatKind::Notification)), unread));
        }
    }
    // Buyers first: nobody waits for an answer to an announcement.
    new.sort_by_key(|(aside, _)| *aside);
    // A page of nothing but hidden or silent chats says nothing about what comes behind it.
    let reached_known = reached_known && new.is_empty();
    pass.take(new.into_iter().map(|(_, unread)| unread).collect(), part.next, reached_known);
    let chats = part.chats.into_iter().map(|listed| FeedChat { mark: None, ..listed.chat }).collect();
    Ok(FeedPage { chats, quarantined: part.quarantined, ..FeedPage::default() })
}

#[cfg(test)]
mod tests;
