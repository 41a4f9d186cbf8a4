//! The lists of chats, page by page.
//!
//! Pages continue after a key, never at an offset (0.2 ms against 4 ms deep in the list). Each
//! list names its index: the planner has been misled by a broad one before, and a statement that
//! names a missing index fails the tests instead of becoming slow.

use super::{ChatListPage, ChatListQuery, ChatRow, JOINS, ROW};
use crate::{Store, StoreError};
use pult_domain::View;
use sqlx::{AssertSqlSafe, SqliteConnection};

/// Most rows of one page.
const MOST_ROWS: i64 = 500;

/// What decides the text of a list's statement.
#[derive(Clone, Copy, Debug)]
struct Shape {
    view: View,
    one_account: bool,
    unread_only: bool,
    continued: bool,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Deadline,
    Recent,
    Snoozed,
}

impl Key {
    fn of(view: View) -> Self {
        match view {
            View::Waiting | View::Urgent => Self::Deadline,
            View::Snoozed => Self::Snoozed,
            View::InProgress | View::Done | View::All => Self::Recent,
        }
    }

    /// The page's border and its order. Parameters: 2 the key, 3 the id.
    fn continues(self) -> &'static str {
        match self {
            Self::Deadline => " AND c.deadline_at_ms >= ?2 AND (c.deadline_at_ms > ?2 OR c.id > ?3)",
            Self::Snoozed => " AND c.snoozed_until_ms >= ?2 AND (c.snoozed_until_ms > ?2 OR c.id > ?3)",
            Self::Recent => " AND c.last_id <= ?2 AND (c.last_id < ?2 OR c.id < ?3)",
        }
    }

    fn order(self) -> &'static str {
        match self {
            Self::Deadline => " ORDER BY c.deadline_at_ms, c.id",
            Self::Snoozed => " ORDER BY c.snoozed_until_ms, c.id",
            Self::Recent => " ORDER BY c.last_id DESC, c.id DESC",
        }
    }

    /// The key of a row.
    fn value(self, row: &ChatRow) -> i64 {
        match self {
            Self::Deadline => row.deadline.map_or(0, |at| at.0),
            Self::Snoozed => row.snoozed_until.map_or(0, |at| at.0),
            Self::Recent => row.last.as_ref().map_or(0, |last| last.id.0),
        }
    }
}

impl Shape {
    fn filter(self) -> &'static str {
        match self.view {
            View::Waiting => "c.queue = 0 AND c.snoozed_until_ms IS NULL",
            View::Urgent => "c.queue = 0 AND c.priority = 3 AND c.snoozed_until_ms IS NULL",
            View::InProgress => "c.queue = 1 AND c.snoozed_until_ms IS NULL",
            View::Done => "c.queue = 2 AND c.snoozed_until_ms IS NULL",
            View::Snoozed => "c.snoozed_until_ms IS NOT NULL",
            View::All => "c.last_id >= 0",
        }
    }

    fn index(self) -> &'static str {
        match (self.view, self.one_account) {
            (View::InProgress | View::Done | View::All, _) if self.unread_only => "chat_unread",
            (View::Waiting, false) => "chat_waiting",
            (View::Waiting, true) => "chat_waiting_account",
            (View::Urgent, _) => "chat_urgent",
            (View::InProgress, false) => "chat_in_progress",
            (View::InProgress, true) => "chat_in_progress_account",
            (View::Done, false) => "chat_done",
            (View::Done, true) => "chat_done_account",
            (View::Snoozed, _) => "chat_snoozed",
            (View::All, false) => "chat_recent",
            (View::All, true) => "chat_recent_account",
        }
    }

    fn conditions(self) -> String {
        let account = if self.one_account { " AND c.account_id = ?1" } else { "" };
        let unread = if self.unread_only { " AND c.unread > 0" } else { "" };
        format!(" FROM chat c INDEXED BY {}{{joins}} WHERE {}{account}{unread}", self.index(), self.filter())
    }

    fn rows_sql(self) -> String {
        let key = Key::of(self.view);
        let border = if self.continued { key.continues() } else { "" };
        let conditions = self.conditions().replace("{joins}", JOINS);
        format!("{ROW}{conditions} AND a.removing = 0{border}{} LIMIT ?4", key.order())
    }

    /// The whole list's length: from the tally, or counted where the tally does not know it.
    fn total_sql(self) -> String {
        if self.unread_only {
            return format!("SELECT count(*){}", self.conditions().replace("{joins}", ""));
        }
        let column = match self.view {
            View::Waiting => "waiting",
            View::Urgent => "urgent",
            View::InProgress => "in_progress",
            View::Snoozed => "snoozed",
            View::Done => "done",
            View::All => "chats",
        };
        let account = if self.one_account { " AND a.id = ?1" } else { "" };
        format!("SELECT coalesce(sum(t.{column}), 0) FROM tally t JOIN account a ON a.id = t.account_id WHERE a.removing = 0{account}")
    }
}

/// Where a page ended. Its text is opaque to everybody else and bound to the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Border {
    key: i64,
    id: i64,
}

impl Border {
    fn write(self, view: View) -> String {
        format!("{}.{:x}.{:x}", view.as_str(), self.key, self.id)
    }

    fn read(view: View, text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (name, key, id, end) = (parts.next()?, parts.next()?, parts.next()?, parts.next());
        let number = |hex: &str| i64::from_str_radix(hex, 16).ok();
        if name == view.as_str() && end.is_none() { Some(Self { key: number(key)?, id: number(id)? }) } else { None }
    }
}

pub(super) async fn page(store: &Store, query: &ChatListQuery) -> Result<ChatListPage, StoreError> {
    let border = match &query.after {
        Some(text) => Some(Border::read(query.view, text).ok_or(StoreError::BadCursor)?),
        None => None,
    };
    let shape = Shape { view: query.view, one_account: query.account.is_some(), unread_only: query.unread_only, continued: border.is_some() };
    let limit = query.limit.clamp(1, MOST_ROWS);
    let mut conn = store.readers().acquire().await?;
    let mut rows = fetch(&mut conn, shape, query, border, limit).await?;
    let total = sqlx::query_scalar(AssertSqlSafe(shape.total_sql())).bind(query.account.map(|id| id.0)).fetch_one(&mut *conn).await?;
    let wanted = usize::try_from(limit).unwrap_or(1);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let key = Key::of(query.view);
    let next = rows.last().filter(|_| more).map(|last| Border { key: key.value(last), id: last.id.0 }.write(query.view));
    Ok(ChatListPage { rows, next, total })
}

async fn fetch(conn: &mut SqliteConnection, shape: Shape, query: &ChatListQuery, border: Option<Border>, limit: i64) -> Result<Vec<ChatRow>, StoreError> {
    let statement = sqlx::query_as(AssertSqlSafe(shape.rows_sql())).bind(query.account.map(|id| id.0));
    let statement = statement.bind(border.map(|border| border.key)).bind(border.map(|border| border.id));
    Ok(statement.bind(limit + 1).fetch_all(conn).await?)
}

/// Every statement a list can become, for the tests.
#[cfg(test)]
pub(crate) fn every_list() -> Vec<String> {
    let mut all = Vec::new();
    for view in View::ALL {
        for bits in 0..8 {
            let shape = Shape { view: *view, one_account: bits & 1 != 0, unread_only: bits & 2 != 0, continued: bits & 4 != 0 };
            all.extend([shape.rows_sql(), shape.total_sql()]);
        }
    }
    all
}
