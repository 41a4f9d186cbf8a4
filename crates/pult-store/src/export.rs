//! What an export reads besides chats and messages: which chats a list holds, and what happened to one.

use crate::chats::list;
use crate::sql::statements;
use crate::{ChatListQuery, Store, StoreError, moves};
use pult_domain::{AtMs, ChatId, OutboxId};
use sqlx::FromRow;

/// Most events of one chat that are told.
const MOST_EVENTS: i64 = 10_000;

statements! {
    EVENTS_SQL = "SELECT at_ms, outbox_id, kind, detail FROM event WHERE chat_id = ?1 ORDER BY id LIMIT ?2";
}

/// Something that happened to a chat or a reply besides messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatEvent {
    /// When.
    pub at: AtMs,
    /// The reply it happened to.
    pub outbox: Option<OutboxId>,
    /// What, as a word of ours.
    pub kind: String,
    /// More of it, as a word of ours.
    pub detail: Option<String>,
}

impl ChatEvent {
    /// The moment that is told, where it is one: the clicks before it ended there.
    #[must_use]
    pub fn moment(&self) -> Option<AtMs> {
        let told = self.detail.as_ref().filter(|_| self.kind == moves::CROSSED)?;
        told.parse().ok().map(AtMs)
    }
}

#[derive(FromRow)]
struct EventRow {
    at_ms: i64,
    outbox_id: Option<i64>,
    kind: String,
    detail: Option<String>,
}

impl Store {
    /// The chats of a whole list, oldest first, at most so many.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chats_of_list(&self, query: &ChatListQuery, most: i64) -> Result<Vec<ChatId>, StoreError> {
        let mut conn = self.reader().await?;
        let mut chats = list::ids(&mut conn, query, AtMs(i64::MAX), most).await?;
        chats.sort_unstable();
        Ok(chats)
    }

    /// What happened to a chat and its replies, in order.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat_events(&self, chat: ChatId) -> Result<Vec<ChatEvent>, StoreError> {
        let rows: Vec<EventRow> = sqlx::query_as(EVENTS_SQL).bind(chat.0).bind(MOST_EVENTS).fetch_all(&mut *self.reader().await?).await?;
        let event = |row: EventRow| ChatEvent { at: AtMs(row.at_ms), outbox: row.outbox_id.map(OutboxId), kind: row.kind, detail: row.detail };
        Ok(rows.into_iter().map(event).collect())
    }
}
