//! Drafts ahead of the owner: a pass over the chats that wait, the most urgent and newest first.
//!
//! It looks every two minutes and when messages arrive. One chat at a time without a model; with
//! one, a few questions are under way at once. It waits for nothing that sync or delivery holds,
//! and ends with the program.
//!
//! Whoever puts a chat right does so in steps, the intent and then the urgency, and each step is a state of its own. The
//! embedded draft follows every one of them; a model, which may cost money, is asked about the last alone.

use super::Drafting;
use super::case::{BY_MODEL, maker_of, name_of};
use crate::api::dto::ApiError;
use crate::core::Core;
use pult_domain::{AtMs, Change, ChatId, Queue, Tag, View};
use pult_store::{ChatListQuery, ChatRow};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::broadcast::error::RecvError;

/// When the pass looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pace {
    /// Before its first look: the start belongs to the window.
    first: Duration,
    /// At least this often.
    every: Duration,
    /// After messages have come, others are waited for: a burst is one pass.
    settle: Duration,
}

/// The pace of the program: every 2 min (issue of the drafts), and not in the seconds in which its window is drawn. Tests shorten it.
pub(crate) const PACE: Pace = Pace { first: Duration::from_secs(3), every: Duration::from_secs(120), settle: Duration::from_millis(1_500) };
/// A model is asked ahead about a chat that the owner put right once nothing more was put right for so long, in milliseconds:
/// 10 s, in which a second word follows the first.
const CORRECTED_MS: i64 = 10_000;
/// Chats of one pass, by a page; the lists are ordered by deadline, and the newest may stand anywhere in them.
const CHATS: usize = 1_000;
const PAGE: i64 = 200;
/// After a chat a pass rests so many times as long as that took: of two thousand chats after a first import it is never what a machine
/// is busy with, and the owner's keys are answered by a core that is free.
const RESTS: u32 = 3;
/// The shortest and the longest rest: to wait for a model's answer is no work.
const REST: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(250));

/// Which chats are looked at.
enum Look {
    /// All that wait.
    All,
    /// Those in which something moved.
    At(Vec<ChatId>),
}

impl Look {
    fn join(&mut self, change: &Change) {
        // No chat is named with these two: one that stands in the change is there for another tag.
        let everything = change.resync || change.tags.contains(&Tag::Knowledge) || change.tags.contains(&Tag::Lookups);
        match self {
            Self::At(_) if everything => *self = Self::All,
            Self::At(chats) if change.tags.contains(&Tag::Messages) => chats.extend(&change.chats),
            _ => {}
        }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::At(chats) if chats.is_empty())
    }
}

impl Drafting {
    /// The owner puts right what a chat means, or takes that back.
    pub(crate) fn note_corrected(&self, chat: ChatId, at: AtMs) {
        self.corrected.lock().unwrap_or_else(PoisonError::into_inner).insert(chat, at);
    }

    /// Whether a chat means what it meant when it was gathered, and the owner is not at it any more.
    pub(super) fn is_settled(&self, chat: ChatId, gathered: AtMs, now: AtMs) -> bool {
        let corrected = self.corrected.lock().unwrap_or_else(PoisonError::into_inner);
        corrected.get(&chat).is_none_or(|at| *at < gathered && !is_recent(*at, now))
    }

    /// Whether the owner is still at some chat. What is over is forgotten.
    fn is_corrected_lately(&self, now: AtMs) -> bool {
        let mut corrected = self.corrected.lock().unwrap_or_else(PoisonError::into_inner);
        corrected.retain(|_, at| is_recent(*at, now));
        !corrected.is_empty()
    }
}

/// Whether another correction may follow one of that moment.
fn is_recent(at: AtMs, now: AtMs) -> bool {
    (0..CORRECTED_MS).contains(&now.since_ms(at))
}

impl Core {
    /// Drafts ahead, as long as the program runs.
    pub(crate) async fn draft_ahead(self: Arc<Self>, pace: Pace) {
        let mut changes = self.store.changes();
        let mut look = Look::All;
        tokio::select! {
            () = self.stop.cancelled() => return,
            () = tokio::time::sleep(pace.first) => {}
        }
        loop {
            let before = self.drafting.is_corrected_lately(self.clock.now());
            if let Err(error) = self.draft_pass(&look).await {
                tracing::info!(code = %error.code, "Drafts could not be made ahead");
            }
            look = Look::At(Vec::new());
            // Chats that were passed over because the owner was at them do not wait for the next turn.
            let soon = before || self.drafting.is_corrected_lately(self.clock.now());
            let next = tokio::time::sleep(if soon { pace.every.min(Duration::from_millis(CORRECTED_MS.unsigned_abs())) } else { pace.every });
            tokio::pin!(next);
            while look.is_empty() {
                tokio::select! {
                    () = self.stop.cancelled() => return,
                    () = self.drafting.wakes.notified() => look = Look::All,
                    () = &mut next => look = Look::All,
                    change = changes.recv() => match change {
                        Ok(change) => look.join(&change),
                        Err(RecvError::Lagged(_)) => look = Look::All,
                        Err(RecvError::Closed) => return,
                    },
                }
            }
            tokio::select! {
                () = self.stop.cancelled() => return,
                () = tokio::time::sleep(pace.settle) => {}
            }
            // What came meanwhile is part of this pass.
            while let Ok(change) = changes.try_recv() {
                look.join(&change);
            }
        }
    }

    /// One pass. A chat whose state has its draft costs a few lookups.
    async fn draft_pass(self: &Arc<Self>, look: &Look) -> Result<(), ApiError> {
        let tone = self.tone().await?;
        if !tone.enabled || !tone.ahead {
            return Ok(());
        }
        let models = tone.models && self.has_models().await.unwrap_or(false);
        let knowledge = self.store.knowledge_version().await?;
        for row in self.waiting_chats(look).await? {
            if self.stop.is_cancelled() {
                return Ok(());
            }
            let began = Instant::now();
            // A chat's failure is its own.
            match self.draft_one(&row, knowledge, models).await {
                Ok(true) => tokio::time::sleep((began.elapsed() * RESTS).clamp(REST.0, REST.1)).await,
                Ok(false) => {}
                Err(error) => tracing::debug!(code = %error.code, "A draft could not be made ahead"),
            }
        }
        Ok(())
    }

    /// Waiting chats, the most urgent first and among equals the newest.
    async fn waiting_chats(&self, look: &Look) -> Result<Vec<ChatRow>, ApiError> {
        let mut rows: Vec<ChatRow> = Vec::new();
        match look {
            Look::At(chats) => {
                for chat in chats {
                    if !rows.iter().any(|known| known.id == *chat) {
                        rows.extend(self.store.chat(*chat).await?.filter(|row| row.queue == Queue::Waiting));
                    }
                }
            }
            Look::All => {
                for view in [View::Urgent, View::Waiting] {
                    let (mut after, most) = (None, rows.len() + CHATS);
                    while rows.len() < most {
                        let query = ChatListQuery { view, account: None, label: None, unread_only: false, limit: PAGE, after };
                        let page = self.store.chat_list(query).await?;
                        rows.extend(page.rows.into_iter().filter(|row| row.queue == Queue::Waiting));
                        after = page.next;
                        if after.is_none() {
                            break;
                        }
                    }
                }
                let mut seen = std::collections::HashSet::new();
                rows.retain(|row| seen.insert(row.id));
            }
        }
        rows.sort_by_key(|row| (std::cmp::Reverse(row.priority), std::cmp::Reverse(row.last.as_ref().map(|last| last.id))));
        Ok(rows)
    }

    /// Drafts one chat unless its state has its draft; whether anything was done.
    async fn draft_one(self: &Arc<Self>, row: &ChatRow, knowledge: i64, models: bool) -> Result<bool, ApiError> {
        let kept = self.store.ai_draft_key(row.id).await?;
        let state = self.state_of(row, knowledge).await?;
        let maker = kept.as_deref().and_then(|kept| maker_of(kept, &state));
        // What was asked in vain or stopped costs no gathering either.
        let rests = |maker: &str| maker == BY_MODEL || !models || self.failed_lately(row.id, &name_of(&state, BY_MODEL));
        if maker.is_some_and(rests) {
            return Ok(false);
        }
        let scene = self.scene(row.id).await?;
        let made = maker.is_none();
        if made {
            self.draft_embedded(&scene).await?;
        }
        let asked = models && self.draft_with_model_ahead(scene, kept.as_deref()).await?;
        Ok(asked || made)
    }
}

#[cfg(test)]
mod tests;
