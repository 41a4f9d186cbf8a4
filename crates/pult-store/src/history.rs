//! The past by chat, read in slices: for figures and for "what if".
//!
//! Walks measured on 100,000 chats with 500,000 messages of 90 days (one core, warm): messages by
//! row id, which is time, 0.25 s; chat by chat through `message_chat` 1.1 s. The slower one is
//! built. Only it has a chat together, so memory holds one slice and never the whole past, the
//! reader can be dropped between two slices, and a chat that waited at the border costs one more
//! look into its own past instead of a second walk.
//!
//! No transaction spans the slices: a reader that stays open for seconds would keep the log from
//! being moved into the file. What arrives meanwhile is seen in the chats not yet read; whoever
//! shows a result is told by [`Store::changes`] that there is more.

use crate::moves::{self, CROSSED, MOVED};
use crate::sql::statements;
use crate::{Store, StoreError};
use pult_domain::ids::MESSAGE_IDS_PER_MS;
use pult_domain::sla::{Dispute, History, Said};
use pult_domain::{AccountId, AtMs, Author, ChannelKind, ChatId, Queue};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};
use std::collections::VecDeque;

/// Chats of one slice: some thousand messages, about 20 ms.
const SLICE: i64 = 512;

/// Which past to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastQuery {
    /// From when on.
    pub since: AtMs,
    /// Only this account's chats.
    pub account: Option<AccountId>,
    /// Whether the buyers' words are wanted; without them texts are empty. Ours never are.
    pub texts: bool,
}

/// The past of one chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatPast {
    /// The chat.
    pub id: ChatId,
    /// When its first message was sent, however long ago.
    pub began_at: Option<AtMs>,
    /// The owner set it aside looking at messages up to this moment: the last time he did.
    pub done_at: Option<AtMs>,
    /// Until when it must be answered; none where nobody waits.
    pub deadline: Option<AtMs>,
    /// Where the owner put it, in the order of time, however long ago: the messages may begin before the moment asked for,
    /// and what was closed then does not wait.
    pub moves: Vec<(AtMs, Queue)>,
    /// Its messages in the order of time, the system's left out. They begin with our last reply
    /// before the moment asked for, if there is one: so it can be seen that the buyer had been
    /// answered before, and what waited at that moment.
    pub history: History,
}

/// A reader of the past; see [`Store::past`].
#[derive(Debug)]
pub struct PastReader {
    store: Store,
    query: PastQuery,
    after: i64,
    chats: u64,
}

/// The chats in which something was said since ?1 (a message id) or moved since ?2, or that wait.
/// Only numbers are put together here, never text.
macro_rules! past_chats {
    () => {
        "(c.last_id >= ?1 OR c.queue = 0 OR c.done_at_ms >= ?2) AND (?3 IS NULL OR c.account_id = ?3) AND a.removing = 0"
    };
}

macro_rules! past_messages {
    ($text:literal) => {
        concat!(
            "SELECT m.chat_id, m.author, m.sent_at_ms, ",
            $text,
            " FROM chat c CROSS JOIN account a ON a.id = c.account_id CROSS JOIN message m ON m.chat_id = c.id \
             AND m.id >= coalesce((SELECT r.id FROM message r WHERE r.chat_id = c.id AND r.id < ?1 AND r.author IN (1, 2) ORDER BY r.id DESC LIMIT 1), 0) \
             WHERE c.id > ?4 AND c.id <= ?5 AND m.author <> 3 \
             AND NOT EXISTS (SELECT 1 FROM imported_message i WHERE i.message_id = m.id) AND ",
            past_chats!(),
            " ORDER BY c.id, m.id"
        )
    };
}

statements! {
    OLDEST_SQL = "SELECT m.sent_at_ms FROM message m CROSS JOIN chat c ON c.id = m.chat_id CROSS JOIN account a ON a.id = c.account_id \
        WHERE (?1 IS NULL OR c.account_id = ?1) AND a.removing = 0 ORDER BY m.id LIMIT 1";
    COUNT_SQL = concat!("SELECT count(*) FROM chat c CROSS JOIN account a ON a.id = c.account_id WHERE ", past_chats!());
    CHATS_SQL = concat!(
        "SELECT c.id, c.account_id, a.channel, c.done_at_ms, c.deadline_at_ms, (SELECT m.sent_at_ms FROM message m WHERE m.chat_id = c.id ORDER BY m.id LIMIT 1), \
         (SELECT f.reply_closed FROM chat_channel f WHERE f.chat_id = c.id AND f.kind = 3) \
         FROM chat c CROSS JOIN account a ON a.id = c.account_id WHERE c.id > ?4 AND ", past_chats!(), " ORDER BY c.id LIMIT ?5"
    );
    WITH_TEXTS_SQL = past_messages!("CASE m.author WHEN 0 THEN m.text ELSE '' END");
    WITHOUT_TEXTS_SQL = past_messages!("''");
    MOVES_SQL = concat!(
        "SELECT e.chat_id, e.at_ms, e.detail FROM chat c CROSS JOIN account a ON a.id = c.account_id CROSS JOIN event e ON e.chat_id = c.id \
         WHERE c.id > ?4 AND c.id <= ?5 AND e.kind IN (?6, ?7) AND ", past_chats!(), " ORDER BY c.id, e.rowid"
    );
}

/// Binds what [`past_chats`] asks for.
macro_rules! bound {
    ($statement:expr, $query:expr) => {
        $statement.bind($query.since.0.saturating_mul(MESSAGE_IDS_PER_MS)).bind($query.since.0).bind($query.account.map(|account| account.0))
    };
}

impl FromRow<'_, SqliteRow> for ChatPast {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let channel: String = row.try_get(2)?;
        let at = |column: usize| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(column)?.map(AtMs));
        // An arbiter decides for as long as the chat takes replies, as `judging` has it.
        let dispute = row.try_get::<Option<bool>, _>(6)?.map_or(Dispute::No, |closed| if closed { Dispute::Decided } else { Dispute::Open });
        let history = History { channel: ChannelKind::parse(&channel), account: Some(AccountId(row.try_get(1)?)), dispute, ..History::default() };
        Ok(Self { id: ChatId(row.try_get(0)?), began_at: at(5)?, done_at: at(3)?, deadline: at(4)?, moves: Vec::new(), history })
    }
}

/// Takes the next row if it is this chat's; rows of chats that were not listed are passed over.
fn next_of<T>(rows: &mut VecDeque<T>, chat: ChatId, id: impl Fn(&T) -> i64) -> Option<T> {
    while rows.front().is_some_and(|row| id(row) < chat.0) {
        rows.pop_front();
    }
    if rows.front().is_some_and(|row| id(row) == chat.0) { rows.pop_front() } else { None }
}

impl Store {
    /// Everything since a moment, chat by chat: the chats in which something was said or moved
    /// since, and all that wait now.
    #[must_use]
    pub fn past(&self, query: PastQuery) -> PastReader {
        PastReader { store: self.clone(), query, after: 0, chats: 0 }
    }

    /// When the oldest message of an account, or of all, was sent.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn oldest_message(&self, account: Option<AccountId>) -> Result<Option<AtMs>, StoreError> {
        let at: Option<i64> = sqlx::query_scalar(OLDEST_SQL).bind(account.map(|account| account.0)).fetch_optional(&mut *self.reader().await?).await?;
        Ok(at.map(AtMs))
    }
}

impl PastReader {
    /// How many chats there are to read: for a progress bar.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn total(&self) -> Result<u64, StoreError> {
        let count: i64 = bound!(sqlx::query_scalar(COUNT_SQL), self.query).fetch_one(&mut *self.store.reader().await?).await?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// How many chats have been read.
    #[must_use]
    pub fn chats(&self) -> u64 {
        self.chats
    }

    /// The next slice, by chat id; `None` at the end. Nothing is held between two calls.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn next(&mut self) -> Result<Option<Vec<ChatPast>>, StoreError> {
        let mut conn = self.store.reader().await?;
        let mut slice: Vec<ChatPast> = bound!(sqlx::query_as(CHATS_SQL), self.query).bind(self.after).bind(SLICE).fetch_all(&mut *conn).await?;
        let Some(last) = slice.last().map(|chat| chat.id.0) else { return Ok(None) };
        let sql = if self.query.texts { WITH_TEXTS_SQL } else { WITHOUT_TEXTS_SQL };
        let said: Vec<(i64, i64, i64, String)> = bound!(sqlx::query_as(sql), self.query).bind(self.after).bind(last).fetch_all(&mut *conn).await?;
        let moves: Vec<(i64, i64, Option<String>)> =
            bound!(sqlx::query_as(MOVES_SQL), self.query).bind(self.after).bind(last).bind(MOVED).bind(CROSSED).fetch_all(&mut *conn).await?;
        let (mut said, mut moves) = (VecDeque::from(said), VecDeque::from(moves));
        for chat in &mut slice {
            while let Some((_, author, at, text)) = next_of(&mut said, chat.id, |row| row.0) {
                chat.history.messages.push(Said { author: Author::from_code(author), at: AtMs(at), text });
            }
            // Within a millisecond the buyer comes first, as in `pult_domain::waiting`.
            chat.history.messages.sort_by_key(|said| (said.at, said.author != Author::Customer));
            while let Some((_, at, detail)) = next_of(&mut moves, chat.id, |row| row.0) {
                moves::tell(&mut chat.moves, AtMs(at), detail.as_deref().unwrap_or_default());
            }
        }
        self.after = last;
        self.chats += u64::try_from(slice.len()).unwrap_or(0);
        Ok(Some(slice))
    }
}
