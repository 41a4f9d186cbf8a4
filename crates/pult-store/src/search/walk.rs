//! Walking the hits from the newest back, in growing windows.

use super::Hit;
use super::asked::{Asked, Beginnings};
use super::conditions::Conditions;
use super::snippet::snippet;
use crate::StoreError;
use crate::sql::statements;
use pult_domain::ids::MESSAGE_IDS_PER_MS;
use pult_domain::{AtMs, Author, ChannelKind, ChatId, MessageId};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow, Row, SqliteConnection};
use std::collections::HashSet;

/// Hits looked at before another way is taken: what was asked loosely is asked exactly, and the chats that
/// fulfil the conditions are asked for.
const BEFORE_OTHERS: usize = 1_500;
/// Hits looked at in all: about 50 ms. Where that is not enough, how far back is told.
const MOST_LOOKED_AT: usize = 10_000;
/// Fewest and most hits of one window where hits may fail: seeking the words again costs as much as looking at
/// some hundreds of them. A statement of the largest binds no values for them.
const WINDOW: (usize, usize) = (256, 2_048);

statements! {
    // A window in one piece: as rows of their own two thousand numbers cost more than finding them.
    WORDS_SQL = "SELECT coalesce(group_concat(rowid, ' '), '') FROM \
        (SELECT rowid FROM word_index WHERE word_index MATCH ?1 AND rowid >= ?2 AND rowid < ?3 ORDER BY rowid DESC LIMIT ?4)";
    MESSAGES_SQL = "SELECT coalesce(group_concat(id, ' '), '') FROM (SELECT id FROM message WHERE id >= ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3)";
}

const COLUMNS: &str = "m.id, m.chat_id, a.channel, m.author, c.customer, m.sent_at_ms, m.text, \
    CASE WHEN m.attachments > 0 THEN (SELECT group_concat(f.name, ' ') FROM attachment f WHERE f.message_id = m.id) END";

/// A hit with its whole text.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) message: MessageId,
    pub(crate) chat: ChatId,
    channel: ChannelKind,
    author: Author,
    customer: String,
    pub(crate) sent_at: AtMs,
    pub(crate) text: String,
    /// The names of its files.
    names: Option<String>,
}

impl FromRow<'_, SqliteRow> for Candidate {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let channel: String = row.try_get(2)?;
        Ok(Self {
            message: MessageId(row.try_get(0)?),
            chat: ChatId(row.try_get(1)?),
            channel: ChannelKind::parse(&channel).ok_or_else(|| sqlx::Error::Decode("channel".into()))?,
            author: Author::from_code(row.try_get(3)?),
            customer: row.try_get(4)?,
            sent_at: AtMs(row.try_get(5)?),
            text: row.try_get(6)?,
            names: row.try_get(7)?,
        })
    }
}

impl Candidate {
    pub(super) fn into_hit(self, asked: &Asked, near: bool) -> Hit {
        let Self { message, chat, channel, author, customer, sent_at, text, names } = self;
        let (said, named) = (snippet(asked, &text), snippet(asked, names.as_deref().unwrap_or_default()));
        // Found by a file's name: that is what was looked for, and a picture has no other words.
        let by_name = named.iter().any(|(_, hit)| *hit) && !said.iter().any(|(_, hit)| *hit);
        let snippet = if by_name || said.is_empty() { named } else { said };
        Hit { message, chat, channel, author, customer, sent_at, snippet, near }
    }
}

/// What a walk found, newest first.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    pub(crate) candidates: Vec<Candidate>,
    /// Where it gave up, if it did.
    pub(crate) looked_back_to: Option<AtMs>,
}

/// Finds so many messages, newest first.
pub(crate) async fn find(conn: &mut SqliteConnection, asked: &Asked, conditions: &Conditions, wanted: usize) -> Result<Walk, StoreError> {
    let mut expression = asked.expression(Beginnings::Walked);
    let narrow = conditions.narrows() || asked.must_verify() || expression.is_none();
    let mut seen = HashSet::new();
    let excludes = !asked.without.is_empty() || !asked.without_phrases.is_empty();
    let once_a_chat = expression.is_none() && !excludes && !conditions.on_messages();
    let mut walk = Walk::default();
    let mut take = |walk: &mut Walk, found: Vec<Candidate>| {
        let fitting =
            found.into_iter().filter(|one| asked.holds(&one.text, one.names.as_deref().unwrap_or_default()) && (!once_a_chat || seen.insert(one.chat)));
        let room = wanted.saturating_sub(walk.candidates.len());
        walk.candidates.extend(fitting.take(room));
        walk.candidates.len() >= wanted
    };
    let (first, mut beyond) = conditions.bounds();
    let (mut looked_at, mut window) = (0, if narrow { wanted.max(WINDOW.0) } else { wanted }.min(WINDOW.1));
    loop {
        let ids = ids(conn, expression.as_deref(), first, beyond, window).await?;
        looked_at += ids.len();
        let ended = ids.len() < window;
        beyond = ids.last().copied().unwrap_or(first);
        let full = take(&mut walk, rows(conn, &ids, conditions).await?);
        if full || ended {
            return Ok(walk);
        }
        if looked_at >= BEFORE_OTHERS && asked.is_loose() {
            expression = asked.expression(Beginnings::Joined);
        }
        let ask_chats = (BEFORE_OTHERS..MOST_LOOKED_AT).contains(&looked_at) && conditions.on_chats();
        if ask_chats && let Some(chats) = conditions.few_chats(conn).await? {
            walk.looked_back_to = of_chats(conn, expression.as_deref(), &chats, (first, beyond), conditions, |found| take(&mut walk, found)).await?;
            return Ok(walk);
        }
        if looked_at >= MOST_LOOKED_AT {
            walk.looked_back_to = Some(AtMs(beyond / MESSAGE_IDS_PER_MS));
            return Ok(walk);
        }
        window = (window * 2).clamp(WINDOW.0, WINDOW.1);
    }
}

/// The next window of hits; of all messages where no word is asked for.
async fn ids(conn: &mut SqliteConnection, expression: Option<&str>, first: i64, beyond: i64, window: usize) -> Result<Vec<i64>, StoreError> {
    let window = i64::try_from(window).unwrap_or(i64::MAX);
    let found: String = match expression {
        Some(expression) => sqlx::query_scalar(WORDS_SQL).bind(expression.to_owned()).bind(first).bind(beyond).bind(window).fetch_one(conn).await?,
        None => sqlx::query_scalar(MESSAGES_SQL).bind(first).bind(beyond).bind(window).fetch_one(conn).await?,
    };
    let mut ids: Vec<i64> = found.split_whitespace().filter_map(|id| id.parse().ok()).collect();
    // SQLite does not promise in which order they are put together.
    ids.sort_unstable_by(|one, other| other.cmp(one));
    Ok(ids)
}

/// Numbers as a list in a statement: they come from the index, not from what was typed.
fn list(ids: &[i64]) -> String {
    ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
}

/// The rows of hits that fulfil the conditions, newest first.
async fn rows(conn: &mut SqliteConnection, ids: &[i64], conditions: &Conditions) -> Result<Vec<Candidate>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = rows_sql(&list(ids), conditions.sql());
    let mut query = sqlx::query_as(AssertSqlSafe(sql)).persistent(false);
    for value in conditions.values() {
        query = query.bind(value.clone());
    }
    Ok(query.fetch_all(conn).await?)
}

/// The statement for some messages.
pub(super) fn rows_sql(ids: &str, conditions: &str) -> String {
    format!(
        "SELECT {COLUMNS} FROM message m CROSS JOIN chat c ON c.id = m.chat_id CROSS JOIN account a ON a.id = c.account_id \
         WHERE m.id IN ({ids}) AND a.removing = 0{conditions} ORDER BY m.id DESC"
    )
}

/// Hits among the messages of a few chats, newest first, until enough of them are taken; where it gave up, if
/// it did.
async fn of_chats(
    conn: &mut SqliteConnection,
    expression: Option<&str>,
    chats: &[i64],
    (first, mut beyond): (i64, i64),
    conditions: &Conditions,
    mut take: impl FnMut(Vec<Candidate>) -> bool,
) -> Result<Option<AtMs>, StoreError> {
    // Without any chat the index would still be walked to its end.
    if chats.is_empty() {
        return Ok(None);
    }
    let messages = format!("SELECT m.id FROM chat c CROSS JOIN message m ON m.chat_id = c.id WHERE c.id IN ({})", list(chats));
    // The plus keeps SQLite from asking the index once for each message.
    let sql = match expression {
        Some(_) => format!(
            "SELECT rowid FROM word_index WHERE word_index MATCH ?1 AND rowid >= ?2 AND rowid < ?3 AND +rowid IN ({messages}) ORDER BY rowid DESC LIMIT ?4"
        ),
        None => format!("SELECT id FROM ({messages}) WHERE ?1 = '' AND id >= ?2 AND id < ?3 ORDER BY id DESC LIMIT ?4"),
    };
    let (mut looked_at, mut window) = (0, WINDOW.0);
    while looked_at < MOST_LOOKED_AT {
        let query = sqlx::query_scalar(AssertSqlSafe(sql.as_str())).persistent(false).bind(expression.unwrap_or_default().to_owned());
        let ids: Vec<i64> = query.bind(first).bind(beyond).bind(i64::try_from(window).unwrap_or(i64::MAX)).fetch_all(&mut *conn).await?;
        looked_at += ids.len();
        beyond = ids.last().copied().unwrap_or(first);
        if take(rows(conn, &ids, conditions).await?) || ids.len() < window {
            return Ok(None);
        }
        window = WINDOW.1;
    }
    Ok(Some(AtMs(beyond / MESSAGE_IDS_PER_MS)))
}
