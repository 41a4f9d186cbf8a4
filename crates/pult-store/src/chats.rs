//! Chats: lists, heads, counts, and what the owner does with them.

pub(crate) mod list;

use crate::ai_drafts::stands;
use crate::judging::judge;
use crate::moves;
use crate::pool::Tx;
use crate::rollup::{self, ChatState};
use crate::sql::{Bulk, statements};
use crate::{Lane, Store, StoreError};
use pult_domain::waiting::Waiting;
use pult_domain::{
    AccountId, AtMs, Author, ChannelKind, ChatId, ErrorCode, FeedItem, LabelId, MessageId, OutboxState, Priority, Queue, RemoteChatId, Tag, View,
};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow, Row, SqliteConnection};

#[cfg(test)]
pub(crate) use list::every_list;

/// More drafts than this are not counted for [`QueueCounts`], which is asked for after every change.
pub const MOST_AI_DRAFTS: i64 = 100;

/// How many chats stand in each view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Waiting for our reply.
    pub waiting: i64,
    /// Waiting and urgent.
    pub urgent: i64,
    /// Replied to or taken.
    pub in_progress: i64,
    /// Hidden until a moment.
    pub snoozed: i64,
    /// Closed.
    pub done: i64,
    /// Every chat.
    pub all: i64,
    /// Unread messages over all chats.
    pub unread: i64,
    /// Chats with something unread that are not hidden.
    pub unread_chats: i64,
    /// Chats with a star.
    pub starred: i64,
    /// Waiting chats for which a draft stands ready: as far as [`MOST_AI_DRAFTS`], among the most pressing.
    pub ai_drafts: i64,
    /// Chats that the owner called spam, whatever their queue.
    pub spam: i64,
    /// Replies that failed or are in doubt.
    pub replies_in_trouble: i64,
}

/// Which chats to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatListQuery {
    /// The view.
    pub view: View,
    /// Only this account's chats.
    pub account: Option<AccountId>,
    /// Only chats with this label.
    pub label: Option<LabelId>,
    /// Only chats with unread messages.
    pub unread_only: bool,
    /// Most rows wanted.
    pub limit: i64,
    /// Where the last page ended: [`ChatListPage::next`] of it, [`ChatListPage::prev`] to go back,
    /// or [`LIST_END`] for the list's last page.
    pub after: Option<String>,
}

/// Stands for the end of any list: the page before it is the last one.
pub const LIST_END: &str = "end";

/// A page of chats.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatListPage {
    /// The chats, in the order of the view.
    pub rows: Vec<ChatRow>,
    /// Where the next page starts, if there is one.
    pub next: Option<String>,
    /// The same the other way: what stands before the page; none on the first.
    pub prev: Option<String>,
    /// How many chats the whole list has.
    pub total: i64,
}

/// A chat as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatRow {
    /// The chat.
    pub id: ChatId,
    /// Its account.
    pub account: AccountId,
    /// Its channel.
    pub channel: ChannelKind,
    /// The marketplace's id.
    pub remote_id: RemoteChatId,
    /// The buyer's name; empty when the marketplace told none.
    pub customer: String,
    /// What the chat is about.
    pub item: Option<FeedItem>,
    /// Whose turn it is.
    pub queue: Queue,
    /// How soon.
    pub priority: Priority,
    /// The first unanswered message of the buyer.
    pub waiting_since: Option<AtMs>,
    /// Until when we must answer.
    pub deadline: Option<AtMs>,
    /// Hidden until this moment.
    pub snoozed_until: Option<AtMs>,
    /// Messages of the buyer that were not read.
    pub unread: i64,
    /// The last message.
    pub last: Option<LastMessage>,
    /// The state of the most troubled reply that is not sent.
    pub outbox: Option<OutboxState>,
    /// Whether an unsent text waits in the composer.
    pub has_draft: bool,
    /// Its most troubled reply is a plan that waits for the owner's word.
    pub plan_held: bool,
    /// Nothing of it is on its way, but a reply is planned for later.
    pub planned: bool,
    /// Its labels, by number.
    pub labels: Vec<LabelId>,
    /// The buyer waits and is not happy.
    pub negative: bool,
    /// The buyer waits, and it speaks of danger, law, fraud, or a deadline today.
    pub critical: bool,
    /// The owner gave it a star.
    pub starred: bool,
    /// The owner called it spam.
    pub spam: bool,
}

/// The last message of a chat, cut for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastMessage {
    /// The message.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// Its first 120 characters.
    pub text: String,
    /// When.
    pub sent_at: AtMs,
    /// How many files it has.
    pub attachments: i64,
}

/// A chat as its own page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChatHead {
    /// The row of the lists.
    pub row: ChatRow,
    /// What the channel wants to see with a reply.
    pub reply_token: Option<String>,
    /// The text in the composer.
    pub draft: String,
    /// The last message that was read.
    pub read_up_to: Option<MessageId>,
    /// How many messages it has.
    pub messages: i64,
    /// When the first was sent.
    pub first_message_at: Option<AtMs>,
    /// Other chats of the same account with the same buyer's name.
    pub other_chats: i64,
}

/// A chat row as lists show it. One row of `chat` and three lookups by key.
const ROW: &str = "SELECT c.id, c.account_id, a.channel, c.remote_id, c.customer, c.item_remote_id, coalesce(c.item_title, i.title), c.order_id, \
    c.price_minor, c.currency, c.size, c.queue, c.priority, c.waiting_since_ms, c.deadline_at_ms, c.snoozed_until_ms, c.unread, c.last_id, c.last_author, \
    c.last_text, c.last_at_ms, c.last_attachments, (SELECT min(CASE WHEN o.state = 'unconfirmed' THEN 0 WHEN o.state = 'failed' THEN 1 WHEN o.held IS NOT NULL THEN 2 WHEN o.state = 'sending' THEN 3 \
    WHEN o.planned_at_ms IS NULL OR o.attempts > 0 THEN 4 ELSE 5 END) \
    FROM outbox o WHERE o.chat_id = c.id AND o.state NOT IN ('sent', 'cancelled')), EXISTS (SELECT 1 FROM draft d WHERE d.chat_id = c.id), \
    (SELECT group_concat(t.label_id) FROM chat_label t WHERE t.chat_id = c.id), \
    (SELECT (n.sentiment = 'negative') + 2 * (n.urgency = 'critical') FROM analysis n WHERE n.chat_id = c.id AND c.queue = 0), c.starred, c.spam_at_ms";
/// What is asked of a chat that is only counted.
const ACCOUNT: &str = " CROSS JOIN account a ON a.id = c.account_id";
/// Where the row comes from; the account decides nothing about the order.
const JOINS: &str = " CROSS JOIN account a ON a.id = c.account_id LEFT JOIN item i ON i.account_id = c.account_id AND i.remote_id = c.item_remote_id";
/// Columns of [`ROW`].
const ROW_COLUMNS: usize = 28;

statements! {
    COUNTS_SQL = "SELECT coalesce(sum(waiting), 0), coalesce(sum(urgent), 0), coalesce(sum(in_progress), 0), coalesce(sum(snoozed), 0), \
        coalesce(sum(done), 0), coalesce(sum(chats), 0), coalesce(sum(unread), 0), \
        coalesce(sum(unread_chats), 0), coalesce(sum(starred), 0), coalesce(sum(spam), 0), (SELECT count(*) FROM outbox WHERE state = 'failed') + (SELECT count(*) FROM outbox WHERE state = 'unconfirmed') \
        + (SELECT count(*) FROM outbox WHERE held > '') \
        FROM tally t JOIN account a ON a.id = t.account_id WHERE a.removing = 0";
    /// Looks at no more chats than drafts are made for ahead, however many wait.
    AI_DRAFTS_SQL = concat!("SELECT count(*) FROM (SELECT w.id FROM (SELECT id, account_id FROM chat INDEXED BY chat_waiting \
        WHERE queue = 0 AND snoozed_until_ms IS NULL ORDER BY deadline_at_ms, id LIMIT 1000) w \
        CROSS JOIN account s ON s.id = w.account_id WHERE s.removing = 0 AND ", stands!("w.id"), " LIMIT ?1)");
    EVENT_SQL = "INSERT INTO event (at_ms, chat_id, outbox_id, kind, detail) VALUES (?, ?, ?, ?, ?)";
}

/// What happened, for each chat a row.
pub(crate) const EVENTS: Bulk = Bulk {
    head: "WITH given (at, chat, kind, detail) AS (VALUES ",
    row: "(?,?,?,?)",
    tail: ") INSERT INTO event (at_ms, chat_id, kind, detail) SELECT at, chat, kind, detail FROM given WHERE chat IS NOT NULL",
};

/// The states in the order of [`ROW`]'s numbers.
const TROUBLE: [OutboxState; 6] =
    [OutboxState::Unconfirmed, OutboxState::Failed, OutboxState::Queued, OutboxState::Sending, OutboxState::Queued, OutboxState::Queued];
/// Of these numbers, a plan that waits for the owner's word, and one that waits for its time.
const HELD: i64 = 2;
const PLANNED: i64 = 5;

/// Some chats as rows, those with the newest words first; without those of a shop that is being removed.
pub(crate) async fn many(conn: &mut SqliteConnection, ids: &[i64]) -> Result<Vec<ChatRow>, StoreError> {
    let ids = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let sql = format!("{ROW} FROM chat c{JOINS} WHERE c.id IN ({ids}) AND a.removing = 0");
    let mut rows: Vec<ChatRow> = sqlx::query_as(AssertSqlSafe(sql)).persistent(false).fetch_all(conn).await?;
    rows.sort_by_key(|row| std::cmp::Reverse((row.last.as_ref().map(|last| last.id), row.id)));
    Ok(rows)
}

fn one_chat(more: &str) -> String {
    format!("{ROW}{more} FROM chat c{JOINS} WHERE c.id = ? AND a.removing = 0")
}

/// What [`ChatHead`] has beyond the row.
const HEAD: &str = ", c.reply_token, coalesce((SELECT d.text FROM draft d WHERE d.chat_id = c.id), ''), c.read_up_to, \
    (SELECT count(*) FROM message m WHERE m.chat_id = c.id), (SELECT m.sent_at_ms FROM message m WHERE m.chat_id = c.id ORDER BY m.id LIMIT 1), \
    (SELECT count(*) FROM chat o WHERE o.account_id = c.account_id AND o.customer = c.customer AND o.customer <> '' AND o.id <> c.id)";

/// Reads SQLite's list of numbers.
fn labels_of(list: Option<String>) -> Vec<LabelId> {
    let mut labels: Vec<LabelId> = list.iter().flat_map(|list| list.split(',')).filter_map(|id| id.parse().ok()).collect();
    labels.sort_unstable();
    labels
}

impl FromRow<'_, SqliteRow> for ChatRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let channel: String = row.try_get(2)?;
        let item = FeedItem {
            remote_id: row.try_get(5)?,
            title: row.try_get(6)?,
            order_id: row.try_get(7)?,
            price_minor: row.try_get(8)?,
            currency: row.try_get(9)?,
            size: row.try_get(10)?,
        };
        let last_id: i64 = row.try_get(17)?;
        let last = match row.try_get::<Option<i64>, _>(20)? {
            Some(at) if last_id != 0 => Some(LastMessage {
                id: MessageId(last_id),
                author: Author::from_code(row.try_get(18)?),
                text: row.try_get(19)?,
                sent_at: AtMs(at),
                attachments: row.try_get(21)?,
            }),
            _ => None,
        };
        let trouble: Option<i64> = row.try_get(22)?;
        let heard = row.try_get::<Option<i64>, _>(25)?.unwrap_or(0);
        Ok(Self {
            id: ChatId(row.try_get(0)?),
            account: AccountId(row.try_get(1)?),
            channel: ChannelKind::parse(&channel).ok_or_else(|| sqlx::Error::Decode("channel".into()))?,
            remote_id: RemoteChatId(row.try_get(3)?),
            customer: row.try_get(4)?,
            item: (item != FeedItem::default()).then_some(item),
            queue: Queue::from_code(row.try_get(11)?).unwrap_or(Queue::InProgress),
            priority: Priority::from_code(row.try_get(12)?).unwrap_or(Priority::Normal),
            waiting_since: row.try_get::<Option<i64>, _>(13)?.map(AtMs),
            deadline: row.try_get::<Option<i64>, _>(14)?.map(AtMs),
            snoozed_until: row.try_get::<Option<i64>, _>(15)?.map(AtMs),
            unread: row.try_get(16)?,
            last,
            outbox: trouble.and_then(|n| usize::try_from(n).ok()).and_then(|n| TROUBLE.get(n).copied()),
            plan_held: trouble == Some(HELD),
            planned: trouble == Some(PLANNED),
            has_draft: row.try_get(23)?,
            labels: labels_of(row.try_get(24)?),
            negative: heard & 1 != 0,
            critical: heard & 2 != 0,
            starred: row.try_get(26)?,
            spam: row.try_get::<Option<i64>, _>(27)?.is_some(),
        })
    }
}

impl FromRow<'_, SqliteRow> for ChatHead {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let read_up_to: i64 = row.try_get(ROW_COLUMNS + 2)?;
        Ok(Self {
            row: ChatRow::from_row(row)?,
            reply_token: row.try_get(ROW_COLUMNS)?,
            draft: row.try_get(ROW_COLUMNS + 1)?,
            read_up_to: (read_up_to != 0).then_some(MessageId(read_up_to)),
            messages: row.try_get(ROW_COLUMNS + 3)?,
            first_message_at: row.try_get::<Option<i64>, _>(ROW_COLUMNS + 4)?.map(AtMs),
            other_chats: row.try_get(ROW_COLUMNS + 5)?,
        })
    }
}

impl Store {
    /// How many chats stand in each view.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn queue_counts(&self) -> Result<QueueCounts, StoreError> {
        let mut conn = self.reader().await?;
        let ai_drafts = sqlx::query_scalar(AI_DRAFTS_SQL).bind(MOST_AI_DRAFTS).fetch_one(&mut *conn).await?;
        let row = sqlx::query(COUNTS_SQL).fetch_one(&mut *conn).await?;
        Ok(QueueCounts {
            waiting: row.try_get(0)?,
            urgent: row.try_get(1)?,
            in_progress: row.try_get(2)?,
            snoozed: row.try_get(3)?,
            done: row.try_get(4)?,
            all: row.try_get(5)?,
            unread: row.try_get(6)?,
            unread_chats: row.try_get(7)?,
            starred: row.try_get(8)?,
            ai_drafts,
            spam: row.try_get(9)?,
            replies_in_trouble: row.try_get(10)?,
        })
    }

    /// A page of a view.
    ///
    /// # Errors
    /// [`StoreError::BadCursor`].
    pub async fn chat_list(&self, query: ChatListQuery) -> Result<ChatListPage, StoreError> {
        list::page(self, &query).await
    }

    /// How many chats a list has; the query's page is nothing to it.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat_count(&self, query: &ChatListQuery) -> Result<i64, StoreError> {
        let mut conn = self.reader().await?;
        list::count(&mut conn, query).await
    }

    /// One chat.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat(&self, id: ChatId) -> Result<Option<ChatRow>, StoreError> {
        Ok(sqlx::query_as(AssertSqlSafe(one_chat(""))).bind(id.0).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// One chat with what its own page shows.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn chat_head(&self, id: ChatId) -> Result<Option<ChatHead>, StoreError> {
        Ok(sqlx::query_as(AssertSqlSafe(one_chat(HEAD))).bind(id.0).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// Everything in the chat has been read.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`].
    pub async fn chat_mark_read(&self, id: ChatId) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let before = rollup::load(tx, id).await?;
                let after = before.clone().looked_at();
                if after != before {
                    tx.change().tag(Tag::Chats).chat(id).account(AccountId(before.account));
                    let account = before.account;
                    rollup::save(tx, account, &[(before, after)]).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Moves a chat to a queue by the owner's hand.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`].
    pub async fn chat_move(&self, id: ChatId, queue: Queue, now: AtMs) -> Result<ChatRow, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let before = rollup::load(tx, id).await?;
                if before.waiting.queue != queue {
                    let mut after = moved(&mut tx.conn, before.clone(), queue, now).await?;
                    judge(tx, &mut after).await?;
                    tx.change().tag(Tag::Chats).chat(id).account(AccountId(before.account));
                    moves::moved(tx, id, queue, now).await?;
                    let account = before.account;
                    rollup::save(tx, account, &[(before, after)]).await?;
                }
                let row = sqlx::query_as(AssertSqlSafe(one_chat(""))).bind(id.0).fetch_optional(&mut tx.conn).await?;
                row.ok_or(StoreError::NotFound(ErrorCode::ChatNotFound))
            })
        })
        .await
    }
}

/// The chat as the owner put it.
pub(crate) async fn moved(conn: &mut SqliteConnection, mut chat: ChatState, queue: Queue, now: AtMs) -> Result<ChatState, StoreError> {
    if queue == Queue::Waiting {
        chat = unclosed(conn, chat).await?;
        if chat.waiting.queue != Queue::Waiting {
            let after = chat.last_at.max(chat.waiting.done_at);
            chat.reopened_at = Some(after.map_or(now, |after| after.plus_ms(1).max(now)));
            chat.recount(conn).await?;
        }
    } else {
        chat.waiting = Waiting { queue, ..chat.waiting.closed(chat.seen_until(now)) };
        chat.taken = queue == Queue::InProgress;
        chat.reopened_at = None;
        if queue == Queue::Done {
            // What is closed needs no hiding.
            chat.snoozed = None;
        }
    }
    Ok(chat)
}

/// The chat with its closing taken back, where its clock was before: it waits where the buyer's words are unanswered.
pub(crate) async fn unclosed(conn: &mut SqliteConnection, mut chat: ChatState) -> Result<ChatState, StoreError> {
    chat.waiting.done_at = closing_before(conn, &chat).await?;
    chat.taken = false;
    chat.recount(conn).await?;
    Ok(chat)
}

/// The closing that holds once the one in force is taken back: the newest that leaves a message of the buyer waiting,
/// for there the clock ran last. A chat that was taken first and then closed is taken no more, so one that leaves none
/// goes with it; only where nothing has waited for long, the one before stands.
async fn closing_before(conn: &mut SqliteConnection, chat: &ChatState) -> Result<Option<AtMs>, StoreError> {
    let earlier = moves::closed_before(conn, chat).await?;
    if earlier.is_empty() {
        return Ok(None);
    }
    let said = rollup::moments(conn, chat.id, MessageId(0)).await?;
    let waits = |done_at: Option<AtMs>| Waiting::recount(done_at, said.iter().map(rollup::moment)).since.is_some();
    let open = earlier.iter().copied().find(|at| waits(Some(*at)));
    Ok(open.or_else(|| earlier.first().copied().filter(|_| !waits(None))))
}

/// Keeps what happened to a chat or a reply. Never content.
pub(crate) async fn record(tx: &mut Tx, chat: ChatId, outbox: Option<i64>, kind: &'static str, detail: Option<&'static str>) -> Result<(), StoreError> {
    let now = tx.now;
    record_at(tx, now, chat, outbox, kind, detail.map(str::to_owned)).await
}

/// The same of a moment that is not the transaction's own, or in words that were put together.
pub(crate) async fn record_at(tx: &mut Tx, at: AtMs, chat: ChatId, outbox: Option<i64>, kind: &'static str, detail: Option<String>) -> Result<(), StoreError> {
    sqlx::query(EVENT_SQL).bind(at.0).bind(chat.0).bind(outbox).bind(kind).bind(detail).execute(&mut tx.conn).await?;
    Ok(())
}

/// The same of many chats at once, each with what happened to it and more of it.
pub(crate) async fn record_all(tx: &mut Tx, at: AtMs, events: &[(ChatId, &'static str, Option<&'static str>)]) -> Result<(), StoreError> {
    EVENTS.execute(&mut tx.conn, events, |query, (chat, kind, detail)| query.bind(at.0).bind(chat.0).bind(*kind).bind(*detail)).await?;
    Ok(())
}

#[cfg(test)]
pub(crate) fn one_chat_statements() -> [String; 2] {
    [one_chat(""), one_chat(HEAD)]
}
