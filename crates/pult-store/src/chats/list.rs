//! The lists of chats, page by page.
//!
//! Pages continue after a key, never at an offset (0.2 ms against 4 ms deep in the list). Each
//! list names its index: the planner has been misled by a broad one before, and a statement that
//! names a missing index fails the tests instead of becoming slow.
//!
//! The lists by recency have one index together, (account, queue, last message): each account and
//! queue of the list gives its first rows, and the first of those are the page. An index for each
//! list was written again with every message; this way a page of seven accounts looks at a
//! thousand entries at most, and only the rows shown are read whole.

use super::{ChatListPage, ChatListQuery, ChatRow, JOINS, ROW, ROW_COLUMNS};
use crate::{Store, StoreError};
use pult_domain::View;
use sqlx::{AssertSqlSafe, FromRow, Row, SqliteConnection};

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
            Self::Recent => " AND k.last_id <= ?2 AND (k.last_id < ?2 OR k.id < ?3)",
        }
    }

    fn order(self) -> &'static str {
        match self {
            Self::Deadline => " ORDER BY c.deadline_at_ms, c.id",
            Self::Snoozed => " ORDER BY c.snoozed_until_ms, c.id",
            Self::Recent => " ORDER BY k.last_id DESC, k.id DESC",
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
    /// What is in the list, and the index that knows it; none for the lists by recency.
    fn filter(self) -> Option<(&'static str, &'static str)> {
        match self.view {
            View::Waiting => Some(("chat_waiting", "c.queue = 0 AND c.snoozed_until_ms IS NULL")),
            View::Urgent => Some(("chat_urgent", "c.queue = 0 AND c.priority = 3 AND c.snoozed_until_ms IS NULL")),
            View::Snoozed => Some(("chat_snoozed", "c.snoozed_until_ms IS NOT NULL")),
            View::InProgress | View::Done | View::All => None,
        }
    }

    fn rows_sql(self) -> String {
        let key = Key::of(self.view);
        let border = if self.continued { key.continues() } else { "" };
        // The total comes with the rows: a statement of its own costs as much as twenty of them.
        let head = format!("{ROW}, ({})", self.total_sql());
        match self.filter() {
            Some((index, filter)) => {
                let (account, unread) = (self.account("c.account_id"), self.unread("c"));
                format!("{head} FROM chat c INDEXED BY {index}{JOINS} WHERE {filter}{account}{unread} AND a.removing = 0{border}{} LIMIT ?4", key.order())
            }
            None => {
                let walk = format!("SELECT k.id{}{border}{} LIMIT ?4", self.walk("w.id"), key.order());
                let first =
                    format!("SELECT k.id FROM account w{} CROSS JOIN chat k ON k.id IN ({walk}) WHERE w.removing = 0{}", self.queues(), self.account("w.id"));
                format!("{head} FROM ({first}{} LIMIT ?4) p CROSS JOIN chat c ON c.id = p.id{JOINS}", key.order())
            }
        }
    }

    /// One account's and queue's entries of the shared index.
    fn walk(self, account: &str) -> String {
        let awake = if self.view == View::All { "" } else { " AND k.snoozed_until_ms IS NULL" };
        format!(" FROM chat k INDEXED BY chat_recent WHERE k.account_id = {account} AND k.queue = q.column1{awake}{}", self.unread("k"))
    }

    fn queues(self) -> &'static str {
        match self.view {
            View::InProgress => " CROSS JOIN (VALUES (1)) q",
            View::Done => " CROSS JOIN (VALUES (2)) q",
            _ => " CROSS JOIN (VALUES (0), (1), (2)) q",
        }
    }

    fn account(self, column: &str) -> String {
        if self.one_account { format!(" AND {column} = ?1") } else { String::new() }
    }

    fn unread(self, table: &str) -> String {
        if self.unread_only { format!(" AND {table}.unread > 0") } else { String::new() }
    }

    /// The whole list's length: from the tally, or counted where the tally does not know it.
    fn total_sql(self) -> String {
        if self.unread_only {
            return match self.filter() {
                Some((index, filter)) => {
                    format!("SELECT count(*) FROM chat c INDEXED BY {index} WHERE {filter}{}{}", self.account("c.account_id"), self.unread("c"))
                }
                None => {
                    let counted = format!("SELECT count(*){}", self.walk("w.id"));
                    format!("SELECT coalesce(sum(({counted})), 0) FROM account w{} WHERE w.removing = 0{}", self.queues(), self.account("w.id"))
                }
            };
        }
        let column = match self.view {
            View::Waiting => "waiting",
            View::Urgent => "urgent",
            View::InProgress => "in_progress",
            View::Snoozed => "snoozed",
            View::Done => "done",
            View::All => "chats",
        };
        let account = self.account("a.id");
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
    let (mut rows, total) = fetch(&mut conn, shape, query, border, limit).await?;
    let key = Key::of(query.view);
    if key == Key::Recent {
        // The page was put together from the first of each account and queue; which of them are in
        // it is SQL's word, in which order they come is not.
        rows.sort_unstable_by_key(|row| std::cmp::Reverse((key.value(row), row.id)));
    }
    let total = match total {
        Some(total) => total,
        None => sqlx::query_scalar(AssertSqlSafe(shape.total_sql())).bind(query.account.map(|id| id.0)).fetch_one(&mut *conn).await?,
    };
    let wanted = usize::try_from(limit).unwrap_or(1);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let next = rows.last().filter(|_| more).map(|last| Border { key: key.value(last), id: last.id.0 }.write(query.view));
    Ok(ChatListPage { rows, next, total })
}

/// The rows, and the total that came with them; none came when there are no rows.
async fn fetch(
    conn: &mut SqliteConnection,
    shape: Shape,
    query: &ChatListQuery,
    border: Option<Border>,
    limit: i64,
) -> Result<(Vec<ChatRow>, Option<i64>), StoreError> {
    let statement = sqlx::query(AssertSqlSafe(shape.rows_sql())).bind(query.account.map(|id| id.0));
    let statement = statement.bind(border.map(|border| border.key)).bind(border.map(|border| border.id));
    let rows = statement.bind(limit + 1).fetch_all(conn).await?;
    let total = rows.first().map(|row| row.try_get(ROW_COLUMNS)).transpose()?;
    Ok((rows.iter().map(ChatRow::from_row).collect::<Result<_, _>>()?, total))
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
