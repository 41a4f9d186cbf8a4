//! Labels, acts on many chats, saved views, and the stack of what can be taken back.
//!
//! The stack lives in the core, not in a window: the window may be closed to the tray and opened
//! again, and the terminal acts through the same core. It ends with the process.
//!
//! Marking chats read here tells no channel, unlike looking at one: nobody has read them, and what a
//! buyer was told could not be taken back.

use crate::api::dto::{
    ActDone, ApiError, ChatFilter, ChatsAct, ChatsDo, LabelAdd, LabelPatch, LabelView, SavedViewMove, SavedViewSave, SavedViewView, UndoDone,
};
use crate::core::Core;
use crate::sync::count;
use crate::view::COLOURS;
use pult_domain::{AccountId, ChatId, ErrorCode, LabelId, SavedViewId, UndoId, View};
use pult_store::{ChatAct, ChatListQuery, ChatTarget, LabelRow, SavedView, Undo};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Longest name of a label or a view, in Unicode scalar values: what a rail can show.
const NAME_CHARS: usize = 40;
/// Longest words kept with a view, in Unicode scalar values.
const QUERY_CHARS: usize = 200;
/// Chats, labels and views that the stack remembers over all acts: some 40 MB at the most.
const MOST_ROWS: usize = 500_000;
/// Chats that may be named in one act; more of them are a list.
const MOST_NAMED: usize = 10_000;

/// What can be taken back, newest last.
#[derive(Default)]
pub(crate) struct UndoStack(Mutex<Stack>);

#[derive(Default)]
struct Stack {
    made: i64,
    rows: usize,
    acts: VecDeque<(UndoId, Undo)>,
}

impl UndoStack {
    /// Remembers a way back; none where the act changed nothing.
    pub(crate) fn push(&self, undo: Undo) -> Option<UndoId> {
        if undo.is_empty() {
            return None;
        }
        let mut stack = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        stack.made += 1;
        stack.rows += undo.rows();
        let id = UndoId(stack.made);
        stack.acts.push_back((id, undo));
        while stack.rows > MOST_ROWS && stack.acts.len() > 1 {
            let forgotten = stack.acts.pop_front().map_or(0, |(_, undo)| undo.rows());
            stack.rows -= forgotten;
        }
        Some(id)
    }

    /// Takes a way back off the stack, the newest where none is named.
    fn take(&self, id: Option<UndoId>) -> Option<(UndoId, Undo)> {
        let mut stack = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = match id {
            Some(id) => stack.acts.iter().position(|(known, _)| *known == id)?,
            None => stack.acts.len().checked_sub(1)?,
        };
        let taken = stack.acts.remove(at)?;
        stack.rows -= taken.1.rows();
        Some(taken)
    }

    /// Puts one back that could not be used.
    fn put_back(&self, id: UndoId, undo: Undo) {
        let mut stack = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        stack.rows += undo.rows();
        let at = stack.acts.partition_point(|(known, _)| *known < id);
        stack.acts.insert(at, (id, undo));
    }
}

fn named(name: &str) -> Result<String, ApiError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > NAME_CHARS || name.chars().any(char::is_control) {
        return Err(ApiError::new(ErrorCode::NameUnusable, "A name has 1 to 40 characters"));
    }
    Ok(name)
}

fn whole(number: f64, below: i64) -> Result<i64, ApiError> {
    #[allow(clippy::cast_possible_truncation, reason = "checked to be small and whole")]
    (0..below)
        .contains(&(number as i64))
        .then_some(number as i64)
        .filter(|n| count(*n) == number)
        .ok_or_else(|| ApiError::new(ErrorCode::InvalidRequest, format!("A whole number from 0 and below {below} is wanted")))
}

fn label_view(row: LabelRow) -> LabelView {
    LabelView { label: row.id, name: row.name, colour: count(row.colour) }
}

fn list_of(filter: &ChatFilter) -> ChatListQuery {
    ChatListQuery { view: filter.view, account: filter.account, label: filter.label, unread_only: filter.unread.unwrap_or(false), limit: 1, after: None }
}

impl Core {
    /// Does one thing with many chats.
    pub(crate) async fn act(self: &Arc<Self>, request: ChatsAct) -> Result<ActDone, ApiError> {
        let now = self.clock.now();
        let (target, account) = match (request.chats, request.all) {
            (Some(chats), None) if chats.len() <= MOST_NAMED => {
                let account = self.account_of(&chats).await?;
                (ChatTarget::Chats(chats), account)
            }
            (Some(_), None) => return Err(ApiError::new(ErrorCode::TooManyChats, "More chats than one act may name")),
            (None, Some(all)) => {
                let seen = request.seen_at_ms.ok_or_else(|| ApiError::new(ErrorCode::InvalidRequest, "All of a list needs the moment it was seen"))?;
                (ChatTarget::List { query: list_of(&all), seen }, all.account)
            }
            _ => return Err(ApiError::new(ErrorCode::InvalidRequest, "Either chats or all, and one of them")),
        };
        let mut until_ms = None;
        let act = match request.act {
            ChatsDo::Move { queue } => ChatAct::Move(queue),
            ChatsDo::Snooze { until } => {
                until_ms = self.snooze_until(account, &until).await?;
                ChatAct::Snooze(until_ms)
            }
            ChatsDo::Read => ChatAct::Read,
            ChatsDo::Unread => ChatAct::Unread,
            ChatsDo::Star { on } => ChatAct::Star(on),
            ChatsDo::Spam { on } => ChatAct::Spam(on),
            ChatsDo::Label { label, on } => ChatAct::Label { label, on },
        };
        let acted = self.store.chats_act(target, act, now).await?;
        if matches!(act, ChatAct::Snooze(_)) {
            self.clock_wakes.notify_one();
        }
        Ok(ActDone { chats: count(i64::try_from(acted.chats.len()).unwrap_or(i64::MAX)), undo: self.undos.push(acted.undo), until_ms })
    }

    /// Whose wall clock a typed time is read on: the shop's of one chat, that of all for more.
    async fn account_of(&self, chats: &[ChatId]) -> Result<Option<AccountId>, ApiError> {
        match chats {
            [chat] => Ok(self.store.chat(*chat).await?.map(|row| row.account)),
            _ => Ok(None),
        }
    }

    /// Takes an act back.
    pub(crate) async fn take_back(self: &Arc<Self>, id: Option<UndoId>) -> Result<UndoDone, ApiError> {
        let (id, undo) = self.undos.take(id).ok_or_else(|| ApiError::new(ErrorCode::NothingToUndo, "There is nothing to take back"))?;
        match self.store.chats_undo(undo.clone(), self.clock.now()).await {
            Ok(undone) => {
                // A chat may be hidden again, or due.
                self.clock_wakes.notify_one();
                Ok(UndoDone { restored: count(undone.restored), left: count(undone.left) })
            }
            Err(error) => {
                self.undos.put_back(id, undo);
                Err(error.into())
            }
        }
    }

    /// The labels.
    pub(crate) async fn labels(&self) -> Result<Vec<LabelView>, ApiError> {
        Ok(self.store.labels().await?.into_iter().map(label_view).collect())
    }

    /// Makes a label; neighbours in time differ in colour.
    pub(crate) async fn add_label(&self, request: LabelAdd) -> Result<LabelView, ApiError> {
        let colour = match request.colour {
            Some(colour) => whole(colour, COLOURS)?,
            None => i64::try_from(self.store.labels().await?.len()).unwrap_or_default() % COLOURS,
        };
        Ok(label_view(self.store.label_add(named(&request.name)?, colour).await?))
    }

    /// Changes a label.
    pub(crate) async fn change_label(&self, request: LabelPatch) -> Result<LabelView, ApiError> {
        let name = request.name.as_deref().map(named).transpose()?;
        let colour = request.colour.map(|colour| whole(colour, COLOURS)).transpose()?;
        Ok(label_view(self.store.label_set(request.label, name, colour).await?))
    }

    /// Deletes a label.
    pub(crate) async fn remove_label(&self, label: LabelId) -> Result<ActDone, ApiError> {
        let query = ChatListQuery { view: View::All, account: None, label: Some(label), unread_only: false, limit: 1, after: None };
        let chats = self.store.chat_count(&query).await?;
        let undo = self.store.label_remove(label).await?;
        Ok(ActDone { undo: self.undos.push(undo), chats: count(chats), until_ms: None })
    }

    async fn saved_view(&self, row: SavedView) -> Result<SavedViewView, ApiError> {
        let chats = if row.query.is_empty() { Some(count(self.store.chat_count(&row.list()).await?)) } else { None };
        let SavedView { id, name, base, account, label, unread_only, query, .. } = row;
        Ok(SavedViewView { view: id, name, base, account, label, unread: unread_only, query, chats })
    }

    /// The saved views with the number of chats in each.
    pub(crate) async fn saved_views(&self) -> Result<Vec<SavedViewView>, ApiError> {
        let mut views = Vec::new();
        for row in self.store.saved_views().await? {
            views.push(self.saved_view(row).await?);
        }
        Ok(views)
    }

    /// Keeps a view.
    pub(crate) async fn save_view(&self, request: SavedViewSave) -> Result<SavedViewView, ApiError> {
        let query = request.query.unwrap_or_default().trim().to_owned();
        if query.chars().count() > QUERY_CHARS {
            return Err(ApiError::new(ErrorCode::TextTooLong, "The words are too long to be kept with a view"));
        }
        let view = SavedView {
            id: request.view.unwrap_or(SavedViewId(0)),
            place: 0,
            name: named(&request.name)?,
            base: request.base,
            account: request.account,
            label: request.label,
            unread_only: request.unread.unwrap_or(false),
            query,
        };
        let kept = self.store.view_keep(view).await?;
        self.saved_view(kept).await
    }

    /// Puts a view elsewhere in the order.
    pub(crate) async fn move_view(&self, request: SavedViewMove) -> Result<(), ApiError> {
        let place = usize::try_from(whole(request.place, 10_000)?).unwrap_or_default();
        Ok(self.store.view_move(request.view, place).await?)
    }

    /// Removes a view.
    pub(crate) async fn remove_view(&self, view: SavedViewId) -> Result<ActDone, ApiError> {
        let undo = self.store.view_remove(view).await?;
        Ok(ActDone { undo: self.undos.push(undo), chats: 0.0, until_ms: None })
    }
}

#[cfg(test)]
mod tests;
