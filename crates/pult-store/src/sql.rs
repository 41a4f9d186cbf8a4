//! How SQL is written down here: as named constants that the tests can prepare and explain, and as
//! multi-row statements.
//!
//! Each statement through sqlx costs a hop to the connection's own thread (10 to 20 microseconds),
//! as much as SQLite needs for a whole row, so bulk work goes in statements of many rows. Rows are
//! bound as values. `json_each(?)` lost: it writes, parses and converts every value again, and
//! JSON cannot carry a NUL byte into a TEXT column whole. For rows that are read the price is a wake-up
//! of the reader each; where thousands of numbers are all that is asked, they come as one list
//! ([`Numbers`]).

use crate::StoreError;
use pult_domain::ChatId;
use sqlx::SqliteConnection;
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, FromRow};

/// A statement being bound.
pub(crate) type Q = Query<'static, Sqlite, SqliteArguments>;

/// Declares statements as constants, together with the list of all of them for the tests.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)+) => {
        $($(#[$doc])* const $name: &str = $sql;)+
        /// Every fixed statement of this file.
        #[cfg(test)]
        pub(crate) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $name)),+];
    };
}
pub(crate) use statements;

/// Numbers of chats as one value: a JSON list, as `json_each` takes and `json_group_array` gives it.
#[derive(Debug, sqlx::Type)]
#[sqlx(transparent)]
pub(crate) struct Numbers(String);

impl Numbers {
    /// The list of these chats.
    pub(crate) fn of(chats: &[ChatId]) -> Self {
        Self(serde_json::Value::from_iter(chats.iter().map(|chat| chat.0)).to_string())
    }

    /// The chats of the list.
    pub(crate) fn chats(&self) -> Result<Vec<ChatId>, StoreError> {
        serde_json::from_str(&self.0).map_err(|_| StoreError::Unreadable("a list of chats"))
    }
}

/// A statement with a list of rows in the middle: head, `row` repeated with commas, tail.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bulk {
    pub(crate) head: &'static str,
    pub(crate) row: &'static str,
    pub(crate) tail: &'static str,
}

/// Rows of one statement. Few sizes, so that the prepared statements are used again. What a list
/// leaves of a statement stays unbound, which is NULL: every bulk statement ignores such rows, so
/// that 400 rows need one hop instead of six. The largest takes a whole part: each statement more
/// makes SQLite keep the pages it touches once more, and the word index write what it has gathered
/// (a savepoint). 16 columns of it are half of the 32,766 parameters that SQLite takes
/// (sqlite.org/limits.html, 9).
const SIZES: [usize; 7] = [1, 4, 16, 64, 256, 512, MOST];
/// Most rows of one statement.
const MOST: usize = 1_024;

/// The statement's size for so many rows.
fn size_for(rows: usize) -> usize {
    SIZES.into_iter().find(|size| *size >= rows).unwrap_or(MOST)
}

impl Bulk {
    /// The statement for so many rows.
    pub(crate) fn sql(&self, rows: usize) -> String {
        let mut sql = String::with_capacity(self.head.len() + self.tail.len() + rows * (self.row.len() + 1));
        sql.push_str(self.head);
        for n in 0..rows {
            if n > 0 {
                sql.push(',');
            }
            sql.push_str(self.row);
        }
        sql.push_str(self.tail);
        sql
    }

    /// Runs the statement over all rows; the number of rows it changed.
    pub(crate) async fn execute<T>(&self, conn: &mut SqliteConnection, rows: &[T], bind: impl Fn(Q, &T) -> Q) -> Result<u64, sqlx::Error> {
        let mut changed = 0;
        for chunk in rows.chunks(MOST) {
            let query = sqlx::query(AssertSqlSafe(self.sql(size_for(chunk.len()))));
            changed += chunk.iter().fold(query, &bind).execute(&mut *conn).await?.rows_affected();
        }
        Ok(changed)
    }

    /// Runs the statement over all rows and collects what it returns.
    pub(crate) async fn fetch<T, R>(&self, conn: &mut SqliteConnection, rows: &[T], bind: impl Fn(Q, &T) -> Q) -> Result<Vec<R>, sqlx::Error>
    where
        R: for<'r> FromRow<'r, SqliteRow>,
    {
        let mut found = Vec::new();
        for chunk in rows.chunks(MOST) {
            let query = sqlx::query(AssertSqlSafe(self.sql(size_for(chunk.len()))));
            for row in chunk.iter().fold(query, &bind).fetch_all(&mut *conn).await? {
                found.push(R::from_row(&row)?);
            }
        }
        Ok(found)
    }
}
