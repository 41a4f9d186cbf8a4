//! Drafts ahead of the owner: a pass over the chats that wait, the most urgent and newest first.
//!
//! It looks every two minutes and when messages arrive. One chat at a time without a model; with
//! one, a few questions are under way at once. It waits for nothing that sync or delivery holds,
//! and ends with the program.

use super::case::{BY_MODEL, maker_of, name_of};
use crate::api::dto::ApiError;
use crate::core::Core;
use pult_domain::{Change, ChatId, Queue, Tag, View};
use pult_store::{ChatListQuery, ChatRow};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;

/// The pass looks at least this often: 2 min (issue of the drafts).
const EVERY: Duration = Duration::from_secs(120);
/// After messages have come, others are waited for: a burst is one pass.
const SETTLE: Duration = Duration::from_millis(1_500);
/// Chats of one pass, by a page; the lists are ordered by deadline, and the newest may stand anywhere in them.
const CHATS: usize = 1_000;
const PAGE: i64 = 200;
/// Pause between two chats: a pass is never what a machine is busy with.
const PAUSE: Duration = Duration::from_millis(5);

/// Which chats are looked at.
enum Look {
    /// All that wait.
    All,
    /// Those in which something moved.
    At(Vec<ChatId>),
}

impl Look {
    fn join(&mut self, change: &Change) {
        let everything = change.resync || change.tags.contains(&Tag::Knowledge) || (change.tags.contains(&Tag::Lookups) && change.chats.is_empty());
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

impl Core {
    /// Drafts ahead, as long as the program runs.
    pub(crate) async fn draft_ahead(self: Arc<Self>) {
        let mut changes = self.store.changes();
        let mut look = Look::All;
        loop {
            if let Err(error) = self.draft_pass(&look).await {
                tracing::info!(code = %error.code, "Drafts could not be made ahead");
            }
            look = Look::At(Vec::new());
            let next = tokio::time::sleep(EVERY);
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
                () = tokio::time::sleep(SETTLE) => {}
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
            // A chat's failure is its own.
            match self.draft_one(&row, knowledge, models).await {
                Ok(true) => tokio::time::sleep(PAUSE).await,
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
