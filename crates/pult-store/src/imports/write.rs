//! Storing what a file brings, and handing it to the channel when that tells of it.

use super::undo::remove_messages;
use super::{ImportChat, ImportCounts, ImportMessage, ImportSlice};
use crate::feed::{INSERT_MESSAGES, free_ids};
use crate::pool::Tx;
use crate::remote::Remote;
use crate::rollup::{self, ChatState, LAST_CHARS, Last};
use crate::search::index;
use crate::sql::{Bulk, statements};
use crate::text::told_line;
use crate::{Lane, Store, StoreError};
use pult_domain::{AccountId, AtMs, ChatId, ChatKind, ErrorCode, FeedMessage, ImportId, MessageId, MessageKind, Queue, Tag};
use sqlx::{FromRow, SqliteConnection};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Messages that stand at these places in their chats.
const FIND: Bulk = Bulk {
    head: "WITH given (place, chat, remote) AS (VALUES ",
    row: "(?,?,?)",
    tail: ") SELECT given.place FROM given CROSS JOIN message m ON m.chat_id = given.chat AND m.remote_id = given.remote",
};
/// Messages without an id of their own in the file: by author, second and words. What this very import has
/// stored is passed over: a file that says the same twice has two messages.
const FIND_SAME: Bulk = Bulk {
    head: "WITH given (place, chat, first, beyond, author, words, import) AS (VALUES ",
    row: "(?,?,?,?,?,?,?)",
    tail: ") SELECT given.place FROM given WHERE EXISTS (SELECT 1 FROM message m WHERE m.chat_id = given.chat AND m.id >= given.first AND m.id < given.beyond \
        AND m.author = given.author AND m.text = given.words \
        AND NOT EXISTS (SELECT 1 FROM imported_message i WHERE i.message_id = m.id AND i.import_id = given.import))",
};
const INSERT_FILES: Bulk = Bulk {
    head: "INSERT INTO attachment (message_id, remote_id, kind, name, media_type, bytes) SELECT * FROM (VALUES ",
    row: "(?,?,?,?,?,?)",
    tail: ") WHERE column1 IS NOT NULL",
};
const MARK: Bulk =
    Bulk { head: "INSERT INTO imported_message (message_id, import_id) SELECT * FROM (VALUES ", row: "(?,?)", tail: ") WHERE column1 IS NOT NULL" };
const TELL_MORE: Bulk = Bulk {
    head: "WITH given (id, read, before) AS (VALUES ",
    row: "(?,?,?)",
    tail: ") UPDATE message SET read = given.read, text_before = given.before FROM given WHERE message.id = given.id",
};
/// Imported messages that the channel brings now, with what it does not tell of them.
const CLAIMED: Bulk = Bulk {
    head: "WITH given (place, chat, remote) AS (VALUES ",
    row: "(?,?,?)",
    tail: ") SELECT given.place, m.id, m.chat_id, m.text, m.text_before, m.read, k.at_ms, k.intent, k.sentiment, k.urgency \
        FROM given CROSS JOIN message m ON m.chat_id = given.chat AND m.remote_id = given.remote \
        CROSS JOIN imported_message i ON i.message_id = m.id LEFT JOIN correction k ON k.message_id = m.id",
};
/// What the file tells and the channel does not.
const TELL_STILL: Bulk = Bulk {
    head: "WITH given (id, read, before) AS (VALUES ",
    row: "(?,?,?)",
    tail: ") UPDATE message SET read = coalesce(message.read, given.read), text_before = coalesce(message.text_before, given.before) \
        FROM given WHERE message.id = given.id",
};
/// What the owner said of messages, where they are the buyer's at the channel too.
const CORRECT: Bulk = Bulk {
    head: "WITH given (message, at, intent, sentiment, urgency) AS (VALUES ",
    row: "(?,?,?,?,?)",
    tail: ") INSERT INTO correction (message_id, at_ms, intent, sentiment, urgency) \
        SELECT m.id, given.at, given.intent, given.sentiment, given.urgency FROM given \
        CROSS JOIN message m ON m.id = given.message WHERE m.author = 0",
};
/// Everything that names a message by its number: that is made of its time.
const FOLLOW: [Bulk; 7] = [
    follow(") UPDATE draft SET reply_to = given.id FROM given WHERE draft.chat_id = given.chat AND draft.reply_to = given.was"),
    follow(") UPDATE draft SET seen_id = given.id FROM given WHERE draft.chat_id = given.chat AND draft.seen_id = given.was"),
    follow(") UPDATE outbox SET reply_to = given.id FROM given WHERE outbox.chat_id = given.chat AND outbox.reply_to = given.was"),
    follow(") UPDATE outbox SET seen_id = given.id FROM given WHERE outbox.chat_id = given.chat AND outbox.seen_id = given.was"),
    follow(") UPDATE chat_place SET message_id = given.id FROM given WHERE chat_place.chat_id = given.chat AND chat_place.message_id = given.was"),
    follow(") UPDATE ai_draft SET newest_id = given.id FROM given WHERE ai_draft.chat_id = given.chat AND ai_draft.newest_id = given.was"),
    follow(") UPDATE chat_summary SET newest_id = given.id FROM given WHERE chat_summary.chat_id = given.chat AND newest_id = given.was"),
];
const MADE: Bulk = Bulk {
    head: "WITH given (chat) AS (VALUES ",
    row: "(?)",
    tail: ") SELECT c.chat_id, c.closed_at_ms FROM given CROSS JOIN imported_chat c ON c.chat_id = given.chat",
};
const UNMAKE: Bulk = Bulk { head: "DELETE FROM imported_chat WHERE chat_id IN (", row: "?", tail: ")" };

const fn follow(tail: &'static str) -> Bulk {
    Bulk { head: "WITH given (chat, was, id) AS (VALUES ", row: "(?,?,?)", tail }
}

/// Every bulk statement of this file, for the tests.
#[cfg(test)]
pub(crate) fn bulks() -> Vec<Bulk> {
    [FIND, FIND_SAME, INSERT_FILES, MARK, TELL_MORE, CLAIMED, TELL_STILL, CORRECT, MADE, UNMAKE].into_iter().chain(FOLLOW).collect()
}

statements! {
    CHAT_SQL = "SELECT id FROM chat WHERE account_id = ? AND remote_id = ?";
    ACCOUNT_SQL = "SELECT EXISTS (SELECT 1 FROM account WHERE id = ? AND removing = 0)";
    INSERT_CHAT_SQL = "INSERT INTO chat (account_id, remote_id, customer, item_remote_id, item_title, order_id, price_minor, currency, size) \
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    FACTS_SQL = "INSERT INTO chat_channel (chat_id, kind, reply_closed) VALUES (?, ?, ?)";
    MADE_SQL = "INSERT INTO imported_chat (chat_id, import_id, closed_at_ms) VALUES (?, ?, ?)";
    MADE_AT_SQL = "SELECT closed_at_ms FROM imported_chat WHERE chat_id = ?";
    CLOSED_AT_SQL = "UPDATE imported_chat SET closed_at_ms = ?2 WHERE chat_id = ?1";
    COUNT_SQL = "UPDATE import SET chats = chats + ?2, messages = messages + ?3, known = known + ?4 WHERE id = ?1";
    ANY_SQL = "SELECT EXISTS (SELECT 1 FROM imported_message) OR EXISTS (SELECT 1 FROM imported_chat)";
    NEWEST_SQL = "SELECT id, author, sent_at_ms, attachments, text FROM message WHERE chat_id = ? ORDER BY id DESC LIMIT 1";
}

/// The newest message of a chat: id, author, moment, files, text.
type Newest = (i64, i64, i64, i64, String);

impl Store {
    /// What of these messages is here already; nothing is changed.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn import_compare(&self, account: AccountId, slices: &[ImportSlice]) -> Result<Vec<(bool, Vec<bool>)>, StoreError> {
        let mut conn = self.reader().await?;
        let mut found = Vec::with_capacity(slices.len());
        for slice in slices {
            let chat: Option<i64> = sqlx::query_scalar(CHAT_SQL).bind(account.0).bind(slice.chat.remote_id.clone()).fetch_optional(&mut *conn).await?;
            let known = match chat {
                Some(chat) => known(&mut conn, ChatId(chat), &slice.messages, None).await?,
                None => HashSet::new(),
            };
            found.push((chat.is_some(), (0..slice.messages.len()).map(|place| known.contains(&place)).collect()));
        }
        Ok(found)
    }

    /// Stores what is not here already, in one transaction.
    ///
    /// # Errors
    /// [`ErrorCode::AccountNotFound`], or what the disk says; then nothing of it was stored.
    pub async fn import_apply(&self, import: ImportId, account: AccountId, slices: Vec<ImportSlice>) -> Result<ImportCounts, StoreError> {
        self.write(Lane::BackFill, move |tx| Box::pin(async move { apply(tx, import, account, &slices).await })).await
    }
}

async fn apply(tx: &mut Tx, import: ImportId, account: AccountId, slices: &[ImportSlice]) -> Result<ImportCounts, StoreError> {
    let stands: bool = sqlx::query_scalar(ACCOUNT_SQL).bind(account.0).fetch_one(&mut tx.conn).await?;
    if !stands {
        return Err(StoreError::NotFound(ErrorCode::AccountNotFound));
    }
    let mut counts = ImportCounts::default();
    let mut grown = BTreeSet::new();
    for slice in slices {
        let (chat, stored) = store_slice(tx, import, account, slice).await?;
        if stored.messages_new > 0 {
            grown.insert(chat);
        }
        counts += stored;
    }
    move_rows(tx, account, &grown.into_iter().collect::<Vec<_>>()).await?;
    let query = sqlx::query(COUNT_SQL).bind(import.0).bind(counts.chats_new).bind(counts.messages_new).bind(counts.messages_known);
    query.execute(&mut tx.conn).await?;
    if counts.chats_new + counts.messages_new > 0 {
        tx.change().tag(Tag::Messages).tag(Tag::Chats).tag(Tag::Transfers).account(account);
    }
    Ok(counts)
}

async fn store_slice(tx: &mut Tx, import: ImportId, account: AccountId, slice: &ImportSlice) -> Result<(ChatId, ImportCounts), StoreError> {
    let mut counts = ImportCounts::default();
    let found: Option<i64> = sqlx::query_scalar(CHAT_SQL).bind(account.0).bind(slice.chat.remote_id.clone()).fetch_optional(&mut tx.conn).await?;
    let chat = match found {
        Some(chat) => ChatId(chat),
        None => {
            counts.chats_new = 1;
            make_chat(tx, import, account, &slice.chat).await?
        }
    };
    let known = if found.is_some() { known(&mut tx.conn, chat, &slice.messages, Some(import)).await? } else { HashSet::new() };
    let mut seen = HashSet::new();
    let fresh = slice.messages.iter().enumerate().filter(|(place, _)| !known.contains(place)).map(|(_, message)| message);
    let mut fresh: Vec<&ImportMessage> = fresh.filter(|message| seen.insert(message.remote_id.as_str())).collect();
    fresh.sort_by_key(|message| message.sent_at);
    counts.messages_new = number(fresh.len());
    counts.messages_known = number(slice.messages.len()) - counts.messages_new;
    if !fresh.is_empty() {
        insert(tx, import, chat, &fresh).await?;
        tx.change().chat(chat);
    }
    Ok((chat, counts))
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The places of the messages that stand in the chat; `import` is the one under way, if any is.
async fn known(conn: &mut SqliteConnection, chat: ChatId, messages: &[ImportMessage], import: Option<ImportId>) -> Result<HashSet<usize>, StoreError> {
    let placed: Vec<(i64, &ImportMessage)> = (0..).zip(messages).collect();
    let by_id = |query: crate::sql::Q, (place, message): &(i64, &ImportMessage)| query.bind(*place).bind(chat.0).bind(Remote::of(&message.remote_id));
    let mut places: Vec<(i64,)> = FIND.fetch(conn, &placed, by_id).await?;
    let nameless: Vec<(i64, &ImportMessage)> = placed.into_iter().filter(|(_, message)| message.made_id).collect();
    let same: Vec<(i64,)> = FIND_SAME
        .fetch(conn, &nameless, |query, (place, message)| {
            let second = AtMs(message.sent_at.0.div_euclid(1_000) * 1_000);
            let query = query.bind(*place).bind(chat.0).bind(MessageId::first_at(second).0).bind(MessageId::first_at(second.plus_ms(1_000)).0);
            query.bind(message.author.code()).bind(message.text.clone()).bind(import.map(|import| import.0))
        })
        .await?;
    places.extend(same);
    Ok(places.into_iter().filter_map(|(place,)| usize::try_from(place).ok()).collect())
}

async fn make_chat(tx: &mut Tx, import: ImportId, account: AccountId, new: &ImportChat) -> Result<ChatId, StoreError> {
    let item = new.item.clone();
    let query = sqlx::query(INSERT_CHAT_SQL).bind(account.0).bind(new.remote_id.clone()).bind(new.customer.clone()).bind(item.remote_id).bind(item.title);
    let query = query.bind(item.order_id).bind(item.price_minor).bind(item.currency).bind(item.size);
    let chat = ChatId(query.execute(&mut tx.conn).await?.last_insert_rowid());
    if new.closed || new.kind.is_some_and(|kind| kind != ChatKind::Buyer) {
        let kind = new.kind.unwrap_or(ChatKind::Buyer).code();
        sqlx::query(FACTS_SQL).bind(chat.0).bind(kind).bind(new.closed).execute(&mut tx.conn).await?;
    }
    sqlx::query(MADE_SQL).bind(chat.0).bind(import.0).bind(0).execute(&mut tx.conn).await?;
    index::chats(tx, &[chat.0]).await?;
    let empty = ChatState::new(chat, account.0);
    rollup::add(tx, account.0, empty.tally()).await?;
    // Nobody waits in it, and nothing in it is still to be done.
    let mut closed = empty.clone();
    closed.waiting.queue = Queue::Done;
    closed.waiting.done_at = Some(AtMs(0));
    rollup::save(tx, account.0, &[(empty, closed)]).await?;
    Ok(chat)
}

async fn insert(tx: &mut Tx, import: ImportId, chat: ChatId, fresh: &[&ImportMessage]) -> Result<(), StoreError> {
    let moments: Vec<AtMs> = fresh.iter().map(|message| message.sent_at).collect();
    let ids = free_ids(&mut tx.conn, &moments).await?;
    let rows: Vec<(MessageId, &ImportMessage)> = ids.into_iter().zip(fresh.iter().copied()).collect();
    INSERT_MESSAGES
        .execute(&mut tx.conn, &rows, |query, (id, message)| {
            let query = query.bind(id.0).bind(chat.0).bind(Remote::of(&message.remote_id)).bind(message.author.code()).bind(message.kind.code());
            query.bind(message.sent_at.0).bind(None::<i64>).bind(number(message.files.len())).bind(message.text.clone()).bind(None::<String>)
        })
        .await?;
    let lines: Vec<(i64, String)> = rows.iter().map(|(id, message)| (id.0, told_line(message.kind, &message.text, &message.files))).collect();
    index::add(tx, &lines.iter().map(|(id, line)| (*id, line.as_str())).collect::<Vec<_>>()).await?;
    let files: Vec<_> = rows.iter().flat_map(|(id, message)| message.files.iter().map(|file| (id.0, file))).collect();
    INSERT_FILES
        .execute(&mut tx.conn, &files, |query, (message, file)| {
            let query = query.bind(*message).bind(file.remote_id.clone()).bind(file.kind.as_str()).bind(file.name.clone());
            query.bind(file.media_type.clone()).bind(file.bytes.map(|bytes| i64::try_from(bytes).unwrap_or(i64::MAX)))
        })
        .await?;
    let more: Vec<_> = rows.iter().filter(|(_, message)| message.read.is_some() || message.text_before.is_some()).collect();
    TELL_MORE.execute(&mut tx.conn, &more, |query, (id, message)| query.bind(id.0).bind(message.read).bind(message.text_before.clone())).await?;
    MARK.execute(&mut tx.conn, &rows, |query, (id, _)| query.bind(id.0).bind(import.0)).await?;
    Ok(())
}

/// The chats' rows with their newest messages. Whose turn it is and what is unread stays as it is; a chat
/// that an import made stays closed, looking at everything in it.
async fn move_rows(tx: &mut Tx, account: AccountId, chats: &[ChatId]) -> Result<(), StoreError> {
    let mut pairs = Vec::with_capacity(chats.len());
    for before in rollup::load_all(tx, chats).await? {
        let mut after = before.clone();
        newest(&mut tx.conn, &mut after).await?;
        let closed: Option<i64> = sqlx::query_scalar(MADE_AT_SQL).bind(after.id.0).fetch_optional(&mut tx.conn).await?;
        if let (Some(closed), Some(last)) = (closed, after.last_at) {
            after.read_up_to = after.read_up_to.max(after.last_id);
            if after.waiting.done_at == Some(AtMs(closed)) && last.0 > closed {
                after.waiting.done_at = Some(last);
                sqlx::query(CLOSED_AT_SQL).bind(after.id.0).bind(last.0).execute(&mut tx.conn).await?;
            }
        }
        pairs.push((before, after));
    }
    rollup::save(tx, account.0, &pairs).await
}

/// Puts a chat's newest message into its row; `false` when it has none.
pub(super) async fn newest(conn: &mut SqliteConnection, chat: &mut ChatState) -> Result<bool, StoreError> {
    let newest: Option<Newest> = sqlx::query_as(NEWEST_SQL).bind(chat.id.0).fetch_optional(&mut *conn).await?;
    let Some((id, author, at, attachments, text)) = newest else { return Ok(false) };
    if id != chat.last_id {
        chat.last_id = id;
        chat.last_at = Some(AtMs(at));
        chat.last = Some(Last { author: pult_domain::Author::from_code(author), text: text.chars().take(LAST_CHARS).collect(), attachments });
    }
    Ok(true)
}

/// What is the channel's from now on.
#[derive(Debug, Default)]
pub(crate) struct Claimed {
    /// Chats that an import made, with the moment to which it closed them.
    pub(crate) made: HashMap<ChatId, AtMs>,
    /// Chats that must be recounted.
    pub(crate) chats: HashSet<ChatId>,
    /// The imported messages that gave way, by the places of the channel's own.
    pub(crate) was: HashMap<i64, Was>,
}

/// An imported message that gave way to the channel's own.
#[derive(Debug, FromRow)]
pub(crate) struct Was {
    place: i64,
    /// Its number here.
    pub(crate) id: i64,
    chat_id: i64,
    text: String,
    text_before: Option<String>,
    read: Option<bool>,
    /// What the owner said of it, and when.
    at_ms: Option<i64>,
    intent: Option<String>,
    sentiment: Option<String>,
    urgency: Option<String>,
}

impl Was {
    /// The first text, as far as the file had it: no channel gives back what was edited or deleted. Where only blanks
    /// differ it was the file's program that changed them, and where the channel has no words, the file has some for a
    /// picture.
    fn first_text(&self, message: &FeedMessage) -> Option<String> {
        let deleted = message.kind == MessageKind::Deleted;
        let edited = !message.text.trim().is_empty() && !self.text.split_whitespace().eq(message.text.split_whitespace());
        let other = !self.text.trim().is_empty() && (deleted || edited);
        self.text_before.clone().or_else(|| other.then(|| self.text.clone()))
    }
}

/// The channel brings messages, among them known ones by their places: what of it an import had is the channel's now. Such
/// messages go, for the channel tells of them anew: whole, with files that can be fetched, whatever the file made of them.
pub(crate) async fn claim(tx: &mut Tx, chats: &[ChatId], known: &[(i64, ChatId, &Remote)]) -> Result<Claimed, StoreError> {
    let mut claimed = Claimed::default();
    let any: bool = sqlx::query_scalar(ANY_SQL).fetch_one(&mut tx.conn).await?;
    if !any {
        return Ok(claimed);
    }
    let found = CLAIMED.fetch(&mut tx.conn, known, |query, (place, chat, remote)| query.bind(*place).bind(chat.0).bind((*remote).clone()));
    let found: Vec<Was> = found.await?;
    remove_messages(tx, &found.iter().map(|was| was.id).collect::<Vec<_>>()).await?;
    let made: Vec<(i64, i64)> = MADE.fetch(&mut tx.conn, chats, |query, chat| query.bind(chat.0)).await?;
    let ids: Vec<i64> = made.iter().map(|(chat, _)| *chat).collect();
    UNMAKE.execute(&mut tx.conn, &ids, |query, id| query.bind(*id)).await?;
    claimed.chats = found.iter().map(|was| was.chat_id).chain(ids).map(ChatId).collect();
    claimed.made = made.into_iter().map(|(chat, at)| (ChatId(chat), AtMs(at))).collect();
    claimed.was = found.into_iter().map(|was| (was.place, was)).collect();
    Ok(claimed)
}

/// The channel's own messages stand where imported ones stood: what only the file told is kept with them, and what the
/// owner hung on those hangs on them.
pub(crate) async fn hand_over(tx: &mut Tx, taken: &[(&Was, &FeedMessage, MessageId)]) -> Result<(), StoreError> {
    let still = taken.iter().map(|(was, message, id)| (id.0, was.read, was.first_text(message)));
    let still: Vec<_> = still.filter(|(_, read, before)| read.is_some() || before.is_some()).collect();
    TELL_STILL.execute(&mut tx.conn, &still, |query, (id, read, before)| query.bind(*id).bind(*read).bind(before.clone())).await?;
    let corrected: Vec<_> = taken.iter().filter(|(was, ..)| was.at_ms.is_some()).collect();
    CORRECT
        .execute(&mut tx.conn, &corrected, |query, (was, _, id)| {
            query.bind(id.0).bind(was.at_ms).bind(was.intent.clone()).bind(was.sentiment.clone()).bind(was.urgency.clone())
        })
        .await?;
    let moved: Vec<_> = taken.iter().filter(|(was, _, id)| was.id != id.0).collect();
    for bulk in FOLLOW {
        bulk.execute(&mut tx.conn, &moved, |query, (was, _, id)| query.bind(was.chat_id).bind(was.id).bind(id.0)).await?;
    }
    Ok(())
}
