//! History that was read from files.
//!
//! It stands among the messages of its chat and is found by search, but it is past: it asks for no
//! answer and counts as read. So whatever decides whose turn it is, what is unread and what is late
//! passes over messages with a row in `imported_message` (`rollup`, `judging`, `bulk`, `check`,
//! `history`). A flag in the message's row lost: a million rows that no import ever touched would carry it.
//!
//! When the channel itself brings such a message, or anything else in a chat that an import made, the
//! message is the channel's from then on, and an unanswered one waits as it should ([`claim`]). It is then
//! stored as the channel tells it: a file knows nothing by which pictures could be fetched, and one of
//! another program may be wrong about hours and authors.

mod undo;
mod write;

pub(crate) use write::{Claimed, Was, claim, hand_over};

use crate::sql::statements;
use crate::{Lane, Store, StoreError};
use pult_domain::{AccountId, AtMs, Author, ChatKind, ErrorCode, FeedAttachment, FeedItem, ImportId, MessageKind, Tag};
use sqlx::FromRow;

#[cfg(test)]
pub(crate) use {undo::BULKS as UNDO_BULKS, undo::STATEMENTS as UNDO_STATEMENTS, write::STATEMENTS as WRITE_STATEMENTS, write::bulks};

/// A chat of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportChat {
    /// Its id at the channel.
    pub remote_id: String,
    /// The buyer's name.
    pub customer: String,
    /// Who it is with.
    pub kind: Option<ChatKind>,
    /// What it is about.
    pub item: FeedItem,
    /// There is nobody to send to.
    pub closed: bool,
}

/// A message of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportMessage {
    /// Its id: the channel's, or one made of what it says.
    pub remote_id: String,
    /// The id was made here, since the file has none: the same words by the same author in the same
    /// second are the same message then.
    pub made_id: bool,
    /// Who wrote it.
    pub author: Author,
    /// What can be shown of it.
    pub kind: MessageKind,
    /// The text.
    pub text: String,
    /// Its first text, where it was edited or deleted later.
    pub text_before: Option<String>,
    /// Whether the other side has read it.
    pub read: Option<bool>,
    /// When it was sent.
    pub sent_at: AtMs,
    /// Its files, without contents.
    pub files: Vec<FeedAttachment>,
}

/// Some messages of one chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSlice {
    /// The chat.
    pub chat: ImportChat,
    /// The messages.
    pub messages: Vec<ImportMessage>,
}

/// What an import did, or would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Chats that were not here.
    pub chats_new: i64,
    /// Messages that were not here.
    pub messages_new: i64,
    /// Messages that were.
    pub messages_known: i64,
}

impl std::ops::AddAssign for ImportCounts {
    fn add_assign(&mut self, other: Self) {
        self.chats_new += other.chats_new;
        self.messages_new += other.messages_new;
        self.messages_known += other.messages_known;
    }
}

/// An import that added something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// The import.
    pub id: ImportId,
    /// Where it went.
    pub account: AccountId,
    /// When.
    pub at: AtMs,
    /// The file's name.
    pub name: String,
    /// Whether it came to its end.
    pub done: bool,
    /// The account was made for it.
    pub made_account: bool,
    /// What it added and found.
    pub counts: ImportCounts,
    /// Lines that could not be read.
    pub refused: i64,
}

statements! {
    BEGIN_SQL = "INSERT INTO import (account_id, at_ms, name, state, made_account) VALUES (?, ?, ?, 'running', ?)";
    END_SQL = "UPDATE import SET state = ?2, refused = ?3 WHERE id = ?1";
    DROP_EMPTY_SQL = "DELETE FROM import WHERE id = ?1 AND chats = 0 AND messages = 0";
    LIST_SQL = "SELECT i.id, i.account_id, i.at_ms, i.name, i.state, i.made_account, i.chats, i.messages, i.known, i.refused FROM import i \
        CROSS JOIN account a ON a.id = i.account_id WHERE a.removing = 0 ORDER BY i.id DESC LIMIT 200";
    BROKEN_OFF_SQL = "UPDATE import SET state = 'stopped' WHERE state IN ('running', 'undoing')";
}

#[derive(FromRow)]
struct Stored {
    id: i64,
    account_id: i64,
    at_ms: i64,
    name: String,
    state: String,
    made_account: bool,
    chats: i64,
    messages: i64,
    known: i64,
    refused: i64,
}

impl Store {
    /// Begins an import into an account.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn import_begin(&self, account: AccountId, name: String, made_account: bool) -> Result<ImportId, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let query = sqlx::query(BEGIN_SQL).bind(account.0).bind(tx.now.0).bind(name).bind(made_account);
                let id = query.execute(&mut tx.conn).await?.last_insert_rowid();
                tx.change().tag(Tag::Transfers);
                Ok(ImportId(id))
            })
        })
        .await
    }

    /// An import is over, whole or not. One that added nothing is forgotten.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn import_end(&self, import: ImportId, whole: bool, refused: i64) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                sqlx::query(END_SQL).bind(import.0).bind(if whole { "done" } else { "stopped" }).bind(refused).execute(&mut tx.conn).await?;
                sqlx::query(DROP_EMPTY_SQL).bind(import.0).execute(&mut tx.conn).await?;
                tx.change().tag(Tag::Transfers).tag(Tag::Chats).tag(Tag::Messages).resync = true;
                Ok(())
            })
        })
        .await
    }

    /// The imports that added something, newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn imports(&self) -> Result<Vec<ImportRow>, StoreError> {
        let rows: Vec<Stored> = sqlx::query_as(LIST_SQL).fetch_all(&mut *self.reader().await?).await?;
        Ok(rows.into_iter().map(ImportRow::from).collect())
    }

    /// One import.
    ///
    /// # Errors
    /// [`ErrorCode::ImportGone`].
    pub async fn import(&self, id: ImportId) -> Result<ImportRow, StoreError> {
        self.imports().await?.into_iter().find(|row| row.id == id).ok_or(StoreError::NotFound(ErrorCode::ImportGone))
    }

    /// What a crash broke off is neither running nor whole.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn imports_found_at_start(&self) -> Result<(), StoreError> {
        self.write(Lane::Live, |tx| Box::pin(async move { Ok(sqlx::query(BROKEN_OFF_SQL).execute(&mut tx.conn).await.map(drop)?) })).await
    }
}

impl From<Stored> for ImportRow {
    fn from(row: Stored) -> Self {
        Self {
            id: ImportId(row.id),
            account: AccountId(row.account_id),
            at: AtMs(row.at_ms),
            name: row.name,
            done: row.state == "done",
            made_account: row.made_account,
            counts: ImportCounts { chats_new: row.chats, messages_new: row.messages, messages_known: row.known },
            refused: row.refused,
        }
    }
}
