//! Taking a whole import back, slice by slice.
//!
//! What it added and the channel has not claimed since goes. A chat that it made goes with its last
//! message, unless the owner has written in it; one in which another import's messages are left is that
//! import's. A crash in between leaves an import that can be taken back again.

use super::write;
use crate::judging::judge;
use crate::pool::Tx;
use crate::rollup::{self, ChatState};
use crate::search::index;
use crate::sql::{Bulk, statements};
use crate::{Lane, Store, StoreError, traces};
use pult_domain::{AccountId, AtMs, ChannelKind, ChatId, ErrorCode, ImportId, Tag};
use std::collections::BTreeSet;

/// Messages removed in one transaction: about 10 ms.
const SLICE: i64 = 400;
/// Chats looked at in one transaction when no message is left.
const FEW: i64 = 100;

const UNINDEX: Bulk = Bulk { head: "DELETE FROM word_index WHERE rowid IN (", row: "?", tail: ")" };
const REMOVE: Bulk = Bulk { head: "DELETE FROM message WHERE id IN (", row: "?", tail: ")" };

/// Every bulk statement of this file, for the tests.
#[cfg(test)]
pub(crate) const BULKS: [Bulk; 2] = [UNINDEX, REMOVE];

statements! {
    UNDOING_SQL = "UPDATE import SET state = 'undoing' WHERE id = ?";
    SLICE_SQL = "SELECT i.message_id, m.chat_id FROM imported_message i CROSS JOIN message m ON m.id = i.message_id WHERE i.import_id = ?1 LIMIT ?2";
    CHATS_SQL = "SELECT chat_id FROM imported_chat WHERE import_id = ?1 LIMIT ?2";
    OTHERS_SQL = "SELECT i.import_id FROM message m CROSS JOIN imported_message i ON i.message_id = m.id WHERE m.chat_id = ?1 AND i.import_id <> ?2 LIMIT 1";
    HAND_OVER_SQL = "UPDATE imported_chat SET import_id = ?2 WHERE chat_id = ?1";
    UNMAKE_SQL = "DELETE FROM imported_chat WHERE chat_id = ? RETURNING closed_at_ms";
    OWNERS_SQL = "SELECT EXISTS (SELECT 1 FROM outbox WHERE chat_id = ?1) OR EXISTS (SELECT 1 FROM draft WHERE chat_id = ?1) \
        OR EXISTS (SELECT 1 FROM note WHERE chat_id = ?1 AND deleted_at_ms IS NULL)";
    EMPTY_SQL = "UPDATE chat SET last_id = 0, last_at_ms = NULL, last_text = '', last_author = 3, last_attachments = 0 WHERE id = ?";
    REMOVE_CHAT_SQL = "DELETE FROM chat WHERE id = ?";
    FORGET_SQL = "DELETE FROM import WHERE id = ?";
    LEFT_SQL = "SELECT EXISTS (SELECT 1 FROM chat WHERE account_id = ?1) OR EXISTS (SELECT 1 FROM import WHERE account_id = ?1)";
    GOES_SQL = "SELECT EXISTS (SELECT 1 FROM account WHERE id = ?1 AND channel = ?2) AND NOT EXISTS (SELECT 1 FROM chat WHERE account_id = ?1) \
        AND NOT EXISTS (SELECT 1 FROM import WHERE account_id = ?1)";
}

impl Store {
    /// An import is about to be taken back.
    ///
    /// # Errors
    /// [`ErrorCode::ImportGone`].
    pub async fn import_undo_begin(&self, import: ImportId) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let found = sqlx::query(UNDOING_SQL).bind(import.0).execute(&mut tx.conn).await?.rows_affected();
                tx.change().tag(Tag::Transfers);
                if found == 0 { Err(StoreError::NotFound(ErrorCode::ImportGone)) } else { Ok(()) }
            })
        })
        .await
    }

    /// Takes the next slice of it back; how many messages that were, nothing at its end.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn import_undo_slice(&self, import: ImportId, account: AccountId) -> Result<Option<i64>, StoreError> {
        self.write(Lane::BackFill, move |tx| Box::pin(async move { slice(tx, import, account).await })).await
    }

    /// Whether nothing is left in an account: neither a chat nor an import.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn account_is_empty(&self, account: AccountId) -> Result<bool, StoreError> {
        let left: bool = sqlx::query_scalar(LEFT_SQL).bind(account.0).fetch_one(&mut *self.reader().await?).await?;
        Ok(!left)
    }
}

async fn slice(tx: &mut Tx, import: ImportId, account: AccountId) -> Result<Option<i64>, StoreError> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(SLICE_SQL).bind(import.0).bind(SLICE).fetch_all(&mut tx.conn).await?;
    tx.change().tag(Tag::Chats).tag(Tag::Messages).tag(Tag::Transfers).account(account);
    let mut chats: BTreeSet<i64> = rows.iter().map(|(_, chat)| *chat).collect();
    if rows.is_empty() {
        let empty: Vec<i64> = sqlx::query_scalar(CHATS_SQL).bind(import.0).bind(FEW).fetch_all(&mut tx.conn).await?;
        if empty.is_empty() {
            sqlx::query(FORGET_SQL).bind(import.0).execute(&mut tx.conn).await?;
            // Nothing is left that its removal would find: what that leaves in the file was left here.
            let goes: bool = sqlx::query_scalar(GOES_SQL).bind(account.0).bind(ChannelKind::Archive.as_str()).fetch_one(&mut tx.conn).await?;
            if goes {
                traces::mark(tx).await?;
            }
            tx.change().resync = true;
            return Ok(None);
        }
        chats.extend(empty);
    }
    let ids: Vec<i64> = rows.iter().map(|(id, _)| *id).collect();
    remove_messages(tx, &ids).await?;
    let chats: Vec<ChatId> = chats.into_iter().map(ChatId).collect();
    for before in rollup::load_all(tx, &chats).await? {
        tx.change().chat(before.id);
        settle(tx, import, account, before, rows.is_empty()).await?;
    }
    Ok(Some(i64::try_from(ids.len()).unwrap_or(0)))
}

/// Removes messages with their words and files.
pub(super) async fn remove_messages(tx: &mut Tx, ids: &[i64]) -> Result<(), StoreError> {
    UNINDEX.execute(&mut tx.conn, ids, |query, id| query.bind(*id)).await?;
    REMOVE.execute(&mut tx.conn, ids, |query, id| query.bind(*id)).await?;
    Ok(())
}

/// A chat some of whose messages went: its row, or its end. `last` says that this import has no message left.
async fn settle(tx: &mut Tx, import: ImportId, account: AccountId, before: ChatState, last: bool) -> Result<(), StoreError> {
    let chat = before.id;
    let mut after = before.clone();
    let has_messages = write::newest(&mut tx.conn, &mut after).await?;
    if last {
        let other: Option<i64> = sqlx::query_scalar(OTHERS_SQL).bind(chat.0).bind(import.0).fetch_optional(&mut tx.conn).await?;
        let owners: bool = sqlx::query_scalar(OWNERS_SQL).bind(chat.0).fetch_one(&mut tx.conn).await?;
        match other {
            Some(other) => {
                sqlx::query(HAND_OVER_SQL).bind(chat.0).bind(other).execute(&mut tx.conn).await?;
            }
            None if has_messages || owners => unmake(tx, &mut after).await?,
            None => return remove(tx, account, before).await,
        }
    }
    rollup::save(tx, account.0, &[(before, after)]).await?;
    if !has_messages {
        sqlx::query(EMPTY_SQL).bind(chat.0).execute(&mut tx.conn).await?;
    }
    Ok(())
}

/// A chat that stays without the import that made it. That closed it and counted it as read; of what the channel brings
/// from now on nobody has.
async fn unmake(tx: &mut Tx, chat: &mut ChatState) -> Result<(), StoreError> {
    let closed: Option<i64> = sqlx::query_scalar(UNMAKE_SQL).bind(chat.id.0).fetch_optional(&mut tx.conn).await?;
    chat.waiting.done_at = chat.waiting.done_at.filter(|at| Some(*at) != closed.map(AtMs));
    chat.read_up_to = 0;
    chat.recount(&mut tx.conn).await?;
    judge(tx, chat).await?;
    Ok(())
}

async fn remove(tx: &mut Tx, account: AccountId, chat: ChatState) -> Result<(), StoreError> {
    tx.known.clear();
    index::forget_chats(tx, &[chat.id.0]).await?;
    sqlx::query(REMOVE_CHAT_SQL).bind(chat.id.0).execute(&mut tx.conn).await?;
    rollup::add(tx, account.0, rollup::Tally::default() - chat.tally()).await
}
