//! Messages and their files.

use crate::judging::judge;
use crate::remote::Remote;
use crate::search::index;
use crate::sql::{Bulk, statements};
use crate::{Lane, Store, StoreError, rollup};
use pult_domain::{AccountId, AtMs, AttachmentId, AttachmentKind, Author, ChatId, ErrorCode, MessageId, MessageKind, OutboxId, RemoteMessageId, Tag};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};
use std::collections::HashMap;

/// A message of a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// The message.
    pub id: MessageId,
    /// The marketplace's id; none while our own reply has not come back.
    pub remote_id: Option<RemoteMessageId>,
    /// Who wrote it.
    pub author: Author,
    /// What can be shown of it.
    pub kind: MessageKind,
    /// The whole text.
    pub text: String,
    /// When the marketplace took it.
    pub sent_at: AtMs,
    /// The reply it came from.
    pub outbox: Option<OutboxId>,
    /// Whether the other side has read it, where the channel tells.
    pub read: Option<bool>,
    /// Its first text, where it was edited or deleted later.
    pub text_before: Option<String>,
    /// Whether what it came as is kept ([`Store::message_raw`]), because something in it was not understood.
    pub has_raw: bool,
    /// Its files.
    pub attachments: Vec<AttachmentRow>,
}

/// A stretch of a chat, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageRows {
    /// The messages.
    pub rows: Vec<MessageRow>,
    /// Whether older ones exist.
    pub older: bool,
    /// Whether newer ones exist.
    pub newer: bool,
}

/// A file or picture of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    /// The file.
    pub id: AttachmentId,
    /// The account to ask for it.
    pub account: AccountId,
    /// Its message.
    pub message: MessageId,
    /// What to ask the channel for.
    pub remote_id: String,
    /// What the channel says it is.
    pub kind: AttachmentKind,
    /// Its name; untrusted.
    pub name: Option<String>,
    /// Its media type as claimed, or as found once fetched.
    pub media_type: Option<String>,
    /// Its size in bytes, as claimed or as fetched.
    pub bytes: Option<i64>,
    /// Where it lies under the data folder, once fetched.
    pub path: Option<String>,
}

/// What a message came as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRow {
    /// The beginning of it; untrusted. None where nothing is kept, because all of it was understood.
    pub text: Option<String>,
    /// Whether more is kept than that.
    pub cut: bool,
}

/// Most messages of one stretch.
const MOST_ROWS: i64 = 500;

statements! {
    NEWEST_SQL = "SELECT id, remote_id, author, kind, text, sent_at_ms, outbox_id, attachments, read, text_before, raw IS NOT NULL FROM message \
        WHERE chat_id = ? ORDER BY id DESC LIMIT ?";
    BEFORE_SQL = "SELECT id, remote_id, author, kind, text, sent_at_ms, outbox_id, attachments, read, text_before, raw IS NOT NULL FROM message \
        WHERE chat_id = ? AND id < ? ORDER BY id DESC LIMIT ?";
    AFTER_SQL = "SELECT id, remote_id, author, kind, text, sent_at_ms, outbox_id, attachments, read, text_before, raw IS NOT NULL FROM message \
        WHERE chat_id = ? AND id > ? ORDER BY id LIMIT ?";
    ONE_SQL = "SELECT id, remote_id, author, kind, text, sent_at_ms, outbox_id, attachments, read, text_before, raw IS NOT NULL, chat_id FROM message \
        WHERE id = ?";
    RAW_SQL = "SELECT substr(raw, 1, ?2), length(raw) > ?2 FROM message WHERE id = ?1";
    DELETED_SQL = "UPDATE message SET kind = 2, text_before = coalesce(text_before, text), text = '' WHERE id = ?1 AND chat_id = ?2 AND kind <> 2";
    ANY_BEFORE_SQL = "SELECT EXISTS (SELECT 1 FROM message WHERE chat_id = ? AND id < ?)";
    ANY_AFTER_SQL = "SELECT EXISTS (SELECT 1 FROM message WHERE chat_id = ? AND id > ?)";
    OF_ACCOUNT_SQL = "SELECT count(*) FROM chat c JOIN message m ON m.chat_id = c.id WHERE c.account_id = ?1";
    ATTACHMENT_SQL = "SELECT f.id, c.account_id, f.message_id, f.remote_id, f.kind, f.name, f.media_type, f.bytes, f.path FROM attachment f \
        JOIN message m ON m.id = f.message_id JOIN chat c ON c.id = m.chat_id WHERE f.id = ?";
    STORED_SQL = "UPDATE attachment SET path = ?2, media_type = coalesce(?3, media_type), bytes = ?4, wanted_by = NULL, fetch_failures = 0, fetch_after_ms = 0 \
        WHERE id = ?1";
}

/// The files of some messages.
pub(crate) const FILES: Bulk = Bulk {
    head: "WITH given (message) AS (VALUES ",
    row: "(?)",
    tail: ") SELECT f.id, c.account_id, f.message_id, f.remote_id, f.kind, f.name, f.media_type, f.bytes, f.path FROM given \
        CROSS JOIN attachment f ON f.message_id = given.message CROSS JOIN message m ON m.id = f.message_id CROSS JOIN chat c ON c.id = m.chat_id ORDER BY f.id",
};

/// A message row with the number of its files.
struct Counted(MessageRow, i64);

impl FromRow<'_, SqliteRow> for Counted {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let message = MessageRow {
            id: MessageId(row.try_get(0)?),
            remote_id: row.try_get::<Option<Remote>, _>(1)?.map(|id| RemoteMessageId(id.into_text())),
            author: Author::from_code(row.try_get(2)?),
            kind: MessageKind::from_code(row.try_get(3)?),
            text: row.try_get(4)?,
            sent_at: AtMs(row.try_get(5)?),
            outbox: row.try_get::<Option<i64>, _>(6)?.map(OutboxId),
            read: row.try_get(8)?,
            text_before: row.try_get(9)?,
            has_raw: row.try_get(10)?,
            attachments: Vec::new(),
        };
        Ok(Self(message, row.try_get(7)?))
    }
}

impl FromRow<'_, SqliteRow> for AttachmentRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let kind: String = row.try_get(4)?;
        Ok(Self {
            id: AttachmentId(row.try_get(0)?),
            account: AccountId(row.try_get(1)?),
            message: MessageId(row.try_get(2)?),
            remote_id: row.try_get(3)?,
            kind: AttachmentKind::parse(&kind).unwrap_or(AttachmentKind::File),
            name: row.try_get(5)?,
            media_type: row.try_get(6)?,
            bytes: row.try_get(7)?,
            path: row.try_get(8)?,
        })
    }
}

impl Store {
    /// A stretch of a chat: the newest messages, or those before or after one, oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn messages(&self, chat: ChatId, before: Option<MessageId>, after: Option<MessageId>, limit: i64) -> Result<MessageRows, StoreError> {
        let limit = limit.clamp(1, MOST_ROWS);
        let wanted = usize::try_from(limit).unwrap_or(1);
        let mut conn = self.reader().await?;
        // One more than wanted tells whether the stretch goes on in its own direction.
        let query = match (before, after) {
            (Some(before), _) => sqlx::query_as(BEFORE_SQL).bind(chat.0).bind(before.0).bind(limit + 1),
            (None, Some(after)) => sqlx::query_as(AFTER_SQL).bind(chat.0).bind(after.0).bind(limit + 1),
            (None, None) => sqlx::query_as(NEWEST_SQL).bind(chat.0).bind(limit + 1),
        };
        let mut found: Vec<Counted> = query.fetch_all(&mut *conn).await?;
        let goes_on = found.len() > wanted;
        found.truncate(wanted);
        let forward = before.is_none() && after.is_some();
        if !forward {
            found.reverse();
        }
        let with_files: Vec<i64> = found.iter().filter(|row| row.1 > 0).map(|row| row.0.id.0).collect();
        let files: Vec<AttachmentRow> = FILES.fetch(&mut conn, &with_files, |query, id| query.bind(*id)).await?;
        let mut by_message: HashMap<MessageId, Vec<AttachmentRow>> = HashMap::new();
        files.into_iter().for_each(|file| by_message.entry(file.message).or_default().push(file));
        let rows: Vec<MessageRow> =
            found.into_iter().map(|Counted(row, _)| MessageRow { attachments: by_message.remove(&row.id).unwrap_or_default(), ..row }).collect();
        let (mut older, mut newer) = (goes_on, goes_on);
        if forward {
            let first = rows.first().map(|row| row.id).or(after.map(|after| MessageId(after.0.saturating_add(1))));
            older = exists(&mut conn, ANY_BEFORE_SQL, chat, first).await?;
        } else if before.is_some() {
            let last = rows.last().map(|row| row.id).or(before.map(|before| MessageId(before.0.saturating_sub(1))));
            newer = exists(&mut conn, ANY_AFTER_SQL, chat, last).await?;
        } else {
            newer = false;
        }
        Ok(MessageRows { rows, older, newer })
    }

    /// One message with its chat, without its files.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn message(&self, id: MessageId) -> Result<Option<(ChatId, MessageRow)>, StoreError> {
        let Some(row) = sqlx::query(ONE_SQL).bind(id.0).fetch_optional(&mut *self.reader().await?).await? else { return Ok(None) };
        let Counted(message, _) = Counted::from_row(&row)?;
        Ok(Some((ChatId(row.try_get(11)?), message)))
    }

    /// What a message came as, its first `chars` characters.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn message_raw(&self, id: MessageId, chars: i64) -> Result<Option<RawRow>, StoreError> {
        let row: Option<(Option<String>, Option<bool>)> = sqlx::query_as(RAW_SQL).bind(id.0).bind(chars).fetch_optional(&mut *self.reader().await?).await?;
        Ok(row.map(|(text, cut)| RawRow { text, cut: cut.unwrap_or(false) }))
    }

    /// A message of ours was deleted at the channel. Its text is kept aside.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn message_deleted(&self, chat: ChatId, id: MessageId) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                if sqlx::query(DELETED_SQL).bind(id.0).bind(chat.0).execute(&mut tx.conn).await?.rows_affected() > 0 {
                    index::replace(tx, id.0, None).await?;
                    let before = rollup::load(tx, chat).await?;
                    let mut after = before.clone();
                    after.recount(&mut tx.conn).await?;
                    judge(tx, &mut after).await?;
                    let account = before.account;
                    rollup::save(tx, account, &[(before, after)]).await?;
                    tx.change().tag(Tag::Messages).tag(Tag::Chats).chat(chat).account(AccountId(account));
                }
                Ok(())
            })
        })
        .await
    }

    /// How many messages an account holds. Counts rows: for a report, not for a list.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn messages_of_account(&self, account: AccountId) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(OF_ACCOUNT_SQL).bind(account.0).fetch_one(&mut *self.reader().await?).await?)
    }

    /// One file.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn attachment(&self, id: AttachmentId) -> Result<Option<AttachmentRow>, StoreError> {
        Ok(sqlx::query_as(ATTACHMENT_SQL).bind(id.0).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// The file was fetched and lies at `path` under the data folder; whatever tries failed are forgotten. `lane`
    /// is the owner's where somebody waits for the file.
    ///
    /// # Errors
    /// [`ErrorCode::AttachmentNotFound`].
    pub async fn attachment_stored(&self, id: AttachmentId, path: String, media_type: Option<String>, bytes: i64, lane: Lane) -> Result<(), StoreError> {
        self.write(lane, move |tx| {
            Box::pin(async move {
                let query = sqlx::query(STORED_SQL).bind(id.0).bind(path).bind(media_type).bind(bytes);
                if query.execute(&mut tx.conn).await?.rows_affected() == 0 {
                    return Err(StoreError::NotFound(ErrorCode::AttachmentNotFound));
                }
                // What comes ahead changes nothing on any screen; told without a chat it would make all of them ask anew.
                if lane == Lane::Owner {
                    tx.change().tag(Tag::Messages);
                }
                Ok(())
            })
        })
        .await
    }
}

async fn exists(conn: &mut sqlx::SqliteConnection, sql: &'static str, chat: ChatId, id: Option<MessageId>) -> Result<bool, StoreError> {
    match id {
        Some(id) => Ok(sqlx::query_scalar(sql).bind(chat.0).bind(id.0).fetch_one(conn).await?),
        None => Ok(false),
    }
}
