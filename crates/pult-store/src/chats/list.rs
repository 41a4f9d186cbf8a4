//! The lists of chats, page by page.
//!
//! Pages continue after a key or before one, so that a window over a long list can be moved both
//! ways and hold little; never at an offset (0.2 ms against 4 ms deep in the list). Each
//! list names its index: the planner has been misled by a broad one before, and a statement that
//! names a missing index fails the tests instead of becoming slow.
//!
//! The lists by recency have one index together, (account, queue, last message): each account and
//! queue of the list gives its first rows, and the first of those are the page. An index for each
//! list was written again with every message; this way a page of seven accounts looks at a
//! thousand entries at most, and only the rows shown are read whole.
//!
//! A label's list starts from the label: its chats are looked up and sorted, however many others
//! there are. Walking the view's own index and asking each chat for the label lost: it is quick for
//! a label that everything bears and looks at every chat for one that few do.
//!
//! The list of drafts walks the chats that wait and looks up each one's newest draft by its key: a page ends at its
//! last row, and most chats that wait have a draft. A column of the tally lost: a draft is overtaken by messages, made
//! again by knowledge, and judged by hand, and each of these writes would have to move a count.

use super::{ACCOUNT, ChatListPage, ChatListQuery, ChatRow, JOINS, LIST_END, ROW, ROW_COLUMNS};
use crate::ai_drafts::stands;
use crate::{Store, StoreError};
use pult_domain::{AtMs, ChatId, View};
use sqlx::{AssertSqlSafe, FromRow, Row, SqliteConnection};

/// Most rows of one page.
const MOST_ROWS: i64 = 500;

/// The chats that wait and have a draft that stands ready. Asked first whether there is any draft of the chat: that alone costs a
/// tenth of the rest, and where everything waits most chats have none. The plus keeps SQLite from making a list of all that have one.
pub(crate) const AI_DRAFTS: &str = concat!("c.queue = 0 AND c.snoozed_until_ms IS NULL AND +c.id IN (SELECT x.chat_id FROM ai_draft x) AND ", stands!("c.id"));

/// What decides the text of a list's statement.
#[derive(Clone, Copy, Debug)]
struct Shape {
    view: View,
    one_account: bool,
    label: bool,
    unread_only: bool,
    continued: bool,
    /// The page before a row, or before the list's end.
    backward: bool,
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
            View::Waiting | View::Urgent | View::AiDrafts => Self::Deadline,
            View::Snoozed => Self::Snoozed,
            View::InProgress | View::Done | View::Unread | View::Starred | View::Spam | View::All => Self::Recent,
        }
    }

    /// The page's border, on the table that is walked. Parameters: 2 the key, 3 the id.
    fn continues(self, walked: &str, backward: bool) -> String {
        let column = self.column();
        let sign = if self.goes_down(backward) { '<' } else { '>' };
        format!(" AND {walked}.{column} {sign}= ?2 AND ({walked}.{column} {sign} ?2 OR {walked}.id {sign} ?3)")
    }

    /// Whether the walk meets larger keys first.
    fn goes_down(self, backward: bool) -> bool {
        (self == Self::Recent) != backward
    }

    fn order(self, walked: &str, backward: bool) -> String {
        let (column, down) = (self.column(), if self.goes_down(backward) { " DESC" } else { "" });
        format!(" ORDER BY {walked}.{column}{down}, {walked}.id{down}")
    }

    fn column(self) -> &'static str {
        match self {
            Self::Deadline => "deadline_at_ms",
            Self::Snoozed => "snoozed_until_ms",
            Self::Recent => "last_id",
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
    fn of(query: &ChatListQuery, from: From) -> Self {
        let (continued, backward) = (matches!(from, From::After(_) | From::Before(_)), matches!(from, From::Before(_) | From::End));
        Self { view: query.view, one_account: query.account.is_some(), label: query.label.is_some(), unread_only: query.unread_only, continued, backward }
    }

    /// What is in the list.
    fn filter(self) -> &'static str {
        match self.view {
            View::Waiting => "c.queue = 0 AND c.snoozed_until_ms IS NULL",
            View::Urgent => "c.queue = 0 AND c.priority = 3 AND c.snoozed_until_ms IS NULL",
            View::InProgress => "c.queue = 1 AND c.snoozed_until_ms IS NULL",
            View::Snoozed => "c.snoozed_until_ms IS NOT NULL",
            View::Done => "c.queue = 2 AND c.snoozed_until_ms IS NULL",
            View::Unread => "c.unread > 0 AND c.snoozed_until_ms IS NULL",
            View::Starred => "c.starred > 0",
            View::AiDrafts => AI_DRAFTS,
            View::Spam => "c.spam_at_ms IS NOT NULL",
            View::All => "TRUE",
        }
    }

    /// The index of the list's own; none for the lists by recency that share one.
    fn index(self) -> Option<&'static str> {
        match self.view {
            View::Waiting | View::AiDrafts => Some("chat_waiting"),
            View::Urgent => Some("chat_urgent"),
            View::Snoozed => Some("chat_snoozed"),
            View::Unread => Some("chat_unread"),
            View::Starred => Some("chat_starred"),
            View::Spam => Some("chat_spam"),
            View::InProgress | View::Done | View::All => None,
        }
    }

    /// Where the list starts: at the label's chats, or in its own index, with what its rows are joined with. Parameter 5 is the label.
    /// A label's chats are looked up by their numbers: where few had been snoozed or starred when statistics were taken, SQLite walked
    /// that index to its end for each of them (0.5 s for 5,000 chats of a label and 2,500 with a star).
    fn source(self, joins: &str) -> Option<String> {
        if self.label {
            return Some(format!("chat_label l CROSS JOIN chat c NOT INDEXED ON c.id = l.chat_id{joins} WHERE l.label_id = ?5 AND {}", self.filter()));
        }
        self.index().map(|index| format!("chat c INDEXED BY {index}{joins} WHERE {}", self.filter()))
    }

    fn narrowed(self) -> String {
        format!("{}{} AND a.removing = 0", self.account("c.account_id"), self.unread("c"))
    }

    fn rows_sql(self) -> String {
        let key = Key::of(self.view);
        let border = |walked| if self.continued { key.continues(walked, self.backward) } else { String::new() };
        // The total comes with the rows: a statement of its own costs as much as twenty of them.
        let head = format!("{ROW}, ({})", self.total_sql());
        if let Some(source) = self.source(JOINS) {
            return format!("{head} FROM {source}{}{}{} LIMIT ?4", self.narrowed(), border("c"), key.order("c", self.backward));
        }
        let walk = format!("SELECT k.id{}{}{} LIMIT ?4", self.walk("w.id"), border("k"), key.order("k", self.backward));
        let first = format!("SELECT k.id FROM account w{} CROSS JOIN chat k ON k.id IN ({walk}) WHERE w.removing = 0{}", self.queues(), self.account("w.id"));
        format!("{head} FROM ({first}{} LIMIT ?4) p CROSS JOIN chat c ON c.id = p.id{JOINS}", key.order("k", self.backward))
    }

    /// Every chat of the list. Parameters: 1 the account, 5 the label, 6 the moment after which
    /// nothing in the chat was written.
    fn ids_sql(self) -> String {
        let seen = |walked: &str| format!(" AND coalesce({walked}.last_at_ms, 0) <= ?6");
        match self.source(ACCOUNT) {
            Some(source) => format!("SELECT c.id FROM {source}{}{} LIMIT ?4", self.narrowed(), seen("c")),
            None => {
                let walk = format!("SELECT k.id{}{}", self.walk("w.id"), seen("k"));
                format!(
                    "SELECT k.id FROM account w{} CROSS JOIN chat k ON k.id IN ({walk}) WHERE w.removing = 0{} LIMIT ?4",
                    self.queues(),
                    self.account("w.id")
                )
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

    /// The column of the tally that has the whole list's length, where one has.
    fn tallied(self) -> Option<&'static str> {
        if self.label || (self.unread_only && self.view != View::Unread) {
            return None;
        }
        match self.view {
            View::Waiting => Some("waiting"),
            View::Urgent => Some("urgent"),
            View::InProgress => Some("in_progress"),
            View::Snoozed => Some("snoozed"),
            View::Done => Some("done"),
            View::Unread => Some("unread_chats"),
            View::Starred => Some("starred"),
            View::AiDrafts => None,
            View::Spam => Some("spam"),
            View::All => Some("chats"),
        }
    }

    /// How many of those that wait are unread. Their own index does not know it, and each chat would be looked up (60 ms for
    /// 84,000): the shared one does, which in turn does not know the few that are hidden.
    fn waiting_unread_sql(self) -> String {
        let counted =
            |index: &str, of: &str| format!("(SELECT count(*) FROM chat k INDEXED BY {index} WHERE {of}k.account_id = w.id AND k.queue = 0 AND k.unread > 0)");
        let (all, hidden) = (counted("chat_recent", ""), counted("chat_snoozed", "k.snoozed_until_ms IS NOT NULL AND "));
        format!("SELECT coalesce(sum({all} - {hidden}), 0) FROM account w WHERE w.removing = 0{}", self.account("w.id"))
    }

    /// The whole list's length: from the tally, or counted where the tally does not know it.
    fn total_sql(self) -> String {
        let Some(column) = self.tallied() else {
            if self.view == View::Waiting && !self.label {
                return self.waiting_unread_sql();
            }
            // Nothing of an item is counted: its title would be looked up for every chat of the list.
            return match self.source(ACCOUNT) {
                Some(source) => format!("SELECT count(*) FROM {source}{}", self.narrowed()),
                None => {
                    let counted = format!("SELECT count(*){}", self.walk("w.id"));
                    format!("SELECT coalesce(sum(({counted})), 0) FROM account w{} WHERE w.removing = 0{}", self.queues(), self.account("w.id"))
                }
            };
        };
        let account = self.account("a.id");
        format!("SELECT coalesce(sum(t.{column}), 0) FROM tally t JOIN account a ON a.id = t.account_id WHERE a.removing = 0{account}")
    }
}

/// A row at the border of a page. Its text is opaque to everybody else and bound to the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Border {
    key: i64,
    id: i64,
}

/// Where a page is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Start,
    After(Border),
    Before(Border),
    End,
}

/// Marks a border as one to go back from.
const BACK: &str = "back";

impl Border {
    fn write(self, view: View) -> String {
        format!("{}.{}.{}", view.as_str(), self.key, self.id)
    }

    fn write_back(self, view: View) -> String {
        format!("{}.{BACK}", self.write(view))
    }
}

impl From {
    fn read(view: View, text: &str) -> Option<Self> {
        if text == LIST_END {
            return Some(Self::End);
        }
        let mut parts = text.split('.');
        let (name, key, id, way, end) = (parts.next()?, parts.next()?, parts.next()?, parts.next(), parts.next());
        let border = Border { key: key.parse().ok()?, id: id.parse().ok()? };
        match (name == view.as_str() && end.is_none(), way) {
            (true, None) => Some(Self::After(border)),
            (true, Some(BACK)) => Some(Self::Before(border)),
            _ => None,
        }
    }

    fn border(self) -> Option<Border> {
        match self {
            Self::After(border) | Self::Before(border) => Some(border),
            Self::Start | Self::End => None,
        }
    }
}

pub(super) async fn page(store: &Store, query: &ChatListQuery) -> Result<ChatListPage, StoreError> {
    let from = match &query.after {
        Some(text) => From::read(query.view, text).ok_or(StoreError::BadCursor)?,
        None => From::Start,
    };
    let shape = Shape::of(query, from);
    let limit = query.limit.clamp(1, MOST_ROWS);
    let mut conn = store.reader().await?;
    let (mut rows, total) = fetch(&mut conn, shape, query, from.border(), limit).await?;
    let key = Key::of(query.view);
    if key == Key::Recent {
        // The page was put together from the first of each account and queue; which of them are in
        // it is SQL's word, in which order they come is not.
        rows.sort_unstable_by_key(|row| std::cmp::Reverse((key.value(row), row.id)));
    } else if shape.backward {
        rows.reverse();
    }
    let total = match total {
        Some(total) => total,
        None => count(&mut conn, query).await?,
    };
    let wanted = usize::try_from(limit).unwrap_or(1);
    // One row more than wanted tells whether the list goes on in the page's own direction.
    let goes_on = rows.len() > wanted;
    let surplus = rows.len().saturating_sub(wanted);
    if shape.backward {
        rows.drain(..surplus);
    } else {
        rows.truncate(wanted);
    }
    // What a page was continued from stands on its other side; it may have left since: no harm.
    let (older, newer) = match from {
        From::Start => (goes_on, false),
        From::After(_) => (goes_on, true),
        From::Before(_) => (true, goes_on),
        From::End => (false, goes_on),
    };
    let border = |row: &ChatRow| Border { key: key.value(row), id: row.id.0 };
    let next = rows.last().filter(|_| older).map(|row| border(row).write(query.view));
    let prev = rows.first().filter(|_| newer).map(|row| border(row).write_back(query.view));
    Ok(ChatListPage { rows, next, prev, total })
}

/// How many chats the whole list has.
pub(super) async fn count(conn: &mut SqliteConnection, query: &ChatListQuery) -> Result<i64, StoreError> {
    let statement = sqlx::query_scalar(AssertSqlSafe(Shape::of(query, From::Start).total_sql())).bind(query.account.map(|id| id.0));
    Ok(statement.bind(None::<i64>).bind(None::<i64>).bind(None::<i64>).bind(query.label.map(|id| id.0)).fetch_one(conn).await?)
}

/// Every chat of a list in which nothing was written after a moment; at most so many.
pub(crate) async fn ids(conn: &mut SqliteConnection, query: &ChatListQuery, seen: AtMs, most: i64) -> Result<Vec<ChatId>, StoreError> {
    let statement = sqlx::query_scalar(AssertSqlSafe(Shape::of(query, From::Start).ids_sql())).bind(query.account.map(|id| id.0));
    let statement = statement.bind(None::<i64>).bind(None::<i64>).bind(most).bind(query.label.map(|id| id.0)).bind(seen.0);
    Ok(statement.fetch_all(conn).await?.into_iter().map(ChatId).collect())
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
    let rows = statement.bind(limit + 1).bind(query.label.map(|id| id.0)).fetch_all(conn).await?;
    let total = rows.first().map(|row| row.try_get(ROW_COLUMNS)).transpose()?;
    Ok((rows.iter().map(ChatRow::from_row).collect::<Result<_, _>>()?, total))
}

/// Every statement a list can become, for the tests.
#[cfg(test)]
pub(crate) fn every_list() -> Vec<String> {
    let mut all = Vec::new();
    for view in View::ALL {
        for bits in 0..32 {
            let bit = |n| bits & (1 << n) != 0;
            let shape = Shape { view: *view, one_account: bit(0), unread_only: bit(1), continued: bit(2), label: bit(3), backward: bit(4) };
            all.extend([shape.rows_sql(), shape.total_sql(), shape.ids_sql()]);
        }
    }
    all
}
