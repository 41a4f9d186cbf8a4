//! What a chat row knows of its messages: the last one, the unread count, whose turn it is, and
//! the account's tally. Kept in the transaction of the messages, so that a list reads one row a
//! chat (measured: 0.1 ms against 118 to 408 ms by subqueries).
//!
//! Messages newer than everything in the chat move the row on by one step; anything older makes
//! the row be recounted from all its messages that can decide it. Both end in the same state, which `check_full`
//! recomputes. Counts are kept in a table instead of counted through an index (1.8 to 7 ms at
//! 100,000 chats): every writer of a chat row passes through [`save`], and time alone through [`raise`].

use crate::StoreError;
use crate::pool::Tx;
use crate::sql::{Bulk, Numbers, Q, statements};
use pult_domain::waiting::{Moment, Waiting};
use pult_domain::{AtMs, Author, ChatId, ErrorCode, MessageId, Priority, Queue};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row, SqliteConnection};
use std::ops::{AddAssign, Sub};

/// Characters of the last message kept for lists.
pub(crate) const LAST_CHARS: usize = 120;

/// The columns of [`ChatState`], in the order of its reader; a macro, because `concat!` takes no constants.
macro_rules! state_columns {
    () => {
        "id, account_id, queue, priority, waiting_since_ms, deadline_at_ms, answered_at_ms, done_at_ms, taken, reopened_at_ms, \
         snoozed_until_ms, unread, read_up_to, last_id, last_at_ms, marked_unread, starred, spam_at_ms"
    };
}

/// The same for other files.
pub(crate) const STATE_COLUMNS: &str = state_columns!();

statements! {
    STATE_SQL = concat!("SELECT ", state_columns!(), " FROM chat WHERE id = ?");
    // History from files is past: it moves nothing but the last message (see `imports`).
    MOMENTS_SQL = "SELECT id, author, sent_at_ms FROM message WHERE chat_id = ? AND id >= ? \
        AND NOT EXISTS (SELECT 1 FROM imported_message i WHERE i.message_id = message.id) ORDER BY id";
    REPLIED_SQL = "SELECT sent_at_ms FROM message WHERE chat_id = ? AND author IN (1, 2) \
        AND NOT EXISTS (SELECT 1 FROM imported_message i WHERE i.message_id = message.id) ORDER BY id DESC LIMIT 1";
    NEWEST_SQL = "SELECT coalesce(max(id), 0) FROM message WHERE chat_id = ?";
    LAST_SQL = "SELECT author, sent_at_ms, attachments, text FROM message WHERE id = ?";
    // One row for each account, hidden ones apart: each row that is read wakes its reader.
    RAISABLE_SQL = "SELECT c.account_id, c.snoozed_until_ms IS NULL, json_group_array(c.id) FROM json_each(?1) g CROSS JOIN chat c ON c.id = g.value \
        WHERE c.queue = 0 AND c.priority < 3 AND c.deadline_at_ms <= ?2 GROUP BY 1, 2";
    RAISE_SQL = "UPDATE chat SET priority = 3 WHERE id IN (SELECT value FROM json_each(?))";
    TALLY_SQL = "UPDATE tally SET waiting = waiting + ?, urgent = urgent + ?, in_progress = in_progress + ?, snoozed = snoozed + ?, done = done + ?, \
        chats = chats + ?, unread = unread + ?, unread_chats = unread_chats + ?, starred = starred + ?, spam = spam + ? WHERE account_id = ?";
}

/// Writes back what every message moves, where it is still the same party's turn and no mark of the
/// owner's came or went: SQLite rewrites the entry of every index whose columns a statement names, whether they differ or not.
pub(crate) const SAVE_STEP: Bulk = Bulk {
    head: "WITH given (id, answered, unread, marked, read_up_to, last_id, author, body, files, at) AS (VALUES ",
    row: "(?,?,?,?,?,?,?,?,?,?)",
    tail: ") UPDATE chat SET answered_at_ms = given.answered, unread = given.unread, marked_unread = given.marked, read_up_to = given.read_up_to, last_id = given.last_id, \
        last_author = coalesce(given.author, last_author), last_text = coalesce(given.body, last_text), \
        last_attachments = coalesce(given.files, last_attachments), last_at_ms = coalesce(given.at, last_at_ms) FROM given WHERE chat.id = given.id",
};

/// Writes whole chat rows back. The last message's columns are NULL where it stays the same.
pub(crate) const SAVE: Bulk = Bulk {
    head: "WITH given (id, queue, priority, since, deadline, done, taken, reopened, snoozed, starred, spam, answered, unread, marked, read_up_to, last_id, author, body, files, at) AS (VALUES ",
    row: "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    tail: ") UPDATE chat SET queue = given.queue, priority = given.priority, waiting_since_ms = given.since, deadline_at_ms = given.deadline, \
        answered_at_ms = given.answered, done_at_ms = given.done, taken = given.taken, reopened_at_ms = given.reopened, snoozed_until_ms = given.snoozed, starred = given.starred, spam_at_ms = given.spam, unread = given.unread, \
        marked_unread = given.marked, read_up_to = given.read_up_to, last_id = given.last_id, last_author = coalesce(given.author, last_author), last_text = coalesce(given.body, last_text), \
        last_attachments = coalesce(given.files, last_attachments), last_at_ms = coalesce(given.at, last_at_ms) FROM given WHERE chat.id = given.id",
};

/// Writes another level, where nothing else moved: of all indexes only those of the urgent chats and of what is still to become
/// urgent name it. With [`SAVE`] four thousand took two and a half times as long.
pub(crate) const SAVE_LEVEL: Bulk =
    Bulk { head: "WITH given (id, level) AS (VALUES ", row: "(?,?)", tail: ") UPDATE chat SET priority = given.level FROM given WHERE chat.id = given.id" };

/// The states of chats, by number.
pub(crate) const STATES: Bulk = Bulk {
    head: "WITH given (wanted) AS (VALUES ",
    row: "(?)",
    tail: concat!(") SELECT ", state_columns!(), " FROM given CROSS JOIN chat ON chat.id = given.wanted"),
};

/// The derived part of a chat row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChatState {
    pub(crate) id: ChatId,
    pub(crate) account: i64,
    pub(crate) waiting: Waiting,
    pub(crate) taken: bool,
    pub(crate) reopened_at: Option<AtMs>,
    pub(crate) snoozed: Option<AtMs>,
    pub(crate) unread: i64,
    /// The owner marked it unread though everything in it was read; it counts as one message.
    pub(crate) marked: bool,
    /// The owner gave it a star.
    pub(crate) starred: bool,
    /// When the owner called it spam.
    pub(crate) spam_at: Option<AtMs>,
    pub(crate) read_up_to: i64,
    pub(crate) last_id: i64,
    pub(crate) last_at: Option<AtMs>,
    /// The last message, where it is another than in the row.
    pub(crate) last: Option<Last>,
}

/// The last message as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Last {
    pub(crate) author: Author,
    pub(crate) text: String,
    pub(crate) attachments: i64,
}

/// One new message as the roll-up sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fresh<'a> {
    pub(crate) id: MessageId,
    pub(crate) author: Author,
    pub(crate) at: AtMs,
    pub(crate) text: &'a str,
    pub(crate) attachments: i64,
}

impl FromRow<'_, SqliteRow> for ChatState {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: ChatId(row.try_get(0)?),
            account: row.try_get(1)?,
            waiting: Waiting {
                queue: Queue::from_code(row.try_get(2)?).unwrap_or(Queue::InProgress),
                priority: Priority::from_code(row.try_get(3)?).unwrap_or(Priority::Normal),
                since: row.try_get::<Option<i64>, _>(4)?.map(AtMs),
                deadline: row.try_get::<Option<i64>, _>(5)?.map(AtMs),
                answered_at: row.try_get::<Option<i64>, _>(6)?.map(AtMs),
                done_at: row.try_get::<Option<i64>, _>(7)?.map(AtMs),
            },
            taken: row.try_get(8)?,
            reopened_at: row.try_get::<Option<i64>, _>(9)?.map(AtMs),
            snoozed: row.try_get::<Option<i64>, _>(10)?.map(AtMs),
            unread: row.try_get(11)?,
            read_up_to: row.try_get(12)?,
            last_id: row.try_get(13)?,
            last_at: row.try_get::<Option<i64>, _>(14)?.map(AtMs),
            marked: row.try_get(15)?,
            starred: row.try_get(16)?,
            spam_at: row.try_get::<Option<i64>, _>(17)?.map(AtMs),
            last: None,
        })
    }
}

/// What one chat, or the difference of two states of it, adds to the tally.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub(crate) struct Tally {
    pub(crate) waiting: i64,
    pub(crate) urgent: i64,
    pub(crate) in_progress: i64,
    pub(crate) snoozed: i64,
    pub(crate) done: i64,
    pub(crate) chats: i64,
    pub(crate) unread: i64,
    pub(crate) unread_chats: i64,
    pub(crate) starred: i64,
    pub(crate) spam: i64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.waiting += other.waiting;
        self.urgent += other.urgent;
        self.in_progress += other.in_progress;
        self.snoozed += other.snoozed;
        self.done += other.done;
        self.chats += other.chats;
        self.unread += other.unread;
        self.unread_chats += other.unread_chats;
        self.starred += other.starred;
        self.spam += other.spam;
    }
}

impl Sub for Tally {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            waiting: self.waiting - other.waiting,
            urgent: self.urgent - other.urgent,
            in_progress: self.in_progress - other.in_progress,
            snoozed: self.snoozed - other.snoozed,
            done: self.done - other.done,
            chats: self.chats - other.chats,
            unread: self.unread - other.unread,
            unread_chats: self.unread_chats - other.unread_chats,
            starred: self.starred - other.starred,
            spam: self.spam - other.spam,
        }
    }
}

impl ChatState {
    /// A chat nobody has written in yet.
    pub(crate) fn new(id: ChatId, account: i64) -> Self {
        Self {
            id,
            account,
            waiting: Waiting::default(),
            taken: false,
            reopened_at: None,
            snoozed: None,
            unread: 0,
            marked: false,
            starred: false,
            spam_at: None,
            read_up_to: 0,
            last_id: 0,
            last_at: None,
            last: None,
        }
    }

    /// What only changes when the turn does, or by the owner's hand.
    fn turn(&self) -> (Queue, Priority, [Option<AtMs>; 6], [bool; 2]) {
        let waiting = &self.waiting;
        let moments = [waiting.since, waiting.deadline, waiting.done_at, self.reopened_at, self.snoozed, self.spam_at];
        (waiting.queue, waiting.priority, moments, [self.taken, self.starred])
    }

    /// Whether its level is all in which it differs from another state of the chat.
    fn differs_in_level(&self, other: &Self) -> bool {
        // Asked first: without a last message to be written there are no words to be cloned.
        self.last.is_none() && Self { waiting: Waiting { priority: other.waiting.priority, ..self.waiting }, ..self.clone() } == *other
    }

    /// What this chat counts as.
    pub(crate) fn tally(&self) -> Tally {
        let shown = i64::from(self.snoozed.is_none());
        let waiting = i64::from(self.waiting.queue == Queue::Waiting) * shown;
        Tally {
            waiting,
            urgent: waiting * i64::from(self.waiting.priority == Priority::Urgent),
            in_progress: i64::from(self.waiting.queue == Queue::InProgress) * shown,
            snoozed: i64::from(self.snoozed.is_some()),
            done: i64::from(self.waiting.queue == Queue::Done) * shown,
            chats: 1,
            unread: self.unread,
            unread_chats: i64::from(self.unread > 0) * shown,
            starred: i64::from(self.starred),
            spam: i64::from(self.spam_at.is_some()),
        }
    }

    /// Up to where the owner who does something with it now has seen it: the marketplace's clock may be ahead of
    /// ours, and he saw that message too.
    pub(crate) fn seen_until(&self, now: AtMs) -> AtMs {
        self.last_at.map_or(now, |last| last.max(now))
    }

    /// Everything in it has been read.
    pub(crate) fn looked_at(self) -> Self {
        Self { read_up_to: self.read_up_to.max(self.last_id), unread: 0, marked: false, ..self }
    }

    /// As if something in it had not been read.
    pub(crate) fn put_back_unread(self) -> Self {
        if self.unread > 0 { self } else { Self { unread: 1, marked: true, ..self } }
    }

    /// Whether these messages are all newer than what the chat has.
    fn continues(&self, fresh: &[Fresh<'_>]) -> bool {
        let newest = self.last_at.max(self.reopened_at);
        fresh.iter().all(|message| message.id.0 > self.last_id && Some(message.at) >= newest)
    }

    /// Moves on by messages newer than everything the chat has; `false` when they are not, and the
    /// chat must be recounted once they are stored.
    pub(crate) fn follow(&mut self, fresh: &mut [Fresh<'_>]) -> bool {
        if !self.continues(fresh) {
            return false;
        }
        fresh.sort_by_key(|message| (message.at, message.author != Author::Customer));
        // They were on their way when the owner closed the chat, whatever their moments say. What somebody of
        // the shop has answered elsewhere meanwhile is closed all the same.
        let answered = fresh.iter().filter(|m| ours(m.author)).map(|m| m.at).max();
        for message in fresh.iter().filter(|m| m.author == Author::Customer && Some(m.at) > answered) {
            self.waiting = self.waiting.unseen(message.at);
        }
        for message in fresh.iter() {
            self.waiting = self.waiting.after(Moment { author: message.author, at: message.at });
        }
        if fresh.iter().any(|message| message.author == Author::Customer) {
            // Whoever hides a chat hides what he has seen, not what comes.
            self.snoozed = None;
        }
        if fresh.iter().any(|m| m.author == Author::Customer || ours(m.author)) {
            // What comes is unread by itself, and a reply has read what it answers.
            self.unread -= i64::from(self.marked);
            self.marked = false;
        }
        if let Some(own) = fresh.iter().filter(|m| ours(m.author)).map(|m| m.id.0).max() {
            self.read_up_to = self.read_up_to.max(own);
            self.unread = 0;
        }
        let unread = fresh.iter().filter(|m| m.author == Author::Customer && m.id.0 > self.read_up_to).count();
        self.unread += i64::try_from(unread).unwrap_or(0);
        if let Some(last) = fresh.iter().max_by_key(|m| m.id) {
            self.last_id = last.id.0;
            self.last_at = Some(last.at);
            self.last = Some(Last { author: last.author, text: last.text.chars().take(LAST_CHARS).collect(), attachments: last.attachments });
        }
        true
    }

    /// Everything again from the chat's messages.
    pub(crate) async fn recount(&mut self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        let from = self.decided_from(conn).await?;
        let rows = moments(conn, self.id, from).await?;
        self.derive(&rows);
        let newest: i64 = sqlx::query_scalar(NEWEST_SQL).bind(self.id.0).fetch_one(&mut *conn).await?;
        // Also where it is the same one: its words may have been edited or taken away.
        if newest > 0 {
            let (author, at, attachments, text): (i64, i64, i64, String) = sqlx::query_as(LAST_SQL).bind(newest).fetch_one(&mut *conn).await?;
            self.last_id = newest;
            self.last_at = Some(AtMs(at));
            self.last = Some(Last { author: Author::from_code(author), text: text.chars().take(LAST_CHARS).collect(), attachments });
        }
        Ok(())
    }

    /// The first message that can decide anything: what came before our last reply is answered and read, and only what was
    /// written after a closing tells that the chat was opened again. Threads of years have thousands before that.
    async fn decided_from(&self, conn: &mut SqliteConnection) -> Result<MessageId, StoreError> {
        let replied: Option<i64> = sqlx::query_scalar(REPLIED_SQL).bind(self.id.0).fetch_optional(conn).await?;
        let from = replied.map(|at| self.waiting.done_at.map_or(AtMs(at), |closed| closed.min(AtMs(at))));
        // By its moment, not by its id: a reply that is told late with a later moment counts too.
        Ok(from.map_or(MessageId(0), MessageId::first_at))
    }

    /// Whose turn it is and what is unread, from all messages as (id, author, sent), or from those that decide it.
    pub(crate) fn derive(&mut self, messages: &[(i64, i64, i64)]) {
        self.waiting = self.recounted(messages.iter().map(moment));
        let own = messages.iter().filter(|(_, author, _)| ours(Author::from_code(*author))).map(|(id, ..)| *id).max();
        self.read_up_to = self.read_up_to.max(own.unwrap_or(0));
        let unread = messages.iter().filter(|(id, author, _)| *author == Author::Customer.code() && *id > self.read_up_to).count();
        self.marked = self.marked && unread == 0;
        self.unread = i64::try_from(unread).unwrap_or(0) + i64::from(self.marked);
    }

    /// The waiting columns from all messages, the owner's own moves included.
    pub(crate) fn recounted(&self, moments: impl Iterator<Item = Moment>) -> Waiting {
        let reopened = self.reopened_at.map(|at| Moment { author: Author::Customer, at });
        let mut waiting = Waiting::recount(self.waiting.done_at, moments.chain(reopened));
        if self.taken && waiting.queue == Queue::Done {
            waiting.queue = Queue::InProgress;
        }
        // Levels are raised by rules, not by messages; a chat that still waits keeps its own. A wait that begins
        // later than the one known is the next: a late reply has answered that one.
        if waiting.since.is_some() && waiting.since <= self.waiting.since {
            waiting.priority = waiting.priority.max(self.waiting.priority);
        }
        waiting
    }
}

/// The messages of a chat from one on as (id, author, sent), history from files left out.
pub(crate) async fn moments(conn: &mut SqliteConnection, chat: ChatId, from: MessageId) -> Result<Vec<(i64, i64, i64)>, StoreError> {
    Ok(sqlx::query_as(MOMENTS_SQL).bind(chat.0).bind(from.0).fetch_all(conn).await?)
}

/// One of them as the clock sees it.
pub(crate) fn moment((_, author, at): &(i64, i64, i64)) -> Moment {
    Moment { author: Author::from_code(*author), at: AtMs(*at) }
}

/// Whether a message is the shop's own.
pub(crate) fn ours(author: Author) -> bool {
    matches!(author, Author::Seller | Author::Assistant)
}

/// The state of one chat.
pub(crate) async fn load(tx: &mut Tx, chat: ChatId) -> Result<ChatState, StoreError> {
    sqlx::query_as(STATE_SQL).bind(chat.0).fetch_optional(&mut tx.conn).await?.ok_or(StoreError::NotFound(ErrorCode::ChatNotFound))
}

/// The states of many chats, in the order they are named; those that are gone are left out.
pub(crate) async fn load_all(tx: &mut Tx, chats: &[ChatId]) -> Result<Vec<ChatState>, StoreError> {
    Ok(STATES.fetch(&mut tx.conn, chats, |query, chat| query.bind(chat.0)).await?)
}

/// Writes chat rows back and moves the tally of their account. Unchanged ones cost nothing.
pub(crate) async fn save(tx: &mut Tx, account: i64, pairs: &[(ChatState, ChatState)]) -> Result<(), StoreError> {
    // Whoever keeps states over several transactions learns of this one by asking again.
    tx.known.clear();
    write(tx, account, &pairs.iter().map(|(before, after)| (before, after)).collect::<Vec<_>>()).await
}

/// Makes those of the chats urgent that wait, are not urgent, and whose deadline is `border` or earlier: what
/// [`Waiting::escalated`] says of each, for the one move that comes to thousands at once. Loading and saving them by [`save`] took six
/// times as long. Returns which, by account.
pub(crate) async fn raise(tx: &mut Tx, chats: &[ChatId], border: AtMs) -> Result<Vec<(i64, Vec<ChatId>)>, StoreError> {
    tx.known.clear();
    let found: Vec<(i64, bool, Numbers)> = sqlx::query_as(RAISABLE_SQL).bind(Numbers::of(chats)).bind(border.0).fetch_all(&mut tx.conn).await?;
    let mut raised = Vec::with_capacity(found.len());
    for (account, shown, numbers) in found {
        let chats = numbers.chats()?;
        sqlx::query(RAISE_SQL).bind(numbers).execute(&mut tx.conn).await?;
        let urgent = if shown { i64::try_from(chats.len()).unwrap_or(i64::MAX) } else { 0 };
        add(tx, account, Tally { urgent, ..Tally::default() }).await?;
        raised.push((account, chats));
    }
    Ok(raised)
}

/// As [`save`], for the feed, which keeps the states it writes.
pub(crate) async fn write(tx: &mut Tx, account: i64, pairs: &[(&ChatState, &ChatState)]) -> Result<(), StoreError> {
    let (mut steps, mut levels, mut turns) = (Vec::new(), Vec::new(), Vec::new());
    for (before, after) in pairs.iter().filter(|(before, after)| before != after) {
        if before.turn() == after.turn() {
            steps.push(*after);
        } else if after.differs_in_level(before) {
            levels.push(*after);
        } else {
            turns.push(*after);
        }
    }
    SAVE_LEVEL.execute(&mut tx.conn, &levels, |query, chat| query.bind(chat.id.0).bind(chat.waiting.priority.code())).await?;
    SAVE_STEP.execute(&mut tx.conn, &steps, |query, chat| bind_step(query.bind(chat.id.0), chat)).await?;
    SAVE.execute(&mut tx.conn, &turns, |query, chat| {
        let waiting = &chat.waiting;
        let query = query.bind(chat.id.0).bind(waiting.queue.code()).bind(waiting.priority.code()).bind(waiting.since.map(|at| at.0));
        let query = query.bind(waiting.deadline.map(|at| at.0)).bind(waiting.done_at.map(|at| at.0)).bind(chat.taken);
        bind_step(query.bind(chat.reopened_at.map(|at| at.0)).bind(chat.snoozed.map(|at| at.0)).bind(chat.starred).bind(chat.spam_at.map(|at| at.0)), chat)
    })
    .await?;
    let mut delta = Tally::default();
    pairs.iter().for_each(|(before, after)| delta += after.tally() - before.tally());
    add(tx, account, delta).await
}

fn bind_step(query: Q, chat: &ChatState) -> Q {
    let last = chat.last.as_ref();
    let query = query.bind(chat.waiting.answered_at.map(|at| at.0)).bind(chat.unread).bind(chat.marked).bind(chat.read_up_to).bind(chat.last_id);
    let query = query.bind(last.map(|last| last.author.code())).bind(last.map(|last| last.text.clone()));
    query.bind(last.map(|last| last.attachments)).bind(last.and(chat.last_at).map(|at| at.0))
}

/// Moves the tally of an account.
pub(crate) async fn add(tx: &mut Tx, account: i64, delta: Tally) -> Result<(), StoreError> {
    if delta != Tally::default() {
        let Tally { waiting, urgent, in_progress, snoozed, done, chats, unread, unread_chats, starred, spam } = delta;
        let query = sqlx::query(TALLY_SQL).bind(waiting).bind(urgent).bind(in_progress).bind(snoozed).bind(done).bind(chats).bind(unread).bind(unread_chats);
        query.bind(starred).bind(spam).bind(account).execute(&mut tx.conn).await?;
    }
    Ok(())
}
